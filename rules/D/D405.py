"""A purpose that only repeats the project's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

AROUND = re.compile(r"^(?:主要)?(?:用于|用作|支付|保障)|(?:支出|使用|的?费用|等)*$")

TABLE = """\
2024年部门预算项目绩效目标表

单位：万元

项目编码	330281241234567890003		项目名称	水库除险加固经费
预算规模及资金用途	预算数	80.00	其中：财政资金	80.00	其他资金
	{purpose}
绩效目标	1.完成水库除险加固。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	加固水库座数	完成加固的小型水库	≥2 座	实施方案
"""


@rule(
    id="D405",
    name="purpose-repeats-project-name",
    title=Text(zh="资金用途只重复项目名称", en="Purpose repeats the project's name"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="资金用途“{purpose}”只重复了项目名称，没有说明钱花在哪里。",
        en="The purpose “{purpose}” repeats the project's name and does not say what the money is spent on.",
    ),
    advice=Text(
        zh="写明资金的具体支出内容，如设备购置、劳务、宣传印刷各多少。",
        en="Say what is paid for, such as equipment, labour or printing, and how much.",
    ),
    rationale=Text(
        zh="资金用途用来核对支出内容与绩效目标；只重复名称，无从核对。",
        en="The purpose is what expenditure and goal are checked against; the name again tells nothing.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="used for the expense of that name",
                text=TABLE.format(purpose="用于水库除险加固经费支出"),
                expect=[Expect(7, "用于水库除险加固经费支出")],
                instead=TABLE.format(purpose="用于坝体灌浆、溢洪道修复和监测设备购置"),
            ),
        ],
        good=[
            Good(name="what is paid for", text=TABLE.format(purpose="用于水库除险加固的坝体灌浆和溢洪道修复")),
        ],
    ),
)
def repeats_name(project: Project) -> Iterator[Found]:
    """The purpose where nothing but the name is left of it without 用于 and 支出."""
    if project.name is None or project.purpose is None:
        return
    if AROUND.sub("", bare(project.purpose.raw)) in (bare(project.name.raw), AROUND.sub("", bare(project.name.raw))):
        yield Found(at=project.purpose, values={"purpose": project.purpose.raw})
