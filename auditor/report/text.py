"""The report for people, as lines of styled words; this module prints them plain, `terminal` in colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.finding import Evidence, Finding, Report
from auditor.report.families import family_title
from auditor.report.tally import by_document, by_family, by_project
from auditor.report.width import carets, clip_end, clip_middle, clip_start, columns
from auditor.report.words import (
    SEVERITY,
    coverage_line,
    document_name,
    findings_phrase,
    first_sentence,
    joined,
    place,
    places,
    visible,
)
from auditor.wording import Text

__all__ = ["Line", "lines", "render"]

Segment = tuple[str, str]

LINE_COLUMNS = 72
LONGEST_QUOTE = 60
LEAST_CONTEXT = 12
EVIDENCE_COLUMNS = 40
FOLD_FROM = 3

WORDS = {
    "indicator": Text("指标“{}”", "indicator “{}”"),
    "no project": Text("正文及其他", "outside the projects"),
    "reason": Text("理由：", "why: "),
    "norm": Text("依据：", "norm: "),
    "suggestion": Text("建议改为：", "suggested: "),
    "advice": Text("修改：", "fix: "),
    "evidence": Text("对照：", "compare: "),
    "quoted": Text("{place}“{quote}”", "{place} “{quote}”"),
    "role": Text("{role}，{quoted}", "{role}, {quoted}"),
    "semicolon": Text("；", "; "),
    "folded": Text("另有 {count} 处同类提示：{places}", "{count} more of the same: {places}"),
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
            title = WORDS["no project"].in_(lang) if project is None else project
            yield Line(0, (("project", f"◆ {title}"),))
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
    folded = {} if detail == "full" else _foldable(findings)
    for finding in findings:
        same = folded.get(finding.rule.id, [finding])
        if finding is not same[0]:
            continue
        yield from _finding(finding, id(finding) in explained, lang)
        if len(same) > 1:
            rest = places([other.location for other in same[1:]], lang)
            words = WORDS["folded"].in_(lang).format(count=len(same) - 1, places=rest)
            yield Line(6, (("dim", words),))
        yield BLANK


def _foldable(findings: list[Finding]) -> dict[str, list[Finding]]:
    """The notes that one rule has many of, by rule; only the first of them is printed in full."""
    notes: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "note":
            notes.setdefault(finding.rule.id, []).append(finding)
    return {rule: same for rule, same in notes.items() if len(same) >= FOLD_FROM}


def _finding(finding: Finding, explained: bool, lang: str) -> Iterator[Line]:
    """A finding: place, quotation, what is wrong, what to write, why, what to compare."""
    head: list[Segment] = [*_badge(finding, lang), ("place", "  " + place(finding.location, lang))]
    if finding.address.indicator:
        head.append(("", "  " + WORDS["indicator"].in_(lang).format(finding.address.indicator)))
    yield Line(2, tuple(head))
    yield from _quotation(finding)
    yield Line(6, (("message", finding.message.in_(lang)),))
    if finding.suggestion:
        yield _labelled("suggestion", "good", finding.suggestion, lang)
    if explained:
        yield from _explanation(finding, lang)
    for role, quoted in _evidence(finding, lang):
        yield _labelled("evidence", "", WORDS["role"].in_(lang).format(role=role, quoted=quoted), lang)


def _explanation(finding: Finding, lang: str) -> Iterator[Line]:
    rule = finding.rule
    yield _labelled("advice", "", rule.advice.in_(lang), lang)
    yield _labelled("reason", "", first_sentence(rule.rationale.in_(lang)), lang)
    if rule.norm:
        norm = WORDS["semicolon"].in_(lang).join(norm.in_(lang) for norm in rule.norm)
        yield _labelled("norm", "", norm, lang)


def _labelled(label: str, style: str, text: str, lang: str) -> Line:
    return Line(6, (("label", WORDS[label].in_(lang)), (style, text)))


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


def _evidence(finding: Finding, lang: str) -> Iterator[tuple[str, str]]:
    """The other places of a finding, those of one role together: (role, quotations)."""
    roles: dict[str, list[str]] = {}
    for evidence in finding.evidence:
        roles.setdefault(evidence.role.in_(lang), []).append(_quoted(evidence, finding.location.path, lang))
    return ((role, joined(quoted, lang)) for role, quoted in roles.items())


def _quoted(evidence: Evidence, path: str, lang: str) -> str:
    elsewhere = "" if evidence.location.path == path else document_name(evidence.location.path, lang) + " "
    quote = clip_middle(visible(evidence.quote), EVIDENCE_COLUMNS)
    return WORDS["quoted"].in_(lang).format(place=elsewhere + place(evidence.location, lang), quote=quote)


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
            WORDS["skipped"].in_(lang).format(name=name, count=times) for name, times in count.skipped.items()
        )
        words = WORDS["rule count"].in_(lang).format(
            rule=rule, considered=count.considered, applied=count.applied, skipped=skipped
        )
        yield Line(2, (("dim", words),))
