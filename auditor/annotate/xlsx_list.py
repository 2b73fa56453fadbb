"""A sheet with a row for every finding, put behind the sheets of an Excel file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from posixpath import join, split
from typing import TypeVar

from auditor.annotate.parts import Parts
from auditor.annotate.xlsx_notes import shown
from auditor.annotate.xlsx_workbook import Workbook
from auditor.annotate.xml_edit import Node, appended, edited, escaped, nodes
from auditor.finding import Finding
from auditor.report.columns import COLUMNS
from auditor.report.width import columns
from auditor.source.flatten import address
from auditor.source.model import Place
from auditor.wording import Text

__all__ = ["add_list"]

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
NAME = Text("审核意见", "Audit findings")
# Columns of the reports, by their English titles, before and behind those that tell the place.
BEFORE, BEHIND = ("severity", "rule"), ("project", "indicator", "quoted", "problem", "advice", "suggested", "norm")
REPORTED = {column.title.en: column for column in COLUMNS}
SHEET, CELL = Text("工作表", "sheet"), Text("单元格", "cell")
SHEET_WIDTH, CELL_WIDTH = 14, 8
LINK_COLUMN = len(BEFORE) + 1
# Points, as heights of rows are counted; characters that the sides of a cell take away.
LINE_HEIGHT, HIGHEST = 15, 405
MARGIN = 4
WRAPPED = '<alignment vertical="top" wrapText="1"/>'
COUNT = re.compile(rb"""(\bcount\s*=\s*["'])[0-9]+""")

BOLD = re.compile(rb"<(?:[A-Za-z0-9]+:)?b(?:\s[^>]*)?/>")

T = TypeVar("T")
Placed = tuple[Finding, Place]


def add_list(parts: Parts, workbook: Workbook, findings: Sequence[Placed], lang: str) -> None:
    """Adds the sheet; the cell of each finding is a link to it."""
    head, body = _styles(parts, workbook)
    name = parts.unused(join(split(parts.names[workbook.main])[0], "worksheets", "auditor{}.xml"))
    parts.write(name, _sheet(workbook.space, findings, head, body, lang).encode())
    parts.declare(name, CONTENT_TYPE)
    identity = parts.relate(workbook.main, workbook.relations + "/worksheet", name)
    child = (
        f'<sheet xmlns="{workbook.space}" xmlns:r="{workbook.relations}" name="{_unused_name(workbook, lang)}" '
        f'sheetId="{max(workbook.ids) + 1}" r:id="{identity}"/>'
    )
    parts.write(workbook.main, appended(parts.read(workbook.main), "sheets", child, parts.path))


def _unused_name(workbook: Workbook, lang: str) -> str:
    taken = {name.lower() for name in workbook.names}
    names = (f"{NAME.in_(lang)}{number or ''}" for number in range(len(taken) + 1))
    return next(name for name in names if name.lower() not in taken)


def _styles(parts: Parts, workbook: Workbook) -> tuple[str, str]:
    """The attributes that style cells of the head and of the rows; none where the workbook has no styles."""
    part = next((one.target for one in parts.relations(workbook.main) if one.kind == "styles"), "")
    xml = parts.read(part) if part else b""
    if not xml:
        return "", ""
    xml, font = _with_bold_font(xml, parts.path)
    style = f'<xf xmlns="{workbook.space}" numFmtId="0" fontId="%d" fillId="0" borderId="0" xfId="0">{WRAPPED}</xf>'
    xml, head = _with_child(xml, "cellXfs", style % font, parts.path)
    xml, body = _with_child(xml, "cellXfs", style % 0, parts.path)
    parts.write(part, xml)
    return f' s="{head}"', f' s="{body}"'


def _with_bold_font(xml: bytes, path: str) -> tuple[bytes, int]:
    """The styles with the usual font, the first, in bold as well, and the index of that."""
    first = next(iter(_children(xml, "fonts", path)), None)
    if first is None:
        return xml, 0
    tag, usual = first.tag, first.content
    bold = b"<" + tag + b">" + b"<" + tag.replace(b"font", b"b") + b"/>" + BOLD.sub(b"", usual) + b"</" + tag + b">"
    return _with_child(xml, "fonts", bold.decode(), path)


def _with_child(xml: bytes, parent: str, child: str, path: str) -> tuple[bytes, int]:
    """The styles with one more child of a list of them, and its index."""
    children = _children(xml, parent, path)
    xml = appended(xml, parent, child, path)
    holder = nodes(xml, path, lambda node: node.name == parent)[0]
    tag = COUNT.sub(rb"\g<1>%d" % (len(children) + 1), xml[holder.start : holder.head], count=1)
    return edited(xml, [(holder.start, holder.head, tag)]), len(children)


def _children(xml: bytes, parent: str, path: str) -> list[Node]:
    return nodes(xml, path, lambda node: node.parent is not None and node.parent.name == parent)


def _sheet(space: str, findings: Sequence[Placed], head: str, body: str, lang: str) -> str:
    """The XML of the sheet: its head stays in sight, and a printed page takes its whole width."""
    reported = [REPORTED[name] for name in (*BEFORE, *BEHIND)]
    titles = _with_place([column.title.in_(lang) for column in reported], SHEET.in_(lang), CELL.in_(lang))
    widths = _with_place([column.width for column in reported], SHEET_WIDTH, CELL_WIDTH)
    rows = [
        _with_place([column.show(finding, lang) for column in reported], place.sheet or "", place.cell or "")
        for finding, place in findings
    ]
    cols = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    lines = _row(1, titles, widths, head) + "".join(_row(at, row, widths, body) for at, row in enumerate(rows, 2))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{space}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{cols}</cols><sheetData>{lines}</sheetData>{_links(findings)}"
        '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>'
    )


def _with_place(values: list[T], sheet: T, cell: T) -> list[T]:
    """The values of a row with those of the place put in."""
    return [*values[: len(BEFORE)], sheet, cell, *values[len(BEFORE) :]]


def _row(number: int, texts: Sequence[str], widths: Sequence[float], style: str) -> str:
    """A row as high as its texts need: not every program finds that out by itself."""
    cells = "".join(
        f'<c r="{address(at)}{number}"{style} t="inlineStr"><is><t xml:space="preserve">{shown(text)}</t></is></c>'
        for at, text in enumerate(texts)
    )
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    return f'<row r="{number}" ht="{min(LINE_HEIGHT * lines, HIGHEST)}" customHeight="1">{cells}</row>'


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column so many characters wide."""
    return sum(1 + int(columns(line) / (width - MARGIN)) for line in text.split("\n"))


def _links(findings: Sequence[Placed]) -> str:
    """Links from the cells that name a place to that place."""
    links = "".join(
        f'<hyperlink ref="{address(LINK_COLUMN)}{number}" location="{escaped(_target(place))}"/>'
        for number, (_, place) in enumerate(findings, 2)
        if place.sheet and place.cell
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _target(place: Place) -> str:
    """A place as formulas name it: `'2024 年'!E9`."""
    sheet = (place.sheet or "").replace("'", "''")
    return f"'{sheet}'!{place.cell}"
