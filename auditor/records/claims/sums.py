"""Sums inside a grid: down the lines of a column and across the columns of a line.

A total and its parts are found by their words. Where the words leave more than one reading, the figures of the
whole table have to bear it out before one of them is called wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.records.claims.cells import Printed, sum_claim
from auditor.records.claims.grid import Column, Line, Panel, figure_in, is_empty
from auditor.records.model import Claim
from auditor.values import Interval

__all__ = ["across", "borne_out", "down"]

ZERO = Interval(Decimal(0), Decimal(0))


def down(panel: Panel, whole: Line, readings: Sequence[Sequence[Line]], *, nested: bool = False) -> list[Claim]:
    """The claims, one a column, that a line is the sum of others; `nested` where lines may be parts of lines above.

    An empty cell is nothing here: a line that is left out of a column has no amount in it.
    """
    claims = []
    for column in panel.columns:
        stated = figure_in(whole, column) if column.added else None
        parts = _read([[(line, column) for line in reading] for reading in readings]) if stated is not None else None
        if stated is None or parts is None:
            continue
        what = f"{whole.label} {column.name}"
        claim = _sum(what, stated, parts)
        if nested and claim is not None and not claim.holds:
            inner = [figure_in(line, column) for line in outermost(readings[-1], column)]
            claim = _sum(what, stated, [*parts, [figure for figure in inner if figure is not None]])
        if claim is not None:
            claims.append(claim)
    return claims


def across(lines: Sequence[Line], whole: Column, readings: Sequence[Sequence[Column]]) -> list[Claim]:
    """The claims, one a line, that a column is the sum of others."""
    claims = []
    for line in lines:
        stated = figure_in(line, whole)
        parts = _read([[(line, column) for column in reading] for reading in readings]) if stated is not None else None
        if stated is None or parts is None:
            continue
        claim = _sum(f"{line.label} {whole.name}", stated, parts)
        if claim is not None:
            claims.append(claim)
    return claims


def _read(readings: Sequence[Sequence[tuple[Line, Column]]]) -> list[list[Printed]] | None:
    """The figures in the cells of each reading; None where one of them holds neither a figure nor nothing."""
    found = []
    for cells in readings:
        figures = []
        for line, column in cells:
            figure = figure_in(line, column)
            if figure is not None:
                figures.append(figure)
            elif not is_empty(line, column):
                return None
        found.append(figures)
    return found


def _sum(what: str, stated: Printed, readings: Sequence[Sequence[Printed]]) -> Claim | None:
    """The claim; None where nothing is added up, or nothing but zeros to zero."""
    if not stated.figure.number and not any(part.figure.number for reading in readings for part in reading):
        return None
    return sum_claim(what, stated, *readings)


def outermost(lines: Sequence[Line], column: Column) -> list[Line]:
    """The lines that are not parts of a line above: each whole of at least two lines right below it is passed over."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        out.append(lines[at])
        at += 1 + _parts_below(lines[at], lines[at + 1 :], column)
    return out


def _parts_below(whole: Line, below: Sequence[Line], column: Column) -> int:
    """How many of the lines below a line make it up; 0 where none do."""
    stated = figure_in(whole, column)
    if stated is None or stated.figure.number == 0:
        return 0
    added, parts = ZERO, 0
    for size, line in enumerate(below, start=1):
        part = figure_in(line, column)
        if part is None:
            continue
        added, parts = added + part.figure, parts + 1
        if parts > 1 and stated.figure.meets(added):
            return size
        if abs(added) > abs(stated.figure):
            return 0
    return 0


def borne_out(claims: Sequence[Claim], *, certain: bool) -> list[Claim]:
    """The claims of one structure of a table, where the table itself does not speak against it.

    A structure that its words make `certain` is doubted only where several different figures all contradict it; any
    other has to hold more often than not, each time with at least two parts, before a failure counts.
    """
    failing = {_figures(claim) for claim in claims if not claim.holds}
    if not failing or (certain and len(failing) < 2):
        return list(claims)
    proofs = {_figures(claim) for claim in claims if claim.holds and _parts(claim) > 1}
    if certain:
        return list(claims) if proofs else []
    if len(failing) <= len(proofs):
        return list(claims)
    return [claim for claim in claims if claim.holds]


def _figures(claim: Claim) -> tuple[str, ...]:
    return (claim.stated.figure.printed, *(operand.figure.printed for operand in claim.operands))


def _parts(claim: Claim) -> int:
    return sum(operand.figure.number != 0 for operand in claim.operands)
