"""Reads the text of a value cell: a quantity (≥98 百分比), a date (2024年12月底前), words (及时) or a placeholder."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from auditor.values.blanks import is_blank, is_placeholder
from auditor.values.comparators import comparators, leading, meaning
from auditor.values.dates import read_date
from auditor.values.figure import Figure
from auditor.values.folding import fold, squeeze
from auditor.values.numerals import NUMBER, SPLIT
from auditor.values.quantities import MalformedError, read_quantity
from auditor.values.units import is_measure
from auditor.values.value import PROBLEMS, Value

__all__ = ["parse_amount", "parse_value"]

MARKERS = re.compile(r"(?:(?:文字描述|定性描述|定性指标|定性)[:：]?)+(?=.)")
LATEX = (
    (re.compile(r"\\g(?:eq|e)(?:slant)?"), "≥"),
    (re.compile(r"\\l(?:eq|e)(?:slant)?"), "≤"),
    (re.compile(r"[$\\]"), ""),
)
DATED = re.compile(r"[年月日号季末底]|(?:19|20)[0-9]{2}[-/.][0-9]")
LONE_DAY = re.compile(r"[0-9]{1,2}(?:月份?|[日号])")
EDGES = ".,;:、!。，；：！"
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
"""Weights, scores and most amounts, which are nothing but a number."""
DIGIT = re.compile("[0-9]")
TICKS = "√✓●☆★"


@lru_cache(maxsize=8192)
def parse_value(text: str) -> Value:
    """The value that a text is. Never raises: what is no value is words, a placeholder, empty or malformed."""
    return _parse(" ".join(text.split()), text)


@lru_cache(maxsize=8192)
def parse_amount(text: str) -> Value:
    """The value of a field of figures (9.47, 1,234.50, 20万, 100%). Never raises.

    Currency signs are left out, and no percentage is taken for a damaged one.
    """
    value = _parse(" ".join(text.split()), text.replace("¥", "").replace("￥", ""))
    if "lost-comparator" not in value.problems:
        return value
    return _with(value, [word for word in value.problems if word != "lost-comparator"])


def _parse(raw: str, text: str) -> Value:
    if PLAIN.fullmatch(text):
        return Value(raw, "number", figure=Figure.read(text))
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
    value = _date(raw, shown, folded) or _quantity(raw, shown, folded) or _words(raw, shown, folded)
    return _with(value, [*value.problems, "split-number"]) if value.figure and SPLIT.search(fold(text)) else value


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
    # ≤12月 is a number in a field that wants one, 12月 a date.
    if (printed and LONE_DAY.fullmatch(rest)) or read_date(rest) is None:
        return None
    sign, problems = meaning([printed] if printed else [])
    return Value(raw, "date", sign, printed, text=shown[len(printed) :], problems=tuple(problems))


def _quantity(raw: str, shown: str, folded: str) -> Value | None:
    try:
        read = read_quantity(folded)
    except MalformedError as reason:
        return _with(Value(raw, "malformed", text=shown), list(reason.args))
    if read is None:
        return None
    kind = "number" if read.upper is None else "range"
    value = Value(raw, kind, read.comparator, read.printed_comparator, read.figure, read.upper, read.unit)
    # 1月 with other words behind it is no number of months.
    if read.unit is not None and read.unit.dimension == "time" and _date(raw, *squeeze(value.printed())):
        return None
    return _with(value, read.problems)


def _words(raw: str, shown: str, folded: str) -> Value:
    """What is neither date nor number: words, or a comparator that has lost its number."""
    match = leading().match(folded)
    sign = comparators()["sign"].get(match[0]) if match else None
    if match and sign and not DIGIT.search(folded):
        rest = shown[match.end() :]
        if sign == "=" and rest[:1].isalpha() and not is_measure(rest):
            return Value(raw, "words", "=", match[0], text=rest)
        return Value(raw, "malformed", text=shown, problems=("missing-number",))
    figures = re.findall(NUMBER, folded)
    if figures:
        problem = "several-figures" if len(figures) > 1 else "figure-in-words"
        return Value(raw, "words", text=shown, problems=(problem,))
    if is_measure(folded):
        return Value(raw, "malformed", text=shown, problems=("missing-number",))
    if any(map(str.isalpha, folded)) or folded in TICKS:
        return Value(raw, "words", text=shown)
    return Value(raw, "malformed", text=shown, problems=("garbled",))


def _with(value: Value, problems: list[str]) -> Value:
    """The value with these problems, in the order of `PROBLEMS`."""
    if not problems and not value.problems:
        return value
    return replace(value, problems=tuple(word for word in PROBLEMS if word in problems))
