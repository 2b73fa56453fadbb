"""What is made of one file: known from an earlier run, or made now and kept at once.

What only collections and stores need is imported when there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from auditor.collect import judged
from auditor.finding import Report
from auditor.plans import Plan, Wishes
from auditor.records import Document
from auditor.results import FOLDER as REPORTS
from auditor.results import keep_on, keep_report, kept_on, kept_report
from auditor.source import Unreadable

if TYPE_CHECKING:
    from auditor.collection import Filing

__all__ = ["FOLDERS", "Found", "Made", "fresh", "known"]

Found = str | Unreadable
Rows = dict[str, list[tuple[Any, ...]]]
FILINGS, ROWS = "filings", "rows"
# The folders of the cache in which something is kept of files.
FOLDERS = (REPORTS, FILINGS, ROWS)


class Made(NamedTuple):
    """The report on a file; of a collection what is kept of the document; for a store its rows by table."""

    report: Report
    filing: Filing | None = None
    rows: Rows | None = None


def known(one: Found, plan: Plan, wishes: Wishes) -> Made | None:
    """What an earlier run kept of a file; the report on what is no file at once; else None."""
    if isinstance(one, Unreadable):
        return Made(judged(one, ()))
    report = kept_report(one, plan.judging.rules, plan.decided_by) if wishes.cache else None
    if report is None:
        return None
    filing = kept_on(one, FILINGS, plan.decided_by) if wishes.collection else None
    rows = kept_on(one, ROWS, plan.decided_by) if wishes.rows else None
    if (wishes.collection and filing is None) or (wishes.rows and rows is None):
        return None
    return Made(report, filing and _filing_from(filing), rows)


def fresh(one: Found, plan: Plan, wishes: Wishes) -> Made:
    """What is made of a file now, and kept."""
    taken: list[tuple[Filing | None, Rows | None]] = []

    def seen(document: Document) -> None:
        taken.append((_filing(document) if wishes.collection else None, _rows(document) if wishes.rows else None))

    report = judged(one, plan.judging.rules, plan.judging.severities, seen=seen)
    filing, rows = taken[0] if taken else (None, None)
    if wishes.cache and not isinstance(one, Unreadable):
        keep_report(one, report, plan.decided_by)
        if filing is not None:
            from auditor.collection.keeping import plain_filing

            keep_on(one, FILINGS, plan.decided_by, plain_filing(filing))
        if rows is not None:
            keep_on(one, ROWS, plan.decided_by, rows)
    return Made(report, filing, rows)


def _filing(document: Document) -> Filing:
    from auditor.collection import filing_of

    return filing_of(document)


def _filing_from(plain: Any) -> Filing:
    from auditor.collection.keeping import filing_from

    return filing_from(plain)


def _rows(document: Document) -> Rows:
    from auditor.store.tables import rows_of

    return rows_of(document)
