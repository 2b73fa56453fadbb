"""The report for people, as lines of styled words; this module prints them plain, `terminal` in colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.finding import Finding, Report
from auditor.report.families import family_title
from auditor.report.phrases import compared, folded_phrase, indicator_phrase, label_of, norms, project_title
from auditor.report.tally import by_document, by_family, by_project, folded
from auditor.report.width import carets, clip_end, clip_middle, clip_start, columns
from auditor.report.words import SEVERITY, coverage_line, document_name, findings_phrase, first_sentence, place, visible
from auditor.wording import Text

__all__ = ["Line", "lines", "render"]

Segment = tuple[str, str]

LINE_COLUMNS = 72
LONGEST_QUOTE = 60
LEAST_CONTEXT = 12
EVIDENCE_COLUMNS = 40

WORDS = {
    "summary": Text("小结：", "summary: "),
    "accepted": Text("已接受 {count} 处", "accepted: {count}"),
    "note": Text("说明：", "remark: "),
    "rule count": Text("规则 {rule}：考察 {considered} 处，检查 {applied} 处{skipped}",
                       "rule {rule}: considered {considered}, applied {applied}{skipped}"),
    "skipped": Text("，缺少 {name} 而略过 {count} 处", ", skipped {count} for want of {name}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report: segments of (style, text). `drawn` marks one that only stands in for underlining."""

    indent: int
    segments: tuple[Segment, ...]
    drawn: bool = False


BLANK = Line(0, ())


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """The report as plain text. `detail` is `brief` (a line for each finding), `normal` or `full` (nothing folded)."""
    return "".join(_plain(line) + "\n" for line in lines(report, lang, detail))


def _plain(line: Line) -> str:
    return (" " * line.indent + "".join(visible(text) for _, text in line.segments)).rstrip(" ")


def lines(report: Report, lang: str, detail: str) -> Iterator[Line]:
    """The lines of a report: documents in order, projects in reading order, then what was found and read."""
    if detail == "brief":
        yield from (_one_line(finding, lang) for finding in report.findings)
    else:
        yield from _by_document(report, lang, detail)
    yield from _summary(report, lang)
    if detail == "full":
        yield from _rule_counts(report, lang)


def _one_line(finding: Finding, lang: str) -> Line:
    where = " ".join(filter(None, (document_name(finding.location.path, lang), place(finding.location, lang))))
    return Line(0, (("path", where), ("", " "), *_badge(finding, lang), ("", " " + finding.message.in_(lang))))


def _badge(finding: Finding, lang: str) -> tuple[Segment, ...]:
    return ((finding.severity, SEVERITY[finding.severity].in_(lang)), ("", " "), ("rule", finding.rule.id))


def _by_document(report: Report, lang: str, detail: str) -> Iterator[Line]:
    for document, found in by_document(report):
        if document.status != "checked":
            continue
        counts = findings_phrase(found, lang)
        yield Line(0, (("path", f"■ {document_name(document.path, lang)}"), ("dim", f"  {counts}")))
        yield BLANK
        projects = by_project(found)
        explained = _explained(projects, detail)
        for project, of_project in projects.items():
            yield Line(0, (("project", f"◆ {project_title(project, lang)}"),))
            yield BLANK
            yield from _of_project(of_project, explained, lang, detail)
        yield from (Line(0, (("dim", WORDS["note"].in_(lang) + note.in_(lang)),)) for note in document.notes)
        if len(report.documents) > 1:
            yield Line(0, (("dim", coverage_line([document], lang)),))
            yield BLANK


def _explained(projects: dict[str | None, list[Finding]], detail: str) -> set[int]:
    """The identities of the findings to print with advice and reason: of a rule's notes only the first."""
    explained, met = set(), set()
    for finding in (finding for findings in projects.values() for finding in findings):
        if detail == "full" or finding.severity != "note" or finding.rule.id not in met:
            explained.add(id(finding))
        met.add(finding.rule.id)
    return explained


