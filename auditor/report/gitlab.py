"""The report as GitLab's code quality report, which merge requests show beside the lines.

The form is GitLab's documented subset of the Code Climate specification: description, check_name, fingerprint,
severity, and a location with the path and the first line.
"""

from __future__ import annotations

import hashlib
import os

from auditor.finding import Finding, Report
from auditor.report.json_ import dumped
from auditor.report.words import place, visible

__all__ = ["render"]

SEVERITY = {"error": "major", "warning": "minor", "note": "info"}
# A file without lines is shown at its top; the description tells the place.
TOP = 1
LENGTH = 32


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """A list with an object for every finding; accepted ones are left out, as GitLab knows no such state."""
    return dumped([_issue(finding, lang) for finding in report.findings])


def _issue(finding: Finding, lang: str) -> dict[str, object]:
    where = finding.location
    lines = {"begin": where.line or TOP, "end": where.end_line or where.line or TOP}
    described = [finding.rule.id, finding.message.in_(lang)]
    if where.line is None:
        described.insert(1, place(where, lang))
    return {
        "description": visible(" ".join(filter(None, described))),
        "check_name": f"{finding.rule.id} {finding.rule.name}",
        "fingerprint": _fingerprint(finding),
        "severity": SEVERITY[finding.severity],
        "location": {"path": _path(finding), "lines": lines},
    }


def _path(finding: Finding) -> str:
    """The path as GitLab writes paths: from the root of the repository, without `./`."""
    return os.path.normpath(finding.location.path).replace(os.sep, "/")


def _fingerprint(finding: Finding) -> str:
    """Made of the path as well: of issues that share a fingerprint, in whatever files, GitLab shows the first alone."""
    key = f"{_path(finding)}\0{finding.fingerprint}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
