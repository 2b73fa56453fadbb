"""Dates, deadlines and periods as documents print them: 2020年12月31日, 2024年12月底前, 2020年6月20日-9月10日."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from auditor.frozen import dataclass
from auditor.values.folding import fold
from auditor.values.numerals import DIGITS
from auditor.values.tables import sections

__all__ = ["DateSpan", "FoundDate", "PartialDate", "days_between", "find_dates", "parse_date", "parse_date_span"]

# \s* everywhere: extraction leaves blanks between digits and 年, 月, 日.
YEAR = r"(?:19|20)[0-9]{2}"
WRITTEN_YEAR = rf"(?P<year>{YEAR}|[一二][〇○零一二三四五六七八九]{{3}})\s*年(?:\s*度)?"
SEPARATOR = r"\s*(?:--|——|[-~—]|至|到)\s*"
NUMBER = "[0-9]{1,2}"
START = r"(?<![0-9.])"
TAIL = r"(?:\s*(?P<end>年底|年末|年终|月底|月末|底|末))?(?:\s*(?P<before>之前|以前|前|止))?"

POINT = re.compile(
    rf"(?=[0-9一二每次翌])(?P<every>每月|每年|次年|翌年)?{START}(?:{WRITTEN_YEAR}\s*)?(?:(?P<month>{NUMBER})\s*月份?\s*)?"
    rf"(?:(?P<day>{NUMBER})\s*[日号](?![线楼院店机])\s*)?{TAIL}"
)
NUMERIC = re.compile(rf"{START}(?P<year>{YEAR})([-/.])(?P<month>{NUMBER})\2(?P<day>{NUMBER})(?![0-9.])")
DOTTED = re.compile(
    rf"{START}(?P<year>{YEAR})([./])(?P<month>{NUMBER}){SEPARATOR}(?P<last>{YEAR})\2(?P<last_month>{NUMBER})(?![0-9.])"
)
YEARS = re.compile(rf"{START}(?P<year>{YEAR})\s*(?:年(?:\s*度)?)?{SEPARATOR}(?P<last>{YEAR})\s*年(?:\s*度)?")
MONTHS = re.compile(rf"{START}(?:{WRITTEN_YEAR}\s*)?(?P<month>{NUMBER}){SEPARATOR}(?P<last>{NUMBER})\s*月份?")
DAYS = re.compile(
    rf"{START}(?:{WRITTEN_YEAR}\s*)?(?P<month>{NUMBER})\s*月\s*(?P<day>{NUMBER})\s*[日号]?{SEPARATOR}"
    rf"(?P<last>{NUMBER})\s*[日号]"
)
HINT = re.compile(r"[0-9〇○零一二三四五六七八九]\s*[-/.年月日号]")
NEXT_YEAR = ("次年", "翌年")
BETWEEN = re.compile(SEPARATOR)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with what is printed of it. `end` marks 底 or 末, `before` a deadline (前), `every` 每月 or 每年."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    end: bool = False
    before: bool = False
    every: bool = False

    @property
    def possible(self) -> bool:
        """Whether the calendar has it: 2月30日 and 13月 are not; 2月29日 without a year is."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        longest = 31 if self.month is None else month_length(self.year, self.month)
        return self.day is None or 1 <= self.day <= longest

    def first(self) -> date | None:
        """The earliest day it can mean; None without a year or where it is not possible."""
        if self.year is None or not self.possible:
            return None
        month = self.month or (12 if self.end else 1)
        return date(self.year, month, self.day or (month_length(self.year, month) if self.end else 1))

    def last(self) -> date | None:
        """The latest day it can mean."""
        if self.year is None or not self.possible:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or month_length(self.year, month))


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A period from one date to another; what the second leaves out is taken from the first."""

    start: PartialDate
    end: PartialDate

    @property
    def days(self) -> int | None:
        """The number of days, both ends counted; None where a year is missing or a date is not possible."""
        between = days_between(self.start, self.end)
        return None if between is None else between + 1

    @property
    def months(self) -> int | None:
        """The number of months, both ends counted, of a period printed in months (1-12月 has 12)."""
        first, last = self.start, self.end
        if first.day or last.day or not first.month or not last.month:
            return None
        years = (last.year or 0) - (first.year or 0)
        return 12 * years + last.month - first.month + 1


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text: `text[start:end]`."""

    start: int
    end: int
    date: PartialDate | DateSpan


def month_length(year: int | None, month: int) -> int:
    """Days of a month; February has 29 where the year is not known."""
    if month != 2:
        return 30 if month in (4, 6, 9, 11) else 31
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 29 if leap else 28


def days_between(start: PartialDate, end: PartialDate) -> int | None:
    """Days from the first day of one date to the last day of another, the first not counted; None if not certain.

    Without years both are taken in one year, which is certain unless the end of February lies between them.
    """
    if start.year is None and end.year is None:
        return _without_year(start, end)
    first, last = start.first(), end.last()
    return None if first is None or last is None else (last - first).days


