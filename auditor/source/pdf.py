"""PDF files with a text layer: ruled tables by their rules, the rest as paragraphs, page by page.

Pages are read one at a time and closed, so that memory holds the text of the document and never its pictures or fonts.
Nothing the file refers to is opened, and no script in it runs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from auditor.source.assembly import Assembly
from auditor.source.flatten import address
from auditor.source.model import Place, Source, Unreadable
from auditor.source.pdf_blocks import Piece, blocks_of
from auditor.source.pdf_furniture import without_furniture
from auditor.source.pdf_page import Geometry, Page, pages
from auditor.source.pdf_prose import Paragraph, is_heading, paragraphs
from auditor.source.pdf_stitch import continues, extend
from auditor.source.pdf_words import Line
from auditor.source.text import digest

__all__ = ["read"]

MOST_CELLS = 1_000_000
MOST_CHARACTERS = 50_000_000
# A line of so many characters shows where text begins and ends on the page.
LONG_LINE = 15
NO_MARGINS = (0.0, float("inf"))
CONTINUATION = re.compile(r"[（(]?续")
# This share of characters without a known meaning is worth a warning.
UNMAPPED = 0.02


@dataclass(slots=True)
class Contents:
    """What the pages hold: blocks and geometry by page, and the counts that notes and refusals are made of."""

    blocks: list[list[Piece | Line]] = field(default_factory=list)
    geometry: list[Geometry] = field(default_factory=list)
    pictures_only: list[int] = field(default_factory=list)
    unmapped_pages: list[int] = field(default_factory=list)
    guessed_pages: list[int] = field(default_factory=list)
    characters: int = 0
    pictures: int = 0
    cells: int = 0


def read(data: bytes, path: str) -> Source:
    """A PDF as a Source of tables and paragraphs with page and box.

    Raises Unreadable for files that are encrypted, damaged, scanned without a text layer, or beyond the limits on pages,
    cells and characters.
    """
    contents = _contents(data, path)
    if not any(contents.blocks):
        raise _without_text(path, contents)
    heights = [geometry.height for geometry in contents.geometry]
    body, dropped = without_furniture(contents.blocks, heights)
    # Blocks are given up as soon as they are in the text: a thousand pages need not be in memory twice.
    contents.blocks.clear()
    items, joints = _stitched(body, contents.geometry)
    body.clear()
    assembly = Assembly()
    size = _body_size(items)
    number = 0
    for block in _with_paragraphs(items, contents.geometry):
        if isinstance(block, Paragraph):
            place = Place(page=block.page, bbox=contents.geometry[block.page - 1].user_space(block.box))
            assembly.paragraph(block.text, place, is_heading(block, size))
        else:
            number += 1
            assembly.table(_cells(block, number, contents.geometry), Place(number, page=block.page))
            block.cells.clear()
    notes = _notes(contents, dropped, joints)
    return Source(path, digest(data), assembly.text, "pdf", False, tuple(assembly.parts), notes)


def _contents(data: bytes, path: str) -> Contents:
    """The blocks of all pages, within the limits."""
    contents = Contents()
    with closing(pages(data, path)) as stream:
        for page in stream:
            blocks = blocks_of(page)
            contents.blocks.append(blocks)
            contents.geometry.append(page.geometry)
            _count(contents, page, blocks)
            if contents.cells > MOST_CELLS:
                raise _too_many(path, MOST_CELLS, "个单元格", "table cells")
            if contents.characters > MOST_CHARACTERS:
                raise _too_many(path, MOST_CHARACTERS, "个字符", "characters")
    return contents


def _count(contents: Contents, page: Page, blocks: list[Piece | Line]) -> None:
    contents.characters += page.characters
    contents.pictures += page.pictures
    tables = [block for block in blocks if isinstance(block, Piece)]
    contents.cells += sum(len(table.cells) for table in tables)
    if any(table.guessed for table in tables):
        contents.guessed_pages.append(page.number)
    if page.pictures and not page.runs:
        contents.pictures_only.append(page.number)
    if page.unmapped > UNMAPPED * max(1, page.characters):
        contents.unmapped_pages.append(page.number)


Item = Piece | tuple[int, Line]
"""A table, or a line with its page."""


def _stitched(body: list[list[Piece | Line]], geometry: list[Geometry]) -> tuple[list[Item], list[int]]:
    """All blocks in order, tables cut by page ends joined; and the pages on which a table goes on."""
    floors = _floors(body, geometry)
    out: list[Item] = []
    joints: list[int] = []
    table: Piece | None = None
    for number, blocks in enumerate(body, 1):
        here = geometry[number - 1].shape
        piece = _first_table(blocks)
        if table is not None and piece is not None and here == geometry[number - 2].shape:
            if continues(table, piece, table.box.y0 - floors[here]):
                extend(table, piece)
                joints.append(number)
                blocks = [table, *blocks[blocks.index(piece) + 1 :]]
        out.extend(block if isinstance(block, Piece) else (number, block) for block in blocks if block is not table)
        table = blocks[-1] if blocks and isinstance(blocks[-1], Piece) else None
    return out, joints


def _first_table(blocks: list[Piece | Line]) -> Piece | None:
    """The table at the top of a page, with nothing above it but what is printed again on every page."""
    for block in blocks:
        if isinstance(block, Piece):
            return block
        if not (block.running or CONTINUATION.match(block.text)):
            return None
    return None


def _floors(body: list[list[Piece | Line]], geometry: list[Geometry]) -> dict[tuple[int, int], float]:
    """How low the text of full pages reaches, by shape: the lowest fifth of them may stand out."""
    lows: dict[tuple[int, int], list[float]] = {}
    for blocks, page in zip(body, geometry, strict=True):
        if blocks:
            lows.setdefault(page.shape, []).append(max(0.0, min(block.box.y0 for block in blocks)))
    return {shape: sorted(found)[len(found) // 5] for shape, found in lows.items()}


def _with_paragraphs(items: list[Item], geometry: list[Geometry]) -> Iterator[Piece | Paragraph]:
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


def _body_size(items: list[Item]) -> float:
    """The type size in which most of the running text is set."""
    sizes: Counter[float] = Counter()
    for item in items:
        if not isinstance(item, Piece):
            sizes[round(item[1].size * 2) / 2] += item[1].count
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _cells(table: Piece, number: int, geometry: list[Geometry]) -> Iterator[tuple[int, int, int, int, str, Place]]:
    """The cells of a table in reading order, as the assembly wants them."""
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        name = f"{address(cell.column)}{cell.row + 1}"
        box = geometry[cell.page - 1].user_space(cell.box)
        place = Place(number, cell.row + 1, name, cell.page, None, box)
        yield cell.row, cell.column, cell.rowspan, cell.colspan, cell.text, place


def _too_many(path: str, limit: int, zh: str, en: str) -> Unreadable:
    return Unreadable(
        path,
        f"文件中有超过 {limit} {zh}，超出上限，不予读取；请拆分后再检查。",
        f"the file has more than {limit} {en}, which is the limit; it is not read. Split it and check the pieces.",
    )


def _without_text(path: str, contents: Contents) -> Unreadable:
    """The refusal of a file from which no character can be read."""
    if contents.pictures:
        return Unreadable(
            path,
            "这是扫描件，只有图像，没有文字层，无法检查；请发送由 Word、WPS 或 Excel 直接导出的 PDF，或先做文字识别（OCR）。",
            "this is a scan: it has pictures but no text layer and cannot be checked; "
            "send the PDF exported from Word, WPS or Excel, or run text recognition (OCR) first.",
        )
    return Unreadable(path, "文件中没有文字，没有可检查的内容。", "the file holds no text: there is nothing to check.")


def _notes(contents: Contents, dropped: int, joints: list[int]) -> tuple[tuple[str, str], ...]:
    """What was left out or guessed, as sentences."""
    notes = []
    if contents.pictures_only:
        where = _ranges(contents.pictures_only)
        notes.append(
            (f"第 {where} 页只有图像，没有文字层，未能读取。", f"page {where}: pictures without a text layer, not read.")
        )
    if contents.unmapped_pages:
        where = _ranges(contents.unmapped_pages)
        notes.append(
            (
                f"第 {where} 页的字体未说明部分字符是什么字，读出的文字可能缺字。",
                f"page {where}: fonts that do not say which characters they print; some may be missing.",
            )
        )
    if contents.guessed_pages:
        where = _ranges(contents.guessed_pages)
        notes.append(
            (
                f"第 {where} 页有没有框线的表格，按文字对齐的位置读取，请核对。",
                f"page {where}: a table without rules was read by how its text is aligned; compare it with the page.",
            )
        )
    if joints:
        where = _ranges(joints)
        notes.append(
            (f"第 {where} 页页首的表格按上页表格的续表读取。", f"page {where}: the table at the top was read as the rest of the one before.")
        )
    if dropped:
        notes.append(
            (f"页眉、页脚和页码共 {dropped} 行未作为正文读取。", f"{dropped} lines of running heads, feet and page numbers were left out.")
        )
    return tuple(notes)


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers as ranges: `2–4、9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return "、".join("–".join(map(str, run)) for run in runs)
