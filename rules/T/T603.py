"""Quantities times prices above the budget of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.comparing import bare
from auditor.records import Datum, Indicator, Project
from auditor.records.money import budget_of
from auditor.records.survey import category_of, description_of, rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Interval, Unit, Value, plain, total, unit_of

BUDGET = Text(zh="预算数", en="the budget")
QUANTITY, PRICE = Text(zh="数量", en="quantity"), Text(zh="单价", en="price")
WAN = Decimal(10000)
NUMBER = re.compile(r"(?:数量|个数|台数|套数|份数|册数|人数|户数|次数|人次|场次|面积|里程|长度|规模|数)$")
COST = re.compile(
    r"^(?:每[^成购印采单]?|单[个台套册份次人户位])|(?:单价|均价|价格|(?:单位|平均)?(?:成本|费用|价格)|费用?标准|补助标准|标准)$"
)
ACT = re.compile(r"印制|印刷|制作|定制|发放|购置|采购|购买|配备|投放|新建|建设|维修|更换|安装|全年|年度|实际|计划")
SHORTEST = 2


class Pair(NamedTuple):
    """A quantity with its price, and what both come to in 元."""

    quantity: Datum[Value]
    price: Datum[Value]
    amount: Interval


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
    found = list(pairs(project))
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


def pairs(project: Project) -> Iterator[Pair]:
    """The prices of a project with the smallest quantity of what each is the price of."""
    counted = [row for row in rows(project) if category_of(row) == "quantity"]
    for row in rows(project):
        price = row.target
        if price is None or price.value.figure is None or price.value.unit is None or category_of(row) != "cost":
            continue
        about = subject_of_price(row)
        amounts = [
            each.target for each in counted if about and stem(each, NUMBER) == about and fits(each.target, price)
        ]
        money = unit_of(price.value.unit.symbol.partition("/")[0]).factor
        products = [
            Pair(amount, price, amount.value.figure * factor(amount.value.unit) * price.value.figure * money)
            for amount in amounts
            if amount is not None and amount.value.figure is not None
        ]
        if products:
            yield min(products, key=lambda pair: pair.amount.middle)


def stem(row: Indicator, ending: re.Pattern[str]) -> str:
    """What a name is about, without the word for number or price and what is done with it."""
    name = bare(row.name.raw) if row.name is not None else ""
    found = ACT.sub("", ending.sub("", name))
    return found if len(found) >= SHORTEST else ""


def subject_of_price(row: Indicator) -> str:
    """What a price is about, by its name or else by its description."""
    return stem(row, COST) or ACT.sub("", COST.sub("", description_of(row)))


def fits(quantity: Datum[Value] | None, price: Datum[Value]) -> bool:
    """Whether a price is money for one of what the quantity counts."""
    counted = quantity.value.unit if quantity is not None else None
    money = price.value.unit
    if money is None or money.head != "money" or price.value.comparator in (">", "≥"):
        return False
    if quantity is None or quantity.value.figure is None or not quantity.value.figure > 0 or counted is None:
        return False
    per = money.symbol.partition("/")[2].partition("/")[0].partition("·")[0]
    return counted.head not in ("money", "ratio") and (not per or unit_of(per).dimension == counted.dimension)


def factor(unit: Unit | None) -> Decimal:
    """How many single ones a quantity's unit holds: 万册 has 10000; 12 公里 priced by 公里 stay 12."""
    return WAN if unit is not None and unit.symbol.startswith("万") else Decimal(1)


def bare_figure(datum: Datum[Value]) -> str:
    """A value without its comparator."""
    return datum.raw.lstrip("≥≤=＝<>≧≦ ")
