"""A name that names nothing: 数量指标, 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.comparing import comparable
from auditor.records import Indicator
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import category_of_level

BARE = ("数量", "质量", "时效", "成本")
HEADING = re.compile(r".+(?:指标|目标)$")
NUMBER = re.compile(r"[(（]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,2})[)）.、]?|[A-Za-z]")


@rule(
    id="V804",
    name="name-names-nothing",
    title=Text(zh="三级指标名称只是类别或序号", en="A name that names nothing"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="三级指标名称填的是“{name}”，看不出考核什么。",
        en="The indicator's name is “{name}”, which does not say what is measured.",
    ),
    advice=Text(
        zh="写出具体指标名称；名称写在描述栏的，移到名称栏。",
        en="Name what is measured; where the name stands in the description, move it here.",
    ),
    rationale=Text(
        zh="类别和序号不是指标；没有名称，指标值不知道衡量什么，也无法在自评时对应。",
        en="A category or a number is no indicator; the value measures nothing.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="the category, and a digit",
                frame="goal-table",
                rows=[
                    {"name": "数量指标", "description": "发放救灾棉被数量", "target": "≥800床"},
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "1",
                        "description": "1",
                        "target": "≥90%",
                    },
                ],
                expect=[(1, "数量指标"), (2, "1")],
                instead=[
                    {"name": "发放救灾棉被数量", "description": "发到受灾群众", "target": "≥800床"},
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "受灾群众满意度",
                        "target": "≥90%",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="short names that say what is measured",
                frame="goal-table",
                rows=[
                    {"name": "棉被数量", "description": "发到受灾群众", "target": "≥800床"},
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "服务对象满意度",
                        "target": "≥90%",
                    },
                ],
            ),
        ],
    ),
)
def name_names_nothing(indicator: Indicator) -> Iterator[Found]:
    """A name that is a heading of the form (数量指标), or a number or letter alone."""
    if indicator.name is None:
        return
    name = comparable(indicator.name.raw)
    heading = name in BARE or (HEADING.fullmatch(name) and category_of_level(name) is not None)
    if heading or NUMBER.fullmatch(name):
        yield Found(at=indicator.name, values={"name": indicator.name.raw})
