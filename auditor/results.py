"""Reports on single documents as plain data, kept between runs by all that decides them.

That is the content and path of the document, the program and the rules by the times of their files, the options and
severities in force, and the version. Sentences are kept in both languages.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from typing import Any

from auditor import __version__
from auditor.cache import keep, kept
from auditor.finding import Address, Coverage, Evidence, Finding, Report, RuleCount, RuleFacts
from auditor.rule import Rule
from auditor.source import Location, Place, Unreadable
from auditor.source.archives import inside
from auditor.source.reading import file_bytes
from auditor.wording import Text

__all__ = ["FOLDER", "keep_on", "keep_report", "kept_on", "kept_report"]

FOLDER = "results"

Plain = tuple[Any, ...]
Key = tuple[str, bytes]


def kept_report(path: str, rules: tuple[Rule, ...], decided_by: bytes) -> Report | None:
    """The report on the document as it is now, or None where it is not known.

    `decided_by` is a digest of the program, of the rules and of what is in force.
    """
    key = _key(path, decided_by)
    plain = kept(*key) if key else None
    return None if plain is None else _report(plain, {rule.id: rule.facts for rule in rules})


def keep_report(path: str, report: Report, decided_by: bytes) -> None:
    """Keeps the report on a document, if it is whole and the document has not changed since it was read."""
    key = _key(path, decided_by)
    if key is None or report.failures or report.documents[0].status == "unreadable":
        return
    if report.documents[0].sha256 == _digest(path):
        keep(*key, _plain(report))


def kept_on(path: str, folder: str, decided_by: bytes) -> Any:
    """What is kept in another folder on the document as it is now, or None."""
    key = _key(path, decided_by, folder)
    return kept(*key) if key else None


def keep_on(path: str, folder: str, decided_by: bytes, value: Any) -> None:
    """Keeps plain data on the document as it is now in a folder of its own."""
    key = _key(path, decided_by, folder)
    if key is not None:
        keep(*key, value)


def _key(path: str, decided_by: bytes, folder: str = FOLDER) -> Key | None:
    """Name and key of what is kept on a document; None for what is not a file."""
    content = _digest(path)
    if content is None:
        return None
    where = os.path.abspath(path).encode("utf-8", "surrogateescape")
    name = hashlib.sha256(where + b"\0" + decided_by).hexdigest()[:32]
    decided = f"{__version__}\0{path}\0{content}\0".encode("utf-8", "surrogateescape") + decided_by
    return f"{folder}/{name}", hashlib.sha256(decided).digest()


def _digest(path: str) -> str | None:
    if inside(path) is None and not os.path.isfile(path):
        return None
    try:
        return hashlib.sha256(file_bytes(path, path)).hexdigest()
    except Unreadable:
        return None


def _plain(report: Report) -> Plain:
    return (
        tuple(map(_plain_finding, report.findings)),
        _plain_coverage(report.documents[0]),
        tuple((rule, (count.considered, count.applied, count.skipped)) for rule, count in report.counts),
    )


def _plain_finding(finding: Finding) -> Plain:
    return (
        finding.rule.id,
        finding.severity,
        _plain_text(finding.message),
        finding.suggestion,
        finding.quote,
        finding.context,
        finding.mark,
        _plain_location(finding.location),
        (finding.address.project, finding.address.indicator, finding.address.field),
        tuple((_plain_text(one.role), one.quote, _plain_location(one.location)) for one in finding.evidence),
        finding.values,
        finding.fingerprint,
        finding.extent,
    )


def _plain_coverage(coverage: Coverage) -> Plain:
    return (
        coverage.path,
        coverage.sha256,
        coverage.status,
        coverage.projects,
        coverage.indicators,
        coverage.claims,
        tuple((_plain_location(location), _plain_text(words)) for location, words in coverage.unread),
        coverage.problem and _plain_text(coverage.problem),
        tuple(map(_plain_text, coverage.notes)),
        coverage.department,
        coverage.year,
    )


def _plain_text(text: Text) -> Plain:
    return text.zh, text.en


def _plain_location(location: Location) -> Plain:
    place = location.place
    return (
        location.path,
        location.line,
        location.end_line,
        location.column,
        location.end_column,
        (place.table, place.row, place.cell, place.page, place.sheet, place.bbox),
    )


def _report(plain: Plain, facts: Mapping[str, RuleFacts]) -> Report:
    findings, coverage, counts = plain
    return Report(
        tuple(_finding(finding, facts) for finding in findings),
        (_coverage(coverage),),
        counts=tuple((rule, RuleCount(*count)) for rule, count in counts),
    )


def _finding(plain: Plain, facts: Mapping[str, RuleFacts]) -> Finding:
    rule, severity, message, suggestion, quote, context, mark, location, address, evidence, *rest = plain
    return Finding(
        facts[rule],
        severity,
        Text(*message),
        suggestion,
        quote,
        context,
        mark,
        _location(location),
        Address(*address),
        tuple(Evidence(Text(*role), words, _location(where)) for role, words, where in evidence),
        *rest,
    )


def _coverage(plain: Plain) -> Coverage:
    path, sha256, status, projects, indicators, claims, unread, problem, notes, department, year = plain
    return Coverage(
        path,
        sha256,
        status,
        projects,
        indicators,
        claims,
        tuple((_location(location), Text(*words)) for location, words in unread),
        problem and Text(*problem),
        tuple(Text(*note) for note in notes),
        department,
        year,
    )


def _location(plain: Plain) -> Location:
    path, line, end_line, column, end_column, place = plain
    return Location(path, line, end_line, column, end_column, Place(*place))
