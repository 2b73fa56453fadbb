"""A document to what is kept of it in a collection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from auditor.collection.model import Amount, Entry, Filing, Kept, Line, Listed, Passage, Row, Total
from auditor.placing import flattened, label_of
from auditor.records.alike import key_of
from auditor.records.claims.cells import unit_factor
from auditor.records.claims.summaries import NUMBERED
from auditor.records.getters import amount_of, fund_line
from auditor.records.listings import Listing, listings_of
from auditor.records.model import Datum, Document, FundLine, Indicator, Project, SummaryRow
from auditor.records.scope import totals_of, units_of
from auditor.records.subject import opening
from auditor.source import Span
from auditor.values import WAN, Value, is_blank, plain

__all__ = ["filing_of"]

YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
TOTALS = ("budget", "total")
# A folder that is a place, and an office whose name says of which place it is. 城乡 and 市场 are none.
PLACE = re.compile(r"[\u4e00-\u9fff]{2,12}(?:自治[区州县旗]|[省州市县区旗镇乡]|街道)")
PLACED = re.compile(r"[\u4e00-\u9fff]{2,}?(?:[省州市县区旗镇]|(?<!城)乡|街道)(?!场|政)")


def filing_of(document: Document) -> Filing:
    """What is kept of the document. Department and year that it does not state are those of its path.

    That is `…/2024/水利局/goals.txt`: the last folder, and the last year anywhere in the path. An office that says
    nothing of its place has it from the folder: 水利局 in `临河县/2024` is 临河县水利局.
    """
    path = document.source.path
    folders = path.replace("\\", "/").split("/")[:-1]
    department = document.department.raw if document.department else next(
        (folder for folder in reversed(folders) if not YEAR.fullmatch(folder)), ""
    )
    department = _placed(department, folders)
    years = YEAR.findall(path)
    entries = tuple(_entry(document, project) for project in document.projects)
    return Filing(
        path=path,
        department=department,
        year=document.year or (int(years[-1]) if years else None),
        kind=document.kind,
        filed="",
        units=units_of(document),
        entries=entries,
        lines=tuple(_line(line) for line in document.summary if not line.total),
        listed=tuple(map(_listed, listings_of(document))),
        totals=(*_stated(document, department), *_of_wholes(document, entries, department)),
    )


def _placed(department: str, folders: Sequence[str]) -> str:
    if not department or PLACED.match(department):
        return department
    place = next((folder for folder in reversed(folders) if PLACE.fullmatch(folder)), "")
    return department if department.startswith(place) else place + department


def _listed(row: Listing) -> Listed:
    name = NUMBERED.sub("", row.name.raw)
    project = name if row.of == "project" else None
    amounts = (
        (column, Amount(amount.raw, _in_yuan(amount.value), kept(amount.span, row.span, project)))
        for column, amount in row.amounts
    )
    return Listed(row.table, row.of, name, tuple(amounts))


def _in_yuan(value: Value) -> str:
    """The number of an amount, in 元 where it has a unit of money."""
    assert value.number is not None
    return plain(value.number * (unit_factor(value.unit) or 1))


def _stated(document: Document, department: str) -> Iterator[Total]:
    """The totals of prose."""
    for total in totals_of(document):
        place = kept(total.amount.span, total.paragraph.span)
        amount = Amount(total.amount.raw, plain(total.figure.number), place)
        yield Total(department, "", False, (document.kind, total.kind), amount)


def _of_wholes(document: Document, entries: Iterable[Entry], department: str) -> Iterator[Total]:
    """The totals of the tables of departments and units as a whole."""
    for project, entry in zip(document.projects, entries, strict=True):
        title = project.title or document.title
        covering = title is not None and "部门整体" in title.raw
        for kind, amount in (("budget", entry.budget), ("adjusted", entry.adjusted), ("spent", entry.spent)):
            if not entry.number and amount is not None:
                yield Total(entry.name or department, entry.supervisor, covering, (entry.form, kind), amount)


def kept(span: Span, around: Span, project: str | None = None, indicator: str | None = None, field: str | None = None) -> Kept:  # noqa: E501
    """The place with the row or the lines `around` it as one line."""
    location, place = span.location, span.location.place
    context, offsets = flattened(around.text, around.start)
    inside = [at for at, offset in enumerate(offsets) if span.start <= offset < span.end]
    return Kept(
        location.path,
        (location.line, location.end_line, location.column, location.end_column),
        (place.table, place.row, place.cell, place.page, place.sheet, place.bbox),
        span.quote,
        context,
        (inside[0], inside[-1] + 1) if inside else (0, 0),
        (project, indicator, field),
        (span.start, span.end),
    )


def _entry(document: Document, project: Project) -> Entry:
    name = label_of(project.name)
    head = project.name or project.title
    place = head.span if head is not None else _heading(document, project)
    return Entry(
        number=0 if project.department else project.number,
        form=project.kind,
        name=name or "",
        code=_words(project.code),
        supervisor=_words(project.supervisor),
        unit=_words(project.unit),
        place=kept(place, place, name, None, "name"),
        goals=tuple(Passage(goal.raw, kept(goal.span, goal.span, name, None, "goal")) for goal in project.goals),
        rows=tuple(_row(row, name) for row in project.indicators if key_of(row)),
        budget=_money(project, fund_line(project.funds, TOTALS, ("", "initial")), name),
        adjusted=_money(project, fund_line(project.funds, TOTALS, ("adjusted",)), name),
        spent=_money(project, fund_line(project.funds, TOTALS, ("spent",)), name),
        score=_figure(project.total_score, None, name),
        execution=_figure(project.execution_weight, None, name),
    )


def _heading(document: Document, project: Project) -> Span:
    """The first line of a project's table."""
    text, start = document.source.text, project.span.start
    end = text.find("\n", start, project.span.end)
    return document.source.span(start, project.span.end if end < 0 else end) if project.span.end > start else opening(
        document
    )


