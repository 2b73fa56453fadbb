"""Funds of a project: the total and its sources, execution rates, and the points of execution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.frozen import dataclass
from auditor.records.claims.cells import (
    RATE_DECIMALS,
    Printed,
    as_rate,
    cell_claim,
    money,
    number,
    quotient_claim,
    settled,
    sum_claim,
    unit_factor,
)
from auditor.records.model import Claim, Document, FundLine, Project
from auditor.values import Figure, Interval

__all__ = ["claims_of_funds"]

TOTALS = ("total", "budget")
REST = ("carried", "other")
LEVELS = ("central", "provincial", "local")
BASES = ("adjusted", "initial", "")
ONE = Decimal(1)

Division = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The kinds of line that may hold the whole, and the ways in which others make it up."""

STRUCTURE: Division = (TOTALS, (("basic", "project"),))
BASIC: Division = (("basic",), (("personnel", "operating"),))
# 财政拨款 may stand for all levels of government, which are its parts, or for its own level beside the others.
WITH_FISCAL: tuple[Division, ...] = (
    (TOTALS, (("fiscal", *REST), ("fiscal", *LEVELS, *REST))),
    (("fiscal",), (LEVELS,)),
    STRUCTURE,
    BASIC,
)
WITHOUT_FISCAL: tuple[Division, ...] = ((TOTALS, ((*LEVELS, *REST),)), STRUCTURE, BASIC)


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount of the funds, with the line that printed it."""

    line: FundLine
    amount: Printed


Entries = Sequence[tuple[FundLine, Entry | None]]
"""The lines of a project's funds, each with its amount where it has one."""
Slots = Mapping[str, Sequence[Entry | None]]
"""The lines of a column by kind, in their order; None for one that is blank."""


def claims_of_funds(document: Document) -> Iterator[Claim]:
    """Sums, execution rates and execution points of every project's funds."""
    for project in document.projects:
        entries = _entries(project)
        for column in dict.fromkeys(line.column for line in project.funds):
            yield from _sums(_slots(project, column, entries))
        yield from _rates(project, entries)
        yield from _points(project, entries)


def _entries(project: Project) -> Entries:
    factor = unit_factor(project.fund_unit) or ONE
    amounts = [(line, money(line.amount, factor)) for line in project.funds]
    return [(line, Entry(line, amount) if amount is not None else None) for line, amount in amounts]


def _slots(project: Project, column: str, entries: Entries) -> Slots:
    """The lines of a column; nothing where one of them holds what is no amount of money.

    A form with several columns keeps no lines for its blank cells: there the labels tell how many are missing.
    """
    slots: dict[str, list[Entry | None]] = {}
    for line, entry in entries:
        if line.column != column:
            continue
        if entry is None and line.amount is not None:
            return {}
        slots.setdefault(line.key, []).append(entry)
    if column:
        labels = Counter(label.key for label in project.labels)
        for label in labels:
            if label.startswith("fund:"):
                slots.setdefault(label.removeprefix("fund:"), [])
        for key, given in slots.items():
            given.extend([None] * (labels[f"fund:{key}"] - len(given)))
    return slots


def _sums(slots: Slots) -> Iterator[Claim]:
    for whole_keys, readings in WITH_FISCAL if "fiscal" in slots else WITHOUT_FISCAL:
        if all(slots.keys().isdisjoint(keys) for keys in readings):
            continue
        wholes = next((slots[key] for key in whole_keys if key in slots), ())
        for index, whole in enumerate(wholes):
            claim = _division(slots, whole, index, len(wholes), readings) if whole is not None else None
            if claim is not None and (claim.holds or not _beside(slots, whole_keys, index)):
                yield claim


def _division(
    slots: Slots, whole: Entry, index: int, wholes: int, readings: Sequence[Sequence[str]]
) -> Claim | None:
    """The claim of one whole; with several wholes every kind of part must have as many lines, which belong in order."""
    given: list[list[Printed]] = []
    blanks = []
    for keys in readings:
        lines = [slots[key] for key in keys if key in slots]
        if wholes > 1 and any(len(entries) != wholes for entries in lines):
            return None
        parts = [entries[index : index + 1] if wholes > 1 else entries for entries in lines]
        amounts = [[entry.amount for entry in entries if entry is not None] for entries in parts]
        blanks.append(sum(map(len, parts)) - sum(map(len, amounts)))
        given.append([amount for kind in amounts for amount in kind])
        if any(len(kind) > 1 for kind in amounts):
            # Two lines of one kind: the second may be a part of the first.
            given.append([kind[0] for kind in amounts if kind])
    alone = len(given[0]) + blanks[0] < 2
    claim = sum_claim(whole.line.item.raw, whole.amount, *given, missing=blanks[0] > 0 or alone)
    # A form that prints only one part does not say that there is no other.
    return None if alone and claim is not None and claim.kind == "rest" else claim


