"""The scopes of rules: which records each judges and which names they have. Printed to docs/vocabulary.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from auditor.records.model import Document, Project
from auditor.records.names import (
    CLAIM,
    DOCUMENT,
    FUND,
    GOAL,
    IN_DOCUMENT,
    IN_PROJECT,
    INDICATOR,
    INSTALMENT,
    PARAGRAPH,
    PROJECT,
    SUMMARY,
)
from auditor.records.subject import Name, Scope, Subject
from auditor.wording import Text

__all__ = ["SCOPES", "rows"]

Subjects = Callable[[Mapping[str, Name], Document], Iterator[Subject]]


def _by_name(names: Sequence[Name]) -> dict[str, Name]:
    return {entry.name: entry for entry in names}


OF_DOCUMENT = _by_name(DOCUMENT)
OF_PROJECT = _by_name(PROJECT + IN_DOCUMENT)


def _whole(names: Mapping[str, Name], document: Document) -> Iterator[Subject]:
    yield Subject(names, document, None, document)


def _projects(names: Mapping[str, Name], document: Document) -> Iterator[Subject]:
    around = Subject(OF_DOCUMENT, document, None, document)
    return (Subject(names, document, project, project, 0, around) for project in document.projects)


def _in_projects(take: Callable[[Project], Sequence[Any]]) -> Subjects:
    return lambda names, document: (
        Subject(names, document, around.project, record, index, around)
        for around in _projects(OF_PROJECT, document)
        for index, record in enumerate(take(around.record))
    )


def _in_document(take: Callable[[Document], Sequence[Any]]) -> Subjects:
    def subjects(names: Mapping[str, Name], document: Document) -> Iterator[Subject]:
        (around,) = _whole(OF_DOCUMENT, document)
        return (Subject(names, document, None, record, index, around) for index, record in enumerate(take(document)))

    return subjects


def _scope(name: str, zh: str, en: str, names: Sequence[Name], subjects: Subjects, around: str = "") -> Scope:
    """A scope; `around` names the records that stand around the one judged."""
    by_name = _by_name(names)
    return Scope(name, Text(zh=zh, en=en), by_name, partial(subjects, by_name), (name, *around.split()))


OUTER = "project document"
SCOPES: dict[str, Scope] = {
    scope.name: scope
    for scope in (
        _scope("document", "文件", "a document", DOCUMENT, _whole),
        _scope(
            "project",
            "项目（或部门整体）",
            "a project, or the department as a whole",
            PROJECT + IN_DOCUMENT,
            _projects,
            "document",
        ),
        _scope(
            "indicator",
            "指标（不含只有模板文字的行）",
            "an indicator, rows of mere template text left out",
            INDICATOR + IN_PROJECT,
            _in_projects(lambda p: [row for row in p.indicators if not row.placeholder]),
            OUTER,
        ),
        _scope(
            "row",
            "指标表的每一行",
            "every row of an indicator table",
            INDICATOR + IN_PROJECT,
            _in_projects(lambda p: p.indicators),
            OUTER,
        ),
        _scope("goal", "绩效目标", "a goal", GOAL + IN_PROJECT, _in_projects(lambda p: p.goals), OUTER),
        _scope("fund", "资金行", "a line of funds", FUND + IN_PROJECT, _in_projects(lambda p: p.funds), OUTER),
        _scope(
            "instalment",
            "资金支出计划的一期",
            "a step of the spending schedule",
            INSTALMENT + IN_PROJECT,
            _in_projects(lambda p: p.schedule),
            OUTER,
        ),
        _scope(
            "claim",
            "由文中其他数字决定的数字",
            "a figure that others determine",
            CLAIM + IN_DOCUMENT,
            _in_document(lambda d: d.claims),
            "document",
        ),
        _scope(
            "summary",
            "自评结果汇总表的一行",
            "a line of the summary of self-evaluations",
            SUMMARY + IN_DOCUMENT,
            _in_document(lambda d: d.summary),
            "document",
        ),
        _scope(
            "paragraph",
            "正文段落",
            "a paragraph of prose",
            PARAGRAPH + IN_DOCUMENT,
            _in_document(lambda d: d.paragraphs),
            "document",
        ),
        # Not in any one document: judged by auditor.collection.
        _scope("collection", "多份文件", "many documents", (), lambda names, document: iter(())),
    )
}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Scope, name, type with its choices, Chinese and English meaning of every name, for the documentation."""
    for scope in SCOPES.values():
        for name in scope.names.values():
            codes = (name.type.of or name.type).codes
            kind = f"{name.type}: {', '.join(codes)}" if codes else str(name.type)
            yield scope.name, name.name, kind, name.meaning.zh, name.meaning.en
