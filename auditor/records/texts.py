"""The texts of a document, wherever they stand: what rules about wording and figures in prose read and search."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Protocol, TypeVar, overload

from auditor.comparing import occurrences
from auditor.records.model import Document, Indicator, Paragraph
from auditor.records.once import once
from auditor.source import Span

__all__ = ["Texts", "cell_texts", "every_text", "paragraphs", "sentences"]

CELLS = ("name", "description", "basis", "deviation")


class Quoted(Protocol):
    """A place whose text can be had as one line."""

    @property
    def quote(self) -> str: ...


P = TypeVar("P", bound=Quoted)


class Texts(Sequence[P]):
    """Places in reading order, with what stands there searched all at once.

    Most of what rules look for stands in few texts or in none. A rule that can name a word or sign which all that it
    looks for holds, however little that says, need not look at the others.
    """

    places: tuple[P, ...]
    quotes: tuple[str, ...]

    def __init__(self, places: Iterable[P], after: Texts[P] | None = None) -> None:
        """The texts at the places, those `after` which they stand first."""
        more = tuple(places)
        quotes = tuple([place.quote for place in more])
        self.places = more if after is None else after.places + more
        self.quotes = quotes if after is None else after.quotes + quotes

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

    def occurrences(self, word: str) -> Iterator[tuple[P, int]]:
        """Every place of a word, also where it overlaps itself: the text and the offset in it."""
        for at in occurrences(self.joined, word):
            number = bisect_right(self.starts, at) - 1
            yield self.places[number], at - self.starts[number]

    def having(self, *clues: str | re.Pattern[str]) -> Iterator[tuple[P, str]]:
        """The texts that hold one of the clues, each with its place; without clues all.

        A clue is a word or an expression; no expression that asks where a text begins or ends.
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


@once
def paragraphs(document: Document) -> Texts[Paragraph]:
    """The paragraphs of a document."""
    return Texts(document.paragraphs)


@once
def sentences(document: Document) -> Texts[Span]:
    """The places of paragraphs, and of the purposes, goals and results of projects."""
    spans = [paragraph.span for paragraph in document.paragraphs]
    for project in document.projects:
        spans += [words.span for words in (project.purpose, *project.goals, *project.results) if words is not None]
    return Texts(spans)


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
    return Texts(spans, after=sentences(document))
