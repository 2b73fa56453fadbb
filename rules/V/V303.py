"""An amount of money without 元 or 万元."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import FundLine, Indicator, Project
from auditor.records.money import wants_money
from auditor.records.survey import budget_line
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import Figure, agrees, ratio_kind
from auditor.values.naming import is_unitless, unit_in_name

BUDGET = Text(zh="预算数", en="budget")


@rule(
    id="V303",
    name="amount-without-unit",
    title=Text(zh="金额没有单位", en="Amount without a unit"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”的指标值“{target}”没有写单位，不知道是元还是万元。",
        en="The target “{target}” of “{name}” has no unit; it may be 元 or 万元.",
    ),
    advice=Text(
        zh="补上元或万元；单价写明按什么计，例如 元/人。", en="Add 元 or 万元; of a price say per what, as in 元/人."
    ),
    rationale=Text(
        zh="元与万元相差一万倍，不写单位就无法与预算数核对。",
        en="元 and 万元 differ by ten thousand; without the unit the amount cannot be held against the budget.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the budget itself, and a price",
                frame="goal-table",
                rows=[
                    {"level2": "成本指标", "name": "管护总费用", "description": "全年管护支出", "target": "≤80"},
                    {"level2": "成本指标", "name": "水泵采购单价", "description": "每台水泵价格", "target": "≤3500"},
                ],
                expect=[(1, "≤80"), (2, "≤3500")],
                instead=[
                    {"level2": "成本指标", "name": "管护总费用", "description": "全年管护支出", "target": "≤80万元"},
                    {
                        "level2": "成本指标",
                        "name": "水泵采购单价",
                        "description": "每台水泵价格",
                        "target": "≤3500元/台",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="the name gives the unit",
                frame="goal-table",
                rows=[{"level2": "成本指标", "name": "管护总费用（万元）", "description": "全年支出", "target": "≤80"}],
            ),
            Good(
                name="a rate filed under cost",
                frame="goal-table",
                rows=[{"level2": "成本指标", "name": "管护成本控制率", "description": "实际比预算", "target": "≤100"}],
            ),
            Good(
                name="saving nothing",
                frame="goal-table",
                rows=[{"level2": "成本指标", "name": "超支金额", "description": "超出预算的支出", "target": "0"}],
            ),
        ],
    ),
)
def amount_without_unit(indicator: Indicator, project: Project) -> Iterator[Found]:
    """A figure other than 0 without a unit where the name, or level 2, speaks of cost."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or target.value.figure is None or target.value.unit is not None:
        return
    figure = target.value.figure
    elsewhere = ratio_kind(name.raw) or is_unitless(name.raw) or unit_in_name(name.raw)
    if elsewhere or not wants_money(indicator) or not figure > 0:
        return
    line = budget_line(project)
    same = line is not None and line.unit == "万元" and amounts_to(line, figure)
    yield Found(
        at=target,
        evidence=[(BUDGET, line)] if same and line is not None else [],
        values={"name": name.raw, "target": target.raw},
        suggestion=f"{target.value.printed()}万元" if same else None,
    )


def amounts_to(line: FundLine, figure: Figure) -> bool:
    """Whether a line of funds prints the figure, units aside."""
    budget = line.amount.value.figure if line.amount is not None else None
    return budget is not None and agrees(budget, figure)
