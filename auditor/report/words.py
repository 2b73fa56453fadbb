"""The words that reports of every format share: severities, places, counts, coverage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.finding import SEVERITIES, Coverage, Finding, Report, RuleFailure
from auditor.source import Location, Place
from auditor.wording import Text

__all__ = [
    "SEVERITY",
    "coverage_line",
    "document_name",
    "findings_phrase",
    "first_sentence",
    "joined",
    "listed",
    "obstacles",
    "obstacles_by_path",
    "place",
    "places",
    "problems",
    "visible",
]

SEVERITY = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "note": Text("提示", "note")}

NOTHING_FOUND = Text("未发现问题", "nothing found")
NAMES = {"-": Text("标准输入", "standard input"), "": Text("各文件之间", "between the documents")}
FULL_STOP = re.compile(r"。|\.(?= [A-Z])")
MOST_PLACES = 12
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# Half characters (of undecodable file names) and the two code points that are never characters.
UNENCODABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text without characters that would steer the screen it is shown on, or that no XML file can hold."""
    return UNENCODABLE.sub("\ufffd", INVISIBLE.sub(" ", text))


def document_name(path: str, lang: str) -> str:
    """What a report calls the document at `path`: `-` is the standard input; no path, what concerns no one document."""
    return NAMES[path].in_(lang) if path in NAMES else path


def first_sentence(text: str) -> str:
    """The text up to and with its first full stop (Chinese, or a point before another sentence)."""
    end = FULL_STOP.search(text)
    return text[: end.start() + 1] if end else text


def place(location: Location, lang: str) -> str:
    """Where it stands, in words: `第152行`, `第3页 表2第4行`, `工作表“目标” E9`; empty where nothing is known."""
    if location.line is not None:
        return _lines_phrase(location.line, location.end_line, lang)
    spot = location.place
    parts = []
    if spot.page is not None:
        parts.append(f"page {spot.page}" if lang == "en" else f"第{spot.page}页")
    if spot.sheet is not None:
        parts.append(f"sheet “{spot.sheet}”" if lang == "en" else f"工作表“{spot.sheet}”")
    if spot.sheet is not None and spot.cell is not None:
        parts.append(spot.cell)
    elif spot.table is not None:
        parts.append(_table_phrase(spot.table, spot.row, lang))
    return (", " if lang == "en" else " ").join(parts)


def _lines_phrase(line: int, end_line: int | None, lang: str) -> str:
    if end_line is None or end_line == line:
        return f"line {line}" if lang == "en" else f"第{line}行"
    return f"lines {line}–{end_line}" if lang == "en" else f"第{line}–{end_line}行"


def _table_phrase(table: int, row: int | None, lang: str) -> str:
    if row is None:
        return f"table {table}" if lang == "en" else f"表{table}"
    return f"table {table}, row {row}" if lang == "en" else f"表{table}第{row}行"


def joined(parts: Sequence[str], lang: str, one: str = "{}", unit: str = "处") -> str:
    """The parts as a list in a sentence, set into the form `one`; of a long list the first and the number of all."""
    shown = one.format(listed(parts[:MOST_PLACES], lang))
    if len(parts) <= MOST_PLACES:
        return shown
    return f"{shown} … ({len(parts)})" if lang == "en" else f"{shown}等 {len(parts)} {unit}"


def listed(parts: Sequence[str], lang: str) -> str:
    """The parts as a list in a sentence."""
    return (", " if lang == "en" else "、").join(parts)


def places(locations: Iterable[Location], lang: str) -> str:
    """Several places in words, each once: `第 41、42、97 行` where all have lines, else one after the other."""
    every = list(locations)
    if not all(location.line is not None for location in every):
        return joined(list(dict.fromkeys(place(location, lang) for location in every)), lang)
    numbers = [str(line) for line in _line_numbers(every)]
    return joined(numbers, lang, "lines {}" if lang == "en" else "第 {} 行", "行")


def _line_numbers(locations: Iterable[Location]) -> list[int]:
    """The lines that the locations cover, each once, in order."""
    return sorted({
        line
        for location in locations
        for line in range(location.line or 0, (location.end_line or location.line or 0) + 1)
    })


