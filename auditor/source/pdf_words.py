"""Runs of characters to lines of text by where they stand, whatever order the PDF draws them in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from auditor.source.model import is_wide
from auditor.source.pdf_geometry import Box, Run

__all__ = ["Line", "Segment", "cell_text", "lines_of", "margins", "rows_of", "unbreakable"]

# Gaps in shares of the type size. Between ideographs and Latin letters Word leaves a quarter that is no space.
# between two Latin letters or figures, next to one ideograph, between two
SPACE = (0.2, 0.45, 0.9)
SEGMENT = 0.6
TAB = 2.0
SPACED_OUT = 0.12
EVEN = 0.5
# In shares of the line's height: figures less tall that stand so much above its lower edge.
SMALL, RAISED = 0.8, 0.25
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# The same character again, this share of its width further on, is printed twice to look bold.
DOUBLED = 0.3
WIDEST_MARGIN = 6.0
# A number that a cell too narrow for it broke in two.
NUMBER = re.compile(r"[≥≤＞＜><=]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[%％]?")
TAIL = re.compile(r"[≥≤＞＜><=]?[0-9.,]+$")
HEAD = re.compile(r"^[0-9.,]+[%％]?(?![0-9])|^[%％]")

# No line begins with a closing sign or ends with an opening one; figures and Latin words stay whole.
CLOSING, OPENING = "，。、；：！？,;:!?”’」』）)》〉】〕％%…—·", "“‘「『（(《〈【〔"
UNBREAKABLE = re.compile(rf"[{OPENING}]*(?:[0-9A-Za-z.,%+-]+|.)(?:[{CLOSING}]|[{OPENING}]+.)*")


class Segment(NamedTuple):
    """A stretch of a line between two gaps."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class Line:
    """A line as printed, of `count` characters: `size` is the height of the tallest, `em` the width of the widest.

    `segments` are its stretches between gaps wider than a blank. `running` marks a line that stands at the same
    height on many pages.
    """

    text: str
    box: Box
    size: float
    em: float
    count: int
    segments: list[Segment]
    running: bool = False


def lines_of(runs: list[Run], tab: str = "\t") -> list[Line]:
    """The lines from top to bottom; gaps as wide as two characters become `tab`, lesser ones a space."""
    out = []
    for row in rows_of(runs):
        if len(row) == 1:
            text, x0, y0, x1, y1 = row[0]
            if text != " ":
                count = len(text)
                out.append(Line(text, Box(x0, y0, x1, y1), y1 - y0, (x1 - x0) / count, count, [Segment(x0, x1, text)]))
            continue
        printed = [run for run in row if run.text != " "]
        if not printed:
            continue
        (text, left, bottom, right, top), size, em, count = printed[0], 0.0, 0.0, 0
        for text, x0, y0, x1, y1 in printed:
            bottom = min(bottom, y0)
            right, top = max(right, x1), max(top, y1)
            size, em = max(size, y1 - y0), max(em, (x1 - x0) / len(text))
            count += len(text)
        text, segments = _text(row, printed, bottom, size, tab)
        out.append(Line(text, Box(left, bottom, right, top), size, em, count, segments))
    return out


def rows_of(runs: list[Run]) -> list[list[Run]]:
    """The runs by line, each from left to right. A line's height is that of its tallest run so far."""
    if len(runs) == 1:
        return [runs]
    rows: list[list[Run]] = []
    middle, size = 0.0, 0.0
    for run in sorted(runs, key=lambda run: -run.y0 - run.y1):
        here, height = (run.y0 + run.y1) / 2, run.y1 - run.y0
        if rows and middle - here <= max(size, height) / 2:
            rows[-1].append(run)
            size = max(size, height)
        else:
            rows.append([run])
            middle, size = here, height
    for row in rows:
        row.sort(key=lambda run: run.x0)
    return rows


