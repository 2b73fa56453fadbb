"""Hand-made reports for the tests of the output formats."""

from __future__ import annotations

from dataclasses import replace

from auditor.finding import Address, Coverage, Evidence, Finding, Report, RuleCount, RuleFacts, RuleFailure
from auditor.source import Location, Place
from auditor.wording import Text

PATH = "shuiwu-2024.txt"


def at(line: int | None, end_line: int | None = None, path: str = PATH, **place: object) -> Location:
    column = None if line is None else 1
    return Location(path, line, end_line or line, column, column and 9, Place(**place))  # type: ignore[arg-type]


IMPOSSIBLE = RuleFacts(
    id="V101",
    name="ratio-above-whole",
    title=Text("比率超过100%", "A bounded ratio above 100%"),
    severity="error",
    confidence="certain",
    rationale=Text("达标率以全部为限。多出的部分无从谈起。", "A ratio is bounded by the whole. More cannot be."),
    advice=Text("核对后改正指标值。", "Check and correct the target."),
    norm=(Text("财预〔2015〕88号", "Cai Yu [2015] No. 88"),),
)
NOTATION = RuleFacts(
    id="V501",
    name="two-notations",
    title=Text("写法不统一", "Two notations"),
    severity="note",
    confidence="possible",
    rationale=Text("同一文件宜用一种写法。", "One document, one notation."),
    advice=Text("统一写作 %。", "Write % throughout."),
    norm=(),
)

CONTEXT = "产出指标  质量指标  供水水质达标率  抽检合格水样占比  ≥999 百分比  合同"
QUOTE = "≥999 百分比"


def impossible(line: int = 152) -> Finding:
    start = CONTEXT.index(QUOTE)
    return Finding(
        rule=IMPOSSIBLE,
        severity="error",
        message=Text("“供水水质达标率”不可能达到 999%。", "“供水水质达标率” cannot be 999%."),
        suggestion="≥99%",
        quote=QUOTE,
        context=CONTEXT,
        mark=(start, start + len(QUOTE)),
        location=at(line, table=3, row=9, cell="E9"),
        address=Address("农村饮水安全工程", "供水水质达标率", "target"),
        evidence=(
            Evidence(Text("部门表中的同名指标", "the same in the department's table"), "≥99%", at(41)),
            Evidence(Text("部门表中的同名指标", "the same in the department's table"), "≥98%", at(42)),
        ),
        values=(("target", "999"), ("limit", "100")),
        fingerprint="f" * 16,
    )


def notation(line: int, project: str | None = "农村饮水安全工程") -> Finding:
    return Finding(
        rule=NOTATION,
        severity="note",
        message=Text("百分比与 % 混用。", "百分比 beside %."),
        suggestion=None,
        quote="百分比",
        context="≥95 百分比",
        mark=(4, 7),
        location=at(line),
        address=Address(project),
        evidence=(),
        values=(),
        fingerprint=f"{line:016d}",
    )


def sample() -> Report:
    """One document with an error, a folded run of notes and a note on the whole document."""
    findings = (impossible(), *(notation(line) for line in range(153, 157)), notation(170, None))
    unread = tuple((at(line), Text("列数与表头不符", "columns differ from the heading")) for line in (41, 42, 97))
    document = Coverage(PATH, "0" * 64, "checked", 17, 128, unread=unread)
    counts = (("V101", RuleCount(128, 100, {"target": 28})), ("V501", RuleCount(1, 1)))
    return Report(findings, (document,), counts=counts, rules=(IMPOSSIBLE, NOTATION))


def clean() -> Report:
    """One document, read in full, nothing found."""
    return Report((), (Coverage(PATH, "0" * 64, "checked", 4, 39, claims=12),))


def broken() -> Report:
    """A document with an error, one that cannot be read, an empty one, and a rule that failed."""
    unreadable = Coverage("jiaoyu.docx", None, "unreadable", problem=Text("没有读取权限。", "permission denied."))
    empty = Coverage("weisheng.txt", "1" * 64, "empty", problem=Text("未识别到绩效指标", "no indicators recognised"))
    failure = RuleFailure("T101", PATH, 7, "ZeroDivisionError: the divisor can be zero")
    report = sample()
    return replace(report, documents=(*report.documents, unreadable, empty), failures=(failure,))
