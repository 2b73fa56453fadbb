"""Lists of projects or offices with amounts: one a row, as in the table of project expenditure of a budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditor.layout import Row, Table
from auditor.layout.headings import key_of
from auditor.records.claims.grid import SUM_LABEL
from auditor.records.draft import amount_of, words_of
from auditor.records.model import Datum, Document, Words
from auditor.source import Span
from auditor.values import Value

__all__ = ["Listing", "listings_of"]

HEADINGS = {
    "项目名称": "project",
    "项目支出名称": "project",
    "单位名称": "office",
    "部门名称": "office",
    "预算单位": "office",
    "预算单位名称": "office",
}


class Listing(NamedTuple):
    """A row: the number of its table, what it names (project or office), and its figures by column."""

    table: int
    of: str
    name: Words
    amounts: tuple[tuple[int, Datum[Value]], ...]
    span: Span


def listings_of(document: Document) -> Iterator[Listing]:
    """The rows of every list, totals left out; of a name that stands in several rows of a list none."""
    for table in document.tables:
        rows = list(_rows(table))
        names = [key_of(row.name.raw) for row in rows]
        yield from (row for row, name in zip(rows, names, strict=True) if names.count(name) == 1)


def _rows(table: Table) -> Iterator[Listing]:
    column, of = -1, ""
    for row in table.rows:
        heading = next((cell for cell in row.filled if key_of(cell.text) in HEADINGS), None)
        if heading is not None:
            column, of = heading.column, HEADINGS[key_of(heading.text)]
        elif of:
            name = next((cell for cell in row.filled if cell.column == column), None)
            amounts = tuple(_amounts(row, column))
            if name is not None and amounts and not SUM_LABEL.search(key_of(name.text)):
                yield Listing(table.number, of, words_of(name), amounts, row.span)


def _amounts(row: Row, names: int) -> Iterator[tuple[int, Datum[Value]]]:
    for cell in row.filled:
        amount = amount_of(cell)
        if cell.column > names and amount.value.figure is not None and amount.value.upper is None:
            yield cell.column, amount
