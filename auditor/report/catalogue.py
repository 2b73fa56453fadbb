"""The list of rules, as a table for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.report.families import family_title
from auditor.report.json_ import dumped
from auditor.report.page import STATUS
from auditor.report.width import columns, pad
from auditor.report.words import SEVERITY
from auditor.rule import Rule
from auditor.wording import Text

__all__ = ["FORMATS", "as_json", "as_table"]

SCHEMA = 1
GAP = "  "
TITLES = (
    Text("编号", "id"),
    Text("级别", "severity"),
    Text("类别", "family"),
    Text("标题", "title"),
    Text("来源", "origin"),
    Text("示例", "examples"),
)
BUILTIN = Text("自带", "built in")
COUNT = Text("共 {} 条规则", "{} rules")


def as_table(rules: Sequence[Rule], lang: str) -> str:
    """A line for every rule in aligned columns; a rule that is not in ordinary use says so after its title."""
    rows = [[title.in_(lang) for title in TITLES], *(_row(rule, lang) for rule in rules)]
    sizes = [max(columns(row[at]) for row in rows) for at in range(len(TITLES))]
    table = [GAP.join(pad(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip() for row in rows]
    return "\n".join([*table, COUNT.in_(lang).format(len(rules))]) + "\n"


def _row(rule: Rule, lang: str) -> list[str]:
    facts, examples = rule.facts, rule.examples
    title = facts.title.in_(lang)
    if rule.status in STATUS:
        title += f"（{STATUS[rule.status].zh}）" if lang == "zh" else f" ({STATUS[rule.status].en})"
    return [
        rule.id,
        SEVERITY[facts.severity].in_(lang),
        f"{rule.family} {family_title(rule.family, lang)}",
        title,
        BUILTIN.in_(lang) if rule.builtin else rule.origin,
        str(len(examples.bad) + len(examples.good)),
    ]


def as_json(rules: Sequence[Rule], lang: str) -> str:
    """The rules as indented JSON with a final line break."""
    return dumped({"schema": SCHEMA, "rules": [_as_json(rule, lang) for rule in rules]})


def _as_json(rule: Rule, lang: str) -> dict[str, object]:
    facts, examples = rule.facts, rule.examples
    return {
        "id": rule.id,
        "name": facts.name,
        "title": facts.title.in_(lang),
        "severity": facts.severity,
        "confidence": facts.confidence,
        "status": rule.status,
        "since": rule.since,
        "replaced_by": rule.replaced_by,
        "family": rule.family,
        "family_title": family_title(rule.family, lang),
        "scope": rule.scope,
        "basis": rule.basis,
        "norm": [norm.in_(lang) for norm in facts.norm],
        "origin": rule.origin,
        "builtin": rule.builtin,
        "options": [
            {"name": name, "default": _default(value), "meaning": rule.meanings[name].in_(lang)}
            for name, value in rule.options.items()
        ],
        "examples": {"bad": len(examples.bad), "good": len(examples.good), "todo": len(examples.todo)},
    }


def _default(value: object) -> object:
    """The default of an option: numbers are strings of decimals."""
    return list(value) if isinstance(value, tuple) else value if isinstance(value, bool) else str(value)


# format -> function of rules and language
FORMATS = {"text": as_table, "json": as_json}
