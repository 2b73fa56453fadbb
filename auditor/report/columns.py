"""The columns of a table with a row for every finding: what a reviewer filters by, works through and sends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auditor.finding import Finding, Report
from auditor.report.families import family_title
from auditor.report.phrases import compared, label_of, norms
from auditor.report.tally import family_of
from auditor.report.words import SEVERITY, document_name, place, visible
from auditor.wording import Text

__all__ = ["COLUMNS", "FORMULA_STARTS", "NUMBER", "Column", "like_a_formula", "rows"]

# What spreadsheets take for a formula at the start of a cell, in half and full width.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in a workbook in characters, and what it shows of a finding in a language."""

    title: Text
    width: int
    show: Callable[[Finding, str], str]


def _problem(finding: Finding, lang: str) -> str:
    """The message, and below it the other places that take part."""
    return "\n".join([
        finding.message.in_(lang),
        *(label_of("evidence", lang) + words for words in compared(finding, lang)),
    ])


def _family(finding: Finding, lang: str) -> str:
    family = family_of(finding.rule)
    return f"{family} {family_title(family, lang)}"


NUMBER = Text("序号", "number")
# 处理意见 and 责任人 are for the people who work through the list.
COLUMNS = (
    Column(Text("级别", "severity"), 7, lambda finding, lang: SEVERITY[finding.severity].in_(lang)),
    Column(Text("规则", "rule"), 8, lambda finding, lang: finding.rule.id),
    Column(Text("类别", "family"), 14, _family),
    Column(Text("文件", "document"), 18, lambda finding, lang: document_name(finding.location.path, lang)),
    Column(Text("项目", "project"), 18, lambda finding, lang: finding.address.project or ""),
    Column(Text("指标", "indicator"), 15, lambda finding, lang: finding.address.indicator or ""),
    Column(Text("位置", "place"), 12, lambda finding, lang: place(finding.location, lang)),
    Column(Text("原文", "quoted"), 24, lambda finding, lang: finding.quote),
    Column(Text("问题", "problem"), 36, _problem),
    Column(Text("修改建议", "advice"), 30, lambda finding, lang: finding.rule.advice.in_(lang)),
    Column(Text("建议改为", "suggested"), 15, lambda finding, lang: finding.suggestion or ""),
    Column(Text("依据", "norm"), 18, lambda finding, lang: norms(finding.rule, lang)),
    Column(Text("处理意见", "decision"), 16, lambda finding, lang: ""),
    Column(Text("责任人", "person"), 9, lambda finding, lang: ""),
)


def like_a_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula, blanks and tabs before it or not."""
    return text.lstrip().startswith(FORMULA_STARTS)


def rows(report: Report, lang: str) -> Iterator[list[str]]:
    """A row of texts for every finding, in the order of COLUMNS; line breaks part the sentences of a cell."""
    for finding in report.findings:
        yield ["\n".join(map(visible, column.show(finding, lang).split("\n"))) for column in COLUMNS]
