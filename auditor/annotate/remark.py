"""What a comment says of a finding."""

from __future__ import annotations

from auditor.finding import Finding
from auditor.report.phrases import compared, label_of, norms
from auditor.report.words import SEVERITY, visible

__all__ = ["AUTHOR", "INITIALS", "remark"]

AUTHOR = "auditor"
INITIALS = "A"


def remark(finding: Finding, lang: str, at_its_place: bool = True) -> list[str]:
    """The paragraphs of a comment: severity and rule, what is wrong, what to do, what to write instead, norm, evidence.

    A comment that cannot stand `at_its_place` quotes the words that it is about.
    """
    rule = finding.rule
    quoted = () if at_its_place else (("quote", finding.quote),)
    labelled = (
        ("advice", rule.advice.in_(lang)),
        ("suggestion", finding.suggestion),
        ("norm", norms(rule, lang)),
        *(("evidence", words) for words in compared(finding, lang)),
    )
    lines = [f"{SEVERITY[finding.severity].in_(lang)} {rule.id} {rule.title.in_(lang)}"]
    lines += [label_of(name, lang) + words for name, words in quoted if words]
    lines.append(finding.message.in_(lang))
    lines += [label_of(name, lang) + words for name, words in labelled if words]
    return [visible(line) for line in lines]
