"""Ruled tables of a page: rules to grids, grids to cells.

Rules that touch form one grid. Where the rule between two places of the grid is missing, they belong to one cell;
so merged cells need no guess. A grid whose outermost rule is missing on one side altogether (tables open at the sides,
and tables cut by a page end) is closed there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.source.pdf_geometry import Box, Rule
from auditor.source.pdf_rules import Rules

__all__ = ["Grid", "GridCell", "grids"]

# Two rules nearer than this are one: the lines of a double border, the halves of a column that is out by a hair.
NEAR = 3.2
# Dashes and dots of one line are at most so far apart.
GAP = 4.0
SHORTEST = 6.0
# A side of a cell counts as ruled if a rule runs along this share of it.
COVERED = 0.6
MOST_RULES = 6_000
MOST_PLACES = 100_000


@dataclass(slots=True)
class GridCell:
    """A cell by its 0-based upper left place, its spans and its box."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(slots=True)
class Grid:
    """A ruled table: the edges of its columns and rows, from left to right and from bottom to top, and its cells.

    `open_top` and `open_bottom` tell that no rule was drawn there.
    """

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    open_top: bool = False
    open_bottom: bool = False
    _owners: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        """The box round the table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell that holds a point."""
        if not self._owners:
            for index, cell in enumerate(self.cells):
                row, column = cell.row, cell.column
                if cell.rowspan == cell.colspan == 1:
                    self._owners[row, column] = index
                    continue
                for one in range(row, row + cell.rowspan):
                    for other in range(column, column + cell.colspan):
                        self._owners[one, other] = index
        return self._owners.get((len(self.ys) - 1 - bisect_right(self.ys, y), bisect_right(self.xs, x) - 1))


def grids(rules: Rules) -> list[Grid]:
    """The ruled tables of a page from top to bottom; none where there are more rules than any table has."""
    if not rules.horizontal or not rules.vertical:
        return []
    across, down = joined(rules.horizontal), joined(rules.vertical)
    if len(across) + len(down) > MOST_RULES:
        return []
    found = [_grid(*group) for group in _touching(across, down)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: (-grid.box.y1, grid.box.x0))


def joined(rules: list[Rule]) -> list[Rule]:
    """The rules with those on one line put together where they meet; dashes become a line, stray dots vanish."""
    if len(rules) == 1:
        return rules if rules[0].end - rules[0].start >= SHORTEST else []
    out: list[Rule] = []
    for line in _lines(sorted(rules)):
        line.sort(key=lambda rule: rule.start)
        at, start, end = line[0]
        for rule in line[1:]:
            if rule.start <= end + GAP:
                end = max(end, rule.end)
                continue
            out.append(Rule(at, start, end))
            at, start, end = rule
        out.append(Rule(at, start, end))
    return [rule for rule in out if rule.end - rule.start >= SHORTEST]


def _lines(rules: list[Rule]) -> list[list[Rule]]:
    """Sorted rules grouped by place, a point apart at most from the first of the group."""
    lines: list[list[Rule]] = []
    for rule in rules:
        if lines and rule.at - lines[-1][0].at <= 1.0:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Horizontal and vertical rules in groups that hang together."""
    down = sorted(down)
    places = [rule.at for rule in down]
    root = list(range(len(across) + len(down)))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for index, (at, start, end) in enumerate(across):
        mine = find(index)
        for other in range(bisect_left(places, start - NEAR), bisect_right(places, end + NEAR)):
            _, low, high = down[other]
            if root[len(across) + other] != mine and low - NEAR <= at <= high + NEAR:
                root[find(len(across) + other)] = mine
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(across):
        groups.setdefault(find(index), ([], []))[0].append(rule)
    for index, rule in enumerate(down):
        groups.setdefault(find(len(across) + index), ([], []))[1].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _places(rules: list[Rule], low: float, high: float) -> list[float]:
    """The places of the grid's lines, one for rules that are near; `low` and `high` too where no rule is near them."""
    groups: list[list[float]] = []
    for place in sorted(rule.at for rule in rules):
        if groups and place - groups[-1][-1] <= NEAR and place - groups[-1][0] <= 2 * NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    places = [sum(group) / len(group) for group in groups]
    if low < places[0] - 2 * NEAR:
        places.insert(0, low)
    if high > places[-1] + 2 * NEAR:
        places.append(high)
    return places


