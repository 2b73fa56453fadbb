"""A sub-column of the target headed with the word of another."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Project
from auditor.records.terms import label_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

HEADINGS = {"comparator": "符号", "target": "值", "unit": "单位"}

TABLE = """\
部门整体支出绩效指标
一级指标	二级指标	三级指标	绩效指标描述	指标值			指标值确定依据
				符号	值	{third}
部门产出	数量	巡河公里数	全年巡查的河道	≥	2400	公里	工作计划
	质量	水质达标率	达标断面的比例	≥	90	%	监测方案
"""


@rule(
    id="F203",
    name="column-headed-wrong",
    title=Text(zh="指标值的分栏标题写错", en="Column of the target has another's heading"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="指标值分成三栏，填{column}的一栏标题写成了“{heading}”。",
        en="Of the three columns of the target, that of the {column} is headed “{heading}”.",
    ),
    advice=Text(zh="三栏依次写“符号”“值”“单位”。", en="Head the three columns 符号, 值 and 单位."),
    rationale=Text(
        zh="分栏标题决定每一栏填什么；标题重复，填表的人和读表的人都会弄错。",
        en="The heading says what goes into a column; with one of them twice, both who fills and who reads it err.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the unit headed as the sign",
                text=TABLE.format(third="符号"),
                expect=[Expect(3, "符号")],
                instead=TABLE.format(third="单位"),
            ),
        ],
        good=[
            Good(name="the usual three", text=TABLE.format(third="计量单位")),
        ],
    ),
)
def headed_wrong(project: Project) -> Iterator[Found]:
    """Every heading of a sub-column that the reader of the table took for another column's by its place."""
    for label in project.labels:
        if label.key in HEADINGS and label.value is None and label_of(label.printed.raw) != label.key:
            heading = HEADINGS[label.key]
            values = {"column": Text(zh=heading, en=label.key), "heading": label.printed.raw}
            yield Found(at=label.printed, values=values, suggestion=heading)
