"""What is made of one file: known from an earlier run, or made now and kept at once."""

from __future__ import annotations

from typing import NamedTuple

from auditor.collect import judged
from auditor.collection import Filing, filing_of
from auditor.collection.keeping import FOLDER, filing_from, plain_filing
from auditor.finding import Report
from auditor.plans import Plan, Wishes
from auditor.records import Document
from auditor.results import keep_on, keep_report, kept_on, kept_report
from auditor.source import Unreadable

__all__ = ["Found", "Made", "fresh", "known"]

Found = str | Unreadable


class Made(NamedTuple):
    """The report on a file, and what is kept of the document where it is one of a collection."""

    report: Report
    filing: Filing | None = None


Task = tuple[int, str]


def known(one: Found, plan: Plan, wishes: Wishes) -> Made | None:
    """What an earlier run kept of a file; the report on what is no file at once; else None."""
    if isinstance(one, Unreadable):
        return Made(judged(one, ()))
    report = kept_report(one, plan.judging.rules, plan.decided_by) if wishes.cache else None
    if report is None:
        return None
    if not wishes.collection:
        return Made(report)
    plain = kept_on(one, FOLDER, plan.decided_by)
    return None if plain is None else Made(report, filing_from(plain))


def fresh(one: Found, plan: Plan, wishes: Wishes) -> Made:
    """What is made of a file now, and kept."""
    filings: list[Filing] = []

    def seen(document: Document) -> None:
        filings.append(filing_of(document))

    rules, severities = plan.judging.rules, plan.judging.severities
    report = judged(one, rules, severities, seen=seen if wishes.collection else None)
    if wishes.cache and not isinstance(one, Unreadable):
        keep_report(one, report, plan.decided_by)
        for filing in filings:
            keep_on(one, FOLDER, plan.decided_by, plain_filing(filing))
    return Made(report, *filings)
