"""Printed figures as intervals (DOMAIN.md section 4; after statcheck and XBRL Calculations 1.1).

A figure with decimals stands for every number that rounds to it: 1055.32 is [1055.315, 1055.325].
So does every percentage, integers included (95% is [94.5, 95.5]). Other integers are exact unless the
text marks them as approximate. All arithmetic is Decimal; two figures are never compared for equality,
they agree or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NoReturn

from auditor.frozen import dataclass

__all__ = ["Figure", "Interval", "agrees", "as_interval", "plain", "to_decimals"]

ZERO, ONE = Decimal(0), Decimal(1)
# Digits that the arithmetic of decimals keeps unless told otherwise.
USUAL = 28
NARROW = Context(prec=USUAL)


def to_decimals(number: Decimal, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The number with so many decimals, however many digits that takes; a half is rounded up (四舍五入)."""
    digits = number.adjusted() + decimals + 2
    return number.quantize(_last_digit(decimals), rounding, NARROW if digits <= USUAL else Context(prec=digits))


@lru_cache(maxsize=64)
def _last_digit(decimals: int) -> Decimal:
    return ONE.scaleb(-decimals)


def plain(number: Decimal) -> str:
    """Decimal in ordinary notation without a trailing zero run or exponent: `1E+2` gives `100`."""
    if not number.is_finite():
        return str(number)
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of Decimals, the result of arithmetic on printed figures."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Number) -> Interval:
        that = as_interval(other)
        return Interval(self.low + that.low, self.high + that.high)

    __radd__ = __add__

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __sub__(self, other: Number) -> Interval:
        return self + -as_interval(other)

    def __rsub__(self, other: Number) -> Interval:
        return as_interval(other) + -self

    def __mul__(self, other: Number) -> Interval:
        that = as_interval(other)
        ends = [self.low * that.low, self.low * that.high, self.high * that.low, self.high * that.high]
        return Interval(min(ends), max(ends))

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Interval:
        """Raises ZeroDivisionError where the divisor can be zero."""
        that = as_interval(other)
        if that.low <= 0 <= that.high:
            raise ZeroDivisionError("the divisor can be zero")
        ends = [self.low / that.low, self.low / that.high, self.high / that.low, self.high / that.high]
        return Interval(min(ends), max(ends))

    def __rtruediv__(self, other: Number) -> Interval:
        return as_interval(other) / self

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(Decimal(0), max(-self.low, self.high))

    @property
    def middle(self) -> Decimal:
        """The number in the middle: what to print as the computed result."""
        return (self.low + self.high) / 2

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high

    def __lt__(self, other: Number) -> bool:
        """Certainly below: every number of this interval is below every number of the other."""
        return self.high < as_interval(other).low

    def __gt__(self, other: Number) -> bool:
        """Certainly above."""
        return self.low > as_interval(other).high

    def __le__(self, other: Number) -> bool:
        """Possibly at or below: not certainly above."""
        return not self > other

    def __ge__(self, other: Number) -> bool:
        """Possibly at or above: not certainly below."""
        return not self < other

    def __str__(self) -> str:
        return plain(self.low) if self.low == self.high else f"{plain(self.low)}…{plain(self.high)}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Figure(Interval):
    """A figure as printed: `printed` its digits, `decimals` how many stand after the point.

    `scale` is the factor already applied to `low` and `high` (a figure in 万元 compared in 元 has 10000).
    """

    number: Decimal
    printed: str
    decimals: int
    scale: Decimal = ONE

    @classmethod
    def read(cls, printed: str, *, rounded: bool = False, approximate: bool = False) -> Figure:
        """The figure of plain digits such as `1055.32` or `-12`; thousands separators must be gone.

        `rounded` widens an integer as well (percentages); `approximate` (约, 近, 余, 多, 左右, 以上)
        widens to ten percent of the number. Raises ValueError for anything but a plain number.
        """
        number = Decimal(printed) if printed.strip("+-.0123456789") == "" else None
        if number is None or not number.is_finite():
            raise ValueError(f"not a plain number: {printed!r}")
        decimals = len(printed.partition(".")[2])
        half = Decimal(5).scaleb(-decimals - 1) if decimals or rounded else Decimal(0)
        if approximate:
            half = max(half, abs(number) / 10)
        return cls(number - half, number + half, number, printed, decimals)

    def scaled(self, factor: Decimal) -> Figure:
        """The same printed figure in another unit: 14.19 万元 scaled by 10000 is [141850, 141950] 元."""
        if factor == 1 and len(self.printed) <= USUAL:
            return self
        low, high = self.low * factor, self.high * factor
        return Figure(low, high, self.number * factor, self.printed, self.decimals, self.scale * factor)

    @property
    def truncated(self) -> Interval:
        """The numbers that print as this figure when digits are cut off instead of rounded."""
        unit = Decimal(1).scaleb(-self.decimals) * self.scale
        ends = (self.number, self.number + (unit if self.number >= 0 else -unit))
        return Interval(min(ends), max(ends))

    def round_like(self, computed: Interval) -> Decimal:
        """The computed result rounded to as many decimals as this figure prints, in this figure's own unit."""
        return to_decimals(computed.middle / self.scale, self.decimals)

    def truncate_like(self, computed: Interval) -> Decimal:
        """The same cut off instead of rounded."""
        return to_decimals(computed.middle / self.scale, self.decimals, ROUND_DOWN)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Figure) and other is not self:
            _refuse()
        return other is self

    def __hash__(self) -> int:
        return hash((self.low, self.high, self.printed))

    def __repr__(self) -> str:
        return f"Figure({self.printed!r})"

    def __str__(self) -> str:
        return self.printed


def _refuse() -> NoReturn:
    raise TypeError("printed figures are never equal, they agree: use agrees(a, b)")


Number = Interval | Decimal | int


def as_interval(number: Number) -> Interval:
    """An exact number as an interval of one point; an interval as it is. Raises TypeError for a float."""
    if isinstance(number, Interval):
        return number
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise TypeError(f"not an exact number: {number!r}")
    exact = Decimal(number)
    return Interval(exact, exact)


def agrees(a: Number, b: Number) -> bool:
    """Whether two printed or computed numbers can be the same number."""
    return as_interval(a).meets(as_interval(b))


def total(numbers: Iterable[Number]) -> Interval:
    """The sum as an interval; of nothing, exactly zero."""
    low = high = ZERO
    for number in numbers:
        that = number if isinstance(number, Interval) else as_interval(number)
        low, high = low + that.low, high + that.high
    return Interval(low, high)
