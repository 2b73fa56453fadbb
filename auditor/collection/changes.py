"""What became of the indicators of a project between its goal table and its self-evaluation, or from year to year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.collection.matching import FIGURE, Match, evaluated, last_digit, paired_rows, renamed
from auditor.collection.model import Amount, Collection, Entry, Row
from auditor.comparing import bare

__all__ = ["Change", "Reweighted", "changed_targets", "changed_weights", "dropped_rows", "eased", "ratio"]

LOWER, UPPER = ("≥", ">"), ("≤", "<")
# The execution rate is an indicator in some forms, in others it has points of its own beside the funds.
EXECUTION = re.compile(r"(?:预算|资金|经费|支出)执行(?:进度|比?率)$")


class Change(NamedTuple):
    """An indicator of the goal table, the same one of the self-evaluation, and how the projects were matched."""

    match: Match
    before: Row
    after: Row


def changed_targets(collection: Collection) -> Iterator[Change]:
    """Indicators whose target is another in the self-evaluation: by number, comparator or kind of unit."""
    for match in evaluated(collection)[0]:
        for before, after in paired_rows(match.earlier[1], match.later[1])[0]:
            if before.number and after.number and not _one_target(before, after):
                yield Change(match, before, after)


def _one_target(before: Row, after: Row) -> bool:
    """Whether two targets can be one: what only one of them prints, a comparator or a unit, makes no difference."""
    if before.comparator and after.comparator and before.comparator != after.comparator:
        return False
    units = [row.dimension or bare(row.unit) for row in (before, after)]
    if all(units):
        return units[0] == units[1] and Decimal(before.number) == Decimal(after.number)
    return bool(_figures(before) & _figures(after))


def _figures(row: Row) -> set[Decimal]:
    """A target in base units, and as its digits are printed."""
    return {Decimal(row.number), *map(Decimal, FIGURE.findall(row.printed.replace(",", "")))}


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


class Reweighted(NamedTuple):
    """A project with the indicators whose weights its self-evaluation changed, each before and after."""

    match: Match
    rows: list[tuple[Amount, Row, Amount]]


def changed_weights(collection: Collection) -> Iterator[Reweighted]:
    """Self-evaluations with the indicators of the goal table and other weights.

    Left out is what a change of the whole explains: all weights made smaller or larger to leave points to the
    execution rate (100 to 90), points taken from some indicators alone for it, and lists of other indicators.
    """
    for match in evaluated(collection)[0]:
        pairs = _weighed(match.earlier[1], match.later[1])
        before, after = (sum((Decimal(pair[at].number) for pair in pairs), Decimal(0)) for at in (0, 1))
        if before <= 0 or after <= 0:
            continue
        moved = [(old, row, new) for old, new, row in pairs if not _carried(old, new, after / before)]
        if moved and (before == after or any(_against(old, new, after - before) for old, _, new in moved)):
            yield Reweighted(match, moved)


def _weighed(earlier: Entry, later: Entry) -> list[tuple[Amount, Amount, Row]]:
    """The weights of each indicator in both tables; none where an indicator stands in one only, or has no weight."""
    rows, gone, added = paired_rows(earlier, later)
    rows += renamed(gone, added)
    met = {row.key for pair in rows for row in pair}
    if any(row.key not in met and not EXECUTION.search(row.key) for row in (*gone, *added)):
        return []
    out = [(old.weight, new.weight, new) for old, new in rows]
    return [] if any(None in pair[:2] for pair in out) else out  # type: ignore[return-value]


def _carried(old: Amount, new: Amount, factor: Decimal) -> bool:
    """Whether a weight was kept, or only became smaller or larger with all others, give or take its last digit."""
    gap = abs(Decimal(new.number) - factor * Decimal(old.number))
    if factor == 1 and last_digit(old) == last_digit(new):
        return not gap
    return gap <= last_digit(new) + factor * last_digit(old)


def _against(old: Amount, new: Amount, moved: Decimal) -> bool:
    """Whether a weight went up while all together went down, or down while they went up."""
    return (Decimal(new.number) - Decimal(old.number)) * moved < 0


def dropped_rows(earlier: Entry, later: Entry) -> list[Row]:
    """The indicators that the self-evaluation leaves out; none where it shares no indicator with the goal table.

    One under another name is not left out, nor is the execution rate where it has points beside the funds.
    """
    pairs, gone, added = paired_rows(earlier, later)
    moved = [before for before, _ in renamed(gone, added)]
    lost = [row for row in gone if row not in moved]
    if later.execution is not None:
        lost = [row for row in lost if not EXECUTION.search(row.key)]
    return lost if pairs else []
