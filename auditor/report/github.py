"""The report as workflow commands of GitHub Actions, which become annotations beside the lines they name."""

from __future__ import annotations

import os
from collections.abc import Iterator

from auditor.finding import Finding, Report
from auditor.report.phrases import label_of
from auditor.report.words import coverage_line, obstacles, place, visible
from auditor.source import Location

__all__ = ["render"]

COMMAND = {"error": "error", "warning": "warning", "note": "notice"}
# What ends a command or a property of one, and how it is written there.
IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = {**IN_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}
TITLE = "{id} {title}"


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """A command for everything that was not done and for every finding, then a plain line on what was read."""
    lines = [*_commands(report, lang), visible(coverage_line(report.documents, lang))]
    return "".join(line + "\n" for line in lines)


def _commands(report: Report, lang: str) -> Iterator[str]:
    for where, sentence in obstacles(report, lang):
        yield _command("error", where, "auditor", sentence)
    for finding in report.findings:
        title = TITLE.format(id=finding.rule.id, title=finding.rule.title.in_(lang))
        yield _command(COMMAND[finding.severity], finding.location, title, _message(finding, lang))


def _command(name: str, where: Location, title: str, message: str) -> str:
    """`::error file=a.txt,line=2,…::message`; columns only within one line, as GitHub asks."""
    file = os.path.normpath(where.path).replace(os.sep, "/") if where.path else None
    given = {"file": file, "line": where.line, "endLine": where.end_line}
    if where.line == where.end_line:
        given |= {"col": where.column, "endColumn": where.end_column}
    properties = {**given, "title": visible(title)}
    written = ",".join(
        f"{key}={str(value).translate(IN_PROPERTY)}" for key, value in properties.items() if value is not None
    )
    shown = "\n".join(map(visible, message.split("\n")))
    return f"::{name} {written}::{shown.translate(IN_MESSAGE)}"


def _message(finding: Finding, lang: str) -> str:
    """What is wrong, what to write, and where it is in a file without lines."""
    lines = [finding.message.in_(lang)]
    if finding.location.line is None:
        lines.insert(0, place(finding.location, lang))
    if finding.suggestion:
        lines.append(label_of("suggestion", lang) + finding.suggestion)
    lines.append(finding.rule.advice.in_(lang))
    return "\n".join(filter(None, lines))
