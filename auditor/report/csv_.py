"""The findings as CSV (RFC 4180) that spreadsheets open as it is."""

from __future__ import annotations

import csv
import io

from auditor.finding import Report
from auditor.report.columns import COLUMNS, NUMBER, like_a_formula, rows

__all__ = ["render"]


def render(report: Report, lang: str, detail: str = "normal") -> bytes:
    """A row for every finding under a row of titles, in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([NUMBER.in_(lang), *(column.title.in_(lang) for column in COLUMNS)])
    for number, row in enumerate(rows(report, lang), 1):
        writer.writerow([number, *map(_harmless, row)])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """The text; what a spreadsheet would take for a formula is opened by an apostrophe."""
    return f"'{text}" if like_a_formula(text) else text
