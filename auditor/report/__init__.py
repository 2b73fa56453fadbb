"""Reports: a pure function from `Report` to text or bytes for every format, found in one table."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from auditor.finding import Report
from auditor.wording import Text

__all__ = ["BINARY", "ENDINGS", "FORMATS", "Format", "render"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its module of auditor.report with `render(report, lang, detail)`, and what it is for.

    `endings` are those of file names, the usual one first; of formats that share one, it stands for the first in the
    table. A `binary` format is not for a screen. A `templated` one is made from a template, the fourth parameter of
    its `render`.
    """

    module: str
    endings: tuple[str, ...]
    about: Text
    binary: bool = False
    templated: bool = False


FORMATS = {
    "text": Format("text", (".txt",), Text("纯文本，供阅读", "plain text for reading")),
    "json": Format("json_", (".json",), Text("供其他程序使用", "for other programs")),
    "xlsx": Format("xlsx", (".xlsx",), Text("Excel 问题清单，可筛选、可分派", "a workbook to filter and to hand out"),
                   binary=True),
    "html": Format("html_", (".html", ".htm"), Text("网页，可筛选、可打印，单个文件", "a page to filter and to print")),
    "docx": Format("notice", (".docx",), Text("退回修改意见（Word），每个部门一份，可用自己的模板",
                                              "a notice to every department, in Word, from a template"),
                   binary=True, templated=True),
    "csv": Format("csv_", (".csv",), Text("每处问题一行，可用 Excel 打开", "a line a finding, for spreadsheets")),
    "markdown": Format("markdown", (".md", ".markdown"), Text("供网页、聊天工具粘贴", "for pages and messages")),
    "sarif": Format("sarif", (".sarif", ".sarif.json"),
                    Text("SARIF 2.1.0，供代码平台使用", "SARIF 2.1.0 for code hosts")),
    "github": Format("github", (".txt",), Text("GitHub Actions 批注", "annotations of GitHub Actions")),
    "gitlab": Format("gitlab", (".json",), Text("GitLab 代码质量报告", "GitLab's code quality report")),
    "junit": Format("junit", (".xml",), Text("JUnit XML，供持续集成使用", "JUnit XML for continuous integration")),
}  # fmt: skip
COLOURED = {"text": "terminal"}
ENDINGS = {name: form.endings for name, form in FORMATS.items()}
BINARY = frozenset(name for name, form in FORMATS.items() if form.binary)


def render(report: Report, form: str, lang: str, detail: str = "normal", colour: bool = False,
           template: bytes | None = None) -> str | bytes:  # fmt: skip
    """The report in one of FORMATS; `colour` chooses the coloured form where the format has one.

    A templated format is made from `template`, by default from its own; it raises
    `auditor.report.docx_template.TemplateError` for one that cannot be used.
    """
    name = COLOURED.get(form, FORMATS[form].module) if colour else FORMATS[form].module
    module = importlib.import_module("auditor.report." + name)
    given = (template,) if FORMATS[form].templated else ()
    rendered: str | bytes = module.render(report, lang, detail, *given)
    return rendered
