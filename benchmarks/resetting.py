"""A document's records set again as a form with real tables, as an office would have typed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from auditor.layout import Paragraph, Table, lay_out
from auditor.records import Datum, Document, FundLine, Indicator, Project
from auditor.records.model import Words
from auditor.records.survey import number_of
from fixtures.render import Block, Text
from fixtures.render.grid import Grid, Slot, grid

__all__ = ["reset"]

Rows = list[Sequence[Slot | str]]
SPENDING = {"initial": "年初预算数", "adjusted": "全年预算数", "spent": "全年执行数"}
POINTS = ("分值", "执行率", "得分")
# Field of an indicator to its heading and width in ideographs; the value may stand in three columns.
COLUMNS = {
    "level1": ("一级指标", 5),
    "level2": ("二级指标", 5),
    "name": ("三级指标", 8),
    "description": ("绩效指标描述", 10),
    "target": ("指标值", 6),
    "basis": ("指标值确定依据", 6),
    "actual": ("实际完成值", 6),
    "weight": ("分值", 4),
    "score": ("得分", 4),
    "deviation": ("偏差原因分析及改进措施", 8),
}
FORM_FIELDS = frozenset((
    "name", "code", "department", "supervisor", "unit", "attribute", "period", "purpose", "contact",
))


def reset(document: Document) -> list[Block]:
    """The paragraphs as they are, every project as a form with merged cells, other tables row by row."""
    blocks: list[Block] = []
    for block in lay_out(document.source):
        if isinstance(block, Paragraph):
            blocks.append(Text(block.text, block.heading))
        if not isinstance(block, Table):
            continue
        start, end = block.span.start, block.span.end
        begun = [project for project in document.projects if start <= project.span.start < end]
        inside = any(project.span.start < end and start < project.span.end for project in document.projects)
        blocks += [form(project) for project in begun] if inside else [_as_it_is(block)]
    return blocks


def _as_it_is(table: Table) -> Grid:
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    width = max(map(len, rows))
    return grid([[*row, *[""] * (width - len(row))] for row in rows], [5] * width)


def form(project: Project) -> Grid:
    """A project as a form: labels, funds, schedule, goals, indicators, totals, remark."""
    columns = _columns(project)
    width = max(len(columns), 8)
    rows: Rows = [
        [Slot(label.printed.raw, 2), Slot(_raw(label.value), width - 2)]
        for label in project.labels
        if label.key in FORM_FIELDS
    ]
    rows += _funds(project, width)
    if project.schedule:
        last = width - 1 - len(project.schedule)
        dates, percents = [step.by.raw for step in project.schedule], [_raw(step.percent) for step in project.schedule]
        rows.append([Slot("资金支出计划（%）", 2, 2), *dates[:-1], Slot(dates[-1], last)])
        rows.append([*percents[:-1], Slot(percents[-1], last)])
    rows += _goals(project, width)
    first = len(rows)
    rows += _indicators(project, columns, width)
    if project.total_weight or project.total_score:
        rows.append(_totals(project, columns, width))
    rows += [
        [Slot(label.printed.raw, 2), Slot(_raw(label.value), width - 2)]
        for label in project.labels
        if label.key == "remark"
    ]
    return grid(rows, [COLUMNS[column][1] for column in columns] + [4] * (width - len(columns)), first + 1, 0)


def _columns(project: Project) -> list[str]:
    shown = {field for row in project.indicators for field in row.columns}
    return [field for field in COLUMNS if field in shown]


def _raw(datum: Datum[Any] | None) -> str:
    return "" if datum is None else datum.raw


def _funds(project: Project, width: int) -> Iterator[Sequence[Slot | str]]:
    """A line with one amount each, or a table of the year's amounts with the points of execution; then the purpose."""
    amounts: dict[int, dict[str, str]] = {}
    for line in project.funds:
        amounts.setdefault(line.item.span.start, {})[line.column] = _raw(line.amount)
    items = [label.printed for label in project.labels if label.key.startswith("fund:")]
    if any(line.column for line in project.funds):
        yield from _spending(project, width, items, amounts)
    else:
        for item in items:
            yield [Slot(item.raw, 2), Slot(amounts.get(item.span.start, {}).get("", ""), width - 2)]
    if project.purpose:
        yield [Slot("资金用途", 2), Slot(project.purpose.raw, width - 2)]


