"""Tables whose rows were lost: their cells one after the other, as web pages are copied into text.

Where empty cells are still there, a row is as wide as the headings, less the merged cells at its left that belong to
a row above; how many those are, every row's own words tell, by dynamic programming over the whole table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor.layout import Cell, Row
from auditor.layout.headings import heading_of
from auditor.layout.words import are_headings
from auditor.records.draft import row_of
from auditor.records.fit import fit
from auditor.records.terms import fund_column_of, label_of, split_label
from auditor.values import is_blank

__all__ = ["opens_row", "parted"]

# Merged cells stand at the left: what is to their right begins every row.
MERGED = ("section", "level1", "level2", "ignored")
BELOW = frozenset(("total", "remark", "grade", "name", "code", "department", "supervisor", "contact"))
"""Labels of rows that end the indicators of a table."""
FEWEST = 9
"""Cells that three headings and two rows below them have together."""
LOST = -2.0
MISSING = {"name": -4.0, "target": -1.0}


def parted(rows: Sequence[Row]) -> list[Row]:
    """The rows, those divided that hold a whole table: headings of columns and, behind them, more cells than those."""
    out: list[Row] = []
    for row in rows:
        run = _headings(row.cells) if len(row.cells) > FEWEST else None
        out += _divided(row.cells, run) if run and len(row.cells) - len(run) > 2 * len(run) else [row]
    return out


def opens_row(before: str | None, text: str) -> bool:
    """Whether a cell of a form opens a row: a label, unless it is one of the headings of columns side by side."""
    label = label_of(text)
    if label is None and split_label(text) is None:
        return before is not None and label_of(before) == "result"
    if before is None:
        return True
    both = label_of(before) == "expected" and label == "result"
    return not both and not (fund_column_of(text) and fund_column_of(before))


def _headings(cells: Sequence[Cell]) -> range | None:
    """The first run of headings of an indicator table among the cells."""
    named = groupby(range(len(cells)), lambda at: heading_of(cells[at].text) is not None)
    runs = ([*run] for is_name, run in named if is_name)
    found = next((run for run in runs if are_headings(cells[at].text for at in run)), None)
    return range(found[0], found[-1] + 1) if found else None


def _divided(cells: Sequence[Cell], run: range | None) -> Iterator[Row]:
    while run is not None:
        yield from _form(cells[: run.start])
        yield row_of(cells[run.start : run.stop])
        fields = [_field(cell) for cell in cells[run.start : run.stop]]
        cells = cells[run.stop :]
        run = _headings(cells)
        end = 0
        for start, stop, first in _rows(cells[: run.start if run else None], fields):
            yield row_of(cells[start:stop], first)
            end = stop
        cells = cells[end:]
        run = range(run.start - end, run.stop - end) if run else None
    yield from _form(cells)


def _field(cell: Cell) -> str:
    return heading_of(cell.text) or "ignored"


def _form(cells: Sequence[Cell]) -> Iterator[Row]:
    """Rows that open with labels."""
    start = 0
    before = None
    for at, cell in enumerate(cells):
        if at > start and cell.text and opens_row(before, cell.text):
            yield row_of(cells[start:at])
            start = at
        before = cell.text or before
    if any(cell.text for cell in cells[start:]):
        yield row_of(cells[start:])


def _rows(cells: Sequence[Cell], fields: Sequence[str]) -> list[tuple[int, int, int]]:
    """Start and end of every row of indicators and the column that it begins in; what follows them is left."""
    size, wide = len(cells), len(fields)
    firsts = [0]
    while firsts[-1] + 1 < wide and fields[firsts[-1]] in MERGED:
        firsts.append(firsts[-1] + 1)
    points = [
        {first: _points(cells[at : at + wide - first], fields[first:]) for first in firsts if at + wide - first <= size}
        for at in range(size)
    ]
    best = [LOST * (size - at) if not _ends(cells[at]) else 0.0 for at in range(size)] + [0.0]
    choice: list[int | None] = [None] * (size + 1)
    for at in range(size - 1, -1, -1):
        if _ends(cells[at]):
            continue
        for first, own in points[at].items():
            if own + best[at + wide - first] > best[at]:
                best[at], choice[at] = own + best[at + wide - first], first
    out = []
    at = 0
    while (begun := choice[at]) is not None:
        out.append((at, at + wide - begun, begun))
        at += wide - begun
    return out


def _ends(cell: Cell) -> bool:
    return label_of(cell.text) in BELOW


def _points(cells: Sequence[Cell], fields: Sequence[str]) -> float:
    """How well the cells fit the fields they stand under."""
    return sum(
        MISSING.get(field, 0.0) if is_blank(cell.text) else fit(field, cell.text)
        for cell, field in zip(cells, fields, strict=True)
    )
