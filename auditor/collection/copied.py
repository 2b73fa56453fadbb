"""Goals and lists of indicators that one office has from another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.collection.alike import equal_groups, near_pairs
from auditor.collection.matching import masked, related, same_programme
from auditor.collection.model import Collection, Entry, Filing, Passage
from auditor.values import is_placeholder

__all__ = ["Copy", "Goal", "copied_goals", "formulas", "lawful", "nearly_copied_goals"]

# Shorter goals are formulas (完成全年工作任务) that many may use.
SHORTEST = 16
# A goal that more projects have is a formula of the trade: told once.
MANY = 12


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


def lawful(one: Goal, other: Goal) -> bool:
    """Whether two projects may share words: those of one bureau and its units, or of one programme."""
    return related(one[:2], other[:2]) or same_programme(one.entry, other.entry)


def copied_goals(collection: Collection) -> Iterator[Copy]:
    """Goals that are those of an unrelated office's other project, places, years and figures aside."""
    for group in _groups(_goals(collection)):
        if len(group) > MANY:
            continue
        for at, copy in enumerate(group):
            if at and not any(lawful(copy, earlier) for earlier in group[:at]):
                yield Copy(copy, group[0], 100)


def formulas(collection: Collection) -> Iterator[list[Goal]]:
    """Groups of more than MANY goals in the same words."""
    return (group for group in _groups(_goals(collection)) if len(group) > MANY)


def nearly_copied_goals(collection: Collection) -> Iterator[Copy]:
    """Goals that are nearly those of an unrelated office's other project; each with the likest one before it."""
    firsts: dict[str, Goal] = {}
    for goal in _goals(collection):
        firsts.setdefault(masked(goal.goal.text), goal)
    goals = list(firsts.values())
    best: dict[int, tuple[int, int]] = {}
    for one, other, likeness in near_pairs(list(firsts)):
        if not lawful(goals[one], goals[other]) and likeness > best.get(other, (0, 0))[1]:
            best[other] = one, likeness
    yield from (Copy(goals[copy], goals[source], likeness) for copy, (source, likeness) in sorted(best.items()))


def _goals(collection: Collection) -> list[Goal]:
    """The goals that say something of their own, the earlier years first."""
    found = [
        Goal(filing, entry, goal)
        for filing, entry in collection.entries("goal-table")
        for goal in entry.goals
        if len(goal.text) >= SHORTEST and not is_placeholder(goal.text)
    ]
    return sorted(found, key=lambda goal: goal.filing.year or 0)


def _groups(goals: Sequence[Goal]) -> Iterator[list[Goal]]:
    for group in equal_groups([masked(goal.goal.text) for goal in goals]):
        yield [goals[at] for at in group]
