"""Which rules are asked of a record: found out once for all records that lack the same names, not once for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from auditor.finding import RuleCount
from auditor.records.subject import Subject
from auditor.rule import Found, Judge, Rule, When

__all__ = ["Asked", "Panel"]


class Asked(NamedTuple):
    """A rule as it is asked of many records: what the loop over them needs of it, at hand."""

    rule: Rule
    when: When | None
    needs_then: tuple[str, ...]
    judge: Judge
    options: Mapping[str, Any]
    tally: RuleCount


@dataclass(slots=True)
class Plan:
    """What becomes of the rules for records that lack the same names: asked, or skipped for want of a name."""

    asked: list[Asked]
    skipped: list[tuple[RuleCount, str]]
    times: int = 0


@dataclass(slots=True)
class Panel:
    """The rules that concern the records of one scope in tables of one kind.

    How often each was considered and skipped is counted by plan; `settle` adds it to the counts of the rules.
    """

    seats: list[Asked]
    names: tuple[str, ...] = ()
    plans: dict[tuple[bool, ...], Plan] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule], counts: Mapping[str, RuleCount]) -> Panel:
        """The panel of these rules."""
        return cls([Asked(rule, *judging(rule), rule.options, counts[rule.id]) for rule in rules]).seated()

    def seated(self) -> Panel:
        """The panel as it begins, or begins again without a rule."""
        self.names = tuple(dict.fromkeys(name for seat in self.seats for name in seat.rule.needs))
        self.plans = {}
        return self

    def asked_of(self, subject: Subject) -> Sequence[Asked]:
        """The rules to ask of a record; those it lacks a needed name for are counted as skipped."""
        try:
            lacking = tuple([subject[name] is None for name in self.names])
        except Exception:
            # The rule that uses the name raises once more, and that is told.
            lacking = tuple([lacks(subject, name) for name in self.names])
        plan = self.plans.get(lacking)
        if plan is None:
            gone = frozenset(name for name, missing in zip(self.names, lacking, strict=True) if missing)
            plan = self.plans[lacking] = self.plan(gone)
        plan.times += 1
        return plan.asked

    def plan(self, lacking: frozenset[str]) -> Plan:
        """What becomes of the rules where these names are missing."""
        plan = Plan([], [])
        for seat in self.seats:
            wanting = next((name for name in seat.rule.needs if name in lacking), None)
            if wanting is None:
                plan.asked.append(seat)
            else:
                plan.skipped.append((seat.tally, wanting))
        return plan

    def settle(self) -> None:
        """Adds to the rules' counts what was considered and skipped since the panel began."""
        for plan in self.plans.values():
            for seat in plan.asked:
                seat.tally.considered += plan.times
            for count, wanting in plan.skipped:
                count.considered += plan.times
                count.skip(wanting, plan.times)
        self.plans = {}

    def dismiss(self, rule: Rule) -> None:
        """Asks a rule no more."""
        self.settle()
        self.seats = [seat for seat in self.seats if seat.rule is not rule]
        self.seated()


def judging(rule: Rule) -> tuple[When | None, tuple[str, ...], Judge]:
    """A rule's condition, the names needed after it, its judge. What cannot be made raises when it is first asked."""
    try:
        when, judge = rule.made()
    except Exception as error:
        return None, (), raising(error)
    return when, rule.needs_then, judge


def raising(error: Exception) -> Judge:
    """A judge that raises."""

    def judge(subject: Subject, options: Mapping[str, Any]) -> Iterable[Found]:
        raise error

    return judge


def lacks(subject: Subject, name: str) -> bool:
    """Whether a name has no value, one whose value cannot be computed counted as having one."""
    try:
        return subject[name] is None
    except Exception:
        return False
