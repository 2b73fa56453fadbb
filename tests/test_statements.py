"""Amounts that prose states, and strings that look like such statements and are none."""

from __future__ import annotations

import pytest

from auditor.records import Paragraph
from auditor.records.statements import statements
from auditor.source import from_text


def read(text: str) -> list[tuple[str, str]]:
    source = from_text(text)
    return [(each.phrase, each.amount.raw) for each in statements(Paragraph(text, source.span(0, len(text)), ()))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年机关运行经费共计安排38.20万元。", [("机关运行经费", "38.20万元")]),
        ("其中基本支出拨款820.4 万元，占70%。", [("基本支出拨款", "820.4 万元")]),
        (
            "包括人员经费361.80万元和运转类公用经费38.20万元",
            [("人员经费", "361.80万元"), ("运转类公用经费", "38.20万元")],
        ),
        ("本部门培训费为1500元", [("培训费", "1500元")]),
    ],
)
def test_statements(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "基本支出增加12.40万元",
        "较上年项目支出减少3万元",
        "上年机关运行经费36万元",
        "年初预算项目支出337万元",
        "其他商品服务支出1.52万元",
        "基本支出占70%",
        "局机关：基本支出120万元",
    ],
)
def test_no_statements(text: str) -> None:
    assert read(text) == []
