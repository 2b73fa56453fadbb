"""The pages of a PDF as PDFium sees them: runs of characters with their boxes, and the rules drawn between them.

PDFium (BSD) is called through the raw bindings of pypdfium2: once for the text of a page, and for the box of a
character where it must be known. PDFium's own order of characters decides nothing; positions do.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Container, Generator, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from struct import Struct
from typing import Any, NamedTuple

from auditor.source.model import Unreadable
from auditor.source.pdf_calls import Pdfium
from auditor.source.pdf_characters import mended
from auditor.source.pdf_geometry import Box, Run, upright
from auditor.source.pdf_rules import Rules, read_rules
from auditor.source.zipped import damaged, locked

__all__ = ["MOST_PAGES", "Geometry", "Page", "pages"]

MOST_PAGES = 20_000
MOST_CHARACTERS = 200_000
PASSWORD_NEEDED = 4
NO_FORM = 0
UPRIGHT_SAMPLE = 16
# Characters taller than this may be a watermark laid across the page: their angle is asked for.
TALL = 30.0
QUARTER = 1.5707963267948966
FIRST_WIDE = "\u2e80"
# Ideographs, everything else but blanks, a blank: what PDFium puts between runs is not printed.
STRETCH = re.compile("[\u2e80-\ufeff\uff01-\uff60]+|[^\u2e80-\ufeff\uff01-\uff60 \r\n]+| ")
SINGLE = re.compile("[^\r\n]")
# Characters further apart than this share of their size do not touch.
LOOSE = 0.15
RECTANGLE = Struct("=4f")
# Damaged fonts give characters no size; everything else here may divide by it.
SMALLEST = 0.1

Edges = tuple[float, float, float, float]
"""A box as PDFium gives it: left, top, right, bottom."""


class Geometry(NamedTuple):
    """How a page lies: `turn` quarter turns clockwise brought its text upright.

    `width` and `height` are those of the upright page; `left` and `bottom` where the page box begins in user space.
    """

    turn: int
    width: float
    height: float
    left: float
    bottom: float

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height in whole points: pages of one shape share their margins."""
        return round(self.width), round(self.height)

    def user_space(self, box: Box) -> Box:
        """The box as the PDF itself counts: left, bottom, right, top in points before any turn, to a tenth."""
        x0, y0, x1, y1 = upright(box, -self.turn % 4, self.width, self.height) if self.turn else box
        left, bottom = self.left, self.bottom
        return Box(round(x0 + left, 1), round(y0 + bottom, 1), round(x1 + left, 1), round(y1 + bottom, 1))


@dataclass(slots=True)
class Page:
    """What stands on a page: runs of text and rules on the upright page, and how many pictures and characters.

    `unmapped` counts the characters whose font does not say which they are.
    """

    number: int
    geometry: Geometry
    runs: list[Run]
    rules: Rules
    pictures: int
    characters: int
    unmapped: int


def pages(data: bytes, path: str, only: Container[int] | None = None) -> Generator[Page]:
    """The pages in order, each read when asked for and closed before the next.

    Of the pages numbered in `only`, and of these alone, every character is a run of its own. Raises Unreadable for a
    file that is encrypted, damaged, or longer than `MOST_PAGES`.
    """
    pdfium = Pdfium()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise locked(path) if pdfium.FPDF_GetLastError() == PASSWORD_NEEDED else damaged(path)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise Unreadable(
                path,
                f"文件有 {count} 页，超过 {MOST_PAGES} 页的上限，请拆分后再检查。",
                f"the file has {count} pages, more than the limit of {MOST_PAGES}; split it and check the parts.",
            )
        if count <= 0:
            raise damaged(path)
        filled_in = pdfium.FPDF_GetFormType(document) != NO_FORM
        for index in range(count):
            if only is None or index + 1 in only:
                yield _page(pdfium, document, index, filled_in, STRETCH if only is None else SINGLE)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(pdfium: Pdfium, document: Any, index: int, filled_in: bool, stretch: re.Pattern[str]) -> Page:
    """The page at `index`, runs as `stretch` has them; one that PDFium cannot load is empty and counts as a picture."""
    handle = pdfium.FPDF_LoadPage(document, index)
    if not handle:
        return Page(index + 1, Geometry(0, 0.0, 0.0, 0.0, 0.0), [], Rules([], []), 1, 0, 0)
    if filled_in and pdfium.FPDFPage_GetAnnotCount(handle):
        # What was typed into form fields is drawn by annotations; flattening makes it part of the page, in memory.
        pdfium.FPDFPage_Flatten(handle, pdfium.FLAT_NORMALDISPLAY)
        pdfium.FPDF_ClosePage(handle)
        handle = pdfium.FPDF_LoadPage(document, index)
    text = pdfium.FPDFText_LoadPage(handle)
    try:
        frame = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(handle, ctypes.byref(frame))
        box = Box(frame.left, frame.bottom, frame.right, frame.top)
        characters = _characters(pdfium, text)
        turn = _turn(pdfium, text, len(characters), pdfium.FPDFPage_GetRotation(handle))
        runs = _runs(pdfium, text, characters, box, turn, stretch)
        rules, pictures = read_rules(pdfium, handle, box, turn)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(handle)
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if turn % 2:
        width, height = height, width
    geometry = Geometry(turn, width, height, box.x0, box.y0)
    return Page(index + 1, geometry, runs, rules, pictures, len(characters), characters.count("\ufffd"))


