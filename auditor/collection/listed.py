"""Lists of projects and offices against the documents that they sum up.

Which column of a list is the one to compare, and in which unit, the list itself shows: the one in which most of the
projects known from their own documents have the amount that stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from auditor.collection.matching import differs, goal_table_of
from auditor.collection.model import Amount, Collection, Listed
from auditor.comparing import bare

__all__ = ["Otherwise", "listed_otherwise"]

# Fewer rows that agree prove nothing of a column.
FEWEST = 2

Known = list[tuple[Listed, list[Amount]]]
"""Rows, each with the amounts that its own documents state."""


class Otherwise(NamedTuple):
    """A row of a list, its amount in the column that `agreeing` others bear out, and the amount of its own document."""

    row: Listed
    amount: Amount
    own: Amount
    agreeing: int


def listed_otherwise(collection: Collection) -> Iterator[Otherwise]:
    """Rows of which no amount is that of the own document, in lists in which most are."""
    goal_table = goal_table_of(collection)
    totals: dict[tuple[str, int | None], list[Amount]] = {}
    for filing in collection.filings:
        for total in filing.totals:
            totals.setdefault((bare(total.owner), filing.year), []).append(total.amount)
    for filing in collection.filings:
        for _, rows in groupby(filing.listed, key=lambda row: row.table):
            known: Known = []
            for row in rows:
                if row.of == "office":
                    known.append((row, totals.get((bare(row.name), filing.year), [])))
                else:
                    table = goal_table(filing, row.name)
                    known.append((row, [table.budget] if table is not None and table.budget is not None else []))
            yield from _otherwise([(row, own) for row, own in known if own])


def _otherwise(known: Known) -> Iterator[Otherwise]:
    columns = sorted({column for row, _ in known for column, _ in row.amounts})
    agreeing = {column: sum(_agrees(row, own, column) for row, own in known) for column in columns}
    best = max(columns, key=lambda column: agreeing[column], default=None)
    if best is None or agreeing[best] < FEWEST or 2 * agreeing[best] <= len(known):
        return
    for row, own in known:
        amounts = dict(row.amounts)
        if best in amounts and all(differs(amount, own) for amount in amounts.values()):
            yield Otherwise(row, amounts[best], own[0], agreeing[best])


def _agrees(row: Listed, own: list[Amount], column: int) -> bool:
    amount = dict(row.amounts).get(column)
    return amount is not None and not differs(amount, own)
