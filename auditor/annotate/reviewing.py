"""A document judged and copied with its findings, one at a time."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.annotate import Original, annotated, opened
from auditor.baseline import weighed
from auditor.collect import judged, path_of
from auditor.failure import debugging, internal_error
from auditor.finding import Report
from auditor.plans import Plans
from auditor.source import Source, Unreadable
from auditor.wording import Text

__all__ = ["Reviewed", "reviewed"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The report on a document and the exit status by it; the document and its `copy`, or the `problem` in the way."""

    report: Report
    status: int
    original: Original | None = None
    copy: bytes | None = None
    problem: Text | None = None


def reviewed(one: str | Unreadable, plans: Plans, lang: str) -> Reviewed:
    """What was found in a document, accepted findings aside, and its copy with that.

    Raises ConfigError, BaselineError and LibraryError.
    """
    originals: list[Original] = []

    def source_of(path: str) -> Source:
        originals.append(opened(path))
        return originals[-1].source

    plan, baseline = plans.of(path_of(one)), plans.baseline_of(path_of(one))
    found = judged(one, plan.judging.rules, plan.judging.severities, source_of)
    report = weighed(found, baseline, plans.wishes.today).report
    status = report.status(plan.settings["fail-on",].value)
    if not originals or report.documents[0].status != "checked":
        return Reviewed(report, status)
    original = originals[0]
    try:
        return Reviewed(report, status, original, annotated(original, report.findings, lang))
    except Unreadable as error:
        problem = Text(error.zh, error.en)
    except Exception as error:
        if debugging():
            raise
        problem = internal_error(error)
    return Reviewed(report, max(status, 2), original, problem=problem)
