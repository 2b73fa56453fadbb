"""A collection taken apart, so that many machines can judge it: joined by key, the parts give what the whole gives.

Each built-in rule looks for documents, projects, goals or indicators with something in common. What has that in common
goes to one part, and the rule judges each part as if it were the collection. A rule of which nothing is known judges
the whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from auditor.collection.alike import PIECE, Signed, candidates, likenesses, signed
from auditor.collection.copied import Goal, list_key, masked_goals, near_goals
from auditor.collection.matching import masked, office_key
from auditor.collection.model import Collection, Entry, Filing
from auditor.rule import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "NEAR_GOALS",
    "SINGLE",
    "First",
    "Firsts",
    "Rows",
    "compared",
    "first_goals",
    "firsts_of",
    "near_candidates",
    "pieces",
    "rows_for",
    "way_of",
    "whose",
]

NEAR_GOALS, WHOLE = "near goals", "whole"
# The families and rules by the way in which a collection is taken apart for them.
WAYS = {
    "C101": "goals",
    "C102": NEAR_GOALS,
    "C103": "goals",
    "C104": "lists",
    "C2": "offices",
    "C3": "offices",
    "C4": "figures",
    "C5": "indicators",
}
# Ways that leave one part.
SINGLE = (WHOLE, "figures")
# Bits of an order that number documents, and goals in a document.
OF_DOCUMENTS, OF_GOALS = 28, 20
# Bits of an identity that number the goals of a part.
OF_FIRSTS = 40

Piece = TypeVar("Piece")


def way_of(rule: Rule) -> str:
    """How a collection is taken apart for a rule."""
    return WAYS.get(rule.id) or WAYS.get(rule.family, WHOLE) if rule.builtin else WHOLE


def pieces(filing: Filing, way: str, parts: int) -> Iterator[tuple[int, Filing]]:
    """What of a document each of the parts takes, with the number of the part."""
    return TAKING_APART[way](filing, parts)


def _whole(filing: Filing, parts: int) -> Iterator[tuple[int, Filing]]:
    yield 0, filing


def _figures(filing: Filing, parts: int) -> Iterator[tuple[int, Filing]]:
    """All in one part, without the texts of goals and indicators, which are most of it."""
    yield 0, filing._replace(entries=tuple(entry._replace(goals=(), rows=()) for entry in filing.entries))


def _offices(filing: Filing, parts: int) -> Iterator[tuple[int, Filing]]:
    yield _part(office_key(filing.department), parts), filing


def _lists(filing: Filing, parts: int) -> Iterator[tuple[int, Filing]]:
    return _by_entry(filing, ((_part(list_key(entry), parts), entry) for entry in filing.entries))


def _goals(filing: Filing, parts: int) -> Iterator[tuple[int, Filing]]:
    def each() -> Iterator[tuple[int, Entry]]:
        for entry in filing.entries:
            by = _by_part((_part(masked(goal.text), parts), goal) for goal in entry.goals)
            yield from ((part, entry._replace(goals=tuple(goals), rows=())) for part, goals in by.items())

    return _by_entry(filing, each())


def _indicators(filing: Filing, parts: int) -> Iterator[tuple[int, Filing]]:
    def each() -> Iterator[tuple[int, Entry]]:
        for entry in filing.entries:
            by = _by_part((_part(row.key, parts), row) for row in entry.rows)
            yield from ((part, entry._replace(goals=(), rows=tuple(rows))) for part, rows in by.items())

    return _by_entry(filing, each())


TAKING_APART: Mapping[str, Callable[[Filing, int], Iterator[tuple[int, Filing]]]] = {
    WHOLE: _whole,
    "figures": _figures,
    "offices": _offices,
    "lists": _lists,
    "goals": _goals,
    "indicators": _indicators,
}


def _by_entry(filing: Filing, entries: Iterable[tuple[int, Entry]]) -> Iterator[tuple[int, Filing]]:
    for part, those in _by_part(entries).items():
        yield part, filing._replace(entries=tuple(those), lines=())


def _by_part(each: Iterable[tuple[int, Piece]]) -> dict[int, list[Piece]]:
    out: dict[int, list[Piece]] = {}
    for part, piece in each:
        out.setdefault(part, []).append(piece)
    return out


def _part(key: str, parts: int) -> int:
    """The part of a key, the same on all machines."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % parts


