"""A goal that begins with another year than the document's and never names that one."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document, Project
from auditor.records.calendar import Dated, dates_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import PartialDate

TABLE = """\
2024年部门预算项目绩效目标表

项目名称\t供水站管护
绩效目标\t1.{goal}
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t管护供水站数量\t日常管护的供水站\t≥12 处\t工作计划
"""


@rule(
    id="S402",
    name="goal-of-another-year",
    title=Text(zh="绩效目标写的是另一年度", en="Goal of another year"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="这是 {year} 年的绩效目标，文中却写“{other}”。",
        en="These are goals of {year}, but the text says “{other}”.",
    ),
    advice=Text(
        zh="核对年度；是上年文本没有改的，改成本年度的内容。",
        en="Check the year; where the text is last year's, rewrite it for this one.",
    ),
    rationale=Text(
        zh="年度绩效目标说明当年要做的事；写着别的年度，多半是照抄上年文本，内容也可能没有更新。",
        en="Annual goals say what the year is to achieve; another year is often the mark of a text left unchanged.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="last year's goal",
                text=TABLE.format(goal="2022年完成全部供水站的日常管护。"),
                expect=[Expect(4, "2022年")],
                instead=TABLE.format(goal="2024年完成全部供水站的日常管护。"),
            ),
        ],
        good=[
            Good(name="compared with another year", text=TABLE.format(goal="供水站管护投诉较2022年减少一成。")),
            Good(name="a period of years", text=TABLE.format(goal="计划2022-2025年分批改造供水站。")),
        ],
    ),
)
def another_year(project: Project, document: Document) -> Iterator[Found]:
    """The first year of a goal, where it is not the document's, is no deadline, and the document's is not named."""
    for goal in project.goals:
        dates = [dated for dated in dates_of(goal.span) if isinstance(dated.date, PartialDate) and dated.date.year]
        years = [dated.date.year for dated in dates if isinstance(dated.date, PartialDate)]
        if document.year is None or document.year in years:
            continue
        other = next((dated for dated in dates if is_plain_year(dated)), None)
        if other is not None:
            yield Found(at=other.place, values={"year": str(document.year), "other": other.place.raw})


def is_plain_year(dated: Dated) -> bool:
    """Whether a date is a year and neither a deadline nor a year of the past."""
    date = dated.date
    return isinstance(date, PartialDate) and not (date.month or date.end or date.before or dated.past)
