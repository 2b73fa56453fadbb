"""The same performance goal, word for word, in several projects."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Datum, Document, Project
from auditor.records.survey import called, same_project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import is_placeholder

# Shorter goals (完成工作任务) are formulas that may well occur twice.
SHORTEST = 12
FIRST = Text(zh="先出现处", en="first stands in")

TWO_PROJECTS = """\
1、村级图书室建设绩效目标表
绩效目标	{first}
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	建成图书室数量	验收合格的图书室	≥10 个	建设方案

2、文化广场维修绩效目标表
绩效目标	{second}
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	维修广场数量	完成维修的广场	≥4 个	维修计划
"""
BOOKS = "改善乡镇图书借阅条件，方便村民就近读书。"
SQUARES = "修缮破损的文化广场，恢复群众日常活动场地。"
SHORT = "1.更新图书和书架 2.延长开放时间"


@rule(
    id="D101",
    name="goal-repeated-verbatim",
    title=Text(zh="不同项目的绩效目标一字不差", en="Two projects have the same goal, word for word"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="{project}的绩效目标与{earlier}的一字不差。",
        en="The goal of {project} repeats that of {earlier} word for word.",
    ),
    advice=Text(
        zh="按本项目的资金用途重写绩效目标，写明本项目要做什么、做到什么程度。",
        en="Rewrite the goal from what this project's funds are for: what will be done, and how much of it.",
    ),
    rationale=Text(
        zh="绩效目标说明一个项目的资金要办成什么事；两个用途不同的项目目标完全相同，说明至少有一个是照抄的，无法据此考核。",
        en="A goal says what the funds of one project are to achieve. Where two projects share it to the letter, "
        "at least one was copied and cannot be assessed by it.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="second project copies the first",
                text=TWO_PROJECTS.format(first=f"1.{BOOKS}", second=f"1.{BOOKS}"),
                expect=[Expect(7, BOOKS)],
                instead=TWO_PROJECTS.format(first=f"1.{BOOKS}", second=f"1.{SQUARES}"),
            ),
            Bad(
                name="a list of short goals copied whole",
                text=TWO_PROJECTS.format(first=SHORT, second=SHORT),
                expect=[Expect(7, "更新图书和书架")],
                instead=TWO_PROJECTS.format(first=SHORT, second="1.更换广场地砖 2.加装照明路灯"),
            ),
        ],
        good=[
            Good(
                name="each project has its own goal",
                text=TWO_PROJECTS.format(first=f"1.{BOOKS}", second=f"1.{SQUARES}"),
            ),
            Good(
                name="a short formula is no copy",
                text=TWO_PROJECTS.format(first="1.按时完成建设任务。", second="1.按时完成建设任务。"),
            ),
            Good(
                name="one short goal of several in common",
                text=TWO_PROJECTS.format(first=SHORT, second="1.更换广场地砖 2.延长开放时间"),
            ),
        ],
    ),
)
def goal_repeated(document: Document) -> Iterator[Found]:
    """For every project, its first goal, or list of goals, that an earlier project has in the same words."""
    earlier: dict[str, tuple[Project, Datum[str]]] = {}
    for project in document.projects:
        # The department's goals may well be those of its projects.
        goals = {} if project.department else worth_comparing(project)
        copied = next((key for key in goals if key in earlier and not same_project(earlier[key][0], project)), None)
        if copied is not None:
            other, goal = earlier[copied]
            yield Found(
                at=goals[copied],
                evidence=[(FIRST, goal)],
                values={"project": called(project), "earlier": called(other)},
            )
        for key, goal in goals.items():
            earlier.setdefault(key, (project, goal))


def worth_comparing(project: Project) -> dict[str, Datum[str]]:
    """The goals that say something of their own, by their words; the whole list by the words of all of them."""
    goals = [goal for goal in project.goals if not is_placeholder(goal.raw)]
    keys = {bare(goal.raw): goal for goal in goals if len(goal.raw) >= SHORTEST}
    whole = "\n".join(bare(goal.raw) for goal in goals)
    if len(goals) > 1 and len(whole) >= SHORTEST:
        keys.setdefault(whole, goals[0])
    return keys
