"""Which rules are asked of a record: found out once for all records that lack the same names, not once for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, NamedTuple

from auditor.finding import RuleCount
from auditor.records.subject import Subject
from auditor.rule import Ask, Found, Judge, Rule

__all__ = ["Asked", "Panel", "Plan"]


class Asked(NamedTuple):
    """A rule as it is asked of many records: what the loop over them needs of it, at hand."""

    rule: Rule
    judge: Judge
    options: Mapping[str, Any]
    tally: RuleCount
    ask: Ask | None


@dataclass(slots=True)
class Plan:
    """What becomes of the rules for records that lack the same names.

    Some judge without more ado, some are asked first, some skipped for want of a name. `times` counts the records.
    """

    judged: list[Asked]
    asked: list[Asked]
    skipped: list[tuple[RuleCount, str]]
    times: int = 0

    def settle(self) -> None:
        """Adds to the counts of the rules what was considered, judged without a question, and skipped."""
        for seat in self.judged:
            seat.tally.considered += self.times
            seat.tally.applied += self.times
        for seat in self.asked:
            seat.tally.considered += self.times
        for tally, wanting in self.skipped:
            tally.considered += self.times
            tally.skip(wanting, self.times)


@dataclass(slots=True)
class Panel:
    """The rules that concern the records of one scope in tables of one kind.

    How often each was considered, and so on, is counted by plan; `settle` adds it to the counts of the rules.
    """

    seats: list[Asked]
    names: tuple[str, ...] = ()
    plans: dict[tuple[bool, ...], Plan] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule], counts: Mapping[str, RuleCount]) -> Panel:
        """The panel of these rules."""
        return cls([seat(rule, counts[rule.id]) for rule in rules]).seated()

    def seated(self) -> Panel:
        """The panel as it begins, or begins again without a rule."""
        self.names = tuple(dict.fromkeys(name for seat in self.seats for name in seat.rule.needs))
        self.plans = {}
        return self

    def plan_for(self, subject: Subject) -> Plan:
        """The plan for a record, which is counted."""
        try:
            lacking = tuple([subject[name] is None for name in self.names])
        except Exception:
            # The rule that uses the name raises once more, and that is told.
            lacking = tuple([lacks(subject, name) for name in self.names])
        plan = self.plans.get(lacking)
        if plan is None:
            plan = self.plans[lacking] = self.planned(set(compress(self.names, lacking)))
        plan.times += 1
        return plan

    def planned(self, lacking: set[str]) -> Plan:
        """What becomes of the rules where these names are missing."""
        plan = Plan([], [], [])
        for seat in self.seats:
            needs = seat.rule.needs
            if not lacking.isdisjoint(needs):
                plan.skipped.append((seat.tally, next(name for name in needs if name in lacking)))
            elif seat.ask is None:
                plan.judged.append(seat)
            else:
                plan.asked.append(seat)
        return plan

    def settle(self) -> None:
        """Adds what was counted since the panel began to the counts of the rules."""
        for plan in self.plans.values():
            plan.settle()
        self.plans = {}

    def dismiss(self, rule: Rule) -> None:
        """Asks a rule no more."""
        self.settle()
        self.seats = [seat for seat in self.seats if seat.rule is not rule]
        self.seated()


def seat(rule: Rule, tally: RuleCount) -> Asked:
    """A rule as it is asked. What cannot be made raises when it is first asked."""
    try:
        ask, judge = rule.made()
    except Exception as error:
        return Asked(rule, raising(error), rule.options, tally, None)
    return Asked(rule, judge, rule.options, tally, ask)


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
