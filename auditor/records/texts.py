"""The texts of a document, wherever they stand: what rules about wording and figures in prose read and search."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import accumulate
from typing import TypeVar, overload

from auditor.comparing import occurrences
from auditor.records.model import Document, Indicator, Paragraph, Words
from auditor.records.once import once
from auditor.source import Span, rejoin
from auditor.values.writing import neighbours

__all__ = ["Texts", "cell_texts", "every_text", "paragraphs", "sentences", "spoken", "texts_at"]

CELLS = ("name", "description", "basis", "deviation")

# Characters whose pairs are told apart at once: all those of a thousand pages would take many megabytes.
STRETCH = 1 << 16

P = TypeVar("P")


class Texts(Sequence[P]):
    """Places in reading order, with what stands there searched all at once.

    Most of what rules look for stands in few texts or in none. A rule that can name a word or sign which all that it
    looks for holds, however little that says, need not look at the others.
    """

    places: tuple[P, ...]
    quotes: tuple[str, ...]

    def __init__(self, places: Iterable[P], quotes: Iterable[str], after: Texts[P] | None = None) -> None:
        """The places with what stands there, as one line each; those `after` which they stand come first."""
        self.places = (*(after.places if after is not None else ()), *places)
        self.quotes = (*(after.quotes if after is not None else ()), *quotes)

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> P: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[P]: ...

    def __getitem__(self, at: int | slice) -> P | Sequence[P]:
        return self.places[at]

    def __iter__(self) -> Iterator[P]:
        return iter(self.places)

    @cached_property
    def joined(self) -> str:
        """All texts, each a line."""
        return "\n".join(self.quotes)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins, and where one more would."""
        return list(accumulate([len(quote) + 1 for quote in self.quotes], initial=0))

    @cached_property
    def pairs(self) -> Set[int]:
        """Every two characters that stand side by side, as the numbers of `auditor.values.writing.pair_of`."""
        found: set[int] = set()
        for start in range(0, len(self.joined), STRETCH):
            found.update(*neighbours(self.joined[start : start + STRETCH + 1]))
        return found

    def occurrences(self, word: str) -> Iterator[tuple[P, int]]:
        """Every place of a word, also where it overlaps itself: the text and the offset in it."""
        for at in occurrences(self.joined, word):
            number = bisect_right(self.starts, at) - 1
            yield self.places[number], at - self.starts[number]

    def having(self, *clues: str | re.Pattern[str]) -> Iterator[tuple[P, str]]:
        """The texts that hold one of the clues, each with its place; without clues all.

        A clue is a word or an expression; no expression that asks where a text begins or ends. One that begins with a
        single choice of characters is found fastest.
        """
        if not clues:
            return zip(self.places, self.quotes, strict=True)
        return ((self.places[number], self.quotes[number]) for number in self.numbers(*clues))

    def matches(self, pattern: re.Pattern[str], *clues: str | re.Pattern[str]) -> Iterator[tuple[P, re.Match[str]]]:
        """Every match of a pattern in a text of its own, with the place of the text.

        `clues` are words or expressions one of which all matches hold: other texts are not searched.
        """
        for place, quote in self.having(*clues):
            for found in pattern.finditer(quote):
                yield place, found

    def numbers(self, *clues: str | re.Pattern[str]) -> list[int]:
        """The numbers, in order, of the texts that hold one of the clues."""
        return sorted({number for clue in clues for number in self._numbers(clue)})

    def _numbers(self, clue: str | re.Pattern[str]) -> Iterator[int]:
        starts, joined = self.starts, self.joined
        at = 0
        while at < starts[-1]:
            if isinstance(clue, str):
                at = joined.find(clue, at)
            else:
                at = found.start() if (found := clue.search(joined, at)) is not None else -1
            if at < 0:
                return
            number = bisect_right(starts, at) - 1
            yield number
            at = starts[number + 1]


def texts_at(document: Document, spans: Sequence[Span], after: Texts[Span] | None = None) -> Texts[Span]:
    """The texts at some places of a document, behind those `after` which they stand."""
    text = document.source.text
    return Texts(spans, [rejoin(text[span.start : span.end]) for span in spans], after)


@once
def paragraphs(document: Document) -> Texts[Paragraph]:
    """The paragraphs of a document."""
    return Texts(document.paragraphs, [paragraph.text for paragraph in document.paragraphs])


def spoken(document: Document) -> Iterator[Words]:
    """The purposes, goals and results of projects."""
    for project in document.projects:
        yield from (words for words in (project.purpose, *project.goals, *project.results) if words is not None)


@once
def sentences(document: Document) -> Texts[Span]:
    """The places of paragraphs, and of the purposes, goals and results of projects."""
    spans = [paragraph.span for paragraph in document.paragraphs]
    return texts_at(document, [*spans, *(words.span for words in spoken(document))])


def cell_texts(row: Indicator) -> Iterator[Span]:
    """The places of an indicator's texts: name, description, basis and deviation reason, those that are filled in."""
    yield from (words.span for field in CELLS if (words := getattr(row, field)) is not None)


@once
def every_text(document: Document) -> Texts[Span]:
    """The places of sentences, of the names of projects and of all texts of indicator rows, template text included."""
    spans = [project.name.span for project in document.projects if project.name is not None]
    for row in document.indicators:
        spans += cell_texts(row)
        if row.placeholder and row.label is not None:
            spans.append(row.label.span)
    return texts_at(document, spans, after=sentences(document))
