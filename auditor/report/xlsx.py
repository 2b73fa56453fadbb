"""The findings as a workbook: a list to filter and work through, and a summary by document, project and rule.

Every cell is written as text or as a number, never as a formula. The workbook carries no time of its making, so two
runs give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from auditor.finding import SEVERITIES, Finding, Report
from auditor.report.columns import COLUMNS, NUMBER, rows
from auditor.report.phrases import norms, project_title
from auditor.report.tally import OfDocument, by_document, by_project, by_rule, counts
from auditor.report.width import columns, wrap
from auditor.report.words import SEVERITY, document_name, obstacles_by_path, visible
from auditor.wording import Text

__all__ = ["render"]

# The format wants a time of making; this one is nobody's.
NO_TIME = datetime(2000, 1, 1)
LONGEST_CELL = 32_767
A4 = 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}
# In points. Heights are given, as not every program finds them out when it opens a workbook.
LINE_HEIGHT, ROW_PADDING, TALLEST_ROW = 14, 4, 409
FONT = {"zh": "微软雅黑", "en": "Calibri"}
COLOURS = {"error": ("#9C0006", "#FFE3E1"), "warning": ("#7F4A00", "#FFF0D0"), "note": ("#1F4E79", "#E4EEF8")}
LINE_COLOUR, HEAD_COLOUR = "#BFBFBF", "#E7E6E6"

LIST = Text("问题清单", "Findings")
TOTAL = Text("合计", "all")
CHECKED = Text("已检查", "checked")
FOOTER = Text("第 &P 页，共 &N 页", "page &P of &N")
DOCUMENT = (Text("文件", "document"), 44)
COUNTS = (*((SEVERITY[severity], 8) for severity in SEVERITIES), (TOTAL, 8))

# What there is to count of what is no document.
NO_COUNTS = (0,) * (4 + len(COUNTS))

Cell = str | int
Head = tuple[Text, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the titles of its columns with their widths in characters, its rows, and the row of totals.

    `frozen` columns stay in sight; where a `marked` column is set, a row takes the colour of its severity there.
    """

    name: Text
    heads: Sequence[Head]
    rows: Iterable[Sequence[Cell]]
    totals: Sequence[Cell] = ()
    frozen: int = 1
    marked: int | None = None


