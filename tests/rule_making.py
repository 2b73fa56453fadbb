"""Rule files of the tests' own: one good rule to begin with, and directories to load it from."""

from __future__ import annotations

from pathlib import Path

from auditor.library import Library, load
from auditor.rule import Rule

GOOD = """\
id: Z101
name: name-says-count
title: {zh: 名称以数量结尾, en: Name ends in a count}
severity: warning
confidence: likely
since: 0.1.0
scope: indicator
needs: [name]
require: not ends(name, "数量")
at: name
evidence: target
message: {zh: '名称是“{name}”。', en: 'The name is “{name}”.'}
advice: {zh: 改名。, en: Rename it.}
rationale: {zh: 测试用。, en: For tests.}
basis: convention
examples:
  bad:
    - name: a count
      frame: goal-table
      rows: [{name: 养护桥梁数量}]
      expect: [{line: 1, quote: 养护桥梁数量}]
      instead: [{name: 养护桥梁}]
  good:
    - name: no count
      frame: goal-table
      rows: [{name: 养护桥梁}]
"""

PYTHON = '''\
"""A rule of the tests."""

from auditor.rule import Bad, Examples, Found, Good, Option, Text, rule

TEXT = """一、桥梁养护绩效目标表
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	{name}	列入养护计划的桥梁	≥3 座	养护计划
"""
LONG = TEXT.format(name="养护桥梁座数")


@rule(
    id="Z102",
    name="name-is-short",
    title=Text("名称过短", "Name is short"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="indicator",
    message=Text("“{name}”过短。", "“{name}” is short."),
    advice=Text("写全。", "Write it out."),
    rationale=Text("测试用。", "For tests."),
    basis="convention",
    options={"shortest": Option(type="number", default="4", meaning=Text("最少字数", "fewest characters"))},
    examples=Examples(
        bad=[Bad(name="two", text=TEXT.format(name="桥梁"), expect=[(3, "桥梁")], instead=LONG)],
        good=[Good(name="six", text=LONG)],
    ),
)
def short_name(indicator, project, *, shortest):
    """Names below the fewest characters."""
    if indicator.name and len(indicator.name.raw) < shortest:
        yield Found(at=indicator.name, evidence=[indicator], values={"name": indicator.name.raw})
'''


def library_of(folder: Path, files: dict[str, str], *, trust: bool = False) -> Library:
    """The library with a directory of these files beside the built-in rules."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load([str(folder)], trust_python=trust, plugins=False)


def rule_of(folder: Path, text: str, name: str = "Z101.yaml") -> tuple[Rule, Library]:
    """The rule of one file, and its library."""
    library = library_of(folder, {name: text}, trust=True)
    return library.resolve(name.partition(".")[0])[0], library
