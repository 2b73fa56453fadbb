"""机关运行经费 that is not the operating funds of the budget or the accounts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.statements import Statement, all_statements
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

OFFICE = ("机关运行经费", "机关运行经费支出")
OPERATING = ("公用经费", "运转类公用经费", "公用经费支出", "日常公用经费")
OTHER = Text(zh="公用经费", en="operating funds")

PROSE = """\
一、支出预算情况

2024年支出预算520.00万元，其中基本支出400.00万元，包括人员经费361.80万元和公用经费38.20万元；项目支出120.00万元。

二、机关运行经费安排情况

2024年，本部门机关运行经费共计安排{office}万元，主要用于办公费和水电费。
"""


@rule(
    id="T508",
    name="office-funds-not-operating-funds",
    title=Text(zh="机关运行经费与公用经费不一致", en="Office running funds are not the operating funds"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    message=Text(
        zh="机关运行经费写作 {office}，前面的公用经费是 {operating}，两者一般相等。",
        en="The office running funds are {office}, the operating funds {operating}; the two are mostly one sum.",
    ),
    advice=Text(
        zh="核对两个数；部门含有不计入机关运行经费的事业单位的，写明差额是什么。",
        en="Check both; where the department has institutions that do not count, say what the difference is.",
    ),
    rationale=Text(
        zh="机关运行经费就是行政和参公单位的公用经费；两个数不同，要么写错，要么口径不同而没有说明。",
        en="Office running funds are the operating funds of administrative units; where they differ, one is wrong or "
        "the scope was left unsaid.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="two digits changed",
                text=PROSE.format(office="32.80"),
                expect=[Expect(7, "32.80万元")],
                instead=PROSE.format(office="38.20"),
            ),
        ],
        good=[
            Good(name="one sum", text=PROSE.format(office="38.20")),
            Good(
                name="more than one sum of operating funds",
                text=PROSE.format(office="32.80") + "\n所属事业单位公用经费5.40万元。\n",
            ),
        ],
    ),
)
def not_operating(document: Document) -> Iterator[Found]:
    """The office running funds where the document states them once, and other operating funds once."""
    stated = [statement for _, statement in all_statements(document)]
    office, operating = single(stated, OFFICE), single(stated, OPERATING)
    if office is not None and operating is not None and not office.figure.meets(operating.figure):
        values = {"office": office.amount.raw, "operating": operating.amount.raw}
        yield Found(at=office.amount, evidence=[(OTHER, operating.amount)], values=values)


def single(stated: list[Statement], words: tuple[str, ...]) -> Statement | None:
    """The first statement under one of the words, where all under words that end so agree with it."""
    found = [each for each in stated if each.phrase.endswith(words)]
    first = next((each for each in found if each.phrase in words), None)
    return first if first is not None and all(each.figure.meets(first.figure) for each in found) else None
