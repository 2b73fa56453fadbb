"""A table as columns with their headings and lines with their labels, so that figures can be added both ways.

Formats that know their cells say where each stands. In text a merged heading may have left one cell or many, and a
line may have lost the blank cells at its end or the covered cells of a merged label at its beginning: a line is laid
to the columns only where its words and figures fit them in one way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from auditor.frozen import dataclass
from auditor.layout import Cell, Row, Table
from auditor.layout.headings import key_of
from auditor.records.claims.cells import Printed, unit_factor
from auditor.records.claims.heads import Head, heads_of
from auditor.records.model import Datum
from auditor.values import is_blank, parse_amount

__all__ = [
    "SUM_LABEL",
    "Column",
    "Grid",
    "Line",
    "Panel",
    "figure_in",
    "grid_of",
    "holds_anything",
    "is_empty",
    "is_figure",
]

SUM_LABEL = re.compile(r"(?:合计|总计|小计|共计)$")
NUMBERING = re.compile(r"^(?:栏次|行次|列次|栏目|行列次)$")
INDEX = re.compile(r"^(?:序号?|行次|栏次|编号)$")
CODE = re.compile(r"编码|代码|^[类款项]$|^科目$")
CODE_TEXT = re.compile(r"^(?:[0-9]{1,3}|[0-9]{5}|[0-9]{7})$")
NO_FIGURE = re.compile(r"编码|代码|编号|电话|年度$|年份|日期|时间|账号|证号|规格|型号|备注|目录")
NOT_ADDED = re.compile(r"率|比例|占比|比重|百分比|%|单价|标准|平均|人均|得分|分值|权重|等级|幅度")
COUNTED = re.compile(r"数量|人数|个数|户数|面积|批次|人次|团组|辆数|台数")
TABLE_UNIT = re.compile(r"(?:单位|金额)\s*[:：]?\s*(?:人民币)?\s*(亿元|万元|千元|元)")
CLASS = 3
"""A code of a 类 has so many digits, one of a 款 or 项 two and four more."""
YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")
SIDES = ("收入", "支出", "人员经费", "公用经费")
"""Headings of parts of a table that stand side by side."""

Laid = dict[int, Cell]
"""The filled cells of a row by column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands, its kind (figure, code, index, text), its headings from the top, and its unit.

    `added` says that its figures can be added up: amounts and counts can, rates, prices and scores cannot.
    """

    at: int
    kind: str
    heads: tuple[str, ...]
    factor: Decimal | None
    added: bool

    @property
    def head(self) -> str:
        """The lowest heading, "" where there is none."""
        return self.heads[-1] if self.heads else ""

    @property
    def name(self) -> str:
        """The lowest heading, with the one above where it only says 合计 or 小计."""
        return "".join(self.heads[-2:]) if SUM_LABEL.match(self.head) else self.head

    @property
    def group(self) -> tuple[str, ...]:
        """The headings that it shares with the columns beside it."""
        return self.heads[:-1]


@dataclass(frozen=True, slots=True)
class Line:
    """A row in one panel: its place among the rows, its label as printed and as a key, its code, cells by column."""

    row: int
    label: str
    key: str
    code: str
    cells: Mapping[int, Cell]
    figures: dict[int, tuple[Decimal | None, Printed | None]] = field(default_factory=dict, repr=False, compare=False)
    """The figures that were asked for by column, each with the factor it was read with."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns of figures and the lines they share; 收入 and 支出 of one table are two panels.

    `numbered` lines have running numbers: such a list has no lines inside lines. `complete` says that every line
    with figures could be laid to the columns.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    numbered: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of figures; `factor` leads to 元 and is None where the table states no unit."""

    table: Table
    panels: tuple[Panel, ...]
    factor: Decimal | None
    words: str
    """What stands above the figures: title, headings and the lines before the table."""


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds one plain number, with or without a unit."""
    value = parse_amount(cell.text)
    return value.kind == "number" and value.comparator is None and "approximate" not in value.problems


def holds_anything(line: Line) -> bool:
    """Whether a line has figures, or words where figures stand."""
    return any(not is_blank(cell.text) for cell in line.cells.values())


