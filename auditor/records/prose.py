"""The figures that a document states in running text: paragraphs, goals, results, descriptions and reasons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from auditor.records.model import Datum, Document, Paragraph
from auditor.records.once import once
from auditor.records.texts import Texts, sentences, texts_at
from auditor.source import Place, Source, Span
from auditor.values import Scanned, Value, scan_figures

__all__ = ["Told", "running_texts", "told_by_sentence", "told_figures", "told_in"]

# How much of the clause around a figure tells what it is a figure of.
LEAD, REST = 14, 10
STOP = re.compile("[。；;，,：:\\n]")
SENTENCE_END = re.compile("[。！？\\n]")
# Texts whose figures are kept: those of a project are asked for again and again, those of a thousand pages are many.
MOST_KNOWN = 1024
NUMBERED = re.compile(r"[1-9][.．][0-9]")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in a text. What is quoted of the text around it is taken from there when it is asked for."""

    span: Span
    text: str
    found: Scanned

    @property
    def kind(self) -> str:
        """What it counts, as of `Scanned`."""
        return self.found.kind

    @property
    def value(self) -> Value:
        """The figure with its unit."""
        return self.found.value

    @property
    def figure(self) -> Datum[Value]:
        """The value as printed, with its place."""
        start, end = self.found.start, self.found.end
        return Datum(self.text[start:end], self.found.value, self.span.part(start, end))

    @property
    def lead(self) -> str:
        """Its clause before it."""
        return STOP.split(self.text[max(0, self.found.start - LEAD) : self.found.start])[-1]

    @property
    def rest(self) -> str:
        """Its clause behind it."""
        return STOP.split(self.text[self.found.end : self.found.end + REST], 1)[0]


def told_figures(span: Span) -> tuple[Told, ...]:
    """Every figure of a text, in order; not what runs into the numbering of a goal (1.1200名)."""
    known = _known(span.source)
    place, told = known.get((span.start, span.end), (None, ()))
    if place is not span.place:
        if len(known) >= MOST_KNOWN:
            known.clear()
        text = span.quote
        numbered = NUMBERED.match(text)
        told = tuple([Told(span, text, found) for found in scan_figures(text) if found.start or not numbered])
        known[span.start, span.end] = span.place, told
    return told


@lru_cache(maxsize=1)
def _known(source: Source) -> dict[tuple[int, int], tuple[Place, tuple[Told, ...]]]:
    """The figures found so far in the document at hand, by where a text starts and ends, with its place in tables."""
    return {}


def told_in(texts: Iterable[Datum[str] | Paragraph | None]) -> Iterator[Told]:
    """The figures of several texts, those apart that are missing; each text is read when its figures are asked for."""
    return (told for text in texts if text is not None for told in told_figures(text.span))


def told_by_sentence(span: Span) -> Iterator[list[Told]]:
    """The figures of a text, those of one sentence together."""
    figures = told_figures(span)
    if len(figures) < 2:
        yield from (list(figures),) if figures else ()
        return
    ends = [end.start() for end in SENTENCE_END.finditer(figures[0].text)]
    groups: dict[int, list[Told]] = {}
    for told in figures:
        groups.setdefault(bisect_left(ends, told.found.start), []).append(told)
    yield from groups.values()


@once
def running_texts(document: Document) -> Texts[Span]:
    """Every text of a document in which figures stand in sentences, descriptions and reasons included."""
    rows = document.indicators
    spans = [words.span for row in rows for words in (row.description, row.deviation) if words is not None]
    return texts_at(document, spans, after=sentences(document))