def _of_project(findings: list[Finding], explained: set[int], lang: str, detail: str) -> Iterator[Line]:
    for finding, same in [(finding, []) for finding in findings] if detail == "full" else folded(findings):
        yield from _finding(finding, id(finding) in explained, lang)
        if same:
            yield Line(6, (("dim", folded_phrase(same, lang)),))
        yield BLANK


def _finding(finding: Finding, explained: bool, lang: str) -> Iterator[Line]:
    """A finding: place, quotation, what is wrong, what to write, why, what to compare."""
    head: list[Segment] = [*_badge(finding, lang), ("place", "  " + place(finding.location, lang))]
    if finding.address.indicator:
        head.append(("", "  " + indicator_phrase(finding, lang)))
    yield Line(2, tuple(head))
    yield from _quotation(finding)
    yield Line(6, (("message", finding.message.in_(lang)),))
    if finding.suggestion:
        yield _labelled("suggestion", "good", finding.suggestion, lang)
    if explained:
        yield from _explanation(finding, lang)
    for words in compared(finding, lang, EVIDENCE_COLUMNS):
        yield _labelled("evidence", "", words, lang)


def _explanation(finding: Finding, lang: str) -> Iterator[Line]:
    rule = finding.rule
    yield _labelled("advice", "", rule.advice.in_(lang), lang)
    yield _labelled("reason", "", first_sentence(rule.rationale.in_(lang)), lang)
    if rule.norm:
        yield _labelled("norm", "", norms(rule, lang), lang)


def _labelled(label: str, style: str, text: str, lang: str) -> Line:
    return Line(6, (("label", label_of(label, lang)), (style, text)))


def _quotation(finding: Finding) -> Iterator[Line]:
    """The line in which the quote stands, shortened around it, and the marks under the quote."""
    before, marked, after = _pieces(finding)
    if not marked:
        return
    yield Line(6, (("quote", before), ("mark", marked), ("quote", after)))
    yield Line(6, (("mark", carets(before, marked)),), drawn=True)


def _pieces(finding: Finding) -> tuple[str, str, str]:
    """The context as the text before the mark, the marked text and the text after it, fit to be printed."""
    start, end = finding.mark
    before = visible(finding.context[:start]).lstrip()
    marked = visible(finding.context[start:end])
    after = visible(finding.context[end:]).rstrip()
    if columns(before + marked + after) <= LINE_COLUMNS:
        return before, marked, after
    marked = clip_middle(marked, LONGEST_QUOTE)
    room = max(LINE_COLUMNS - columns(marked), 2 * LEAST_CONTEXT)
    left, right = max(room // 2, room - columns(after)), max(room // 2, room - columns(before))
    return clip_start(before, left), marked, clip_end(after, right)


def _summary(report: Report, lang: str) -> Iterator[Line]:
    """What was found by severity and by family, and what was read."""
    counts = findings_phrase(report.findings, lang)
    if report.accepted:
        counts += " · " + WORDS["accepted"].in_(lang).format(count=len(report.accepted))
    if report.complete or report.findings:
        yield Line(0, (("label", WORDS["summary"].in_(lang)), ("good" if not report.findings else "message", counts)))
    families = [
        f"{family} {family_title(family, lang)} {len(found)}" for family, found in by_family(report.findings).items()
    ]
    if families:
        yield Line(2, (("dim", " · ".join(families)),))
    yield Line(0, (("", coverage_line(report.documents, lang)),))


def _rule_counts(report: Report, lang: str) -> Iterator[Line]:
    """How often every rule was applied and skipped."""
    for rule, count in report.counts:
        skipped = "".join(
            WORDS["skipped"].in_(lang).format(name=name, count=times) for name, times in sorted(count.skipped.items())
        )
        words = WORDS["rule count"].in_(lang).format(
            rule=rule, considered=count.considered, applied=count.applied, skipped=skipped
        )
        yield Line(2, (("dim", words),))
