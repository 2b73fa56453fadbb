"""A closing date of another year than the accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.calendar import Dated, all_dates
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import PartialDate

CLOSING = re.compile(r"截[至止]\s*$")
DECEMBER, LAST = 12, 31


@rule(
    id="S406",
    name="closing-date-of-another-year",
    title=Text(zh="截止日期不是本年度", en="Closing date of another year"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="这是 {year} 年度的文件，截止日期却写“{date}”。",
        en="This is a document of {year}, but the closing date is “{date}”.",
    ),
    advice=Text(
        zh="改为本年度的截止日期，并核对后面的数字是不是本年度的。",
        en="Give the closing date of this year, and check that the figures behind it are of this year.",
    ),
    rationale=Text(
        zh="资产、车辆等数字以年末为准；截止日期是别的年度，多半是照抄了往年文本，数字也可能没有更新。",
        en="Such figures are those of the end of the year; another date is the mark of an old text or of old figures.",
    ),
    basis="convention",
    applies={"documents": ["final-accounts", "self-evaluation", "budget"]},
    examples=Examples(
        bad=[
            Bad(
                name="vehicles of the year before",
                text="2023年度部门决算公开情况说明\n\n一、车辆情况\n截止 2022年12月31日，本单位共有车辆 2 辆。\n\n"
                "二、收支情况\n2023年度收入合计 640.00 万元，其中：财政拨款收入 600.00 万元；其他收入 40.00 万元。\n",
                expect=[Expect(4, "2022年12月31日")],
                instead="2023年度部门决算公开情况说明\n\n一、车辆情况\n截止 2023年12月31日，本单位共有车辆 2 辆。\n\n"
                "二、收支情况\n2023年度收入合计 640.00 万元，其中：财政拨款收入 600.00 万元；其他收入 40.00 万元。\n",
            ),
        ],
        good=[
            Good(
                name="a budget tells of the end of the year before",
                text="2023年部门预算公开情况说明\n\n一、车辆情况\n截至 2022年12月31日，本单位共有车辆 2 辆。\n\n"
                "二、收支情况\n2023年预算收入 640.00 万元，其中：财政拨款收入 600.00 万元；其他收入 40.00 万元。\n",
            ),
        ],
    ),
)
def closing_date(document: Document) -> Iterator[Found]:
    """Ends of years after 截至 that are not the end of the accounts' year, nor in a budget of the year before."""
    if document.year is None:
        return
    right = [document.year] if document.kind != "budget" else [document.year - 1, document.year]
    for dated in all_dates(document, "截至", "截止"):
        year = closing_year(dated)
        if year is not None and year not in right:
            yield Found(at=dated.place, values={"year": str(document.year), "date": dated.place.raw})


def closing_year(dated: Dated) -> int | None:
    """The year of a 31 December behind 截至 or 截止."""
    date = dated.date
    if not isinstance(date, PartialDate) or (date.month, date.day) != (DECEMBER, LAST):
        return None
    return date.year if CLOSING.search(dated.lead) else None
