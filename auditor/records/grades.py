"""Grades: a score with its grade (自评92分，等级为优), in prose and in forms, and how many projects had which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.comparing import shared_stretch
from auditor.records.model import Datum, Document, Paragraph, Project
from auditor.records.once import once
from auditor.records.texts import paragraphs
from auditor.values import parse_numeral

__all__ = ["GRADES", "Band", "Counted", "Graded", "band_of", "called", "counted", "grade_of", "graded", "totals"]

# The grades from the best down, each with its spellings.
GRADES = ("优", "良", "中", "差")
SPELLINGS = {"优秀": "优", "优": "优", "良好": "良", "良": "良", "中": "中", "一般": "中", "差": "差", "较差": "差"}
WORDS = "优秀|良好|较差|一般|优|良|中|差"
ENDS = r"(?=[”\"’」]|等级|等次|档|级|[，,。；;、）)\s]|$)"
NAMED = r"(?:等级|等次|档次|级别|评价|评定|评级|评为|自评|结果|结论|为|是)"
SCORE = r"(?P<score>[0-9]{1,3}(?:\.[0-9]+)?)\s*分(?![值钟])"
SCORE_FIRST = re.compile(rf"{SCORE}[^。；;0-9]{{0,14}}?{NAMED}[^。；;0-9]{{0,4}}?[“\"‘「]?(?P<grade>{WORDS}){ENDS}")
GRADE_FIRST = re.compile(rf"{NAMED}[为是：:]?\s*[“\"‘「]?(?P<grade>{WORDS})[”\"’」]?[^。；;0-9]{{0,8}}?{SCORE}")
COUNT = re.compile(
    rf"(?P<count>[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}})\s*个(?:项目|单位)?[^。；;，,0-9个]{{0,12}}?"
    rf"[“\"‘「]?(?P<grade>{WORDS}){ENDS}"
)
# 得分95分，其中：产出48分、效益27分，等级为优: the grade is that of the whole.
PARTS_FOLLOW = re.compile(rf"{SCORE}\s*[，,（(]?\s*(?:其中|包括|分别为)[^。；;]*$")
RESULTING = re.compile("(?:自评|评价|绩效)[^。；;，,0-9分]{0,4}(?:结果|等级|结论)(?:评定|评价)?[为是]")
RESULT = re.compile(
    rf"(?P<of>[^。；;，,：:]{{4,40}}?){RESULTING.pattern}\s*[“\"‘「]?(?P<grade>{WORDS}){ENDS}"
)
# What a score and a count begin with.
POINTS = re.compile(r"[0-9]\s*分")
NUMBER_OF = re.compile(r"[0-9一二两三四五六七八九十]\s*个")
# Fewer characters of a project's name are shared by chance.
SHORTEST_NAME = 4
HUNDRED = Decimal(100)

Band = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """A score with the grade it is given, as printed."""

    score: Decimal
    grade: str
    place: Datum[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many projects a paragraph says had each grade, and where."""

    counts: dict[str, int]
    places: tuple[Datum[str], ...]


def band_of(text: str) -> Band:
    """The lower bounds of 优, 良 and 中 from `90/80/60`. Raises ValueError for anything else."""
    bounds = tuple(Decimal(part) for part in text.split("/"))
    if len(bounds) != len(GRADES) - 1:
        raise ValueError(f"expected three bounds such as 90/80/60, found {text!r}")
    return bounds


def grade_of(score: Decimal, band: Band) -> str:
    """The grade of a score out of one hundred."""
    return next((grade for grade, bound in zip(GRADES, band, strict=False) if score >= bound), GRADES[-1])


@once
def graded(document: Document) -> tuple[Graded, ...]:
    """Every score that a sentence gives a grade, and the total of a table with the grade its form states."""
    return (*graded_forms(document), *graded_sentences(document))


def graded_forms(document: Document) -> Iterator[Graded]:
    """The totals of tables with the grades that their forms state."""
    for project in document.projects:
        stated = next((label.value for label in project.labels if label.key == "grade" and label.value), None)
        grade = SPELLINGS.get(stated.raw.strip(" “”\"")) if stated is not None else None
        score = project.total_score.value.number if project.total_score else None
        weight = project.total_weight.value.number if project.total_weight else None
        if stated is not None and grade and score is not None and weight == HUNDRED:
            yield Graded(score, grade, stated)


def graded_sentences(document: Document) -> Iterator[Graded]:
    """The scores that sentences give a grade."""
    for paragraph, quote in paragraphs(document).having(POINTS):
        taken: list[tuple[int, int]] = []
        for pattern in (SCORE_FIRST, GRADE_FIRST):
            for match in pattern.finditer(quote):
                start, end = match.span("score")
                if any(first <= start < last for first, last in taken) or Decimal(match["score"]) > HUNDRED:
                    continue
                taken.append((start, end))
                scored = PARTS_FOLLOW.search(quote, 0, start) or match
                begin = min(scored.start("score"), match.start("grade"))
                stop = max(end, match.end("grade"))
                yield Graded(Decimal(scored["score"]), SPELLINGS[match["grade"]], part(paragraph, begin, stop))


def counted(document: Document) -> Iterator[Counted]:
    """The counts of grades of every paragraph that has some."""
    for paragraph, quote in paragraphs(document).having(NUMBER_OF):
        counts: dict[str, int] = {}
        places: list[Datum[str]] = []
        for match in COUNT.finditer(quote):
            number = parse_numeral(match["count"])
            grade = SPELLINGS[match["grade"]]
            if number is not None and grade not in counts:
                counts[grade] = int(number)
                places.append(part(paragraph, *match.span()))
        if counts:
            yield Counted(counts, tuple(places))


def called(document: Document) -> Iterator[tuple[Project, str, Datum[str]]]:
    """The grades that sentences give to projects of the document by name: the project, its grade and the words."""
    for paragraph, match in paragraphs(document).matches(RESULT, RESULTING):
        shared = {
            project.name.raw: (shared_stretch(project.name.raw, match["of"])[2], project)
            for project in document.projects
            if project.name is not None and not project.department
        }
        most = max((size for size, _ in shared.values()), default=0)
        named = [project for size, project in shared.values() if size == most]
        if most >= SHORTEST_NAME and len(named) == 1:
            yield named[0], SPELLINGS[match["grade"]], part(paragraph, *match.span())


def totals(projects: Sequence[Project]) -> list[tuple[Project, tuple[Decimal, Decimal, Decimal]]]:
    """The total scores of projects, each project once: as printed, with the points of execution, out of one hundred."""
    found: dict[str, tuple[Project, tuple[Decimal, Decimal, Decimal]]] = {}
    for project in projects:
        score = project.total_score.value.number if project.total_score else None
        if project.department or score is None:
            continue
        weight = project.total_weight.value.number if project.total_weight else None
        execution = project.execution_score.value.number if project.execution_score else None
        short = weight is not None and 0 < weight < HUNDRED
        added = score + execution if execution is not None and short else score
        scaled = score * HUNDRED / weight if weight is not None and short else score
        key = project.name.raw if project.name else str(project.number)
        found.setdefault(key, (project, (score, added, scaled)))
    return list(found.values())


def part(paragraph: Paragraph, start: int, end: int) -> Datum[str]:
    span = paragraph.span.part(start, end)
    return Datum(span.quote, span.quote, span)
