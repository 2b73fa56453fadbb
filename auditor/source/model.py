"""What every reader makes: the text of a document and the places in it.

A document is read once into one string. Whatever is said about it later points back with a `Span`,
so a position is carried from the bytes to the finding and never searched for again. Formats without
lines (Word, Excel, PDF, web pages) are flattened into the same kind of string; their spans know the
page, sheet, table, row and cell as well.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from auditor.frozen import dataclass

__all__ = ["Location", "Part", "Place", "Source", "Span", "TablePart", "TextPart", "Unreadable", "rejoin"]


class Unreadable(Exception):  # noqa: N818 -- a state of the file, as the report says it
    """A file that cannot be read. `reason` is a complete sentence for the person who sent it, by language."""

    def __init__(self, path: str, zh: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path = path
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a table, on a page or on a sheet; `cell` is a spreadsheet address such as E9.

    `table` and `row` count from 1. `bbox` is left, bottom, right, top in points (pdf only).
    """

    table: int | None = None
    row: int | None = None
    cell: str | None = None
    page: int | None = None
    sheet: str | None = None
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A span in the words of a person: 1-based line and column (code points, end column exclusive)."""

    path: str
    line: int | None
    end_line: int | None
    column: int | None
    end_column: int | None
    place: Place

    def as_json(self) -> dict[str, object]:
        """The `location` object of the JSON contract, keys in their fixed order."""
        place = self.place
        out: dict[str, object] = {
            "path": self.path,
            "line": self.line,
            "end_line": self.end_line,
            "column": self.column,
            "end_column": self.end_column,
            "page": place.page,
            "sheet": place.sheet,
            "table": place.table,
            "row": place.row,
            "cell": place.cell,
        }
        if place.bbox is not None:
            out["bbox"] = list(place.bbox)
        return out


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source, `start` up to but not including `end`, in code points of `source.text`.

    Only `Source.span` and `Span.part` make spans.
    """

    source: Source = field(repr=False)
    start: int
    end: int
    place: Place = NOWHERE

    @property
    def text(self) -> str:
        """The characters themselves, line breaks included."""
        return self.source.text[self.start : self.end]

    @property
    def quote(self) -> str:
        """The text as one line, broken words rejoined: what a finding quotes."""
        return rejoin(self.text)

    @property
    def location(self) -> Location:
        """Line and column where the format has lines, and the place in table, page or sheet."""
        return self.source.locate(self)

    def part(self, start: int, end: int) -> Span:
        """The span of `quote[start:end]`, so that a rule can point at one word of a cell."""
        kept = kept_offsets(self.text)
        if not kept:
            return self
        first = self.start + kept[min(start, len(kept) - 1)]
        last = self.start + kept[min(max(end, start + 1), len(kept)) - 1] + 1
        return Span(self.source, first, last, self.place)


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph of a structured format."""

    start: int
    end: int
    place: Place = NOWHERE
    heading: bool = False


@dataclass(frozen=True, slots=True)
class CellPart:
    """One cell of a structured format; `row` and `column` are 0-based grid positions of its upper left corner."""

    start: int
    end: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table of a structured format, its cells in reading order; covered cells of a merge are not listed."""

    start: int
    end: int
    cells: Sequence[CellPart]
    place: Place = NOWHERE


Part = TextPart | TablePart


@dataclass(slots=True, eq=False)
class Source:
    """A document as read: `text` is never normalised; `parts` is None where the layout must be found from the text.

    `kind` is the format (`text`, `docx`, `pdf`, …); `lined` says whether lines of `text` are lines of the file.
    `notes` are sentences (zh, en) about what the reader had to leave out or guess.
    """

    path: str
    sha256: str
    text: str
    kind: str = "text"
    lined: bool = True
    parts: tuple[Part, ...] | None = None
    notes: tuple[tuple[str, str], ...] = ()
    _starts: list[int] | None = field(default=None, repr=False)

    def span(self, start: int, end: int, place: Place = NOWHERE) -> Span:
        """The stretch from `start` up to `end`; raises ValueError outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} outside a text of {len(self.text)} characters")
        return Span(self, start, end, place)

    @property
    def line_starts(self) -> list[int]:
        """Offset of the first character of every line; form feeds do not end a line."""
        if self._starts is None:
            starts, at = [0], self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def line_of(self, offset: int) -> int:
        """1-based line that holds the character at `offset`."""
        return bisect_right(self.line_starts, offset)

    def locate(self, span: Span) -> Location:
        """Line and column of a span (None where the format has no lines) with its place."""
        if not self.lined:
            return Location(self.path, None, None, None, None, span.place)
        starts = self.line_starts
        last = max(span.start, span.end - 1)
        line, end_line = self.line_of(span.start), self.line_of(last)
        return Location(
            self.path,
            line,
            end_line,
            span.start - starts[line - 1] + 1,
            last - starts[end_line - 1] + 1 + (1 if span.end > span.start else 0),
            span.place,
        )


BLANKS = re.compile(r"\s+")


def is_wide(char: str) -> bool:
    """Whether a character is set without spaces between words: ideographs, CJK and full-width signs."""
    return char >= "\u2e80" or char in "“”‘’…—≥≤·①②③④⑤⑥⑦⑧⑨⑩"


@lru_cache(maxsize=4096)
def kept_offsets(text: str) -> tuple[int, ...]:
    """Offsets of the characters that `rejoin` keeps (a kept space stands at the first one of its run)."""
    kept: list[int] = []
    done = 0
    for run in BLANKS.finditer(text):
        kept.extend(range(done, run.start()))
        if _parts(run):
            kept.append(run.start())
        done = run.end()
    kept.extend(range(done, len(text)))
    return tuple(kept)


def _parts(run: re.Match[str]) -> bool:
    """Whether a run of blanks parts words, so that one of them is kept."""
    text, start, end = run.string, run.start(), run.end()
    if not start or end == len(text):
        return False
    before, after = is_wide(text[start - 1]), is_wide(text[end])
    return not (before and after) and not ((before or after) and "\n" in run[0])


# Rules ask for the same cells again and again.
@lru_cache(maxsize=4096)
def rejoin(text: str) -> str:
    """The text as one line: spaces between ideographs and breaks next to one vanish, other runs become one space.

    Extraction from PDF breaks words (`百分 比`, `社会效益指⏎标`); `9+X 系统` and `1 400` keep their space.
    """
    return BLANKS.sub(lambda run: " " if _parts(run) else "", text)
