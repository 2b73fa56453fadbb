"""A table as columns with their headings and lines with their labels, so that figures can be added both ways.

Formats that know their cells say where each stands. In text a merged heading may have left one cell or many, and a
line may have lost the blank cells at its end or the covered cells of a merged label at its beginning: a line is laid
to the columns only where its words and figures fit them in exactly one way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.layout import Cell, Row, Table
from auditor.layout.headings import key_of
from auditor.records.claims.cells import Printed, unit_factor
from auditor.records.draft import amount_of
from auditor.records.model import Datum
from auditor.values import Figure, Value, is_blank

__all__ = ["Column", "Grid", "Line", "Panel", "figure_in", "grid_of"]

NUMBERING = re.compile(r"^(?:栏次|行次|列次|栏目)$")
INDEX = re.compile(r"^(?:序号|行次|栏次|编号|序)$")
CODE = re.compile(r"编码|代码|^科目$|^[类款项]$")
CODE_TEXT = re.compile(r"^[0-9]{1,3}$|^[0-9]{5}$|^[0-9]{7}$")
UNIT = re.compile(r"(?:单位|金额)\s*[:：]?\s*(?:人民币)?\s*(亿元|万元|千元|元)")
HEAD_UNIT = re.compile(r"[（(]\s*(?:(?:金额)?单位\s*[:：]\s*)?(?:人民币)?\s*(亿元|万元|千元|元)\s*[)）]")
YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")
SIDES = (("收入", "支出"), ("人员经费", "公用经费"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands, the headings above it from the top (without blanks and brackets) and its unit."""

    at: int
    heads: tuple[str, ...]
    kind: str
    factor: Decimal | None

    @property
    def head(self) -> str:
        """The lowest heading."""
        return self.heads[-1] if self.heads else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures in one panel: its label as printed and as a key, its code, and its cells by column."""

    label: str
    key: str
    code: str
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns of figures with the labels they share; two panels stand side by side in 收支总表."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    numbered: bool
    """Whether the lines are numbered 1, 2, 3 …: a list without lines inside lines."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of figures; `factor` leads to 元, None where no unit is stated."""

    table: Table
    panels: tuple[Panel, ...]
    factor: Decimal | None


def figure_in(line: Line, column: Column, unit: Decimal | None = None) -> Printed | None:
    """The figure of a cell in the unit of its column, of the table where the column has none; None for no figure."""
    cell = line.cells.get(column.at)
    if cell is None:
        return None
    value = amount_of(cell).value
    if value.figure is None:
        return None
    factor = _factor_of(value, column, unit)
    return Printed(value.figure.scaled(factor), Datum(cell.text, cell.text, cell.span), _unit_text(value))


def _factor_of(value: Value, column: Column, unit: Decimal | None) -> Decimal:
    if value.unit is None:
        return column.factor or unit or Decimal(1)
    return unit_factor(value.unit) or value.unit.factor


def _unit_text(value: Value) -> str:
    return value.unit.printed if value.unit is not None else ""


def grid_of(table: Table, above: Sequence[str] = ()) -> Grid | None:
    """The grid of a table, None where it holds no lines of figures; `above` are the lines of text before it."""
    if table.flow:
        return None
    first = next((at for at, row in enumerate(table.rows) if _is_data(row)), None)
    if first is None:
        return None
    texts = [cell.text for row in table.rows[:first] for cell in row.filled] + list(above)
    unit = next((match[1] for text in texts if (match := UNIT.search(text) or HEAD_UNIT.search(text))), None)
    heading, body = table.rows[:first], [row for row in table.rows[first:] if row.filled and not _is_numbering(row)]
    laid, width = _laid_out(body)
    columns = _columns(heading, [cells for cells in laid if cells is not None], width)
    ...
