"""Amounts of money of projects and indicators, and the digits by which a slip of 元 for 万元 is known."""

from __future__ import annotations

from decimal import Decimal

from auditor.records.getters import amount_of
from auditor.records.model import Datum, Project
from auditor.records.survey import budget_line
from auditor.values import Figure, Value

__all__ = ["budget_of", "same_digits", "significant", "yuan_of"]

WAN = Decimal(10000)


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
