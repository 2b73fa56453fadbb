"""A goal that names another project of the document and has nothing of its own project's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.comparing import bare, core, shingles
from auditor.records import Document, Project
from auditor.records.survey import called, heading_of, same_project, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

OTHER = Text(zh="目标提到的项目", en="the project that it names")
MONEY = re.compile(r"(?:专项|工作|补助|保障)*(?:经费|资金|费用|费|项目)$")
SHORTEST = 5

TWO = """\
1、城区道路保洁经费绩效目标表
绩效目标	1.{first}
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	保洁面积	每日清扫的路面	≥86 万平方米	作业合同

2、垃圾分类宣传经费绩效目标表
绩效目标	1.{second}
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	宣传活动场次	进社区的活动	≥40 场次	宣传方案
"""
SWEEPING = "确保城区道路保洁质量，主次干道见本色。"
CAMPAIGN = "组织垃圾分类宣传进社区，居民参与率逐步提高。"


@rule(
    id="D304",
    name="goal-names-another-project",
    title=Text(zh="绩效目标说的是另一个项目", en="Goal speaks of another project"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    message=Text(
        zh="{project}的绩效目标没有提到本项目，提到的是{other}，疑似填错了表。",
        en="The goal of {project} does not speak of it but of {other}; it may stand in the wrong table.",
    ),
    advice=Text(
        zh="核对绩效目标是否属于本项目，不是的改写。",
        en="Check whether the goal belongs to this project, and rewrite it where it does not.",
    ),
    rationale=Text(
        zh="绩效目标应当说明本项目的资金办什么事；只提另一个项目，多半是复制时放错了位置。",
        en="A goal says what this project's funds are for; one that names another alone was mostly pasted wrong.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the goal of the first project in the second",
                text=TWO.format(first="主次干道每日清扫两次，路面见本色。", second=SWEEPING),
                expect=[Expect(7, SWEEPING)],
                instead=TWO.format(first=SWEEPING, second=CAMPAIGN),
            ),
        ],
        good=[
            Good(name="each goal about its project", text=TWO.format(first=SWEEPING, second=CAMPAIGN)),
            Good(
                name="another project is mentioned beside the own one",
                text=TWO.format(first=SWEEPING, second="垃圾分类宣传与城区道路保洁同步推进。"),
            ),
        ],
    ),
)
def names_another(document: Document) -> Iterator[Found]:
    """Every goal that holds the name of another project and no three characters of that of its own."""
    projects = tables(document)
    named = [(other, name) for other in projects if len(name := subject(other)) >= SHORTEST]
    for project in projects:
        own = shingles(subject(project))
        for goal in project.goals if own else ():
            if own & shingles(goal.raw):
                continue
            words = bare(goal.raw)
            other = next((other for other, name in named if name in words and not same_project(other, project)), None)
            if other is not None:
                values = {"project": called(project), "other": called(other)}
                yield Found(at=goal, evidence=[(OTHER, heading_of(other))], values=values)


def subject(project: Project) -> str:
    """What a project is about: its name without the words for money."""
    return MONEY.sub("", core(project.name.raw)) if project.name is not None else ""
