"""Claims about figures in cells: every figure with its place, sums and quotients of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.frozen import dataclass
from auditor.records.claims.rounding import cut_off, finest, show
from auditor.records.model import Claim, Datum, Operand, Words
from auditor.values import Figure, Interval, Unit, Value, plain, total, unit_of

__all__ = [
    "RATE_DECIMALS",
    "Printed",
    "as_rate",
    "cell_claim",
    "money",
    "number",
    "quotient_claim",
    "same_claim",
    "settled",
    "sum_claim",
    "terms",
    "unit_factor",
]

ONE, HUNDREDTH = Decimal(1), Decimal("0.01")
HALF = Decimal(5)
RATE_DECIMALS = 2
"""Rates and points are worked out to so many decimals."""
SHOWN = 12
"""A formula shows no more terms than this."""
LEAST_PERCENT = 2
"""A rate printed without a sign is a percentage from here on, below it a quotient."""


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A figure of a cell in base units (元, one) with its place; `unit` is what the cell prints behind the digits."""

    figure: Figure
    datum: Words
    unit: str = ""

    def inside(self, scale: Decimal) -> str:
        """The number in the unit whose factor is `scale`, as printed where that is its own."""
        return self.figure.printed if self.figure.scale == scale else plain(self.figure.number / scale)


def number(datum: Datum[Value] | None) -> Printed | None:
    """A plain number or a number of points as printed; None for anything else."""
    if datum is None:
        return None
    figure, unit = datum.value.figure, datum.value.unit
    if figure is None or datum.value.upper is not None or (unit is not None and unit.dimension != "point"):
        return None
    return Printed(figure, Datum(datum.raw, datum.raw, datum.span), unit.printed if unit else "")


def money(datum: Datum[Value] | None, factor: Decimal = ONE) -> Printed | None:
    """An amount in 元; `factor` belongs to figures without a unit of their own. None for anything but money."""
    if datum is None or datum.value.figure is None or datum.value.upper is not None:
        return None
    unit = datum.value.unit
    own = factor if unit is None else unit_factor(unit)
    if own is None:
        return None
    place = Datum(datum.raw, datum.raw, datum.span)
    return Printed(datum.value.figure.scaled(own), place, unit.printed if unit else "")


def unit_factor(unit: Unit | str | None) -> Decimal | None:
    """元 in one unit of money; 万 alone stands for 万元. None for another unit, or none."""
    known = unit_of(unit) if isinstance(unit, str) else unit
    if known is None or (known.dimension != "money" and not known.bare):
        return None
    return known.factor


def as_rate(datum: Datum[Value] | None, near: Interval | None = None) -> Printed | None:
    """A rate as a quotient; without a percent sign it is read as what `near` agrees with, else by its size."""
    if datum is None or datum.value.figure is None or datum.value.upper is not None:
        return None
    figure, unit = datum.value.figure, datum.value.unit
    if unit is not None and unit.dimension != "ratio":
        return None
    printed = Printed(figure, Datum(datum.raw, datum.raw, datum.span), unit.printed if unit else "")
    if unit is not None:
        return replace(printed, figure=figure.scaled(unit.factor))
    percent = Figure.read(figure.printed, rounded=True).scaled(HUNDREDTH)
    if near is not None and near.meets(figure):
        return printed
    fits = near is not None and near.meets(percent)
    return replace(printed, figure=percent) if fits or figure.number >= LEAST_PERCENT else printed


def settled(group: Sequence[Printed]) -> list[Printed]:
    """The same figures, whole numbers no more exact than the finest figure beside them.

    A spreadsheet prints 50.00 as 50: next to 49.99 that 50 is a rounded figure too.
    """
    decimals = [one.figure.decimals for one in group]
    finest = max(decimals, default=0)
    if not finest or min(decimals):
        return list(group)
    return [
        one if one.figure.decimals else Printed(_as_fine_as(one.figure, finest), one.datum, one.unit) for one in group
    ]


def _as_fine_as(figure: Figure, decimals: int) -> Figure:
    """A whole number as one that was rounded to so many decimals."""
    half = HALF.scaleb(-decimals - 1) * figure.scale
    low, high = min(figure.low, figure.number - half), max(figure.high, figure.number + half)
    return Figure(low, high, figure.number, figure.printed, figure.decimals, figure.scale)