def render(report: Report, lang: str, detail: str = "normal") -> bytes:
    """Four sheets, each with a frozen head and filters, set up to be printed across an A4 page."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": NO_TIME, "title": LIST.in_(lang)})
    styles = _styles(book, lang)
    for sheet in (_list(report, lang), _documents(report, lang), _projects(report, lang), _rules(report, lang)):
        _write(book.add_worksheet(sheet.name.in_(lang)), sheet, styles, lang)
    book.close()
    return out.getvalue()


def _list(report: Report, lang: str) -> Sheet:
    """A row for every finding."""
    heads = ((NUMBER, 7), *((column.title, column.width) for column in COLUMNS))
    numbered: Iterator[list[Cell]] = ([number, *row] for number, row in enumerate(rows(report, lang), 1))
    return Sheet(LIST, heads, numbered, frozen=3, marked=1)


def _documents(report: Report, lang: str) -> Sheet:
    heads = (
        DOCUMENT,
        (Text("部门", "department"), 26),
        (Text("状态", "state"), 24),
        (Text("项目数", "projects"), 8),
        (Text("指标数", "indicators"), 8),
        (Text("核算数字", "figures"), 9),
        (Text("未识别", "unread"), 8),
        *COUNTS,
    )
    troubles = obstacles_by_path(report, lang)
    lines = [_document(entry, troubles.pop(entry[0].path, []), lang) for entry in by_document(report)]
    lines += [[document_name(path, lang), "", "\n".join(told), *NO_COUNTS] for path, told in troubles.items()]
    return Sheet(Text("按文件汇总", "By document"), heads, lines, _totals(lines, first=3, lang=lang))


def _document(entry: OfDocument, troubles: Sequence[str], lang: str) -> list[Cell]:
    document, findings = entry
    state = "\n".join(troubles) or CHECKED.in_(lang)
    read = [document.projects, document.indicators, document.claims, len(document.unread)]
    return [document_name(document.path, lang), document.department or "", state, *read, *_counts(findings)]


def _projects(report: Report, lang: str) -> Sheet:
    heads = (DOCUMENT, (Text("项目", "project"), 40), *COUNTS)
    lines = [
        [document_name(document.path, lang), project_title(project, lang), *_counts(of_project)]
        for document, findings in by_document(report)
        for project, of_project in by_project(findings).items()
    ]
    return Sheet(Text("按项目汇总", "By project"), heads, lines, _totals(lines, first=2, lang=lang))


def _rules(report: Report, lang: str) -> Sheet:
    heads = (
        (Text("规则", "rule"), 8),
        (Text("查什么", "what it finds"), 34),
        (Text("问题数", "findings"), 8),
        (Text("文件数", "documents"), 8),
        (Text("项目数", "projects"), 8),
        (Text("修改建议", "advice"), 60),
        (Text("依据", "norm"), 30),
    )
    lines: list[list[Cell]] = [
        [
            rule.id,
            rule.title.in_(lang),
            len(found),
            len({finding.location.path for finding in found}),
            len({(finding.location.path, finding.address.project) for finding in found}),
            rule.advice.in_(lang),
            norms(rule, lang),
        ]
        for rule, found in by_rule(report.findings)
    ]
    totals: list[Cell] = ["", TOTAL.in_(lang), len(report.findings), "", "", "", ""]
    return Sheet(Text("按规则汇总", "By rule"), heads, lines, totals, frozen=2)


def _counts(findings: Sequence[Finding]) -> list[Cell]:
    return [*counts(findings).values(), len(findings)]


def _totals(lines: Sequence[Sequence[Cell]], first: int, lang: str) -> list[Cell]:
    """A last row: the sums of the columns from `first` on, which hold numbers."""
    if not lines:
        return []
    sums: Iterator[Cell] = (
        sum(cell for cell in column if isinstance(cell, int)) for column in zip(*lines, strict=True)
    )
    return [TOTAL.in_(lang), *[""] * (first - 1), *list(sums)[first:]]


def _styles(book: Any, lang: str) -> dict[str, Any]:
    """The formats of cells by what they are for."""
    plain = {"font_name": FONT[lang], "font_size": 10, "valign": "vcenter", "border": 1, "border_color": LINE_COLOUR}
    # A text that is edited stays a text, whatever it begins with.
    text = {**plain, "text_wrap": True, "quote_prefix": True, "num_format": "@"}
    number = {**plain, "align": "center"}
    head = {**number, "bold": True, "bg_color": HEAD_COLOUR, "text_wrap": True}
    styles = {"text": text, "number": number, "head": head, "total": {**number, "bold": True}}
    for severity, (ink, paper) in COLOURS.items():
        styles[SEVERITY[severity].in_(lang)] = {**number, "bold": True, "font_color": ink, "bg_color": paper}
    return {name: book.add_format(style) for name, style in styles.items()}


def _write(page: Any, sheet: Sheet, styles: dict[str, Any], lang: str) -> None:
    for at, (title, width) in enumerate(sheet.heads):
        page.set_column(at, at, width)
        page.write_string(0, at, title.in_(lang), styles["head"])
    line = 0
    for line, cells in enumerate(sheet.rows, 1):
        page.set_row(line, _height(cells, sheet.heads))
        for at, cell in enumerate(cells):
            _write_cell(page, line, at, cell, styles.get(str(cell)) if at == sheet.marked else None, styles)
    page.autofilter(0, 0, line, len(sheet.heads) - 1)
    for at, cell in enumerate(sheet.totals):
        _write_cell(page, line + 1, at, cell, styles["total"], styles)
    _set_up(page, sheet, lang)


def _height(cells: Sequence[Cell], heads: Sequence[Head]) -> int:
    """The height of a row that shows all lines of its cells, in points."""
    most = max(
        sum(ceil(columns(part) / width) or 1 for line in str(cell).split("\n") for part in wrap(line, width))
        for cell, (_, width) in zip(cells, heads, strict=True)
    )
    return min(most * LINE_HEIGHT + ROW_PADDING, TALLEST_ROW)


def _write_cell(page: Any, line: int, at: int, cell: Cell, style: Any, styles: dict[str, Any]) -> None:
    if isinstance(cell, int):
        page.write_number(line, at, cell, style or styles["number"])
    elif cell:
        page.write_string(line, at, _fitting(cell), style or styles["text"])
    else:
        page.write_blank(line, at, None, style or styles["text"])


def _fitting(text: str) -> str:
    """The text as a cell can hold it: line breaks kept, other control characters not, no longer than cells are."""
    shown = "\n".join(map(visible, text.split("\n")))
    return shown if len(shown) <= LONGEST_CELL else shown[: LONGEST_CELL - 1] + "…"


def _set_up(page: Any, sheet: Sheet, lang: str) -> None:
    """How the sheet is seen and printed: head in sight and on every page, all columns across one page."""
    page.freeze_panes(1, sheet.frozen)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(**MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&C&B{sheet.name.in_(lang)}")
    page.set_footer(f"&C{FOOTER.in_(lang)}")
