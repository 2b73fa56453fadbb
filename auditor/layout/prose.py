"""Lines of prose to paragraphs: a wrapped or page-broken line is rejoined with the one it continues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.layout.model import Paragraph
from auditor.layout.words import is_heading, is_section_heading, is_table_title, starts_item
from auditor.source import Source

__all__ = ["paragraphs"]

TERMINAL = "。！？；：.!?;:…"
CLOSING = "”’』」）)》>】]*"
SHORTEST_WRAPPED = 16
LABELLED = re.compile(r"^[^，。；,;]{2,8}[:：]")


def paragraphs(source: Source, lines: Sequence[tuple[int, int]]) -> list[Paragraph]:
    """Paragraphs of the printed lines given as start and end offsets, blank lines left out."""
    out: list[Paragraph] = []
    at = 0
    while at < len(lines):
        start, end = lines[at]
        heading = _heading(source.text[start:end])
        while not heading and at + 1 < len(lines):
            following = lines[at + 1]
            if not continues(source.text[start:end], source.text[following[0] : following[1]]):
                break
            end = following[1]
            at += 1
        span = source.span(start, end)
        out.append(Paragraph(span.quote, span, heading))
        at += 1
    return out


def _heading(line: str) -> bool:
    return is_heading(line) or is_section_heading(line) or is_table_title(line)


def continues(before: str, line: str) -> bool:
    """Whether `line` goes on with the sentence that `before` breaks off."""
    last = before.rpartition("\n")[2].rstrip()
    if len(last) < SHORTEST_WRAPPED or starts_item(line) or _heading(line) or LABELLED.match(line):
        return False
    if "，" not in before and "," not in before and len(last) < 2 * SHORTEST_WRAPPED:
        return False
    ending = last.rstrip(CLOSING)
    return bool(ending) and ending[-1] not in TERMINAL and last[-1] not in TERMINAL
