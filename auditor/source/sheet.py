"""A spreadsheet as read, whatever the format, and its way into a Source."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from auditor.source.assembly import Assembly, MadeCells
from auditor.source.flatten import address
from auditor.source.model import CellPart, Place, Source, TablePart, Unreadable
from auditor.source.text import digest

__all__ = ["MOST_CELLS", "MOST_COLUMNS", "MOST_ROWS", "Merge", "Sheet", "assembled", "too_many_cells"]

MOST_CELLS = 1_000_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
# Rows wider than this are shown with their filled cells only.
WIDEST = 256
# Blank cells are shown up to so many for each filled one.
SPARSE = 20
# Merged ranges of so many rows are of another kind, and a sheet has hardly any.
TALL, MOST_TALL = 500, 100

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, counted from 0."""


@dataclass(slots=True)
class Sheet:
    """The filled cells of a sheet in reading order: 0-based row and column, and text; then its merged ranges.

    `uncached` counts formulas whose result the file does not hold.
    """

    name: str
    hidden: bool = False
    rows: array[int] = field(default_factory=lambda: array("I"))
    columns: array[int] = field(default_factory=lambda: array("I"))
    texts: list[str] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0
    uncached: int = 0

    def add(self, row: int, column: int, text: str) -> None:
        """Adds a filled cell."""
        self.rows.append(row)
        self.columns.append(column)
        self.texts.append(text)


class SheetCells(MadeCells):
    """The cells of a table of a sheet, made when they are asked for: a million of them take 16 MB.

    Row and column are those of the sheet, where the table begins at `top` and `left`; `spans` holds those of merged
    cells by index.
    """

    def __init__(self, number: int, sheet: str, top: int, left: int) -> None:
        self.number = number
        self.sheet = sheet
        self.top = top
        self.left = left
        self.starts = array("I")
        self.ends = array("I")
        self.rows = array("I")
        self.columns = array("I")
        self.spans: dict[int, tuple[int, int]] = {}

    def append(self, start: int, end: int, row: int, column: int) -> None:
        """Adds the next cell in reading order."""
        self.starts.append(start)
        self.ends.append(end)
        self.rows.append(row)
        self.columns.append(column)

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[CellPart]:
        return map(self._cell, count(), self.starts, self.ends, self.rows, self.columns)

    def made(self, at: int) -> CellPart:
        return self._cell(at, self.starts[at], self.ends[at], self.rows[at], self.columns[at])

    def _cell(self, at: int, start: int, end: int, row: int, column: int) -> CellPart:
        rowspan, colspan = self.spans.get(at, (1, 1))
        place = Place(self.number, row + 1, f"{address(column)}{row + 1}", None, self.sheet)
        return CellPart(start, end, row - self.top, column - self.left, rowspan, colspan, place)


def assembled(sheets: list[Sheet], data: bytes, path: str, kind: str) -> Source:
    """The sheets as a Source: rows without a blank one between them are a table. Uses the sheets up.

    Raises Unreadable where no sheet holds anything.
    """
    assembly = Assembly()
    notes = _notes(sheets)
    number = 0
    for sheet in sheets:
        merged = Merged(sheet, path)
        for stretch in _stretches(sheet, merged):
            number += 1
            _table(assembly, sheet, merged, number, stretch)
        sheet.texts.clear()
    if not assembly.parts:
        raise Unreadable(path, "工作表都是空的，没有可检查的内容。", "its sheets are empty: there is nothing to check.")
    return Source(path, digest(data), assembly.text, kind, False, tuple(assembly.parts), notes)


def too_many_cells(path: str) -> Unreadable:
    """The refusal of a workbook with more cells than are read."""
    return Unreadable(
        path,
        f"工作簿有超过 {MOST_CELLS} 个单元格，超出上限，不予读取；请拆分后再检查。",
        f"the workbook has more than {MOST_CELLS} cells, which is the limit; it is not read. "
        "Split it and check the pieces.",
    )


