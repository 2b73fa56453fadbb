"""A table without timeliness indicators, where the other tables of the document have them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import called, covered, lacking
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

WANTED = ("timeliness",)

TABLE = """\
{number}、{name}绩效目标表
绩效目标	1.{name}按计划完成。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	{output}	全年计划数	≥30 处	工作计划
	质量指标	验收合格率	验收合格的比例	≥98%	验收标准
	{third}
"""
TIMELY = "时效指标	完成时限	全部完成的时间	2024年10月底前	工作计划"
COSTLY = "成本指标	项目支出	全年的支出	≤12万元	预算批复"
HYDRANTS = TABLE.format(number=1, name="消火栓维护", output="维护消火栓数量", third=TIMELY) + "\n"
STATIONS = {"number": 2, "name": "微型消防站补助", "output": "补助消防站数量"}


@rule(
    id="F102",
    name="timeliness-missing",
    title=Text(zh="缺少时效指标", en="No timeliness indicator"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{project}没有设置时效指标，本文件其他项目一般都有。",
        en="{project} has no timeliness indicator, as most projects of this document have.",
    ),
    advice=Text(
        zh="补充时效指标，写明完成的日期或者办理的时限。",
        en="Add one: the date by which it is done, or the time that a case may take.",
    ),
    rationale=Text(
        zh="同一部门的项目都按数量、质量、时效、成本设置指标，单独一个项目缺时效，多半是漏填。",
        en="Where all projects of a department are assessed in time, one without it was most likely overlooked.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="the second of two projects",
                text=HYDRANTS + TABLE.format(**STATIONS, third=COSTLY),
                expect=[Expect(8, "微型消防站补助")],
                instead=HYDRANTS + TABLE.format(**STATIONS, third=TIMELY),
            ),
        ],
        good=[
            Good(name="both are timed", text=HYDRANTS + TABLE.format(**STATIONS, third=TIMELY)),
            Good(name="no project is", text=HYDRANTS.replace(TIMELY, COSTLY) + TABLE.format(**STATIONS, third=COSTLY)),
        ],
    ),
)
def timeliness_missing(document: Document) -> Iterator[Found]:
    """Every project without a timeliness indicator, where more than two thirds of the tables have one."""
    projects = covered(document)
    without = [
        (project, place) for project, known in projects if (place := lacking(project, known, WANTED)) is not None
    ]
    timed = sum(not known.isdisjoint(WANTED) for _, known in projects)
    for project, place in without:
        if timed > 2 * (len(without) - 1) and timed:
            yield Found(at=place, values={"project": called(project)})
