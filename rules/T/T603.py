"""Quantities times prices above the budget of the project."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.records import Datum, Project
from auditor.records.costing import pairs
from auditor.records.money import budget_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value, plain, total

BUDGET = Text(zh="预算数", en="the budget")
QUANTITY, PRICE = Text(zh="数量", en="quantity"), Text(zh="单价", en="price")
WAN = Decimal(10000)


@rule(
    id="T603",
    name="quantities-cost-more-than-budget",
    title=Text(zh="数量乘以单价超过项目预算", en="Quantities times prices exceed the budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="按指标值计算，{formula} = {cost} 万元，超过项目预算 {budget} 万元。",
        en="By the targets, {formula} = {cost} 万元, more than the budget of {budget} 万元.",
    ),
    advice=Text(
        zh="核对数量、单价和单位，使合计不超过预算。",
        en="Check quantities, prices and units, so that the sum keeps within the budget.",
    ),
    rationale=Text(
        zh="数量和单价由预算测算而来；相乘后超过预算，任务完不成，或者单价写错了。",
        en="Quantities and prices are what the budget was worked out from; above it, something is wrong.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="one price too high",
                frame="goal-table",
                fields={"budget": "12.00", "fiscal": "12.00"},
                rows=[
                    {"name": "印制节水手册数量", "description": "送到农户的手册", "target": "≥30000册"},
                    {"level2": "成本指标", "name": "节水手册单价", "description": "每册的印制费", "target": "≤5元"},
                ],
                expect=[Expect(2, "≤5元")],
                instead=[
                    {"name": "印制节水手册数量", "description": "送到农户的手册", "target": "≥30000册"},
                    {"level2": "成本指标", "name": "节水手册单价", "description": "每册的印制费", "target": "≤4元"},
                ],
            ),
        ],
        good=[
            Good(
                name="within the budget",
                frame="goal-table",
                fields={"budget": "12.00", "fiscal": "12.00"},
                rows=[
                    {"name": "印制节水手册数量", "description": "送到农户的手册", "target": "≥20000册"},
                    {"level2": "成本指标", "name": "节水手册单价", "description": "每册的印制费", "target": "≤5元/册"},
                ],
            ),
            Good(
                name="price and quantity of different things",
                frame="goal-table",
                fields={"budget": "12.00", "fiscal": "12.00"},
                rows=[
                    {"name": "印制节水手册数量", "description": "送到农户的手册", "target": "≥30000册"},
                    {"level2": "成本指标", "name": "节水器具单价", "description": "每套器具", "target": "≤50元"},
                ],
            ),
        ],
    ),
)
def above_budget(project: Project) -> Iterator[Found]:
    """The price that costs most, where all quantities times their prices are certainly above the budget."""
    budget = budget_of(project)
    found = list(pairs(project)) if budget is not None else []
    if budget is None or not found:
        return
    printed, whole = budget
    cost = total(pair.amount for pair in found)
    if cost > whole:
        dearest = max(found, key=lambda pair: pair.amount.middle)
        evidence = [(QUANTITY, pair.quantity) for pair in found]
        evidence += [(PRICE, pair.price) for pair in found if pair is not dearest]
        formula = " + ".join(f"{bare_figure(pair.quantity)}×{bare_figure(pair.price)}" for pair in found)
        values = {"formula": formula, "cost": plain(cost.middle / WAN), "budget": plain(whole.number / WAN)}
        yield Found(at=dearest.price, evidence=[*evidence, (BUDGET, printed)], values=values)


def bare_figure(datum: Datum[Value]) -> str:
    """A value without its comparator."""
    return datum.raw.lstrip("≥≤=＝<>≧≦ ")
