"""Where on the pages of a PDF the words stand that a finding is about."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from auditor.source.pdf_geometry import Box, Run, around
from auditor.source.pdf_page import Page, pages
from auditor.source.pdf_words import rows_of

__all__ = ["Words", "find_words"]

# Points by which a character may stand out of the box of its cell.
LOOSE = 1.0
ANYWHERE = Box(float("-inf"), float("-inf"), float("inf"), float("inf"))
# So many characters at the top of a page tell that a text goes on there.
TELLING = 12


@dataclass(slots=True)
class Words:
    """The characters `start` up to `end` of a `text` that stands in a `box` of a page, in user space.

    `found` receives the boxes of their lines with the numbers of the pages. Of the text, `done` characters (blanks do
    not count) stand on earlier pages; where a page end cuts a cell, the rest stands between the same edges.
    """

    text: str
    start: int
    end: int
    page: int
    box: Box
    cell: bool
    done: int = 0
    found: list[tuple[int, Box]] = field(default_factory=list)


class Printed(NamedTuple):
    """A printed character, the number of its line, and its box in user space."""

    char: str
    line: int
    box: Box


def find_words(data: bytes, path: str, wanted: Sequence[Words]) -> None:
    """Finds all the words on their pages. Raises Unreadable where the file cannot be read."""
    waiting: dict[int, list[Words]] = {}
    for words in wanted:
        waiting.setdefault(words.page, []).append(words)
    with closing(pages(data, path, waiting)) as stream:
        for page in stream:
            for words in waiting.pop(page.number):
                if _cut_off(words, page):
                    waiting.setdefault(page.number + 1, []).append(words)


def _cut_off(words: Words, page: Page) -> bool:
    """Looks for the words on a page; whether some of them must stand on the next."""
    offsets = [offset for offset, char in enumerate(words.text) if not char.isspace()][words.done :]
    rest = "".join(words.text[offset] for offset in offsets)
    printed = _continued(page, words, rest) if words.done else _within(page, words.box)
    places = _aligned(rest, "".join(one.char for one in printed))
    asked = [at for at, offset in enumerate(offsets) if words.start <= offset < words.end]
    found = [printed[places[at]] for at in asked if at in places]
    for _, line in groupby(found, key=lambda one: one.line):
        words.found.append((page.number, around([one.box for one in line])))
    words.done += len(printed)
    return bool(printed) and any(at >= len(printed) for at in asked)


def _within(page: Page, box: Box) -> list[Printed]:
    """The characters whose middle lies in a box, line by line, blanks left out."""
    inside = []
    for run in page.runs:
        place = _place(page, run)
        x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
        if run.text != " " and box.x0 - LOOSE <= x <= box.x1 + LOOSE and box.y0 - LOOSE <= y <= box.y1 + LOOSE:
            inside.append(run)
    if not inside:
        return []
    return [Printed(one.text, line, _place(page, one)) for line, row in enumerate(rows_of(inside)) for one in row]


def _place(page: Page, run: Run) -> Box:
    return page.geometry.user_space(Box(run.x0, run.y0, run.x1, run.y1))


def _continued(page: Page, words: Words, rest: str) -> list[Printed]:
    """The characters of a page with which a text goes on: from where its next ones stand, and as many as it has."""
    column = words.box._replace(y0=ANYWHERE.y0, y1=ANYWHERE.y1) if words.cell else ANYWHERE
    printed = _within(page, column)
    at = "".join(one.char for one in printed).find(rest[:TELLING])
    return printed[at : at + len(rest)] if at >= 0 else []


def _aligned(text: str, have: str) -> dict[int, int]:
    """For the characters of a text the places of those printed; some may be printed twice, or not be known."""
    if have.startswith(text) or text.startswith(have):
        return {at: at for at in range(min(len(text), len(have)))}
    blocks = SequenceMatcher(None, text, have, autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}