def _beside(slots: Slots, whole_keys: Sequence[str], index: int) -> bool:
    """Whether 财政拨款 stands beside the other levels of government in this form instead of above them."""
    if whole_keys != ("fiscal",):
        return False
    wholes = next((slots[key] for key in TOTALS if key in slots), ())
    whole = wholes[index] if index < len(wholes) else None
    claim = _division(slots, whole, index, len(wholes), (("fiscal", *LEVELS, *REST),)) if whole is not None else None
    return claim is not None and claim.holds


def _rates(project: Project, entries: Entries) -> Iterator[Claim]:
    """That each printed execution rate is what was spent over the budget of its line."""
    for line in project.rates:
        pair = _spent_and_base(entries, line)
        stated = as_rate(line.amount, pair[0].figure / pair[1].figure) if pair is not None else None
        if pair is not None and stated is not None:
            yield quotient_claim(f"{line.item.raw}执行率", stated, ("spent", pair[0]), ("base", pair[1]))


def _spent_and_base(entries: Entries, rate: FundLine) -> tuple[Printed, Printed] | None:
    """Expenditure and adjusted budget of the line a rate stands in, the initial budget where there is no other."""
    row = {
        line.column: entry.amount
        for line, entry in entries
        if entry is not None and line.item.span.start == rate.item.span.start and line.item.span == rate.item.span
    }
    spent, base = row.get("spent"), next((row[column] for column in BASES if column in row), None)
    if spent is None or base is None:
        return None
    spent, base = settled([spent, base])
    return (spent, base) if base.figure.low > 0 else None


def _points(project: Project, entries: Entries) -> Iterator[Claim]:
    """That the points of execution are the rate times their weight, and no more than the weight (财预〔2020〕10号).

    The rate may be that of the whole funds, of the fiscal funds, or the printed one: offices take either.
    """
    weight, stated = number(project.execution_weight), number(project.execution_score)
    if weight is None or stated is None:
        return
    stated = _whole(project, stated)
    claims = []
    for line in project.rates:
        pair = _spent_and_base(entries, line)
        if pair is not None:
            spent, base = pair
            words = f"{spent.inside(base.figure.scale)} ÷ {base.figure.printed}"
            rate, exact = spent.figure / base.figure, spent.figure.number / base.figure.number
            claims.append(_capped(weight, stated, rate, exact, words, (("spent", spent), ("base", base))))
    printed = as_rate(project.execution_rate)
    if printed is not None:
        words = printed.datum.raw
        claims.append(_capped(weight, stated, printed.figure, printed.figure.number, words, (("rate", printed),)))
    claims.sort(key=lambda claim: not claim.holds)
    yield from claims[:1]


def _capped(
    weight: Printed,
    stated: Printed,
    rate: Interval,
    exact: Decimal,
    words: str,
    operands: Sequence[tuple[str, Printed]],
) -> Claim:
    most = weight.figure
    points = rate * most
    words = f"{words} × {most.printed}"
    if points > most:
        words = f"min({words}, {most.printed})"
    capped = Interval(min(points.low, most.low), min(points.high, most.high))
    result = min(exact * most.number, most.number)
    all_operands = (*operands, ("weight", weight))
    return cell_claim("score", "预算执行率得分", stated, all_operands, capped, words, RATE_DECIMALS, result)


def _whole(project: Project, score: Printed) -> Printed:
    """Points of execution, as rounded to whole ones in a form whose scores have no decimals."""
    scores = [row.score for row in project.indicators] + [project.total_score, project.execution_score]
    if any(one is not None and one.value.figure is not None and one.value.figure.decimals for one in scores):
        return score
    return replace(score, figure=Figure.read(score.figure.printed, rounded=True))
