"""The arithmetic of every table that is not a project's: each is laid out as a grid and asked for its sums."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from auditor.layout import Table
from auditor.records.claims.cells import same_claim
from auditor.records.claims.codes import claims_of_codes, has_codes
from auditor.records.claims.columns import claims_across
from auditor.records.claims.grid import Grid, Line, Panel, figure_in, grid_of, holds_anything
from auditor.records.claims.lines import claims_down
from auditor.records.claims.travel import claims_of_travel, travel_lines
from auditor.records.model import Claim, Document, Paragraph

__all__ = ["claims_of_tables", "grids_of"]

LINES_ABOVE = 3
LONGEST_LINE_ABOVE = 60
BALANCED = ("收入总计", "支出总计")
GRAND = ("总计", "收支总计", *BALANCED)


def grids_of(document: Document) -> list[Grid]:
    """The grids of a document's tables, with the lines of text right above each."""
    found = []
    done = 0
    starts = [one.span.start for one in document.paragraphs]
    for table in document.tables:
        before = document.paragraphs[bisect_left(starts, done) : bisect_left(starts, table.span.start)]
        grid = grid_of(table, _above(table, before))
        done = table.span.end
        if grid is not None:
            found.append(grid)
    return found


def _above(table: Table, paragraphs: Sequence[Paragraph]) -> list[str]:
    """The short paragraphs among the last that end before the table: title, unit, date."""
    between = [one.text for one in paragraphs if one.span.end <= table.span.start]
    return [text for text in between[-LINES_ABOVE:] if len(text) <= LONGEST_LINE_ABOVE]


def claims_of_tables(grids: Iterable[Grid]) -> Iterator[Claim]:
    """Sums, products, rates and balances of every table of figures."""
    for grid in grids:
        if has_codes(grid.panels):
            yield from claims_of_codes(grid.panels)
        for panel in grid.panels:
            yield from _of_panel(panel, coded=has_codes(grid.panels))
        yield from _balance(grid)


def _of_panel(panel: Panel, *, coded: bool) -> Iterator[Claim]:
    travel = list(claims_of_travel(panel))
    yield from travel
    of_travel = travel_lines(panel)
    if not coded and not of_travel:
        yield from claims_down(panel)
    if not travel or of_travel:
        yield from claims_across(panel)


def _balance(grid: Grid) -> Iterator[Claim]:
    """That income and expenditure of 收支总表 come to the same: 收入 + 年初结转 = 支出 + 年末结转."""
    if len(grid.panels) != 2:
        return
    income, spending = (_grand(panel) for panel in grid.panels)
    if income is None or spending is None:
        return
    one, other = figure_in(income, grid.panels[0].columns[0]), figure_in(spending, grid.panels[1].columns[0])
    if one is not None and other is not None:
        yield same_claim(spending.label, other, one)


def _grand(panel: Panel) -> Line | None:
    """The last line of a panel where it is its grand total."""
    lines = [line for line in panel.lines if holds_anything(line)]
    return lines[-1] if lines and lines[-1].key in GRAND else None