def findings_phrase(findings: Iterable[Finding], lang: str) -> str:
    """`错误 1 处 · 警告 3 处 · 提示 12 处`, severities without findings left out; for none, that there are none."""
    tally = Counter(finding.severity for finding in findings)
    form = "{word}: {count}" if lang == "en" else "{word} {count} 处"
    parts = [
        form.format(word=SEVERITY[severity].in_(lang), count=tally[severity])
        for severity in SEVERITIES
        if tally[severity]
    ]
    return " · ".join(parts) or NOTHING_FOUND.in_(lang)


COVERAGE = {
    "zh": {
        "files": "{count} 个文件：",
        "checked": "检查 {projects} 个项目、{indicators} 条指标",
        "claims": "，核算 {count} 处数字",
        "all read": "；没有未能识别的行",
        "lines": "；{count} 行未能识别",
        "spots": "；{count} 处未能识别",
        "where": "（{places}）",
        "failed": "；{count} 个文件未能检查",
    },
    "en": {
        "files": "{count} files: ",
        "checked": "projects checked: {projects}, indicators: {indicators}",
        "claims": ", figures recomputed: {count}",
        "all read": "; no line left unrecognised",
        "lines": "; lines not recognised: {count}",
        "spots": "; places not recognised: {count}",
        "where": " ({places})",
        "failed": "; files not checked: {count}",
    },
}


def coverage_line(documents: Sequence[Coverage], lang: str) -> str:
    """What was read, in one sentence, so that the absence of findings can be believed.

    Lines that were not read are named where there is one document, counted where there are several.
    """
    words = COVERAGE[lang]
    checked = [document for document in documents if document.status == "checked"]
    parts = [words["files"].format(count=len(checked))] if len(documents) > 1 else []
    parts.append(
        words["checked"].format(
            projects=sum(document.projects for document in checked),
            indicators=sum(document.indicators for document in checked),
        )
    )
    claims = sum(document.claims for document in checked)
    if claims:
        parts.append(words["claims"].format(count=claims))
    if checked:
        parts.append(_unread_phrase(checked, lang, named=len(documents) == 1))
    if len(checked) < len(documents):
        parts.append(words["failed"].format(count=len(documents) - len(checked)))
    return "".join(parts)


def _unread_phrase(documents: Sequence[Coverage], lang: str, named: bool) -> str:
    """How much was not read of the documents: lines of the file where all unread places have lines."""
    words = COVERAGE[lang]
    unread = [[location for location, _ in document.unread] for document in documents]
    every = [location for locations in unread for location in locations]
    if not every:
        return words["all read"]
    if all(location.line is not None for location in every):
        phrase = words["lines"].format(count=sum(len(_line_numbers(locations)) for locations in unread))
    else:
        phrase = words["spots"].format(count=len(every))
    return phrase + (words["where"].format(places=places(every, lang)) if named else "")


def problems(report: Report, lang: str) -> list[str]:
    """One sentence for everything that kept the work from being done in full, for the standard error."""
    mark = ": " if lang == "en" else "："
    return [f"{document_name(where.path, lang)}{mark}{sentence}" for where, sentence in obstacles(report, lang)]


def obstacles(report: Report, lang: str) -> list[tuple[Location, str]]:
    """What kept the work from being done in full, each with its file, and the line where one is known."""
    return [
        *((_line(one.path, None), one.problem.in_(lang)) for one in report.documents if one.problem),
        *((_line(failure.path, failure.line), _failure_phrase(failure, lang)) for failure in report.failures),
    ]


def obstacles_by_path(report: Report, lang: str) -> dict[str, list[str]]:
    """The sentences of `obstacles` by the path of their file; that of a rule over many documents is empty."""
    found: dict[str, list[str]] = {}
    for where, sentence in obstacles(report, lang):
        found.setdefault(where.path, []).append(sentence)
    return found


def _line(path: str, line: int | None) -> Location:
    return Location(path, line, line, None, None, Place())


def _failure_phrase(failure: RuleFailure, lang: str) -> str:
    where = "" if failure.line is None else _lines_phrase(failure.line, None, lang)
    if lang == "en":
        return f"{where and where + ': '}rule {failure.rule} failed and was not applied from here on: {failure.error}"
    return f"{where and where + '：'}规则 {failure.rule} 出错，自此处起未能检查：{failure.error}"
