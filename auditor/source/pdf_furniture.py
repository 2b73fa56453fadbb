"""Page numbers and running heads: lines that belong to the page, not to the document."""

from __future__ import annotations

import re
from collections import Counter

from auditor.source.pdf_blocks import Piece
from auditor.source.pdf_words import Line

__all__ = ["without_furniture"]

# Shares of the page height within which heads and feet stand, and how many lines a head or foot has at most.
MARGIN = 0.15
MOST_LINES = 2
# A running head is on so many pages at least, and on this share of them (odd and even pages may differ).
FEWEST_PAGES = 3
SHARE = 0.3
PAGE_NUMBER = re.compile(
    r"[-—–―－·•\s]*(?:第\s*)?(?:[0-9]{1,4}|[IVXivx]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?[0-9]{1,4}(?:\s*页)?)?[-—–―－·•\s]*"
)
# A form's own title, annex mark or unit may stand at the top of every page: it is part of the document.
CAPTION = re.compile(r"表[)）]?$|^附件|^附表|单位[:：]|^[第一二三四五六七八九十]+[、部章]")
DIGITS = re.compile(r"[0-9]+")

Blocks = list[Piece | Line]


def without_furniture(pages: list[Blocks], heights: list[float]) -> tuple[list[Blocks], int]:
    """The blocks of all pages without page numbers and running heads, and how many lines that left out.

    Captions that stand on many pages stay, marked as running.
    """
    edges = [_edges(blocks, height) for blocks, height in zip(pages, heights, strict=True)]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    needed = max(FEWEST_PAGES, SHARE * len(pages))
    dropped = set()
    for line in (line for edge in edges for line in edge):
        if PAGE_NUMBER.fullmatch(line.text):
            dropped.add(id(line))
        elif seen[_key(line)] >= needed:
            line.running = CAPTION.search(line.text) is not None
            if not line.running:
                dropped.add(id(line))
    return [[block for block in blocks if id(block) not in dropped] for blocks in pages], len(dropped)


def _edges(blocks: Blocks, height: float) -> list[Line]:
    """The outermost lines of a page that stand in its margins."""
    out = []
    for block in blocks[:MOST_LINES]:
        if not isinstance(block, Line) or block.box.y0 < height * (1 - MARGIN):
            break
        out.append(block)
    for block in blocks[: -MOST_LINES - 1 : -1]:
        if not isinstance(block, Line) or block.box.y1 > height * MARGIN:
            break
        out.append(block)
    return out


def _key(line: Line) -> tuple[str, int]:
    """What is the same about a running head on every page: its words without figures, and its height on the page."""
    return DIGITS.sub("#", line.text), round(line.box.y0 / 4)
