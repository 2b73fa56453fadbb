"""Printed lines to paragraphs: a line goes on in the next if it is full and the next is not set in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.source.model import is_wide
from auditor.source.pdf_geometry import Box, around
from auditor.source.pdf_words import Line, unbreakable

__all__ = ["Paragraph", "is_heading", "paragraphs"]

# In shares of the type size: how far a full line may end from the margin, how far in an indent is, how far apart lines.
RAGGED = 2.6
INDENT = 0.9
DEEPEST_INDENT = 3.0
APART = 2.4
OTHER_SIZE = 0.2
HEADING_SIZE = 1.15
LONGEST_HEADING = 60
ENDS = re.compile(r"[。！？；：:;!?][”’』」）)》]*$")
LEADERS = re.compile(r"[.．·…]{4,}|(?:[.．·] ){4,}")
OPENING = re.compile(
    r"第[一二三四五六七八九十]+[部章节条]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十0-9]{1,3}[)）]"
    r"|[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|附件|附表|[^，。；,;]{2,8}[:：]"
)
"""How a list item, a section or a labelled sentence begins."""


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph, joined by line breaks.

    `box` is that of its first page, `size` the width of an ideograph.
    """

    page: int
    text: str
    box: Box
    size: float
    lines: int


def paragraphs(lines: Iterable[tuple[int, Line, float, float]]) -> list[Paragraph]:
    """The paragraphs of lines that follow each other, each given with its page and that page's text margins."""
    out: list[Paragraph] = []
    before: tuple[int, Line, float, float] | None = None
    for item in lines:
        page, line, _, _ = item
        if before is not None and _goes_on(before, item):
            paragraph = out[-1]
            paragraph.text += "\n" + line.text
            paragraph.lines += 1
            if page == paragraph.page:
                paragraph.box = around([paragraph.box, line.box])
        else:
            out.append(Paragraph(page, line.text, line.box, line.em, 1))
        before = item
    return out


def _goes_on(before: tuple[int, Line, float, float], after: tuple[int, Line, float, float]) -> bool:
    """Whether a line continues the paragraph of the one before."""
    (page, line, _, right), (next_page, other, left, _) = before, after
    if "\t" in line.text or "\t" in other.text or LEADERS.search(line.text):
        return False
    # A figure or Latin word that found no room leaves more of the line blank than an ideograph does.
    room = max(RAGGED * line.size, (unbreakable(other.text) + 1) * max(line.em, other.em))
    if _other_size(line, other) or line.box.x1 < right - room:
        return False
    indent = (other.box.x0 - left) / other.size
    if indent > INDENT and not (indent > DEEPEST_INDENT and _centred(line, other) and not ENDS.search(line.text)):
        return False
    if page == next_page and line.box.y0 - other.box.y1 > APART * line.size:
        return False
    return not (OPENING.match(other.text) and ENDS.search(line.text))


def _other_size(line: Line, other: Line) -> bool:
    """Whether two lines are set in different sizes: one with Latin letters is often taller, and narrower if short."""
    if abs(line.size - other.size) <= OTHER_SIZE * line.size or not (_is_wide(line) and _is_wide(other)):
        return False
    return abs(line.em - other.em) > OTHER_SIZE * line.em


def _is_wide(line: Line) -> bool:
    """Whether ideographs are most of a line."""
    return sum(map(is_wide, line.text)) * 2 > len(line.text)


def _centred(line: Line, other: Line) -> bool:
    """Whether two lines stand about one axis, as those of a long title do."""
    return abs((line.box.x0 + line.box.x1) - (other.box.x0 + other.box.x1)) < line.size


def is_heading(paragraph: Paragraph, body: float) -> bool:
    """Whether a paragraph is set larger than the body of the document, and short."""
    return paragraph.size >= HEADING_SIZE * body and len(paragraph.text) <= LONGEST_HEADING
