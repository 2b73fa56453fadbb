"""One quantity stated with two amounts in one section."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.records import Document, Paragraph
from auditor.rule import Bad, Examples, Expect, Found, Good, Placed, Text, rule
from auditor.values import Figure

OTHER = Text(zh="另一处写作", en="stated otherwise in")
QUANTITIES = (
    "“?三公”?经费|机关运行经费|基本支出|项目支出|人员经费|公用经费|总收入|总支出|收入合计|支出合计|收入总计|支出总计|"
    "财政拨款收入|政府采购(?:支出|预算)|固定资产(?:总额|金额)|培训费|会议费|公务接待费"
)
STATED = re.compile(
    rf"(?P<phrase>[^，,。；;：:（(\s]{{0,14}}?(?:{QUANTITIES})(?:拨款|支出|预算数?|决算数?|合计|总额|安排|资金)*)"
    r"(?:共计|合计|总计|均)?(?:为|是|安排|:|：)?\s*(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>万元|亿元|元)"
)
# Words that change nothing: of which, in this year, all in all.
LEAD = re.compile(
    r"^(?:其中|以上|上述|本年度?|全年|当年|20[0-9]{2}\s*年度?|我单位|本部门|本单位|我部门|我委|我局|共|用于|并|与|和|及|等|的)+"
)
# What is not the amount itself but a change of it, or another year's.
OTHERWISE = re.compile(
    r"增加|减少|增长|下降|上年|上一?年度|去年|比|较|追加|压减|结转|结余|年初|预算|人均|其他|其它|部分"
)

PROSE = """\
一、支出决算情况说明

2023年度基本支出拨款820.40万元，主要用于人员工资。

项目支出拨款316.20万元。{again}
"""


class Statement(NamedTuple):
    """An amount with the words before it."""

    figure: Figure
    place: Placed
    text: str


@rule(
    id="T504",
    name="quantity-stated-with-two-amounts",
    title=Text(zh="同一口径的金额前后不一致", en="One quantity, two amounts in one section"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{phrase}”在同一部分里一处是 {first}，这里是 {again}。",
        en="“{phrase}” is {first} in one place of this section and {again} here.",
    ),
    advice=Text(
        zh="核对账表，改正写错的一处；口径不同的，写明各是哪一口径。",
        en="Check the accounts and correct one; where they differ in scope, say how.",
    ),
    rationale=Text(
        zh="同一部分、同一说法的金额应当一致；两个数并存，读者不知道以哪个为准。",
        en="Under one name a section states one amount; with two nobody knows which of them counts.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2016-143", "article": "4"}],
    examples=Examples(
        bad=[
            Bad(
                name="basic expenditure twice",
                text=PROSE.format(again="以上基本支出拨款812.40万元，项目支出拨款316.20万元。"),
                expect=[Expect(5, "812.40万元")],
                instead=PROSE.format(again="以上基本支出拨款820.40万元，项目支出拨款316.20万元。"),
            ),
        ],
        good=[
            Good(
                name="the same amount again, rounded",
                text=PROSE.format(again="以上基本支出拨款820.4万元，项目支出拨款316.20万元。"),
            ),
            Good(name="a change", text=PROSE.format(again="基本支出拨款较上年增加12.40万元。")),
            Good(
                name="another scope",
                text=PROSE.format(again="一般公共预算基本支出拨款812.40万元，项目支出拨款316.20万元。"),
            ),
        ],
    ),
)
def two_amounts(document: Document) -> Iterator[Found]:
    """Every amount whose words have another amount earlier in the same section."""
    earlier: dict[tuple[object, ...], Statement] = {}
    starts = sorted(project.span.start for project in document.projects)
    for paragraph in document.paragraphs:
        # Below another project's table the same words speak of that project.
        around = bisect(starts, paragraph.span.start)
        for phrase, statement in statements(paragraph):
            key = (around, paragraph.section[:3], phrase)
            first = earlier.setdefault(key, statement)
            if not first.figure.meets(statement.figure):
                values = {"phrase": phrase, "first": first.text, "again": statement.text}
                yield Found(at=statement.place, evidence=[(OTHER, first.place)], values=values)


def statements(paragraph: Paragraph) -> Iterator[tuple[str, Statement]]:
    """The amounts of a paragraph in 元, each with the words that say what it is."""
    for found in STATED.finditer(paragraph.text):
        phrase = LEAD.sub("", found["phrase"])
        if not phrase or OTHERWISE.search(phrase):
            continue
        factor = {"元": 1, "万元": 10_000, "亿元": 100_000_000}[found["unit"]]
        start, end = found.start("number"), found.end("unit")
        place = paragraph.span.part(start, end)
        figure = Figure.read(found["number"]).scaled(Decimal(factor))
        yield phrase, Statement(figure, place, place.quote)
