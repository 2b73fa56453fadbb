"""Sources made piece by piece, from readers that know the place of every cell themselves (pages and boxes, sheets)."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.source.model import NOWHERE, CellPart, Part, Place, TablePart, TextPart

__all__ = ["Assembly"]

MOST_PIECES = 10_000


class Assembly:
    """Collects a document: paragraphs and table rows end in a line break, cells are parted by tabs."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._done: list[str] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """Everything added so far."""
        return "".join([*self._done, *self._pieces])

    @property
    def length(self) -> int:
        """How many characters were added."""
        return self._length

    def add(self, text: str) -> int:
        """Adds text that belongs to the part under way; the offset where it starts."""
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        if len(self._pieces) > MOST_PIECES:
            # A million small strings take ten times the memory of their text.
            self._done.append("".join(self._pieces))
            self._pieces.clear()
        return start

    def paragraph(self, text: str, place: Place = NOWHERE, heading: bool = False) -> None:
        """Adds a paragraph."""
        start = self.add(text)
        self.parts.append(TextPart(start, start + len(text), place, heading))
        self.add("\n")

    def table(self, cells: Iterable[tuple[int, int, int, int, str, Place]], place: Place = NOWHERE) -> None:
        """Adds a table from its cells in reading order: row, column, row span, column span, text and place of each."""
        out: list[CellPart] = []
        start = self._length
        current: int | None = None
        for row, column, rowspan, colspan, text, where in cells:
            if current is not None:
                self.add("\t" if row == current else "\n")
            current = row
            at = self.add(text.replace("\t", " "))
            out.append(CellPart(at, at + len(text), row, column, rowspan, colspan, where))
        self.parts.append(TablePart(start, self._length, tuple(out), place))
        self.add("\n")
