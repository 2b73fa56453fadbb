"""The notice that returns documents to a department for correction: a letter a department, made from a Word template.

Findings are grouped by what is to be done and by project, and numbered through the letter, so that an answer can name
them; notes are told in a line a rule. The form of the template that is shipped follows GB/T 9704-2012.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from auditor.finding import SEVERITIES, Coverage, Finding, Report
from auditor.report.docx_template import Entry, Field, Letter, Template, Values, read_template
from auditor.report.phrases import compared, indicator_phrase, norms, project_title
from auditor.report.tally import OfDocument, by_department, by_document, by_project, by_rule, counts
from auditor.report.width import clip_middle
from auditor.report.words import SEVERITY, document_name, first_sentence, joined, place, places, visible
from auditor.source.numerals import numeral
from auditor.wording import Text

__all__ = ["FIELDS", "notice_template", "read_notice_template", "render"]

NOTICE, SECTION, PROJECT, FINDING = range(4)
PROBLEM = Field(Text("问题", "problem"), FINDING)
FIELDS = (
    Field(Text("主送单位", "department")),
    Field(Text("年度", "year"), telling=False),
    Field(Text("文件清单", "document names")),
    Field(Text("文件数", "documents")),
    Field(Text("项目数", "projects")),
    Field(Text("指标数", "indicators")),
    Field(Text("错误数", "errors")),
    Field(Text("警告数", "warnings")),
    Field(Text("提示数", "notes")),
    Field(Text("未检查", "not checked")),
    Field(Text("有问题", "if defects"), telling=False),
    Field(Text("无问题", "if none"), telling=False),
    Field(Text("分类序号", "section number"), SECTION, telling=False),
    Field(Text("分类", "section"), SECTION),
    Field(Text("分类处数", "section count"), SECTION, telling=False),
    Field(Text("项目序号", "project number"), PROJECT, telling=False),
    Field(Text("项目", "project"), PROJECT),
    Field(Text("序号", "number"), FINDING, telling=False),
    Field(Text("条目", "item"), FINDING),
    Field(Text("级别", "severity"), FINDING, telling=False),
    Field(Text("规则", "rule"), FINDING),
    Field(Text("文件", "document"), FINDING),
    Field(Text("位置", "place"), FINDING),
    Field(Text("指标", "indicator"), FINDING),
    Field(Text("原文", "quote"), FINDING),
    PROBLEM,
    Field(Text("对照", "compare"), FINDING),
    Field(Text("修改意见", "advice"), FINDING),
    Field(Text("建议改为", "suggested"), FINDING),
    Field(Text("理由", "why"), FINDING),
    Field(Text("依据", "norm"), FINDING),
)

SECTIONS = {
    "error": Text("必须修改的问题", "To be corrected"),
    "warning": Text("建议核实的问题", "To be verified"),
    "note": Text("供参考的提示", "For information"),
}
BLANK = Text("＿＿＿＿＿＿", "____________")
YEAR = Text("{}年度", "{} ")
NOT_CHECKED = Text("{name}（{why}）", "{name} ({why})")
IN_DOCUMENT = Text("{project}（{document}）", "{project} ({document})")
QUOTED = Text("原文“{}”", "“{}”")
COMMA, SEMICOLON, STOP = Text("，", ", "), Text("；", "; "), Text("。", ".")
INSTEAD = Text("建议改为“{}”。", "Suggested: “{}”. ")
SAME = Text("同第{}条。", "As for {}.")
FOLDED = Text("{title}，共 {count} 处", "{title} ({count})")
SPOTS = Text("{project}：{places}", "{project}: {places}")
MORE = Text("；等 {} 个项目", "; … ({} projects)")
MOST_QUOTED, MOST_COMPARED, MOST_SPOTS = 96, 48, 6


def notice_template(lang: str) -> bytes:
    """The template that is shipped for a language."""
    return (Path(__file__).parent / "templates" / f"notice.{lang}.docx").read_bytes()


def read_notice_template(data: bytes) -> Template:
    """The template of a notice; raises TemplateError for one that cannot be used."""
    return read_template(data, FIELDS, PROBLEM)


def render(report: Report, lang: str, detail: str = "normal", template: bytes | None = None) -> bytes:
    """A letter for every department of which something was checked, in the template given or else the one shipped.

    In `full` detail notes are told one by one. Raises TemplateError for a template that cannot be used.
    """
    chosen = read_notice_template(notice_template(lang) if template is None else template)
    departments = [(name, of) for name, of in by_department(report) if any(map(_checked, of))]
    drafts = [_Draft(name, of, lang) for name, of in departments or [(None, by_document(report))]]
    sections = SECTION in chosen.levels
    return chosen.filled([Letter(draft.values(), list(draft.entries(sections, detail == "full"))) for draft in drafts])


def _checked(entry: OfDocument) -> bool:
    return entry[0].status == "checked"


class _Group(NamedTuple):
    """What is told under the title of a project: findings one by one, or `folded` those of a rule together."""

    title: str
    items: Sequence[Sequence[Finding]]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """A letter to a department, if it is known, about its documents."""

    department: str | None
    documents: Sequence[OfDocument]
    lang: str

    def values(self) -> Values:
        """What concerns the letter as a whole; where nothing was checked, nothing is said of how much was."""
        checked = [entry for entry in self.documents if _checked(entry)]
        coverage = [document for document, _ in checked]
        of = counts(self._findings("error", "warning", "note"))
        defects = of["error"] + of["warning"] > 0
        years = {document.year for document in coverage}
        year = years.pop() if len(years) == 1 else None
        failed = [
            NOT_CHECKED.in_(self.lang).format(name=self._name(document.path), why=document.problem.in_(self.lang))
            for document, _ in self.documents
            if document.problem
        ]
        return {
            "主送单位": visible(self.department) if self.department else BLANK.in_(self.lang),
            "年度": YEAR.in_(self.lang).format(year) if year else "",
            "文件清单": joined([self._name(document.path) for document in coverage], self.lang, unit="份"),
            "文件数": str(len(checked)) if checked else None,
            "项目数": str(sum(document.projects for document in coverage)),
            "指标数": str(sum(document.indicators for document in coverage)),
            "错误数": str(of["error"]),
            "警告数": str(of["warning"]),
            "提示数": str(of["note"]),
            "未检查": SEMICOLON.in_(self.lang).join(map(visible, failed)),
            "有问题": "" if defects else None,
            "无问题": "" if checked and not defects else None,
        }

    def entries(self, sections: bool, full: bool) -> Iterator[Entry]:
        """What is listed, in its order, numbered through."""
        number = 0
        for order, (title, groups) in enumerate(self._sections(sections, full), 1):
            count = sum(len(item) for group in groups for item in group.items)
            of_section = {"分类序号": self._ordinal(order), "分类": title, "分类处数": str(count)}
            for at, group in enumerate(groups, 1):
                of_project = {"项目序号": self._ordinal(at), "项目": visible(group.title)}
                first: dict[str, int] = {}
                for item in group.items:
                    number += 1
                    told = first.setdefault(item[0].rule.id, number)
                    values = self._folded(item) if group.folded else self._single(item[0], told if told < number else 0)
                    of_finding = {"序号": str(number), **{name: visible(value) for name, value in values.items()}}
                    yield Entry((order, at, number), (of_section, of_project, of_finding))

    def _sections(self, sections: bool, full: bool) -> Iterator[tuple[str, list[_Group]]]:
        """The groups under the titles of what is to be done; under one without a title where there are no sections."""
        told = SEVERITIES if full else SEVERITIES[:-1]
        notes = [] if full else [found for _, found in by_rule(self._findings("note"))]
        if not sections:
            groups = self._by_project(*told)
            if notes:
                groups.append(_Group(SECTIONS["note"].in_(self.lang), notes, folded=True))
            yield "", groups
            return
        for severity in told:
            groups = self._by_project(severity)
            if groups:
                yield SECTIONS[severity].in_(self.lang), groups
        if notes:
            yield SECTIONS["note"].in_(self.lang), [_Group("", notes, folded=True)]

    def _by_project(self, *severities: str) -> list[_Group]:
        return [
            _Group(self._project(document, project), [[finding] for finding in found])
            for document, findings in self.documents
            for project, found in by_project(one for one in findings if one.severity in severities).items()
        ]

    def _findings(self, *severities: str) -> list[Finding]:
        return [one for _, findings in self.documents for one in findings if one.severity in severities]

    def _single(self, finding: Finding, told: int) -> dict[str, str]:
        """The values of a finding; what its rule advises is not said again where `told` is the number that says it."""
        lang, rule = self.lang, finding.rule
        suggested = INSTEAD.in_(lang).format(finding.suggestion) if finding.suggestion else ""
        again = "" if suggested else SAME.in_(lang).format(told)
        spot, indicator = place(finding.location, lang), indicator_phrase(finding, lang)
        quote = clip_middle(visible(finding.quote), MOST_QUOTED)
        parts = [spot, indicator, QUOTED.in_(lang).format(quote) if quote else ""]
        return {
            "条目": _stopped(COMMA.in_(lang).join(filter(None, parts)) or rule.title.in_(lang), lang),
            "级别": SEVERITY[finding.severity].in_(lang),
            "规则": rule.id,
            "文件": self._name(finding.location.path),
            "位置": spot,
            "指标": finding.address.indicator or "",
            "原文": quote,
            "问题": finding.message.in_(lang),
            "对照": _stopped(SEMICOLON.in_(lang).join(compared(finding, lang, MOST_COMPARED)), lang),
            "修改意见": (suggested + (again if told else rule.advice.in_(lang))).strip(),
            "建议改为": finding.suggestion or "",
            "理由": first_sentence(rule.rationale.in_(lang)),
            "依据": "" if told else _stopped(norms(rule, lang), lang),
        }

    def _folded(self, findings: Sequence[Finding]) -> dict[str, str]:
        """The values of the notes of a rule, told as one."""
        lang, rule = self.lang, findings[0].rule
        spots = [
            SPOTS.in_(lang).format(project=self._project(document, project), places=where)
            for document, of_document in self.documents
            for project, found in by_project(one for one in of_document if one.rule.id == rule.id).items()
            if (where := places([one.location for one in found if one.severity == "note"], lang))
        ]
        listed = SEMICOLON.in_(lang).join(spots[:MOST_SPOTS])
        more = MORE.in_(lang).format(len(spots)) if len(spots) > MOST_SPOTS else ""
        return {
            "条目": _stopped(FOLDED.in_(lang).format(title=rule.title.in_(lang), count=len(findings)), lang),
            "级别": SEVERITY["note"].in_(lang),
            "规则": rule.id,
            "问题": _stopped(listed + more, lang),
            "修改意见": rule.advice.in_(lang),
            "理由": first_sentence(rule.rationale.in_(lang)),
            "依据": _stopped(norms(rule, lang), lang),
        }

    def _project(self, document: Coverage, project: str | None) -> str:
        """The title of a project, with its document where the letter is about several."""
        title = project_title(project, self.lang)
        if len(self.documents) == 1:
            return title
        return IN_DOCUMENT.in_(self.lang).format(project=title, document=self._name(document.path))

    def _name(self, path: str) -> str:
        """What the letter calls a document: the name of its file, with the folders where another has the same."""
        name = os.path.basename(path)
        same = sum(os.path.basename(document.path) == name for document, _ in self.documents)
        return document_name(path if same > 1 else name, self.lang)

    def _ordinal(self, number: int) -> str:
        return numeral(number, "chineseCounting") if self.lang == "zh" else str(number)


def _stopped(text: str, lang: str) -> str:
    """The text with a full stop, where it has none at its end or at that of its last quotation."""
    stop = STOP.in_(lang)
    return text if not text or text.rstrip("”").endswith(stop) else text + stop
