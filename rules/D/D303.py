"""A cost for each household in a project that counts people, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Datum, Document, Indicator, Project
from auditor.records.survey import category_of, rows, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

COUNTED = Text(zh="本项目计数的是", en="what this project counts")
SOURCE = Text(zh="相同的指标见", en="the same indicator stands in")
# Words for one of a kind, and the dimension in which the kind is counted.
EACH = {"每户": "households", "户均": "households", "每人": "people", "人均": "people"}

TWO = """\
1、农房保险绩效目标表
绩效目标	1.为全县农房投保。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	投保农户数	参加农房保险的农户	≥2.6 万户	投保清单
	成本指标	每户缴纳保费	每户缴纳保费	≤12 元	保险合同

2、环卫工人意外险绩效目标表
绩效目标	1.为环卫工人投保意外险。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	投保人数	参加意外险的环卫工人	≥320 人	投保清单
	成本指标	{cost}	保险费标准	≤60 元	保险合同
"""


@rule(
    id="D303",
    name="cost-per-wrong-kind",
    title=Text(zh="成本按户计而数量按人计", en="Cost for each of another kind than is counted"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{name}”与另一项目的指标同名，本项目的数量却是“{counted}”，计算单位对不上。",
        en="“{name}” is the name of another project's indicator, but what this project counts is “{counted}”.",
    ),
    advice=Text(
        zh="把“每户”“每人”改成与本项目数量指标一致的说法，并核对指标值。",
        en="Let the name say what this project counts, household or person, and check the target.",
    ),
    rationale=Text(
        zh="数量按人、成本按户（或者相反），数量乘以单价得不出预算，多半是从另一项目照搬的。",
        en="With people counted and households priced, quantity times price gives no budget; the row was copied.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="premium of a household for workers",
                text=TWO.format(cost="每户缴纳保费"),
                expect=[Expect(11, "每户缴纳保费")],
                instead=TWO.format(cost="每人缴纳保费"),
            ),
        ],
        good=[
            Good(name="each its own kind", text=TWO.format(cost="每人缴纳保费")),
            Good(
                name="households priced by the person",
                frame="goal-table",
                rows=[
                    {"name": "改厕农户数", "description": "完成改厕的农户", "target": "≥300户"},
                    {"level2": "成本指标", "name": "人均改厕补助", "description": "补助标准", "target": "≤400元"},
                ],
            ),
        ],
    ),
)
def wrong_kind(document: Document) -> Iterator[Found]:
    """Every cost for each of a kind that the project does not count, where another project has the same cost."""
    projects = tables(document)
    for project in projects:
        for row in rows(project):
            each = next((word for word in EACH if row.name is not None and word in row.name.raw), None)
            if each is None or row.name is None or category_of(row) != "cost":
                continue
            counted = {dimension(other): other for other in rows(project) if category_of(other) == "quantity"}
            wrong = next((counted[kind] for kind in ("people", "households") if kind in counted), None)
            source = fitting(projects, row, project, EACH[each])
            if EACH[each] not in counted and wrong is not None and wrong.target is not None and source is not None:
                values = {"name": row.name.raw, "counted": wrong.target.raw}
                yield Found(at=row.name, evidence=[(COUNTED, wrong.target), (SOURCE, source)], values=values)


def dimension(row: Indicator) -> str:
    """The dimension of a row's target."""
    unit = row.target.value.unit if row.target is not None else None
    return unit.dimension if unit is not None else ""


def fitting(projects: list[Project], row: Indicator, project: Project, kind: str) -> Datum[str] | None:
    """The name of the same cost in another project that does count the kind."""
    name = bare(row.name.raw) if row.name is not None else ""
    for other in projects:
        if other is project or not any(dimension(each) == kind for each in rows(other)):
            continue
        found = next((each.name for each in rows(other) if each.name is not None and bare(each.name.raw) == name), None)
        if found is not None:
            return found
    return None
