"""A multiplier without its unit: 9 万."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.records.money import wants_money
from auditor.rule import Bad, Examples, Found, Good, Text, rule


@rule(
    id="V401",
    name="multiplier-without-unit",
    title=Text(zh="指标值只有“万”没有单位", en="万 without a unit"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”写作“{value}”，“万”后面缺少单位。",
        en="“{name}” has “{value}”: 万 is a multiplier and wants a unit behind it.",
    ),
    advice=Text(
        zh="金额写万元，其他写万人、万户、万次等。", en="Write 万元 of money, else 万人, 万户, 万次 and so on."
    ),
    rationale=Text(
        zh="“万”只是数的倍数，不是计量单位；不写单位，无法判断是金额还是数量。",
        en="万 means ten thousand and nothing else; without a unit it may be money or pieces.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a fee and a number of visitors",
                frame="goal-table",
                rows=[
                    {"level2": "成本指标", "name": "场馆维护费用", "description": "全年维护支出", "target": "≤12万"},
                    {"name": "接待健身群众", "description": "全年进馆健身的群众", "target": "≥3.5万"},
                ],
                expect=[(1, "≤12万"), (2, "≥3.5万")],
                instead=[
                    {"level2": "成本指标", "name": "场馆维护费用", "description": "全年维护支出", "target": "≤12万元"},
                    {"name": "接待健身群众", "description": "全年进馆健身的群众", "target": "≥3.5万人次"},
                ],
            ),
        ],
        good=[
            Good(
                name="with its unit",
                frame="goal-table",
                rows=[{"name": "接待健身群众", "description": "全年进馆健身的群众", "target": "≥3.5万人次"}],
            ),
            Good(
                name="the name gives the unit",
                frame="goal-table",
                rows=[{"name": "接待健身群众（人次）", "description": "全年进馆健身的群众", "target": "≥3.5万"}],
            ),
        ],
    ),
)
def multiplier_without_unit(indicator: Indicator) -> Iterator[Found]:
    """The target with a bare 万, else the actual with one."""
    for datum in (indicator.target, indicator.actual):
        if datum is not None and "bare-wan" in datum.value.problems:
            name = indicator.name
            if name is not None and not name.raw.rstrip().endswith((")", "）")):
                suggestion = f"{datum.value.printed()}元" if wants_money(indicator) else None
                yield Found(at=datum, values={"name": name.raw, "value": datum.raw}, suggestion=suggestion)
            return
