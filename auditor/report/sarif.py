"""The report as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), the form that code hosts read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import quote

from auditor import __version__
from auditor.finding import Address, Evidence, Finding, Report, RuleFacts
from auditor.report.families import family_title
from auditor.report.json_ import dumped
from auditor.report.phrases import label_of, norms
from auditor.report.tally import family_of, rules_of
from auditor.report.words import obstacles, place
from auditor.source import Location
from auditor.wording import Text

__all__ = ["render"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LANGUAGE = {"zh": "zh-CN", "en": "en-US"}
# The words of GitHub's code scanning for how surely a rule is right.
PRECISION = {"certain": "very-high", "likely": "high", "possible": "medium"}
FINGERPRINT = "auditor/v1"

QUOTED = Text("{role}：“{quote}”", "{role}: “{quote}”")

Json = dict[str, object]


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """One run: all rules that were used, what was checked, and the findings, accepted ones marked as suppressed."""
    rules = rules_of(report)
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    artifacts = {document.path: number for number, document in enumerate(report.documents)}
    results = [
        *(_result(finding, numbers, artifacts, lang, accepted=False) for finding in report.findings),
        *(_result(finding, numbers, artifacts, lang, accepted=True) for finding in report.accepted),
    ]
    run: Json = {
        "tool": {"driver": _driver(rules, lang)},
        "language": LANGUAGE[lang],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, artifacts, lang)],
        "artifacts": [_artifact(document.path, document.sha256) for document in report.documents],
        "results": results,
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Iterable[RuleFacts], lang: str) -> Json:
    return {
        "name": "auditor",
        "version": __version__,
        "semanticVersion": __version__,
        "language": LANGUAGE[lang],
        "rules": [_rule(rule, lang) for rule in rules],
    }


def _rule(rule: RuleFacts, lang: str) -> Json:
    every = {"advice": rule.advice.in_(lang), "reason": rule.rationale.in_(lang), "norm": norms(rule, lang)}
    parts = [(label_of(name, lang), words) for name, words in every.items() if words]
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": _literal(rule.title.in_(lang))},
        "fullDescription": {"text": _literal(rule.rationale.in_(lang))},
        "help": {
            "text": _literal("\n".join(label + words for label, words in parts)),
            "markdown": _literal("\n\n".join(f"**{label.rstrip()}** {words}" for label, words in parts)),
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "tags": list(dict.fromkeys((family_of(rule), family_title(family_of(rule), lang)))),
            "precision": PRECISION[rule.confidence],
        },
    }


def _result(finding: Finding, numbers: dict[str, int], artifacts: dict[str, int], lang: str, accepted: bool) -> Json:
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": numbers[finding.rule.id],
        "level": finding.severity,
        "message": {"text": _message(finding, lang)},
        "locations": [{**_location(finding.location, artifacts, lang), **_logical(finding.address)}],
        "relatedLocations": [
            {"id": number, **_related(evidence, artifacts, lang)} for number, evidence in enumerate(finding.evidence)
        ],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        # Present on all results or on none (3.27.23): its absence would say that nobody knows.
        "suppressions": [{"kind": "external", "status": "accepted"}] if accepted else [],
        "properties": {"quote": finding.quote, "suggestion": finding.suggestion, "values": dict(finding.values)},
    }


def _message(finding: Finding, lang: str) -> str:
    parts = [finding.message.in_(lang)]
    if finding.suggestion:
        parts.append(label_of("suggestion", lang) + finding.suggestion)
    return _literal("\n".join(parts))


def _literal(text: str) -> str:
    """The text as SARIF messages write it: a single brace opens a placeholder there (3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _location(location: Location, artifacts: dict[str, int], lang: str) -> Json:
    """The file with the region where it has lines; where it has none, the place in words."""
    physical: Json = {"artifactLocation": _artifact_location(location.path, artifacts)}
    if location.line is None:
        words = place(location, lang)
        return {"physicalLocation": physical, **({"message": {"text": _literal(words)}} if words else {})}
    region = {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }
    physical["region"] = {name: number for name, number in region.items() if number is not None}
    return {"physicalLocation": physical}


def _logical(address: Address) -> Json:
    """The project, indicator and field, as one path; `kind` tells which of them the last is."""
    kinds = (("project", address.project), ("indicator", address.indicator), ("field", address.field))
    named = [(kind, name) for kind, name in kinds if name]
    if not named:
        return {}
    kind, name = named[-1]
    path = "/".join(name.replace("/", "／") for _, name in named)
    return {"logicalLocations": [{"name": name, "fullyQualifiedName": path, "kind": kind}]}


def _related(evidence: Evidence, artifacts: dict[str, int], lang: str) -> Json:
    words = QUOTED.in_(lang).format(role=evidence.role.in_(lang), quote=evidence.quote)
    where = place(evidence.location, lang) if evidence.location.line is None else ""
    location = _location(evidence.location, artifacts, lang)
    return {**location, "message": {"text": _literal(f"{words}（{where}）" if where else words)}}


def _artifact(path: str, sha256: str | None) -> Json:
    hashes = {"hashes": {"sha-256": sha256}} if sha256 else {}
    return {"location": {"uri": _uri(path)}, "roles": ["analysisTarget"], **hashes}


def _artifact_location(path: str, artifacts: dict[str, int]) -> Json:
    index = {"index": artifacts[path]} if path in artifacts else {}
    return {"uri": _uri(path), **index}


def _uri(path: str) -> str:
    """The path as a URI reference (RFC 3986), relative where the path is."""
    escaped = quote(os.fsencode(path.replace(os.sep, "/")), safe="/")
    if not os.path.isabs(path):
        return escaped
    return "file://" + ("" if escaped.startswith("/") else "/") + escaped


def _invocation(report: Report, artifacts: dict[str, int], lang: str) -> Json:
    """Whether all was done, and what was not."""
    return {
        "executionSuccessful": report.complete,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": _literal(sentence)},
                "locations": [_location(where, artifacts, lang)] if where.path else [],
            }
            for where, sentence in obstacles(report, lang)
        ],
    }
