"""PDF files with a text layer: ruled tables by their rules, the rest as paragraphs, page by page.

Pages are read one at a time and closed, so that memory holds the text of the document and never its pictures or fonts.
Nothing the file refers to is opened, and no script in it runs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

from auditor.source.assembly import Assembly, CellFacts
from auditor.source.model import Place, Source
from auditor.source.pdf_blocks import Piece, blocks_of
from auditor.source.pdf_document import body_size, stitched, with_paragraphs
from auditor.source.pdf_furniture import without_furniture
from auditor.source.pdf_geometry import Box
from auditor.source.pdf_guard import is_risky, read_apart
from auditor.source.pdf_notes import Seen, notes_of, too_many, without_text
from auditor.source.pdf_page import Geometry, pages
from auditor.source.pdf_prose import Paragraph, is_heading
from auditor.source.pdf_words import Line
from auditor.source.text import digest

__all__ = ["read", "read_here"]

MOST_CELLS = 1_000_000
MOST_CHARACTERS = 50_000_000
# PDFium is not made for several threads at a time.
PDFIUM = threading.Lock()


def read(data: bytes, path: str) -> Source:
    """A PDF as a Source of tables and paragraphs with page and box.

    Raises Unreadable for files that are encrypted, damaged, scanned without a text layer, or beyond the limits on
    pages, cells, characters, time and memory.
    """
    return read_apart(data, path) if is_risky(data) else read_here(data, path)


def read_here(data: bytes, path: str) -> Source:
    """A PDF as a Source, read in this process. Raises Unreadable as `read` does, but for time and memory."""
    seen = Seen()
    with PDFIUM:
        blocks, geometry = _blocks(data, path, seen)
    if not any(blocks):
        raise without_text(path, seen.pictures > 0)
    body, seen.dropped = without_furniture(blocks, [page.height for page in geometry])
    # Blocks are given up as soon as they are in the text: a thousand pages need not be in memory twice.
    blocks.clear()
    items, seen.joints = stitched(body, geometry)
    body.clear()
    assembly = Assembly()
    size = body_size(items)
    number = 0
    for block in with_paragraphs(items, geometry):
        if isinstance(block, Paragraph):
            place = Place(page=block.page, bbox=_corners(block.box, geometry[block.page - 1]))
            assembly.paragraph(block.text, place, is_heading(block, size))
        else:
            number += 1
            assembly.table(_cells(block, geometry), Place(number, page=block.page))
            block.cells.clear()
    return Source(path, digest(data), assembly.text, "pdf", False, tuple(assembly.parts), notes_of(seen))


def _blocks(data: bytes, path: str, seen: Seen) -> tuple[list[list[Piece | Line]], list[Geometry]]:
    """The blocks and the geometry of all pages. Raises Unreadable beyond the limits."""
    blocks: list[list[Piece | Line]] = []
    geometry: list[Geometry] = []
    cells = 0
    with closing(pages(data, path)) as stream:
        for page in stream:
            found = blocks_of(page, blocks[-1] if blocks else [])
            tables = [block for block in found if isinstance(block, Piece)]
            seen.page(page, any(table.guessed for table in tables))
            cells += sum(len(table.cells) for table in tables)
            if cells > MOST_CELLS:
                raise too_many(path, MOST_CELLS, "个单元格", "table cells")
            if seen.characters > MOST_CHARACTERS:
                raise too_many(path, MOST_CHARACTERS, "个字符", "characters")
            blocks.append(found)
            geometry.append(page.geometry)
    return blocks, geometry


def _cells(table: Piece, geometry: list[Geometry]) -> Iterator[CellFacts]:
    """The cells of a table in reading order, as the assembly wants them."""
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        box = geometry[cell.page - 1].user_space(cell.box)
        yield cell.row, cell.column, cell.rowspan, cell.colspan, cell.text, cell.page, box


def _corners(box: Box, page: Geometry) -> tuple[float, float, float, float]:
    """A box as places hold it: plain numbers, which can be kept between runs."""
    x0, y0, x1, y1 = page.user_space(box)
    return x0, y0, x1, y1
