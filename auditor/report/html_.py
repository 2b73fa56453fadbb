"""The report as one HTML page that needs nothing but itself: to be opened from a disk, filtered, and printed on A4.

Its script keeps to ECMAScript 5 for the browsers of old office machines; without a script everything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from auditor.finding import SEVERITIES, Finding, Report
from auditor.report.families import family_title
from auditor.report.phrases import compared, folded_phrase, in_context, indicator_phrase, label_of, norms, project_title
from auditor.report.tally import OfDocument, by_document, by_family, by_project, counts, family_of, folded
from auditor.report.words import SEVERITY, coverage_line, document_name, findings_phrase, place, problems, visible
from auditor.wording import Text

__all__ = ["render"]

WORDS = {
    "title": Text("预算绩效文本检查报告", "Report on budget-performance documents"),
    "family": Text("类别", "family"),
    "document": Text("文件", "document"),
    "total": Text("合计", "all"),
    "note": Text("说明", "Remark"),
    "show": Text("显示", "Show"),
    "every": Text("全部类别", "all families"),
    "accepted": Text("另有已接受的问题 {count} 处，未列出。", "Accepted findings, not listed: {count}."),
}
TAGS = {"zh": "zh-CN", "en": "en"}
MOST_CONTEXT = 120
STYLE = """
body { margin: 0 auto; max-width: 60em; padding: 1em; color: #222; line-height: 1.6; overflow-wrap: break-word;
  word-wrap: break-word;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", SimSun, sans-serif; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; border-bottom: 2px solid #ccc; margin-top: 2em; }
h3 { font-size: 1.1em; margin: 1.5em 0 .5em; }
table { border-collapse: collapse; margin: 1em 0; width: 100%; }
th, td { border-bottom: 1px solid #ddd; padding: .2em .6em; text-align: right; }
th:first-child, td:first-child { text-align: left; }
.bar { height: .4em; display: block; white-space: nowrap; line-height: 0; font-size: .9em; }
th { white-space: nowrap; }
.bar i { display: inline-block; height: 100%; }
i.error, .error > .label { background: #b3261e; } i.warning, .warning > .label { background: #b06000; }
i.note, .note > .label { background: #4a6580; }
.finding { border-left: 4px solid #ccc; margin: 1em 0; padding: .1em 0 .1em 1em; }
.finding.error { border-color: #b3261e; } .finding.warning { border-color: #b06000; }
.finding.note { border-color: #4a6580; }
.label { color: #fff; border-radius: 3px; padding: .1em .5em; font-size: .85em; }
.finding p, .finding ul { margin: .3em 0; } .finding ul { padding-left: 1.3em; }
.context { background: #f6f6f4; padding: .3em .6em; color: #555; }
mark { background: #ffe08a; color: #000; } .where { color: #555; } .trouble { color: #b3261e; }
.instead { font-weight: bold; }
#filter { margin: 1em 0; padding: .5em; background: #f6f6f4; }
#filter label { margin: 0 .7em; white-space: nowrap; display: inline-block; }
#filter select { max-width: 100%; }
.hidden { display: none; }
@media print { @page { size: A4; margin: 18mm; } #filter { display: none; } body { max-width: none; padding: 0;
  font-size: 10pt; } .finding { page-break-inside: avoid; } h2, h3 { page-break-after: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""
SCRIPT = """
(function () {
  var filter = document.getElementById("filter"), family = document.getElementById("family");
  var boxes = filter.getElementsByTagName("input");
  function each(name, act) {
    var found = document.querySelectorAll(name), i;
    for (i = 0; i < found.length; i += 1) { act(found[i]); }
  }
  function hide(node, hidden) {
    node.className = node.className.replace(/ ?hidden/, "") + (hidden ? " hidden" : "");
  }
  function update() {
    var shown = {}, i;
    for (i = 0; i < boxes.length; i += 1) { shown[boxes[i].value] = boxes[i].checked; }
    each(".finding", function (node) {
      hide(node, !shown[node.getAttribute("data-severity")]
        || (family.value && family.value !== node.getAttribute("data-family")));
    });
    each(".project, .document", function (node) { hide(node, !node.querySelector(".finding:not(.hidden)")); });
  }
  filter.onchange = update;
  hide(filter, false);
  update();
}());
"""


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """The counts, then the findings by document and project; notes of one rule are folded."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: str) -> Iterator[str]:
    title = WORDS["title"].in_(lang)
    yield f'<!DOCTYPE html>\n<html lang="{TAGS[lang]}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>"
    yield f"<p><strong>{_text(findings_phrase(report.findings, lang))}</strong></p>"
    yield f"<p>{_text(coverage_line(report.documents, lang))}</p>"
    if report.accepted:
        yield f"<p>{WORDS['accepted'].in_(lang).format(count=len(report.accepted))}</p>"
    for trouble in problems(report, lang):
        yield f'<p class="trouble">⚠ {_text(trouble)}</p>'
    families = by_family(report.findings)
    named = {family: f"{family} {family_title(family, lang)}" for family in families}
    if families:
        yield from _table("family", [(named[family], found) for family, found in families.items()], lang)
        if len(report.documents) > 1:
            rows = [(document_name(document.path, lang), found) for document, found in by_document(report)]
            yield from _table("document", rows, lang)
        yield from _filter(named, lang)
    for entry in by_document(report):
        yield from _document(entry, lang)
    if families:
        yield f"<script>{SCRIPT}</script>"
    yield "</body>\n</html>"


def _text(words: str) -> str:
    return escape(visible(words))


def _table(title: str, rows: list[tuple[str, list[Finding]]], lang: str) -> Iterator[str]:
    """Counts by severity with a bar for each group; the longest bar is that of the largest group."""
    largest = max(len(found) for _, found in rows)
    heads = [*(SEVERITY[one].in_(lang) for one in SEVERITIES), WORDS["total"].in_(lang)]
    yield f"<table>\n<tr><th>{WORDS[title].in_(lang)}</th>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    for name, found in rows:
        of = counts(found)
        bars = "".join(f'<i class="{one}" style="width:{100 * of[one] / largest:.1f}%"></i>' for one in SEVERITIES)
        cells = "".join(f"<td>{count}</td>" for count in (*of.values(), len(found)))
        yield f'<tr><td>{_text(name)}<span class="bar">{bars}</span></td>{cells}</tr>'
    yield "</table>"


def _filter(families: dict[str, str], lang: str) -> Iterator[str]:
    """What is to be shown; hidden where no script would act on it."""
    yield f'<form id="filter" class="hidden">{WORDS["show"].in_(lang)}'
    for one in SEVERITIES:
        yield f'<label><input type="checkbox" value="{one}" checked> {SEVERITY[one].in_(lang)}</label>'
    options = "".join(f'<option value="{family}">{_text(name)}</option>' for family, name in families.items())
    yield f'<select id="family"><option value="">{WORDS["every"].in_(lang)}</option>{options}</select></form>'


def _document(entry: OfDocument, lang: str) -> Iterator[str]:
    document, findings = entry
    if document.status != "checked" or not findings:
        return
    yield f'<div class="document">\n<h2>{_text(document_name(document.path, lang))}</h2>'
    for note in document.notes:
        yield f"<p>{WORDS['note'].in_(lang)}: {_text(note.in_(lang))}</p>"
    for project, of_project in by_project(findings).items():
        yield f'<div class="project">\n<h3>{_text(project_title(project, lang))}</h3>'
        for finding, same in folded(of_project):
            yield from _finding(finding, same, lang)
        yield "</div>"
    yield "</div>"


def _finding(finding: Finding, same: list[Finding], lang: str) -> Iterator[str]:
    rule, severity = finding.rule, finding.severity
    where = " · ".join(filter(None, (place(finding.location, lang), indicator_phrase(finding, lang))))
    yield f'<div class="finding {severity}" data-severity="{severity}" data-family="{family_of(rule)}">'
    yield f'<span class="label">{SEVERITY[severity].in_(lang)} {rule.id}</span>'
    yield f'<strong>{_text(rule.title.in_(lang))}</strong> <span class="where">{_text(where)}</span>'
    if finding.quote:
        before, marked, after = map(escape, in_context(finding, MOST_CONTEXT))
        yield f'<p class="context">{before}<mark>{marked}</mark>{after}</p>'
    yield f"<p>{_text(finding.message.in_(lang))}</p>\n<ul>"
    if finding.suggestion:
        yield f'<li>{label_of("suggestion", lang)}<span class="instead">{_text(finding.suggestion)}</span></li>'
    yield from _items("advice", [rule.advice.in_(lang)], lang)
    yield from _items("evidence", compared(finding, lang), lang)
    yield from _items("norm", [norms(rule, lang)] if rule.norm else [], lang)
    yield "</ul>"
    if same:
        yield f"<p>{_text(folded_phrase(same, lang))}</p>"
    yield "</div>"


def _items(name: str, sentences: Iterable[str], lang: str) -> Iterator[str]:
    for words in sentences:
        yield f"<li>{label_of(name, lang)}{_text(words)}</li>"
