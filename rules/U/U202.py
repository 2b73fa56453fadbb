"""A cost a hundred times above the budget, or a total cost a hundred times below it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.records import Indicator, Project
from auditor.records.money import budget_of, is_cost, slip_places, tells, yuan_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values import plain

BUDGET = Text(zh="预算数", en="the budget")


@rule(
    id="U202",
    name="cost-out-of-proportion-to-budget",
    title=Text(zh="成本指标与预算数相差百倍以上", en="Cost indicator a hundred times off the budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    options={
        "times": Option(
            type="number", default="100", meaning=Text(zh="相差多少倍才提示", en="how many times off it must be")
        )
    },
    message=Text(
        zh="“{name}”的指标值“{target}”与预算数 {budget} 万元相差太大，可能是元与万元写错。",
        en="The target “{target}” of “{name}” is far from the budget of {budget} 万元; perhaps the unit is wrong.",
    ),
    advice=Text(zh="按测算依据核对金额和单位。", en="Check the amount and its unit against their basis."),
    rationale=Text(
        zh="一个项目的总成本应当与预算相当，任何一项成本也不会是预算的上百倍；差得这样远，多半是单位写错。",
        en="The total cost of a project is about its budget, and no cost is a hundred times that; such a distance is "
        "nearly always a wrong unit.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="a total of some hundred yuan",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[{"level2": "成本指标", "name": "管护项目成本", "description": "全年", "target": "≤640 元"}],
                expect=[Expect(1, "≤640 元")],
                instead=[{"level2": "成本指标", "name": "管护项目成本", "description": "全年", "target": "≤64 万元"}],
            ),
            Bad(
                name="chemicals dearer than the county",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[{"level2": "成本指标", "name": "药剂采购费", "description": "全年", "target": "≤32500 万元"}],
                expect=[Expect(1, "≤32500 万元")],
                instead=[{"level2": "成本指标", "name": "药剂采购费", "description": "全年", "target": "≤32500 元"}],
            ),
        ],
        good=[
            Good(
                name="a small part of the budget",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[{"level2": "成本指标", "name": "药剂采购费", "description": "全年支出", "target": "≤640 元"}],
            ),
            Good(
                name="a price",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[{"level2": "成本指标", "name": "管护项目人均成本", "description": "每天", "target": "≤64 元"}],
            ),
        ],
    ),
)
def out_of_proportion(indicator: Indicator, project: Project, *, times: Decimal) -> Iterator[Found]:
    """The target of a cost far above the budget, or of a total far below; digits of the budget itself are U201's."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or not is_cost(indicator):
        return
    yuan, budget = yuan_of(target.value), budget_of(project)
    if yuan is None or budget is None:
        return
    printed, amount = budget
    if yuan.number <= 0 or slip_places(indicator, target, amount) is not None:
        return
    below = yuan.number * times < amount.number and tells(indicator, "total") and not tells(indicator, "each")
    if below or yuan.number > amount.number * times:
        values = {"name": name.raw, "target": target.raw, "budget": plain(amount.number / 10000)}
        yield Found(at=target, evidence=[(BUDGET, printed)], values=values)
