"""One quantity stated with two amounts in one section."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.statements import Statement, all_statements
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

OTHER = Text(zh="另一处写作", en="stated otherwise in")

PROSE = """\
一、支出决算情况说明

2023年度基本支出拨款820.40万元，主要用于人员工资。

项目支出拨款316.20万元。{again}
"""


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
    """Every amount whose words have another amount earlier in the same section.

    Below another project's table the same words speak of that project.
    """
    stated: dict[tuple[object, ...], list[Statement]] = {}
    starts = sorted(project.span.start for project in document.projects)
    for paragraph, statement in all_statements(document):
        around = bisect(starts, paragraph.span.start)
        stated.setdefault((around, paragraph.section[:3], statement.phrase), []).append(statement)
    for first, *others in stated.values():
        differing = [other for other in others if not other.figure.meets(first.figure)]
        # More than two amounts are a list: of units, months or years.
        if len({other.figure.number for other in differing}) == 1:
            again = differing[0]
            values = {"phrase": again.phrase, "first": first.amount.raw, "again": again.amount.raw}
            yield Found(at=again.amount, evidence=[(OTHER, first.amount)], values=values)
