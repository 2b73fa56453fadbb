"""Excel workbooks: .xlsx and .xlsm by their XML, .xls through xlrd, .ods and .xlsb through LibreOffice.

No fast library hands out how a cell shows its number and what is hidden, besides the values, so the parts are read
directly; a sheet of a million cells is streamed and never a tree. Links to other files are not followed, no macro runs.
"""

from __future__ import annotations

from auditor.source.compound import SIGNATURE
from auditor.source.model import Source, Unreadable
from auditor.source.sheet import MOST_CELLS, Sheet, assembled
from auditor.source.xlsx_package import Package, read_workbook
from auditor.source.xlsx_sheet import read_sheet

__all__ = ["read"]

# The first record of a workbook of Excel 2 to 4, which stands in no container.
OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
# What a file that calls itself .xls may begin with: many programs export web pages under that name.
MARKUP = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<div", b"<body")
BINARY_WORKBOOK = "xl/workbook.bin"
OPEN_DOCUMENT = "content.xml"


def read(data: bytes, path: str) -> Source:
    """A workbook as a Source: every sheet, hidden ones too, with sheet name and cell address of each cell.

    Raises Unreadable for files that are encrypted, damaged, empty, no workbook, or beyond the limit on cells.
    """
    if data.startswith(b"PK"):
        return _read_package(data, path)
    if data.startswith((SIGNATURE, *OLDEST)):
        from auditor.source.xls import read as read_xls

        return read_xls(data, path)
    return _read_as_text(data, path)


def _read_package(data: bytes, path: str) -> Source:
    package = Package(data, path)
    if BINARY_WORKBOOK in package.entries or OPEN_DOCUMENT in package.entries:
        from auditor.source.office import read as convert

        return convert(data, path)
    if not any(name.startswith("xl/") for name in package.entries):
        raise not_a_workbook(path)
    workbook = read_workbook(package)
    sheets = []
    filled = 0
    for entry in workbook.sheets:
        sheet = Sheet(entry.name, entry.hidden)
        read_sheet(path, package.part(entry.part), workbook, sheet, MOST_CELLS - filled)
        filled += len(sheet.texts)
        sheets.append(sheet)
    return assembled(sheets, data, path, "xlsx")


def _read_as_text(data: bytes, path: str) -> Source:
    """Web pages, XML spreadsheets and tabbed text that call themselves .xls."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(MARKUP):
        from auditor.source.html import read as read_html

        return read_html(data, path)
    if head.startswith(b"<?xml"):
        from auditor.source.office import read as convert

        return convert(data, path)
    if b"\t" in data[:4096]:
        from auditor.source.text import read as read_text

        return read_text(data, path)
    raise not_a_workbook(path)


def not_a_workbook(path: str) -> Unreadable:
    """The refusal of a file that holds no workbook."""
    return Unreadable(
        path,
        "这不是 Excel 工作簿，或者已经损坏；请用 Excel 或 WPS 打开后另存为 .xlsx。",
        "this is not an Excel workbook, or it is damaged; open it in Excel or WPS and save it as .xlsx.",
    )
