"""Which rules are asked of a record: found out once for all records that lack the same names, not once for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

from auditor.finding import RuleCount
from auditor.records.subject import Subject
from auditor.rule import Ask, Found, Judge, OfRecord, Rule

__all__ = ["Asked", "Panel", "Plan", "panel_of", "settle"]

# Different lacks of names that are kept of a panel: more than tables have.
MOST_PLANS = 4096


class Asked(NamedTuple):
    """A rule as it is asked of many records: what the loop over them needs of it, at hand."""

    rule: Rule
    judge: Judge
    options: Mapping[str, Any]
    ask: Ask | None
    of_record: OfRecord | None


@dataclass(slots=True, eq=False)
class Plan:
    """What becomes of the rules for records that lack the same names, and are of one kind where that decides.

    Some judge without more ado, some are asked first, some are skipped for want of a name. The rest are not concerned.
    """

    judged: list[Asked] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    skipped: list[tuple[Asked, str]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Panel:
    """Rules that are asked of the same records, with what becomes of them as far as it is known.

    `kind` is the name by whose codes most of them choose, such as the kind of a claim. Nothing in it is of a document.
    """

    seats: tuple[Asked, ...]
    names: tuple[str, ...]
    kind: str | None
    plans: dict[tuple[object, ...], Plan] = field(default_factory=dict)

    def plan_for(self, subject: Subject) -> Plan:
        """The plan for a record."""
        try:
            lacking = tuple([subject[name] is None for name in self.names])
        except Exception:
            # The rule that uses the name raises once more, and that is told.
            lacking = tuple([lacks(subject, name) for name in self.names])
        code = None if self.kind is None else subject[self.kind]
        plan = self.plans.get((code, *lacking))
        if plan is None:
            if len(self.plans) >= MOST_PLANS:
                self.plans.clear()
            plan = self.plans[code, *lacking] = self.planned(set(compress(self.names, lacking)), code)
        return plan

    def planned(self, lacking: set[str], code: object) -> Plan:
        """What becomes of the rules where these names are missing and `kind` is this code."""
        plan = Plan()
        for seat in self.seats:
            needs, only = seat.rule.needs, seat.rule.only
            if not lacking.isdisjoint(needs):
                plan.skipped.append((seat, next(name for name in needs if name in lacking)))
            elif only is not None and only[0] == self.kind and code not in only[1]:
                continue
            elif seat.ask is not None:
                plan.asked.append(seat)
            else:
                plan.judged.append(seat)
        return plan


@lru_cache(maxsize=64)
def panel_of(rules: tuple[Rule, ...]) -> Panel:
    """The panel of these rules; one document after the other is judged by the same."""
    chosen = Counter(rule.only[0] for rule in rules if rule.only is not None)
    name, times = chosen.most_common(1)[0] if chosen else (None, 0)
    return Panel(
        seats=tuple(map(seat, rules)),
        names=tuple(dict.fromkeys(name for rule in rules for name in rule.needs)),
        kind=name if times * 2 > len(rules) else None,
    )


def settle(panel: Panel, times: Mapping[Plan, int], counts: Mapping[str, RuleCount]) -> None:
    """Adds to the counts of the rules what is known of all records at once, by how many had which plan.

    That is how often each rule was considered, skipped, and applied without being asked first.
    """
    every = sum(times.values())
    for seat in panel.seats:
        count = counts[seat.rule.id]
        count.considered += every
        if seat.ask is None:
            count.applied += every
    for plan, some in times.items():
        for seat, wanting in plan.skipped:
            count = counts[seat.rule.id]
            count.skip(wanting, some)
            if seat.ask is None:
                count.applied -= some


def seat(rule: Rule) -> Asked:
    """A rule as it is asked. What cannot be made raises when it is first asked."""
    try:
        judge, ask, of_record = rule.made()
    except Exception as error:
        return Asked(rule, raising(error), rule.options, None, None)
    return Asked(rule, judge, rule.options, ask, of_record)


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
