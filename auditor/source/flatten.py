"""Paragraphs and grids of cells, as readers of Word files and web pages find them, to one text with parts.

Inside a cell paragraphs are parted by line breaks. A table inside a cell follows the table it stands in, so that no
character belongs to two parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from auditor.source.assembly import Assembly, CellFacts, address
from auditor.source.model import NOWHERE, Place, TablePart, TextPart, Unreadable

__all__ = ["WIDEST_SPAN", "Anchor", "Block", "Budget", "Grid", "GridCell", "Prose", "address", "flatten"]

WIDEST_SPAN = 1_000
"""The most columns one cell is believed to cover; Word stops at 63, web browsers at 1000."""


@dataclass(slots=True)
class Prose:
    """A paragraph. `at` is where it starts in the file, `label` how many first characters the file does not hold."""

    text: str
    heading: bool = False
    page: int | None = None
    at: int | None = None
    label: int = 0


@dataclass(slots=True)
class GridCell:
    """A cell at a 0-based grid position, with its paragraphs; covered cells of a merge are not kept."""

    row: int
    column: int
    colspan: int = 1
    rowspan: int = 1
    page: int | None = None
    prose: list[Prose] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table, its cells row by row, and the tables inside its cells."""

    cells: list[GridCell] = field(default_factory=list)
    inner: list[Grid] = field(default_factory=list)


Block = Prose | Grid


@dataclass(frozen=True, slots=True)
class Anchor:
    """The paragraph of the file, at offset `at` of its main part, whose text starts at `start` of the source's text."""

    start: int
    end: int
    at: int


@dataclass(slots=True)
class Budget:
    """What may be read of a document, and what has been; each method raises Unreadable when its limit is passed."""

    path: str
    most_cells: int = 300_000
    most_paragraphs: int = 1_000_000
    most_characters: int = 30_000_000
    deepest_table: int = 25
    cells: int = 0
    paragraphs: int = 0
    characters: int = 0

    def take_cell(self, columns: int) -> None:
        """Count a cell that covers so many columns."""
        self.cells += columns
        if self.cells > self.most_cells:
            raise self._exceeded(self.most_cells, "个单元格", "table cells")

    def take_paragraph(self, text: str) -> None:
        """Count a paragraph; its lines count as paragraphs too."""
        self.paragraphs += 1 + text.count("\n")
        self.characters += len(text)
        if self.paragraphs > self.most_paragraphs:
            raise self._exceeded(self.most_paragraphs, "个段落", "paragraphs")
        if self.characters > self.most_characters:
            raise self._exceeded(self.most_characters, "个字符", "characters")

    def check_depth(self, tables: int) -> None:
        """Refuse so many tables inside one another."""
        if tables > self.deepest_table:
            raise self._exceeded(self.deepest_table, "层嵌套表格", "tables inside one another")

    def _exceeded(self, limit: int, zh: str, en: str) -> Unreadable:
        return Unreadable(
            self.path,
            f"文件中有超过 {limit} {zh}，超出上限，不予读取；请拆分后再检查。",
            f"the file has more than {limit} {en}, which is the limit; it is not read. Split it and check the pieces.",
        )


def flatten(blocks: Iterable[Block], paged: bool = True, anchors: list[Anchor] | None = None) -> Assembly:
    """The blocks as text and parts, tables numbered from 1; every line of a paragraph outside tables is a part.

    Places name pages only where these can be relied on (`paged`); `anchors` receives the anchors of the paragraphs.
    """
    out = Assembly()
    tables = 0
    for block in _in_order(blocks):
        if isinstance(block, Prose):
            start = out.add(f"{block.text}\n")
            place = Place(page=block.page) if paged and block.page else NOWHERE
            out.parts += _lines(block, start, place)
            if anchors is not None:
                anchors += _anchors([block], start)
            continue
        tables += 1
        out.table(_cells(block, paged), Place(tables, page=block.cells[0].page if paged else None))
        made = out.parts[-1]
        if anchors is not None and isinstance(made, TablePart):
            for cell, placed in zip(block.cells, made.cells, strict=True):
                anchors += _anchors(cell.prose, placed.start)
    return out


def _lines(prose: Prose, start: int, place: Place) -> Iterator[TextPart]:
    """The lines of a paragraph: a break that its author made begins a line of its own, no other does."""
    for line in prose.text.split("\n"):
        if line and not line.isspace():
            yield TextPart(start, start + len(line), place, prose.heading)
        start += len(line) + 1


def _anchors(paragraphs: list[Prose], start: int) -> Iterator[Anchor]:
    for prose in paragraphs:
        end = start + len(prose.text)
        if prose.at is not None:
            yield Anchor(start + prose.label, end, prose.at)
        start = end + 1


def _in_order(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each table followed by the tables inside it: the order in which tables start in the file."""
    for block in blocks:
        if isinstance(block, Prose) or block.cells:
            yield block
        if isinstance(block, Grid):
            yield from _in_order(block.inner)


def _cells(grid: Grid, paged: bool) -> Iterator[CellFacts]:
    """What an Assembly wants to know of each cell."""
    # Grid columns in which no cell starts are left over from other edits of the table; nobody can see them.
    columns = sorted({cell.column for cell in grid.cells})
    index = {column: at for at, column in enumerate(columns)}
    for cell in grid.cells:
        column = index[cell.column]
        colspan = 1 if cell.colspan == 1 else bisect_left(columns, cell.column + cell.colspan) - column
        text = "\n".join([prose.text for prose in cell.prose])
        yield cell.row, column, cell.rowspan, colspan, text, cell.page if paged else None, None
