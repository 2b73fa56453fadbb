"""Pages to a document: tables cut by page ends joined, the lines between them put together to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from auditor.source.pdf_blocks import Piece
from auditor.source.pdf_page import Geometry
from auditor.source.pdf_prose import Paragraph, paragraphs
from auditor.source.pdf_stitch import continues, extend
from auditor.source.pdf_words import Line

__all__ = ["body_size", "stitched", "with_paragraphs"]

# A line of so many characters shows where text begins and ends on the page.
LONG_LINE = 15
NO_MARGINS = (0.0, float("inf"))
CONTINUATION = re.compile(r"[（(]?续")
# A footnote, set smaller than the table above it, begins with its mark.
FOOTNOTE = re.compile(r"(?:[0-9]{1,2}|[①-⑳*※]+)\s*[^0-9\s]")
MOST_NOTES = 4

Item = Piece | tuple[int, Line]
"""A table, or a line with its page."""


def stitched(body: list[list[Piece | Line]], geometry: list[Geometry]) -> tuple[list[Item], list[int]]:
    """All blocks in order, tables cut by page ends joined; and the pages on which a table goes on."""
    floors = _floors(body, geometry)
    out: list[Item] = []
    joints: list[int] = []
    table: Piece | None = None
    notes = 0.0
    for number, blocks in enumerate(body, 1):
        here = geometry[number - 1].shape
        piece = _first_table(blocks)
        if (
            table is not None
            and piece is not None
            and here == geometry[number - 2].shape
            and continues(table, piece, table.box.y0 - max(floors[here], notes))
        ):
            extend(table, piece)
            joints.append(number)
            blocks = [table, *blocks[blocks.index(piece) + 1 :]]
        out.extend(block if isinstance(block, Piece) else (number, block) for block in blocks if block is not table)
        table, notes = _last_table(blocks)
    return out, joints


def _first_table(blocks: list[Piece | Line]) -> Piece | None:
    """The table at the top of a page, with nothing above it but what is printed again on every page."""
    for block in blocks:
        if isinstance(block, Piece):
            return block
        if not (block.running or CONTINUATION.match(block.text)):
            return None
    return None


def _last_table(blocks: list[Piece | Line]) -> tuple[Piece | None, float]:
    """The table at the foot of a page, with nothing under it but footnotes, and how high these reach."""
    notes = list(takewhile(lambda block: isinstance(block, Line), reversed(blocks)))[:MOST_NOTES]
    rest = blocks[: len(blocks) - len(notes)]
    table = rest[-1] if rest else None
    if not isinstance(table, Piece):
        return None, 0.0
    size = max((cell.em for cell in table.cells), default=0.0)
    for note in notes:
        if not (isinstance(note, Line) and FOOTNOTE.match(note.text) and note.em < size):
            return None, 0.0
    return table, max((note.box.y1 for note in notes), default=0.0)


def _floors(body: list[list[Piece | Line]], geometry: list[Geometry]) -> dict[tuple[int, int], float]:
    """How low the text of full pages reaches, by shape: the lowest fifth of them may stand out."""
    lows: dict[tuple[int, int], list[float]] = {}
    for blocks, page in zip(body, geometry, strict=True):
        if blocks:
            lows.setdefault(page.shape, []).append(max(0.0, min(block.box.y0 for block in blocks)))
    return {shape: sorted(found)[len(found) // 5] for shape, found in lows.items()}


def with_paragraphs(items: list[Item], geometry: list[Geometry]) -> Iterator[Piece | Paragraph]:
    """The tables, and the lines between them put together to paragraphs; uses `items` up.

    A single box round text is not a table.
    """
    margins = _margins(items, geometry)
    lines: list[tuple[int, Line, float, float]] = []
    items.reverse()
    while items:
        item = items.pop()
        if isinstance(item, Piece) and len(item.cells) > 1:
            yield from paragraphs(lines)
            lines = []
            yield item
            continue
        more = [(item.page, line) for line in item.lines] if isinstance(item, Piece) else [item]
        lines.extend((page, line, *margins.get(geometry[page - 1].shape, NO_MARGINS)) for page, line in more)
    yield from paragraphs(lines)


def _margins(items: list[Item], geometry: list[Geometry]) -> dict[tuple[int, int], tuple[float, float]]:
    """Where long lines begin and end on pages of each shape; a tenth of them may stand out on either side."""
    sides: dict[tuple[int, int], tuple[list[float], list[float]]] = {}
    for item in items:
        if not isinstance(item, Piece) and item[1].count >= LONG_LINE:
            lefts, rights = sides.setdefault(geometry[item[0] - 1].shape, ([], []))
            lefts.append(item[1].box.x0)
            rights.append(item[1].box.x1)
    out = {}
    for shape, (lefts, rights) in sides.items():
        lefts.sort()
        rights.sort()
        out[shape] = (lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])
    return out


def body_size(items: list[Item]) -> float:
    """The type size in which most of the running text is set."""
    sizes: Counter[float] = Counter()
    for item in items:
        if not isinstance(item, Piece):
            sizes[round(item[1].em * 2) / 2] += item[1].count
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
