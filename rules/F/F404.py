"""Goals of a project that skip or repeat a number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.records import Project
from auditor.records.survey import number_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

BEFORE = Text(zh="前一条目标", en="the goal before")


@rule(
    id="F404",
    name="goal-numbers-broken",
    title=Text(zh="绩效目标序号不连续", en="Numbers of goals are not in order"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="绩效目标的序号由 {before} 到 {number}，不连续。",
        en="The goals are numbered {before}, then {number}.",
    ),
    advice=Text(zh="重新编号；漏写的目标，补上。", en="Number them again; where a goal was dropped, put it back."),
    rationale=Text(
        zh="序号跳跃或重复，可能漏了一条目标，也可能是删改后没有整理。",
        en="A number left out or used twice means that a goal is missing, or that a deletion was not tidied up.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="one, three",
                frame="goals",
                rows=[{"goal": "1.养护县乡公路。 3.修复水毁路段。"}],
                expect=[Expect(1, "修复水毁路段。")],
                instead=[{"goal": "1.养护县乡公路。 2.修复水毁路段。"}],
            ),
        ],
        good=[
            Good(name="one, two", frame="goals", rows=[{"goal": "1.养护县乡公路。 2.修复水毁路段。"}]),
            Good(name="not numbered", frame="goals", rows=[{"goal": "养护县乡公路，修复水毁路段3处。"}]),
        ],
    ),
)
def numbers_broken(project: Project) -> Iterator[Found]:
    """Every numbered goal whose number does not follow that of the goal before; a new count begins at one."""
    numbered = [(number, goal) for goal in project.goals if (number := number_of(goal)) is not None]
    for (before, earlier), (number, goal) in pairwise(numbered):
        if number not in (1, before + 1):
            yield Found(at=goal, evidence=[(BEFORE, earlier)], values={"before": before, "number": number})