def is_empty(line: Line, column: Column) -> bool:
    """Whether a cell holds nothing; in a column of figures an empty cell, or a stroke, is nothing."""
    cell = line.cells.get(column.at)
    return cell is None or is_blank(cell.text)


def figure_in(line: Line, column: Column) -> Printed | None:
    """The figure of a cell, in 元 where its column or cell has a unit of money, else as printed."""
    cell = line.cells.get(column.at)
    if cell is None:
        return None
    known = line.figures.get(column.at)
    if known is None or known[0] is not column.factor:
        known = line.figures[column.at] = (column.factor, _printed(cell, column.factor))
    return known[1]


def _printed(cell: Cell, usual: Decimal | None) -> Printed | None:
    """The figure of a cell; `usual` is the factor of figures without a unit of their own."""
    value = parse_amount(cell.text)
    if value.figure is None or not is_figure(cell):
        return None
    factor = usual if value.unit is None else unit_factor(value.unit) or value.unit.factor
    unit = value.unit.printed if value.unit is not None else ""
    figure = value.figure if factor is None else value.figure.scaled(factor)
    return Printed(figure, Datum(cell.text, cell.text, cell.span), unit)


def grid_of(table: Table, above: Sequence[str] = ()) -> Grid | None:
    """The grid of a table, None where it holds no lines of figures; `above` are the lines of text before it."""
    first = next((at for at, row in enumerate(table.rows) if _is_data(row)), None)
    if table.flow or first is None:
        return None
    heading = [row for row in table.rows[:first] if not _is_numbering(row)]
    printed = {_texts(row) for row in heading}
    body = [row for row in table.rows[first:] if row.filled and not _is_numbering(row) and _texts(row) not in printed]
    exact = table.span.source.parts is not None
    laid, width = _exactly(body) if exact else _fitted(body)
    heads = heads_of(heading, width, exact)
    words = " ".join([*above, *(cell.text for row in heading for cell in row.filled)])
    unit = TABLE_UNIT.search(words)
    factor = unit_factor(unit[1]) if unit else None
    columns = [_column(at, heads[at], [row[at] for row in laid if row and at in row], factor) for at in range(width)]
    complete = all(row is not None for row in laid)
    panels = [_panel(block, [row for row in laid if row], complete) for block in _blocks(columns)]
    return Grid(table, tuple(panels), factor, words)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.filled)


def _is_data(row: Row) -> bool:
    """Whether a row holds figures that are not years, beside a label or each other."""
    figures = [cell for cell in row.filled if is_figure(cell)]
    alone = len(row.filled) < 2 or _is_numbering(row)
    return not alone and any(not YEAR.match(cell.text.strip()) for cell in figures)


