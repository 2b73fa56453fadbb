"""Blocks of formats that say themselves what is a table: Word, Excel, PDF, web pages."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from auditor.layout.model import Block, Cell, Paragraph, Row, Table, address
from auditor.source import Source, TablePart, rejoin

__all__ = ["from_parts"]


def from_parts(source: Source) -> list[Block]:
    """One block a part, tables numbered from 1 in reading order."""
    blocks: list[Block] = []
    number = 0
    for part in source.parts or ():
        if isinstance(part, TablePart):
            number += 1
            blocks.append(_table(source, part, number))
        elif source.text[part.start : part.end].strip():
            span = source.span(part.start, part.end, part.place)
            blocks.append(Paragraph(span.quote, span, part.heading))
    return blocks


def _table(source: Source, part: TablePart, number: int) -> Table:
    rows = []
    for index, parts in groupby(part.cells, key=lambda cell: cell.row):
        cells = []
        for cell in parts:
            place = cell.place
            if place.row is None:
                place = replace(place, table=number, row=index + 1, cell=address(cell.column, index + 1))
            span = source.span(cell.start, cell.end, place)
            cells.append(Cell(rejoin(span.text), span, cell.column, cell.colspan, cell.rowspan))
        rows.append(Row(tuple(cells), source.span(cells[0].span.start, cells[-1].span.end, cells[0].span.place)))
    return Table(tuple(rows), source.span(part.start, part.end, part.place), number)
