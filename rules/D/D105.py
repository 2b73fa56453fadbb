"""An indicator table taken over whole from another project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from auditor.comparing import bare
from auditor.records import Document, Project
from auditor.records.survey import called, heading_of, rows, same_project, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule

SOURCE = Text(zh="相同的指标见", en="the same indicators stand in")
Row = tuple[str, str]

TABLE = """\
{number}、{name}绩效目标表
绩效目标	1.{name}按计划完成。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	{output}	全年计划数	{amount}	工作计划
	质量指标	验收合格率	验收合格的比例	≥98%	验收标准
	时效指标	按期完成率	按期完成的比例	≥95%	工作计划
	成本指标	{cost}	项目支出	≤{price}万元	预算批复
效益指标	社会效益指标	受益群众知晓率	知晓的群众比例	≥90%	问卷调查
满意度指标	服务对象满意度指标	受益群众满意度	满意的群众比例	≥92%	问卷调查
"""
WELLS = {
    "number": 1,
    "name": "机井维修",
    "output": "维修机井数量",
    "amount": "≥30 眼",
    "cost": "机井维修支出",
    "price": "24",
}
DITCHES = {
    "number": 2,
    "name": "沟渠清淤",
    "output": "清淤沟渠长度",
    "amount": "≥12 公里",
    "cost": "清淤支出",
    "price": "18",
}
COPIED = {**WELLS, "number": 2, "name": "沟渠清淤"}


@rule(
    id="D105",
    name="indicators-copied-whole",
    title=Text(zh="指标整表照抄另一项目", en="Indicator table copied whole from another project"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{project}的 {count} 条指标中有 {common} 条的名称和指标值与{earlier}完全相同。",
        en="Of the {count} indicators of {project}, {common} have the names and targets of those of {earlier}.",
    ),
    advice=Text(
        zh="按本项目的任务重新设置指标，数量和成本指标要与本项目的预算对应。",
        en="Set indicators for this project's own tasks; quantities and costs follow from its own budget.",
    ),
    rationale=Text(
        zh="两个项目办的事不同，数量、成本、效益不会完全一样；整表相同，说明指标没有按本项目测算。",
        en="Two projects do different things and do not have the same quantities, costs and effects throughout; such a "
        "table was not worked out for its project.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    options={
        "fewest": Option(
            type="number", default="5", meaning=Text(zh="相同指标的最少条数", en="fewest indicators in common")
        ),
        "share": Option(
            type="number",
            default="80",
            meaning=Text(zh="相同指标占较长一表的百分数下限", en="share of the longer table, in per cent"),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="all six rows",
                text=TABLE.format(**WELLS) + "\n" + TABLE.format(**COPIED),
                expect=[Expect(11, "沟渠清淤")],
                instead=TABLE.format(**WELLS) + "\n" + TABLE.format(**DITCHES),
            ),
        ],
        good=[
            Good(
                name="common indicators beside outputs of its own",
                text=TABLE.format(**WELLS) + "\n" + TABLE.format(**DITCHES),
            ),
            Good(
                name="the same project printed again",
                text=TABLE.format(**WELLS) + "\n" + TABLE.format(**{**WELLS, "number": 2}),
            ),
        ],
    ),
)
def copied_whole(document: Document, *, fewest: Decimal, share: Decimal) -> Iterator[Found]:
    """Every project whose indicators are for the most part those of an earlier one, with the first such."""
    earlier: list[tuple[Project, Counter[Row]]] = []
    having: dict[Row, list[int]] = {}
    for project in tables(document):
        own = listed(project)
        for at in sorted({at for row in own for at in having.get(row, ())}):
            other, theirs = earlier[at]
            common, longer = (own & theirs).total(), max(own.total(), theirs.total())
            if common >= fewest and 100 * common >= share * longer and not same_project(project, other):
                values = {"project": called(project), "earlier": called(other), "count": own.total(), "common": common}
                yield Found(at=heading_of(project), evidence=[(SOURCE, heading_of(other))], values=values)
                break
        for row in own:
            having.setdefault(row, []).append(len(earlier))
        earlier.append((project, own))


def listed(project: Project) -> Counter[Row]:
    """Name and target of every indicator of a project."""
    return Counter((bare(row.name.raw), row.target.value.printed()) for row in rows(project) if row.name and row.target)
