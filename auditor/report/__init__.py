"""Reports: a pure function from `Report` to text or bytes for every format, found in one table."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from auditor.finding import Report
from auditor.wording import Text

__all__ = ["FORMATS", "Format", "TemplateError", "render"]


class TemplateError(Exception):
    """A template that cannot be filled in. `reason` says what is wrong with it and what to write."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its module of auditor.report with `render(report, lang, detail)`, and what it is for.

    `endings` are those of file names, the usual one first. A `binary` format is not for a screen; one with a
    `template` renders with a further argument of that name, the bytes of a file to fill in, or None.
    """

    module: str
    endings: tuple[str, ...]
    about: Text
    binary: bool = False
    template: bool = False


FORMATS = {
    "text": Format("text", (".txt",), Text("纯文本，供阅读", "plain text for reading")),
    "json": Format("json_", (".json",), Text("供其他程序使用", "for other programs")),
    "html": Format("html", (".html", ".htm"), Text("网页，可筛选、可打印", "a page to filter and to print")),
    "xlsx": Format("xlsx", (".xlsx",), Text("Excel 问题清单，可筛选、可分派", "a workbook to filter and to hand out"),
                   binary=True),
    "docx": Format("notice", (".docx",), Text("退回修改意见，可换模板", "the return notice; takes a template"),
                   binary=True, template=True),
    "csv": Format("csv_", (".csv",), Text("每处问题一行，可用 Excel 打开", "a line a finding, for spreadsheets")),
    "markdown": Format("markdown", (".md", ".markdown"), Text("供网页、聊天工具粘贴", "for pages and messages")),
    "sarif": Format("sarif", (".sarif",), Text("SARIF 2.1.0，供代码平台使用", "SARIF 2.1.0 for code hosts")),
    "github": Format("github", (".txt",), Text("GitHub Actions 批注", "annotations of GitHub Actions")),
    "gitlab": Format("gitlab", (".json",), Text("GitLab 代码质量报告", "GitLab's code quality report")),
    "junit": Format("junit", (".xml",), Text("JUnit XML，供持续集成使用", "JUnit XML for continuous integration")),
}  # fmt: skip
COLOURED = {"text": "terminal"}


def render(
    report: Report, form: str, lang: str, detail: str = "normal", colour: bool = False, template: bytes | None = None
) -> str | bytes:
    """The report in one of FORMATS; `colour` chooses the coloured form where the format has one.

    Raises TemplateError where the format takes a template and this one cannot be filled in.
    """
    name = COLOURED.get(form, FORMATS[form].module) if colour else FORMATS[form].module
    module = importlib.import_module("auditor.report." + name)
    further = {"template": template} if FORMATS[form].template else {}
    rendered: str | bytes = module.render(report, lang, detail, **further)
    return rendered
