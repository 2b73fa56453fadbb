"""What became of the indicators of a project between its goal table and its self-evaluation, or from year to year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.collection.matching import Match, evaluated, paired_rows
from auditor.collection.model import Collection, Row
from auditor.comparing import bare

__all__ = ["Change", "changed_targets", "eased", "ratio"]

LOWER, UPPER = ("≥", ">"), ("≤", "<")


class Change(NamedTuple):
    """An indicator of the goal table, the same one of the self-evaluation, and how the projects were matched."""

    match: Match
    before: Row
    after: Row


def changed_targets(collection: Collection) -> Iterator[Change]:
    """Indicators whose target is another in the self-evaluation: by number, comparator or kind of unit."""
    for match in evaluated(collection)[0]:
        for before, after in paired_rows(match.earlier[1], match.later[1])[0]:
            if before.number and after.number and _target(before) != _target(after):
                yield Change(match, before, after)


def _target(row: Row) -> tuple[str, Decimal, str]:
    # 90 beside ≥90 says nothing of another target.
    return row.comparator or "=", Decimal(row.number), row.dimension or bare(row.unit)


def eased(before: Row, after: Row) -> bool:
    """Whether the later target is easier to reach: a lower bound lowered, an upper bound raised."""
    if before.comparator != after.comparator or before.dimension != after.dimension:
        return False
    by = Decimal(after.number) - Decimal(before.number)
    return (before.comparator in LOWER and by < 0) or (before.comparator in UPPER and by > 0)


def ratio(before: Row, after: Row) -> Decimal | None:
    """How many times the earlier target the later one is; None where they cannot be compared, or one is zero."""
    if not before.number or not after.number or before.dimension != after.dimension or not before.dimension:
        return None
    earlier, later = Decimal(before.number), Decimal(after.number)
    return later / earlier if earlier > 0 and later > 0 else None
