"""What is kept of documents in a collection, as plain data for the cache."""

from __future__ import annotations

import json
from typing import Any

from auditor.collection.model import Amount, Entry, Filing, Kept, Line, Listed, Passage, Row, Total

__all__ = ["filing_from", "filing_from_json", "plain_filing"]

# The last fields of an Entry.
AMOUNTS = 5


def plain_filing(filing: Filing) -> Any:
    """The filing as tuples of plain values."""
    return _plain(filing)


def _plain(value: Any) -> Any:
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def filing_from(plain: Any) -> Filing:
    """The filing that `plain_filing` made tuples of."""
    *head, entries, lines, totals, listed = plain
    return Filing._make(
        (
            *head,
            tuple(map(_entry, entries)),
            tuple(map(_line, lines)),
            tuple(Total._make((*head, _given(amount))) for *head, amount in totals),
            tuple(
                Listed._make((*head, tuple((column, _given(amount)) for column, amount in amounts)))
                for *head, amounts in listed
            ),
        )
    )


def filing_from_json(text: str) -> Filing:
    """The filing whose plain form was written as JSON."""
    return filing_from(_tuples(json.loads(text)))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _entry(plain: Any) -> Entry:
    *head, place, goals, rows = plain[:-AMOUNTS]
    return Entry._make(
        (
            *head,
            Kept(*place),
            tuple(Passage(text, Kept(*where)) for text, where in goals),
            tuple(Row._make((*row, _amount(weight), Kept(*where))) for *row, weight, where in rows),
            *map(_amount, plain[-AMOUNTS:]),
        )
    )


def _line(plain: Any) -> Line:
    name, place, *amounts = plain
    return Line(name, Kept(*place), *map(_amount, amounts))


def _amount(plain: Any) -> Amount | None:
    return None if plain is None else _given(plain)


def _given(plain: Any) -> Amount:
    printed, number, place = plain
    return Amount(printed, number, Kept(*place))
