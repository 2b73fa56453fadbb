"""A project's table printed twice in one document."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document, Project
from auditor.records.survey import heading_of, printed_again, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

FIRST = Text(zh="先出现处", en="first printed in")

TABLE = """\
1、{name}绩效目标表
绩效目标	1.{name}按计划完成。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	{output}	全年计划数	≥30 处	工作计划

"""
TWICE = TABLE.format(name="山洪灾害预警设施维护", output="维护预警点数量") * 2


@rule(
    id="D106",
    name="table-printed-twice",
    title=Text(zh="同一项目的表在文件里印了两遍", en="A project's table stands twice in the document"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="项目“{name}”的表在文件里出现了两次。",
        en="The table of the project “{name}” stands twice in the document.",
    ),
    advice=Text(
        zh="只保留一份；确是两个项目的，用不同的名称区分开。",
        en="Keep one of them; where they are two projects, give them names that tell them apart.",
    ),
    rationale=Text(
        zh="同一项目印两遍，汇总项目数和金额时容易重复计算，两份内容也容易对不上。",
        en="A project printed twice is easily counted twice, and the two copies easily come to differ.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the same table again",
                text=TWICE,
                expect=[Expect(6, "山洪灾害预警设施维护")],
                instead=TABLE.format(name="山洪灾害预警设施维护", output="维护预警点数量"),
            ),
        ],
        good=[
            Good(
                name="two phases",
                text=TABLE.format(name="山洪灾害预警设施维护一期", output="维护预警点数量")
                + TABLE.format(name="山洪灾害预警设施维护二期", output="维护预警点数量"),
            ),
            Good(
                name="goal table and self-evaluation are two tables",
                text=TABLE.format(name="山洪灾害预警设施维护", output="维护预警点数量")
                + """\
山洪灾害预警设施维护绩效自评表
项目名称	山洪灾害预警设施维护
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
产出指标	数量指标	维护预警点数量	≥30 处	31 处	90	90
""",
            ),
        ],
    ),
)
def printed_twice(document: Document) -> Iterator[Found]:
    """Every table of a project that has been printed before."""
    before: list[Project] = []
    for project in tables(document):
        first = next((one for one in before if printed_again(one, project)), None)
        if first is not None and project.name is not None:
            yield Found(at=project.name, evidence=[(FIRST, heading_of(first))], values={"name": project.name.raw})
        before.append(project)
