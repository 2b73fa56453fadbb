"""Records as JSON and CSV, in the form that docs/schema/extract.schema.json describes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Any

from auditor.records.model import Claim, Datum, Document, FundLine, Indicator, Operand, Project, SummaryRow
from auditor.report.columns import like_a_formula
from auditor.report.json_ import dumped
from auditor.source import Span
from auditor.values import Figure, Value, to_decimals
from auditor.wording import Text

__all__ = ["FORMATS", "as_csv", "as_json"]

SCHEMA = 1
# Decimals that a computed bound is printed with beyond those of the stated figure, so that both can be told apart.
FURTHER_DECIMALS = 2


def as_json(documents: Sequence[Document], lang: str) -> str:
    """The records of the documents as indented JSON with a final line break."""
    return dumped({"schema": SCHEMA, "documents": [_document(document, lang) for document in documents]})


def _document(document: Document, lang: str) -> dict[str, object]:
    return {
        "path": document.source.path,
        "kind": document.kind,
        "title": _raw(document.title),
        "department": _raw(document.department),
        "year": document.year,
        "projects": [_project(project) for project in document.projects],
        "claims": [_claim(claim) for claim in document.claims],
        "summary": [_summary_row(row) for row in document.summary],
        "unread": [
            {"reason": Text(unread.zh, unread.en).in_(lang), "location": _place(unread.span)}
            for unread in document.unread
        ],
        "sha256": document.source.sha256,
    }


def _project(project: Project) -> dict[str, object]:
    return {
        "number": project.number,
        "name": _raw(project.name),
        "code": _raw(project.code),
        "kind": "department" if project.department else "project",
        "funds": [_fund(line) for line in project.funds],
        "schedule": [{"by": step.by.raw, "percent": _number(step.percent)} for step in project.schedule],
        "goals": [_words(goal) for goal in project.goals],
        "indicators": [_indicator(row) for row in project.indicators],
        "form": project.kind,
        "title": _raw(project.title),
        "supervisor": _raw(project.supervisor),
        "unit": _raw(project.unit),
        "period": _raw(project.period),
        "purpose": _raw(project.purpose),
        "labels": [
            {"key": label.key, "printed": label.printed.raw, "value": _raw(label.value)} for label in project.labels
        ],
        "results": [_words(result) for result in project.results],
        "total_weight": _number(project.total_weight),
        "total_score": _number(project.total_score),
        "execution_rate": _number(project.execution_rate),
        "execution_weight": _number(project.execution_weight),
        "execution_score": _number(project.execution_score),
        "location": _place(project.span),
    }


def _fund(line: FundLine) -> dict[str, object]:
    return {
        "item": line.item.raw,
        "amount": _number(line.amount),
        "unit": line.unit,
        "location": _place(line.span),
        "key": line.key,
        "column": line.column,
        "raw": _raw(line.amount),
    }


def _indicator(row: Indicator) -> dict[str, object]:
    return {
        "level1": _raw(row.level1),
        "level2": _raw(row.level2),
        "name": _raw(row.name),
        "description": _raw(row.description),
        "basis": _raw(row.basis),
        "target": _value(row.target),
        "actual": _value(row.actual),
        "weight": _number(row.weight),
        "score": _number(row.score),
        "deviation": _raw(row.deviation),
        "location": _place(row.span),
        "number": row.number,
        "label": _raw(row.label),
        "placeholder": row.placeholder,
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "kind": claim.kind,
        "text": claim.text,
        "operands": [_operand(operand) for operand in claim.operands],
        "stated": _digits(claim.stated.figure),
        "computed": _bounds(claim),
        "holds": claim.holds,
        "location": _place(claim.span),
        "formula": claim.formula,
        "suggestion": claim.suggestion,
        "truncated": claim.truncated,
    }


def _operand(operand: Operand) -> dict[str, object]:
    return {
        "role": operand.role,
        "number": _digits(operand.figure),
        "raw": operand.datum.raw,
        "location": _place(operand.datum.span),
    }


def _bounds(claim: Claim) -> list[str] | None:
    """The computed interval in the unit of the stated figure, rounded outwards."""
    if claim.computed is None:
        return None
    scale, decimals = claim.stated.figure.scale, claim.stated.figure.decimals + FURTHER_DECIMALS
    low = to_decimals(claim.computed.low / scale, decimals, ROUND_FLOOR)
    high = to_decimals(claim.computed.high / scale, decimals, ROUND_CEILING)
    return [format(low, "f"), format(high, "f")]


def _summary_row(row: SummaryRow) -> dict[str, object]:
    return {
        "name": row.name.raw,
        "total": row.total,
        "budget": _number(row.budget),
        "expenditure": _number(row.expenditure),
        "rate": _number(row.rate),
        "score": _number(row.score),
        "location": _place(row.span),
    }


def _value(datum: Datum[Value] | None) -> dict[str, object] | None:
    """A target or an actual: its text, and what was read from it; None for an empty cell."""
    if datum is None or not datum.raw:
        return None
    value = datum.value
    return {
        "raw": datum.raw,
        "comparator": value.comparator,
        "number": _digits(value.figure),
        "unit": value.unit.symbol if value.unit else None,
        "text": value.text,
        "upper": _digits(value.upper),
        "kind": value.kind,
    }


def _words(datum: Datum[str]) -> dict[str, object]:
    return {"text": datum.raw, "location": _place(datum.span)}


def _raw(datum: Datum[Any] | None) -> str | None:
    return None if datum is None else datum.raw


def _number(datum: Datum[Value] | None) -> str | None:
    return None if datum is None else _digits(datum.value.figure)


def _digits(figure: Figure | None) -> str | None:
    """The digits of a figure in its own unit, decimals as printed, without separators of thousands."""
    return None if figure is None else format(figure.number / figure.scale, "f")


def _place(span: Span) -> dict[str, object]:
    return span.location.as_json()


COLUMNS = {
    "document": Text("文件", "document"),
    "project_number": Text("项目序号", "project_number"),
    "project": Text("项目名称", "project"),
    "code": Text("项目编码", "code"),
    "level1": Text("一级指标", "level1"),
    "level2": Text("二级指标", "level2"),
    "name": Text("三级指标", "name"),
    "description": Text("绩效指标描述", "description"),
    "target": Text("指标值", "target"),
    "comparator": Text("计算符号", "comparator"),
    "number": Text("数值", "number"),
    "unit": Text("计量单位", "unit"),
    "text": Text("定性值", "text"),
    "basis": Text("指标值确定依据", "basis"),
    "actual": Text("实际完成值", "actual"),
    "weight": Text("分值", "weight"),
    "score": Text("得分", "score"),
    "deviation": Text("偏差原因", "deviation"),
    "line": Text("行", "line"),
    "end_line": Text("至行", "end_line"),
    "page": Text("页", "page"),
    "sheet": Text("工作表", "sheet"),
    "table": Text("表", "table"),
    "row": Text("表中行", "row"),
}

PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def as_csv(documents: Sequence[Document], lang: str) -> bytes:
    """A row for every indicator, in UTF-8 with the mark by which spreadsheets know it; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(title.in_(lang) for title in COLUMNS.values())
    for row in _rows(documents):
        writer.writerow(_harmless(row.get(name)) for name in COLUMNS)
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def _rows(documents: Sequence[Document]) -> Iterator[dict[str, object]]:
    for document in documents:
        for project in document.projects:
            of_project = {
                "document": document.source.path,
                "project_number": project.number,
                "project": _raw(project.name),
                "code": _raw(project.code),
            }
            for indicator in project.indicators:
                yield {**of_project, **_row(indicator)}


def _row(indicator: Indicator) -> dict[str, object]:
    """An indicator's columns: its records, the aspects of its target, its place."""
    record = _indicator(indicator)
    target = _value(indicator.target) or {}
    place = _place(indicator.span)
    return {
        **record,
        **{name: target.get(name) for name in ("comparator", "number", "unit", "text")},
        **{name: place[name] for name in ("line", "end_line", "page", "sheet", "table", "row")},
        "target": _raw(indicator.target),
        "actual": _raw(indicator.actual),
    }


def _harmless(value: object) -> str:
    """The text of a cell; what a spreadsheet would take for a formula is opened by an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if like_a_formula(text) and not PLAIN_NUMBER.fullmatch(text) else text


# format -> function of documents and language
FORMATS: dict[str, Callable[[Sequence[Document], str], str | bytes]] = {"json": as_json, "csv": as_csv}
