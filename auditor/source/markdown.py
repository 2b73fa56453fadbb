"""Markdown to a Source: tables, headings and paragraphs as parts, every offset that of the file (GFM 0.29).

The text stays as it is, marks of emphasis included; where these wrap a whole cell or paragraph, its part is without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.source.flatten import Budget, address
from auditor.source.html_names import CELLS, TABLE_TAGS
from auditor.source.html_tables import WebTable
from auditor.source.html_tags import TAG
from auditor.source.model import CellPart, Part, Place, Source, TablePart, TextPart
from auditor.source.text import read as read_text

__all__ = ["read"]

Stretch = tuple[int, int]

QUOTE = re.compile(r"(?:[ \t]*>+(?:[ \t]+|$))+")
PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
HEADING = re.compile(r"#{1,6}[ \t]+")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
FENCE = re.compile(r"(`{3,}|~{3,})")
MARKUP = re.compile(r"(?:</?[A-Za-z][^<>]*>[ \t]*)+")
BULLET = re.compile(r"[-*+][ \t]+")
# Lines that begin a paragraph of their own wherever they stand: numbered headings and items.
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}(?:[.．](?![0-9])|[、)）])"
)
SENTENCE_ENDS = ("。", "！", "？", "；", "：", "!", "?", ";", ":")
HARD_BREAKS = ("  ", "\\")
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`)(?=\S)(.+?)(?<=\S)\1")


def read(data: bytes, path: str) -> Source:
    """The file with its paragraphs, headings and tables as parts; its lines are those of the file.

    Raises Unreadable as the reader of plain text does, and past the limit on table cells.
    """
    source = read_text(data, path)
    return Source(path, source.sha256, source.text, "markdown", True, tuple(_Reader(source, path).parts()))


class _Reader:
    """Goes through the lines; `at` is the index of the next one, `open` the lines of the paragraph under way."""

    def __init__(self, source: Source, path: str) -> None:
        self.text = source.text
        self.budget = Budget(path)
        self.starts = source.line_starts
        self.lines = [_line(source.text, start) for start in self.starts]
        self.at = 0
        self.open: list[Stretch] = []
        self.tables = 0
        self.last_table_end = self.text.lower().rfind("</table")

    def parts(self) -> Iterator[Part]:
        """The parts in the order of the file."""
        self._skip_front_matter()
        while self.at < len(self.lines):
            yield from self._next()
        yield from self._paragraph()

    def _next(self) -> Iterator[Part]:
        """The parts that end with the next line or lines."""
        start, end = self.lines[self.at]
        line = self.text[start:end]
        if not line:
            self.at += 1
            yield from self._paragraph()
        elif self._at_table():
            yield from self._paragraph()
            yield self._pipe_table()
        elif line.startswith("<") and "<table" in line.lower() and start < self.last_table_end:
            yield from self._paragraph()
            yield from self._html_table(start)
        elif line.startswith("<!--"):
            yield from self._paragraph()
            end = self.text.find("-->", start)
            self._skip_to(end + 3 if end >= 0 else len(self.text))
        elif FENCE.match(line):
            yield from self._paragraph()
            yield from self._fenced(line)
        else:
            self.at += 1
            yield from self._text(line, start, end)

    def _text(self, line: str, start: int, end: int) -> Iterator[Part]:
        """The parts that end with a line of a heading or a paragraph."""
        heading = HEADING.match(line)
        if heading is not None:
            yield from self._paragraph()
            words = line.rstrip("#")
            # Signs that close a heading stand behind a blank; others belong to it, as in C#.
            length = len(words.rstrip()) if words[-1:].isspace() else len(line)
            yield self._part((start + heading.end(), start + max(length, heading.end())), True)
        elif self.open and UNDERLINE.fullmatch(line):
            yield from self._paragraph(heading=True)
        elif RULE.fullmatch(line) or MARKUP.fullmatch(line):
            yield from self._paragraph()
        else:
            bullet = BULLET.match(line)
            quoted = ">" in self.text[self.starts[self.at - 1] : start]
            if bullet or quoted or NUMBERED.match(line) or self._closed():
                yield from self._paragraph()
            self.open.append((start + (bullet.end() if bullet else 0), end))

    def _closed(self) -> bool:
        """Whether the last line of the paragraph ends it: behind a full stop nothing was wrapped."""
        if not self.open:
            return False
        start, end = self.open[-1]
        following = self.text[end : end + 2]
        return self.text[start:end].endswith((*SENTENCE_ENDS, HARD_BREAKS[1])) or following == HARD_BREAKS[0]

    def _paragraph(self, heading: bool = False) -> Iterator[Part]:
        if self.open:
            yield self._part((self.open[0][0], self.open[-1][1]), heading)
            self.open = []

    def _part(self, stretch: Stretch, heading: bool = False) -> TextPart:
        start, end = _bare(self.text, stretch)
        return TextPart(start, end, heading=heading)

    def _row(self, at: int) -> list[Stretch]:
        """The cells of the row in line `at`, without the blanks around them; none where it has no pipes."""
        start, end = self.lines[at]
        pipes = [found.end() - 1 for found in PIPE.finditer(self.text, start, end)]
        if not pipes:
            return []
        edges = [start - 1, *pipes, end]
        cells = [(one + 1, two) for one, two in pairwise(edges)]
        if pipes[0] == start:
            cells = cells[1:]
        if pipes[-1] == end - 1:
            cells = cells[:-1]
        return [_bare(self.text, _trimmed(self.text, cell)) for cell in cells]

    def _delimits(self, at: int) -> bool:
        """Whether line `at` is the row of dashes under the head of a table."""
        if at >= len(self.lines):
            return False
        start, end = self.lines[at]
        return "|" in self.text[start:end] and DELIMITERS.fullmatch(self.text, start, end) is not None

    def _framed(self, at: int) -> int:
        """The number of cells in line `at` where it begins and ends with a pipe, else 0."""
        if at >= len(self.lines):
            return 0
        start, end = self.lines[at]
        row = self.text[start:end]
        return len(self._row(at)) if len(row) > 1 and row[0] == row[-1] == "|" else 0

    def _at_table(self) -> bool:
        """Whether a table begins here: with a head over dashes, or with two framed rows of as many cells."""
        if self._delimits(self.at + 1):
            return bool(self._row(self.at))
        cells = self._framed(self.at)
        return cells > 1 and self._framed(self.at + 1) == cells

    def _pipe_table(self) -> TablePart:
        rows = []
        while self.at < len(self.lines):
            row = self._row(self.at)
            if not row:
                break
            if not self._delimits(self.at):
                self.budget.take_cell(len(row))
                rows.append(row)
            self.at += 1
        cells = [
            CellPart(start, end, number, column, place=self._place(number, column))
            for number, row in enumerate(rows)
            for column, (start, end) in enumerate(row)
        ]
        return self._table(cells)

    def _table(self, cells: list[CellPart]) -> TablePart:
        self.tables += 1
        return TablePart(cells[0].start, cells[-1].end, tuple(cells), Place(self.tables))

    def _place(self, row: int, column: int) -> Place:
        """The place of a cell of the table that is being read."""
        return Place(self.tables + 1, row + 1, f"{address(column)}{row + 1}")

    def _html_table(self, start: int) -> Iterator[Part]:
        """A table in HTML, as converters write where cells are merged; tables inside its cells are not told apart."""
        table = WebTable([], "", self.budget)
        stretches: list[Stretch] = []
        opened: int | None = None
        depth, end = 0, len(self.text)
        for tag in TAG.finditer(self.text, start):
            closing, name = bool(tag[1]), tag[2].lower()
            if name == "table":
                depth += -1 if closing else 1
            inside = depth > 1 or (name == "table" and closing and depth == 1)
            if inside or name not in TABLE_TAGS:
                continue
            if opened is not None:
                stretches.append((opened, tag.start()))
                opened = None
            if depth == 0:
                end = tag.end()
                break
            if name == "tr" and not closing:
                table.start_row()
            elif name in CELLS and not closing:
                table.start_cell(tag[3])
                opened = tag.end()
        if opened is not None:
            stretches.append((opened, end))
        table.end_group()
        cells = [
            CellPart(
                *_bare(self.text, _trimmed(self.text, stretch)),
                cell.row,
                cell.column,
                cell.rowspan,
                cell.colspan,
                self._place(cell.row, cell.column),
            )
            for cell, stretch in zip(table.grid.cells, stretches, strict=True)
        ]
        if cells:
            yield self._table(cells)
        self._skip_to(end)

    def _fenced(self, opening: str) -> Iterator[Part]:
        """The lines of a fenced block, each a paragraph: nothing in it is markup."""
        fence = opening[:3]
        self.at += 1
        while self.at < len(self.lines):
            start, end = self.lines[self.at]
            self.at += 1
            if self.text.startswith(fence, start):
                return
            if end > start:
                yield TextPart(start, end)

    def _skip_to(self, offset: int) -> None:
        """Go on at this offset: with the rest of the line that holds it, or with the next line."""
        while self.at < len(self.lines) and self.lines[self.at][1] < offset:
            self.at += 1
        if self.at < len(self.lines):
            start, end = self.lines[self.at]
            self.lines[self.at] = _trimmed(self.text, (max(start, offset), end))

    def _skip_front_matter(self) -> None:
        """Leave out the properties that some programs keep in front of the text, between two lines of dashes."""
        texts = [self.text[start:end] for start, end in self.lines[:50]]
        if texts[0] == "---" and "---" in texts[1:]:
            self.at = texts.index("---", 1) + 1


def _line(text: str, start: int) -> Stretch:
    """The line that starts here, without marks of quotation and the blanks around it."""
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    quote = QUOTE.match(text, start, stop)
    return _trimmed(text, (quote.end() if quote else start, stop))


def _trimmed(text: str, stretch: Stretch) -> Stretch:
    """The stretch without the blanks around it."""
    start, end = stretch
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _bare(text: str, stretch: Stretch) -> Stretch:
    """The stretch without marks of emphasis that wrap the whole of it."""
    wrapped = EMPHASIS.fullmatch(text, *stretch)
    if wrapped is None or wrapped[1] in wrapped[2]:
        return stretch
    return wrapped.span(2)
