"""Which rules are asked of a record: found out once for all records that lack the same names, not once for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, NamedTuple

from auditor.finding import RuleCount
from auditor.records.subject import Subject
from auditor.rule import Ask, Found, Judge, OfRecord, Rule

__all__ = ["Asked", "Panel", "Plan"]


class Asked(NamedTuple):
    """A rule as it is asked of many records: what the loop over them needs of it, at hand."""

    rule: Rule
    judge: Judge
    options: Mapping[str, Any]
    tally: RuleCount
    ask: Ask | None
    of_record: OfRecord | None


@dataclass(slots=True)
class Plan:
    """What becomes of the rules for records that lack the same names, and are of one kind where that decides.

    Some judge the record alone, some the subject without more ado, some are asked first, some are not concerned, some
    skipped for want of a name. `times` counts the records.
    """

    of_record: list[tuple[Asked, OfRecord]] = field(default_factory=list)
    judged: list[Asked] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    unconcerned: list[RuleCount] = field(default_factory=list)
    skipped: list[tuple[RuleCount, str]] = field(default_factory=list)
    times: int = 0

    def settle(self) -> None:
        """Adds to the counts of the rules what was considered, judged without a question, and skipped."""
        for seat in (*self.judged, *(seat for seat, _ in self.of_record)):
            seat.tally.considered += self.times
            seat.tally.applied += self.times
        for seat in self.asked:
            seat.tally.considered += self.times
        for tally in self.unconcerned:
            tally.considered += self.times
        for tally, wanting in self.skipped:
            tally.considered += self.times
            tally.skip(wanting, self.times)


@dataclass(slots=True)
class Panel:
    """The rules that concern the records of one scope in tables of one kind.

    `kind` is the name by whose codes most of them choose, such as the kind of a claim. How often each was considered,
    and so on, is counted by plan; `settle` adds it to the counts of the rules.
    """

    seats: list[Asked]
    names: tuple[str, ...] = ()
    kind: str | None = None
    plans: dict[tuple[object, ...], Plan] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule], counts: Mapping[str, RuleCount]) -> Panel:
        """The panel of these rules."""
        return cls([seat(rule, counts[rule.id]) for rule in rules]).seated()

    def seated(self) -> Panel:
        """The panel as it begins, or begins again without a rule."""
        self.names = tuple(dict.fromkeys(name for seat in self.seats for name in seat.rule.needs))
        chosen = Counter(seat.rule.only[0] for seat in self.seats if seat.rule.only is not None)
        name, times = chosen.most_common(1)[0] if chosen else (None, 0)
        self.kind = name if times * 2 > len(self.seats) else None
        self.plans = {}
        return self

    def plan_for(self, subject: Subject) -> Plan:
        """The plan for a record, which is counted."""
        try:
            lacking = tuple([subject[name] is None for name in self.names])
        except Exception:
            # The rule that uses the name raises once more, and that is told.
            lacking = tuple([lacks(subject, name) for name in self.names])
        code = None if self.kind is None else subject[self.kind]
        plan = self.plans.get((code, *lacking))
        if plan is None:
            plan = self.plans[code, *lacking] = self.planned(set(compress(self.names, lacking)), code)
        plan.times += 1
        return plan

    def planned(self, lacking: set[str], code: object) -> Plan:
        """What becomes of the rules where these names are missing and `kind` is this code."""
        plan = Plan()
        for seat in self.seats:
            needs, only = seat.rule.needs, seat.rule.only
            if not lacking.isdisjoint(needs):
                plan.skipped.append((seat.tally, next(name for name in needs if name in lacking)))
            elif only is not None and only[0] == self.kind and code not in only[1]:
                plan.unconcerned.append(seat.tally)
            elif seat.ask is not None:
                plan.asked.append(seat)
            elif seat.of_record is not None:
                plan.of_record.append((seat, seat.of_record))
            else:
                plan.judged.append(seat)
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
        judge, ask, of_record = rule.made()
    except Exception as error:
        return Asked(rule, raising(error), rule.options, tally, None, None)
    return Asked(rule, judge, rule.options, tally, ask, of_record)


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
