"""The text report in colour, for a terminal: the words of `text`, the culprit underlined."""

from __future__ import annotations

import io
import shutil

from rich.console import Console
from rich.text import Text

from auditor.finding import Report
from auditor.report.text import Line, lines
from auditor.report.words import visible

__all__ = ["render"]

STYLES = {
    "": "",
    "path": "bold",
    "project": "bold cyan",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold blue",
    "rule": "bold",
    "place": "cyan",
    "quote": "dim",
    "mark": "bold red underline",
    "message": "bold",
    "label": "dim",
    "good": "green",
    "dim": "dim",
}
WIDEST = 110


def render(report: Report, lang: str, detail: str = "normal") -> str:
    """The report with ANSI colours, wrapped to the width of the terminal."""
    out = io.StringIO()
    width = min(shutil.get_terminal_size().columns, WIDEST)
    console = Console(
        file=out, width=width, force_terminal=True, color_system="standard", highlight=False, legacy_windows=False
    )
    for line in lines(report, lang, detail):
        if not line.drawn:
            _print(console, line)
    return out.getvalue()


def _print(console: Console, line: Line) -> None:
    """Print a line, wrapped with its indentation and without filling blanks at the end."""
    text = Text.assemble(*((visible(words), STYLES[style]) for style, words in line.segments))
    for part in text.wrap(console, console.width - line.indent):
        part.rstrip()
        console.print(Text(" " * line.indent) + part)
