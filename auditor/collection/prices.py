"""Unit prices of one thing in many departments."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.collection.model import Collection, Row
from auditor.comparing import bare

__all__ = ["Price", "far_prices"]

# Median absolute deviations from which a value is an outlier (Iglewicz and Hoaglin 1993: 3.5 of 1.4826 deviations).
SPREAD = Decimal("5.19")


class Price(NamedTuple):
    """A price far from the others of its year; of how many departments, and their lowest, middle and highest."""

    row: Row
    year: int
    departments: int
    low: Row
    middle: Row
    high: Row


def far_prices(collection: Collection, fewest: int, times: Decimal) -> Iterator[Price]:
    """Prices `times` the median of their year and name or more, or its fraction, that are outliers of the distribution.

    The distribution is that of logarithms; its spread the median absolute deviation. Each department counts once in it.
    """
    groups: dict[tuple[str, str, int], dict[str, list[Row]]] = {}
    for filing, entry in collection.entries("goal-table"):
        for row in entry.rows:
            if row.dimension.startswith("money/") and filing.year is not None and Decimal(row.number) > 0:
                key = row.key, row.dimension, filing.year
                groups.setdefault(key, {}).setdefault(bare(filing.department), []).append(row)
    for (_, _, year), departments in groups.items():
        if len(departments) < fewest:
            continue
        rows = sorted((each[0] for each in departments.values()), key=lambda row: Decimal(row.number))
        middle = rows[len(rows) // 2]
        spread = sorted(_apart(row, middle) for row in rows)[len(rows) // 2]
        least = max(times.ln(), SPREAD * spread)
        for row in (row for each in departments.values() for row in each if _apart(row, middle) >= least):
            yield Price(row, year, len(rows), rows[0], middle, rows[-1])


def _apart(row: Row, middle: Row) -> Decimal:
    return abs(Decimal(row.number).ln() - Decimal(middle.number).ln())
