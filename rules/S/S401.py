"""A deadline that had passed before the year of the document began."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document, Project
from auditor.records.calendar import deadlines, of_the_past
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule


@rule(
    id="S401",
    name="deadline-before-the-year",
    title=Text(zh="完成期限早于文件年度", en="Deadline before the year of the document"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="这是 {year} 年的绩效目标，期限却是“{deadline}”，早已过去。",
        en="These are goals of {year}, but the deadline “{deadline}” had passed before.",
    ),
    advice=Text(
        zh="改为本年度的期限；上年已完成、今年只付尾款的，写明付款时间。",
        en="Give a deadline of this year; where the work is done and only paid for now, give the date of payment.",
    ),
    rationale=Text(
        zh="年度绩效目标考核当年的工作；期限在上一年，多半是照抄了旧文本，年终无法考核。",
        en="Annual goals measure the work of the year; an earlier deadline is nearly always left from an old text.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="target of the year before",
                frame="goal-table",
                rows=[
                    {"level2": "时效指标", "name": "管护任务完成时间", "description": "", "target": "2023年12月底前"}
                ],
                expect=[Expect(1, "2023年12月底前")],
                instead=[
                    {"level2": "时效指标", "name": "管护任务完成时间", "description": "", "target": "2024年12月底前"}
                ],
            ),
            Bad(
                name="goal of the year before",
                frame="goal-table",
                rows=[{"description": "2023年底前完成管护协议签订"}],
                expect=[Expect(1, "2023年底前")],
                instead=[{"description": "2024年底前完成管护协议签订"}],
            ),
        ],
        good=[
            Good(
                name="a comparison with the year before",
                frame="goal-table",
                fields={"goal": "2024年底前，管护投诉较2023年底减少一成。"},
                rows=[{"description": "截至2023年底的供水站"}],
            ),
            Good(
                name="a plan of several years",
                frame="goal-table",
                rows=[
                    {"level2": "时效指标", "name": "管护任务完成时间", "description": "", "target": "2025年6月底前"}
                ],
            ),
        ],
    ),
)
def passed(project: Project, document: Document) -> Iterator[Found]:
    """Deadlines in goals, descriptions and targets of a project in a year before the document's."""
    past = of_the_past(document)
    for dated, year in deadlines(project, past) if past else ():
        if document.year is not None and year < document.year:
            yield Found(at=dated.place, values={"year": str(document.year), "deadline": dated.place.raw})
