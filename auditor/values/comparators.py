"""Comparators as printed: signs (≥ ≧ >=) and words, before the number (不低于) or after its unit (以上, 以内)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from auditor.values.tables import sections

__all__ = ["alternatives", "comparators", "following", "leading", "meaning"]

USUAL = frozenset(">≥=≤<")
DIRECTIONS = {">": 1, "≥": 1, "<": -1, "≤": -1}


@cache
def comparators() -> dict[str, dict[str, str]]:
    """Every way to print a comparator, by place (sign, before, after): the printed form and its sign."""
    places: dict[str, dict[str, str]] = {"sign": {}, "before": {}, "after": {}}
    for section, words in sections("comparators.txt").items():
        sign, place = section.split()
        places[place].update(dict.fromkeys(words, sign))
    return places


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def leading() -> re.Pattern[str]:
    """One comparator in front of a number."""
    table = comparators()
    return re.compile(alternatives([*table["sign"], *table["before"]]))


@cache
def following() -> re.Pattern[str]:
    """What may follow a unit: a comparator (group `sign`) or 左右, 上下 (group `about`), (含) included."""
    words = alternatives(comparators()["after"])
    return re.compile(rf"(?:\(含\))?(?:(?P<about>左右|上下)|(?P<sign>{words}))(?:\(含\))?")


def meaning(printed: list[str]) -> tuple[str | None, list[str]]:
    """The sign that printed comparators stand for, with problem words; `malformed` where they contradict."""
    if not printed:
        return None, []
    table = comparators()
    signs = [table["sign"].get(word) or table["before"].get(word) or table["after"][word] for word in printed]
    problems = ["notation"] if any(word in table["sign"] and word not in USUAL for word in printed) else []
    bounds = [sign for sign in signs if sign != "="]
    if len(signs) > 1:
        problems.append("two-comparators")
    if len({DIRECTIONS[sign] for sign in bounds}) > 1:
        problems.append("malformed")
    return (bounds or signs)[0], problems
