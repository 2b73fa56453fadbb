"""A deadline after the end of a project of one year."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document, Project
from auditor.records.calendar import deadlines
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import parse_value

PERIOD = Text(zh="项目期", en="the period of the project")
YEAR = 365

TABLE = """\
2024年部门项目支出预算绩效目标表

项目名称\t供水站管护
主管部门\t县水利局\t实施单位\t县供水中心
项目期\t{period}
绩效目标\t1.做好供水站管护。
一级指标\t二级指标\t三级指标\t指标值
产出指标\t时效指标\t管护任务完成时间\t{target}
"""


@rule(
    id="S405",
    name="deadline-after-the-period",
    title=Text(zh="完成期限超出项目期", en="Deadline after the project's period"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="项目期是“{period}”，期限“{deadline}”却在 {year} 年之后。",
        en="The period is “{period}”, but the deadline “{deadline}” lies after {year}.",
    ),
    advice=Text(zh="核对项目期和完成期限，改成一致。", en="Check period and deadline and make them agree."),
    rationale=Text(
        zh="一年期项目应在当年完成；期限在以后年度，要么项目期写错，要么期限写错。",
        en="A project of one year ends in it; with a later deadline, either period or deadline is wrong.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="done a year too late",
                text=TABLE.format(period="1年", target="2025年6月底前"),
                expect=[Expect(8, "2025年6月底前")],
                instead=TABLE.format(period="1年", target="2024年6月底前"),
            ),
        ],
        good=[
            Good(name="a project of two years", text=TABLE.format(period="2年", target="2025年6月底前")),
            Good(name="done within the year", text=TABLE.format(period="1年", target="2024年12月底前")),
        ],
    ),
)
def too_late(project: Project, document: Document) -> Iterator[Found]:
    """Deadlines in years after the document's, of projects whose period is a year at most."""
    if project.period is None or document.year is None:
        return
    period = parse_value(project.period.raw)
    if period.number is None or period.unit is None or period.unit.dimension != "time":
        return
    if period.number * period.unit.factor > YEAR:
        return
    for dated, year in deadlines(project):
        if year > document.year:
            values = {"period": project.period.raw, "deadline": dated.place.raw, "year": str(document.year)}
            yield Found(at=dated.place, evidence=[(PERIOD, project.period)], values=values)
