"""An indicator that stands twice in one project with the same target."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare, twins
from auditor.records import Indicator, Project
from auditor.records.alike import assessed_twice
from auditor.records.survey import rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_level

FIRST = Text(zh="先出现处", en="first stands in")


@rule(
    id="D201",
    name="indicator-repeated",
    title=Text(zh="同一指标在项目内重复", en="Indicator repeated in its project"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="指标“{name}”在本项目内出现两次，指标值都是“{target}”。",
        en="The indicator “{name}” stands twice in this project, both times with the target “{target}”.",
    ),
    advice=Text(
        zh="删去重复的一条；原来要考核另一件事的，改写名称和指标值。",
        en="Delete one of the two; where another thing was meant, give it its own name and target.",
    ),
    rationale=Text(
        zh="同一件事考核两次，等于加倍计分，也说明有一类指标是凑数的。",
        en="A thing assessed twice counts double, and one of the two rows was put there to fill the table.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="again under another heading",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "村民节水意识",
                        "description": "",
                        "target": "提升",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "可持续影响指标",
                        "name": "村民节水意识",
                        "description": "",
                        "target": "提升",
                    },
                ],
                expect=[Expect(2, "村民节水意识")],
                instead=[
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "村民节水意识",
                        "description": "",
                        "target": "提升",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "可持续影响指标",
                        "name": "管护制度执行年限",
                        "description": "",
                        "target": "≥5 年",
                    },
                ],
            ),
            Bad(
                name="twice under one heading, described in other words",
                frame="goal-table",
                rows=[
                    {"name": "更换水表数量", "description": "全年更换的水表", "target": "≥600 块"},
                    {"name": "更换水表数量", "description": "完成更换的老旧水表", "target": "≥600 块"},
                ],
                expect=[Expect(2, "更换水表数量")],
                instead=[{"name": "更换水表数量", "description": "全年更换的水表", "target": "≥600 块"}],
            ),
        ],
        good=[
            Good(
                name="the same name with another target",
                frame="goal-table",
                rows=[
                    {"name": "更换水表数量", "description": "城区更换的水表", "target": "≥600 块"},
                    {"name": "更换水表数量", "description": "乡镇更换的水表", "target": "≥900 块"},
                ],
            ),
            Good(
                name="one rate of two things",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "合格率", "description": "水表安装合格率", "target": "≥95%"},
                    {"level2": "质量指标", "name": "合格率", "description": "阀门更换合格率", "target": "≥95%"},
                ],
            ),
            Good(
                name="two groups are asked, as the descriptions say",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "政策知晓率",
                        "description": "村民的知晓率",
                        "target": "≥90%",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "可持续影响指标",
                        "name": "政策知晓率",
                        "description": "水管员的知晓率",
                        "target": "≥90%",
                    },
                ],
            ),
        ],
    ),
)
def indicator_repeated(project: Project) -> Iterator[Found]:
    """Every row whose name and target an earlier row has; under different headings only with the same description."""
    reported: set[int] = set()
    for first, again in twins(rows(project), name_of):
        if again.number in reported or not assessed_twice(first, again) or is_heading(again):
            continue
        reported.add(again.number)
        assert again.name is not None and again.target is not None
        values = {"name": again.name.raw, "target": again.target.raw}
        yield Found(at=again.name, evidence=[(FIRST, first.name or first)], values=values)


def name_of(row: Indicator) -> str | None:
    """The bare name of a row."""
    return bare(row.name.raw) if row.name is not None else None


def is_heading(row: Indicator) -> bool:
    """Whether a row is named as a heading: that name says nothing of what is assessed."""
    return row.name is not None and category_of_level(row.name.raw) is not None
