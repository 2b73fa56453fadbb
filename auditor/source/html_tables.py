"""The grid of an HTML table while it is read (WHATWG HTML, 4.9.12), and whether it is a table at all."""

from __future__ import annotations

from auditor.source.flatten import Block, Budget, Grid, GridCell, Prose
from auditor.source.html_tags import attributes_of

__all__ = ["WebTable", "whole"]

TALLEST_SPAN = 65_534
MOST_COLUMNS = 500
"""Cells are cut off here: pages give any large number to say that a cell goes all across."""
FRAME_ROLES = ("presentation", "none")


LONGEST_CELL = 30
"""So many paragraphs are not one cell of a form, but the text of a page."""


class WebTable:
    """A table being read. `container` is the list of blocks that the table stands in.

    `free` holds by column the first row below a cell above it; `contents` the blocks of every cell of the grid.
    """

    def __init__(self, container: list[Block], attributes: str, budget: Budget) -> None:
        self.container = container
        self.framed = "role" in attributes and attributes_of(attributes).get("role") in FRAME_ROLES
        self.budget = budget
        self.grid = Grid()
        self.contents: list[list[Block]] = []
        self.row = -1
        self.column = 0
        self.group = 0
        self.free: dict[int, int] = {}
        self.in_row = False
        self.in_cell = False

    def start_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0
        self.in_row = True

    def end_group(self) -> None:
        """End the rows of a table section: no cell reaches out of it."""
        self.in_row = False
        self.free.clear()
        for cell in self.grid.cells[self.group :]:
            cell.rowspan = min(cell.rowspan, self.row + 1 - cell.row)
        self.group = len(self.grid.cells)

    def start_cell(self, attributes: str) -> list[Block]:
        """Begin a cell at the next place that none above it covers. Returns the list for its blocks."""
        if not self.in_row:
            self.start_row()
        free, column = self.free, self.column
        while free.get(column, 0) > self.row:
            column += 1
        colspan = rowspan = 1
        if "span" in attributes.lower():
            given = attributes_of(attributes)
            colspan = max(1, min(whole(given.get("colspan", ""), 1, MOST_COLUMNS), MOST_COLUMNS - column))
            rowspan = whole(given.get("rowspan", ""), 1, TALLEST_SPAN) or TALLEST_SPAN
        self.budget.take_cell(colspan)
        self.column = column + colspan
        if rowspan > 1 and self.column <= MOST_COLUMNS:
            for covered in range(column, self.column):
                free[covered] = self.row + rowspan
        self.grid.cells.append(GridCell(self.row, column, colspan, rowspan))
        self.contents.append([])
        self.in_cell = True
        return self.contents[-1]

    def close(self) -> list[Block]:
        """What the table comes to: itself, or the blocks of its cells where it only arranges the page."""
        self.end_group()
        filled = [blocks for blocks in self.contents if blocks]
        if self.framed or len(filled) < 2 or _arranges_page(filled):
            return [block for blocks in filled for block in blocks]
        for cell, blocks in zip(self.grid.cells, self.contents, strict=True):
            cell.prose = [block for block in blocks if isinstance(block, Prose)]
            self.grid.inner += [block for block in blocks if isinstance(block, Grid)]
        return [self.grid]


def whole(text: str, default: int, most: int) -> int:
    """The digits that a value begins with as a number up to `most`; `default` where it begins with none."""
    digits = ""
    for sign in text.strip()[:9]:
        if not "0" <= sign <= "9":
            break
        digits += sign
    return min(int(digits), most) if digits else default


def _arranges_page(filled: list[list[Block]]) -> bool:
    """Whether these cells hold a page rather than figures: bigger tables than theirs, or whole articles."""
    inner = sum(len(block.cells) for blocks in filled for block in blocks if isinstance(block, Grid))
    return inner > len(filled) or any(len(blocks) > LONGEST_CELL for blocks in filled)
