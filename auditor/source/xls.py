"""Workbooks of Excel 2 to 2003 (.xls), read with xlrd, which hands out number formats, merged ranges and hidden rows.

xlrd (BSD) runs no macro and follows no link.
"""

from __future__ import annotations

import io
from typing import Any

from auditor.source.compound import SIGNATURE, Compound
from auditor.source.model import Source, Unreadable
from auditor.source.number_formats import GENERAL, Shower, shower
from auditor.source.sheet import MOST_CELLS, Sheet, assembled, too_many_cells
from auditor.source.zipped import damaged, locked

__all__ = ["read"]

# Kinds of cells as xlrd numbers them.
TEXT, NUMBER, DATE, BOOLEAN, ERROR = range(1, 6)
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read(data: bytes, path: str) -> Source:
    """An .xls workbook as a Source.

    Raises Unreadable for damage, encryption, files that hold no workbook, and beyond the limit on cells.
    """
    import xlrd  # type: ignore[import-untyped]

    try:
        book = xlrd.open_workbook(
            file_contents=_workbook(data, path), formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        sheets = _sheets(book, path)
    except Unreadable:
        raise
    except xlrd.XLRDError as error:
        raise (locked if "encrypted" in str(error) else damaged)(path) from error
    except Exception as error:
        # xlrd checks little: a damaged file makes it raise whatever the bytes lead to.
        raise damaged(path) from error
    return assembled(sheets, data, path, "xls")


def _workbook(data: bytes, path: str) -> bytes:
    """The stream with the workbook; up to Excel 4 it was the whole file. xlrd would follow chains that never end."""
    if not data.startswith(SIGNATURE):
        return data
    compound = Compound(data, path)
    if "EncryptedPackage" in compound.entries:
        raise locked(path)
    stream = compound.stream("Workbook") or compound.stream("Book")
    if stream is None:
        raise damaged(path)
    return stream


def _sheets(book: Any, path: str) -> list[Sheet]:
    """All worksheets of a workbook."""
    formats = [book.format_map[style.format_key].format_str for style in book.xf_list]
    showers = [shower(code or GENERAL, bool(book.datemode)) for code in formats]
    sheets = []
    filled = 0
    for found in book.sheets():
        sheet = Sheet(found.name, found.visibility != 0)
        for row in range(found.nrows):
            for column in range(found.row_len(row)):
                text = _shown(found, row, column, showers)
                if text and not text.isspace():
                    sheet.add(row, column, text)
                    filled += 1
            if filled > MOST_CELLS:
                raise too_many_cells(path)
        sheet.merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in found.merged_cells]
        sheet.hidden_rows = sum(bool(info.hidden) for info in found.rowinfo_map.values())
        sheet.hidden_columns = sum(bool(info.hidden) for info in found.colinfo_map.values())
        sheets.append(sheet)
    return sheets


def _shown(found: Any, row: int, column: int, showers: list[Shower]) -> str:
    """What a cell shows."""
    kind, value = found.cell_type(row, column), found.cell_value(row, column)
    if kind == TEXT:
        return str(value).replace("\r\n", "\n")
    if kind in (NUMBER, DATE):
        show: Shower = showers[found.cell_xf_index(row, column)]
        return show(repr(value))
    if kind == BOOLEAN:
        return "TRUE" if value else "FALSE"
    return ERRORS.get(int(value), "") if kind == ERROR else ""
