"""Where in the main part of a Word file every character of the text comes from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from auditor.source.docx import read_anchored
from auditor.source.docx_body import BodyReader
from auditor.source.docx_lists import Lists
from auditor.source.docx_runs import RunReader
from auditor.source.docx_styles import Styles
from auditor.source.docx_xml import Attributes
from auditor.source.flatten import Anchor, Budget

__all__ = ["Mark", "Trace", "traced"]

TEXTS = ("w:t", "m:t")


class Mark(NamedTuple):
    """An element at byte `at` of the main part that gave the characters `start` up to `end` of the source's text."""

    start: int
    end: int
    at: int


class Trace(NamedTuple):
    """The name of the main part in lower case, and the marks of its text in reading order."""

    main: str
    marks: list[Mark]

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks of the characters `start` up to `end`."""
        first = bisect_right(self.marks, start, key=lambda mark: mark.end)
        return self.marks[first : bisect_left(self.marks, end, key=lambda mark: mark.start)]

    def nearest(self, start: int) -> Mark | None:
        """The mark before a place that has none of its own, or the first one; None where the main part has no text."""
        before = bisect_right(self.marks, start, key=lambda mark: mark.start)
        return self.marks[max(before - 1, 0)] if self.marks else None


class TracedRuns(RunReader):
    """Takes note of the elements that add to a paragraph: the byte and how many characters, by where it starts."""

    def __init__(self, styles: Styles, body: BodyReader) -> None:
        super().__init__(styles)
        self.body = body
        self.pieces: dict[int, list[tuple[int, int]]] = {}
        self.began = self.before = 0

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        """The start handlers by element name."""
        return {name: self._noting(handler) for name, handler in super().starts().items()}

    def ends(self) -> dict[str, Callable[[], None]]:
        """The end handlers by element name."""
        handlers = super().ends()
        return handlers | {name: self._noting_text(handlers[name]) for name in TEXTS}

    def _noting(self, handler: Callable[[Attributes], None]) -> Callable[[Attributes], None]:
        def noting(given: Attributes) -> None:
            self.began, self.before = self.body.xml.offset, len(self.paragraph.pieces)
            handler(given)
            self._note()

        return noting

    def _noting_text(self, handler: Callable[[], None]) -> Callable[[], None]:
        """Between the start and the end of a text nothing else starts."""

        def noting() -> None:
            handler()
            self._note()

        return noting

    def _note(self) -> None:
        paragraph = self.paragraph
        length = sum(map(len, paragraph.pieces[self.before :]))
        if length and paragraph.at is not None:
            self.pieces.setdefault(paragraph.at, []).append((self.began, length))


class TracedBody(BodyReader):
    """A reader of parts whose `runs` take notes."""

    def __init__(self, path: str, styles: Styles, lists: Lists, budget: Budget) -> None:
        super().__init__(path, styles, lists, budget)
        self.traced = self.runs = TracedRuns(styles, self)


def traced(data: bytes, path: str) -> Trace:
    """Where the text of the document, as `auditor.source.docx.read` gives it, stands in its main part.

    Raises Unreadable where that does.
    """
    bodies: list[TracedBody] = []

    def body(path: str, styles: Styles, lists: Lists, budget: Budget) -> BodyReader:
        bodies.append(TracedBody(path, styles, lists, budget))
        return bodies[-1]

    _, anchors, main = read_anchored(data, path, body)
    return Trace(main, [mark for anchor in anchors for mark in _marks(anchor, bodies[-1].traced.pieces)])


def _marks(anchor: Anchor, pieces: dict[int, list[tuple[int, int]]]) -> list[Mark]:
    """The marks of a paragraph."""
    marks = []
    start = anchor.start
    for at, length in pieces.get(anchor.at, ()):
        marks.append(Mark(start, start + length, at))
        start += length
    return marks
