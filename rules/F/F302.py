"""A row so far to the right that its name stands where the target belongs."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

TABLE = """\
2024年部门项目支出预算绩效目标表

项目名称		村级卫生室运行补助
主管部门		云岭县卫生健康局	实施单位	云岭县卫生健康局
绩效目标		目标1：保障村级卫生室正常运行。
绩效指标	一级指标	二级指标	三级指标	指标值
	产出指标	数量指标	补助卫生室数量	≥86个
{quality}
		时效指标	补助发放时限	2024年11月底前
	满意度指标	服务对象满意度指标	就诊村民满意度	≥90%
"""


@rule(
    id="F302",
    name="name-in-target-column",
    title=Text(zh="指标名称填进了指标值一栏", en="Name stands in the column of targets"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”填在指标值一栏，整行右移了 {columns} 栏，指标值没有了位置。",
        en="“{name}” stands in the column of targets: the row is {columns} column(s) to the right and has no target.",
    ),
    advice=Text(
        zh="把二级指标和名称移回本栏，补填指标值。",
        en="Move heading and name back to their columns and enter the target.",
    ),
    rationale=Text(
        zh="一行右移后，最后一格的指标值就丢了；没有指标值的指标无法考核。",
        en="In a row moved to the right the last cell, the target, is lost; without it nothing can be assessed.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="heading in the column of names",
                text=TABLE.format(quality="			质量指标	药品合格率"),
                expect=[Expect(8, "药品合格率")],
                instead=TABLE.format(quality="		质量指标	药品合格率	≥98%"),
            ),
        ],
        good=[
            Good(name="in its columns", text=TABLE.format(quality="		质量指标	药品合格率	≥98%")),
            Good(
                name="not filled in but in its column", text=TABLE.format(quality="		质量指标	药品合格率	")
            ),
        ],
    ),
)
def name_as_target(indicator: Indicator) -> Iterator[Found]:
    """The name of a row that is shifted to the right and has no target."""
    if indicator.name is not None and indicator.shift > 0 and indicator.target is None:
        values = {"name": indicator.name.raw, "columns": indicator.shift}
        yield Found(at=indicator.name, values=values)
