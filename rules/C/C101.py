"""A goal that an unrelated office wrote for another project."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.copied import copied_goals
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

ROADS = "对全县120公里乡道开展日常保洁和小修，保障群众出行畅通。"
COPIED = "对全县86公里乡道开展日常保洁和小修，保障群众出行畅通。"
PIPES = "更换老旧供水管道86公里，减少管网漏损，保障居民用水。"


def two(goal: str, office: str = "临河县水务局", supervisor: str = "", name: str = "供水管网改造") -> str:
    """A road project, and a project of another office."""
    return goal_table("道路.txt", "临河县交通局", "乡道日常养护", ROADS) + goal_table(
        "第二份.txt", office, name, goal, supervisor=supervisor
    )


@rule(
    id="C101",
    name="goal-copied-from-other-department",
    title=Text(zh="绩效目标抄自其他部门的项目", en="A goal is that of another department's project"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{project}”的绩效目标除地名、年份和数字外，与{department}“{source}”的一字不差。",
        en="Places, years and figures aside, the goal of “{project}” is that of “{source}” of {department}.",
    ),
    advice=Text(
        zh="请按本项目的资金用途重写绩效目标；如确为两部门共同实施的项目，请在目标中写明各自承担的任务。",
        en="Rewrite the goal from what this project's funds are for; where two departments share a project, "
        "say which part each has.",
    ),
    rationale=Text(
        zh="不同部门、不同用途的项目目标相同，只换了地名、年份或数字，说明至少有一份是照抄的，不能据此考核。",
        en="Projects of different departments and purposes with one goal, a place, year or figure changed, show that "
        "one was copied: nothing can be assessed by it.",
    ),
    basis="convention",
    examples=Examples(
        bad=[Bad(name="a figure changed", text=two(COPIED), expect=[Expect(15, COPIED)], instead=two(PIPES))],
        good=[
            Good(name="each has its own goal", text=two(PIPES)),
            Good(name="a unit of the same bureau", text=two(COPIED, "临河县公路站", "临河县交通局", "农村公路保洁")),
            Good(name="one programme in two offices", text=two(COPIED, "临河县林业局", name="乡道日常养护")),
        ],
    ),
)
def goal_copied(collection: Collection) -> Iterator[Across]:
    """Every goal whose words an unrelated office's project had before."""
    for copy, source, _ in copied_goals(collection):
        yield Across(
            at=copy.goal.place,
            evidence=[(Text(zh="先出现处", en="first stands in"), source.goal.place)],
            values={
                "project": copy.entry.name,
                "department": source.filing.department,
                "source": source.entry.name,
            },
        )
