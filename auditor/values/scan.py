"""Finds the figures in running text: amounts, percentages, counts, and the dates and years between them.

What only looks like a figure is passed over: document numbers (〔2017〕14号), numbering (1. 2、 (3)), model names and
versions, telephone numbers, times of day, 7*24小时, names such as 12345热线.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from auditor.frozen import dataclass
from auditor.values.comparators import comparators, following, leading, meaning
from auditor.values.dates import DateSpan, FoundDate, find_dates
from auditor.values.figure import Figure
from auditor.values.folding import lighten
from auditor.values.numerals import GROUPED, plain_digits
from auditor.values.tables import sections
from auditor.values.units import Unit, build, known_prefix, trouble
from auditor.values.value import PROBLEMS, Value

__all__ = ["Scanned", "scan_figures"]

DIGITS = rf"(?:{GROUPED}|[0-9]+(?:\.[0-9]+)?)(?![0-9])"
NUMBER = re.compile(rf"(?<![0-9A-Za-z_.])(?<![0-9],){DIGITS}")
RANGE = re.compile(rf"\s*(?:[-~—]|至|到)\s*({DIGITS})")
MORE = re.compile(r"\s*([十百千万亿]?)([余多几])(?=\s*\S)")
# In front stand the first characters of all that follows: where none of them is, nothing else needs to be tried.
NO_FIGURE = re.compile(
    r"(?=[0-9第〔\[(（【])(?:"
    r"[〔\[(（【][0-9\s]{4,6}[〕\])）】]\s*第?\s*[0-9]+\s*号"
    r"|第\s*[0-9]+(?:\s*[、,-]\s*[0-9]+)*|[0-9]+\s*号"
    r"|[57]\s*[*×xX]\s*(?:24|8|12)(?![0-9.])(?:\s*个?小时)?"
    r"|(?<![0-9])[0-9]{1,2}[:：][0-5][0-9](?![0-9.%万元个人次项台套户件名条份])|[0-9]{1,2}\s*时\s*[0-9]{1,2}\s*分(?!钟)"
    r"|[0-9]+(?:\.[0-9]+){2,}|0[0-9]{2,3}-[0-9]{7,8}|[0-9]+(?:\s*[·/]\s*[0-9]+)+"
    r"|[（(]\s*[0-9]{1,2}\s*[）)]"
    r"|(?:(?<=[\s，,。；;：:!！?？\]>])|^)[0-9]{1,2}(?:[.．、]|[）)])(?![0-9])"
    r")"
)
QUOTES = ("“", "\"", "‘", "《", "「"), ("”", "\"", "’", "》", "」")
LISTED = re.compile(r"[0-9]\s*[、:：-]$")
PROPORTION = re.compile(r"[:：][0-9]")
LETTER = re.compile("[A-Za-z]")

# Without a unit, a longer run of digits is a code; how far around a number its neighbours are looked for.
LONGEST_COUNT = 7
WINDOW = 12


@dataclass(frozen=True, slots=True)
class Scanned:
    """A figure, date or year in a text: `text[start:end]` is the number with its unit.

    `kind` is money, ratio, count (any other unit), plain (no unit, or 万 alone), year or date. A year or date has a
    `value` of kind `date`. `problems` of the value holds `approximate` where 约, 余, 左右 or 以上 widen the figure.
    """

    start: int
    end: int
    kind: str
    value: Value


class Printed(NamedTuple):
    """What is printed of a figure: digits, the upper end of a range, whether 余 or 多 follows, unit and place."""

    start: int
    end: int
    digits: str
    last: str | None
    more: bool
    unit: Unit | None


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return sections("prose.txt")


@cache
def _comparators() -> tuple[str, ...]:
    """What a comparator in front of a number can end in."""
    return (*comparators()["sign"], *comparators()["before"])


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{leading().pattern})$")


# Several rules scan the same sentences.
@lru_cache(maxsize=4096)
def scan_figures(text: str) -> tuple[Scanned, ...]:
    """Every figure of a text in order, without overlap. Never raises."""
    plain = lighten(text)
    taken = bytearray(len(plain))
    found: list[Scanned] = []
    for other in NO_FIGURE.finditer(plain):
        taken[other.start() : other.end()] = b"\1" * len(other[0])
    for one in find_dates(text):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(_dated(text, one))
    at = before = 0
    while match := NUMBER.search(plain, at):
        at = match.end()
        if taken[match.start()]:
            continue
        figure = _figure(text, _printed(plain, match, taken), plain, before)
        if figure is not None:
            found.append(figure)
            at = before = figure.end
    return tuple(sorted(found, key=lambda one: one.start))


def _dated(text: str, one: FoundDate) -> Scanned:
    words = text[one.start : one.end]
    first = one.date.start if isinstance(one.date, DateSpan) else one.date
    kind = "date" if first.month or first.day else "year"
    return Scanned(one.start, one.end, kind, Value(words, "date", text="".join(words.split())))


def _figure(text: str, printed: Printed, plain: str, before: int) -> Scanned | None:
    """The figure as read, None where its number is part of something else; `before` is where the last one ended."""
    start, end, digits, last, _, unit = printed
    if unit is None and (last is not None or _is_name(plain, start, end, digits)):
        return None
    if unit is None and len(digits) == 4 and digits[:2] in ("19", "20"):
        return Scanned(start, end, "year", Value(digits, "date", text=f"{digits}年"))
    kind = "plain" if unit is None or unit.bare else unit.head if unit.head in ("money", "ratio") else "count"
    if kind in ("money", "ratio") and start - 1 > before and plain[start - 1] == "-":
        start -= 1
        printed = printed._replace(start=start, digits=f"-{digits}")
    return Scanned(start, end, kind, _value(text[start:end], plain, printed))


def _printed(plain: str, match: re.Match[str], taken: bytearray) -> Printed:
    """A number with its unit, and the second number where it is a range: 6-10轮, 10%至20%."""
    start, end = match.span()
    span = _upper(plain, end, taken)
    if span is not None:
        end = span.end()
    more = MORE.match(plain, end)
    unit, end = _unit(plain, end, more)
    if span is None and unit is not None:
        span = _upper(plain, end, taken)
        again, further = _unit(plain, span.end(), None) if span else (None, end)
        if again is not None and again.symbol == unit.symbol:
            end = further
        else:
            span = None
    return Printed(start, end, match[0], span[1] if span else None, more is not None, unit)


def _upper(plain: str, at: int, taken: bytearray) -> re.Match[str] | None:
    """The upper end of a range that follows, unless it belongs to a date."""
    span = RANGE.match(plain, at)
    return None if span is None or taken[span.start(1)] else span


def _unit(plain: str, at: int, more: re.Match[str] | None) -> tuple[Unit | None, int]:
    """The unit that follows a number and where it ends; 余 and 多 stand between the number, 万 and the unit."""
    begin = at
    prefix = ""
    if more is not None:
        prefix, begin = more[1], more.end()
    while begin < len(plain) and plain[begin] in " \t\n\\":
        begin += 1
    end = known_prefix(plain, begin)
    symbol = plain[begin:end]
    if symbol and plain.startswith(_words()["trap"], begin) and len(symbol) == 1:
        symbol = ""
    if len(symbol) == 1 and LETTER.match(symbol):
        symbol = ""
    if symbol and LETTER.match(symbol[-1]) and LETTER.match(plain, end):
        symbol = ""
    if not prefix + symbol:
        return None, at
    return build(prefix + symbol), end if symbol else more.end(1) if more is not None else at


def _is_name(plain: str, start: int, end: int, digits: str) -> bool:
    """Whether a number without a unit is a code, numbering or part of a name rather than a figure."""
    before, after = plain[max(0, start - WINDOW) : start].rstrip(), plain[end : end + WINDOW].lstrip()
    if after[:1] in ("×", "*"):
        return False
    if plain[end : end + 1] == "+" or LETTER.match(plain, end):
        return True
    if before.endswith(QUOTES[0]) and after.startswith(QUOTES[1]):
        return True
    if "." in digits:
        return after.startswith(_words()["name"]) or (not before and after[:1].isalpha())
    if "," in digits:
        return False
    if digits[0] == "0" and len(digits) > 1:
        return True
    if before.endswith(_words()["label"]) or PROPORTION.match(after) or LISTED.search(before):
        return True
    return len(digits) > LONGEST_COUNT or (after[:1].isalpha() and not plain[end : end + 1].isspace())


def _value(raw: str, plain: str, printed: Printed) -> Value:
    """The value of a figure with what stands around it: comparators, 约, 左右, 以上."""
    start, end, digits, last, about, unit = printed
    left = plain[max(0, start - WINDOW) : start].rstrip()
    words = _words()
    about = about or (left.endswith(words["about"]) and not left.endswith(words["near"]))
    signs = [match[0]] if left.endswith(_comparators()) and (match := _before().search(left)) else []
    tail = following().match(plain, end)
    after = tail["sign"] if tail else None
    signs += [after] if after else []
    # 98%以上 is said of figures that are not known exactly; a bound such as 20日内 is.
    about = about or (tail is not None and (after is None or meaning([after])[0] == "≥"))
    sign, problems = meaning(signs)
    if about:
        problems.append("approximate")
    if unit is not None:
        problems += trouble(unit)
    rounded = unit is not None and unit.dimension == "ratio"
    minus = "-" if digits.startswith("-") else ""
    figure = Figure.read(minus + plain_digits(digits.removeprefix("-")), rounded=rounded, approximate=about)
    upper = Figure.read(plain_digits(last), rounded=rounded, approximate=about) if last else None
    ordered = tuple([word for word in PROBLEMS if word in problems]) if problems else ()
    return Value(raw, "range" if upper else "number", sign, "".join(signs), figure, upper, unit, None, ordered)
