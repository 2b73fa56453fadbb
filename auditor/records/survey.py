"""What rules ask of records that several of them ask: which tables are projects, what a row is about, every text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from auditor.comparing import bare
from auditor.records.getters import fund_line
from auditor.records.model import Datum, Document, FundLine, Indicator, Project
from auditor.records.once import once
from auditor.records.texts import Texts, cell_texts, spoken
from auditor.source import Span, rejoin
from auditor.values import category_of_level, is_blank, parse_numeral
from auditor.wording import Text

__all__ = [
    "Passage",
    "budget_line",
    "called",
    "category_of",
    "covered",
    "description_of",
    "filled",
    "heading_of",
    "lacking",
    "number_of",
    "passages",
    "printed_again",
    "rows",
    "same_project",
    "stands_in_flow",
    "tables",
]

FEWEST_CATEGORIES = 2
# The number before a goal, at the end of the text before it.
GOAL_NUMBER = re.compile(
    r"(?:目标\s*([0-9一二三四五六七八九十]{1,2})\s*[:：]|([0-9]{1,2})\s*[.、．]|[（(]([0-9]{1,2})[)）])\s*$"
)
LONGEST_NUMBER = 10
YEAR = re.compile(r"20[0-9]{2}")


def rows(project: Project) -> list[Indicator]:
    """The indicators of a project that have a name; rows of mere template text are none."""
    return [row for row in project.indicators if row.name is not None]


def tables(document: Document) -> list[Project]:
    """The projects that have an indicator table, the department as a whole left out."""
    return [project for project in document.projects if not project.department and rows(project)]


def called(project: Project) -> Text:
    """The project by its name, else by its number."""
    if project.name is None:
        return Text(zh=f"第 {project.number} 个项目", en=f"project {project.number}")
    return Text(zh=f"项目“{project.name.raw}”", en=f"project “{project.name.raw}”")


def category_of(row: Indicator) -> str | None:
    """The category that the headings beside a row state: that of level 2, else of level 1."""
    category = category_of_level(row.level2.raw) if row.level2 is not None else None
    if category is None and row.level1 is not None:
        return category_of_level(row.level1.raw)
    return category


def description_of(row: Indicator) -> str:
    """The bare words of a row's description, empty where it has none."""
    return bare(row.description.raw) if row.description is not None else ""


def filled(row: Indicator) -> bool:
    """Whether a row says anything: a name, or a value without one."""
    return row.name is not None or (row.target is not None and not is_blank(row.target.raw))


@once
def covered(document: Document) -> tuple[tuple[Project, frozenset[str]], ...]:
    """The projects that have an indicator table, each with the categories under which it is filled in."""
    return tuple((project, categories_of(project)) for project in tables(document))


def categories_of(project: Project) -> frozenset[str]:
    """The categories under which a project has an indicator that is filled in."""
    return frozenset(filter(None, (category_of(row) for row in project.indicators if filled(row))))


def lacking(project: Project, known: Set[str], wanted: Sequence[str]) -> Span | None:
    """Where it shows that a project has no indicator under any of the categories wanted; None where it has one.

    That is the heading of an empty row under them, else the heading of the project. A table whose headings are
    mostly unknown says nothing about what it lacks; `known` are those under which it is filled in.
    """
    if len(known) < FEWEST_CATEGORIES or not known.isdisjoint(wanted):
        return None
    vacant = (row.level2 or row.level1 for row in project.indicators if category_of(row) in wanted)
    return next((level.span for level in vacant if level is not None), heading_of(project))


def number_of(goal: Datum[str]) -> int | None:
    """The number printed before a goal (1., 目标2：, （3）), None where there is none."""
    span = goal.span
    found = GOAL_NUMBER.search(span.source.text[max(0, span.start - LONGEST_NUMBER) : span.start])
    printed = next(filter(None, found.groups()), "") if found else ""
    number = parse_numeral(printed)
    return int(number) if number is not None else None


def budget_line(project: Project) -> FundLine | None:
    """The line of the project's budget: the total of the year, as adjusted where the table tells."""
    return fund_line(project.funds, ("budget", "total"), ("", "adjusted", "initial"))


class Passage(NamedTuple):
    """A stretch of text that reads as one, as one line, and its place.

    `complete` is false where the text goes on elsewhere: in a row cut by a page end.
    """

    text: str
    span: Span
    complete: bool = True

    def part(self, start: int, end: int) -> Span:
        """The place of `text[start:end]`."""
        return self.span.part(start, end)


@once
def passages(document: Document) -> Texts[Passage]:
    """Every paragraph, cell, label and goal of a document in reading order; what lies within another counts once."""
    told = [*spoken(document)]
    cut = {(words.span.start, words.span.end) for words in told if words.span.quote != words.raw}
    spans = [*(words.span for words in told), *_spans(document)]
    # By beginning, longer ones first; of the same stretch the one that came first.
    spans.sort(key=attrgetter("end"), reverse=True)
    spans.sort(key=attrgetter("start"))
    found: list[Passage] = []
    text, last = document.source.text, -1
    for span in spans:
        start, end = span.start, span.end
        if end > last:
            last = end
            found.append(Passage(rejoin(text[start:end]), span, (start, end) not in cut))
    return Texts(found, [passage.text for passage in found])


def _spans(document: Document) -> Iterator[Span]:
    yield from (paragraph.span for paragraph in document.paragraphs)
    for table in document.tables:
        yield from (cell.span for row in table.rows for cell in row.filled)
    for project in document.projects:
        for label in project.labels:
            yield label.printed.span
            if label.value is not None:
                yield label.value.span
        for row in project.indicators:
            yield from cell_texts(row)


def same_project(one: Project, other: Project) -> bool:
    """Whether two tables belong to the same project: a project printed twice is no copy of itself."""
    return one.name is not None and other.name is not None and bare(one.name.raw) == bare(other.name.raw)


def heading_of(project: Project) -> Span:
    """The place that stands for a project: its name, else its title, else its first row."""
    for words in (project.name, project.title, *(row.name for row in project.indicators)):
        if words is not None:
            return words.span
    return project.span


def stands_in_flow(document: Document, row: Indicator) -> bool:
    """Whether the cells of the row's table were guessed from running text, so that a blank may be a misreading."""
    place = row.span
    return any(table.flow and table.span.start <= place.start <= table.span.end for table in document.tables)


def printed_again(one: Project, other: Project) -> bool:
    """Whether two tables are the same table printed twice: of one kind, project, code and year."""
    return (
        one.kind == other.kind
        and same_project(one, other)
        and (one.code is None or other.code is None or bare(one.code.raw) == bare(other.code.raw))
        and _year_of(one) == _year_of(other)
    )


def _year_of(project: Project) -> str | None:
    year = YEAR.search(project.title.raw) if project.title is not None else None
    return year[0] if year is not None else None
