"""Reads comparator, number and unit of a value: `≥98百分比`, `不超过20万元`, `每年不少于2次`, `10~20次/年`.

Everything here works on texts folded and without blanks (see folding.squeeze).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from auditor.values.comparators import following, leading, meaning
from auditor.values.figure import Figure
from auditor.values.numerals import CHINESE, NUMBER, chinese_number, plain_digits
from auditor.values.units import Unit, build, known_prefix, trouble

__all__ = ["MalformedError", "Quantity", "read_quantity"]

LEADS = (
    "达到|达|完成|实现|控制在|保持在|维持在|稳定在|确保|力争|保证|约为|约|大约|接近|将近|近|共计|合计|总计|共|"
    "全年|年均|平均|为|截至|截止"
)
ABOUT = re.compile("约|近")
RANGE = re.compile(rf"(?P<unit>[^0-9~,.;:-]{{0,8}}?)(?:--|——|[-~—]|至|到)(?P<number>[+-]?{NUMBER})(?P<rest>.*)")
MORE = re.compile("([十百千万亿]?)[余多]|几")
GARBLED = re.compile(r"[,.]+[0-9]|\.\.|[%‰]{2}|[%‰]?[=#@&^?!]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
LOST = re.compile(r"2(?:[5-9][0-9](?:\.[0-9]+)?|100)")
SIGNS = re.compile(r"[^\w%‰/·*()、,或㎡℃²³]")
CLAUSE = re.compile(r"[,;:、。]|\.(?![0-9])")
DIGIT = re.compile("[0-9]")
LETTER = re.compile("[A-Za-z]")
BEFORE_OR_AFTER = ("前", "后")

# How long a text behind a number may be, in characters: words after the unit, a note after a comma or in brackets,
# a unit that the table does not know. A comparator makes it surer that this is a value. Longer texts are prose.
TRAILING, NOTE, BRACKETED = 4, 16, 40
PLAIN_UNIT, BOUND_UNIT = 2, 6


class MalformedError(Exception):
    """A text that is meant for a quantity and cannot be one; `args` are words of `PROBLEMS`."""


class Quantity(NamedTuple):
    """A number, or a range where `upper` is one, as read."""

    comparator: str | None
    printed_comparator: str
    figure: Figure
    upper: Figure | None
    unit: Unit | None
    problems: list[str]


class Head(NamedTuple):
    """The parts of a quantity in front of its unit; `rest` is what follows the number."""

    signs: list[str]
    about: bool
    every: str
    number: str
    rest: str


class Tail(NamedTuple):
    """What follows the number: unit, comparators (以上), whether approximate (左右), problem words."""

    unit: Unit | None
    signs: list[str]
    about: bool
    problems: list[str]


@cache
def _heads() -> re.Pattern[str]:
    one = leading().pattern
    return re.compile(
        rf"(?P<lead>(?:{LEADS})*)(?P<first>(?:{one})*)(?P<lead2>(?:{LEADS})*)"
        rf"(?P<every>(?:每[^0-9\W]{{1,4}}?)*)(?P<second>(?:{one})*)(?P<lead3>约|近)?(?P<per>百分之|千分之)?"
        rf"(?P<number>[+-]?{NUMBER}|[{CHINESE}]+)(?P<rest>.*)"
    )


def read_quantity(folded: str) -> Quantity | None:
    """The quantity that a text is, None for other texts. Raises MalformedError where it is one that cannot be read."""
    head = _head(folded)
    if head is None or YEAR.match(head.number + head.rest):
        return None
    if GARBLED.match(head.rest):
        raise MalformedError("thousands" if head.rest[0] == "," else "garbled")
    last, rest = _upper(head.rest)
    if rest is None:
        return None
    more = MORE.match(rest)
    if more is not None:
        rest = (more[1] or "") + rest[more.end() :]
    tail = _tail(rest, bool(head.signs), head.every)
    if tail is None:
        return None
    signs = head.signs + tail.signs
    comparator, problems = meaning(signs)
    if "malformed" in problems:
        raise MalformedError(*problems)
    about = head.about or tail.about or more is not None
    figure, upper = _figure(head.number, tail.unit, about), _figure(last, tail.unit, about) if last else None
    problems += tail.problems
    if about:
        problems.append("approximate")
    if upper is not None and upper.number < figure.number:
        problems.append("range-order")
    if upper is None and tail.unit is not None:
        problems += _disguised(tail.unit, figure, tail.signs, comparator)
    return Quantity(comparator, "".join(signs), figure, upper, tail.unit, problems)


def _figure(number: str, unit: Unit | None, about: bool) -> Figure:
    sign, digits = (number[0], number[1:]) if number[0] in "+-" else ("", number)
    rounded = unit is not None and unit.dimension == "ratio"
    return Figure.read(sign + plain_digits(digits), rounded=rounded, approximate=about)


def _head(folded: str) -> Head | None:
    match = _heads().fullmatch(folded)
    if match is None:
        return None
    number, rest = match["number"], match["rest"]
    if number[0] in CHINESE:
        found = _chinese(number + rest, bool(match["per"]))
        if found is None:
            return None
        number, rest = found
    about = ABOUT.search(match["lead"] + match["lead2"] + (match["lead3"] or ""))
    signs = leading().findall(match["first"] + match["second"])
    return Head(signs, about is not None, match["every"], number, (match["per"] or "") + rest)


def _chinese(text: str, per: bool) -> tuple[str, str] | None:
    """The digits of a number in Chinese numerals and what follows it, only where a known unit does (三次, 二十万元)."""
    after = following()
    for end in range(len(text), 0, -1):
        number = chinese_number(text[:end])
        rest = text[end:]
        if number is None:
            continue
        if (per and (not rest or after.fullmatch(rest))) or text == "零":
            return str(number), rest
        # 二十万元 is printed 20万元: the multiplier belongs to the unit.
        shift = 1 if end > 1 and text[end - 1] in "万亿" and chinese_number(text[: end - 1]) is not None else 0
        unit = known_prefix(rest, 0)
        if unit and rest[:unit] != "分" and (unit == len(rest) or after.fullmatch(rest[unit:])):
            return str(chinese_number(text[: end - shift])), text[end - shift :]
    return None


def _upper(rest: str) -> tuple[str | None, str | None]:
    """The upper number of a range and what follows it; no rest where the two numbers have different units."""
    span = RANGE.fullmatch(rest)
    if span is None:
        return None, rest
    first, second = span["unit"], span["rest"]
    if first and second and not second.startswith(first):
        return None, None
    return span["number"], second or first


def _disguised(unit: Unit, figure: Figure, after: list[str], comparator: str | None) -> list[str]:
    """Whether a number is a month, a day of the month (10日内 is a number of days) or holds a damaged ≥."""
    if unit.symbol == "月份" or (unit.symbol == "月" and 1 <= figure.number <= 12):
        return ["month-as-value"]
    if unit.symbol in ("日", "号") and 1 <= figure.number <= 31 and not after:
        return ["day-as-value"]
    if unit.symbol == "%" and comparator is None and LOST.fullmatch(figure.printed):
        return ["lost-comparator"]
    return []


def _tail(rest: str, bound: bool, every: str) -> Tail | None:
    """What follows a number, None where it is no unit; `every` (每人) becomes a part of the unit."""
    end = known_prefix(rest, 0)
    at, signs, about = _following(rest, end)
    printed, left = rest[:end], rest[at:]
    problems: list[str] = []
    if left == "(含)":
        left = ""
    if left and at == end:
        whole = _whole_unit(rest, end, bound)
        if whole is not None:
            printed, left, problems = whole
            printed, signs = _without_comparator(printed)
    if left:
        noted = _is_note(left)
        if not printed or left.startswith(BEFORE_OR_AFTER) or not (noted or build(left).dimension):
            return None
        # 28.8万元% has the unit of its column once more, or another.
        problems.append("trailing-text" if noted else "unit-list")
    if not printed:
        return None if every or signs == ["内"] else Tail(None, signs, about, problems)
    unit = build(printed + every.replace("每", "/"), noun=True)
    if every and not unit.dimension:
        return None
    return Tail(unit, signs, about, problems + trouble(unit))


def _following(rest: str, at: int) -> tuple[int, list[str], bool]:
    """Where the comparators and 左右 that stand at `at` end, the comparators, and whether 左右 is among them."""
    signs: list[str] = []
    about = False
    while match := following().match(rest, at):
        at = match.end()
        about = about or match["about"] is not None
        if match["sign"]:
            signs.append(match["sign"])
    return at, signs, about


def _without_comparator(unit: str) -> tuple[str, list[str]]:
    """A unit that the table does not know without the comparator at its end: 大类以上."""
    match = following().search(unit)
    if match is None or match.end() != len(unit) or not match["sign"]:
        return unit, []
    return unit[: match.start()], [match["sign"]]


def _is_note(left: str) -> bool:
    """Whether what follows a unit is short enough to be left out of the value."""
    if left[0] == "(":
        return len(left) <= BRACKETED and left[-1] == ")"
    longest = NOTE if CLAUSE.match(left) else TRAILING if left[0].isalpha() else 0
    return len(left) <= longest and not DIGIT.search(left)


def _whole_unit(rest: str, end: int, bound: bool) -> tuple[str, str, list[str]] | None:
    """A unit longer than the known one it begins with, with what follows it and problems; None if there is none."""
    if build(rest).dimension:
        return rest, "", []
    clause = CLAUSE.search(rest)
    text = rest[: clause.start()] if clause else rest
    left = rest[len(text) :]
    if left and build(text).dimension:
        return text, left, []
    if not text or "(" in text or SIGNS.search(text) or DIGIT.search(text):
        return None
    known = build(rest[:end]) if end else None
    limit = BOUND_UNIT if bound else PLAIN_UNIT
    if known is not None and known.dimension and len(text) - end <= limit + 1 and build(text, noun=True).dimension:
        return text, left, ["unit-noun"]
    if end == 0 and len(text) <= limit and not LETTER.search(text):
        return text, left, []
    return None