def _without_year(start: PartialDate, end: PartialDate) -> int | None:
    common = {
        days_between(replace(start, year=year), replace(end, year=year))
        for year in (2023, 2024)
        if start.possible and end.possible
    }
    return common.pop() if len(common) == 1 else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int("".join(str(DIGITS.get(sign, 0)) if sign in "〇○零一二三四五六七八九" else sign for sign in text))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _point(match: re.Match[str]) -> PartialDate | None:
    """The date of a match of `POINT`, None where too little of one is printed."""
    year, month, day = _year(match["year"]), _number(match["month"]), _number(match["day"])
    every = match["every"] in ("每月", "每年")
    found = PartialDate(year, month, day, bool(match["end"]), bool(match["before"]), every)
    if year is not None or (month is not None and day is not None):
        return found
    if month is not None:
        return found if found.possible else None
    return found if day is not None and (every or found.before) else None


def _numeric(match: re.Match[str]) -> PartialDate | None:
    return PartialDate(int(match["year"]), int(match["month"]), int(match["day"]))


def _dotted(match: re.Match[str]) -> DateSpan | None:
    first, last = (match["year"], match["month"]), (match["last"], match["last_month"])
    return DateSpan(*(PartialDate(int(year), int(month)) for year, month in (first, last)))


def _years(match: re.Match[str]) -> DateSpan | None:
    return DateSpan(PartialDate(int(match["year"])), PartialDate(int(match["last"])))


def _months(match: re.Match[str]) -> DateSpan | None:
    year = _year(match["year"])
    span = DateSpan(PartialDate(year, int(match["month"])), PartialDate(year, int(match["last"])))
    return span if span.start.possible and span.end.possible else None


def _days(match: re.Match[str]) -> DateSpan | None:
    year, month = _year(match["year"]), int(match["month"])
    return DateSpan(PartialDate(year, month, int(match["day"])), PartialDate(year, month, int(match["last"])))


# What a date of each kind cannot do without, its pattern, and what reads a match.
READERS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], PartialDate | DateSpan | None]], ...] = (
    ("", NUMERIC, _numeric),
    ("", DOTTED, _dotted),
    ("月", DAYS, _days),
    ("月", MONTHS, _months),
    ("年", YEARS, _years),
    ("", POINT, _point),
)


def find_dates(text: str) -> list[FoundDate]:
    """Every date in a text, in order and without overlap; two dates joined by a dash or 至 are one period."""
    return list(_dates(text))


@lru_cache(maxsize=1024)
def _dates(text: str) -> tuple[FoundDate, ...]:
    """As `find_dates`; several rules look through the same texts."""
    folded = fold(text)
    if not HINT.search(folded):
        return ()
    taken = bytearray(len(folded))
    found: list[FoundDate] = []
    for needed, pattern, read in READERS:
        for match in pattern.finditer(folded) if needed in folded else ():
            start, end = match.start(), match.start() + len(match[0].rstrip())
            if start == end or any(taken[start:end]):
                continue
            meaning = read(match)
            if meaning is not None:
                taken[start:end] = b"\1" * (end - start)
                found.append(FoundDate(start, end, meaning))
    found.sort(key=lambda one: one.start)
    return tuple(_joined(folded, found))


def _joined(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Neighbouring dates with a dash between them as one period."""
    joined: list[FoundDate] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is not None and BETWEEN.fullmatch(text, before.end, one.start):
            span = _span(before.date, one.date, 1 if text.startswith(NEXT_YEAR, one.start) else 0)
            if span is not None:
                joined[-1] = FoundDate(before.start, one.end, span)
                continue
        joined.append(one)
    return joined


def _span(start: PartialDate | DateSpan, end: PartialDate | DateSpan, later: int) -> DateSpan | None:
    if isinstance(start, DateSpan) or isinstance(end, DateSpan):
        return None
    if end.year is None and start.year is not None:
        end = replace(end, year=start.year + later)
    if end.month is None and end.day is not None:
        end = replace(end, month=start.month)
    return DateSpan(start, end)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return sections("dates.txt")


@lru_cache(maxsize=1024)
def read_date(text: str) -> PartialDate | DateSpan | None:
    """The date that a whole text without blanks is, a following verb allowed (2024年12月底前支出), else None."""
    if text in _words()["words"]:
        return PartialDate(end=text.endswith(("底", "末", "终", "底前", "末前")), before=text.endswith("前"))
    found = find_dates(text)
    if len(found) != 1 or found[0].start != 0:
        return None
    rest = text[found[0].end :].rstrip("。.")
    known = rest in ("", "内", "以内", "之内") or _verbs().fullmatch(rest) or rest in _words()["words"]
    return found[0].date if known else None


@cache
def _verbs() -> re.Pattern[str]:
    """One to three of the words that may follow a date: 完成支出, 全部支付完毕."""
    longest_first = sorted(_words()["after"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)}){{1,3}}")


def parse_date(text: str) -> PartialDate | None:
    """The date or deadline that a text is, None for any other text and for periods. Never raises."""
    read = read_date("".join(text.split()))
    return read if isinstance(read, PartialDate) else None


def parse_date_span(text: str) -> DateSpan | None:
    """The period that a text is, None for any other text. Never raises."""
    read = read_date("".join(text.split()))
    return read if isinstance(read, DateSpan) else None
