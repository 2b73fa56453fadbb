"""Tables without vertical rules, or without any: columns from the blank strips that run down between them.

A table is only guessed where three signs agree: headings that tables of these documents have (or horizontal rules of one
length), columns that no line runs across, and rows that are plainly apart. Otherwise the lines stay what they are, since a
table that is read wrongly does more harm than one that is read as text.
"""

from __future__ import annotations

from itertools import pairwise

from auditor.source.model import rejoin
from auditor.source.pdf_geometry import Box, Rule
from auditor.source.pdf_lattice import Grid, grids, joined
from auditor.source.pdf_rules import Rules
from auditor.source.pdf_words import Line, Segment
from auditor.source.table_words import HEADINGS

__all__ = ["guessed"]

FEWEST_HEADINGS = 3
FEWEST_ROWS = 2
FEWEST_COLUMNS = 2
# Points between two columns at least, and between a rule of the same table's ends.
GUTTER = 3.0
SAME = 4.0
SHORTEST_RULE = 100.0
# In type sizes: a gap that ends a table; and how much wider row gaps must be than line gaps to be told apart.
FAR = 3.0
CLEARLY = 1.6
FILLED = 0.6


def guessed(lines: list[Line], rules: Rules) -> list[Grid]:
    """Grids for the tables among lines that stand in no ruled table; `rules` are all those of the page."""
    found: list[Grid] = []
    for bands in _bands(rules):
        inside = [line for line in lines if bands[-1] < (line.box.y0 + line.box.y1) / 2 < bands[0]]
        grid = _between_rules(inside, bands)
        if grid is not None:
            found.append(grid)
            lines = [line for line in lines if line not in inside]
    at = 0
    while at < len(lines):
        if not _is_header(lines[at]):
            at += 1
            continue
        end, columns = _extent(lines, at)
        rows = _rows(lines[at:end], len(columns))
        if len(rows) > FEWEST_ROWS and len(columns) >= FEWEST_HEADINGS:
            found.extend(_grid(rows, columns))
        at = end
    return found


def _bands(rules: Rules) -> list[list[float]]:
    """Heights of horizontal rules that begin and end alike, from top to bottom, where no vertical rule meets them."""
    groups: list[list[Rule]] = []
    for rule in sorted(joined(rules.horizontal), key=lambda rule: -rule.at):
        if rule.end - rule.start < SHORTEST_RULE or _meets(rule, rules.vertical):
            continue
        for group in groups:
            if abs(group[0].start - rule.start) <= SAME and abs(group[0].end - rule.end) <= SAME:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [[rule.at for rule in group] for group in groups if len(group) > FEWEST_ROWS]


def _meets(rule: Rule, vertical: list[Rule]) -> bool:
    return any(
        rule.start - SAME <= other.at <= rule.end + SAME and other.start - SAME <= rule.at <= other.end + SAME
        for other in vertical
        if other.end - other.start > SAME
    )


def _between_rules(lines: list[Line], bands: list[float]) -> Grid | None:
    """The table between horizontal rules: a band is a row, unless only the head and the foot are ruled."""
    rows: list[list[Line]] = [
        [line for line in lines if low < (line.box.y0 + line.box.y1) / 2 < high] for high, low in pairwise(bands)
    ]
    rows = [row for row in rows if row]
    if not rows:
        return None
    if len(bands) == FEWEST_ROWS + 1 and len(rows) == FEWEST_ROWS:
        body = _rows(rows[1], _width(rows[1]))
        rows = [rows[0], *body]
    columns = _strips([segment for row in rows for line in row for segment in line.segments])
    full = [row for row in rows if _filled(row, columns) >= FILLED * len(columns)]
    if len(columns) < FEWEST_COLUMNS or len(rows) <= FEWEST_ROWS or len(full) < FILLED * len(rows):
        return None
    return next(iter(_grid(rows, columns)), None)


def _width(lines: list[Line]) -> int:
    return len(_strips([segment for line in lines for segment in line.segments]))


def _is_header(line: Line) -> bool:
    """Whether a line holds column headings, blanks between them."""
    words = [rejoin(segment.text) for segment in line.segments]
    return sum(word in HEADINGS for word in words) >= FEWEST_HEADINGS


def _extent(lines: list[Line], start: int) -> tuple[int, list[Segment]]:
    """The line after the table that begins with a header line, and its columns."""
    columns = _strips(lines[start].segments)
    size, number = lines[start].size, len(columns)
    at = start + 1
    while at < len(lines):
        line = lines[at]
        wider = _strips([*columns, *line.segments])
        if lines[at - 1].box.y0 - line.box.y1 > FAR * size or len(wider) != number or _is_header(line):
            break
        columns = wider
        at += 1
    return at, columns


def _strips(segments: list[Segment]) -> list[Segment]:
    """The columns that segments fill: from where one begins to where the last that overlaps it ends."""
    out: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: segment.x0):
        if out and segment.x0 < out[-1].x1 + GUTTER:
            out[-1] = Segment(out[-1].x0, max(out[-1].x1, segment.x1), "")
        else:
            out.append(Segment(segment.x0, segment.x1, ""))
    return out


def _filled(lines: list[Line], columns: list[Segment]) -> int:
    """How many columns a row has text in."""
    segments = [segment for line in lines for segment in line.segments]
    return sum(any(s.x0 < column.x1 and column.x0 < s.x1 for s in segments) for column in columns)


def _rows(lines: list[Line], columns: int) -> list[list[Line]]:
    """The rows of a table: each line if nearly all are full, else lines parted by gaps plainly wider than others."""
    if all(len(line.segments) >= FILLED * columns for line in lines):
        return [[line] for line in lines]
    gaps = [above.box.y0 - below.box.y1 for above, below in pairwise(lines)]
    if not gaps:
        return []
    ordered = sorted(max(gap, 0.1) for gap in gaps)
    ratios = [(after / before, after) for before, after in pairwise(ordered)]
    clearest, least = max(ratios, default=(0.0, 0.0))
    if clearest < CLEARLY:
        return []
    rows = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap >= least:
            rows.append([line])
        else:
            rows[-1].append(line)
    full = [row for row in rows if len({round(s.x0) for line in row for s in line.segments}) >= FILLED * columns]
    return rows if len(full) == len(rows) else []


def _grid(rows: list[list[Line]], columns: list[Segment]) -> list[Grid]:
    """The grid whose rules would run midway between the rows and between the columns."""
    boxes = [
        Box(0.0, min(line.box.y0 for line in row), 0.0, max(line.box.y1 for line in row)) for row in rows
    ]
    xs = [columns[0].x0 - GUTTER, *((a.x1 + b.x0) / 2 for a, b in pairwise(columns)), columns[-1].x1 + GUTTER]
    ys = [boxes[0].y1 + 1, *((a.y0 + b.y1) / 2 for a, b in pairwise(boxes)), boxes[-1].y0 - 1]
    horizontal = [Rule(y, xs[0], xs[-1]) for y in ys]
    vertical = [Rule(x, ys[-1], ys[0]) for x in xs]
    return grids(Rules(horizontal, vertical))