class Merged:
    """The merged ranges of a sheet: `ends` gives the last row and column by the first.

    `covered` holds the columns they cover by row, `tall` the few that run over too many rows for that.
    """

    def __init__(self, sheet: Sheet, path: str) -> None:
        self.ends: dict[tuple[int, int], tuple[int, int]] = {}
        self.covered: dict[int, list[tuple[int, int]]] = {}
        self.tall: list[Merge] = []
        rows = 0
        for row, column, end, right in sheet.merges:
            if end - row >= TALL:
                if len(self.tall) == MOST_TALL:
                    continue
                self.tall.append((row, column, end, right))
            else:
                rows += end - row + 1
                for at in range(row, end + 1):
                    self.covered.setdefault(at, []).append((column, right))
            self.ends[row, column] = end, right
            if rows > MOST_CELLS:
                raise too_many_cells(path)

    def over(self, row: int) -> list[tuple[int, int]]:
        """The first and last columns of the merged ranges that a row meets."""
        found = self.covered.get(row, [])
        if self.tall:
            found = found + [(left, right) for top, left, end, right in self.tall if top <= row <= end]
        return found

    def covers(self, row: int, column: int, ranges: list[tuple[int, int]]) -> bool:
        """Whether a place lies in one of the `ranges` over its row and is not its upper left one."""
        for left, right in ranges:
            if left <= column <= right:
                return (row, column) not in self.ends
        return False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows `top` to `bottom` and columns `left` to `right` that are a table; its filled cells by index."""

    top: int
    bottom: int
    left: int
    right: int
    first: int
    after: int


def _stretches(sheet: Sheet, merged: Merged) -> Iterator[Stretch]:
    """The tables of a sheet, as wide as they are filled; a merged cell that is filled fills all its rows."""
    _in_order(sheet)
    first, top, bottom, left, right = 0, -1, -1, MOST_COLUMNS, -1
    before, ranges = -1, []
    for index, (row, column) in enumerate(zip(sheet.rows, sheet.columns, strict=True)):
        if row != before:
            before, ranges = row, merged.over(row)
        if ranges and merged.covers(row, column, ranges):
            continue
        if top >= 0 and row > bottom + 1:
            yield Stretch(top, bottom, left, right, first, index)
            first, top, left, right = index, -1, MOST_COLUMNS, -1
        if top < 0:
            top, bottom = row, row
        end = merged.ends[row, column][0] if ranges and (row, column) in merged.ends else row
        bottom, left, right = max(bottom, min(end, sheet.rows[-1])), min(left, column), max(right, column)
    if top >= 0:
        yield Stretch(top, bottom, left, right, first, len(sheet.rows))


def _in_order(sheet: Sheet) -> None:
    """Puts the cells in reading order, which files keep as a rule; of two in one place the later counts."""
    places = list(zip(sheet.rows, sheet.columns, strict=True)) if _disordered(sheet) else []
    if not places:
        return
    latest = {place: index for index, place in enumerate(places)}
    order = [latest[place] for place in sorted(latest)]
    sheet.rows = array("I", [sheet.rows[index] for index in order])
    sheet.columns = array("I", [sheet.columns[index] for index in order])
    sheet.texts = [sheet.texts[index] for index in order]


def _disordered(sheet: Sheet) -> bool:
    before = (-1, -1)
    for place in zip(sheet.rows, sheet.columns, strict=True):
        if place <= before:
            return True
        before = place
    return False


def _table(assembly: Assembly, sheet: Sheet, merged: Merged, number: int, stretch: Stretch) -> None:
    """Adds a table with its blank cells, unless it is so wide or so sparse that they would be most of it."""
    cells = SheetCells(number, sheet.name, stretch.top, stretch.left)
    start, index = assembly.length, stretch.first
    every = range(stretch.left, stretch.right + 1)
    places = len(every) * (stretch.bottom - stretch.top + 1)
    dense = len(every) <= WIDEST and places <= SPARSE * (stretch.after - stretch.first) + WIDEST
    for row in range(stretch.top, stretch.bottom + 1):
        filled: dict[int, str] = {}
        while index < stretch.after and sheet.rows[index] <= row:
            filled[sheet.columns[index]] = sheet.texts[index]
            index += 1
        columns = list(every) if dense else list(filled)
        ranges = merged.over(row)
        if ranges:
            columns = [column for column in columns if not merged.covers(row, column, ranges)]
        if not columns:
            continue
        if len(cells):
            assembly.add("\n")
        texts = [filled.get(column, "").replace("\t", " ") for column in columns]
        at = assembly.add("\t".join(texts))
        for column, text in zip(columns, texts, strict=True):
            cells.append(at, at + len(text), row, column)
            at += len(text) + 1
            if ranges and (row, column) in merged.ends:
                end, far = merged.ends[row, column]
                cells.spans[len(cells) - 1] = min(end, stretch.bottom) - row + 1, min(far, stretch.right) - column + 1
    assembly.parts.append(TablePart(start, assembly.length, cells, Place(number, sheet=sheet.name)))
    assembly.add("\n")


def _notes(sheets: list[Sheet]) -> tuple[tuple[str, str], ...]:
    """What was read although it is hidden, and what could not be read."""
    notes = []
    names = [sheet.name for sheet in sheets if sheet.hidden]
    if names:
        zh, en = "”“".join(names), ", ".join(names)
        notes.append((f"隐藏的工作表“{zh}”也已读取。", f"hidden sheets were read as well: {en}."))
    for sheet in sheets:
        if sheet.hidden_rows or sheet.hidden_columns:
            notes.append(
                (
                    f"工作表“{sheet.name}”中隐藏的 {sheet.hidden_rows} 行、{sheet.hidden_columns} 列也已读取。",
                    f"sheet {sheet.name}: {sheet.hidden_rows} hidden rows and {sheet.hidden_columns} hidden columns "
                    "were read as well.",
                )
            )
        if sheet.uncached:
            notes.append(
                (
                    f"工作表“{sheet.name}”有 {sheet.uncached} 个公式没有保存计算结果，按空白读取；"
                    "请用 Excel 或 WPS 打开后保存一次。",
                    f"sheet {sheet.name}: {sheet.uncached} formulas have no stored result and were read as blank; "
                    "open the file in Excel or WPS and save it once.",
                )
            )
    return tuple(notes)
