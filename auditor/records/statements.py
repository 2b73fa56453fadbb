"""Amounts that prose states for the quantities every budget and every account has (基本支出, 机关运行经费 …)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.records.model import Datum, Document, Paragraph
from auditor.records.once import once
from auditor.records.texts import paragraphs
from auditor.values import Figure, Value, parse_amount

__all__ = ["Statement", "all_statements", "statements"]

QUANTITIES = (
    "“?三公”?经费|机关运行经费|基本支出|项目支出|人员经费|公用经费|总收入|总支出|收入合计|支出合计|收入总计|支出总计|"
    "财政拨款收入|政府采购(?:支出|预算)|固定资产(?:总额|金额)|培训费|会议费|公务接待费"
)
STATED = re.compile(
    rf"(?P<phrase>(?:{QUANTITIES})(?:拨款|支出|预算数?|决算数?|合计|总额|安排|资金)*)"
    r"(?:共计|合计|总计|均)?(?:为|是|安排|:|：)?\s*(?P<amount>[0-9]+(?:\.[0-9]+)?\s*(?:万元|亿元|元))"
)
# What belongs to the phrase before such words.
LONGEST_BEFORE = 14
BEFORE = re.compile(rf"[^，,。；;：:（(0-9\s]{{0,{LONGEST_BEFORE}}}$")
# Words that change nothing: of which, in this year, all in all; and the unit of the amount before.
LEAD = re.compile(
    r"^(?:其中|以上|上述|本?年度?|全年|当年|万元|元|我[委局单部]位?门?|本部门|本单位|包括|[并与和及等的共])+"
)
# What is not the amount itself but a change of it, or another year's.
OTHERWISE = re.compile("增加|减少|增长|下降|上年|上一?年度|去年|比|较|追加|压减|结转|结余|年初|预算|人均|其他|部分")
# 局机关：基本支出…: the amount is that of a part of the department.
SUBJECT = re.compile(r"(?<!其中)(?<!包括)(?<!情况)(?<!如下)[：:]\s*$")


class Statement(NamedTuple):
    """An amount as printed: the words that say what it is, the figure in 元, the place."""

    phrase: str
    figure: Figure
    amount: Datum[Value]


def statements(paragraph: Paragraph) -> Iterator[Statement]:
    """The amounts of a paragraph, changes and those of other years left out."""
    text, end = paragraph.text, 0
    for found in STATED.finditer(text):
        before = BEFORE.search(text, max(end, found.start() - LONGEST_BEFORE), found.start())
        end = found.end()
        start = before.start() if before is not None else found.start()
        phrase = LEAD.sub("", text[start : found.end("phrase")])
        value = parse_amount(found["amount"])
        if not phrase or OTHERWISE.search(phrase) or value.figure is None or value.unit is None:
            continue
        if SUBJECT.search(text[:start]):
            continue
        span = paragraph.span.part(found.start("amount"), found.end("amount"))
        yield Statement(phrase, value.figure.scaled(Decimal(value.unit.factor)), Datum(span.quote, value, span))


@once
def all_statements(document: Document) -> tuple[tuple[Paragraph, Statement], ...]:
    """The amounts of all paragraphs of a document, each with its paragraph."""
    texts = paragraphs(document).having(STATED)
    return tuple((paragraph, statement) for paragraph, _ in texts for statement in statements(paragraph))
