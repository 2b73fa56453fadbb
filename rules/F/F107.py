"""A form whose goal was left blank."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import called, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

FORM = """\
2024年部门项目支出预算绩效目标表

项目名称		种植业保险保费补贴
主管部门		云岭县农业农村局	实施单位	云岭县农业技术推广中心
绩效目标		{goal}
绩效指标	一级指标	二级指标	三级指标	指标值
	产出指标	数量指标	投保面积	≥6.2万亩
"""


@rule(
    id="F107",
    name="goal-left-blank",
    title=Text(zh="绩效目标没有填写", en="Goal left blank"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(zh="{project}没有写绩效目标。", en="{project} has no goal."),
    advice=Text(
        zh="写明用这笔钱办什么事、办到什么程度、产生什么效果。",
        en="Say what will be done for the money, how much of it, and to what effect.",
    ),
    rationale=Text(
        zh="指标由绩效目标分解而来；没有目标，指标就没有来处，也无法评价。",
        en="Indicators break the goal down; without a goal they come from nowhere.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="nothing beside the label",
                text=FORM.format(goal=""),
                expect=[Expect(5, "绩效目标")],
                instead=FORM.format(goal="目标1：补贴种植户投保，灾后及时获得赔付。"),
            ),
        ],
        good=[
            Good(name="a goal is there", text=FORM.format(goal="目标1：补贴种植户投保，灾后及时获得赔付。")),
            Good(name="short as it is", text=FORM.format(goal="种植户应保尽保。")),
        ],
    ),
)
def goal_blank(document: Document) -> Iterator[Found]:
    """Every project whose form asks for a goal and has none."""
    for project in tables(document):
        label = next((label for label in project.labels if label.key in ("goal", "expected")), None)
        if label is not None and not project.goals and not project.results:
            yield Found(at=label.printed, values={"project": called(project)})
