"""Sources made piece by piece, from readers that know the place of every cell themselves (pages and boxes, sheets)."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import overload

from auditor.source.model import NOWHERE, CellPart, Part, Place, TablePart, TextPart

__all__ = ["Assembly", "CellFacts", "address"]

CellFacts = tuple[int, int, int, int, str, int | None, tuple[float, float, float, float] | None]
"""Row, column, row span, column span, text, page and box of a cell."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_PIECES = 10_000


class MadeCells(Sequence[CellPart]):
    """Cells that are made when they are asked for, from numbers that take little memory."""

    @abstractmethod
    def made(self, at: int) -> CellPart:
        """The cell at an index that is there."""

    @overload
    def __getitem__(self, index: int) -> CellPart: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CellPart]: ...
    def __getitem__(self, index: int | slice) -> CellPart | Sequence[CellPart]:
        if isinstance(index, slice):
            return [self.made(at) for at in range(*index.indices(len(self)))]
        return self.made(range(len(self))[index])

    def __iter__(self) -> Iterator[CellPart]:
        return map(self.made, range(len(self)))


class Cells(MadeCells):
    """The cells of a table, made when they are asked for: a thousand pages of them take a tenth of the memory.

    Its place has the page and the box it is given, and table, row and name of the cell.
    """

    def __init__(self, table: int | None) -> None:
        self.table = table
        # Seven numbers a cell: start, end, row, column, row span, column span, page or 0.
        self.numbers = array("I")
        self.boxes = array("d")
        # Cells stand in rows and columns, so their edges are mostly those of others.
        self.edges: dict[float, float] = {}

    def __len__(self) -> int:
        return len(self.numbers) // 7

    def made(self, at: int) -> CellPart:
        return next(self._made(self.numbers[7 * at : 7 * at + 7], self.boxes[4 * at : 4 * at + 4]))

    def __iter__(self) -> Iterator[CellPart]:
        return self._made(self.numbers, self.boxes)

    def _made(self, numbers: array[int], boxes: array[float]) -> Iterator[CellPart]:
        """The cells that the numbers stand for, with the boxes where there are any."""
        table, same = self.table, self.edges.setdefault
        edges: Iterator[tuple[float, ...] | None] = zip(*[iter(boxes)] * 4, strict=True) if boxes else repeat(None)
        cells = zip(*[iter(numbers)] * 7, strict=True)
        for (start, end, row, column, rowspan, colspan, page), edge in zip(cells, edges, strict=False):
            box = None
            if edge is not None:
                left, bottom, right, top = edge
                box = same(left, left), same(bottom, bottom), same(right, right), same(top, top)
            place = Place(table, row + 1, f"{address(column)}{row + 1}", page or None, None, box)
            yield CellPart(start, end, row, column, rowspan, colspan, place)


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

    def table(self, cells: Iterable[CellFacts], place: Place = NOWHERE) -> None:
        """Adds a table from its cells in reading order."""
        out = Cells(place.table)
        number, bound = out.numbers.extend, out.boxes.extend
        at = start = self._length
        current: int | None = None
        texts: list[str] = []
        for row, column, rowspan, colspan, text, page, box in cells:
            if row != current:
                if current is not None:
                    self.add("\t".join(texts) + "\n")
                    texts.clear()
                current = row
            end = at + len(text)
            number((at, end, row, column, rowspan, colspan, page or 0))
            if box is not None:
                bound(box)
            texts.append(text.replace("\t", " "))
            at = end + 1
        self.add("\t".join(texts))
        self.parts.append(TablePart(start, self._length, out, place))
        self.add("\n")


@lru_cache(maxsize=1024)
def address(column: int) -> str:
    """The letters of a 0-based spreadsheet column: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters = LETTERS[column % 26] + letters
        column = column // 26 - 1
    return letters
