"""One sheet of an Excel file (ECMA-376 part 1, 18.3.1): what its cells show, merged ranges, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from auditor.source.number_formats import general
from auditor.source.plain_xml import UNSAFE, Plain
from auditor.source.sheet import MOST_COLUMNS, MOST_ROWS, Merge, Sheet, too_many_cells
from auditor.source.xlsx_package import Attributes, Workbook, unescaped, walk

__all__ = ["plain_cell", "read_sheet"]

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00:00.*)?")
DIGITS = "0123456789"
ON = ("1", "true")
MOST_MERGES = 200_000


def read_sheet(path: str, pieces: Iterable[bytes], workbook: Workbook, sheet: Sheet, room: int) -> None:
    """Reads the part of a sheet into `sheet`. Raises Unreadable for damage, and beyond `room` filled cells."""
    reader = _Reader(path, workbook, sheet, room)
    walk(path, pieces, reader.start, reader.end, reader.characters, Plain(plain_cell, reader.take))


@lru_cache(maxsize=1)
def plain_cell() -> re.Pattern[str]:
    """A cell of a value alone: letters of its column, style, type, value."""
    given = r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]++)")?(?: t="(s|n|b|str)")?'
    return re.compile(rf"(?<=>){given}(?:/>|>(?:<v>([^{UNSAFE}]*+)</v>)?</c>)")


class _Reader:
    """The handlers of a sheet's elements; `row` and `column` are those of the cell under way, counted from 0.

    `text` collects all characters of the cell; a formula's are given up when it ends, a reading aid's when it begins.
    """

    def __init__(self, path: str, workbook: Workbook, sheet: Sheet, room: int) -> None:
        self.path = path
        self.strings, self.showers = workbook.strings, workbook.showers
        self.sheet = sheet
        self.room = room
        self.row = self.column = -1
        self.kind = self.style = self.text = self.kept = ""
        self.formula = False
        self.columns: dict[str, int] = {}
        self.starts = {"row": self.start_row, "rPh": self.aside, "mergeCell": self.merge, "col": self.hide}

    def start(self, name: str, given: Attributes) -> None:
        if name == "c":
            # A cell that does not say where it stands is the next one of its row.
            letters = given.get("r", "").rstrip(DIGITS)
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = _column(letters)
            self.column = column if column >= 0 else self.column + 1
            self.kind, self.style = given.get("t", "n"), given.get("s", "")
            self.formula, self.text = False, ""
        elif name in self.starts:
            self.starts[name](given)

    def take(self, letters: str, style: str | None, kind: str | None, value: str | None) -> None:
        """Takes a cell of a value alone, as the handlers would one element after another."""
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = _column(letters)
        self.column = column
        self.kind, self.style = kind or "n", style or ""
        self.formula, self.text = False, value or ""
        self.end_cell()

    def end(self, name: str) -> None:
        if name == "c":
            self.end_cell()
        elif name == "f":
            self.formula, self.text = True, ""
        elif name == "rPh":
            self.text = self.kept

    def characters(self, text: str) -> None:
        self.text += text

    def end_cell(self) -> None:
        """Keeps what the cell shows, if anything."""
        text, kind = self.text, self.kind
        if not text:
            if self.formula and kind != "str":
                self.sheet.uncached += 1
            return
        if kind == "s":
            text = self.strings[int(text)] if text.isdecimal() and int(text) < len(self.strings) else ""
        elif kind == "n":
            style = self.style
            known = style.isdecimal() and int(style) < len(self.showers)
            text = (self.showers[int(style)] if known else general)(text)
        elif kind == "b":
            text = "TRUE" if text in ON else "FALSE"
        elif kind == "d":
            text = ISO_DATE.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", text)
        else:
            text = unescaped(text)
        if not text or text.isspace() or not 0 <= self.row < MOST_ROWS or self.column >= MOST_COLUMNS:
            return
        self.sheet.add(self.row, self.column, text)
        self.room -= 1
        if self.room < 0:
            raise too_many_cells(self.path)

    def start_row(self, given: Attributes) -> None:
        """A row, the next one if it does not say which."""
        number = given.get("r", "")
        self.row = int(number) - 1 if number.isdecimal() and len(number) < 9 else self.row + 1
        self.column = -1
        if given.get("hidden") in ON:
            self.sheet.hidden_rows += 1

    def aside(self, given: Attributes) -> None:
        """A reading aid above the text before it."""
        self.kept = self.text

    def merge(self, given: Attributes) -> None:
        """A merged range such as A1:C2."""
        ends = [ADDRESS.fullmatch(end) for end in given.get("ref", "").split(":")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None or len(self.sheet.merges) >= MOST_MERGES:
            return
        left, right = _column(ends[0][1]), _column(ends[1][1])
        merge: Merge = (int(ends[0][2]) - 1, left, int(ends[1][2]) - 1, right)
        if 0 <= merge[0] <= merge[2] < MOST_ROWS and left <= right < MOST_COLUMNS:
            self.sheet.merges.append(merge)

    def hide(self, given: Attributes) -> None:
        """Columns of one width, perhaps hidden."""
        first, last = given.get("min", ""), given.get("max", "")
        if given.get("hidden") in ON and first.isdecimal() and last.isdecimal():
            self.sheet.hidden_columns += max(0, min(int(last), MOST_COLUMNS) - int(first) + 1)


def _column(letters: str) -> int:
    """The 0-based column with these letters, -1 where they are none."""
    column = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or column > MOST_COLUMNS:
            return -1
        column = column * 26 + ord(letter) - 64
    return column - 1
