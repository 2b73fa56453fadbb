"""A text with its figures taken out: what the patterns of claims are matched against.

Every figure becomes one letter that tells its kind, so a pattern reads like the sentence it looks for:
`Ⓜ，较上年增加Ⓜ，增长Ⓡ`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.frozen import dataclass
from auditor.records.claims.rounding import cut_off, finest, show
from auditor.records.model import Claim, Datum, Operand
from auditor.source import Span
from auditor.values import WAN, Figure, Interval, Scanned, plain, scan_figures

__all__ = ["COUNT", "MONEY", "OTHER", "RATIO", "Quantity", "Shape", "make_claim", "shape_of"]

MONEY, RATIO, COUNT, OTHER = "Ⓜ", "Ⓡ", "Ⓝ", "Ⓨ"
LETTERS = {"money": MONEY, "ratio": RATIO, "count": COUNT}
COUNTED_IN = re.compile(r"([十百千]?)([万亿])")
MULTIPLES = {"": Decimal(1), "十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10) ** 4,
             "亿": Decimal(10) ** 8}  # fmt: skip
ONE = Decimal(1)
ADDED = ("sum", "change")
"""Kinds of claims whose result has no more decimals than its operands."""
CALENDAR_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s*年")


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A figure of a text: its kind's letter, its value in the base unit (元, one, piece) and the words before it.

    `at` is the offset of its letter in the shape, `start` and `end` are offsets in the text whose place is `home`.
    """

    home: Span
    at: int
    letter: str
    figure: Figure
    unit: str
    start: int
    end: int
    label: str

    @property
    def place(self) -> Datum[str]:
        """The quantity as printed, with its place in the document."""
        span = self.home.part(self.start, self.end)
        quote = span.quote
        return Datum(quote, quote, span)

    def inside(self, scale: Decimal) -> str:
        """The number in the unit whose factor is `scale`, as printed where that is its own."""
        return self.figure.printed if self.figure.scale == scale else plain(self.figure.number / scale)

    def rescaled(self, scale: Decimal, unit: str) -> Quantity:
        """The same printed number in another unit."""
        return replace(self, figure=self.figure.scaled(scale / self.figure.scale), unit=unit)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A text, its place, its quantities, and the text with a letter for each figure."""

    text: str
    span: Span
    letters: str
    quantities: tuple[Quantity, ...]

    def quantity(self, at: int) -> Quantity:
        """The quantity whose letter stands at an offset of `letters`. Raises LookupError where none does."""
        for one in self.quantities:
            if one.at == at:
                return one
        raise LookupError(at)


def shape_of(text: str, span: Span) -> Shape:
    """The shape of a text whose place is `span` (`text` is its quote)."""
    letters: list[str] = []
    quantities: list[Quantity] = []
    done = size = 0
    for found in scan_figures(text):
        label = text[done : found.start]
        size += len(label)
        quantity = _quantity(text, span, size, label, found)
        letters.append(label + (quantity.letter if quantity else OTHER))
        size += 1
        if quantity:
            quantities.append(quantity)
        done = found.end
    letters.append(text[done:])
    return Shape(text, span, "".join(letters), tuple(quantities))


def _quantity(text: str, home: Span, at: int, label: str, found: Scanned) -> Quantity | None:
    value, unit, letter = found.value, found.value.unit, LETTERS.get(found.kind)
    figure = value.figure
    if figure is None or value.upper is not None:
        return None
    if text[found.end - 1] == "年" and CALENDAR_YEAR.fullmatch(text, found.start, found.end):
        return None
    if found.kind == "plain" and "bare-wan" in value.problems and unit is not None:
        # 10万 beside amounts is money with 元 left out.
        letter, figure = MONEY, figure.scaled(WAN)
    elif unit is not None and letter:
        figure = figure.scaled(unit.factor if letter in (MONEY, RATIO) else _thousands(unit.symbol))
    if letter is None:
        return None
    return Quantity(home, at, letter, figure, unit.symbol if unit else "", found.start, found.end, label)


def _thousands(symbol: str) -> Decimal:
    """What a unit is counted in: 万户 in ten thousands of 户. 千克 and 百米 are units of their own."""
    counted = COUNTED_IN.match(symbol)
    return MULTIPLES[counted[1]] * MULTIPLES[counted[2]] if counted else ONE


def make_claim(
    kind: str,
    shape: Shape,
    stated: Quantity,
    operands: Sequence[tuple[str, Quantity]],
    computed: Interval,
    formula: str,
    result: Decimal | None = None,
) -> Claim:
    """The claim that `stated` is what the operands give; `computed` is in base units, `formula` in the stated unit.

    `result` is what the printed numbers give, where that is not the middle of `computed` (a quotient).
    """
    figure = stated.figure
    holds = figure.meets(computed)
    added = kind in ADDED
    decimals = finest([quantity.figure for _, quantity in operands], figure.scale) if added else 0
    exact = computed.middle if result is None else result
    operand = [Operand(role, quantity.figure, quantity.place) for role, quantity in operands]
    here = [stated, *(quantity for _, quantity in operands if quantity.home is shape.span)]
    start, end = min([one.start for one in here]), max([one.end for one in here])
    shown = show(exact / figure.scale, figure.decimals, decimals)
    return Claim(
        kind=kind,
        text=shape.text[start:end],
        stated=Operand("stated", figure, stated.place),
        operands=tuple(operand),
        computed=computed,
        holds=holds,
        formula=f"{formula} = {shown}{stated.unit}",
        span=shape.span.part(start, end),
        suggestion=None if holds else f"{shown}{stated.unit}",
        truncated=not holds and (not added or decimals > figure.decimals) and cut_off(figure, computed),
    )
