"""The report as Markdown (CommonMark with GitHub's tables), for pages, messages and merge requests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.finding import SEVERITIES, Finding, Report
from auditor.report.families import family_title
from auditor.report.phrases import compared, folded_phrase, in_context, indicator_phrase, label_of, norms, project_title
from auditor.report.tally import OfDocument, by_document, by_family, by_project, counts, folded
from auditor.report.words import SEVERITY, coverage_line, document_name, findings_phrase, place, problems, visible
from auditor.wording import Text

__all__ = ["code", "plain", "render"]

WORDS = {
    "title": Text("预算绩效文本检查报告", "Report on budget-performance documents"),
    "family": Text("类别", "family"),
    "total": Text("合计", "all"),
    "document": Text("文件", "document"),
    "note": Text("说明", "Remark"),
    "accepted": Text("另有已接受的问题 {count} 处，未列出。", "Accepted findings, not listed: {count}."),
}
SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$@])")
OPENING = re.compile(r"^(?=[-+=])|^([0-9]+)(?=[.)])")
BACKTICKS = re.compile("`+")
MOST_CONTEXT = 120


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """Counts by family and document, then the findings by document and project; notes of one rule are folded."""
    return "\n\n".join(_blocks(report, lang)) + "\n"


def plain(text: str) -> str:
    """The text written so that Markdown shows its very characters; at the start of a line as well as within one."""
    escaped = SPECIAL.sub(r"\\\1", visible(text).strip())
    return OPENING.sub(lambda found: (found[1] or "") + "\\", escaped)


def code(text: str) -> str:
    """The text as a code span, delimited by more backticks than it holds in a row."""
    shown = visible(text)
    ticks = "`" * (1 + max(map(len, BACKTICKS.findall(shown)), default=0))
    pad = " " if shown[:1] in ("`", " ") or shown[-1:] in ("`", " ") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def _blocks(report: Report, lang: str) -> Iterator[str]:
    yield f"# {WORDS['title'].in_(lang)}"
    yield f"**{findings_phrase(report.findings, lang)}**"
    yield plain(coverage_line(report.documents, lang))
    if report.accepted:
        yield WORDS["accepted"].in_(lang).format(count=len(report.accepted))
    troubles = problems(report, lang)
    if troubles:
        yield "\n".join(f"- ⚠ {plain(trouble)}" for trouble in troubles)
    if report.findings:
        yield _table("family", _by_family(report, lang), lang)
    if len(report.documents) > 1 and report.findings:
        rows = [(plain(document_name(document.path, lang)), found) for document, found in by_document(report)]
        yield _table("document", rows, lang)
    for entry in by_document(report):
        yield from _document(entry, lang)


def _by_family(report: Report, lang: str) -> list[tuple[str, list[Finding]]]:
    families = by_family(report.findings).items()
    return [(plain(f"{family} {family_title(family, lang)}"), findings) for family, findings in families]


def _table(title: str, rows: list[tuple[str, list[Finding]]], lang: str) -> str:
    """A table of counts: a row for each group, a column for each severity and one for all."""
    heads = [WORDS[title].in_(lang), *(SEVERITY[one].in_(lang) for one in SEVERITIES), WORDS["total"].in_(lang)]
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)]]
    lines += [[name, *map(str, counts(found).values()), str(len(found))] for name, found in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _document(entry: OfDocument, lang: str) -> Iterator[str]:
    document, findings = entry
    if document.status != "checked" or not findings:
        return
    yield f"## {plain(document_name(document.path, lang))}"
    for note in document.notes:
        yield f"{WORDS['note'].in_(lang)}: {plain(note.in_(lang))}"
    for project, of_project in by_project(findings).items():
        yield f"### {plain(project_title(project, lang))}"
        for finding, same in folded(of_project):
            yield from _finding(finding, lang)
            if same:
                yield plain(folded_phrase(same, lang))


def _finding(finding: Finding, lang: str) -> Iterator[str]:
    """The heading line, the quotation in its context, what is wrong, and a list of what to do and to compare."""
    rule = finding.rule
    parts = [rule.title.in_(lang), place(finding.location, lang), indicator_phrase(finding, lang)]
    yield f"**{SEVERITY[finding.severity].in_(lang)} {rule.id}** {plain(' · '.join(filter(None, parts)))}"
    if finding.quote:
        yield f"> {_quotation(finding)}"
    yield plain(finding.message.in_(lang))
    items = [("suggestion", code(finding.suggestion))] if finding.suggestion else []
    items.append(("advice", plain(rule.advice.in_(lang))))
    items += [("evidence", plain(words)) for words in compared(finding, lang)]
    items += [("norm", plain(norms(rule, lang)))] if rule.norm else []
    yield "\n".join(f"- {label_of(name, lang)}{words}" for name, words in items)


def _quotation(finding: Finding) -> str:
    """The quotation as a code span within the text around it."""
    before, marked, after = in_context(finding, MOST_CONTEXT)
    return " ".join(filter(None, (plain(before), code(marked), plain(after))))
