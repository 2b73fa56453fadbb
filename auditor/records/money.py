"""Amounts of money of projects and indicators, and the digits by which a slip of 元 for 万元 is known."""

from __future__ import annotations

from decimal import Decimal

from auditor.records.getters import amount_of
from auditor.records.model import Datum, Indicator, Project
from auditor.records.survey import budget_line, category_of
from auditor.values import WAN, Figure, Value, category_of_name, expected_dimensions
from auditor.values.phrases import says

__all__ = [
    "SOURCES",
    "TOTALS",
    "budget_of",
    "is_cost",
    "same_digits",
    "significant",
    "slip_places",
    "tells",
    "wants_money",
    "yuan_of",
]

# The keys of lines of funds: what all of it comes to, and where it comes from.
TOTALS = ("budget", "total")
SOURCES = ("fiscal", "other", "carried", "central", "provincial", "local")

SLIP = 3


def budget_of(project: Project) -> tuple[Datum[Value], Figure] | None:
    """The budget of a project as printed, and in 元; None where there is none."""
    line = budget_line(project)
    amount = amount_of(line)
    if line is None or line.amount is None or amount is None or amount.number <= 0:
        return None
    return line.amount, amount.scaled(WAN)


def yuan_of(value: Value) -> Figure | None:
    """An amount in 元; None for what is no amount, or one per person, day and so on."""
    if value.figure is None or value.unit is None or value.unit.dimension != "money":
        return None
    return value.figure.scaled(value.unit.factor)


def significant(number: Decimal) -> str:
    """The digits of a number from the first to the last that is not zero: 366 for 36.60 and for 3660."""
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def same_digits(one: Decimal, other: Decimal) -> int | None:
    """The power of ten by which two numbers of the same digits differ (366 and 36.60 give 1); None for others."""
    if not one or not other or significant(one) != significant(other):
        return None
    return one.adjusted() - other.adjusted()


def slip_places(row: Indicator, target: Datum[Value], budget: Figure) -> int | None:
    """The power of ten by which a total cost is off a budget in 元 whose digits it has; None where nothing is odd.

    Nearer than a thousand times it may be a part of the budget, and one digit alone is shared by chance.
    """
    yuan = yuan_of(target.value)
    shared_by_chance = len(significant(budget.number)) < 2 and not tells(row, "total")
    if yuan is None or shared_by_chance or tells(row, "each"):
        return None
    places = same_digits(yuan.number, budget.number)
    return places if places is not None and abs(places) >= SLIP else None


def is_cost(row: Indicator) -> bool:
    """Whether a row stands under cost, or has the name of a cost."""
    return category_of(row) == "cost" or (row.name is not None and category_of_name(row.name.raw) == "cost")


def wants_money(row: Indicator) -> bool:
    """Whether the value of a row is money: by its name, or by its heading where the name leaves it open."""
    expected = expected_dimensions(row.name.raw if row.name else "")
    return "money" in expected or (not expected and category_of(row) == "cost")


def tells(row: Indicator, about: str) -> bool:
    """Whether the name or the description of a row holds a phrase of a section of phrases.txt."""
    return any(says(words.raw, about) for words in (row.name, row.description) if words is not None)
