"""The rules drawn on a page of a PDF: lines, edges of outlined boxes, and filled boxes too thin to be anything else."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat
from typing import Any, NamedTuple

from auditor.source.pdf_calls import Pdfium
from auditor.source.pdf_geometry import Box, Rule, upright

__all__ = ["Rules", "read_rules"]

# Word and WPS draw borders as filled boxes, up to 4.5 points thick (Word's heaviest is 6); no row of text is that low.
THIN = 4.5
# What a flat line may rise over its length, in points.
LEVEL = 0.8
MOST_OBJECTS = 100_000
MOST_SEGMENTS = 100_000
DEEPEST_FORM = 6
# Segments of a closed rectangle: up to this many, the bounds of a thin path say all.
RECTANGLE = 6

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rules(NamedTuple):
    """Horizontal and vertical rules in the order drawn; a dot of a dotted border is in both."""

    horizontal: list[Rule]
    vertical: list[Rule]


def read_rules(pdfium: Pdfium, page: Any, frame: Box, turn: int) -> tuple[Rules, int]:
    """The rules of a loaded page, turned upright as its text is, and how many pictures stand on it."""
    collector = Collector(pdfium, frame, turn)
    count = pdfium.FPDFPage_CountObjects(page)
    collector.objects(page, count, pdfium.FPDFPage_GetObject, IDENTITY, 0)
    return Rules(collector.horizontal, collector.vertical), collector.pictures


class Collector:
    """Walks the objects of a page and of the forms on it, and keeps what looks like a rule."""

    def __init__(self, pdfium: Pdfium, frame: Box, turn: int) -> None:
        self.pdfium = pdfium
        self.frame = frame
        self.turn = turn
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.pictures = 0
        self.objects_left = MOST_OBJECTS
        self.segments_left = MOST_SEGMENTS
        self._edges = (ctypes.c_float * 4)()
        self._addresses = [ctypes.addressof(self._edges) + at * ctypes.sizeof(ctypes.c_float) for at in range(4)]

    def objects(self, holder: Any, count: int, get: Any, matrix: Matrix, depth: int) -> None:
        """Every object of a page or a form, `get` fetching one by its index."""
        pdfium = self.pdfium
        get_type, path, picture, form = (
            pdfium.FPDFPageObj_GetType,
            pdfium.FPDF_PAGEOBJ_PATH,
            pdfium.FPDF_PAGEOBJ_IMAGE,
            pdfium.FPDF_PAGEOBJ_FORM,
        )
        count = min(count, self.objects_left)
        self.objects_left -= count
        items = list(map(get, repeat(holder), range(count)))
        for item, kind in zip(items, map(get_type, items), strict=True):
            if kind == path:
                self.path(item, matrix)
            elif kind == picture:
                self.picture(item, matrix)
            elif kind == form and depth < DEEPEST_FORM:
                inner, size = times(self.matrix_of(item), matrix), pdfium.FPDFFormObj_CountObjects(item)
                self.objects(item, size, pdfium.FPDFFormObj_GetObject, inner, depth + 1)

    def matrix_of(self, item: Any) -> Matrix:
        """The matrix of an object, from its own space to that of what holds it."""
        found = self.pdfium.FS_MATRIX()
        if not self.pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
            return IDENTITY
        return found.a, found.b, found.c, found.d, found.e, found.f

    def bounds(self, item: Any, matrix: Matrix) -> Box | None:
        """The box round an object in user space, half its line's width included."""
        if not self.pdfium.FPDFPageObj_GetBounds(item, *self._addresses):
            return None
        left, bottom, right, top = self._edges
        if matrix is IDENTITY:
            return Box(left, bottom, right, top)
        x0, y0 = moved(left, bottom, matrix)
        x1, y1 = moved(right, top, matrix)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def picture(self, item: Any, matrix: Matrix) -> None:
        """A picture; one as thin as a line is a border that was drawn as a picture."""
        box = self.bounds(item, matrix)
        if box is None or not self.thin(box):
            self.pictures += 1

    def path(self, item: Any, matrix: Matrix) -> None:
        """A path: a rule by its bounds, or its edges if it is outlined, or its parts if it has several."""
        box = self.bounds(item, matrix)
        if box is None:
            return
        segments = self.pdfium.FPDFPath_CountSegments(item)
        if segments <= RECTANGLE and self.thin(box):
            return
        if segments > self.segments_left:
            return
        self.segments_left -= segments
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self.pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        own = times(self.matrix_of(item), matrix)
        for outline in self.outlines(item, segments, own):
            xs, ys = [x for x, _ in outline], [y for _, y in outline]
            if self.thin(Box(min(xs), min(ys), max(xs), max(ys))) or not stroke.value:
                continue
            for (x0, y0), (x1, y1) in pairwise(outline):
                if abs(x1 - x0) <= LEVEL or abs(y1 - y0) <= LEVEL:
                    self.thin(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def outlines(self, item: Any, segments: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """The points of each part of a path; a curve breaks a part in two."""
        pdfium = self.pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        parts: list[list[tuple[float, float]]] = []
        for index in range(segments):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = moved(x.value, y.value, matrix)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO and parts:
                parts[-1].append(point)
            else:
                parts.append([point])
            if pdfium.FPDFPathSegment_GetClose(segment):
                parts[-1].append(parts[-1][0])
        return parts

    def thin(self, box: Box) -> bool:
        """Keeps a box that is a rule, or a dot of one; false if it is neither."""
        frame = self.frame
        level, steep = box.y1 - box.y0 <= THIN, box.x1 - box.x0 <= THIN
        if not (level or steep):
            return False
        moved_box = Box(box.x0 - frame.x0, box.y0 - frame.y0, box.x1 - frame.x0, box.y1 - frame.y0)
        x0, y0, x1, y1 = upright(moved_box, self.turn, frame.x1 - frame.x0, frame.y1 - frame.y0)
        if self.turn % 2:
            level, steep = steep, level
        if level:
            self.horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        if steep:
            self.vertical.append(Rule((x0 + x1) / 2, y0, y1))
        return True


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point carried through a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does `inner` first and `outer` then."""
    if outer is IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
