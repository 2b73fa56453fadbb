"""The cells and paragraphs of a document that a finding is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from auditor.source.model import CellPart, Source, TablePart, TextPart

__all__ = ["Piece", "touched"]

Piece = CellPart | TextPart

LONGEST_PROSE = 400
"""Characters of prose that a comment may cover; one on more than these is about none of them in particular."""


def touched(source: Source, extent: tuple[int, int]) -> list[Piece]:
    """The cells of one row, or the paragraphs, in which a stretch of the text stands, from the first with text.

    A stretch of more than a row, or of prose without end, is about a whole: its first cell or paragraph stands for it.
    Without any text at the place, the piece that begins there or before it; none in a document without parts.
    """
    pieces = [piece for piece in _overlapping(source, extent) if source.text[piece.start : piece.end].strip()]
    if not pieces:
        return _before(source, extent[0])
    first = pieces[0]
    if isinstance(first, CellPart):
        rows = {(piece.row if isinstance(piece, CellPart) else None) for piece in pieces}
        return pieces if len(rows) == 1 else [first]
    prose = all(isinstance(piece, TextPart) for piece in pieces)
    return pieces if prose and extent[1] - extent[0] <= LONGEST_PROSE else [first]


def _overlapping(source: Source, extent: tuple[int, int]) -> list[Piece]:
    """The cells and paragraphs that share characters with a stretch of the text."""
    found: list[Piece] = []
    for part in _within(source.parts or (), extent):
        found += _within(part.cells, extent) if isinstance(part, TablePart) else [part]
    return found


def _within(parts: Sequence[Any], extent: tuple[int, int]) -> Sequence[Any]:
    start, end = extent
    first = bisect_right(parts, start, key=lambda part: part.end)
    return parts[first : bisect_left(parts, end, key=lambda part: part.start)]


def _before(source: Source, offset: int) -> list[Piece]:
    """The cell or paragraph that begins at a place without text, else the last before it, else the first of all."""
    pieces: Sequence[Any] = source.parts or ()
    while pieces:
        piece = pieces[max(0, bisect_right(pieces, offset, key=lambda part: part.start) - 1)]
        if not isinstance(piece, TablePart):
            return [piece]
        pieces = piece.cells
    return []
