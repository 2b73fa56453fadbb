"""The sentences of a document, wherever they stand: what rules about wording and figures in prose read."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records.model import Document, Indicator
from auditor.source import Span

__all__ = ["cell_texts", "every_text", "sentences"]

CELLS = ("name", "description", "basis", "deviation")


def sentences(document: Document) -> Iterator[Span]:
    """The places of paragraphs, and of the purposes, goals and results of projects."""
    yield from (paragraph.span for paragraph in document.paragraphs)
    for project in document.projects:
        if project.purpose is not None:
            yield project.purpose.span
        yield from (words.span for words in (*project.goals, *project.results))


def cell_texts(row: Indicator) -> Iterator[Span]:
    """The places of an indicator's texts: name, description, basis and deviation reason, those that are filled in."""
    yield from (words.span for field in CELLS if (words := getattr(row, field)) is not None)


def every_text(document: Document) -> Iterator[Span]:
    """The places of sentences, of the names of projects and of all texts of indicator rows, template text included."""
    yield from sentences(document)
    yield from (project.name.span for project in document.projects if project.name is not None)
    for row in document.indicators:
        yield from cell_texts(row)
        if row.placeholder and row.label is not None:
            yield row.label.span
