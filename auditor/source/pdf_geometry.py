"""Boxes and their turning: the few shapes that the PDF modules share. Points, y upwards."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Box", "Rule", "Run", "around", "upright"]


class Box(NamedTuple):
    """A rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float


class Run(NamedTuple):
    """Characters that stand side by side, and their box: the advance wide, from descent to ascent high."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    def characters(self) -> list[Run]:
        """The characters one by one, each of the same width."""
        width = (self.x1 - self.x0) / len(self.text)
        return [
            Run(char, self.x0 + index * width, self.y0, self.x0 + (index + 1) * width, self.y1)
            for index, char in enumerate(self.text)
        ]


class Rule(NamedTuple):
    """A drawn line: at y `at` from x `start` to x `end`, or at x `at` from y `start` to y `end`."""

    at: float
    start: float
    end: float


def upright(box: Box, turn: int, width: float, height: float) -> Box:
    """The box after `turn` quarter turns clockwise of a page of this width and height."""
    x0, y0, x1, y1 = box
    if turn == 0:
        return box
    if turn == 1:
        return Box(y0, width - x1, y1, width - x0)
    if turn == 2:
        return Box(width - x1, height - y1, width - x0, height - y0)
    return Box(height - y1, x0, height - y0, x1)


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of them."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
