"""Units as documents print them (百分比, 万元, 元/人·年, 支（箱）) and the dimensions they measure.

The table is `data/units.tsv`; `data/units_zh.txt` defines the same units for pint, and a test holds one against
the other. Nothing here imports pint.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from auditor.frozen import dataclass
from auditor.values.folding import squeeze
from auditor.values.tables import rows

__all__ = [
    "DIMENSIONS", "WAN", "Unit", "build", "fraction", "is_measure", "known_prefix", "table", "trouble", "unit_of",
]  # fmt: skip

# Dimension to the unit that factors lead to. A compound such as 元/人/年 has `money/people/time`.
DIMENSIONS = {
    "money": "元",
    "ratio": "倍",
    "time": "天",
    "energy": "千瓦时",
    "power": "千瓦",
    "area": "平方米",
    "length": "米",
    "mass": "千克",
    "volume": "升",
    "people": "人",
    "person-times": "人次",
    "person-days": "人天",
    "households": "户",
    "things": "个",
    "acts": "次",
    "data": "MB",
    "bandwidth": "Mbps",
    "temperature": "℃",
    "age": "岁",
    "point": "分",
}
# What has a price: 条/天/元 is one turned around, while 吨/万元 says how much is used for a sum.
PRICED = ("things", "acts", "people", "person-times", "households", "time")
MULTIPLIED = ("measure", "count", "noun")
NAMED = ("count", "noun")
SEPARATORS = re.compile(r"[/·*]|(?<![0-9])\.(?![0-9])")
PER = re.compile(r"(?:[/·*.]|(?<=.))每")
BRACKETED = re.compile(r"([^（）]+)（([^（）]+)）")
LIST = re.compile(r"[、,]|或")
MOST_MULTIPLIERS = 2
ONE = Decimal(1)
WAN = Decimal(10000)
"""万: how many 元 a 万元 has."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    `symbol` is normalised (`%` for 百分比), otherwise as printed without blanks; `printed` is the text without blanks.
    `dimension` is a key of `DIMENSIONS`, several joined by `/` for a price or a rate, or "" where unknown.
    `factor` leads to the base unit of the dimension: 万元 has 10000. Months, quarters and years count 30, 90 and
    365 days: good for magnitudes, not for dates.
    """

    symbol: str
    printed: str
    dimension: str
    factor: Decimal

    @property
    def head(self) -> str:
        """What is measured, whatever it is measured by: `money` for 元, 万元 and 元/人/年 alike."""
        return self.dimension.partition("/")[0]

    @property
    def bare(self) -> bool:
        """Whether the unit is a multiplier alone: 万 where 万元 or 万户 is meant."""
        return _multiplier(self.symbol) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of units."""

    dimension: str
    factor: Decimal
    sort: str


def fraction(text: str) -> Decimal:
    """The factor of a line: `10000` or `2000/3`."""
    over, _, under = text.partition("/")
    return Decimal(over) / Decimal(under or 1)


@cache
def table() -> dict[str, Row]:
    """The units of the table by symbol."""
    return {
        symbol: Row(dimension, fraction(factor), sort)
        for symbol, dimension, factor, sort in rows("units.tsv")
        if dimension
    }


@cache
def _multipliers() -> dict[str, Decimal]:
    return {symbol: fraction(factor) for symbol, _, factor, sort in rows("units.tsv") if sort == "multiplier"}


@cache
def spellings() -> dict[str, str]:
    """Other spellings of a unit and the symbol they are normalised to."""
    return {spelling: symbol for spelling, _, symbol, sort in rows("units.tsv") if sort == "spelling"}


@cache
def _reach() -> dict[str, int]:
    """How long a unit without multipliers can be that begins with a character; others begin none."""
    reach: dict[str, int] = {}
    for symbol in (*table(), *spellings()):
        reach[symbol[0]] = max(reach.get(symbol[0], 0), len(symbol))
    return reach


def _multiplier(text: str) -> Decimal | None:
    """The factor of a run of multipliers (百万), None for anything else."""
    factor = ONE
    for word in text:
        size = _multipliers().get(word)
        if size is None:
            return None
        factor *= size
    return factor if text else None


def _simple(symbol: str) -> Row | None:
    """A unit of the table, with multipliers in front where it takes them: 户, 万户, 百万千瓦时."""
    units = table()
    known = units.get(symbol)
    if known is not None or symbol[:1] not in _multipliers():
        return known
    for cut in range(1, min(MOST_MULTIPLIERS + 1, len(symbol))):
        row = units.get(symbol[cut:])
        factor = _multiplier(symbol[:cut])
        if factor is not None and row is not None and row.sort in MULTIPLIED:
            return Row(row.dimension, row.factor * factor, row.sort)
    return None


def _counted(text: str) -> Row | None:
    """The unit of a classifier with its noun (2 个村, 2 件案件): what stands behind the longest known classifier."""
    for cut in range(min(len(text) - 1, _reaching(text, 0)[0]), 0, -1):
        row = _simple(text[:cut])
        if row is not None:
            return row if row.sort in NAMED and text[cut:].isalpha() else None
    return None


def _doubled(text: str) -> bool:
    """Whether a classifier is followed by a noun that repeats it: 件案件, 户农户."""
    return text.isalpha() and text[0] in text[2:] and text[0] in table()


def is_measure(text: str) -> bool:
    """Whether a text is nothing but a unit: 元, %, 平方米; nouns that count themselves (案件) are not."""
    row = _simple(canonical(text))
    return row is not None and row.sort != "noun"


