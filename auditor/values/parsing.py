"""Reads the text of a value cell: `≥98 百分比`, `不超过20万元`, `10-20次/年`, `2024年12月底前`, `及时`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from auditor.values.blanks import is_blank, is_placeholder
from auditor.values.comparators import comparators, following, leading, meaning
from auditor.values.dates import read_date
from auditor.values.figure import Figure
from auditor.values.folding import squeeze
from auditor.values.numerals import CHINESE, NUMBER, SPLIT, chinese_number, plain_digits
from auditor.values.units import Unit, build, is_measure, known_prefix, trouble
from auditor.values.value import PROBLEMS, Value

__all__ = ["parse_amount", "parse_value"]

LEADS = (
    "达到|达|完成|实现|控制在|保持在|维持在|稳定在|确保|力争|保证|约为|约|大约|接近|将近|近|共计|合计|总计|共|"
    "全年|年均|平均|为|截至|截止"
)
ABOUT = re.compile("约|近")
MARKERS = re.compile(r"(?:(?:文字描述|定性描述|定性指标|定性)[:：]?)+(?=.)")
LATEX = (
    (re.compile(r"\\g(?:eq|e)(?:slant)?"), "≥"),
    (re.compile(r"\\l(?:eq|e)(?:slant)?"), "≤"),
    (re.compile(r"[$\\]"), ""),
)
RANGE = re.compile(rf"(?P<unit>[^0-9~,.;:-]{{0,8}}?)(?:--|——|[-~—]|至|到)(?P<number>[+-]?{NUMBER})(?P<rest>.*)")
GARBLED = re.compile(r"[,.]+[0-9]|\.\.|[%‰]{2}|[%‰]?[=#@&^?!]")
DATED = re.compile(r"[年月日号季末底]|(?:19|20)[0-9]{2}[-/.]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
LONE_DAY = re.compile(r"[0-9]{1,2}(?:月份?|[日号])")
LOST = re.compile(r"2(?:[5-9][0-9](?:\.[0-9]+)?|100)")
SIGNS = re.compile(r"[^\w%‰/·*()、,或㎡℃²³]")
CLAUSE = re.compile(r"[,;:、。]|\.(?![0-9])")
EDGES = ".,;:、!。，；：！"
DIGIT = re.compile("[0-9]")
BEFORE_OR_AFTER = ("前", "后")

# How long a text behind a number may be, in characters: words after the unit, a note in brackets or after a comma,
# a unit that the table does not know. A comparator makes it surer that this is a value. Longer texts are prose.
TRAILING, NOTE = 4, 16
PLAIN_UNIT, BOUND_UNIT = 2, 6


class Head(NamedTuple):
    """The parts of a value in front of its unit."""

    signs: list[str]
    about: bool
    every: str
    per: str
    number: str
    rest: str


@cache
def _heads() -> re.Pattern[str]:
    """What stands in front of the unit of a value."""
    one = leading().pattern
    return re.compile(
        rf"(?P<lead>(?:{LEADS})*)(?P<first>(?:{one})*)(?P<lead2>(?:{LEADS})*)"
        rf"(?P<every>(?:每[^0-9\W]{{1,4}}?)*)(?P<second>(?:{one})*)(?P<lead3>约|近)?(?P<per>百分之|千分之)?"
        rf"(?P<number>[+-]?{NUMBER}|[{CHINESE}]+)(?P<rest>.*)"
    )


@lru_cache(maxsize=8192)
def parse_value(text: str) -> Value:
    """The value that a text is. Never raises: what is no value is words, a placeholder, empty or malformed."""
    return _parse(text, amount=False)


@lru_cache(maxsize=8192)
def parse_amount(text: str) -> Value:
    """The value of a field of figures (9.47, 1,234.50, 20万, 100%). Never raises.

    Currency signs are left out, nothing is taken for a date in figures alone and no percentage for a damaged one.
    """
    return _parse(text.translate({ord("¥"): None, ord("￥"): None}), amount=True)


def _parse(text: str, amount: bool) -> Value:
    raw = " ".join(text.split())
    if is_placeholder(text):
        return Value(raw, "placeholder", text=squeeze(text)[0])
    if "\\" in text or "$" in text:
        for pattern, plain in LATEX:
            text = pattern.sub(plain, text)
    shown, folded = _trimmed(*squeeze(text))
    if is_blank(shown):
        return Value(raw, "empty")
    if is_placeholder(shown):
        return Value(raw, "placeholder", text=shown)
    return _date(raw, shown, folded) or _number(raw, shown, folded, text, amount) or _words(raw, shown, folded)


def _trimmed(shown: str, folded: str) -> tuple[str, str]:
    """Both forms without punctuation at the ends and without a leading 定性 or 文字描述."""
    while True:
        marker = MARKERS.match(folded)
        start = marker.end() if marker else len(folded) - len(folded.lstrip(":;,、"))
        end = len(folded.rstrip(EDGES))
        if start == 0 and end == len(folded):
            return shown, folded
        shown, folded = shown[start:end], folded[start:end]


def _date(raw: str, shown: str, folded: str) -> Value | None:
    if not DATED.search(folded):
        return None
    match = leading().match(folded)
    printed = match[0] if match else ""
    rest = folded[len(printed) :]
    if (printed and LONE_DAY.fullmatch(rest)) or read_date(rest) is None:
        return None
    sign, problems = meaning([printed] if printed else [])
    return Value(raw, "date", sign, printed, text=shown[len(printed) :], problems=_ordered(problems))


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
    return Head(signs, about is not None, match["every"], match["per"] or "", number, rest)


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


def _number(raw: str, shown: str, folded: str, text: str, amount: bool) -> Value | None:
    head = _head(folded)
    if head is None or YEAR.match(head.number + head.rest):
        return None
    if GARBLED.match(head.rest):
        return Value(raw, "malformed", text=shown, problems=("thousands" if head.rest[0] == "," else "garbled",))
    problems = ["split-number"] if SPLIT.search(text) else []
    rest, last = head.rest, None
    span = RANGE.fullmatch(rest)
    if span is not None:
        last = span["number"]
        rest = span["rest"] or span["unit"]
        if span["unit"] and span["rest"] and not span["rest"].startswith(span["unit"]):
            return None
    about = head.about
    if rest[:1] in ("余", "多", "几"):
        about, rest = True, rest[1:]
    elif rest[1:2] in ("余", "多") and rest[0] in "十百千万亿":
        about, rest = True, rest[0] + rest[2:]
    tail = _tail(head.per + rest, bool(head.signs), head.every)
    if tail is None:
        return None
    unit, signs, later, found = tail
    about = about or later
    sign, confused = meaning(head.signs + signs)
    problems += confused + found
    if "malformed" in problems:
        return Value(raw, "malformed", text=shown, problems=_ordered(problems))
    if about:
        problems.append("approximate")
    rounded = unit is not None and unit.dimension == "ratio"
    figure = Figure.read(_signed(head.number), rounded=rounded, approximate=about)
    upper = Figure.read(_signed(last), rounded=rounded, approximate=about) if last else None
    if upper is not None and upper.number < figure.number:
        problems.append("range-order")
    if unit is not None and upper is None:
        problems += _calendar(unit, figure, signs)
    if not amount and sign is None and upper is None and unit and unit.symbol == "%" and LOST.fullmatch(figure.printed):
        problems.append("lost-comparator")
    kind = "number" if upper is None else "range"
    printed = "".join(head.signs + signs)
    value = Value(raw, kind, sign, printed, figure, upper, unit, None, _ordered(problems))
    # 1月 with other words behind it is no number of months.
    return None if unit is not None and unit.dimension == "time" and _date("", *squeeze(value.printed())) else value


def _signed(number: str) -> str:
    return number[0] + plain_digits(number[1:]) if number[0] in "+-" else plain_digits(number)


def _calendar(unit: Unit, figure: Figure, after: list[str]) -> list[str]:
    """Whether a number is a month or a day of the month in disguise; 10日内 is a number of days."""
    if unit.symbol == "月份" or (unit.symbol == "月" and 1 <= figure.number <= 12):
        return ["month-as-value"]
    if unit.symbol in ("日", "号") and 1 <= figure.number <= 31 and not after:
        return ["day-as-value"]
    return []


def _tail(rest: str, bound: bool, every: str) -> tuple[Unit | None, list[str], bool, list[str]] | None:
    """Unit, comparators, whether approximate, and problems of what follows a number; None where it is no unit."""
    after = following()
    end = known_prefix(rest, 0)
    signs: list[str] = []
    about = False
    at = end
    while match := after.match(rest, at):
        at = match.end()
        about = about or match["about"] is not None
        if match["sign"]:
            signs.append(match["sign"])
    left = rest[at:]
    printed = rest[:end]
    problems: list[str] = []
    if left == "(含)":
        left = ""
    if left and at == end:
        whole = _whole_unit(rest, end, bound)
        if whole is not None:
            printed, left, found = whole
            again = after.search(printed)
            if again is not None and again.end() == len(printed) and again["sign"]:
                printed, signs = printed[: again.start()], [again["sign"]]
            problems += found
    if left:
        if not printed or left.startswith(BEFORE_OR_AFTER) or not _is_note(left):
            return None
        problems.append("trailing-text")
    if not printed:
        return None if every or signs == ["内"] else (None, signs, about, problems)
    unit = build(printed + every.replace("每", "/"), noun=True)
    if every and not unit.dimension:
        return None
    return unit, signs, about, problems + trouble(unit)


def _is_note(left: str) -> bool:
    """Whether what follows a unit is short enough to be left out of the value."""
    if left[0] == "(":
        return len(left) <= NOTE
    longest = NOTE if CLAUSE.match(left) else TRAILING if left[0].isalpha() else 0
    return len(left) <= longest and not DIGIT.search(left)


def _whole_unit(rest: str, end: int, bound: bool) -> tuple[str, str, list[str]] | None:
    """A unit longer than the known one it begins with, with what follows it and problems; None if there is none."""
    clause = CLAUSE.search(rest)
    text = rest[: clause.start()] if clause else rest
    left = rest[len(text) :]
    unit = build(text)
    if unit.dimension:
        return text, left, []
    if not text or "(" in text or SIGNS.search(text) or DIGIT.search(text):
        return None
    known = build(rest[:end]) if end else None
    limit = BOUND_UNIT if bound else PLAIN_UNIT
    if known is not None and known.dimension and len(text) - end <= limit + 1 and build(text, noun=True).dimension:
        return text, left, ["unit-noun"]
    if end == 0 and len(text) <= limit and not re.search("[A-Za-z]", text):
        return text, left, []
    return None


def _words(raw: str, shown: str, folded: str) -> Value:
    """What is neither date nor number: words, or a comparator that has lost its number."""
    match = leading().match(folded)
    sign = comparators()["sign"].get(match[0]) if match else None
    if match and sign:
        rest = folded[match.end() :]
        if sign == "=" and any(map(str.isalpha, rest)) and not DIGIT.search(rest):
            return Value(raw, "words", "=", match[0], text=shown[match.end() :])
        if not DIGIT.search(rest):
            return Value(raw, "malformed", text=shown, problems=("missing-number",))
    figures = re.findall(NUMBER, folded)
    if not figures:
        if is_measure(folded):
            return Value(raw, "malformed", text=shown, problems=("missing-number",))
        worded = any(map(str.isalpha, folded)) or folded in "√✓●☆★"
        return Value(raw, "words", text=shown) if worded else Value(raw, "malformed", text=shown, problems=("garbled",))
    problem = "several-figures" if len(figures) > 1 else "figure-in-words"
    return Value(raw, "words", text=shown, problems=(problem,))


def _ordered(problems: list[str]) -> tuple[str, ...]:
    return tuple(word for word in PROBLEMS if word in problems)
