"""Blocks of formats that say themselves what is a table: Word, Excel, PDF, web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from auditor.layout.headings import key_of
from auditor.layout.model import Block, Cell, Paragraph, Rest, Row, Table, address
from auditor.layout.words import is_heading, is_project_heading, is_table_title
from auditor.source import CellPart, Place, Source, Span, TablePart, rejoin
from auditor.source.table_words import HEADINGS, LABELS, OPENERS

__all__ = ["from_parts"]

FIELDS = {key_of(word) for word in HEADINGS | LABELS | OPENERS}
FIRST_FIELDS = {key_of(word) for word in OPENERS}
MOST_CELLS = 150_000
"""Cells of a document that are laid out, each with its place; forms and lists of a whole county have fewer."""
LABELLED = re.compile(r"^([^:：]{2,16})[:：]")


def from_parts(source: Source) -> Iterator[Block]:
    """The blocks of all parts, tables numbered from 1 in reading order; of tables beyond the limit, how many rows."""
    number = 0
    ends = _ends([part for part in source.parts or () if isinstance(part, TablePart)])
    for part in source.parts or ():
        if isinstance(part, TablePart):
            end = ends[number]
            number += 1
            if end:
                yield from _divided(_table(source, part, number, end))
            if end < len(part.cells):
                first, last = part.cells[end], part.cells[-1]
                place = first.place if first.place.row else _place(first, number)
                yield Rest(source.span(first.start, part.end, place), last.row - first.row + 1)
        elif source.text[part.start : part.end].strip():
            span = source.span(part.start, part.end, part.place)
            quote = span.quote
            yield Paragraph(quote, span, part.heading or is_heading(quote))


def _ends(parts: Sequence[TablePart]) -> list[int]:
    """How many cells of each table are laid out, whole rows of them: all, unless the document has too many.

    Then the largest tables lose what is too much: a ledger does not crowd out the form on the next sheet.
    """
    ends, left = [0] * len(parts), MOST_CELLS
    for number in sorted(range(len(parts)), key=lambda number: len(parts[number].cells)):
        cells = parts[number].cells
        end = min(left, len(cells))
        while 0 < end < len(cells) and cells[end - 1].row == cells[end].row:
            end -= 1
        ends[number] = end
        left -= end
    return ends


def _table(source: Source, part: TablePart, number: int, end: int) -> Table:
    """The first cells of a table, up to `end`."""
    rows: list[Row] = []
    cells: list[Cell] = []
    text, begun = source.text, None
    for cell in islice(part.cells, end):
        if cell.row != begun and cells:
            rows.append(Row(tuple(cells), _stretch(cells[0].span, cells[-1].span)))
            cells = []
        begun = cell.row
        place = cell.place if cell.place.row else _place(cell, number)
        span = source.span(cell.start, cell.end, place)
        cells.append(Cell(rejoin(text[cell.start : cell.end]), span, cell.column, cell.colspan, cell.rowspan))
    rows.append(Row(tuple(cells), _stretch(cells[0].span, cells[-1].span)))
    last = part.end if end == len(part.cells) else part.cells[end - 1].end
    return Table(tuple(rows), source.span(part.start, last, part.place), number)


def _place(cell: CellPart, number: int) -> Place:
    """Where a cell stands by table, row and column, for readers that do not say it."""
    return replace(cell.place, table=number, row=cell.row + 1, cell=address(cell.column, cell.row + 1))


def _divided(table: Table) -> Iterator[Block]:
    """A table without the titles that stand in rows of their own at its top, or between it and the next one.

    Spreadsheets have no other place for them, and Word's forms often begin with their title in a merged row. A sheet
    without any table is all titles.
    """
    first = 0
    for index, row in enumerate(table.rows):
        blank = index == first and not row.filled
        if not (blank or _is_title(row, top=index == first)):
            continue
        if first < index:
            yield _part(table, first, index)
        for title in row.filled:
            yield Paragraph(title.text, title.span, is_heading(title.text))
        first = index + 1
    if first < len(table.rows):
        yield _part(table, first, len(table.rows))


def _is_title(row: Row, top: bool) -> bool:
    """Whether a row is a title: nothing but one text, which names no field and does not open a form (`项目名称：…`).

    At the `top` of a table that is enough, unless it has blank cells beside it that could be filled in; between rows
    it must be a table's or project's title.
    """
    if len(row.filled) != 1:
        return False
    text = row.filled[0].text
    if is_table_title(text) or is_project_heading(text):
        return True
    if not top or (len(row.cells) > 1 and row.filled[0].span.place.sheet is None):
        return False
    label = LABELLED.match(text)
    return not (key_of(label[1]) in FIRST_FIELDS if label else key_of(text) in FIELDS)


def _part(table: Table, first: int, end: int) -> Table:
    """Some rows of a table as a table of their own."""
    if end - first == len(table.rows):
        return table
    rows = table.rows[first:end]
    return replace(table, rows=rows, span=_stretch(rows[0].span, rows[-1].span))


def _stretch(first: Span, last: Span) -> Span:
    """From the start of one span to the end of another, at the place of the first."""
    return first.source.span(first.start, last.end, first.place)
