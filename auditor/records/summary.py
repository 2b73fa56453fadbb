"""The summary of self-evaluations (自评结果汇总表): one project a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from auditor.layout import Cell, Row, Table
from auditor.layout.headings import key_of
from auditor.records.draft import amount_of, words_of
from auditor.records.model import SummaryRow

__all__ = ["read_summary"]

# In the order in which a heading is asked; the first that fits wins.
COLUMNS = (
    ("rate", re.compile(r"执行率|支出率|支付率|预算完成率")),
    ("expenditure", re.compile(r"执行数|支出数|决算数|实际支出")),
    ("score", re.compile(r"^(?:自评)?得分|自评分|评价得分")),
    ("budget", re.compile(r"^小计$|^合计$|全年预算数|预算数|预算金额|资金总额")),
    ("name", re.compile(r"项目名称|名称")),
)
ADJUSTED = re.compile(r"^(?:全年|调整后?)预算")
TOTAL = re.compile(r"^(?:合计|总计|小计)$")


def read_summary(table: Table) -> tuple[SummaryRow, ...]:
    """The rows of a summary table; none where the table is not one."""
    first = next((at for at, row in enumerate(table.rows) if _is_data(row)), None)
    if not first:
        return ()
    columns = _columns(table.rows[:first])
    if not {"name", "expenditure"} <= set(columns) or not {"rate", "score"} & set(columns):
        return ()
    rows = []
    for row in table.rows[first:]:
        cells = {cell.column: cell for cell in row.filled}
        found = {field: cells[at] for field, at in columns.items() if at in cells}
        total = next((cell for cell in row.filled[:2] if TOTAL.match(key_of(cell.text))), None)
        name = total or found.get("name")
        if name is None or len(found) < 3:
            continue
        amounts = {field: amount_of(cell) for field, cell in found.items() if field != "name"}
        rows.append(
            SummaryRow(
                name=words_of(name),
                total=total is not None,
                budget=amounts.get("budget"),
                expenditure=amounts.get("expenditure"),
                rate=amounts.get("rate"),
                score=amounts.get("score"),
                span=row.span,
            )
        )
    return tuple(rows)


def _is_data(row: Row) -> bool:
    numbers = [cell for cell in row.filled if _number(cell)]
    return len(numbers) >= 3 and len(row.filled) - len(numbers) >= 1


def _number(cell: Cell) -> bool:
    return amount_of(cell).value.figure is not None


def _columns(rows: Sequence[Row]) -> dict[str, int]:
    """Field to grid column; the lowest heading row that names a field decides, the adjusted budget before the first."""
    out: dict[str, int] = {}
    for row, below in zip_longest(rows, rows[1:]):
        seen: set[str] = set()
        for cell, column in zip(row.cells, _spread(row, below), strict=True):
            key = key_of(cell.text)
            field = next((field for field, words in COLUMNS if words.search(key)), None)
            if field and (field not in seen or (field == "budget" and ADJUSTED.match(key))):
                out[field] = column
                seen.add(field)
    return out


def _spread(row: Row, below: Row | None) -> list[int]:
    """The grid columns of a heading's cells where the layout shows no spans.

    A longer row below it tells them: each run of filled cells there stands under one cell of the heading.
    """
    if below is None or len(below.cells) <= len(row.cells) or any(cell.colspan > 1 for cell in row.cells):
        return [cell.column for cell in row.cells]
    starts = [at for at, cell in enumerate(below.cells) if not (cell.text and at and below.cells[at - 1].text)]
    return starts if len(starts) == len(row.cells) else [cell.column for cell in row.cells]
