"""The figures that a document states in running text: paragraphs, goals, results, descriptions and reasons."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from auditor.records.model import Datum, Document, Paragraph
from auditor.records.once import once
from auditor.records.texts import Texts, sentences
from auditor.source import Source, Span
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
    """A figure in a text: `kind` as of `Scanned`, its value with its place, and its clause before and after it."""

    kind: str
    figure: Datum[Value]
    lead: str
    rest: str


def told_figures(span: Span) -> tuple[Told, ...]:
    """Every figure of a text, in order; not what runs into the numbering of a goal (1.1200名)."""
    known = _known(span.source)
    told = known.get(span)
    if told is None:
        if len(known) >= MOST_KNOWN:
            known.clear()
        told = known[span] = tuple(_told(span))
    return told


@lru_cache(maxsize=1)
def _known(source: Source) -> dict[Span, tuple[Told, ...]]:
    """The figures found so far in the document at hand."""
    return {}


def _told(span: Span) -> Iterator[Told]:
    text = span.quote
    figures = figures_of(text)
    # Where a clause begins, the first and one more included.
    begins = [0, *(stop.end() for stop in STOP.finditer(text)), len(text) + 1] if figures else []
    for found in figures:
        begin = begins[bisect_right(begins, found.start) - 1]
        end = begins[bisect_right(begins, found.end)] - 1
        place = span.part(found.start, found.end)
        yield Told(
            found.kind,
            Datum(text[found.start : found.end], found.value, place),
            text[max(begin, found.start - LEAD) : found.start],
            text[found.end : min(end, found.end + REST)],
        )


def figures_of(text: str) -> list[Scanned]:
    return [found for found in scan_figures(text) if found.start or not NUMBERED.match(text)]


def told_in(texts: Iterable[Datum[str] | Paragraph | None]) -> Iterator[Told]:
    """The figures of several texts, those apart that are missing."""
    return (told for text in texts if text is not None for told in told_figures(text.span))


def told_by_sentence(span: Span) -> Iterator[list[Told]]:
    """The figures of a text, those of one sentence together."""
    figures = told_figures(span)
    if not figures:
        return
    text = span.quote
    ends = [found.start() for found in SENTENCE_END.finditer(text)]
    groups: dict[int, list[Told]] = {}
    for found, told in zip(figures_of(text), figures, strict=True):
        groups.setdefault(bisect_left(ends, found.start), []).append(told)
    yield from groups.values()


@once
def running_texts(document: Document) -> Texts[Span]:
    """Every text of a document in which figures stand in sentences, descriptions and reasons included."""
    rows = document.indicators
    spans = [words.span for row in rows for words in (row.description, row.deviation) if words is not None]
    return Texts(spans, after=sentences(document))
