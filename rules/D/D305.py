"""A description that is a sentence of the project's goal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.comparing import core, pieces
from auditor.records import Project
from auditor.records.survey import rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

SOURCE = Text(zh="照抄的目标", en="the goal it was copied from")
SHORTEST = 12
# With a figure in it the sentence says at least what is to be reached.
FIGURE = re.compile(r"[0-9]\s*[%％个天月年人户次万元公亩吨]")


@rule(
    id="D305",
    name="description-copied-from-goal",
    title=Text(zh="指标描述照抄绩效目标", en="Description copied from the goal"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”的描述是绩效目标里的原话，没有说明这条指标考核什么、怎样计算。",
        en="The description of “{name}” is a sentence of the goal and does not say what is measured, or how.",
    ),
    advice=Text(
        zh="写明考核的对象、统计口径和计算方法。",
        en="Say what is measured, over what, and how it is computed.",
    ),
    rationale=Text(
        zh="目标说要办成什么事，描述说怎样衡量；照抄目标，指标值就没有口径。",
        en="A goal says what will be done, a description how it is measured; with the goal copied it has no base.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="second half of the goal",
                text="1、应急广播运行维护绩效目标表\n"
                "绩效目标	1.完成设备检修。保证应急广播正常播发，预警信息及时送达。\n"
                "一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据\n"
                "效益指标	可持续影响指标	设备使用年限	应急广播正常播发，预警信息及时送达。	≥6 年	说明书\n",
                expect=[Expect(4, "应急广播正常播发，预警信息及时送达。")],
                instead="1、应急广播运行维护绩效目标表\n"
                "绩效目标	1.完成设备检修。保证应急广播正常播发，预警信息及时送达。\n"
                "一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据\n"
                "效益指标	可持续影响指标	设备使用年限	从验收到报废的年数	≥6 年	说明书\n",
            ),
        ],
        good=[
            Good(
                name="the goal gives the standard",
                text="1、应急广播运行维护绩效目标表\n"
                "绩效目标	1.预警信息在5分钟内送达98个村的村民。\n"
                "一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据\n"
                "产出指标	时效指标	预警信息送达时间	预警信息在5分钟内送达98个村的村民	≤5 分钟	合同\n",
            ),
        ],
    ),
)
def copied_from_goal(project: Project) -> Iterator[Found]:
    """Every description without a figure whose pieces follow one another in a goal."""
    goals = [(goal, spoken(goal.raw)) for goal in project.goals]
    said = {piece for _, pieces_said in goals for piece in pieces_said}
    for row in rows(project):
        text = row.description
        if row.name is None or text is None or len(text.raw) < SHORTEST or FIGURE.search(text.raw):
            continue
        own = spoken(text.raw)
        source = next((goal for goal, whole in goals if follows(own, whole)), None) if said.issuperset(own) else None
        if source is not None:
            yield Found(at=text, evidence=[(SOURCE, source)], values={"name": row.name.raw})


def spoken(text: str) -> list[str]:
    """What the pieces of a text speak of."""
    return [core(text[start:end]) for start, end in pieces(text)]


def follows(part: list[str], whole: list[str]) -> bool:
    """Whether the pieces of the one follow one another in the other."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))
