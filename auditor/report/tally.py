"""Findings put together: by document, project, rule and family, and how many there are of each severity."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from auditor.finding import SEVERITIES, Coverage, Finding, Report, RuleFacts

__all__ = [
    "by_department",
    "by_document",
    "by_family",
    "by_project",
    "by_rule",
    "counts",
    "family_of",
    "folded",
    "rules_of",
]

FOLD_FROM = 3

Key = TypeVar("Key", bound=Hashable)
OfDocument = tuple[Coverage, list[Finding]]


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """The number of findings of every severity, those of which there are none included."""
    severities = [finding.severity for finding in findings]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def family_of(rule: RuleFacts) -> str:
    """The family of a rule: `V101` is of `V1`."""
    return rule.id[:2]


def by_document(report: Report) -> list[OfDocument]:
    """Every document with its findings, documents without any included."""
    found = grouped(report.findings, lambda finding: finding.location.path)
    return [(document, found.get(document.path, [])) for document in report.documents]


def by_department(report: Report) -> list[tuple[str | None, list[OfDocument]]]:
    """The documents of every department with their findings, in the order in which departments first occur.

    A document that names no department stands by itself, under None.
    """
    named: dict[str, list[OfDocument]] = {}
    every: list[tuple[str | None, list[OfDocument]]] = []
    for document, findings in by_document(report):
        department = document.department
        if department in named:
            named[department].append((document, findings))
            continue
        every.append((department, [(document, findings)]))
        if department is not None:
            named[department] = every[-1][1]
    return every


def by_project(findings: Iterable[Finding]) -> dict[str | None, list[Finding]]:
    """The findings of every project of one document, in the order in which projects first occur."""
    return grouped(findings, lambda finding: finding.address.project)


def by_family(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings of every family that has some, in the order of the code."""
    return dict(sorted(grouped(findings, lambda finding: family_of(finding.rule)).items()))


def by_rule(findings: Iterable[Finding]) -> list[tuple[RuleFacts, list[Finding]]]:
    """Every rule that found something with its findings, in the order of the code."""
    groups = grouped(findings, lambda finding: finding.rule.id)
    return [(groups[rule][0].rule, groups[rule]) for rule in sorted(groups)]


def folded(findings: Iterable[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """The findings of one project, each with those to be told in one line after it.

    These are the further notes of a rule that has many there; errors and warnings stand by themselves.
    """
    every = list(findings)
    notes = grouped([one for one in every if one.severity == "note"], lambda finding: finding.rule.id)
    of_rule = {rule: same for rule, same in notes.items() if len(same) >= FOLD_FROM}
    rest = {id(finding) for same in of_rule.values() for finding in same[1:]}
    return [
        (finding, of_rule.get(finding.rule.id, [finding])[1:] if finding.severity == "note" else [])
        for finding in every
        if id(finding) not in rest
    ]


def rules_of(report: Report) -> list[RuleFacts]:
    """The rules that were used, and those of findings, each once, in the order of the code."""
    every = (*report.rules, *(finding.rule for finding in (*report.findings, *report.accepted)))
    return sorted({rule.id: rule for rule in every}.values(), key=lambda rule: rule.id)


def grouped(findings: Iterable[Finding], key: Callable[[Finding], Key]) -> dict[Key, list[Finding]]:
    """The findings by key, keys in the order in which they first occur."""
    groups: dict[Key, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups
