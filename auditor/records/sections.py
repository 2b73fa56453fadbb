"""The headings a paragraph stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.layout import Paragraph
from auditor.layout.words import bare

__all__ = ["Sections"]

# Marks of headings from the outermost level to the innermost.
MARKS = (
    re.compile(r"^第[一二三四五六七八九十]+(?:部分|章|篇)"),
    re.compile(r"^[一二三四五六七八九十]+、"),
    re.compile(r"^[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"^[0-9]{1,2}[.、．](?![0-9])"),
    re.compile(r"^[（(][0-9]{1,2}[)）]"),
)
UNMARKED = len(MARKS)


@dataclass(slots=True)
class Sections:
    """The open headings, outermost first."""

    open: list[tuple[int, str]] = field(default_factory=list)
    path: tuple[str, ...] = ()
    """The texts of the headings in force, outermost first."""

    def enter(self, paragraph: Paragraph) -> None:
        """Notes a heading; other paragraphs leave the headings as they are."""
        if not paragraph.heading:
            return
        text, _ = bare(paragraph.text)
        level = next((level for level, mark in enumerate(MARKS) if mark.match(text)), UNMARKED)
        self.open = [(deep, title) for deep, title in self.open if deep < level]
        self.open.append((level, text))
        self.path = tuple(title for _, title in self.open)
