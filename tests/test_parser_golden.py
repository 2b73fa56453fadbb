"""The same logical document in every layout gives the same records: those that its description says."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from auditor.records import Datum, Document, Indicator, Project, read_document
from auditor.source import read_bytes
from auditor.values import Value
from fixtures.render import LAYOUTS, Description, Target, describe, descriptions, form_of, render
from fixtures.render import Indicator as Described
from fixtures.render import Project as Planned

PATHS = {path.stem: path for path in descriptions()}


def cases(*known: str, because: str = "") -> pytest.MarkDecorator:
    """Every description in every layout; the `known` ones (`name-layout`) must fail today, for the reason given."""
    mark = pytest.mark.xfail(reason=because, strict=True)
    every = [(name, layout, f"{name}-{layout}") for name in PATHS for layout in LAYOUTS]
    params = [pytest.param(name, layout, id=both, marks=mark if both in known else ()) for name, layout, both in every]
    return pytest.mark.parametrize(("name", "layout"), params)


CASES = cases()


@cache
def described(name: str) -> Description:
    return describe(PATHS[name])


@cache
def read(name: str, layout: str) -> Document:
    return read_document(read_bytes(render(described(name), layout), f"source.{LAYOUTS[layout].suffix}"))


def pairs(name: str, layout: str) -> list[tuple[Planned, frozenset[str], Project]]:
    """Each described project with the fields that its form shows and the record read. Fails where one is missing."""
    wanted, found = described(name).projects, read(name, layout).projects
    assert [project.department for project in found] == [project.department for project in wanted]
    fields = [form_of(project, LAYOUTS[layout].style).fields for project in wanted]
    return list(zip(wanted, fields, found, strict=True))


def squeezed(text: str | None) -> str | None:
    """A text without blanks: layouts break words where they like."""
    return None if text is None else "".join(text.split())


def words(datum: Datum[Any] | None) -> str | None:
    return None if datum is None else squeezed(datum.raw)


def digits(datum: Datum[Value] | None) -> Decimal | None:
    figure = datum.value.figure if datum is not None else None
    return None if figure is None else figure.number / figure.scale


# The document as a whole


@CASES
def test_title_department_year_kind(name: str, layout: str) -> None:
    wanted, found = described(name), read(name, layout)
    assert (words(found.department), found.year, found.kind) == (wanted.department, wanted.year, wanted.kind)
    assert words(found.title) in (wanted.title, wanted.department + wanted.title)


@CASES
def test_no_sentence_is_cut(name: str, layout: str) -> None:
    """Where a line ends with a sentence nothing tells whether the paragraph goes on; anywhere else it is one."""
    found = ["".join(paragraph.text.split()) for paragraph in read(name, layout).paragraphs]
    prose = ["".join(text.split()) for text in described(name).body if isinstance(text, str)]
    sentences = [sentence for text in prose for sentence in text.split("。")]
    assert [sentence for sentence in sentences if not any(sentence in paragraph for paragraph in found)] == []


@CASES
def test_nothing_is_left_unread(name: str, layout: str) -> None:
    assert [unread.span.quote for unread in read(name, layout).unread] == []


@cases(*(f"{name}-{layout}" for name in PATHS if "summary" in PATHS[name].read_text(encoding="utf-8")
         for layout in ("flow", "celled", "lined")),
       because="a summary set as running text, or without the ends of its rows, is not read")  # fmt: skip
def test_summary(name: str, layout: str) -> None:
    if not any(isinstance(item, dict) and "summary" in item for item in described(name).body):
        assert read(name, layout).summary == ()
        return
    projects = [project for project in described(name).projects if not project.department]
    budgets, spent = ([Decimal(project.funds["total"][at]) for project in projects] for at in (1, 2))
    scores = [Decimal(project.total_score) for project in projects]
    wanted = list(zip([project.name for project in projects], budgets, spent, scores, strict=True))
    found = [(words(row.name), digits(row.budget), digits(row.expenditure), digits(row.score))
             for row in read(name, layout).summary]
    assert found == [*wanted, ("合计", sum(budgets), sum(spent), None)]
    assert [row.total for row in read(name, layout).summary] == [*[False] * len(projects), True]


# The upper part of a form


@CASES
def test_numbers_and_names(name: str, layout: str) -> None:
    number = 0
    for wanted, _, found in pairs(name, layout):
        number += not wanted.department
        assert found.number == (0 if wanted.department else number)
        assert found.kind == ("self-evaluation" if wanted.evaluated else "goal-table")
        if not wanted.department:
            assert words(found.name) == wanted.name


@CASES
@pytest.mark.parametrize("field", ["code", "supervisor", "unit", "period", "purpose"])
def test_labelled_fields(name: str, layout: str, field: str) -> None:
    for wanted, shown, found in pairs(name, layout):
        expected = getattr(wanted, field) if field in shown else ""
        assert words(getattr(found, field)) == (expected or None)


@CASES
def test_funds(name: str, layout: str) -> None:
    for wanted, shown, found in pairs(name, layout):
        keys = form_of(wanted, LAYOUTS[layout].style).keys
        columns = ("initial", "adjusted", "spent") if wanted.evaluated else ("",)
        expected = [
            (keys[key], column, Decimal(amount), "万元")
            for key, amounts in wanted.funds.items()
            for column, amount in zip(columns, amounts, strict=True)
            if "funds" in shown
        ]
        lines = [(line.key, line.column, digits(line.amount), line.unit) for line in found.funds]
        assert [line for line in lines if line[2] is not None] == expected


@CASES
def test_schedule(name: str, layout: str) -> None:
    for wanted, shown, found in pairs(name, layout):
        expected = {by: Decimal(percent.rstrip("%")) for by, percent in wanted.schedule.items()}
        steps = {words(step.by): digits(step.percent) for step in found.schedule}
        assert steps == (expected if "schedule" in shown else {})


@CASES
def test_goals_and_results(name: str, layout: str) -> None:
    for wanted, shown, found in pairs(name, layout):
        if "goals" in shown:
            assert [words(goal) for goal in found.goals] == list(wanted.goals)
        assert [words(result) for result in found.results] == list(wanted.results)


@CASES
def test_execution_and_totals(name: str, layout: str) -> None:
    for wanted, _, found in pairs(name, layout):
        points = (found.execution_weight, found.execution_rate, found.execution_score)
        totals = (found.total_weight, found.total_score)
        if not wanted.evaluated:
            assert (*points, *totals) == (None,) * 5
            continue
        assert tuple(map(digits, points)) == tuple(Decimal(text.rstrip("%")) for text in wanted.execution)
        assert tuple(map(digits, totals)) == (Decimal(wanted.total_weight), Decimal(wanted.total_score))


# Indicators


@CASES
def test_levels_and_names(name: str, layout: str) -> None:
    for wanted, _, found in pairs(name, layout):
        expected = [(row.level1, row.level2, row.name) for row in wanted.indicators]
        assert [(words(row.level1), words(row.level2), words(row.name)) for row in found.indicators] == expected


@CASES
@pytest.mark.parametrize("field", ["description", "basis", "deviation"])
def test_words_of_indicators(name: str, layout: str, field: str) -> None:
    for wanted, shown, found in pairs(name, layout):
        expected = [getattr(row, field) or None if field in shown else None for row in wanted.indicators]
        assert [words(getattr(row, field)) for row in found.indicators] == expected


@CASES
def test_targets(name: str, layout: str) -> None:
    for wanted, _, found in pairs(name, layout):
        assert list(map(target_read, found.indicators)) == [facts_of(row.target) for row in wanted.indicators]


@CASES
def test_actuals(name: str, layout: str) -> None:
    for wanted, _, found in pairs(name, layout):
        assert list(map(actual_read, found.indicators)) == list(map(actual_of, wanted.indicators))


@CASES
@pytest.mark.parametrize("field", ["weight", "score"])
def test_points(name: str, layout: str, field: str) -> None:
    for wanted, _, found in pairs(name, layout):
        expected = [Decimal(points) if (points := getattr(row, field)) else None for row in wanted.indicators]
        assert [digits(getattr(row, field)) for row in found.indicators] == expected


Facts = tuple[str, str | None, Decimal | None, Decimal | None, str | None, str | None]


def facts_of(target: Target) -> Facts:
    """What the grammar of values must read: kind, comparator, number, upper end, unit, words."""
    if target.text:
        return "date", None, None, None, None, target.text
    numbers = (Decimal(target.number), Decimal(target.upper) if target.upper else None)
    return "range" if target.upper else "number", target.comparator or None, *numbers, target.unit or None, None


def facts_read(datum: Datum[Value] | None) -> Facts | None:
    if datum is None:
        return None
    value = datum.value
    unit = value.unit.symbol if value.unit else None
    numbers = (value.number, value.upper.number if value.upper else None)
    return value.kind, value.comparator, *numbers, unit, squeezed(value.text)


def target_read(row: Indicator) -> Facts | None:
    return facts_read(row.target)


def actual_read(row: Indicator) -> Facts | None:
    return facts_read(row.actual)


def actual_of(row: Described) -> Facts | None:
    return facts_of(row.actual) if row.actual else None
