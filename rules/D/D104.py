"""Two goals of one project that say the same."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare, core
from auditor.records import Datum, Project
from auditor.records.survey import number_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import is_placeholder

FIRST = Text(zh="先出现处", en="first stands in")
SHORTEST = 4


@rule(
    id="D104",
    name="goal-repeated-in-project",
    title=Text(zh="同一项目的两条绩效目标重复", en="Two goals of a project say the same"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="绩效目标“{again}”与前面的“{first}”说的是同一件事。",
        en="The goal “{again}” says the same as “{first}” before it.",
    ),
    advice=Text(
        zh="合并重复的目标；原来要写另一件事的，补写完整。",
        en="Merge the two; where another thing was meant, write it out.",
    ),
    rationale=Text(
        zh="分条列出的目标应各说一件事；两条只差几个虚字，说明有一条没有写完，或者是凑数。",
        en="Goals that are numbered say one thing each. Where two differ in filler alone, one was not finished.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the third goal is the first again",
                frame="goals",
                rows=[{"goal": "1.完成县乡公路养护工作 2.配备养护机械 3.按要求完成县乡公路养护工作"}],
                expect=[Expect(1, "按要求完成县乡公路养护工作")],
                instead=[{"goal": "1.完成县乡公路养护工作 2.配备养护机械"}],
            ),
        ],
        good=[
            Good(
                name="each goal says something else",
                frame="goals",
                rows=[{"goal": "1.完成县乡公路养护工作 2.完成县乡公路绿化工作 3.完成村道养护"}],
            ),
            Good(
                name="done and done better",
                frame="goals",
                rows=[{"goal": "1.完成县乡公路养护任务 2.提升县乡公路养护水平"}],
            ),
            Good(
                name="the goal of the whole period and that of the year, not numbered",
                frame="goals",
                rows=[{"goal": "完成县乡公路养护工作。\t完成县乡公路养护工作。"}],
            ),
        ],
    ),
)
def goal_repeated(project: Project) -> Iterator[Found]:
    """Every numbered goal that is an earlier numbered one with filler before or behind."""
    earlier: dict[str, Datum[str]] = {}
    for goal in project.goals:
        key = core(goal.raw)
        if len(key) < SHORTEST or is_placeholder(goal.raw) or number_of(goal) is None:
            continue
        first = earlier.get(key)
        if first is not None and (bare(first.raw) in bare(goal.raw) or bare(goal.raw) in bare(first.raw)):
            yield Found(at=goal, evidence=[(FIRST, first)], values={"again": goal.raw, "first": first.raw})
        earlier.setdefault(key, goal)
