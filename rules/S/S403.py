"""A day that the calendar does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.calendar import all_dates
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import DateSpan

# 2023.13.1 may be the number of a section: only what is written as a date counts.
NUMERIC = re.compile("[0-9][-/][0-9]")
WRITTEN = re.compile(r"月|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]")


@rule(
    id="S403",
    name="impossible-date",
    title=Text(zh="日期不存在", en="Date that does not exist"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="document",
    message=Text(zh="没有“{date}”这一天。", en="There is no “{date}”."),
    advice=Text(zh="按实际期限改正日期。", en="Correct the date."),
    rationale=Text(
        zh="不存在的日期无法作为完成期限，也无法考核。",
        en="A date that does not exist can be no deadline and cannot be assessed.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="thirtieth of February",
                frame="goal-table",
                rows=[
                    {"level2": "时效指标", "name": "药剂采购完成时间", "description": "", "target": "2024年2月30日前"}
                ],
                expect=[Expect(1, "2024年2月30日前")],
                instead=[
                    {"level2": "时效指标", "name": "药剂采购完成时间", "description": "", "target": "2024年2月29日前"}
                ],
            ),
            Bad(
                name="thirty-first of June in a sentence",
                text="本单位于6月31日前完成绩效自评，并按规定公开。",
                expect=[Expect(1, "6月31日前")],
                instead="本单位于6月30日前完成绩效自评，并按规定公开。",
            ),
        ],
        good=[
            Good(name="the number of a section", text="2023.13.1 药剂采购按规定程序办理，7月31日前完成。"),
            Good(
                name="a leap day",
                frame="goal-table",
                rows=[
                    {"level2": "时效指标", "name": "药剂采购完成时间", "description": "", "target": "2024年2月29日前"}
                ],
            ),
        ],
    ),
)
def impossible(document: Document) -> Iterator[Found]:
    """Dates, and ends of periods, that the calendar does not have."""
    seen: set[int] = set()
    for dated in all_dates(document, "月", NUMERIC):
        ends = (dated.date.start, dated.date.end) if isinstance(dated.date, DateSpan) else (dated.date,)
        written = WRITTEN.search(dated.place.raw)
        if dated.place.span.start in seen or not written or all(end.possible for end in ends):
            continue
        seen.add(dated.place.span.start)
        yield Found(at=dated.place, values={"date": dated.place.raw})
