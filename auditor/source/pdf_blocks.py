"""A page as blocks: the ruled tables with the text of their cells, and the lines between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.source.pdf_columns import guessed
from auditor.source.pdf_geometry import Box, Run
from auditor.source.pdf_lattice import Grid, GridCell, grids
from auditor.source.pdf_page import Page
from auditor.source.pdf_words import Line, cell_text, lines_of, margins

__all__ = ["Cell", "Piece", "blocks_of"]

NOWHERE = Box(1.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Cell:
    """A cell of a table, or the part of it on one page.

    `slack` is the room left in its last line, in points, `em` how wide an ideograph is, and `low` tells that its text
    reaches down to the rule below: what a cell looks like that a page end has cut.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    page: int
    box: Box
    slack: float = 0.0
    em: float = 0.0
    low: bool = False


@dataclass(slots=True)
class Piece:
    """What one page shows of a table: `xs` are the edges of its columns.

    `lines` are kept of a single box, which may turn out to be no table at all; `guessed` marks one without rules.
    """

    page: int
    box: Box
    rows: int
    xs: list[float]
    cells: list[Cell]
    open_top: bool = False
    open_bottom: bool = False
    lines: list[Line] = field(default_factory=list)
    guessed: bool = False


def blocks_of(page: Page, before: list[Piece | Line]) -> list[Piece | Line]:
    """The tables and lines of a page from top to bottom; `before` are those of the page before it."""
    found = grids(page.rules)
    tables = [grid for grid in found if len(grid.cells) > 1 or not _frames(grid, found, page)]
    blocks, loose = _filled(page, tables, page.runs)
    lines = lines_of(loose)
    unruled = guessed(lines, page.rules, _carried(before))
    if unruled:
        more, loose = _filled(page, unruled, loose)
        for piece in more:
            piece.guessed = True
        blocks += more
        lines = lines_of(loose)
    return sorted([*blocks, *lines], key=lambda block: (-block.box.y1, block.box.x0))


def _carried(before: list[Piece | Line]) -> list[float] | None:
    """The columns of the table without rules that was the last thing on a page, but for a foot of one or two lines."""
    for block in before[:-4:-1]:
        if isinstance(block, Piece):
            return block.xs if block.guessed else None
    return None


def _filled(page: Page, tables: list[Grid], runs: list[Run]) -> tuple[list[Piece], list[Run]]:
    """The tables with their text, smallest first so that one inside another has its own; and the text in none."""
    places = sorted(tables, key=lambda grid: (grid.box.x1 - grid.box.x0) * (grid.box.y1 - grid.box.y0))
    held, loose = _by_cell(places, runs)
    return [_piece(page, grid, cells) for grid, cells in zip(places, held, strict=True)], loose


def _frames(box: Grid, found: list[Grid], page: Page) -> bool:
    """Whether a single box is drawn round other tables or half a page: a border of the page, not a table."""
    x0, y0, x1, y1 = box.box
    return y1 - y0 > page.geometry.height / 2 or any(
        x0 <= other.box.x0 and y0 <= other.box.y0 and other.box.x1 <= x1 and other.box.y1 <= y1
        for other in found
        if other is not box
    )


def _by_cell(tables: list[Grid], runs: list[Run]) -> tuple[list[list[list[Run]]], list[Run]]:
    """The runs of every cell of every table, and those in none; the first table that holds a run's middle has it."""
    held: list[list[list[Run]]] = [[[] for _ in grid.cells] for grid in tables]
    outside: list[Run] = []
    todo = runs[::-1]
    here, (x0, y0, x1, y1) = outside, NOWHERE
    while todo:
        run = todo.pop()
        text, left, low, right, high = run
        x, y = (left + right) / 2, (low + high) / 2
        # Most runs stand in the same cell as the one before.
        if not (x0 <= x < x1 and y0 <= y < y1):
            here, (x0, y0, x1, y1) = _place(tables, held, outside, x, y)
        if len(text) > 1 and (left < x0 or right > x1) and here is not outside:
            # Part of it stands in the next cell.
            todo.extend(reversed(run.characters()))
        else:
            here.append(run)
    return held, outside


def _place(
    tables: list[Grid], held: list[list[list[Run]]], outside: list[Run], x: float, y: float
) -> tuple[list[Run], Box]:
    """Where a run with this middle is put, and the box in which the same holds."""
    for grid, cells in zip(tables, held, strict=True):
        index = grid.cell_at(x, y)
        if index is not None:
            return cells[index], grid.cells[index].box
    return outside, NOWHERE


def _piece(page: Page, grid: Grid, held: list[list[Run]]) -> Piece:
    """A ruled table with its text."""
    cells: list[Cell] = []
    lines: list[Line] = []
    for place, runs in zip(grid.cells, held, strict=True):
        text, lines = cell_text(runs, place.box)
        cells.append(_cell(page, place, text, lines))
    alone = lines if len(cells) == 1 else []
    return Piece(page.number, grid.box, grid.rows, grid.xs, cells, grid.open_top, grid.open_bottom, alone)


def _cell(page: Page, place: GridCell, text: str, lines: list[Line]) -> Cell:
    box = place.box
    cell = Cell(place.row, place.column, place.rowspan, place.colspan, text, page.number, box)
    if lines:
        last = lines[-1]
        left, right = margins(lines, box)
        cell.slack = right - left - last.box.x1 + last.box.x0
        cell.em = max([line.em for line in lines])
        cell.low = last.box.y0 - box.y0 < last.size
    return cell