def _is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: 栏次 1 2 3."""
    filled = row.filled
    if filled and NUMBERING.match(key_of(filled[0].text)):
        return True
    numbers = [cell.text for cell in filled if cell.text.isascii() and cell.text.isdecimal()]
    return len(numbers) > 2 and len(filled) <= len(numbers) + 1 and numbers == [
        str(at) for at in range(1, len(numbers) + 1)
    ]


# Cells to columns


def _exactly(body: Sequence[Row]) -> tuple[list[Laid | None], int]:
    """The rows of a format that knows its columns, and how many there are."""
    width = max(cell.column + cell.colspan for row in body for cell in row.cells)
    return [{cell.column: cell for cell in row.filled} for row in body], width


def _fitted(body: Sequence[Row]) -> tuple[list[Laid | None], int]:
    """The rows of a text laid to as many columns as most of them have; None for a row that fits in no one way."""
    sizes = Counter(len(row.cells) for row in body)
    width = max(sizes, key=lambda size: (sizes[size], size))
    whole = [_placed(row, 0) for row in body if len(row.cells) == width]
    figures = [sum(at in row and is_figure(row[at]) for row in whole) for at in range(width)]
    texts = [sum(at in row and not is_figure(row[at]) and not is_blank(row[at].text) for row in whole)
             for at in range(width)]  # fmt: skip
    natures = [a > b if a or b else None for a, b in zip(figures, texts, strict=True)]
    return [_fit(row, width, natures) for row in body], width


def _placed(row: Row, offset: int) -> Laid:
    return {at + offset: cell for at, cell in enumerate(row.cells) if cell.text}


def _fit(row: Row, width: int, natures: Sequence[bool | None]) -> Laid | None:
    size = len(row.cells)
    if size == width or not any(map(is_figure, row.filled)):
        return {at: cell for at, cell in _placed(row, 0).items() if at < width}
    offsets = (0, width - size) if size < width else (0,)
    fitting = [laid for offset in offsets if _suits(laid := _placed(row, offset), width, natures)]
    return fitting[0] if len(fitting) == 1 else None


def _suits(laid: Laid, width: int, natures: Sequence[bool | None]) -> bool:
    """Whether figures stand in columns of figures and words in columns of words."""
    return all(
        at < width and (natures[at] is None or natures[at] == is_figure(cell) or is_blank(cell.text))
        for at, cell in laid.items()
    )


def _column(at: int, head: Head, cells: Sequence[Cell], factor: Decimal | None) -> Column:
    filled = [cell for cell in cells if not is_blank(cell.text)]
    lowest = head.keys[-1] if head.keys else ""
    own = unit_factor(head.unit) if head.unit else None if COUNTED.search(lowest) else factor
    coded = [cell for cell in filled if CODE_TEXT.match(cell.text.strip())]
    if CODE.search(lowest) and coded and len(coded) * 2 > len(filled) - 2:
        kind = "code"
    elif INDEX.match(lowest):
        kind = "index"
    elif NO_FIGURE.search(lowest) or (filled and sum(map(is_figure, filled)) * 2 <= len(filled)):
        kind = "text"
    else:
        kind = "figure"
    rates = any((unit := parse_amount(cell.text).unit) is not None and unit.dimension == "ratio" for cell in filled)
    added = not rates and not any(NOT_ADDED.search(key) for key in head.keys)
    return Column(at, kind, head.keys, own, added)


def _blocks(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns of each panel: a new one begins where words follow figures under the same headings as at first."""
    blocks: list[list[Column]] = [[]]
    opening = columns[0] if columns else None
    for column in columns:
        figures = any(one.kind == "figure" for one in blocks[-1])
        if figures and column.kind != "figure" and opening is not None and _opens(column, opening):
            blocks.append([])
        blocks[-1].append(column)
    return [block for block in blocks if any(column.kind == "figure" for column in block)]


def _opens(column: Column, opening: Column) -> bool:
    if not column.heads:
        return False
    sides = (opening.heads[:1] or ("",))[0], column.heads[0]
    return column.head == opening.head or (sides[0] != sides[1] and all(side in SIDES for side in sides))


def _panel(block: Sequence[Column], rows: Sequence[Laid], complete: bool) -> Panel:
    lines = [line for at, row in enumerate(rows) if (line := _line(block, row, at)) is not None]
    index = next((column for column in block if column.kind == "index"), None)
    indexes = [cell for row in rows if index is not None and (cell := row.get(index.at)) is not None]
    numbers = [cell.text.strip() for cell in indexes if is_figure(cell)]
    numbered = len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]
    figures = tuple(column for column in block if column.kind == "figure")
    return Panel(figures, tuple(lines), numbered, complete)


def _line(block: Sequence[Column], row: Laid, at: int) -> Line | None:
    cells = {column.at: row[column.at] for column in block if column.kind == "figure" and column.at in row}
    others = [(column.kind, row[column.at]) for column in block if column.kind != "figure" and column.at in row]
    pieces = [cell.text.strip() for kind, cell in others if kind == "code" and CODE_TEXT.match(cell.text.strip())]
    words = [cell for kind, cell in others if not is_figure(cell)]
    sums = [cell for cell in words if SUM_LABEL.search(key_of(cell.text))]
    label = next(iter([*sums, *words]), None)
    code = _code(pieces)
    if label is None and not code and not cells:
        return None
    text = label.text if label is not None else code
    return Line(at, text, key_of(text), code, cells)


def _code(pieces: Sequence[str]) -> str:
    """The code of a line: 201 01 01 over three columns and 201, 20101, 2010101 both give 2010101."""
    code = ""
    for piece in pieces:
        longer = len(piece) > CLASS or not code
        code = piece if longer else code + piece.zfill(2)
    return code if len(code) in (CLASS, CLASS + 2, CLASS + 4) else ""