def _ruled(rules: list[Rule], places: list[float], steps: list[float]) -> list[list[bool]]:
    """For every place, along which steps between neighbouring `steps` a rule runs."""
    sizes = [after - before for before, after in pairwise(steps)]
    lengths = [[0.0] * len(sizes) for _ in places]
    by_place: dict[int, list[Rule]] = {}
    for rule in rules:
        by_place.setdefault(_nearest(places, rule.at), []).append(rule)
    for place, line in by_place.items():
        along = lengths[place]
        if len(line) > 1:
            line = joined([Rule(0.0, start, end) for _, start, end in line])
        for _, start, end in line:
            first, last = max(0, bisect_right(steps, start) - 1), min(bisect_left(steps, end), len(sizes)) - 1
            along[first + 1 : last] = sizes[first + 1 : last]
            for index in range(first, last + 1, max(1, last - first)):
                along[index] += min(end, steps[index + 1]) - max(start, steps[index])
    enough = [COVERED * size for size in sizes]
    return [[length >= least for length, least in zip(line, enough, strict=True)] for line in lengths]


def _nearest(places: list[float], at: float) -> int:
    index = bisect_left(places, at)
    if index == len(places) or (index and at - places[index - 1] <= places[index] - at):
        return index - 1
    return index


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The table that touching rules draw, or None where they enclose nothing."""
    xs = _places(down, min(rule.start for rule in across), max(rule.end for rule in across))
    ys = _places(across, min(rule.start for rule in down), max(rule.end for rule in down))
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MOST_PLACES:
        return None
    # Rows are counted from the top from here on.
    level = _ruled(across, ys, xs)[::-1]
    steep = [line[::-1] for line in _ruled(down, xs, ys)]
    ys.reverse()
    open_top, open_bottom = not any(level[0]), not any(level[-1])
    for sides in (level, steep):
        for side in (sides[0], sides[-1]):
            if not any(side):
                side[:] = [True] * len(side)
    cells = _cells(level, steep, rows, columns)
    if not cells:
        return None
    return _compact(cells, xs, ys, open_top, open_bottom)


Span = tuple[int, int, int, int]
"""Row, column, and the row and column after the last."""


def _cells(level: list[list[bool]], steep: list[list[bool]], rows: int, columns: int) -> list[Span]:
    """The cells of a grid in reading order: places that no rule parts are one, those open to the outside are none."""
    seen = [[False] * columns for _ in range(rows)]
    out: list[Span] = []
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            if level[row][column] and level[row + 1][column] and steep[column][row] and steep[column + 1][row]:
                out.append((row, column, row + 1, column + 1))
                continue
            region, enclosed = _region(level, steep, row, column, seen)
            if enclosed:
                out.extend(_rectangles(region))
    return sorted(out)


def _region(
    level: list[list[bool]], steep: list[list[bool]], row: int, column: int, seen: list[list[bool]]
) -> tuple[set[tuple[int, int]], bool]:
    """The places that hang together with one, and whether rules enclose them on every side."""
    rows, columns = len(seen), len(seen[0])
    region, todo, enclosed = {(row, column)}, [(row, column)], True
    seen[row][column] = True
    while todo:
        row, column = todo.pop()
        sides = (
            (level[row][column], row - 1, column),
            (level[row + 1][column], row + 1, column),
            (steep[column][row], row, column - 1),
            (steep[column + 1][row], row, column + 1),
        )
        for ruled, r, c in sides:
            if ruled:
                continue
            if not (0 <= r < rows and 0 <= c < columns):
                enclosed = False
            elif not seen[r][c]:
                seen[r][c] = True
                region.add((r, c))
                todo.append((r, c))
    return region, enclosed


def _rectangles(left: set[tuple[int, int]]) -> list[Span]:
    """A region as rectangles, using it up; more than one only where rules are missing that a table should have."""
    out = []
    while left:
        row, column = min(left)
        right = column + 1
        while (row, right) in left:
            right += 1
        below = row + 1
        while all((below, c) in left for c in range(column, right)):
            below += 1
        left.difference_update((r, c) for r in range(row, below) for c in range(column, right))
        out.append((row, column, below, right))
    return out


def _compact(cells: list[Span], xs: list[float], ys: list[float], open_top: bool, open_bottom: bool) -> Grid:
    """The grid with only those lines that bound a cell: an underline makes no row."""
    tops = sorted({edge for cell in cells for edge in (cell[0], cell[2])})
    sides = sorted({edge for cell in cells for edge in (cell[1], cell[3])})
    row_of = {edge: index for index, edge in enumerate(tops)}
    column_of = {edge: index for index, edge in enumerate(sides)}
    out = [
        GridCell(
            row_of[top],
            column_of[left],
            row_of[below] - row_of[top],
            column_of[right] - column_of[left],
            Box(xs[left], ys[below], xs[right], ys[top]),
        )
        for top, left, below, right in cells
    ]
    return Grid([xs[side] for side in sides], [ys[top] for top in reversed(tops)], out, open_top, open_bottom)
