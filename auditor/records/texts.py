"""The sentences of a document, wherever they stand: what rules about wording and figures in prose read."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records.model import Document, Indicator
from auditor.source import Span

__all__ = ["cell_texts", "sentences"]

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