def _words(datum: Datum[str] | None) -> str:
    return "" if datum is None or is_blank(datum.raw) else datum.raw


def _money(project: Project, line: FundLine | None, name: str | None) -> Amount | None:
    """An amount of funds in 元."""
    amount = amount_of(line)
    if line is None or line.amount is None or amount is None:
        return None
    return Amount(
        line.amount.raw, plain(amount.number * WAN), kept(line.amount.span, line.span, name, None, "fund")
    )


def _figure(datum: Datum[Value] | None, around: Span | None, *named: str | None) -> Amount | None:
    """A figure in its own unit, with the row around it, or the figure alone."""
    if datum is None or datum.value.number is None:
        return None
    return Amount(datum.raw, plain(datum.value.number), kept(datum.span, around or datum.span, *named))


def _row(row: Indicator, project: str | None) -> Row:
    target = row.target if row.target is not None and not is_blank(row.target.raw) else None
    value = target.value if target is not None else None
    numeric = value is not None and value.kind == "number" and value.figure is not None
    unit = value.unit if value is not None else None
    shown = target if target is not None else row.name
    assert shown is not None
    number = ""
    if numeric and value is not None and value.number is not None:
        number = plain(value.number * unit.factor if unit is not None else value.number)
    name = label_of(row.name)
    return Row(
        level=_words(row.level2) or _words(row.level1),
        name=name or "",
        key=key_of(row),
        printed=target.raw if target is not None else "",
        comparator=(value.comparator or "") if value is not None else "",
        number=number,
        dimension=unit.dimension if unit is not None and numeric else "",
        unit=unit.symbol if unit is not None else "",
        weight=_figure(row.weight, row.span, project, name, "weight"),
        place=kept(shown.span, row.span, project, name, "target" if target is not None else "name"),
    )


def _line(line: SummaryRow) -> Line:
    name = NUMBERED.sub("", line.name.raw)
    amounts = (_figure(datum, line.span, name) for datum in (line.budget, line.expenditure, line.score))
    return Line(name, kept(line.name.span, line.span, name), *amounts)