def cell_claim(
    kind: str,
    what: str,
    stated: Printed,
    operands: Iterable[tuple[str, Printed]],
    computed: Interval,
    formula: str,
    decimals: int = 0,
    result: Decimal | None = None,
) -> Claim:
    """The claim that a cell holds what the operands give.

    `what` names the cell, `formula` is in the stated unit. `result` is what the printed numbers give, where that is
    not the middle of `computed` (a quotient); it is shown with the decimals of the cell, up to `decimals` of its own.
    A result that has no more of them than the cell cannot have been cut off.
    """
    figure = stated.figure
    holds = figure.meets(computed)
    exact = computed.middle if result is None else result
    shown = show(exact / figure.scale, figure.decimals, decimals) + stated.unit
    return Claim(
        kind=kind,
        text=" ".join(f"{what} {stated.datum.raw}".split()),
        stated=Operand("stated", figure, stated.datum),
        operands=tuple([Operand(role, one.figure, one.datum) for role, one in operands]),
        computed=computed,
        holds=holds,
        formula=f"{formula} = {shown}",
        span=stated.datum.span,
        suggestion=None if holds else shown,
        truncated=not holds and decimals > figure.decimals and cut_off(figure, computed),
    )


def quotient_claim(what: str, stated: Printed, part: tuple[str, Printed], base: tuple[str, Printed]) -> Claim:
    """That a rate is one figure over another, which is above zero."""
    (_, over), (_, under) = part, base
    scale = under.figure.scale
    words = f"{over.inside(scale)} ÷ {under.inside(scale)}"
    computed, result = over.figure / under.figure, over.figure.number / under.figure.number
    return cell_claim("ratio", what, stated, [part, base], computed, words, RATE_DECIMALS, result)


def same_claim(what: str, stated: Printed, other: Printed) -> Claim:
    """That two figures are one quantity stated twice; which of them is wrong the claim does not say."""
    one, same = settled([stated, other])
    computed = Interval(same.figure.low, same.figure.high)
    words = same.inside(one.figure.scale)
    claim = cell_claim("same", what, one, [("same", same)], computed, words)
    sign = "=" if claim.holds else "≠"
    return replace(claim, formula=f"{one.figure.printed} {sign} {words}", suggestion=None, truncated=False)


def sum_claim(
    what: str, stated: Printed, *readings: Sequence[Printed], missing: bool = False, points: bool = False
) -> Claim | None:
    """That a figure is the sum of its parts; where they can be read in several ways, in one of these.

    A sum that fits no reading is shown in the nearest. A blank is no zero: where parts are `missing` and those given do
    not reach the figure, the claim is of kind `rest`, for the rest may stand in the blanks. `points` are given, not
    measured: whole ones among them are exact. None without parts.
    """
    candidates: list[tuple[Printed, Sequence[Printed], Interval]] = []
    for reading in readings:
        if not reading:
            continue
        whole, *measured = settled([stated, *reading])
        parts = reading if points else measured
        computed = total([part.figure for part in parts])
        candidates.append((whole, parts, computed))
        if whole.figure.meets(computed):
            kind = "sum"
            break
    else:
        if not candidates:
            return None
        short = missing and any(whole.figure > computed for whole, _, computed in candidates)
        kind = "rest" if short else "sum"
        whole, parts, computed = min(candidates, key=lambda one: abs(one[2].middle - stated.figure.number))
    decimals = finest([part.figure for part in parts], whole.figure.scale)
    formula = terms([part.inside(whole.figure.scale) for part in parts])
    claim = cell_claim(kind, what, whole, [("part", part) for part in parts], computed, formula, decimals)
    return replace(claim, suggestion=None) if kind == "rest" else claim


def terms(numbers: Sequence[str]) -> str:
    """`a + b + c`; of a long sum the beginning and the end."""
    signed = [f"({one})" if one.startswith("-") else one for one in numbers]
    if len(signed) > SHOWN:
        signed = [*signed[: SHOWN - 2], "…", signed[-1]]
    return " + ".join(signed)
