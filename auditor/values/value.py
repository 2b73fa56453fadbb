"""The value of an indicator as read: comparator, number, unit, or what stands there instead."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from auditor.frozen import dataclass
from auditor.values.dates import DateSpan, PartialDate, read_date
from auditor.values.figure import Figure
from auditor.values.units import Unit

__all__ = ["PROBLEMS", "Value"]

# The words of `Value.problems` and what each says about the text.
PROBLEMS = {
    "notation": "a comparator in other than the usual signs: ≧ ≦ ⩾ >= =< \\geq",
    "two-comparators": "more than one comparator, all in one direction (≥95%以上); in two directions it is malformed",
    "lost-comparator": "a percentage such as 292% or 2100%, where extraction may have turned ≥ into 2",
    "spelled-unit": "百分比, 百分之, percent for %",
    "bare-wan": "a multiplier without a unit: 9 万, where 万元 or 万户 is meant",
    "doubled-noun": "a classifier with a noun that repeats it: 2件案件",
    "unit-noun": "a classifier with a noun: 3个村",
    "unit-order": "money not first in a price: 条/天/元",
    "unit-list": "several units for one number: 支（箱）, 人/户",
    "month-as-value": "a month where a number is expected: ≤12月份",
    "day-as-value": "a day of the month read as a number of days: ≤10日",
    "trailing-text": "words after the unit, left out of the value",
    "approximate": "约, 近, 余, 多, 左右: the figure stands for ten percent either way",
    "split-number": "a blank between two digits, which were joined",
    "range-order": "the upper end of a range is below the lower",
    "thousands": "malformed: thousands separators not every three digits",
    "garbled": "malformed: a number or unit that cannot be read",
    "missing-number": "malformed: a comparator, or a comparator and a unit, without a number",
    "figure-in-words": "words with a figure in them that is not the value by itself",
    "several-figures": "words with more than one figure",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What a value cell says.

    `kind` is number, range, date, words, placeholder, empty or malformed. `figure` is the number (of a range the
    lower end, `upper` the upper), a percentage read as rounded. `text` holds the words of a qualitative value, a
    date, a placeholder or a malformed value. `problems` are words of `PROBLEMS`, in its order. Two values are
    equal when their texts read the same; figures take no part in that.
    """

    raw: str
    kind: str
    comparator: str | None = None
    printed_comparator: str = ""
    figure: Figure | None = field(default=None, compare=False)
    upper: Figure | None = field(default=None, compare=False)
    unit: Unit | None = None
    text: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def number(self) -> Decimal | None:
        """The number as printed, without its unit; the lower end of a range."""
        return None if self.figure is None else self.figure.number

    @property
    def date(self) -> PartialDate | DateSpan | None:
        """The date or period of a value of kind `date`."""
        return read_date(self.text) if self.kind == "date" and self.text else None

    def printed(self) -> str:
        """The value in canonical form: reads back with the same comparator, numbers, unit, kind and text."""
        about = "约" if "approximate" in self.problems else ""
        first = self.figure.printed if self.figure else ""
        last = f"~{self.upper.printed}" if self.upper else ""
        return f"{self.comparator or ''}{about}{first}{last}{self.unit.symbol if self.unit else ''}{self.text or ''}"
