"""The figures that a document states in running text: paragraphs, goals, results, descriptions and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.records.model import Datum, Document
from auditor.records.texts import sentences
from auditor.source import Span
from auditor.values import Value, scan_figures

__all__ = ["Told", "running_texts", "told_figures"]

# How much of the sentence before a figure tells what it is an amount of.
LEAD = 12
STOPS = "。；;，,\n"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in a text: `kind` as of `Scanned`, its value with its place, the words of its clause before it."""

    kind: str
    figure: Datum[Value]
    lead: str


def told_figures(span: Span) -> Iterator[Told]:
    """Every figure of a text, in order."""
    text = span.quote
    for found in scan_figures(text):
        clause = max((text.rfind(stop, 0, found.start) for stop in STOPS), default=-1) + 1
        place = span.part(found.start, found.end)
        lead = text[max(clause, found.start - LEAD) : found.start]
        yield Told(found.kind, Datum(text[found.start : found.end], found.value, place), lead)


def running_texts(document: Document) -> Iterator[Span]:
    """Every text of a document in which figures stand in sentences, descriptions and reasons included."""
    yield from sentences(document)
    for row in document.indicators:
        yield from (words.span for words in (row.description, row.deviation) if words is not None)
