"""The grid of a Word table while it is read: merged cells, and columns that only exist in the file."""

from __future__ import annotations

from collections.abc import Callable

from auditor.source.docx_xml import Attributes, whole
from auditor.source.flatten import WIDEST_SPAN, Block, Grid, GridCell, Prose

__all__ = ["CELL_FIELDS", "TableFrame"]

NARROWEST_COLUMN = 120
"""Twips (2 mm). Columns narrower than this hold no character: they are borders dragged nearly into line."""

CONTINUED = "continue"

# property of a cell -> field of TableFrame, and how its attributes give the value; a merge without a value goes on
CELL_FIELDS: dict[str, tuple[str, Callable[[Attributes], object]]] = {
    "w:gridSpan": ("colspan", lambda given: max(1, whole(given, "w:val", 1, WIDEST_SPAN))),
    "w:vMerge": ("down", lambda given: given.get("w:val", CONTINUED)),
    "w:hMerge": ("right", lambda given: given.get("w:val", CONTINUED)),
    "w:cellMerge": ("down", lambda given: CONTINUED if given.get("w:vMerge") == "cont" else ""),
}


class TableFrame:
    """A table being read. `container` is the list of blocks that the table stands in.

    `column` is the next free grid column of the row; `colspan`, `down` and `right` describe the cell being read;
    `merges` holds by column the cell that a `vMerge` below it continues.
    """

    def __init__(self, container: list[Block]) -> None:
        self.container = container
        self.grid = Grid()
        self.widths: list[int] = []
        self.merges: dict[int, GridCell] = {}
        self.row = 0
        self.row_page = self.last_page = 1
        self.start_row(1)
        self.start_cell()

    def start_row(self, page: int) -> None:
        """Begin a row that starts on this page."""
        self.column = 0
        self.row_page = self.last_page = page

    def end_row(self) -> None:
        """End the row; one without cells does not count."""
        if self.column:
            self.row += 1

    def start_cell(self) -> None:
        """Begin a cell of one column that is not merged."""
        self.colspan = 1
        self.down = self.right = ""

    def end_cell(self, blocks: list[Block], page: int) -> bool:
        """Put the cell, which ends on this page, into the grid. Returns whether text was lost under a merged cell."""
        prose = []
        for block in blocks:
            if isinstance(block, Prose):
                prose.append(block)
            else:
                self.grid.inner.append(block)
        column, cells = self.column, self.grid.cells
        if page > self.last_page:
            self.last_page = page
        first_page = prose[0].page or page if prose else self.row_page
        if not column:
            # Word marks the start of a page in the first cell of a row only.
            self.row_page = first_page
        self.column += self.colspan
        if self.down == CONTINUED:
            above = self.merges.get(column)
            if above is not None and above.row + above.rowspan == self.row:
                above.rowspan += 1
                return bool(prose)
        if self.right == CONTINUED and cells and cells[-1].row == self.row:
            cells[-1].colspan += self.colspan
            return bool(prose)
        cell = GridCell(self.row, column, self.colspan, 1, first_page, prose)
        cells.append(cell)
        if self.down:
            self.merges[column] = cell
        else:
            self.merges.pop(column, None)
        return False

    def close(self) -> Grid:
        """The finished grid, its borders put in line."""
        edges = visible_edges(self.widths)
        last = len(edges) - 1
        if edges[-1] == last:
            # No column is that narrow.
            return self.grid
        cells = self.grid.cells
        if any(cell.column + cell.colspan > last for cell in cells):
            return self.grid
        placed = [(cell, edges[cell.column], edges[cell.column + cell.colspan]) for cell in cells]
        if any(start == end and cell.prose for cell, start, end in placed):
            return self.grid
        for cell, start, end in placed:
            cell.column, cell.colspan = start, end - start
        self.grid.cells = [cell for cell in cells if cell.colspan]
        return self.grid


def visible_edges(widths: list[int]) -> list[int]:
    """For every grid line of a table with these column widths the number of the line that the eye takes it for."""
    edges = [0]
    width = 0
    for one in widths:
        width += one
        if one <= 0 or width >= NARROWEST_COLUMN:
            edges.append(edges[-1] + 1)
            width = 0
        else:
            edges.append(edges[-1])
    return edges
