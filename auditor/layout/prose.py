"""Lines of prose to paragraphs: a wrapped or page-broken line is rejoined with the one it continues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.layout.model import Paragraph
from auditor.layout.words import is_heading, starts_item
from auditor.source import Source

__all__ = ["paragraphs"]

TERMINAL = "。！？；：.!?;:…"
CLOSING = "”’』」）)》>】]*"
PAUSING = "：；:;"
SHORTEST_WRAPPED = 16
LONGEST_WRAPPED = 120
FILLED, MARGIN, MANY = 0.92, 1.05, 4
LABELLED = re.compile(r"^[^，。；,;]{2,8}[:：]")


def paragraphs(source: Source, lines: Sequence[tuple[int, int]]) -> list[Paragraph]:
    """Paragraphs of the printed lines given as start and end offsets, blank lines left out."""
    out: list[Paragraph] = []
    full = full_width([end - start for start, end in lines])
    at = 0
    while at < len(lines):
        start, end = lines[at]
        heading = is_heading(source.text[start:end])
        while not heading and at + 1 < len(lines):
            following = lines[at + 1]
            if not continues(source.text[start:end], source.text[following[0] : following[1]], full):
                break
            end = following[1]
            at += 1
        span = source.span(start, end)
        out.append(Paragraph(span.quote, span, heading))
        at += 1
    return out


def full_width(lengths: Sequence[int]) -> int:
    """From how many characters on a line counts as filled to the margin; out of reach where lines are not wrapped."""
    longest = sorted(lengths)[-max(1, len(lengths) // 10)] if lengths else 0
    near = int(longest * FILLED)
    wrapped = sum(near <= length <= longest * MARGIN for length in lengths) >= MANY and longest <= LONGEST_WRAPPED
    return near if wrapped else LONGEST_WRAPPED * LONGEST_WRAPPED


def continues(before: str, line: str, full: int) -> bool:
    """Whether `line` goes on with the sentence that `before` breaks off; a line of `full` characters was wrapped."""
    last = before.rpartition("\n")[2].rstrip()
    if len(last) < SHORTEST_WRAPPED or starts_item(line) or is_heading(line) or LABELLED.match(line):
        return False
    if "，" not in before and "," not in before and len(last) < 2 * SHORTEST_WRAPPED:
        return False
    if last[-1] in PAUSING and len(last) >= full:
        return True
    ending = last.rstrip(CLOSING)
    return bool(ending) and ending[-1] not in TERMINAL and last[-1] not in TERMINAL
