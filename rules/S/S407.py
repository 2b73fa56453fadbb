"""An expenditure of a year long past told in the accounts of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.calendar import Dated, all_dates
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import PartialDate

# 故2020年公务用车运行维护费为0元: the year, a kind of expenditure, an amount, all in one clause.
SPENT = re.compile(r"(?:费用?|经费|支出|收入|决算数?)[为共计是\s]*[0-9]")
AMOUNT = re.compile(rf"^[^，,。；;0-9]{{0,20}}{SPENT.pattern}")

TEXT = """\
2023年度部门决算公开情况说明

一、公务用车情况
所有车辆已统一交付，故{year}年公务用车运行维护费为 0 元。

二、收支情况
2023年度收入合计 640.00 万元，其中：财政拨款收入 600.00 万元；其他收入 40.00 万元。
"""


@rule(
    id="S407",
    name="amount-of-a-year-long-past",
    title=Text(zh="决算说明里写着往年的金额", en="Amount of an earlier year in the accounts"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="这是 {year} 年度的决算，这里说的却是“{other}”的金额。",
        en="These are the accounts of {year}, but the amount told here is one of “{other}”.",
    ),
    advice=Text(zh="核对年度，改为本年度的数。", en="Check the year and give the amount of this one."),
    rationale=Text(
        zh="决算说明反映本年度的收支；写着两年以前的年度，多半是照抄旧文本没有改。",
        en="The accounts tell of their own year; one of two years before is nearly always left from an old text.",
    ),
    basis="convention",
    applies={"documents": ["final-accounts", "self-evaluation"]},
    examples=Examples(
        bad=[
            Bad(
                name="three years back",
                text=TEXT.format(year="2020"),
                expect=[Expect(4, "2020年")],
                instead=TEXT.format(year="2023"),
            ),
        ],
        good=[Good(name="the year before, for comparison", text=TEXT.format(year="2022"))],
    ),
)
def long_past(document: Document) -> Iterator[Found]:
    """Years before the last one of which a clause tells an amount, comparisons apart."""
    if document.year is None:
        return
    for dated in all_dates(document, SPENT):
        year = plain_year(dated)
        if year is None or year >= document.year - 1 or dated.past:
            continue
        if AMOUNT.search(dated.rest):
            yield Found(at=dated.place, values={"year": str(document.year), "other": dated.place.raw})


def plain_year(dated: Dated) -> int | None:
    """The year of a date that is nothing but a year."""
    date = dated.date
    return date.year if isinstance(date, PartialDate) and not (date.month or date.end or date.before) else None