class First(NamedTuple):
    """A goal with its masked text; `order` is its place among the goals of all documents, the earlier years first."""

    order: int
    key: str
    goal: Goal


class Firsts(NamedTuple):
    """The goals of a part, of each masked text the first, in order; and what is compared of those texts."""

    goals: list[First]
    signed: Signed | None


class Rows(NamedTuple):
    """Bands of the goals' texts: key, order, identity, set of characters and length of each."""

    keys: NDArray[np.uint64]
    orders: NDArray[np.int64]
    identities: NDArray[np.int64]
    sets: NDArray[np.uint64]
    lengths: NDArray[np.uint32]


def first_goals(filing: Filing, number: int, parts: int) -> Iterator[tuple[int, First]]:
    """The goals of the document of this number in the collection, each with the number of its part."""
    bare_filing = filing._replace(entries=(), lines=())
    for at, (goal, key) in enumerate(masked_goals(Collection((filing,)))):
        order = ((filing.year or 0) << OF_DOCUMENTS | number) << OF_GOALS | at
        entry = goal.entry._replace(goals=(goal.goal,), rows=())
        yield _part(key, parts), First(order, key, Goal(bare_filing, entry, goal.goal))


def firsts_of(goals: Iterable[First]) -> Firsts:
    """The first goal of each masked text of a part."""
    firsts: dict[str, First] = {}
    for each in sorted(goals, key=lambda one: one.order):
        if len(each.key) >= PIECE:
            firsts.setdefault(each.key, each)
    return Firsts(list(firsts.values()), signed(list(firsts)) if firsts else None)


def rows_for(firsts: Firsts, home: int, part: int, parts: int) -> Rows | None:
    """The bands of the part `home` that are compared in another part: the same keys of all texts go to the same one."""
    import numpy as np

    if firsts.signed is None:
        return None
    band, at = np.nonzero(firsts.signed.keys % np.uint32(parts) == part)
    orders = np.array([first.order for first in firsts.goals], dtype=np.int64)
    return Rows(
        band.astype(np.uint64) << np.uint64(32) | firsts.signed.keys[band, at],
        orders[at],
        np.int64(home << OF_FIRSTS) | at,
        firsts.signed.sets[at],
        firsts.signed.lengths[at],
    )


def near_candidates(every: Sequence[Rows | None]) -> NDArray[np.int64]:
    """Identities of pairs of goals that share a band and may be near, the earlier goal first (n × 2)."""
    import numpy as np

    filled = [rows for rows in every if rows is not None]
    if not filled:
        return np.empty((0, 2), dtype=np.int64)
    together = Rows._make(map(np.concatenate, zip(*filled, strict=True)))
    order = np.argsort(together.orders, kind="stable")
    rows = Rows._make(column[order] for column in together)
    first, second = candidates(rows.keys, rows.sets, rows.lengths)
    return np.unique(np.stack([rows.identities[first], rows.identities[second]], axis=1), axis=0)


def whose(pairs: NDArray[np.int64]) -> dict[int, list[int]]:
    """The goals in pairs: numbers of parts with the numbers of their goals."""
    import numpy as np

    identities = np.unique(pairs)
    homes = identities >> OF_FIRSTS
    return {
        int(home): (identities[homes == home] & ((1 << OF_FIRSTS) - 1)).tolist() for home in np.unique(homes).tolist()
    }


def compared(pairs: NDArray[np.int64], goals: Mapping[int, Sequence[First]]) -> Collection:
    """A collection whose near goals are known: those of the pairs that are near, by part as `whose` names them."""
    identity = {
        home << OF_FIRSTS | at: first
        for home, those in whose(pairs).items()
        for at, first in zip(those, goals[home], strict=True)
    }
    ordered = sorted(identity, key=lambda each: identity[each].order)
    place = {each: at for at, each in enumerate(ordered)}
    placed = sorted((place[one], place[other]) for one, other in pairs.tolist())
    keys = [identity[each].key for each in ordered]
    alike = likenesses([keys[one] for one, _ in placed], [keys[other] for _, other in placed])
    near = [(*pair, likeness) for pair, likeness in zip(placed, alike, strict=True) if likeness]
    return Collection((), {near_goals: ([identity[each].goal for each in ordered], near)})