def _text(row: list[Run], printed: list[Run], bottom: float, size: float, tab: str) -> tuple[str, list[Segment]]:
    """The text of a line, blanks where they are printed or where a gap shows one, and its segments.

    `printed` are the runs that are no blanks, `bottom` the lower edge of the lowest, `size` the height of the tallest.
    """
    spaced_out, usual = _spaced_out(printed, size)
    before = printed[0]
    out, segments = [before.text], []
    start, first, blank = before.x0, 0, False
    for run in row[row.index(before) + 1 :]:
        if run.text == " ":
            blank = not spaced_out
            continue
        if run.text == before.text and run.x0 - before.x0 < DOUBLED * (run.x1 - run.x0) / len(run.text):
            continue
        gap = (run.x0 - before.x1 - usual) / size
        if gap > SEGMENT:
            segments.append(Segment(start, before.x1, "".join(out[first:])))
            start, first = run.x0, len(out) + 1
        if gap > TAB:
            out.append(tab)
        elif blank or gap > SPACE[is_wide(before.text[-1]) + is_wide(run.text[0])]:
            out.append(" ")
        if run.text.isdecimal() and _is_raised(run, bottom, size):
            out.append("" if is_wide(before.text[-1]) else run.text.translate(SUPERSCRIPTS))
        else:
            out.append(run.text)
        before, blank = run, False
    segments.append(Segment(start, before.x1, "".join(out[first:])))
    return "".join(out), segments


def _is_raised(run: Run, bottom: float, size: float) -> bool:
    """Whether figures are set small and high: behind a word they refer to a note, behind a letter they are a power."""
    return run.y1 - run.y0 < SMALL * size and run.y0 - bottom > RAISED * size


def _spaced_out(printed: list[Run], size: float) -> tuple[bool, float]:
    """Whether all characters of a line stand apart (`项 目 名 称`, `9 5 . 5 %`), and by how much.

    Digits alone may be figures of their own (`5 5 10`): they count as one only at even gaps less than a space is wide.
    """
    if len(printed) < 3 or any(len(run.text) > 1 for run in printed):
        return False, 0.0
    gaps = [after.x0 - before.x1 for before, after in pairwise(printed)]
    if min(gaps) <= SPACED_OUT * size:
        return False, 0.0
    usual = sorted(gaps)[len(gaps) // 2]
    worded = any(is_wide(run.text) or run.text in ".%" for run in printed)
    if worded or (max(gaps) - min(gaps) <= SPACED_OUT * size and usual < EVEN * size):
        return True, usual
    return False, 0.0


def cell_text(runs: list[Run], box: Box) -> tuple[str, list[Line]]:
    """The text of a cell, its lines parted by line breaks, and the lines; a number broken for want of room is whole."""
    if not runs:
        return "", []
    lines = lines_of(runs, " ")
    if len(lines) < 2:
        return (lines[0].text if lines else ""), lines
    left, right = margins(lines, box)
    out = [lines[0].text]
    for before, line in pairwise(lines):
        tail, head = TAIL.search(before.text), HEAD.match(line.text)
        broken = tail is not None and head is not None and NUMBER.fullmatch(tail.group() + head.group()) is not None
        # Room for another character means that the line was ended on purpose.
        if not broken or right - left - (before.box.x1 - before.box.x0) >= before.em:
            out.append("\n")
        out.append(line.text)
    return "".join(out), lines


def margins(lines: list[Line], box: Box) -> tuple[float, float]:
    """Where text begins and ends in a cell: as far from both sides as its longest line comes near to one of them."""
    left, _, right, _ = box
    margin = WIDEST_MARGIN
    for line in lines:
        x0, _, x1, _ = line.box
        margin = min(margin, x0 - left, right - x1)
    margin = max(margin, 0.0)
    return left + margin, right - margin


def unbreakable(text: str) -> float:
    """How wide the beginning of a text is up to where a line may end, in ideographs."""
    match = UNBREAKABLE.match(text)
    return sum(1.0 if is_wide(char) else 0.5 for char in match.group()) if match else 0.0
