"""Laws of reading: nothing printed is lost or read twice, nothing raises, blank space changes nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract import as_json
from auditor.layout import Table, lay_out
from auditor.records import read_document
from auditor.source import Span, from_text, rejoin
from auditor.source.model import is_wide, kept_offsets
from fixtures.render import LAYOUTS, describe, descriptions, render

# Lines of every kind that a table, a title or a paragraph may be made of.
LINES = (
    *("", " ", "\t", "\t\t", "\u3000", "---\t---", "| --- | --- |", "1", "目标内容1", "无", "指标2：", "**加粗**"),
    *("第一部分 部门整体绩效目标", "二、分项绩效目标 ", "3.安全饮水绩效目标表", "单位：万元"),
    *("[bookmark: _Toc1]六、其他", "2024年全县改水 3 处，其中：新建1处，", "改建2处。"),
    *("一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t改水处数\t≥3 处", "\t\t改水户数\t≥20户\t"),
    *("项目名称\t安全饮水\t项目编码\t4401", "预算数\t9.47\t其中：财政 资金\t9.47", "总分\t\t\t100\t90"),
    *("3月底\t6月底\t12月底", "25%\t50%\t100%"),
    *("\t一级指标", "\t二级指标", "\t三级指标", "\t指标值", "\t产出指标", "\t质量指标", "\t合格率", "\t≥98 百分比"),
    *("一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据 ", "产出指标 ", "社会效益指", "标 "),
    *("数量指标 改水处数 新建改建 3 处 计划 ", "合格率 |", "≥98% |"),
    *("| 一级指标 | 二级指标 | 三级指标 | 指标值 |", "| 产出指标 | 数量指标 | 改水 | 3处 |"),
)
noise = st.text(alphabet="一指标目项≥%9①１.、|:：\t \u3000\xa0\ufeff\r\x0b\x0c\x1c\u2028（）-*a", max_size=12)
texts = st.lists(st.one_of(st.sampled_from(LINES), noise), min_size=1, max_size=40).map("\n".join)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# A text of nothing but blanks, or with many control characters, is refused.
readable = texts.filter(lambda text: bool(text.strip("\ufeff\x0c \t\r\n\u3000")) and len(CONTROL.findall(text)) <= 8)


def spans_of(text: str) -> tuple[str, list[Span]]:
    """The text as read and the spans of its paragraphs and cells."""
    source = from_text(text)
    spans = []
    for block in lay_out(source):
        cells = [cell.span for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block.span]
        spans += cells
    return source.text, spans


@settings(max_examples=200)
@given(readable)
def test_every_printed_character_lies_in_exactly_one_block(text: str) -> None:
    """Of a table only the signs that draw it (bars, rules of dashes) belong to no cell."""
    read, spans = spans_of(text)
    covered = Counter(at for span in spans for at in range(span.start, span.end) if not read[at].isspace())
    assert [at for at, times in covered.items() if times > 1] == []
    lost = [at for at, char in enumerate(read) if not char.isspace() and at not in covered]
    assert [read[at] for at in lost if read[at] not in "|-:=+—_"] == []


@settings(max_examples=200)
@given(readable)
def test_no_text_makes_reading_raise(text: str) -> None:
    document = read_document(from_text(text))
    assert document.source.text is not None


# Blank space


def stripped(value: Any) -> Any:
    """Records without the places and the digest, which every change of the text moves."""
    if isinstance(value, dict):
        return {key: stripped(inner) for key, inner in value.items() if key not in ("location", "sha256")}
    return [stripped(inner) for inner in value] if isinstance(value, list) else value


def records_of(text: str) -> Any:
    return stripped(json.loads(as_json([read_document(from_text(text))], "zh")))


@cache
def rendered(name: str, layout: str) -> tuple[str, Any]:
    path = next(path for path in descriptions() if path.stem == name)
    text = render(describe(path), layout).decode("utf-8")
    return text, records_of(text)


def free(lines: list[str], at: int) -> bool:
    """Whether a line is a paragraph in which blank space at the end means nothing, with paragraphs around it."""
    around = [line for line in lines[max(0, at - 3) : at + 4] if "\t" in line]
    return bool(lines[at].strip()) and not around


# In running text the end of a line tells where a cell ends; of cells a line, a blank line ends a row.
@pytest.mark.parametrize(
    "layout", [name for name, made in LAYOUTS.items() if made.suffix == "txt" and name not in ("flow", "celled")]
)
@pytest.mark.parametrize("name", [path.stem for path in descriptions()])
@settings(max_examples=4)
@given(st.data())
def test_blank_space_between_blocks_changes_no_record(name: str, layout: str, data: st.DataObject) -> None:
    text, wanted = rendered(name, layout)
    lines = text.split("\n")
    places = [at for at in range(len(lines)) if free(lines, at)]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=6))
    ending = data.draw(st.sampled_from(["  ", "\u3000", "\n\n", " \n\n\n"]))
    changed = "\n".join(line + ending if at in chosen else line for at, line in enumerate(lines))
    assert records_of(changed) == wanted


@pytest.mark.parametrize("name", [path.stem for path in descriptions()])
@settings(max_examples=8)
@given(st.data())
def test_blank_lines_in_flowing_text_change_no_record(name: str, data: st.DataObject) -> None:
    """Every printed line of such a text may have blank lines behind it; whether it ends in a blank must stay."""
    text, wanted = rendered(name, "flow")
    lines = text.split("\n")
    chosen = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=12))
    changed = "\n".join(f"{line} \n" if at in chosen and line.endswith(" ") else line + "\n" * (at in chosen)
                        for at, line in enumerate(lines))
    assert records_of(changed) == wanted


@given(st.text(alphabet="一a。1 \t\n\u3000\x1c", max_size=12))
def test_of_the_blanks_in_a_line_those_between_words_are_kept_once(text: str) -> None:
    kept = kept_offsets(text)
    assert rejoin(text) == "".join(" " if text[at].isspace() else text[at] for at in kept)
    for at, char in enumerate(text):
        before, after = text[:at].rstrip(), text[at:].lstrip()
        if not char.isspace():
            assert at in kept
        elif len(before) < at or not before or not after:
            assert at not in kept
        else:
            wide = is_wide(before[-1]) + is_wide(after[0])
            run = text[at : len(text) - len(after)]
            assert (at in kept) == (wide == 0 or (wide == 1 and "\n" not in run))
