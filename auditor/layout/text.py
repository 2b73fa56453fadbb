"""Blocks of plain text: tables by tabs, by one cell a line, by bars, by blanks; and paragraphs.

A table is recognised by how its lines are written, never by the document it came from:

- tabbed rows: a line with a tab inside is a row, its cells stand between the tabs;
- stacked cells: a line that begins with a tab is one cell, a blank line opens the next row;
- barred rows: cells between vertical bars (`| a | b |`), or one cell a line ending in a bar;
- flowing cells: a line that is a table's header by its words, cells separated by blanks and broken over lines;
- listed cells: a cell a line and nothing else, the headings of the columns one below the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from auditor.frozen import dataclass
from auditor.layout.headings import heading_of
from auditor.layout.model import Block, Cell, Row, Table, address
from auditor.layout.prose import paragraphs
from auditor.layout.words import are_headings, is_annex_mark, is_project_heading, is_section_heading, is_table_title
from auditor.source import Place, Source, rejoin

__all__ = ["from_lines"]

BLANKS_INSIDE_A_TABLE = 3
FEWEST_BARS, FEWEST_ROWS = 4, 3
RULE_CHARACTERS = frozenset("-:|=+—_ \t")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its line break: offsets of the whole and of what is printed, and both as text."""

    start: int
    end: int
    first: int
    last: int
    text: str
    printed: str
    blank: bool


Fragment = tuple[int, int]
"""Start and end offset of a cell's text."""


def lines_of(source: Source) -> list[Line]:
    """Every line of the text with the bounds of what is printed on it."""
    out = []
    starts = source.line_starts
    for number, start in enumerate(starts):
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(source.text)
        text = source.text[start:end]
        stripped = text.strip()
        first = start + (len(text) - len(text.lstrip()) if stripped else len(text))
        out.append(Line(start, end, first, first + len(stripped), text, stripped, not stripped))
    return out


def from_lines(source: Source) -> list[Block]:
    """The blocks of a text, in reading order."""
    lines = lines_of(source)
    blocks: list[Block] = []
    prose: list[Line] = []
    flows = _flow_regions(lines)
    at, number = 0, 0

    def flush() -> None:
        blocks.extend(paragraphs(source, [_title(line) or (line.first, line.last) for line in prose if not line.blank]))
        prose.clear()

    while at < len(lines):
        rows, after = _rows_from(lines, at, flows)
        if not rows:
            prose.append(lines[at])
            at += 1
            continue
        flush()
        number += 1
        blocks.append(_table(source, rows, number, flows.get(at)))
        at = after
    flush()
    return blocks


def _rows_from(lines: list[Line], at: int, flows: dict[int, Flow]) -> tuple[list[list[Fragment]], int]:
    """The rows of the table that begins at line `at` and the line after it; no rows where none begins."""
    if at in flows:
        return _flowing(lines, at, flows[at]), flows[at].end
    for starts, collect in ((_is_tabbed, _tabbed), (_is_stacked, _stacked), (_is_barred, _barred)):
        if starts(lines[at]):
            return collect(lines, at)
    return [], at


def _table(source: Source, rows: list[list[Fragment]], number: int, flow: Flow | None) -> Table:
    out = []
    text = source.text
    for index, fragments in enumerate(rows, start=1):
        cells = []
        for column, (start, end) in enumerate(fragments):
            span = source.span(start, end, Place(number, index, address(column, index)))
            cells.append(Cell(rejoin(text[start:end]), span, column))
        first, last = cells[0].span, cells[-1].span
        out.append(Row(tuple(cells), source.span(first.start, last.end, Place(number, index))))
    span = source.span(out[0].span.start, out[-1].span.end, Place(number))
    return Table(tuple(out), span, number, flow is not None, flow is not None and flow.listed)


def _split(line: Line, mark: str) -> list[Fragment]:
    """The cells between the marks of a line, without the blanks around them."""
    fragments, start = [], line.start
    for piece in line.text.split(mark):
        stripped = piece.strip()
        first = start + (len(piece) - len(piece.lstrip()) if stripped else 0)
        fragments.append((first, first + len(stripped)))
        start += len(piece) + 1
    return fragments


