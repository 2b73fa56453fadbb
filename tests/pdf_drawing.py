"""Small PDFs for the tests, drawn with reportlab: text in a font that is not embedded, borders in several manners."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.0
LEADING = 14.0
PADDING = 4.0

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

LABELS = (
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "改造农村公路里程", "≥12.50公里"),
    ("", "质量指标", "工程验收合格率", "≥98.6%"),
)
"""The rows of a small table; an empty cell belongs to the one above it."""


@dataclass(frozen=True)
class Spot:
    """A cell to draw: its rows and columns, and its text, a line break between lines."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


def width_of(text: str, size: float = SIZE) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


class Drawing:
    """A PDF under way; y counts from the top of the page."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, **options: object) -> None:
        self.buffer = io.BytesIO()
        self.width, self.height = width, height
        self.canvas = Canvas(self.buffer, pagesize=(width, height), **options)

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y, text)

    def centred(self, y: float, text: str, size: float = SIZE) -> None:
        self.text((self.width - width_of(text, size)) / 2, y, text, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float, manner: str = "line") -> None:
        MANNERS[manner](self, x0, y0, x1, y1)

    def table(
        self,
        top: float,
        rows: Sequence[float],
        columns: Sequence[float],
        spots: Sequence[Spot],
        left: float = 60.0,
        manner: str = "line",
        sides: str = "tblr",
    ) -> float:
        """Draws a table of these row heights and column widths; the height at which it ends. `sides` are ruled."""
        xs, ys = [left], [top]
        for width in columns:
            xs.append(xs[-1] + width)
        for height in rows:
            ys.append(ys[-1] + height)
        for spot in spots:
            x0, x1 = xs[spot.column], xs[spot.column + spot.colspan]
            y0, y1 = ys[spot.row], ys[spot.row + spot.rowspan]
            edges = {
                "t": (x0, y0, x1, y0, y0 == ys[0]),
                "b": (x0, y1, x1, y1, y1 == ys[-1]),
                "l": (x0, y0, x0, y1, x0 == xs[0]),
                "r": (x1, y0, x1, y1, x1 == xs[-1]),
            }
            for side, (*ends, outer) in edges.items():
                if side in sides or not outer:
                    self.rule(*ends, manner)
            lines = spot.text.split("\n")
            y = (y0 + y1) / 2 - LEADING * len(lines) / 2 + LEADING - 3
            for line in lines:
                self.text(x0 + PADDING, y, line)
                y += LEADING
        return ys[-1]

    def page(self) -> None:
        self.canvas.showPage()

    def done(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def _line(drawing: Drawing, x0: float, y0: float, x1: float, y1: float) -> None:
    drawing.canvas.setLineWidth(0.5)
    drawing.canvas.line(x0, drawing.height - y0, x1, drawing.height - y1)


def _box(drawing: Drawing, x0: float, y0: float, x1: float, y1: float) -> None:
    """As Word does: a filled rectangle half a point thick."""
    h = drawing.height
    drawing.canvas.rect(x0 - 0.25, h - y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)


def _double(drawing: Drawing, x0: float, y0: float, x1: float, y1: float) -> None:
    for off in (-0.9, 0.9):
        if y0 == y1:
            _line(drawing, x0, y0 + off, x1, y1 + off)
        else:
            _line(drawing, x0 + off, y0, x1 + off, y1)


def _pieces(drawing: Drawing, x0: float, y0: float, x1: float, y1: float, length: float, gap: float) -> None:
    total = (x1 - x0) + (y1 - y0)
    at = 0.0
    while at < total:
        end = min(at + length, total)
        if y0 == y1:
            _line(drawing, x0 + at, y0, x0 + end, y0)
        else:
            _line(drawing, x0, y0 + at, x0, y0 + end)
        at += length + gap


def _dashes(drawing: Drawing, x0: float, y0: float, x1: float, y1: float) -> None:
    _pieces(drawing, x0, y0, x1, y1, 3.0, 2.0)


def _dots(drawing: Drawing, x0: float, y0: float, x1: float, y1: float) -> None:
    _pieces(drawing, x0, y0, x1, y1, 0.6, 1.4)


MANNERS = {"line": _line, "box": _box, "double": _double, "dashes": _dashes, "dots": _dots}
