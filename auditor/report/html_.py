"""The report as one HTML page that needs nothing but itself: to be opened from a disk, filtered, and printed on A4.

Its script keeps to ECMAScript 5 for the browsers of old office machines; without a script everything is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from auditor.finding import SEVERITIES, Finding, Report
from auditor.report.families import family_title
from auditor.report.phrases import compared, folded_phrase, in_context, indicator_phrase, label_of, norms, project_title
from auditor.report.tally import (
    OfDocument,
    by_department,
    by_document,
    by_family,
    by_project,
    counts,
    family_of,
    folded,
)
from auditor.report.words import SEVERITY, coverage_line, document_name, findings_phrase, place, problems, visible
from auditor.wording import Text

__all__ = ["render"]

WORDS = {
    "title": Text("预算绩效文本检查报告", "Report on budget-performance documents"),
    "family": Text("类别", "family"),
    "department": Text("部门", "department"),
    "document": Text("文件", "document"),
    "project": Text("项目", "project"),
    "total": Text("合计", "all"),
    "note": Text("说明", "Remark"),
    "show": Text("显示", "Show"),
    "families": Text("全部类别", "all families"),
    "projects": Text("全部项目", "all projects"),
    "whole": Text("整份文件", "the whole document"),
    "search": Text("项目或文件的名称", "project or document"),
    "shown": Text("显示 {shown} 处，共 {all} 处", "shown: {shown} of {all}"),
    "accepted": Text("另有已接受的问题 {count} 处，未列出。", "Accepted findings, not listed: {count}."),
}
TAGS = {"zh": "zh-CN", "en": "en"}
MOST_CONTEXT = 120
Group = tuple[str, list[Finding]]
STYLE = """
body { margin: 0 auto; max-width: 66em; padding: 1em; color: #222; line-height: 1.6; overflow-wrap: break-word;
  word-wrap: break-word;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", SimSun, sans-serif; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; border-bottom: 2px solid #ccc; margin-top: 2em; }
h3 { font-size: 1.1em; margin: 1.5em 0 .5em; }
table { border-collapse: collapse; margin: 1em 0; width: 100%; font-size: .9em; line-height: 1.4; }
th, td { border-bottom: 1px solid #ddd; padding: .15em .5em; text-align: right; }
.none { color: #bbb; } .charts:after { content: ""; display: block; clear: both; }
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
#filter select, #filter input[type=text] { max-width: 100%; width: 17em; margin: .2em .4em .2em 0; padding: .2em;
  box-sizing: border-box; font: inherit; font-size: .9em; }
#filter p { margin: .2em 0; }
.unit { color: #555; margin-top: -.8em; }
.hidden { display: none; }
@media (min-width: 60em) { .charts > div { float: left; width: 48%; } .charts > div + div { float: right; }
  .charts > div:only-child { float: none; width: auto; }
  #filter { position: sticky; top: 0; border-bottom: 1px solid #ccc; } }
@media print { @page { size: A4; margin: 18mm; } #filter { display: none; } body { max-width: none; padding: 0;
  font-size: 10pt; } .finding { page-break-inside: avoid; } h2, h3, .unit { page-break-after: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""
SCRIPT = """
(function () {
  function of(id) { return document.getElementById(id); }
  var filter = of("filter"), family = of("family"), project = of("project"), search = of("search"), count = of("count");
  var boxes = filter.getElementsByTagName("input"), pattern = count.getAttribute("data-pattern"), waiting;
  function each(name, inside, act) {
    var found = inside.querySelectorAll(name), i;
    for (i = 0; i < found.length; i += 1) { act(found[i]); }
  }
  function hide(node, hidden) {
    node.className = node.className.replace(/ ?hidden/, "") + (hidden ? " hidden" : "");
  }
  function wanted(node) {
    var asked = project.value, words = search.value.toLowerCase();
    return (!asked || asked === node.getAttribute("data-project") || asked === node.getAttribute("data-document"))
      && node.getAttribute("data-name").toLowerCase().indexOf(words) >= 0;
  }
  function update() {
    var severities = {}, all = 0, shown = 0, i;
    for (i = 0; i < boxes.length; i += 1) { severities[boxes[i].value] = boxes[i].checked; }
    each(".project", document, function (part) {
      var here = wanted(part), some = 0;
      each(".finding", part, function (node) {
        var number = Number(node.getAttribute("data-count"));
        var show = here && severities[node.getAttribute("data-severity")]
          && (!family.value || family.value === node.getAttribute("data-family"));
        hide(node, !show);
        all += number;
        some += show ? number : 0;
      });
      hide(part, !some);
      shown += some;
    });
    each(".document", document, function (node) { hide(node, !node.querySelector(".project:not(.hidden)")); });
    count.innerHTML = pattern.replace("{shown}", shown).replace("{all}", all);
  }
  filter.onchange = update;
  search.oninput = search.onkeyup = function () {
    clearTimeout(waiting);
    waiting = setTimeout(update, 200);
  };
  filter.onsubmit = function () { return false; };
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
    yield f"<p>{_badges(report, lang)}</p>"
    yield f"<p>{_text(coverage_line(report.documents, lang))}</p>"
    if report.accepted:
        yield f"<p>{WORDS['accepted'].in_(lang).format(count=len(report.accepted))}</p>"
    for trouble in problems(report, lang):
        yield f'<p class="trouble">⚠ {_text(trouble)}</p>'
    families = by_family(report.findings)
    named = {family: f"{family} {family_title(family, lang)}" for family in families}
    if families:
        yield '<div class="charts">'
        for column in (_by_origin(report, lang), [("family", [(named[of], found) for of, found in families.items()])]):
            if column:
                yield "<div>"
                for title, rows in column:
                    yield from _table(title, rows, lang)
                yield "</div>"
        yield "</div>"
        yield from _filter(named, report, lang)
    for at, entry in enumerate(by_document(report)):
        yield from _document(at, entry, lang)
    if families:
        yield f"<script>{SCRIPT}</script>"
    yield "</body>\n</html>"


def _text(words: str) -> str:
    return escape(visible(words))


def _badges(report: Report, lang: str) -> str:
    """How many findings there are of every severity that has some, in its colour."""
    badges = [
        f'<span class="{one}"><span class="label">{_text(phrase)}</span></span>'
        for one in SEVERITIES
        if (phrase := findings_phrase((found for found in report.findings if found.severity == one), lang))
        and report.count(one)
    ]
    return " ".join(badges) or f"<strong>{findings_phrase((), lang)}</strong>"


def _by_origin(report: Report, lang: str) -> list[tuple[str, list[Group]]]:
    """The findings of every department, a document that names none under its own name; those of every document.

    Both only where they tell something new.
    """
    departments = [
        (department or document_name(every[0][0].path, lang), [finding for _, found in every for finding in found])
        for department, every in by_department(report)
    ]
    named = any(document.department for document in report.documents)
    tables = [("department", departments)] if named and len(departments) > 1 else []
    if len(report.documents) > max(1, len(departments) if tables else 1):
        tables.append(("document", [(document_name(one.path, lang), found) for one, found in by_document(report)]))
    return tables


def _table(title: str, rows: list[Group], lang: str) -> Iterator[str]:
    """Counts by severity with a bar for each group; the longest bar is that of the largest group."""
    largest = max(len(found) for _, found in rows)
    heads = [*(SEVERITY[one].in_(lang) for one in SEVERITIES), WORDS["total"].in_(lang)]
    yield f"<table>\n<tr><th>{WORDS[title].in_(lang)}</th>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    for name, found in rows:
        of = counts(found)
        bars = "".join(f'<i class="{one}" style="width:{100 * of[one] / largest:.1f}%"></i>' for one in SEVERITIES)
        cells = "".join(
            f"<td>{count}</td>" if count else '<td class="none">0</td>' for count in (*of.values(), len(found))
        )
        yield f'<tr><td>{_text(name)}<span class="bar">{bars}</span></td>{cells}</tr>'
    yield "</table>"


def _filter(families: dict[str, str], report: Report, lang: str) -> Iterator[str]:
    """What is to be shown; hidden where no script would act on it."""
    yield f'<form id="filter" class="hidden"><p>{WORDS["show"].in_(lang)}'
    for one in SEVERITIES:
        yield f'<label><input type="checkbox" value="{one}" checked> {SEVERITY[one].in_(lang)}</label>'
    yield "</p>"
    yield from _choice("family", "families", "".join(_option(*one) for one in families.items()), lang)
    yield from _choice("project", "projects", "".join(_projects(report, lang)), lang)
    words = WORDS["search"].in_(lang)
    yield f'<input type="text" id="search" autocomplete="off" placeholder="{words}" title="{words}">'
    yield f'<p id="count" class="where" data-pattern="{WORDS["shown"].in_(lang)}"></p></form>'


def _choice(name: str, every: str, options: str, lang: str) -> Iterator[str]:
    """A list to choose one from, or all."""
    label = WORDS[name].in_(lang)
    yield f'<select id="{name}" title="{label}">{_option("", WORDS[every].in_(lang))}{options}</select>'


def _option(value: str, words: str) -> str:
    return f'<option value="{value}">{_text(words)}</option>'


def _projects(report: Report, lang: str) -> Iterator[str]:
    """The projects to choose from, by document; of several also the document as a whole."""
    for at, (document, findings) in enumerate(by_document(report)):
        if not _told((document, findings)):
            continue
        options = [_option(f"{at}.{which}", project_title(project, lang))
                   for which, project in enumerate(by_project(findings))]  # fmt: skip
        if len(options) > 1:
            options.insert(0, _option(str(at), WORDS["whole"].in_(lang)))
        yield f'<optgroup label="{_text(document_name(document.path, lang))}">{"".join(options)}</optgroup>'


def _told(entry: OfDocument) -> bool:
    """Whether there is anything to tell of a document."""
    document, findings = entry
    return document.status == "checked" and bool(findings)


def _document(at: int, entry: OfDocument, lang: str) -> Iterator[str]:
    """A document; it and its projects carry the values that choose them."""
    document, findings = entry
    if not _told(entry):
        return
    name = _text(document_name(document.path, lang))
    yield f'<div class="document">\n<h2>{name}</h2>'
    if document.department:
        yield f'<p class="unit">{_text(document.department)}</p>'
    for note in document.notes:
        yield f"<p>{WORDS['note'].in_(lang)}: {_text(note.in_(lang))}</p>"
    for which, (project, of_project) in enumerate(by_project(findings).items()):
        title = _text(project_title(project, lang))
        values = f'data-document="{at}" data-project="{at}.{which}" data-name="{title} {name}"'
        yield f'<div class="project" {values}>\n<h3>{title}</h3>'
        for finding, same in folded(of_project):
            yield from _finding(finding, same, lang)
        yield "</div>"
    yield "</div>"


def _finding(finding: Finding, same: list[Finding], lang: str) -> Iterator[str]:
    rule, severity = finding.rule, finding.severity
    where = " · ".join(filter(None, (place(finding.location, lang), indicator_phrase(finding, lang))))
    given = f'data-severity="{severity}" data-family="{family_of(rule)}" data-count="{1 + len(same)}"'
    yield f'<div class="finding {severity}" {given}>'
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
