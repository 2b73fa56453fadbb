"""The parts of a finding in words: what stands before them, other places, context, project and indicator."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.finding import Evidence, Finding, RuleFacts
from auditor.report.width import clip_middle
from auditor.report.words import document_name, joined, listed, place, places, visible
from auditor.wording import Text

__all__ = [
    "compared",
    "folded_phrase",
    "in_context",
    "indicator_phrase",
    "label_of",
    "norms",
    "project_title",
]

LABELS = {
    "quote": Text("原文", "quoted"),
    "problem": Text("问题", "problem"),
    "suggestion": Text("建议改为", "suggested"),
    "advice": Text("修改", "fix"),
    "reason": Text("理由", "why"),
    "norm": Text("依据", "norm"),
    "evidence": Text("对照", "compare"),
}
FOLDED = Text("另有 {count} 处同类提示：{places}", "{count} more of the same: {places}")
QUOTED = Text("{place}“{quote}”", "{place} “{quote}”")
PLAYING = Text("{role}，{quoted}", "{role}, {quoted}")
COLON, SEMICOLON = Text("：", ": "), Text("；", "; ")
NO_PROJECT = Text("正文及其他", "outside the projects")
INDICATOR = Text("指标“{}”", "indicator “{}”")


def label_of(name: str, lang: str, colon: bool = True) -> str:
    """What stands before a part of a finding: `修改：`; without its colon where a table gives it a cell."""
    return LABELS[name].in_(lang) + (COLON.in_(lang) if colon else "")


def norms(rule: RuleFacts, lang: str) -> str:
    """The norms that a rule rests on, in one sentence; empty where it cites none."""
    return SEMICOLON.in_(lang).join(norm.in_(lang) for norm in rule.norm)


def compared(finding: Finding, lang: str, size: int | None = None) -> list[str]:
    """The other places of a finding, a sentence for those that play one part; quotations of at most `size` columns."""
    roles: dict[str, list[str]] = {}
    for evidence in finding.evidence:
        roles.setdefault(evidence.role.in_(lang), []).append(_quoted(evidence, finding.location.path, lang, size))
    return [
        PLAYING.in_(lang).format(role=role, quoted=joined(quoted, lang) if size else listed(quoted, lang))
        for role, quoted in roles.items()
    ]


def _quoted(evidence: Evidence, path: str, lang: str, size: int | None) -> str:
    elsewhere = "" if evidence.location.path == path else document_name(evidence.location.path, lang) + " "
    quote = visible(evidence.quote)
    shown = clip_middle(quote, size) if size else quote
    return QUOTED.in_(lang).format(place=elsewhere + place(evidence.location, lang), quote=shown)


def folded_phrase(same: Sequence[Finding], lang: str) -> str:
    """How many more there are of what was just told, and where."""
    where = places([finding.location for finding in same], lang)
    return FOLDED.in_(lang).format(count=len(same), places=where)


def project_title(project: str | None, lang: str) -> str:
    """The name of a project, or what is said of findings that belong to none."""
    return NO_PROJECT.in_(lang) if project is None else visible(project)


def indicator_phrase(finding: Finding, lang: str) -> str:
    """`指标“…”`, or nothing where the finding concerns no one indicator."""
    name = finding.address.indicator
    return INDICATOR.in_(lang).format(visible(name)) if name else ""


def in_context(finding: Finding, most: int) -> tuple[str, str, str]:
    """The text before the quotation, the quotation, the text after it; of a long context `most` characters each way."""
    start, end = finding.mark
    if start == end:
        return "", visible(finding.quote), ""
    before, after = visible(finding.context[:start]).lstrip(), visible(finding.context[end:]).rstrip()
    return (
        "…" + before[-most:] if len(before) > most else before,
        visible(finding.context[start:end]),
        after[:most] + "…" if len(after) > most else after,
    )
