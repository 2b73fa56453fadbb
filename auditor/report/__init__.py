"""Reports: a pure function from `Report` to text for every format, found in one table."""

from __future__ import annotations

import importlib

from auditor.finding import Report

__all__ = ["FORMATS", "render"]

# format -> module of auditor.report with a function `render(report, lang, detail) -> str | bytes`
FORMATS = {
    "text": "text",
    "json": "json_",
}
COLOURED = {"text": "terminal"}


def render(report: Report, form: str, lang: str, detail: str = "normal", colour: bool = False) -> str | bytes:
    """The report in one of FORMATS; `colour` chooses the coloured form where the format has one."""
    name = COLOURED.get(form, FORMATS[form]) if colour else FORMATS[form]
    module = importlib.import_module("auditor.report." + name)
    rendered: str | bytes = module.render(report, lang, detail)
    return rendered
