"""Goals and lists of indicators that one office has from another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditor.collection.alike import equal_groups, near_pairs
from auditor.collection.matching import masked, related, same_programme
from auditor.collection.model import Collection, Entry, Filing, Passage
from auditor.comparing import bare
from auditor.values import is_placeholder

__all__ = [
    "Copy",
    "Goal",
    "copied_goals",
    "copied_lists",
    "formulas",
    "list_key",
    "masked_goals",
    "near_goals",
    "nearly_copied_goals",
]

# Shorter goals are formulas (完成全年工作任务) that many may use.
SHORTEST = 16
# A goal that more projects have is a formula of the trade: told once.
MANY = 12
# Shorter lists of indicators may be the same by chance.
FEWEST_ROWS = 5

Standing = tuple[Filing, Entry]


class Goal(NamedTuple):
    """A goal with the project and document it stands in."""

    filing: Filing
    entry: Entry
    goal: Passage


class Copy(NamedTuple):
    """A goal, the one it has its words from, and how much of them, in per cent."""

    copy: Goal
    source: Goal
    likeness: int


def copied_goals(collection: Collection) -> Iterator[Copy]:
    """Goals that are those of an unrelated office's other project, places, years and figures aside."""
    for group in _groups(collection):
        if len(group) > MANY:
            continue
        for at, copy in enumerate(group):
            if at and not any(_lawful(copy[:2], earlier[:2]) for earlier in group[:at]):
                yield Copy(copy, group[0], 100)


def formulas(collection: Collection) -> Iterator[list[Goal]]:
    """Groups of more than MANY goals in the same words."""
    return (group for group in _groups(collection) if len(group) > MANY)


def nearly_copied_goals(collection: Collection) -> Iterator[Copy]:
    """Goals that are nearly those of an unrelated office's other project; each with the likest one before it."""
    goals, near = collection.once(near_goals)
    best: dict[int, tuple[int, int]] = {}
    for one, other, likeness in near:
        if not _lawful(goals[one][:2], goals[other][:2]) and likeness > best.get(other, (0, 0))[1]:
            best[other] = one, likeness
    yield from (Copy(goals[copy], goals[source], likeness) for copy, (source, likeness) in sorted(best.items()))


def near_goals(collection: Collection) -> tuple[list[Goal], list[tuple[int, int, int]]]:
    """Goals of which no two have the same masked text; pairs of them that are near, with their likeness, in order."""
    firsts: dict[str, Goal] = {}
    for goal, key in collection.once(masked_goals):
        firsts.setdefault(key, goal)
    return list(firsts.values()), near_pairs(list(firsts))


def masked_goals(collection: Collection) -> list[tuple[Goal, str]]:
    """The goals that say something of their own, with their masked texts; the earlier years first."""
    found = [
        Goal(filing, entry, goal)
        for filing, entry in collection.entries("goal-table")
        for goal in entry.goals
        if len(goal.text) >= SHORTEST and not is_placeholder(goal.text)
    ]
    found.sort(key=lambda goal: goal.filing.year or 0)
    return [(goal, masked(goal.goal.text)) for goal in found]


def _groups(collection: Collection) -> Iterator[list[Goal]]:
    goals = collection.once(masked_goals)
    for group in equal_groups([key for _, key in goals]):
        yield [goals[at][0] for at in group]


def copied_lists(collection: Collection) -> Iterator[tuple[Standing, Standing]]:
    """Projects and a later one of an unrelated office with the same indicators and targets, all of them."""
    tables = sorted(
        (each for each in collection.entries("goal-table") if len(each[1].rows) >= FEWEST_ROWS),
        key=lambda each: each[0].year or 0,
    )
    for group in equal_groups([list_key(entry) for _, entry in tables]):
        for at, later in enumerate(group):
            earlier = [tables[one] for one in group[:at]]
            if earlier and len(group) <= MANY and not any(_lawful(one, tables[later]) for one in earlier):
                yield earlier[0], tables[later]


def list_key(entry: Entry) -> str:
    """What projects with the same list of indicators have in common."""
    return "\n".join(f"{row.key}\t{bare(row.printed)}" for row in entry.rows)


def _lawful(one: Standing, other: Standing) -> bool:
    """Whether two projects may share words: those of one bureau and its units, or of one programme."""
    return related(one, other) or same_programme(one[1], other[1])
