"""A goal that is nearly that of an unrelated office's other project."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.copied import nearly_copied_goals
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

ROADS = "对全县120公里乡道开展日常保洁和小修，按月巡查，发现病害及时处治，保障群众出行畅通安全。"
COPIED = "对全县86公里沟渠开展日常保洁和小修，按月巡查，发现病害及时处治，保障群众用水畅通安全。"
OWN = "更换老旧供水管道86公里，减少管网漏损，保障居民用水。"


def two(goal: str, office: str = "临河县水务局", name: str = "沟渠清理") -> str:
    """A road project, and a project of another office."""
    roads = goal_table("道路.txt", "临河县交通局", "乡道日常养护", ROADS)
    return roads + goal_table("第二份.txt", office, name, goal)


@rule(
    id="C102",
    name="goal-nearly-that-of-other-department",
    title=Text(zh="绩效目标与其他部门的项目相近", en="A goal is nearly that of another department's project"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{project}”的绩效目标与{department}“{source}”的有 {likeness}% 相同"
        "。",
        en="The goal of “{project}” is to {likeness}% that of “{source}” of {department}.",
    ),
    advice=Text(
        zh="请核对是否照抄；如是，请按本项目的资金用途重写绩效目标。",
        en="Check whether the goal was copied; if so, rewrite it from what this project's funds are for.",
    ),
    rationale=Text(
        zh="不同部门的项目目标大段相同，往往是照抄后改了几个词，本项目要做什么没有写清楚。",
        en="Long stretches that two departments' goals share are mostly copied with a word changed, and leave "
        "open what this project is to do.",
    ),
    basis="convention",
    examples=Examples(
        bad=[Bad(name="a few words changed", text=two(COPIED), expect=[Expect(15, COPIED)], instead=two(OWN))],
        good=[
            Good(name="each has its own goal", text=two(OWN)),
            Good(name="one programme in two offices", text=two(COPIED, name="乡道日常养护")),
        ],
    ),
)
def goal_nearly_copied(collection: Collection) -> Iterator[Across]:
    """Every goal that is nearly that of an unrelated office's project."""
    for copy, source, likeness in nearly_copied_goals(collection):
        yield Across(
            at=copy.goal.place,
            evidence=[(Text(zh="相近的目标", en="the goal like it"), source.goal.place)],
            values={
                "project": copy.entry.name,
                "department": source.filing.department,
                "source": source.entry.name,
                "likeness": str(likeness),
            },
        )
