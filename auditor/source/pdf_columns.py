"""Tables without vertical rules, or without any: columns from the blank strips that run down between them.

A table is only guessed where three signs agree: headings that tables of these documents have (or horizontal rules of
one length), columns that no line runs across, and rows that are plainly apart. Otherwise the lines stay what they are,
since a table that is read wrongly does more harm than one that is read as text.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from auditor.source.model import rejoin
from auditor.source.pdf_geometry import Rule, around
from auditor.source.pdf_lattice import Grid, grids, joined
from auditor.source.pdf_rules import Rules
from auditor.source.pdf_words import Line, Segment, unbreakable
from auditor.source.table_words import HEADINGS, LABELS

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
# Blank on both sides of an unseen rule together, in type sizes, at most.
PADDING = 1.6


def guessed(lines: list[Line], rules: Rules, carried: list[float] | None) -> list[Grid]:
    """Grids for the tables among lines that stand in no ruled table; `rules` are all those of the page.

    `carried` are the edges of the columns of such a table at the end of the page before, which may go on here.
    """
    found: list[Grid] = []
    for bands in _bands(rules):
        inside = [line for line in lines if bands[-1] < (line.box.y0 + line.box.y1) / 2 < bands[0]]
        grid = _between_rules(inside, bands)
        if grid is not None:
            found.append(grid)
            lines = [line for line in lines if line not in inside]
    at = 0
    if carried:
        # A running head may stand above.
        starts = [start for start in range(min(2, len(lines))) if len(lines[start].segments) >= FEWEST_COLUMNS]
        at = _carried_on(lines, starts[0], carried) if starts else 0
        if at:
            found.extend(_grid(_wrapped_rows(lines[starts[0] : at], carried), carried))
    while at < len(lines):
        if not _is_header(lines[at]):
            at += 1
            continue
        end, xs = _extent(lines, at)
        rows = _rows(lines[at:end], xs)
        if len(rows) > FEWEST_ROWS:
            found.extend(_grid(rows, xs))
        at = end
    return found


def _carried_on(lines: list[Line], start: int, xs: list[float]) -> int:
    """The line after those that go on with a table of these columns, 0 where none do."""
    strips = [(x - GUTTER / 2, x + GUTTER / 2) for x in xs[1:-1]]
    end = start
    while end < len(lines) and not _is_header(lines[end]):
        line = lines[end]
        far = end > start and lines[end - 1].box.y0 - line.box.y1 > FAR * line.size
        if far or any(_narrowed(strip, line.segments) != strip for strip in strips):
            break
        end += 1
    return end if _wrapped_rows(lines[start:end], xs) else 0


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
    rows = [[line for line in lines if low < (line.box.y0 + line.box.y1) / 2 < high] for high, low in pairwise(bands)]
    rows = [row for row in rows if row]
    strips = _strips([segment for line in lines for segment in line.segments])
    if len(strips) < FEWEST_COLUMNS:
        return None
    xs = _edges(strips[0].x0, [(a.x1, b.x0) for a, b in pairwise(strips)], strips[-1].x1)
    if len(bands) == FEWEST_ROWS + 1 and len(rows) == FEWEST_ROWS:
        rows = [rows[0], *_rows(rows[1], xs)]
    full = [row for row in rows if len(_by_column(row, xs)) >= FILLED * len(strips)]
    if len(rows) <= FEWEST_ROWS or len(full) < FILLED * len(rows):
        return None
    return next(iter(_grid(rows, xs)), None)


def _is_header(line: Line) -> bool:
    """Whether a line holds column headings, blanks between them."""
    return sum(rejoin(segment.text) in HEADINGS for segment in line.segments) >= FEWEST_HEADINGS


def _extent(lines: list[Line], start: int) -> tuple[int, list[float]]:
    """The line after the table that begins with a header line, and the edges of its columns.

    Between two headings a strip must stay blank all the way down; every line narrows it, the one that closes it is
    no part of the table.
    """
    header = lines[start].segments
    strips = [(before.x1, after.x0) for before, after in pairwise(header)]
    left, right = header[0].x0, header[-1].x1
    at = start + 1
    while at < len(lines):
        line = lines[at]
        narrowed = [_narrowed(strip, line.segments) for strip in strips]
        apart = lines[at - 1].box.y0 - line.box.y1
        if apart > FAR * line.size or _is_header(line) or any(high - low < GUTTER for low, high in narrowed):
            break
        strips = narrowed
        left, right = min(left, line.box.x0), max(right, line.box.x1)
        at += 1
    return at, _edges(left, strips, right)


def _narrowed(strip: tuple[float, float], segments: list[Segment]) -> tuple[float, float]:
    """What a line leaves blank of a strip; text inside it goes with the column it is nearer to."""
    low, high = strip
    for segment in segments:
        if segment.x1 <= low or segment.x0 >= high:
            continue
        if segment.x0 - low < high - segment.x1:
            low = segment.x1
        else:
            high = segment.x0
    return low, high


def _edges(left: float, strips: list[tuple[float, float]], right: float) -> list[float]:
    """The edges of columns: in the middle of the strips between them."""
    return [left - GUTTER, *((low + high) / 2 for low, high in strips), right + GUTTER]


def _strips(segments: list[Segment]) -> list[Segment]:
    """The columns that segments fill: from where one begins to where the last that overlaps it ends."""
    out: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: segment.x0):
        if out and segment.x0 < out[-1].x1 + GUTTER:
            out[-1] = Segment(out[-1].x0, max(out[-1].x1, segment.x1), "")
        else:
            out.append(Segment(segment.x0, segment.x1, ""))
    return out


def _by_column(lines: list[Line], xs: list[float]) -> dict[int, Segment]:
    """The text of lines by column: from where it begins to where it ends, and the words of the last segment."""
    out: dict[int, Segment] = {}
    for line in lines:
        for segment in line.segments:
            column = bisect_right(xs, (segment.x0 + segment.x1) / 2) - 1
            before = out.get(column, segment)
            out[column] = Segment(min(before.x0, segment.x0), max(before.x1, segment.x1), segment.text)
    return out


def _rows(lines: list[Line], xs: list[float]) -> list[list[Line]]:
    """The rows of a table by what each line goes on with, else by gaps plainly wider than others; none if unsure."""
    return _wrapped_rows(lines, xs) or _parted_rows(lines, xs)


def _wrapped_rows(lines: list[Line], xs: list[float]) -> list[list[Line]]:
    """Rows whose text begins at the top: a line goes on with the row if all it holds stands under text out of room.

    None where a line is neither that nor the beginning of a row: text in two columns at least, or a label.
    """
    columns = _by_column(lines, xs)
    rows: list[list[Line]] = []
    above: dict[int, Segment] = {}
    for line in lines:
        here = _by_column([line], xs)
        if rows and all(
            column in above and _is_full(above[column], columns, column, unbreakable(segment.text) * line.em, line.em)
            for column, segment in here.items()
        ):
            rows[-1].append(line)
        elif len(here) >= FEWEST_COLUMNS or any(rejoin(segment.text) in LABELS for segment in line.segments):
            rows.append([line])
        else:
            return []
        above = here
    return rows


def _is_full(above: Segment, columns: dict[int, Segment], column: int, width: float, em: float) -> bool:
    """Whether so much more would make a text wider than its column is anywhere, and bring it near the next column."""
    following = columns.get(column + 1)
    near = following is None or above.x1 + width > following.x0 - PADDING * em
    return near and above.x1 + width > columns[column].x1


def _parted_rows(lines: list[Line], xs: list[float]) -> list[list[Line]]:
    """Rows parted by gaps plainly wider than those between their lines; none if one of them is nearly empty."""
    gaps = [max(above.box.y0 - below.box.y1, 0.1) for above, below in pairwise(lines)]
    if not gaps:
        return []
    ordered = sorted(gaps)
    clearest, least = max(((after / before, after) for before, after in pairwise(ordered)), default=(0.0, 0.0))
    if clearest < CLEARLY:
        return []
    rows = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap >= least:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows if all(len(_by_column(row, xs)) >= FILLED * (len(xs) - 1) for row in rows) else []


def _grid(rows: list[list[Line]], xs: list[float]) -> list[Grid]:
    """The grid whose rules would run along the edges of the columns and midway between the rows."""
    boxes = [around([line.box for line in row]) for row in rows]
    ys = [boxes[0].y1 + 1, *((a.y0 + b.y1) / 2 for a, b in pairwise(boxes)), boxes[-1].y0 - 1]
    horizontal = [Rule(y, xs[0], xs[-1]) for y in ys]
    vertical = [Rule(x, ys[-1], ys[0]) for x in xs]
    return grids(Rules(horizontal, vertical))
