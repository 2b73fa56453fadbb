"""Quantities of a project with the prices that belong to them, found by what both are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.comparing import bare
from auditor.records.model import Datum, Indicator, Project
from auditor.records.survey import category_of, description_of, rows
from auditor.values import WAN, Interval, Unit, Value, unit_of

__all__ = ["Pair", "pairs"]

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


def pairs(project: Project) -> Iterator[Pair]:
    """The prices of a project with the smallest quantity of what each is the price of."""
    prices = [row for row in rows(project) if is_price(row)]
    counted = [(stem(row, NUMBER), row.target) for row in rows(project) if prices and category_of(row) == "quantity"]
    for row in prices:
        price = row.target
        assert price is not None and price.value.figure is not None and price.value.unit is not None
        about = subject_of_price(row)
        amounts = [amount for what, amount in counted if about and what == about and fits(amount, price)]
        money = unit_of(price.value.unit.symbol.partition("/")[0]).factor
        products = [
            Pair(amount, price, amount.value.figure * factor(amount.value.unit) * price.value.figure * money)
            for amount in amounts
            if amount is not None and amount.value.figure is not None
        ]
        if products:
            yield min(products, key=lambda pair: pair.amount.middle)


def is_price(row: Indicator) -> bool:
    """Whether a row stands under costs and its target is an amount of money that is no lower bound."""
    value = row.target.value if row.target is not None else None
    if value is None or value.figure is None or value.unit is None or value.unit.head != "money":
        return False
    return value.comparator not in (">", "≥") and category_of(row) == "cost"


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
    if quantity is None or quantity.value.figure is None or not quantity.value.figure > 0:
        return False
    if counted is None or money is None:
        return False
    per = money.symbol.partition("/")[2].partition("/")[0].partition("·")[0]
    return counted.head not in ("money", "ratio") and (not per or unit_of(per).dimension == counted.dimension)


def factor(unit: Unit | None) -> Decimal:
    """How many single ones a quantity's unit holds: 万册 has 10000; 12 公里 priced by 公里 stay 12."""
    return WAN if unit is not None and unit.symbol.startswith("万") else Decimal(1)
