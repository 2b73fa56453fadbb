"""Dates in the sentences and values of a document, each with its place and the words before it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from auditor.records.model import Datum, Document, Project
from auditor.records.once import once
from auditor.records.texts import Texts, cell_texts, sentences, texts_at
from auditor.source import Span
from auditor.values import DateSpan, PartialDate, find_dates

__all__ = ["Dated", "all_dates", "dates_of", "deadlines", "of_the_past", "planned_dates"]

LEAD, REST = 6, 30
# 截至2023年12月31日, 较2023年 and 《2023年工作方案》 speak of the past.
PAST = re.compile(r"(?:截至|截止|较|比|同|自|从|以|据|按|根据|《[^》]*|〔|上年|于|已|经)\s*$")
# Begins with what few characters are, so that a text is soon searched; 1024 is taken for one too.
YEAR = re.compile("[12１２一二][09０９〇○零一二三四五六七八九][0-9０-９〇○零一二三四五六七八九]{2}")
BEHIND = re.compile(r"^\s*(?:以来|以后|起|的?(?:基础|数据|标准|决算|预算|基数|水平|工作方案|通知|意见|办法))")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or period of a text, with what stands before and behind it."""

    date: PartialDate | DateSpan
    place: Datum[str]
    lead: str
    rest: str

    @property
    def past(self) -> bool:
        """Whether the words around it say that it is no plan."""
        return bool(PAST.search(self.lead) or BEHIND.search(self.rest))


def dates_of(span: Span) -> Iterator[Dated]:
    """Every date of a text, in order."""
    text = span.quote
    for found in find_dates(text):
        place = span.part(found.start, found.end)
        datum = Datum(text[found.start : found.end], text[found.start : found.end], place)
        yield Dated(found.date, datum, text[max(0, found.start - LEAD) : found.start], text[found.end :][:REST])


def all_dates(document: Document, *clues: str | re.Pattern[str]) -> Iterator[Dated]:
    """The dates of a document's sentences, indicator texts, targets and actual values: those that hold a clue."""
    for span, _ in dated_texts(document).having(*clues):
        yield from dates_of(span)


@once
def dated_texts(document: Document) -> Texts[Span]:
    """The texts of a document that may hold a date."""
    spans: list[Span] = []
    for row in document.indicators:
        spans += cell_texts(row)
        spans += [value.span for value in (row.target, row.actual) if value is not None]
    return texts_at(document, spans, after=sentences(document))


@once
def of_the_past(document: Document) -> frozenset[tuple[int, int]]:
    """Where the texts of a document begin and end that print a year before the document's, or one in words."""
    if document.year is None:
        return frozenset()
    texts = dated_texts(document)
    printed = sorted(set(YEAR.findall(texts.joined)))
    past = [year for year in printed if not year.isdecimal() or int(year) < document.year]
    return frozenset((span.start, span.end) for span, _ in texts.having(*past)) if past else frozenset()


def planned_dates(project: Project, among: Container[tuple[int, int]] | None = None) -> Iterator[Dated]:
    """The dates that a project plans with: those of goals, and of names, descriptions and targets of indicators.

    `among` leaves only the texts that begin and end so.
    """
    spans = [goal.span for goal in project.goals]
    for row in project.indicators:
        spans += [words.span for words in (row.name, row.description, row.target) if words is not None]
    for span in spans:
        if among is None or (span.start, span.end) in among:
            yield from dates_of(span)


def deadlines(project: Project, among: Container[tuple[int, int]] | None = None) -> Iterator[tuple[Dated, int]]:
    """The dates by which something is to be done, with the year: those with 前 or 底, and the dates of targets."""
    planned = [*planned_dates(project, among)]
    targets = {row.target.span.start for row in project.indicators if planned and row.target is not None}
    for dated in planned:
        date = dated.date.end if isinstance(dated.date, DateSpan) else dated.date
        if date.year is None or dated.past:
            continue
        if date.before or date.end or dated.place.span.start in targets:
            yield dated, date.year
