"""The tables of a store: their columns with type and meaning, and the rows that documents and findings make."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from auditor.collection import Entry, Filing, filing_of
from auditor.collection.keeping import filing_from_json, plain_filing
from auditor.collection.manifest import Entered, entered
from auditor.collection.matching import masked
from auditor.finding import Coverage, Finding
from auditor.records import Document
from auditor.records.model import Claim, Datum
from auditor.source import Location
from auditor.values import Value
from auditor.wording import Text

__all__ = ["TABLES", "Column", "Row", "document_row", "entered_rows", "finding_row", "in_order", "rows_of"]

Row = tuple[Any, ...]
UNSAID = Entered()
NUMBER = "DECIMAL(38, 6)"


class Column(NamedTuple):
    """A column: its name, SQL type and meaning."""

    name: str
    type: str
    meaning: Text


def _columns(*listed: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, kind, Text(zh, en)) for name, kind, zh, en in listed)


PATH = ("path", "VARCHAR", "文件", "the document")
PROJECT = ("project", "INTEGER", "项目在文件中的序号，0 为部门整体", "number of the project in it, 0 the department")
LINE = ("line", "INTEGER", "行号（无行的格式为空）", "line, where the format has lines")

# name -> columns; rows of documents stand in reading order
TABLES: Mapping[str, tuple[Column, ...]] = {
    "documents": _columns(
        PATH,
        ("sha256", "VARCHAR", "文件内容的摘要", "digest of the content"),
        ("status", "VARCHAR", "checked、empty 或 unreadable", "checked, empty or unreadable"),
        ("problem", "VARCHAR", "未能检查的原因", "why it was not checked"),
        ("department", "VARCHAR", "部门", "the department"),
        ("year", "INTEGER", "年度", "the budget year"),
        ("projects", "INTEGER", "项目数", "how many projects"),
        ("indicators", "INTEGER", "指标数", "how many indicators"),
        ("claims", "INTEGER", "核算的数字", "how many figures were recomputed"),
        ("unread", "INTEGER", "未能识别的行", "lines not recognised"),
    ),
    "projects": _columns(
        PATH,
        PROJECT,
        ("department", "VARCHAR", "部门", "the department that filed it"),
        ("year", "INTEGER", "年度", "the budget year"),
        ("form", "VARCHAR", "goal-table 目标表、self-evaluation 自评表、goal-outline", "kind of its table"),
        ("name", "VARCHAR", "项目名称", "name"),
        ("code", "VARCHAR", "项目编码", "code"),
        ("supervisor", "VARCHAR", "主管部门", "supervising department"),
        ("unit", "VARCHAR", "实施单位", "unit in charge"),
        ("budget", NUMBER, "年初预算（元）", "budget at the beginning of the year, in 元"),
        ("spent", NUMBER, "全年执行数（元）", "expenditure, in 元"),
        ("score", NUMBER, "总分", "total score"),
        LINE,
    ),
    "indicators": _columns(
        PATH,
        PROJECT,
        ("number", "INTEGER", "指标序号", "number of the indicator"),
        ("level1", "VARCHAR", "一级指标", "level 1"),
        ("level2", "VARCHAR", "二级指标", "level 2"),
        ("name", "VARCHAR", "三级指标", "name"),
        ("target", "VARCHAR", "指标值原文", "target as printed"),
        ("comparator", "VARCHAR", "符号", "comparator"),
        ("value", NUMBER, "数值", "number of the target"),
        ("unit", "VARCHAR", "单位", "unit"),
        ("dimension", "VARCHAR", "量纲", "what the unit measures"),
        ("actual", "VARCHAR", "实际完成值原文", "actual as printed"),
        ("actual_value", NUMBER, "实际完成数值", "number of the actual"),
        ("weight", NUMBER, "分值", "weight"),
        ("score", NUMBER, "得分", "score"),
        LINE,
    ),
    "goals": _columns(
        PATH,
        PROJECT,
        ("number", "INTEGER", "目标序号", "number of the goal"),
        ("text", "VARCHAR", "绩效目标", "the goal"),
        ("masked", "VARCHAR", "去掉地名、年份和数字，用于查找雷同", "without places, years, figures, to find copies"),
        LINE,
    ),
    "claims": _columns(
        PATH,
        ("kind", "VARCHAR", "核算种类", "kind of computation"),
        ("text", "VARCHAR", "原文", "the sentence"),
        ("stated", "VARCHAR", "所述数字", "the figure stated"),
        ("holds", "BOOLEAN", "是否相符", "whether it holds"),
        ("formula", "VARCHAR", "算式", "the computation"),
        LINE,
    ),
    "findings": _columns(
        PATH,
        ("rule", "VARCHAR", "规则编号", "id of the rule"),
        ("severity", "VARCHAR", "error、warning 或 note", "error, warning or note"),
        ("accepted", "BOOLEAN", "是否已认可", "whether it was accepted"),
        ("project", "VARCHAR", "项目名称", "name of the project"),
        ("indicator", "VARCHAR", "指标名称", "name of the indicator"),
        ("field", "VARCHAR", "栏目", "the field"),
        ("quote", "VARCHAR", "原文", "what stands there"),
        ("message_zh", "VARCHAR", "说明", "what is wrong, in Chinese"),
        ("message_en", "VARCHAR", "英文说明", "what is wrong, in English"),
        ("suggestion", "VARCHAR", "建议改为", "what to write"),
        ("elsewhere", "VARCHAR", "对照处（JSON）", "the other places, as JSON"),
        ("fingerprint", "VARCHAR", "指纹", "fingerprint"),
        LINE,
        ("page", "INTEGER", "页", "page"),
        ("sheet", "VARCHAR", "工作表", "sheet"),
        ("cell", "VARCHAR", "单元格", "cell"),
        ("position", "INTEGER", "在文件中的先后", "where in the document, for the order"),
    ),
    "filings": _columns(
        PATH,
        ("kept", "VARCHAR", "供文件之间比对的内容（JSON）", "what is compared between documents, as JSON"),
    ),
}


def rows_of(document: Document) -> dict[str, list[Row]]:
    """The rows of a document by table, those of `documents` and `findings` apart."""
    path, filing = document.source.path, filing_of(document)
    return {
        "projects": [_project(filing, entry) for entry in filing.entries],
        "indicators": list(_indicators(document)),
        "goals": [
            (path, entry.number, number, goal.text, masked(goal.text), goal.place.lines[0])
            for entry in filing.entries
            for number, goal in enumerate(entry.goals, start=1)
        ],
        "claims": [(path, *_claim(claim)) for claim in document.claims],
        "filings": [_filing(filing)],
    }


def _project(filing: Filing, entry: Entry) -> Row:
    return (
        filing.path, entry.number, filing.department, filing.year, entry.form, entry.name, entry.code,
        entry.supervisor, entry.unit, entry.budget and entry.budget.number, entry.spent and entry.spent.number,
        entry.score and entry.score.number, entry.place.lines[0],
    )  # fmt: skip


def _claim(claim: Claim) -> Row:
    return claim.kind, claim.text, claim.stated.figure.printed, claim.holds, claim.formula, claim.span.location.line


def _filing(filing: Filing) -> Row:
    return filing.path, json.dumps(plain_filing(filing), ensure_ascii=False, separators=(",", ":"))


def _indicators(document: Document) -> Iterator[Row]:
    for project in document.projects:
        for row in project.indicators:
            if row.placeholder:
                continue
            target = row.target.value if row.target is not None else None
            unit = target.unit if target is not None else None
            yield (
                document.source.path, 0 if project.department else project.number, row.number, _raw(row.level1),
                _raw(row.level2), _raw(row.name), _raw(row.target), target and target.comparator, _number(row.target),
                unit and unit.symbol, unit and unit.dimension, _raw(row.actual), _number(row.actual),
                _number(row.weight), _number(row.score), row.span.location.line,
            )  # fmt: skip


def _raw(datum: Datum[Any] | None) -> str | None:
    return None if datum is None else datum.raw


def _number(datum: Datum[Value] | None) -> str | None:
    number = None if datum is None else datum.value.number
    return None if number is None else format(number, "f")


def document_row(coverage: Coverage, manifest: Mapping[str, Entered]) -> Row:
    """The row of a document in `documents`, department and year as a list of the documents says."""
    said = manifest.get(coverage.path, UNSAID)
    return (
        coverage.path, coverage.sha256, coverage.status, coverage.problem and coverage.problem.zh,
        said.department or coverage.department, said.year or coverage.year, coverage.projects, coverage.indicators,
        coverage.claims, len(coverage.unread),
    )  # fmt: skip


def entered_rows(rows: Mapping[str, Sequence[Row]], manifest: Mapping[str, Entered]) -> Mapping[str, Sequence[Row]]:
    """The rows of a document, department and year as a list of the documents says."""
    if not manifest:
        return rows
    filings = [entered(filing_from_json(kept), manifest) for _, kept in rows["filings"]]
    projects = [
        (*row[:2], filing.department, filing.year, *row[4:])
        for filing, row in ((filings[0], row) for row in rows["projects"])
    ]
    return {**rows, "projects": projects, "filings": list(map(_filing, filings))}


def in_order(row: Row) -> tuple[Any, ...]:
    """What rows of findings are sorted by: path, position, rule, fingerprint."""
    return row[0], row[-1], row[1], row[12]


def finding_row(finding: Finding, accepted: bool = False) -> Row:
    """The row of a finding."""
    location, place = finding.location, finding.location.place
    elsewhere = [
        {"role": each.role.zh, "quote": each.quote, **_where(each.location)} for each in finding.evidence
    ]
    return (
        location.path, finding.rule.id, finding.severity, accepted, finding.address.project, finding.address.indicator,
        finding.address.field, finding.quote, finding.message.zh, finding.message.en, finding.suggestion,
        json.dumps(elsewhere, ensure_ascii=False), finding.fingerprint, location.line, place.page, place.sheet,
        place.cell, finding.extent[0],
    )  # fmt: skip


def _where(location: Location) -> dict[str, object]:
    place = location.place
    where = {"path": location.path, "line": location.line, "page": place.page, "sheet": place.sheet, "cell": place.cell}
    return {key: value for key, value in where.items() if value is not None}
