"""Totals among the lines of a table: 合计 and 小计, numbered lines, 其中, 本年支出合计 and 总计."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from auditor.records.claims.grid import Line, Panel, holds_anything
from auditor.records.claims.sums import borne_out, down
from auditor.records.model import Claim

__all__ = ["claims_down"]

TOTAL = re.compile(
    r"^(?:[一二三四五六七八九十]、)?(?:本年|全年|本部门|部门|单位)?(?:收入|支出|收支|资产|资金|经费|项目|预算|采购)?(?:支出|预算|资金|金额)?"
    r"(?:合计|总计|共计)数?$"
)
OF_THE_YEAR = re.compile(r"^(?:本年|当年)")
GRAND = re.compile(r"总计$")
SUM = re.compile(r"(?:合计|总计|共计)$")
SUBTOTAL = re.compile(r"小计$")
WHOLE = re.compile(r"总额$|总数$|总值$")
OF_WHICH = re.compile(r"^其中")
LEVELS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^[0-9]{1,2}(?:[、．]|\.(?![0-9]))"),
    re.compile(r"^[（(][0-9]{1,2}[)）]"),
)
UNNUMBERED = len(LEVELS)


def claims_down(panel: Panel) -> Iterator[Claim]:
    """The sums of the lines of a panel without codes."""
    lines = [line for line in panel.lines if holds_anything(line)]
    if not panel.complete or len(lines) < 2:
        return
    sums = [at for at, line in enumerate(lines) if SUM.search(line.key)]
    if any(SUBTOTAL.search(line.key) for line in lines):
        yield from _with_subtotals(panel, lines)
    elif len(sums) == 2 and sums[1] == len(lines) - 1 and _carries(lines[sums[0]], lines[-1]):
        yield from _with_carry(panel, lines, sums[0])
    elif len(sums) == 1 and sums[0] in (0, len(lines) - 1) and TOTAL.match(lines[sums[0]].key):
        yield from _plain(panel, lines, sums[0])
    elif not sums and WHOLE.search(lines[0].key):
        yield from _plain(panel, lines, 0)
    yield from _numbered(panel, lines)


def _carries(middle: Line, last: Line) -> bool:
    """Whether two totals are those of the year and those with what is carried over."""
    return GRAND.search(last.key) is not None or OF_THE_YEAR.search(middle.key) is not None


def level_of(line: Line) -> int:
    """How deep a line's own number stands: 一、 0, （一） 1, 1. 2, （1） 3; `UNNUMBERED` without one."""
    label = line.label.removeprefix("其中").lstrip("：: ")
    return next((level for level, mark in enumerate(LEVELS) if mark.match(label)), UNNUMBERED)


def top_readings(lines: Sequence[Line]) -> list[list[Line]]:
    """The ways in which lines can make up a total, without those that are parts of others by their words."""
    plain = [line for line in lines if not OF_WHICH.match(line.key)]
    levels = [level_of(line) for line in plain]
    top = min(levels, default=UNNUMBERED)
    outer = [line for line, level in zip(plain, levels, strict=True) if level in (top, UNNUMBERED)]
    numbered = [line for line, level in zip(plain, levels, strict=True) if level == top]
    # What follows 其中 without a number of its own may still belong to it.
    before = _without_followers(lines)
    return [reading for reading in (numbered, outer, before, plain) if reading]


def _without_followers(lines: Sequence[Line]) -> list[Line]:
    out: list[Line] = []
    inside = False
    for line in lines:
        inside = bool(OF_WHICH.match(line.key)) or (inside and level_of(line) == UNNUMBERED)
        if not inside:
            out.append(line)
    return out


def _plain(panel: Panel, lines: Sequence[Line], at: int) -> Iterator[Claim]:
    """One total above or below everything else."""
    rest = [line for line in lines if line is not lines[at]]
    if panel.numbered:
        yield from down(panel, lines[at], [rest])
        return
    unmarked = all(level_of(line) == UNNUMBERED for line in rest)
    certain = not (unmarked and any(OF_WHICH.match(line.key) for line in rest))
    yield from borne_out(down(panel, lines[at], top_readings(rest), nested=True), certain=certain)


def _with_carry(panel: Panel, lines: Sequence[Line], middle: int) -> Iterator[Claim]:
    """本年支出合计 of the lines above it, and 总计 of that and what is carried over.

    The carried balance may be followed by its own parts (一般公共预算, 政府性基金) without a sign that they are parts.
    """
    above, between = lines[:middle], lines[middle + 1 : -1]
    if above:
        yield from borne_out(down(panel, lines[middle], top_readings(above), nested=True), certain=True)
    rest = [lines[middle], *between]
    readings = [rest, [lines[middle], *_without_followers(between)], [lines[middle], *between[:1]]]
    yield from borne_out(down(panel, lines[-1], readings, nested=True), certain=True)


def _with_subtotals(panel: Panel, lines: Sequence[Line]) -> Iterator[Claim]:
    """小计 of the lines next to it, and the total of every 小计; they stand all above or all below their lines."""
    totals = [line for line in lines if TOTAL.match(line.key)]
    body = [line for line in lines if not TOTAL.match(line.key)]
    subtotals = [line for line in body if SUBTOTAL.search(line.key)]
    above = SUBTOTAL.search(body[0].key) is not None
    if above == (SUBTOTAL.search(body[-1].key) is not None):
        return
    claims: list[Claim] = []
    for subtotal in subtotals:
        at = next(at for at, line in enumerate(body) if line is subtotal)
        neighbours = body[at + 1 :] if above else body[:at][::-1]
        members = list(takewhile(lambda line: not SUBTOTAL.search(line.key), neighbours))
        if members:
            claims += down(panel, subtotal, top_readings(members), nested=True)
    yield from borne_out(claims, certain=True)
    if len(totals) == 1 and (lines[0] is totals[0] or lines[-1] is totals[0]):
        yield from borne_out(down(panel, totals[0], [subtotals]), certain=True)


def _numbered(panel: Panel, lines: Sequence[Line]) -> Iterator[Claim]:
    """Numbered lines of the lines numbered one level deeper that follow them."""
    levels = [level_of(line) for line in lines]
    for at, (whole, level) in enumerate(zip(lines, levels, strict=True)):
        if level == UNNUMBERED:
            continue
        inside = _inside(level, list(zip(lines[at + 1 :], levels[at + 1 :], strict=True)))
        numbered = [(line, deeper) for line, deeper in inside if deeper != UNNUMBERED]
        if len(numbered) < 2 or OF_WHICH.match(inside[0][0].key):
            continue
        highest = min(deeper for _, deeper in numbered)
        members = [line for line, deeper in numbered if deeper == highest]
        yield from borne_out(down(panel, whole, [members]), certain=False)


def _inside(level: int, below: Sequence[tuple[Line, int]]) -> list[tuple[Line, int]]:
    """The lines that stand deeper than a level, up to the next that does not or to a total."""
    return list(takewhile(lambda line: level < line[1] and not SUM.search(line[0].key), below))
