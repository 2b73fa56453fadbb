"""A project without a code, where the other projects of the document have one."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import called, heading_of, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

TABLE = """\
{number}、{name}绩效目标表

{code}项目名称	{name}
绩效目标	1.{name}按计划完成。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	补助人数	领取补助的人	≥30 人	工作计划

"""
FIRST = TABLE.format(number=1, name="乡村教师生活补助", code="项目编码	330281245234567890011	")
SECOND = TABLE.format(number=2, name="特岗教师住房补贴", code="项目编码	330281245234567890012	")
WITHOUT = TABLE.format(number=2, name="特岗教师住房补贴", code="")


@rule(
    id="F108",
    name="project-code-missing",
    title=Text(zh="项目没有编码", en="Project without a code"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{project}没有项目编码，本文件其他项目都有。",
        en="{project} has no code; all other projects of this document have one.",
    ),
    advice=Text(zh="补填预算管理系统里的项目编码。", en="Enter the code that the project has in the budget system."),
    rationale=Text(
        zh="编码把绩效目标表与预算系统里的项目对应起来；没有编码，批复时对不上号。",
        en="The code ties the table to the item in the budget system; without it the two cannot be matched.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the second of two",
                text=FIRST + WITHOUT,
                expect=[Expect(10, "特岗教师住房补贴")],
                instead=FIRST + SECOND,
            ),
        ],
        good=[
            Good(name="both have one", text=FIRST + SECOND),
            Good(
                name="a layout without codes", text=TABLE.format(number=1, name="乡村教师生活补助", code="") + WITHOUT
            ),
        ],
    ),
)
def code_missing(document: Document) -> Iterator[Found]:
    """Every project without a code and without a label for it, where all others have one and there are as many."""
    projects = tables(document)
    without = [project for project in projects if project.code is None]
    for project in without if 2 * len(without) <= len(projects) else ():
        if not any(label.key == "code" for label in project.labels):
            yield Found(at=heading_of(project), values={"project": called(project)})
