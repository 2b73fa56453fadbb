"""A level-2 heading one row too late: its first row stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.records import Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

SECOND = re.compile(r"指标\s*[2二]\s*[:：]?")
ABOVE = Text(zh="应属这一标题的行", en="the row that belongs under it")

TABLE = """\
2024年部门项目支出预算绩效目标表

项目名称		留守儿童关爱服务
主管部门		云岭县民政局	实施单位	云岭县民政局
绩效目标		目标1：关爱留守儿童。
绩效指标	一级指标	二级指标	三级指标	指标值
	产出指标	数量指标	服务儿童人数	≥260人
	效益指标	生态效益指标	指标1：
{rows}
"""


@rule(
    id="F306",
    name="heading-one-row-late",
    title=Text(zh="二级指标标题晚了一行", en="Level-2 heading one row late"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{heading}”写在“{label}”一行，它的第一条“{name}”落在了上面的标题下。",
        en="“{heading}” stands in the row of {label}; its first indicator “{name}” fell under the heading above.",
    ),
    advice=Text(zh="把二级指标上移一行。", en="Move the heading up by one row."),
    rationale=Text(
        zh="标题晚一行，第一条指标就归错了类别；转换文件时拆开合并单元格也会这样。",
        en="With the heading late its first indicator counts under another; conversion of merged cells does that too.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the second label is the first row",
                text=TABLE.format(rows="			社区服务点覆盖率	≥80%\n		可持续影响指标	指标2：	"),
                expect=[Expect(10, "可持续影响指标")],
                instead=TABLE.format(
                    rows="		可持续影响指标	社区服务点覆盖率	≥80%\n			指标2：	"
                ),
            ),
        ],
        good=[
            Good(
                name="the heading in its row",
                text=TABLE.format(rows="		可持续影响指标	社区服务点覆盖率	≥80%\n			指标2：	"),
            ),
        ],
    ),
)
def late_heading(project: Project) -> Iterator[Found]:
    """Every heading beside an empty 指标2 below a row with a name and no heading of its own."""
    for above, row in pairwise(project.indicators):
        if row.name is not None or row.label is None or row.level2 is None or above.name is None or above.own_level2:
            continue
        if row.own_level2 and SECOND.fullmatch(row.label.raw):
            values = {"heading": row.level2.raw, "label": row.label.raw.rstrip("：: "), "name": above.name.raw}
            yield Found(at=row.level2, evidence=[(ABOVE, above.name)], values=values)