def _characters(pdfium: Pdfium, text: Any) -> str:
    """The characters of a text page, each at the place that is its number in PDFium, at most `MOST_CHARACTERS`."""
    count = min(pdfium.FPDFText_CountChars(text), MOST_CHARACTERS)
    if count <= 0:
        return ""
    # Two units a character, for those outside the basic plane, and the closing zero.
    buffer = bytearray(2 * (2 * count + 1))
    written = pdfium.FPDFText_GetText(text, 0, count, ctypes.byref(ctypes.c_ushort.from_buffer(buffer)))
    characters = buffer[: 2 * (written - 1)].decode("utf-16-le", "replace")
    if len(characters) != count:
        # A character without a code is left out of the text but keeps its number.
        characters = "".join(_character(pdfium.FPDFText_GetUnicode(text, index)) for index in range(count))
    return characters.translate(mended())


def _character(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"


def _turn(pdfium: Pdfium, text: Any, count: int, rotation: int) -> int:
    """Quarter turns clockwise that bring most characters upright; those of the page where it has no text."""
    if not count:
        return int(rotation)
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // UPRIGHT_SAMPLE)):
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        if angle >= 0:
            votes[round(angle / QUARTER) % 4] += 1
    # PDFium gives the angle clockwise.
    return -votes.index(max(votes)) % 4


def _runs(pdfium: Pdfium, text: Any, characters: str, frame: Box, turn: int, stretch: re.Pattern[str]) -> list[Run]:
    """The printed characters and real spaces within the page box, in PDFium's order, turned upright.

    Ideographs are all of one width: if the ends of a run of them are as far apart as they should be, nothing stands
    wrong between. Figures and Latin letters are looked at one by one.
    """
    places = [match.span() for match in stretch.finditer(characters)]
    if " " in characters:
        made = pdfium.FPDFText_IsGenerated
        places = [place for place in places if characters[place[0]] != " " or not made(text, place[0])]
    wanted: list[int] = []
    for start, end in places:
        wanted.extend((start, end - 1) if characters[start] >= FIRST_WIDE and end - start > 1 else range(start, end))
    boxes = iter(_boxes(pdfium, text, wanted, frame, turn))
    width, height = frame.x1 - frame.x0, frame.y1 - frame.y0
    if turn % 2:
        width, height = height, width
    runs = []
    for start, end in places:
        words = characters[start:end]
        if end - start == 1:
            edges = next(boxes)
            found = [_run(words, edges, edges)]
        elif words >= FIRST_WIDE:
            ends = next(boxes), next(boxes)
            if _is_even(end - start, *ends):
                found = [_run(words, *ends)]
            else:
                found = _touching(words, _boxes(pdfium, text, range(start, end), frame, turn))
        else:
            found = _touching(words, list(islice(boxes, end - start)))
        for run in found:
            _, x0, y0, x1, y1 = run
            if not (0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height):
                continue
            if y1 - y0 > TALL and _slanting(pdfium.FPDFText_GetCharAngle(text, start)):
                continue
            runs.append(run)
    return runs


def _boxes(pdfium: Pdfium, text: Any, wanted: Sequence[int], frame: Box, turn: int) -> list[Edges]:
    """The boxes of a text page's characters by their numbers, moved and turned to the upright page."""
    buffer = bytearray(RECTANGLE.size * len(wanted))
    at = ctypes.addressof(ctypes.c_char.from_buffer(buffer)) if wanted else 0
    places = range(at, at + len(buffer), RECTANGLE.size)
    # All at once: a loop around each call would take longer than the call.
    deque(map(pdfium.FPDFText_GetLooseCharBox, repeat(text), wanted, places), 0)
    boxes = list(RECTANGLE.iter_unpack(buffer))
    x, y, right, top = frame
    if x or y:
        boxes = [(x0 - x, y1 - y, x1 - x, y0 - y) for x0, y1, x1, y0 in boxes]
    if turn:
        turned = [upright(Box(x0, y0, x1, y1), turn, right - x, top - y) for x0, y1, x1, y0 in boxes]
        boxes = [(x0, y1, x1, y0) for x0, y0, x1, y1 in turned]
    return boxes


def _is_even(count: int, first: Edges, last: Edges) -> bool:
    """Whether so many ideographs, of which these are the ends, stand side by side on one line."""
    left, _, right, bottom = first
    width = right - left
    excess = last[2] - left - width * count
    return abs(excess) <= LOOSE * width and abs(last[3] - bottom) <= width / 2


def _touching(text: str, boxes: list[Edges]) -> list[Run]:
    """Characters put together where they touch on one line."""
    opening = before = boxes[0]
    runs, at = [], 0
    for index, box in enumerate(boxes):
        left, top, _, bottom = box
        size = top - bottom
        if index and (abs(left - before[2]) > LOOSE * size or abs(bottom - before[3]) > size / 2):
            runs.append(_run(text[at:index], opening, before))
            at, opening = index, box
        before = box
    runs.append(_run(text[at:], opening, before))
    return runs


def _run(text: str, first: Edges, last: Edges) -> Run:
    left, top, _, bottom = first
    _, other_top, right, other_bottom = last
    bottom = min(bottom, other_bottom)
    return Run(text, left, bottom, max(right, left + SMALLEST), max(top, other_top, bottom + SMALLEST))


def _slanting(angle: float) -> bool:
    """Whether an angle in radians is far from every quarter turn, as a watermark's is."""
    quarters: float = angle / QUARTER
    return abs(quarters - round(quarters)) > 0.1