def known_prefix(text: str, at: int) -> int:
    """The end of the longest known unit that begins at `at` in a folded text, compounds included; `at` if none."""
    end = _simple_end(text, at)
    while end > at and end < len(text) and text[end] in "/·*每":
        next_part = end + (2 if text.startswith("每", end + 1) else 1)
        further = _simple_end(text, next_part)
        if further == next_part:
            break
        end = further
    return end


def _simple_end(text: str, at: int) -> int:
    limit, multiplied = _reaching(text, at)
    printed = _printed()
    for end in range(min(len(text), limit), at, -1):
        if text[at:end] in printed or (multiplied and _is_unit(text[at:end])):
            return end
    return at


def _reaching(text: str, at: int) -> tuple[int, bool]:
    """Where a unit that begins at `at` has ended at the latest, and whether it begins with a multiplier."""
    reach, multipliers = _reach(), _multipliers()
    limit, start = at + reach.get(text[at : at + 1], 0), at
    while start - at < MOST_MULTIPLIERS and text[start : start + 1] in multipliers:
        start += 1
        limit = max(limit, start + reach.get(text[start : start + 1], 0))
    return limit, start > at


@cache
def _printed() -> frozenset[str]:
    """The units of the table and their spellings."""
    return frozenset((*table(), *filter(_is_unit, spellings())))


def _is_unit(text: str) -> bool:
    symbol = spellings().get(text, text)
    return _simple(symbol) is not None or (len(text) <= MOST_MULTIPLIERS and _multiplier(symbol) is not None)


def canonical(printed: str) -> str:
    """The normalised symbol of a unit without blanks; 元每人每年 gives 元/人/年."""
    if printed in spellings():
        return spellings()[printed]
    symbol = printed.replace("(", "（").replace(")", "）")
    if "每" in symbol[1:]:
        parts = SEPARATORS.split(PER.sub("/", symbol))
        if all(_simple(part) for part in parts):
            return "/".join(parts)
    return symbol


def _measure(symbol: str) -> Row | None:
    """Dimension and factor of a symbol, None where unknown."""
    simple = _simple(symbol)
    if simple is not None:
        return simple
    bracketed = BRACKETED.fullmatch(symbol)
    if bracketed is not None and _simple(bracketed[2]) is not None:
        return _simple(bracketed[1])
    parts = [_denominator(part) for part in SEPARATORS.split(symbol)]
    known = [part for part in parts if part is not None]
    if len(parts) > 1 and len(known) == len(parts):
        factor = known[0].factor
        for part in known[1:]:
            factor /= part.factor
        return Row("/".join(part.dimension for part in known), factor, "compound")
    listed = [_simple(part) for part in LIST.split(symbol)]
    if len(listed) > 1 and all(listed):
        return listed[0]
    return _counted(symbol) if _doubled(symbol) else None


def _denominator(part: str) -> Row | None:
    """A part of a compound; `百公里` and `100公里` count, none of them (`0公里`) is no unit."""
    unit = part.lstrip("0123456789")
    row = _simple(unit.strip("（）"))
    if row is None or unit == part:
        return row
    count = Decimal(part.removesuffix(unit))
    return Row(row.dimension, row.factor * count, row.sort) if count else None


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit:
    """The unit that a text is, blanks removed. Never raises; an unknown unit has dimension "" and factor 1."""
    return build(squeeze(text)[1])


# A document counts and pays in few units.
@lru_cache(maxsize=4096)
def build(printed: str, noun: bool = False) -> Unit:
    """The unit of a folded text without blanks; `noun` allows any noun behind a classifier (2 个中心)."""
    symbol = canonical(printed)
    row = _measure(symbol) or (_counted(symbol) if noun else None)
    if row is not None:
        return Unit(symbol, printed, row.dimension, row.factor)
    return Unit(symbol, printed, "", _multiplier(symbol) or ONE)


def trouble(unit: Unit) -> list[str]:
    """What is wrong with a unit, as problem words of `Value.problems`."""
    return list(_trouble(unit.symbol, unit.printed, unit.dimension))


@lru_cache(maxsize=4096)
def _trouble(symbol: str, printed: str, dimension: str) -> tuple[str, ...]:
    found = []
    if symbol in ("%", "‰") and printed != symbol:
        found.append("spelled-unit")
    if _multiplier(symbol) is not None:
        found.append("bare-wan")
    if _doubled(symbol) and _simple(symbol) is None and _measure(symbol) is not None:
        found.append("doubled-noun")
    measured = dimension.split("/")
    if measured[0] in PRICED and "money" in measured:
        found.append("unit-order")
    if _listed(symbol):
        found.append("unit-list")
    return tuple(found)


def _listed(symbol: str) -> bool:
    """Whether a symbol names several units for one number: 支（箱）, 人/户, 个、套. 台（套） is a unit of its own."""
    if _simple(symbol) is not None:
        return False
    bracketed = BRACKETED.fullmatch(symbol)
    parts = [bracketed[1], bracketed[2]] if bracketed else LIST.split(symbol)
    if len(parts) > 1:
        return all(_simple(part) for part in parts)
    sides = [_simple(part) for part in symbol.split("/")]
    if len(sides) != 2 or not all(side is not None and side.sort == "count" for side in sides):
        return False
    dimensions = {side.dimension for side in sides if side is not None}
    return dimensions in ({"things"}, {"people"}, {"households"}, {"people", "households"})
