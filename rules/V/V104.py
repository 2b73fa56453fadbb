"""Nines in place of a figure: 999 copies, 9999 people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Found, Good, Text, rule

NINES = re.compile("9{3,}|1234+5?6?7?8?9?")
# A price of 9999元 is a price; that many nines are none.
NINES_IN_MONEY = re.compile("9{5,}")


@rule(
    id="V104",
    name="filler-number",
    title=Text(zh="指标值疑为随意填写的数字", en="Value looks like a filler"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”的指标值“{target}”像是随手填写的数字，不是测算出来的目标。",
        en="The target “{target}” of “{name}” looks like a filler, not like a figure that was worked out.",
    ),
    advice=Text(
        zh="按计划任务数填写；数字确实如此的，在指标值确定依据中写明来源。",
        en="Enter the planned figure; where this is it, say in the basis where it comes from.",
    ),
    rationale=Text(
        zh="999、9999 一类的数字常用来占位；没有依据的指标值，年终无法据以判断完成了没有。",
        en="Figures such as 999 or 9999 are mostly fillers; a target without a ground cannot be assessed.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="nines",
                frame="goal-table",
                rows=[{"name": "发放科普读物数量", "description": "发到村组的读物", "target": "≥9999册"}],
                expect=[(1, "≥9999册")],
                instead=[{"name": "发放科普读物数量", "description": "发到村组的读物", "target": "≥8000册"}],
            ),
        ],
        good=[
            Good(
                name="the description gives the same figure",
                frame="goal-table",
                rows=[{"name": "发放科普读物数量", "description": "全县999个村民小组各一套", "target": "999套"}],
            ),
            Good(
                name="a price",
                frame="goal-table",
                rows=[
                    {"level2": "成本指标", "name": "科普展柜单价", "description": "每个展柜的价格", "target": "≤9999元"}
                ],
            ),
            Good(
                name="nines behind the point",
                frame="goal-table",
                rows=[{"level2": "质量指标", "name": "平台可用率", "description": "可用时间占比", "target": "≥99.99%"}],
            ),
        ],
    ),
)
def filler_number(indicator: Indicator) -> Iterator[Found]:
    """A target of nothing but nines, or of the digits in their order, that no text of the row repeats."""
    target = indicator.target
    if target is None or indicator.name is None or target.value.figure is None:
        return
    unit, digits = target.value.unit, target.value.figure.printed
    dimension = unit.head if unit else ""
    pattern = NINES_IN_MONEY if dimension == "money" else NINES
    if dimension == "ratio" or not pattern.fullmatch(digits):
        return
    if not any(words is not None and digits in words.raw for words in (indicator.description, indicator.basis)):
        yield Found(at=target, values={"name": indicator.name.raw, "target": target.raw})
