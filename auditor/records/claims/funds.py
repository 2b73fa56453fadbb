"""Funds of a project: the total and its sources, execution rates, and the points of execution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.records.claims.cells import Printed, as_rate, cell_claim, money, number, sum_claim, unit_factor
from auditor.records.model import Claim, Document, FundLine, Project
from auditor.values import Interval

__all__ = ["claims_of_funds", "quotients"]

TOTALS = ("total", "budget")
SOURCES = ("fiscal", "carried", "other")
LEVELS = ("central", "provincial", "local")
# What makes up what; of several totals or divisions a form prints, each is claimed by itself.
DIVISIONS = (
    (TOTALS, SOURCES),
    (TOTALS, ("basic", "project")),
    (("basic",), ("personnel", "operating")),
)
BASES = ("adjusted", "initial", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount of the funds, with the line that printed it."""

    line: FundLine
    amount: Printed


def claims_of_funds(document: Document) -> Iterator[Claim]:
    """Sums, execution rates and execution points of every project's funds."""
    for project in document.projects:
        columns = dict.fromkeys(line.column for line in project.funds)
        for column in columns:
            yield from _sums(project, column)
        yield from _rates(project)
        claim = _points(project)
        if claim is not None:
            yield claim


def _entries(project: Project, column: str) -> list[Entry]:
    """The amounts of a column; none where one is no amount of money, so that no sum is made of half a column."""
    found = []
    for line in project.funds:
        if line.column != column or line.amount is None:
            continue
        amount = money(line.amount, unit_factor(project.fund_unit) or Decimal(1))
        if amount is None:
            return []
        found.append(Entry(line, amount))
    return found


def _sums(project: Project, column: str) -> Iterator[Claim]:
    entries = _entries(project, column)
    printed = [label.key.removeprefix("fund:") for label in project.labels if label.key.startswith("fund:")]
    for whole_keys, part_keys in _divisions(printed):
        key = next((key for key in whole_keys if key in printed), None)
        wholes = _slots(project, column, str(key), entries)
        for index, whole in enumerate(wholes):
            if whole is None:
                continue
            claim = _division(project, column, entries, whole, index, len(wholes), part_keys)
            if claim is not None:
                yield claim


def _divisions(printed: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """What is made up of what in this form: the levels of government make up the fiscal funds, or stand for them."""
    if "fiscal" in printed:
        return [*DIVISIONS, (("fiscal",), LEVELS)]
    return [(TOTALS, (*LEVELS, "carried", "other")), *DIVISIONS[1:]]


def _slots(project: Project, column: str, key: str, entries: Sequence[Entry]) -> list[Entry | None]:
    """The lines of a kind in a column in their order, None for one that is blank.

    A form with years in columns prints its labels once and its blank cells are no lines; one with two tables of funds
    side by side prints every label twice, and its lines stand in pairs.
    """
    by_line = {id(entry.line): entry for entry in entries}
    if column:
        given: list[Entry | None] = [entry for entry in entries if entry.line.key == key]
        labels = sum(label.key == f"fund:{key}" for label in project.labels)
        return given + [None] * (labels - len(given))
    return [by_line.get(id(line)) for line in project.funds if line.key == key and line.column == column]


def _division(
    project: Project,
    column: str,
    entries: Sequence[Entry],
    whole: Entry,
    index: int,
    wholes: int,
    part_keys: Sequence[str],
) -> Claim | None:
    parts: list[Entry | None] = []
    for key in part_keys:
        slots = _slots(project, column, key, entries)
        if wholes > 1 and len(slots) not in (0, wholes):
            return None
        parts += slots[index : index + 1] if wholes > 1 else slots
    given = [part.amount for part in parts if part is not None]
    readings = [given]
    if part_keys == LEVELS:
        # Some forms print 财政拨款 beside 中央补助 and mean only its own level by it.
        total_line = next((entry for entry in entries if entry.line.key in TOTALS), None)
        if total_line is not None and given and _meets(total_line, [whole.amount, *given]):
            return None
    if len({part.line.key for part in parts if part is not None}) < len(given):
        # Two lines of one kind: the second may be a part of the first.
        readings.append(_first_of_each(parts))
    missing = len(given) < len(parts) or len(given) < 2
    return sum_claim(whole.line.item.raw, whole.amount, *readings, missing=missing)


def _meets(whole: Entry, parts: Sequence[Printed]) -> bool:
    claim = sum_claim("", whole.amount, parts)
    return claim is not None and claim.holds


def _first_of_each(parts: Sequence[Entry | None]) -> list[Printed]:
    first: dict[str, Printed] = {}
    for part in parts:
        if part is not None:
            first.setdefault(part.line.key, part.amount)
    return list(first.values())


def _rates(project: Project) -> Iterator[Claim]:
    """That each printed execution rate is what was spent over the budget of its line."""
    for rate in project.rates:
        found = _spent_and_base(project, rate)
        if found is None:
            continue
        spent, base = found
        computed = spent.figure / base.figure
        stated = as_rate(rate.amount, computed)
        if stated is None:
            continue
        scale = base.figure.scale
        formula = f"{spent.inside(scale)} ÷ {base.inside(scale)}"
        yield cell_claim("ratio", rate.item.raw, stated, [("spent", spent), ("base", base)], computed, formula)


def _spent_and_base(project: Project, rate: FundLine) -> tuple[Printed, Printed] | None:
    """Expenditure and adjusted budget of the line that a rate stands in; the initial budget where there is no other."""
    row = {
        entry.line.column: entry.amount
        for column in ("spent", *BASES)
        for entry in _entries(project, column)
        if entry.line.item.span == rate.item.span
    }
    base = next((row[column] for column in BASES if column in row), None)
    if "spent" not in row or base is None or base.figure.low <= 0:
        return None
    return row["spent"], base


def quotients(project: Project) -> list[tuple[Interval, str]]:
    """What the execution rate of a project can be, with the words for it: as printed, and as its lines have it."""
    found: list[tuple[Interval, str]] = []
    for rate in project.rates:
        row = _spent_and_base(project, rate)
        if row is not None:
            spent, base = row
            found.append((spent.figure / base.figure, f"{spent.inside(base.figure.scale)} ÷ {base.figure.printed}"))
    printed = as_rate(project.execution_rate, found[0][0] if found else None)
    if printed is not None:
        found.append((printed.figure, printed.datum.raw))
    return found


def _points(project: Project) -> Claim | None:
    """That the points of execution are the rate times their weight, and no more than the weight.

    The rate may be the printed one or that of the whole funds or of the fiscal funds: offices take either. Points
    without decimals in a form that prints none are rounded to whole ones.
    """
    weight, stated = number(project.execution_weight), number(project.execution_score)
    readings = quotients(project)
    if weight is None or stated is None or not readings:
        return None
    most = weight.figure
    found = []
    for rate, words in readings:
        points = rate * most
        capped = Interval(min(points.low, most.low), min(points.high, most.high))
        formula = f"{words} × {most.printed}"
        if points > most:
            formula = f"min({formula}, {most.printed})"
        found.append(cell_claim("score", "执行率得分", _rounded(project, stated), [("weight", weight)], capped, formula, 1))
    return next((claim for claim in found if claim.holds), found[0])


def _rounded(project: Project, score: Printed) -> Printed:
    ...
