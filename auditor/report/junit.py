"""The report as JUnit XML: a suite for every document, a case for every finding.

Errors and warnings are failures; notes pass, their message in the output of the case. A document without findings is
one case that passes; what could not be done is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from auditor.finding import Finding, Report
from auditor.report.phrases import label_of, norms
from auditor.report.tally import by_document
from auditor.report.words import SEVERITY, coverage_line, document_name, obstacles_by_path, place, visible
from auditor.wording import Text

__all__ = ["render"]

FAILURES = ("error", "warning")
NOTHING_FOUND = Text("未发现问题", "nothing found")
NOT_DONE = Text("未能完成检查", "not checked in full")


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """The suites of all documents, with the counts that programs for continuous integration expect."""
    troubles = obstacles_by_path(report, lang)
    root = Element("testsuites", name="auditor")
    for document, findings in by_document(report):
        suite = _add_suite(root, document.path, findings, troubles.pop(document.path, []), lang)
        SubElement(suite, "system-out").text = visible(coverage_line([document], lang))
    for path, sentences in troubles.items():
        _add_suite(root, path, [], sentences, lang)
    _count(root)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_suite(root: Element, path: str, findings: Iterable[Finding], troubles: Iterable[str], lang: str) -> Element:
    suite = SubElement(root, "testsuite", name=visible(document_name(path, lang)))
    for sentence in troubles:
        case = _add_to(suite, NOT_DONE.in_(lang))
        SubElement(case, "error", message=visible(sentence), type="incomplete")
    for finding in findings:
        _add_case(suite, finding, lang)
    if not len(suite):
        _add_to(suite, NOTHING_FOUND.in_(lang))
    _tell_apart(suite)
    _count(suite)
    return suite


def _add_to(suite: Element, name: str) -> Element:
    """A new case of the suite."""
    return SubElement(suite, "testcase", classname=suite.get("name", ""), name=visible(name))


def _tell_apart(suite: Element) -> None:
    """Gives cases of one name a number: of cases that share class and name GitLab shows the first alone."""
    seen: Counter[str] = Counter()
    for case in suite:
        name = case.get("name", "")
        seen[name] += 1
        if seen[name] > 1:
            case.set("name", f"{name} ({seen[name]})")


def _add_case(suite: Element, finding: Finding, lang: str) -> None:
    rule = finding.rule
    titled = filter(None, (rule.id, rule.title.in_(lang), place(finding.location, lang)))
    case = _add_to(suite, " ".join(titled))
    case.set("file", visible(finding.location.path))
    if finding.location.line is not None:
        case.set("line", str(finding.location.line))
    message = visible(finding.message.in_(lang))
    if finding.severity not in FAILURES:
        mark = ": " if lang == "en" else "："
        SubElement(case, "system-out").text = SEVERITY[finding.severity].in_(lang) + mark + message
        return
    failure = SubElement(case, "failure", message=message, type=finding.severity)
    failure.text = "\n".join(_lines(finding, lang))


def _lines(finding: Finding, lang: str) -> list[str]:
    """What is quoted, what to write instead, how to mend it, and by which norm."""
    rule = finding.rule
    given = {
        "quote": finding.quote,
        "suggestion": finding.suggestion,
        "advice": rule.advice.in_(lang),
        "norm": norms(rule, lang),
    }
    return [label_of(label, lang) + visible(words) for label, words in given.items() if words]


def _count(element: Element) -> None:
    """Sets the numbers of cases, failures and errors; no times, so that two runs give the same bytes."""
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
