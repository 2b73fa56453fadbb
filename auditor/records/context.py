"""What a document says about an indicator elsewhere: the clauses of its description and goals that speak of it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import pieces, shared_stretch
from auditor.records.model import Datum, Indicator, Project
from auditor.values.lexicon import name_key

__all__ = ["clauses", "clauses_about"]

# Two characters that name and clause share tell that they speak of one thing: 存储, 供水.
SHARED = 2


def clauses(words: Datum[str]) -> Iterator[Datum[str]]:
    """The pieces of a text between commas and full stops, each with its place."""
    quote = words.span.quote
    for start, end in pieces(quote):
        span = words.span.part(start, end)
        yield Datum(span.quote, span.quote, span)


def clauses_about(project: Project, row: Indicator) -> Iterator[Datum[str]]:
    """The clauses of a row's description, and those of the project's goals that share a word with the row's name."""
    if row.description is not None:
        yield from clauses(row.description)
    name = name_key(row.name.raw) if row.name is not None else ""
    for goal in project.goals:
        yield from (clause for clause in clauses(goal) if shared_stretch(name, clause.raw)[2] >= SHARED)
