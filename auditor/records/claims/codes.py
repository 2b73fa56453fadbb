"""Tables with codes: 类 of its 款 and 款 of its 项, economic 类 of their 款, and what the totals are made of.

The codes themselves say what belongs to what: 2010101 is part of 20101, and that of 201.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.records.claims.grid import Line, Panel, holds_anything
from auditor.records.claims.sums import borne_out, down
from auditor.records.model import Claim

__all__ = ["claims_of_codes", "has_codes"]

TOTAL = re.compile(r"^(?:本年|全年)?(?:收入|支出|基本支出)?(?:合计|总计|共计)$")
PERSONNEL = re.compile(r"人员(?:经费|支出)(?:合计|小计)$")
OPERATING = re.compile(r"公用(?:经费|支出)(?:合计|小计)$")
# Economic classes of the department's accounts: personnel, and the running of the office.
PERSONNEL_CODES = ("301", "303")
OPERATING_CODES = ("302", "307", "309", "310", "311", "312", "313", "399")
CLASS = 3


def has_codes(panels: Sequence[Panel]) -> bool:
    """Whether a table is one of codes: at least two of its lines have one."""
    return sum(bool(line.code) for panel in panels for line in panel.lines) > 1


def claims_of_codes(panels: Sequence[Panel]) -> Iterator[Claim]:
    """The sums of a table of codes; panels side by side are read one after the other."""
    if not all(panel.complete for panel in panels):
        return
    if len({len(panel.columns) for panel in panels}) > 1:
        for panel in panels:
            yield from _one(panel)
        return
    yield from _one(_joined(panels))


def _joined(panels: Sequence[Panel]) -> Panel:
    """One panel with the lines of all: their columns stand in for each other in order.

    The amount of 公用经费合计 may stand in the last panel, its label in one before.
    """
    first = panels[0]
    lines: list[Line] = []
    waiting: dict[int, int] = {}
    for panel in panels:
        places = {old.at: new.at for old, new in zip(panel.columns, first.columns, strict=True)}
        for line in panel.lines:
            moved = replace(line, cells={places[at]: cell for at, cell in line.cells.items()}, figures={})
            if not moved.key and moved.row in waiting:
                label = waiting.pop(moved.row)
                lines[label] = replace(lines[label], cells=moved.cells, figures={})
                continue
            if moved.key and not moved.cells:
                waiting[moved.row] = len(lines)
            lines.append(moved)
    return replace(first, lines=tuple(lines))


def _one(panel: Panel) -> Iterator[Claim]:
    lines = [line for line in panel.lines if holds_anything(line)]
    coded = [line for line in lines if line.code]
    claims: list[Claim] = []
    for at, whole in enumerate(coded):
        members = _members(coded[at + 1 :], whole.code)
        if members:
            claims += down(panel, whole, [members])
    yield from borne_out(claims, certain=True)
    roots = _roots(coded)
    yield from _totals(panel, lines, roots)
    yield from _economic(panel, lines, roots)


def _members(below: Sequence[Line], code: str) -> list[Line]:
    """The lines right below a code that are its parts, without the parts of those parts."""
    members: list[Line] = []
    for line in below:
        if not line.code.startswith(code) or line.code == code:
            break
        if not members or not line.code.startswith(members[-1].code):
            members.append(line)
    return members


def _roots(coded: Sequence[Line]) -> list[Line]:
    """The lines that are parts of no line above them."""
    roots: list[Line] = []
    for line in coded:
        if not roots or line.code == roots[-1].code or not line.code.startswith(roots[-1].code):
            roots.append(line)
    return roots


def _totals(panel: Panel, lines: Sequence[Line], roots: Sequence[Line]) -> Iterator[Claim]:
    """合计 of the outermost codes; with lines of units between them, 合计 of the units and these of their codes."""
    plain = [line for line in lines if not line.code]
    wholes = [line for line in plain if TOTAL.match(line.key)]
    units = [line for line in plain if line not in wholes]
    if len(wholes) != 1 or not roots or any(PERSONNEL.search(line.key) or OPERATING.search(line.key) for line in units):
        return
    if not units:
        yield from borne_out(down(panel, wholes[0], [roots]), certain=True)
    elif lines[0] is wholes[0]:
        yield from borne_out(down(panel, wholes[0], [units, roots]), certain=False)


def _economic(panel: Panel, lines: Sequence[Line], roots: Sequence[Line]) -> Iterator[Claim]:
    """人员经费合计 of 301 and 303, 公用经费合计 of the other classes."""
    classes = [line for line in roots if len(line.code) == CLASS]
    if not all(line.code in (*PERSONNEL_CODES, *OPERATING_CODES) for line in classes):
        return
    for pattern, codes in ((PERSONNEL, PERSONNEL_CODES), (OPERATING, OPERATING_CODES)):
        parts = [line for line in classes if line.code in codes]
        for whole in lines:
            if parts and not whole.code and pattern.search(whole.key):
                yield from borne_out(down(panel, whole, [parts]), certain=True)
