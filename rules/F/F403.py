"""Titles of projects that skip or repeat a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.records import Datum, Document, Project
from auditor.records.survey import tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

BEFORE = Text(zh="前一个项目", en="the project before")
NUMBER = re.compile(r"^(?:[（(]?([0-9]{1,2})[)）]?[.、．]|项目\s*([0-9]{1,2}))")

TABLE = """\
{number}、{name}绩效目标表
绩效目标	1.{name}按计划完成。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	检修设备数量	全年检修的设备	≥30 台	工作计划

"""
BOILERS = TABLE.format(number=1, name="锅炉检修")
LIFTS = "电梯检修"


@rule(
    id="F403",
    name="project-numbers-broken",
    title=Text(zh="项目序号不连续", en="Numbers of projects are not in order"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="项目序号由 {before} 到 {number}，不连续。",
        en="The projects are numbered {before}, then {number}.",
    ),
    advice=Text(
        zh="重新编号；漏掉项目的，补上绩效目标表。", en="Number them again; where a project is missing, add its table."
    ),
    rationale=Text(
        zh="序号跳跃，可能有项目没有附表；序号重复，汇总时会混淆。",
        en="Where a number is left out a table may be missing; where one is used twice projects are mixed up.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="one, three",
                text=BOILERS + TABLE.format(number=3, name=LIFTS),
                expect=[Expect(6, "3、电梯检修绩效目标表")],
                instead=BOILERS + TABLE.format(number=2, name=LIFTS),
            ),
        ],
        good=[
            Good(name="one, two", text=BOILERS + TABLE.format(number=2, name=LIFTS)),
            Good(name="one again in another part", text=BOILERS + TABLE.format(number=1, name=LIFTS)),
        ],
    ),
)
def numbers_broken(document: Document) -> Iterator[Found]:
    """Every title whose number does not follow that of the title before; a new count begins at one."""
    numbered = [found for project in tables(document) if (found := number_of(project)) is not None]
    for (before, earlier), (number, title) in pairwise(numbered):
        if number not in (1, before + 1):
            yield Found(at=title, evidence=[(BEFORE, earlier)], values={"before": before, "number": number})


def number_of(project: Project) -> tuple[int, Datum[str]] | None:
    """The number that a project's title, or what stands beside 项目名称, begins with."""
    names = [label.value for label in project.labels if label.key == "name"]
    for words in (project.title, *names):
        found = NUMBER.match(words.raw) if words is not None else None
        if found is not None and words is not None:
            return int(found[1] or found[2]), words
    return None
