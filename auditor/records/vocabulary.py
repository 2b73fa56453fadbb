"""The scopes of rules: which records each judges and which names they have. Printed to docs/vocabulary.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

Found = tuple[Project | None, Any, int]


def _in_projects(take: Callable[[Project], Sequence[Any]]) -> Callable[[Document], Iterator[Found]]:
    return lambda document: (
        (project, record, index) for project in document.projects for index, record in enumerate(take(project))
    )


def _in_document(take: Callable[[Document], Sequence[Any]]) -> Callable[[Document], Iterator[Found]]:
    return lambda document: ((None, record, index) for index, record in enumerate(take(document)))


def _scope(
    name: str, zh: str, en: str, names: Sequence[Name], find: Callable[[Document], Iterator[Found]], around: str = ""
) -> Scope:
    """A scope; `around` names the records that stand around the one judged."""
    by_name = {entry.name: entry for entry in names}

    def subjects(document: Document) -> Iterator[Subject]:
        return (Subject(by_name, document, project, record, index) for project, record, index in find(document))

    return Scope(name, Text(zh=zh, en=en), by_name, subjects, (name, *around.split()))


OUTER = "project document"
SCOPES: dict[str, Scope] = {
    scope.name: scope
    for scope in (
        _scope("document", "文件", "a document", DOCUMENT, _in_document(lambda d: (d,))),
        _scope(
            "project",
            "项目（或部门整体）",
            "a project, or the department as a whole",
            PROJECT + IN_DOCUMENT,
            _in_projects(lambda p: (p,)),
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
        _scope("collection", "多份文件", "many documents", (), lambda document: iter(())),
    )
}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Scope, name, type with its choices, Chinese and English meaning of every name, for the documentation."""
    for scope in SCOPES.values():
        for name in scope.names.values():
            codes = (name.type.of or name.type).codes
            kind = f"{name.type}: {', '.join(codes)}" if codes else str(name.type)
            yield scope.name, name.name, kind, name.meaning.zh, name.meaning.en