def _spending(
    project: Project, width: int, items: Sequence[Words], amounts: Mapping[int, Mapping[str, str]]
) -> Iterator[Sequence[Slot | str]]:
    unit = f"（{project.fund_unit}）" if project.fund_unit else ""
    rates = {rate.item.span.start: rate for rate in project.rates}
    yield [Slot(f"项目资金{unit}", 1, 1 + len(items)), "", *SPENDING.values(), *POINTS[:2], Slot(POINTS[2], width - 7)]
    for at, item in enumerate(items):
        found = amounts.get(item.span.start, {})
        weight, rate, score = _points(project, at, rates.get(item.span.start))
        yield [item.raw, *(found.get(column, "") for column in SPENDING), weight, rate, Slot(score, width - 7)]


def _points(project: Project, at: int, rate: FundLine | None) -> tuple[str, str, str]:
    if at:
        return "—", _raw(rate.amount) if rate else "—", "—"
    return _raw(project.execution_weight), _raw(project.execution_rate), _raw(project.execution_score)


def _goals(project: Project, width: int) -> Rows:
    """The goals that stand in the form itself: their cells side by side, or all of them beside the results."""
    own = [goal for goal in project.goals if project.span.start <= goal.span.start < project.span.end]
    if not project.results:
        cells = [_lines(goals) for _, goals in groupby(own, key=lambda goal: goal.span.place)]
        return [[Slot("绩效目标", 2), *cells[:-1], Slot(cells[-1], width - 1 - len(cells))]] if cells else []
    half = (width - 1) // 2
    return [
        [Slot("年度总体目标", 1, 2), Slot("预期目标", half), Slot("实际完成情况", width - 1 - half)],
        [Slot(_lines(own), half), Slot(_lines(project.results), width - 1 - half)],
    ]


def _lines(texts: Iterable[Datum[str]]) -> str:
    """The texts of a cell, numbered where they are in the document or there are several."""
    found = list(texts)
    if len(found) == 1 and number_of(found[0]) is None:
        return found[0].raw
    return "\n".join(f"{number}.{text.raw}" for number, text in enumerate(found, start=1))


def _indicators(project: Project, columns: Sequence[str], width: int) -> Rows:
    wide = 1 + width - len(columns)
    rows: Rows = [_widened([COLUMNS[column][0] for column in columns], wide)] if columns else []
    indicators = project.indicators
    for at, row in enumerate(indicators):
        cells: list[Slot | str] = []
        for column in columns:
            if column not in ("level1", "level2"):
                cells.append(_text(row, column))
                continue
            if at == 0 or _begins(indicators, at, column):
                below = range(at + 1, len(indicators))
                end = next((other for other in below if _begins(indicators, other, column)), len(indicators))
                cells.append(Slot(_text(row, column), down=end - at))
        rows.append(_widened(cells, wide))
    return rows


def _widened(cells: Sequence[Slot | str], across: int) -> Sequence[Slot | str]:
    """The cells, the last one over the columns that the form has more than its indicators."""
    *before, last = cells
    return [*before, Slot(last.text, across, last.down) if isinstance(last, Slot) else Slot(last, across)]


def _begins(indicators: Sequence[Indicator], at: int, column: str) -> bool:
    """Whether a merged cell of a level begins in a row: at another text, or under another level above it."""
    here, above = getattr(indicators[at], column), getattr(indicators[at - 1], column)
    place, before = (datum.span.start if datum else None for datum in (here, above))
    return place != before or place is None or (column == "level2" and _begins(indicators, at, "level1"))


def _text(row: Indicator, column: str) -> str:
    mark = _raw(row.label) if column == "name" else ""
    return mark + _raw(getattr(row, column))


def _totals(project: Project, columns: Sequence[str], width: int) -> Sequence[Slot | str]:
    before = columns.index("weight") if "weight" in columns else len(columns) - 2
    return [
        Slot("总分", before), _raw(project.total_weight), _raw(project.total_score), Slot("", width - before - 2),
    ]
