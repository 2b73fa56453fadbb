"""Whether an actual value meets its target, and the scores that the known formulas give for a miss.

财预〔2020〕10号 asks for full points where a quantitative target is met and for points in proportion where it is not;
for targets that are upper bounds two formulas are in use, and both are accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from auditor.values.dates import PartialDate
from auditor.values.figure import Figure, Interval
from auditor.values.value import Value

__all__ = ["comparable", "direction", "met", "proportional", "turned"]

DIRECTIONS = {">": "higher", "≥": "higher", "<": "lower", "≤": "lower"}
TURNED = {">": "<", "≥": "≤", "<": ">", "≤": "≥"}
MEASURED = ("number", "range")
ZERO = Decimal(0)


def direction(target: Value, polarity: str | None) -> str | None:
    """`higher` or `lower`, as the comparator says, else as the name does; None where neither says or they differ."""
    sign = DIRECTIONS.get(target.comparator or "")
    return sign or polarity if None in (sign, polarity) or sign == polarity else None


def turned(value: Value) -> str | None:
    """The value with its comparator turned round (≥96万元 gives ≤96万元); None where it has none to turn."""
    sign = TURNED.get(value.comparator or "")
    return replace(value, comparator=sign).printed() if sign else None


def comparable(target: Value, actual: Value) -> bool:
    """Whether both are figures of one dimension; figures without units are compared with one another only."""
    if target.kind not in MEASURED or actual.kind not in MEASURED:
        return False
    if target.unit is None or actual.unit is None:
        return target.unit is None and actual.unit is None
    if target.unit.symbol == actual.unit.symbol:
        return True
    return bool(target.unit.dimension) and target.unit.dimension == actual.unit.dimension


def met(target: Value, actual: Value, polarity: str | None = None) -> bool | None:
    """Whether the actual value meets the target; None where that is not certain. A target is taken as exact."""
    if target.kind == "date" and actual.kind == "date":
        return _in_time(target, actual)
    if not comparable(target, actual) or target.figure is None or actual.figure is None:
        return None
    goal, made = _base(target, target.figure), _base(actual, actual.figure)
    if target.upper is not None or actual.upper is not None:
        return None if target.upper is None else _within(target, made)
    above, below = made.low > goal.number, made.high < goal.number
    if not above and not below:
        # Many write > for ≥, so that a figure equal to a strict bound may or may not meet it.
        return True if made.number == goal.number and target.comparator not in (">", "<") else None
    better = direction(target, polarity)
    if better is None:
        return None
    return above if better == "higher" else below


def proportional(
    target: Value,
    actual: Value,
    weight: Figure,
    polarity: str | None = None,
    reverse: Iterable[str] = ("quotient", "excess"),
) -> Iterator[Interval]:
    """The points that each known formula gives for a figure that misses its target, as intervals.

    `reverse` names the formulas for what had better be lower: `quotient` (target ÷ actual) and `excess` (one less the
    share by which the target was exceeded). Raises KeyError for another name.
    """
    better = direction(target, polarity)
    if not comparable(target, actual) or target.figure is None or actual.figure is None or better is None:
        return
    goal, made = _base(target, target.figure).number, _base(actual, actual.figure)
    points = weight.number
    if goal <= 0 or made.low < 0:
        yield Interval(ZERO, ZERO)
    elif better == "higher":
        yield Interval(made.low / goal * points, made.high / goal * points)
    else:
        for name in reverse:
            yield from REVERSE[name](goal, made, points)


def _by_quotient(goal: Decimal, made: Figure, points: Decimal) -> Iterator[Interval]:
    if made.low > 0:
        yield Interval(goal / made.high * points, goal / made.low * points)


def _by_excess(goal: Decimal, made: Figure, points: Decimal) -> Iterator[Interval]:
    low, high = (max(ZERO, (2 - each / goal) * points) for each in (made.high, made.low))
    yield Interval(low, high)


REVERSE = {"quotient": _by_quotient, "excess": _by_excess}


def _base(value: Value, figure: Figure) -> Figure:
    """The figure in the base unit of its dimension, so that 万户 and 户 can be compared."""
    return figure if value.unit is None else figure.scaled(value.unit.factor)


def _within(target: Value, made: Figure) -> bool | None:
    """Whether a figure lies in the range of its target; outside it may be better or worse."""
    if target.figure is None or target.upper is None:
        return None
    ends = _base(target, target.figure).number, _base(target, target.upper).number
    return True if ends[0] <= made.number <= ends[1] else None


def _in_time(target: Value, actual: Value) -> bool | None:
    """Whether a date lies before the end of a deadline: 2023年12月20日 misses 2023年11月底前."""
    due, done = target.date, actual.date
    if not isinstance(due, PartialDate) or not isinstance(done, PartialDate):
        return None
    if due.every and done.every and due.day and done.day:
        return done.day <= due.day
    latest, first, last = due.last(), done.first(), done.last()
    if latest is None or first is None or last is None:
        return None
    return False if first > latest else True if last <= latest else None
