"""The report as JSON, in the form that docs/schema/check.schema.json describes."""

from __future__ import annotations

import json

from auditor import __version__
from auditor.finding import SEVERITIES, Coverage, Finding, Report, RuleFailure

__all__ = ["as_json", "dumped", "render"]

SCHEMA = 1


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """The report as indented JSON with a final line break; `detail` changes nothing."""
    return dumped(as_json(report, lang))


def dumped(value: object) -> str:
    """The JSON text of a value, Chinese as it is, with a final line break."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_json(report: Report, lang: str) -> dict[str, object]:
    """The report as plain values, keys in their fixed order."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "auditor", "version": __version__},
        "findings": [_finding(finding, lang) for finding in report.findings],
        "documents": [_document(document, lang) for document in report.documents],
        "summary": {
            **{severity: report.count(severity) for severity in SEVERITIES},
            "accepted": len(report.accepted),
        },
        "failures": [_failure(failure) for failure in report.failures],
    }


def _finding(finding: Finding, lang: str) -> dict[str, object]:
    rule, address = finding.rule, finding.address
    return {
        "rule": rule.id,
        "name": rule.name,
        "severity": finding.severity,
        "confidence": rule.confidence,
        "message": finding.message.in_(lang),
        "advice": rule.advice.in_(lang),
        "suggestion": finding.suggestion,
        "quote": finding.quote,
        "norm": [norm.in_(lang) for norm in rule.norm],
        "project": address.project,
        "indicator": address.indicator,
        "field": address.field,
        "location": finding.location.as_json(),
        "evidence": [
            {"role": evidence.role.in_(lang), "quote": evidence.quote, "location": evidence.location.as_json()}
            for evidence in finding.evidence
        ],
        "values": dict(finding.values),
        "fingerprint": finding.fingerprint,
    }


def _document(document: Coverage, lang: str) -> dict[str, object]:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "status": document.status,
        "projects": document.projects,
        "indicators": document.indicators,
        "unread": [
            {"reason": reason.in_(lang), "location": location.as_json()} for location, reason in document.unread
        ],
        "claims": document.claims,
        "problem": document.problem.in_(lang) if document.problem else None,
        "notes": [note.in_(lang) for note in document.notes],
    }


def _failure(failure: RuleFailure) -> dict[str, object]:
    return {"rule": failure.rule, "path": failure.path, "line": failure.line, "error": failure.error}
