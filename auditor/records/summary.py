"""The summary of self-evaluations (自评结果汇总表): one project a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from auditor.layout import Cell, Row, Table
from auditor.layout.headings import key_of
from auditor.records.draft import amount_of, words_of
from auditor.records.model import SummaryRow
from auditor.records.rows import blanks_at_end

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
    usual = blanks_at_end(table.rows[first])
    for row in table.rows[first:]:
        total = next((cell for cell in row.filled[:2] if TOTAL.match(key_of(cell.text))), None)
        # Where merged cells leave blanks at the end of the row, what follows 合计 stands left of its column.
        merged = max(0, columns["name"] - total.column) if total is not None else 0
        left = min(merged, max(0, blanks_at_end(row) - usual))
        cells = {cell.column + left: cell for cell in row.filled}
        found = {field: cells[at] for field, at in columns.items() if at in cells}
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
    for cells, columns in _placed(rows):
        seen: set[str] = set()
        for cell, column in zip(cells, columns, strict=True):
            field, adjusted = _field(cell)
            if field and (field not in seen or (field == "budget" and adjusted)):
                out[field] = column
                seen.add(field)
    return out


def _field(cell: Cell) -> tuple[str | None, bool]:
    """The field that a heading names, and whether it is that of the adjusted budget."""
    key = key_of(cell.text)
    field = next((field for field, words in COLUMNS if words.search(key)), None)
    return field, ADJUSTED.match(key) is not None


def _placed(rows: Sequence[Row]) -> Iterator[tuple[Sequence[Cell], Sequence[int]]]:
    """The cells of every row of headings with their grid columns."""
    under = None
    for row, below in zip_longest(rows, rows[1:]):
        if under is not None:
            yield row.filled, range(under, under + len(row.filled))
            under = None
            continue
        under = _parted_heading(row, below)
        if under is None:
            yield row.cells, _spread(row, below)
            continue
        extra = len(below.filled) - 1 if below else 0
        yield row.filled, [at + (extra if at > under else 0) for at in range(len(row.filled))]


def _parted_heading(row: Row, below: Row | None) -> int | None:
    """The column of the budget, where the row below parts it and only blanks at the row's end tell so (`a | b ||`)."""
    if below is None or not below.cells[0].text or len(below.filled) < 2:
        return None
    missing = len(row.cells) - len(row.filled)
    shown = [cell.column for cell in row.filled]
    budgets = [at for at, cell in enumerate(row.filled) if _field(cell)[0] == "budget"]
    if missing < len(below.filled) - 1 or shown != list(range(len(shown))) or len(budgets) != 1:
        return None
    return budgets[0]


def _spread(row: Row, below: Row | None) -> list[int]:
    """The grid columns of a heading's cells where the layout shows no spans.

    A longer row below it tells them: each run of filled cells there stands under one cell of the heading.
    """
    if below is None or len(below.cells) <= len(row.cells) or any(cell.colspan > 1 for cell in row.cells):
        return [cell.column for cell in row.cells]
    starts = [at for at, cell in enumerate(below.cells) if not (cell.text and at and below.cells[at - 1].text)]
    return starts if len(starts) == len(row.cells) else [cell.column for cell in row.cells]