def _next_printed(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and lines[at].blank and "\t" not in lines[at].text:
        at += 1
    return at


# Tabbed rows


def _is_tabbed(line: Line) -> bool:
    if "\t" not in line.text:
        return False
    return "\t" in line.text.lstrip(" \u3000").rstrip("\t")[1:] or (not line.blank and line.text.count("\t") > 1)


def _is_rule(line: Line) -> bool:
    """Whether a line only draws the rule under a header (`--- | :---`)."""
    return not line.blank and "-" in line.printed and RULE_CHARACTERS.issuperset(line.printed)


def _tabbed(lines: list[Line], at: int) -> tuple[list[list[Fragment]], int]:
    rows, after = [], at
    while at < len(lines) and at - after <= 1:
        line = lines[at]
        at += 1
        if line.blank and "\t" not in line.text:
            continue
        # Inside a table a row may have one filled cell only, with a tab on one side of it.
        if not _is_tabbed(line) and not line.text.startswith("\t") and not line.text.endswith("\t"):
            break
        if not line.blank and not _is_rule(line):
            rows.append(_split(line, "\t"))
        after = at
    return rows, after


# Stacked cells


def _is_stacked(line: Line) -> bool:
    return "\t" in line.text and line.text.lstrip(" ").startswith("\t") and "\t" not in line.text.strip(" ").strip("\t")


def _stacked(lines: list[Line], at: int) -> tuple[list[list[Fragment]], int]:
    groups: list[list[Fragment]] = []
    gaps: list[int] = []
    after, gap = at, 0
    while at < len(lines):
        line = lines[at]
        if _is_stacked(line):
            if gap or not groups:
                groups.append([])
                gaps.append(gap)
            groups[-1].append((line.first, line.last) if not line.blank else (line.start + 1, line.start + 1))
            gap, after = 0, at + 1
        elif line.blank:
            gap += 1
            if gap > BLANKS_INSIDE_A_TABLE:
                break
        elif gap or not groups:
            break
        else:
            # A further paragraph of the cell above.
            groups[-1][-1] = (groups[-1][-1][0], line.last)
            after = at + 1
        at += 1
    if sum(map(len, groups)) < 2:
        return [], after
    return _join_split_rows(groups, gaps), after


def _join_split_rows(groups: list[list[Fragment]], gaps: list[int]) -> list[list[Fragment]]:
    """Rows whose cells were parted by an empty paragraph inside a cell: two short groups that fill one row."""
    widths = Counter(len(group) for group in groups)
    usual = max(widths, key=lambda width: (widths[width], width))
    rows: list[list[Fragment]] = []
    for group, gap in zip(groups, gaps, strict=True):
        if rows and gap == 1 and len(rows[-1]) < usual and len(rows[-1]) + len(group) == usual > 2:
            rows[-1].extend(group)
        else:
            rows.append(group)
    return rows


# Barred rows


def _is_barred(line: Line) -> bool:
    barred = line.printed.endswith("|") or line.printed.count("|") >= 2
    return barred and _title(line) is None


def _title(line: Line) -> Fragment | None:
    """The title of a table that stands between bars by itself, without them."""
    if "|" not in line.text:
        return None
    text = line.printed.strip("| \u3000")
    if "|" in text or not is_table_title(text):
        return None
    first = line.text.index(text) + line.start
    return first, first + len(text)


def _barred(lines: list[Line], at: int) -> tuple[list[list[Fragment]], int]:
    first = after = at
    while at < len(lines) and at - after <= BLANKS_INSIDE_A_TABLE and (lines[at].blank or _is_barred(lines[at])):
        at += 1
        after = after if lines[at - 1].blank else at
    barred = [line for line in lines[first:after] if not line.blank and not _is_rule(line)]
    counted = _counted(barred)
    if counted:
        return counted, after
    if all(line.printed.count("|") == 1 for line in barred):
        return _one_cell_a_line(lines, first)
    rows = []
    # Where not every row begins with a bar, a bar at the beginning says that the first cell is empty.
    framed = all(line.printed.startswith("|") for line in barred)
    for line in barred:
        fragments = _split(line, "|")
        if framed:
            fragments = fragments[1:]
        if line.printed.endswith("|"):
            fragments = fragments[:-1]
        if fragments:
            rows.append(fragments)
    return rows, after


def _counted(lines: Sequence[Line]) -> list[list[Fragment]]:
    """Rows set over several lines: each begins with a bar alone, and all have as many bars, empty cells at the end.

    Nothing where the bars do not count out so.
    """
    bars = [line.printed.count("|") for line in lines]
    opens = [line.printed == "|" for line in lines]
    ends = [*accumulate(bars)]
    if not opens or not opens[0]:
        return []
    for width in range(FEWEST_BARS, ends[-1] // FEWEST_ROWS + 1):
        if ends[-1] % width:
            continue
        starts = [0, *(at + 1 for at, end in enumerate(ends[:-1]) if end % width == 0)]
        if len(starts) == ends[-1] // width and all(opens[at] for at in starts):
            return [_filled(lines[start + 1 : stop]) for start, stop in pairwise([*starts, len(lines)])]
    return []


def _filled(lines: Sequence[Line]) -> list[Fragment]:
    """The cells of a row that is set over several lines, the empty ones at its end apart, all but one."""
    fragments = [fragment for line in lines for fragment in _split(line, "|")[:-1]]
    while len(fragments) > 1 and fragments[-1][0] == fragments[-1][1]:
        fragments.pop()
    return fragments


def _one_cell_a_line(lines: list[Line], at: int) -> tuple[list[list[Fragment]], int]:
    """Rows of cells that stand one a line, each ending in a bar; a blank line or a line without a bar ends the row."""
    rows: list[list[Fragment]] = [[]]
    after = at
    while at < len(lines) and at - after <= BLANKS_INSIDE_A_TABLE:
        line = lines[at]
        at += 1
        if line.blank:
            if rows[-1]:
                rows.append([])
            continue
        if not _is_barred(line):
            break
        start, end = line.first, line.last - 1
        while end > start and line.text[end - 1 - line.start].isspace():
            end -= 1
        rows[-1].append((start, end))
        after = at
    return [row for row in rows if row], after


# Flowing and listed cells


@dataclass(frozen=True, slots=True)
class Flow:
    """A stretch of lines that is a table set without tabs or bars: where it ends, and the lines of its headings.

    Headings that stand one below the other show that every line is a cell.
    """

    end: int
    heading: range

    @property
    def listed(self) -> bool:
        """Whether every line is a cell."""
        return len(self.heading) > 1


def _flow_regions(lines: list[Line]) -> dict[int, Flow]:
    """The tables set without tabs or bars, by their first line.

    Each holds the headings of its columns once; it begins with the table's title above them (or right after the
    table before) and ends before the next title or section heading.
    """
    headings = list(_headings(lines))
    regions: dict[int, Flow] = {}
    done = 0
    for index, heading in enumerate(headings):
        start = heading.start
        for at in range(heading.start - 1, done - 1, -1):
            if is_table_title(lines[at].printed):
                start = at + 1
                break
            if _opens_section(lines[at].printed) and at < heading.start - 1:
                start = at + 1
                break
        else:
            start = done if index else heading.start
        limit = headings[index + 1].start if index + 1 < len(headings) else len(lines)
        end = heading.stop
        while end < limit:
            if _ends_flow(lines[end]):
                break
            end += 1
        start = _next_printed(lines, max(start, done))
        regions[start] = Flow(end, heading)
        done = end
    return regions


def _headings(lines: list[Line]) -> Iterator[range]:
    """The lines of column headings: one with blanks between them, or one heading a line."""
    at = 0
    while at < len(lines):
        line = lines[at]
        first, at = at, at + 1
        if line.blank or "\t" in line.text or "|" in line.text:
            continue
        pieces = line.printed.split()
        if len(pieces) > 2 and are_headings(pieces):
            yield range(first, at)
            continue
        if heading_of(line.printed) is None:
            continue
        names, at = _listed_headings(lines, first)
        if are_headings(_text(lines, *name) for name in names):
            yield range(first, at)


def _listed_headings(lines: Sequence[Line], at: int) -> tuple[list[tuple[int, int]], int]:
    """The first and last line of every heading in a list of them, and the line after; one may be broken over two."""
    names: list[tuple[int, int]] = []
    while at < len(lines) and "\t" not in lines[at].text:
        below = _next_printed(lines, at + 1)
        if lines[at].blank:
            at += 1
        elif heading_of(lines[at].printed):
            names.append((at, at))
            at += 1
        elif below < len(lines) and heading_of(_text(lines, at, below)):
            names.append((at, below))
            at = below + 1
        else:
            break
    return names, at


def _text(lines: Sequence[Line], first: int, last: int) -> str:
    """What is printed on some lines, as one cell."""
    return "".join(line.printed for line in lines[first : last + 1])


def _ends_flow(line: Line) -> bool:
    printed = line.printed
    marks = is_table_title(printed) or is_annex_mark(printed) or _opens_section(printed)
    return marks or _is_tabbed(line) or _is_barred(line)


def _opens_section(line: str) -> bool:
    return is_section_heading(line) or is_project_heading(line)


def _flowing(lines: list[Line], start: int, flow: Flow) -> list[list[Fragment]]:
    rows: list[list[Fragment]] = []
    for at in range(start, flow.end):
        if flow.listed and at in flow.heading:
            if at == flow.heading.start:
                names, _ = _listed_headings(lines, at)
                rows.append([(lines[first].first, lines[last].last) for first, last in names])
            continue
        fragments = [(lines[at].first, lines[at].last)] if flow.listed else _pieces(lines[at])
        if lines[at].blank or not fragments:
            continue
        rows += _around_headings(lines[at], fragments) if at == flow.heading.start else [fragments]
    return rows


def _pieces(line: Line) -> list[Fragment]:
    """What stands between the blanks of a line."""
    fragments, at = [], line.first
    for piece in line.printed.split(" "):
        if piece.strip():
            first = at + len(piece) - len(piece.lstrip())
            fragments.append((first, first + len(piece.strip())))
        at += len(piece) + 1
    return fragments


def _around_headings(line: Line, fragments: list[Fragment]) -> list[list[Fragment]]:
    """The line of the headings as a row; as three where a whole table was put on one line."""
    named = [heading_of(line.text[first - line.start : last - line.start]) for first, last in fragments]
    runs = [list(run) for is_name, run in groupby(range(len(named)), lambda at: named[at] is not None) if is_name]
    run = max(runs, key=len)
    if len(fragments) <= 2 * len(run):
        return [fragments]
    parts = (fragments[: run[0]], fragments[run[0] : run[-1] + 1], fragments[run[-1] + 1 :])
    return [part for part in parts if part]
