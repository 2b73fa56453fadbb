"""Blocks of a document: paragraphs and tables of cells, each with its place in the source."""

from __future__ import annotations

from dataclasses import field

from auditor.frozen import dataclass
from auditor.source import Span

__all__ = ["Block", "Cell", "Paragraph", "Rest", "Row", "Table", "address"]


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `text` as one line with broken words rejoined, `column` its 0-based grid column."""

    text: str
    span: Span
    column: int
    colspan: int = 1
    rowspan: int = 1

    def at(self, column: int) -> Cell:
        """The cell in another column."""
        return Cell(self.text, self.span, column, self.colspan, self.rowspan)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells in reading order, empty ones included where the layout shows them."""

    cells: tuple[Cell, ...]
    span: Span
    filled: tuple[Cell, ...] = field(init=False, repr=False, compare=False)
    """The cells that hold text."""

    def __post_init__(self) -> None:
        filled = [cell for cell in self.cells if cell.text]
        object.__setattr__(self, "filled", self.cells if len(filled) == len(self.cells) else tuple(filled))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together. `flow` marks a table whose cells had to be guessed from running text:

    its rows hold fragments in reading order, and `column` says nothing. Where it is `whole`, every fragment is a cell
    (one a line), only empty cells and the ends of rows were lost.
    """

    rows: tuple[Row, ...]
    span: Span
    number: int
    flow: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose: `text` as one line, wrapped lines rejoined."""

    text: str
    span: Span
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """Rows of a table that are not laid out, being beyond the limit on the cells of a document; how many."""

    span: Span
    rows: int


Block = Table | Paragraph | Rest


def address(column: int, row: int) -> str:
    """The spreadsheet name of a cell: column 4 (counted from 0) of row 9 is E9."""
    if 0 <= column < len(LETTERS):
        return f"{LETTERS[column]}{row}"
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
