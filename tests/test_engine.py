"""Judging: order, places, fingerprints, coverage, failures; and proving a rule by its examples."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_making import GOOD, PYTHON, rule_of

from auditor.engine import judge
from auditor.finding import Finding, Report
from auditor.library import load
from auditor.proof import cases, own_text, prove
from auditor.records import read_document
from auditor.records.subject import Subject
from auditor.records.vocabulary import SCOPES
from auditor.rule import Found, Rule, Text
from auditor.source import from_text

LIBRARY = load(plugins=False)
V101, D101, T701 = (LIBRARY.resolve(rule)[0] for rule in ("V101", "D101", "T701"))
TABLE = """\
{before}{number}、{name}绩效目标表
绩效目标	1.{goal}
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	质量指标	路面修补合格率	修补后验收合格的路面	{rate}	养护规范
产出指标	数量指标	养护公路里程	列入计划的公路	≥150 公里	养护计划
"""


def table(rate: str = "≥998 百分比", name: str = "县道养护", **more: str) -> str:
    filled = {"before": "", "number": "一", "goal": "养护全县县道，保障安全通行。", "rate": rate, "name": name, **more}
    return TABLE.format(**filled)


def report(*texts: str, rules: tuple[Rule, ...] = (V101,), **options: object) -> Report:
    documents = [read_document(from_text(text, f"{at}.txt")) for at, text in enumerate(texts)]
    return judge(documents, rules, **options)  # type: ignore[arg-type]


def only(found: Report) -> Finding:
    (finding,) = found.findings
    return finding


def test_a_finding_knows_its_place() -> None:
    finding = only(report(table()))
    assert (finding.quote, finding.location.line, finding.location.path) == ("≥998 百分比", 4, "0.txt")
    assert (finding.address.project, finding.address.indicator, finding.address.field) == (
        "县道养护",
        "路面修补合格率",
        "target",
    )
    start, end = finding.mark
    assert finding.context[start:end] == "≥998 百分比"
    assert finding.context.startswith("产出指标  质量指标  路面修补合格率")
    assert finding.severity == "error"
    assert dict(finding.values) == {"name": "路面修补合格率", "target": "≥998 百分比"}
    assert "路面修补合格率" in finding.message.en


def test_evidence_and_fields_of_projects() -> None:
    finding = only(report(table("≥98%") + "\n" + table("≥98%", "乡道养护", number="二"), rules=(D101,)))
    assert finding.address.field == "goal"
    assert finding.address.project == "乡道养护"
    assert [(each.role.en, each.quote, each.location.line) for each in finding.evidence] == [
        ("first stands in", "养护全县县道，保障安全通行。", 2)
    ]


def test_order_is_path_position_rule() -> None:
    other = replace(V101, facts=replace(V101.facts, id="A101"))
    texts = (table() + "\n" + table("120%", "乡道养护", number="二"), table())
    found = report(*texts, rules=(V101, other)).findings
    keys = [(f.location.path, f.location.line, f.rule.id) for f in found]
    assert keys == sorted(keys)
    assert len(keys) == 6
    assert report(*texts, rules=(other, V101)).findings == found
    documents = [read_document(from_text(text, f"{at}.txt")) for at, text in enumerate(texts)]
    assert [f.message for f in judge(documents[::-1], (V101, other)).findings] == [f.message for f in found]


def test_severities_may_be_replaced() -> None:
    found = report(table(), severities={"V101": "note"})
    assert (only(found).severity, only(found).rule.severity, found.status()) == ("note", "error", 0)


def test_fingerprints_follow_what_was_judged() -> None:
    first = only(report(table())).fingerprint
    assert re.fullmatch("[0-9a-f]{20}", first)
    assert only(report(table(before="\n\n某县交通运输局\n\n"))).fingerprint == first
    assert only(report(table("≥９９８  百分比"))).fingerprint == first
    assert only(report(table("≥997 百分比"))).fingerprint != first
    assert only(report(table(name="乡道养护"))).fingerprint != first


def test_exact_twins_are_told_apart() -> None:
    row = "产出指标	质量指标	路面修补合格率	修补后验收合格的路面	≥998 百分比	养护规范\n"
    twins = report(table() + row).findings
    assert len({twin.fingerprint for twin in twins}) == len(twins) == 2
    assert twins[0].fingerprint == only(report(table())).fingerprint


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["", " ", "\n", "　"]), min_size=6, max_size=6))
def test_blank_lines_and_trailing_blanks_change_no_fingerprint(blanks: list[str]) -> None:
    lines = table().splitlines()
    changed = "\n".join(line + blank for line, blank in zip(lines[:1] + lines[1:], blanks, strict=False))
    expected = only(report(table())).fingerprint
    assert [finding.fingerprint for finding in report(changed).findings] == [expected]


@settings(max_examples=40)
@given(st.text("绩效目标表一级指标合格率≥%0123456789\t\n .，", max_size=300))
def test_no_text_makes_a_rule_raise(text: str) -> None:
    assert report("表" + text, rules=LIBRARY.choose()).failures == ()


def test_what_was_read_is_counted() -> None:
    found = report(table(), "只有一句话。")
    read, empty = found.documents
    assert (read.status, read.projects, read.indicators, len(read.sha256 or "")) == ("checked", 1, 2, 64)
    assert empty.status == "empty"
    assert empty.problem is not None
    assert found.status("never") == 2
    assert report(table()).status() == 1
    assert report(table("≥98%")).status() == 0


def test_rules_count_what_they_considered(tmp_path: Path) -> None:
    rule, _ = rule_of(tmp_path, GOOD.replace("needs: [name]", "needs: [name, deviation]"))
    counts = dict(report(table(), rules=(V101, rule)).counts)
    assert (counts["V101"].considered, counts["V101"].applied, counts["V101"].skipped) == (2, 1, {"ratio_kind": 1})
    assert (counts["Z101"].considered, counts["Z101"].applied, counts["Z101"].skipped) == (2, 0, {"deviation": 2})


def test_a_quotient_without_result_is_no_failure(tmp_path: Path) -> None:
    text = GOOD.replace('not ends(name, "数量")', "number / (number - number) > 1").replace(
        "needs: [name]", "needs: number"
    )
    found = report(table(), rules=(rule_of(tmp_path, text)[0],))
    assert found.failures == ()
    assert dict(found.counts)["Z101"].skipped == {"÷ 0": 2}


def test_a_rule_that_raises_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken = PYTHON.replace("len(indicator.name.raw) < shortest", "1 / 0")
    found = report(table(), table(), rules=(rule_of(tmp_path, broken, "Z102.py")[0], V101))
    assert [finding.rule.id for finding in found.findings] == ["V101", "V101"]
    assert [(f.rule, f.path, f.line) for f in found.failures] == [("Z102", "0.txt", 4), ("Z102", "1.txt", 4)]
    assert re.fullmatch(r"ZeroDivisionError: division by zero \(Z102.py:[0-9]+\)", found.failures[0].error)
    assert found.status("never") == 2


def test_a_rule_that_raised_was_considered_once_and_the_others_every_time(tmp_path: Path) -> None:
    broken = PYTHON.replace("len(indicator.name.raw) < shortest", "1 / 0")
    counts = dict(report(table(), rules=(rule_of(tmp_path, broken, "Z102.py")[0], V101)).counts)
    assert (counts["Z102"].considered, counts["Z102"].applied) == (1, 0)
    assert (counts["V101"].considered, counts["V101"].applied, counts["V101"].skipped) == (2, 1, {"ratio_kind": 1})


def test_a_rule_that_cannot_be_made_is_a_failure_and_the_rest_goes_on() -> None:
    def unmade() -> NoReturn:
        raise ImportError("gone")

    found = report(table(), rules=(replace(T701, scope="indicator", made=unmade), V101))
    assert [(failure.rule, failure.line) for failure in found.failures] == [("T701", 4)]
    assert found.failures[0].error.startswith("ImportError: gone")
    assert only(found).rule.id == "V101"


def test_a_name_that_raises_is_told_of_the_rules_that_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(subject: Subject) -> NoReturn:
        raise RuntimeError("out of order")

    names = SCOPES["indicator"].names
    monkeypatch.setitem(names, "ratio_kind", replace(names["ratio_kind"], value=fail))  # type: ignore[arg-type]
    found = report(table(), rules=(V101, LIBRARY.resolve("V107")[0]))
    assert [(failure.rule, failure.line) for failure in found.failures] == [("V101", 4)]
    assert dict(found.counts)["V107"].considered == 2


@settings(max_examples=60)
@given(st.data())
def test_each_rule_is_asked_as_if_it_were_alone(data: st.DataObject) -> None:
    lines = table().splitlines()
    for at in range(3, len(lines)):
        cells = lines[at].split("\t")
        for place in data.draw(st.sets(st.integers(0, len(cells) - 1))):
            cells[place] = ""
        lines[at] = "\t".join(cells)
    rules = LIBRARY.resolve("V1") + LIBRARY.resolve("S2")
    together = report("\n".join(lines), rules=rules)
    for rule in rules:
        alone = report("\n".join(lines), rules=(rule,))
        assert dict(together.counts)[rule.id] == dict(alone.counts)[rule.id]
        assert [found.quote for found in together.findings if found.rule.id == rule.id] == [
            found.quote for found in alone.findings
        ]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("at=indicator.name,", "at=indicator.name.raw,", "AttributeError"),
        ("evidence=[indicator]", "evidence=[indicator.name.raw]", "AttributeError"),
        ('values={"name"', 'values={"nmae"', "KeyError"),
    ],
)
def test_what_a_python_rule_yields_must_be_complete(tmp_path: Path, old: str, new: str, error: str) -> None:
    homeless = PYTHON.replace(old, new)
    found = report(
        table(name="县"), rules=(rule_of(tmp_path, homeless.replace('default="4"', 'default="99"'), "Z102.py")[0],)
    )
    assert not found.findings
    assert found.failures[0].error.startswith(error)


def judged(**changes: object) -> int:
    text = "2023年部门预算\n" + table()
    return len(report(text, rules=(replace(V101, **changes),)).findings)


@pytest.mark.parametrize(
    ("changes", "applies"),
    [
        ({"kinds": ("goal-table",)}, True),
        ({"kinds": ("self-evaluation",)}, False),
        ({"first_year": 2023}, True),
        ({"first_year": 2024}, False),
        ({"last_year": 2022}, False),
        ({"status": "removed"}, False),
    ],
)
def test_rules_apply_by_kind_and_year(changes: dict[str, object], applies: bool) -> None:
    assert bool(judged(**changes)) is applies


def test_one_cell_a_line_has_its_row_as_context() -> None:
    case = next(case for case in cases(V101) if "one cell" in case.example.name)
    finding = only(report(CELLS + own_text(case.example, LIBRARY.frames)))
    assert "村民满意度" in finding.context
    assert finding.context[slice(*finding.mark)] == finding.quote


# Proof by examples.


TODO = """\
  todo:
    - name: t
      frame: goal-table
      rows: [{name: 桥梁数量}]
      expect: [{line: 1, quote: 桥梁数量}]
      instead: ""
"""
CELLS = """\
1、光伏运维绩效目标表
	绩效目标
	1.保障电站安全。

	一级指标
	二级指标
	三级指标
	绩效指标描述
	指标值
	指标值确定依据
"""


def disproved(folder: Path, old: str, new: str) -> str:
    assert old in GOOD
    rule, library = rule_of(folder, GOOD.replace(old, new, 1))
    return " | ".join(f"{case}: {text.en}" for case, text in prove(rule, library.frames))


def test_the_good_rule_is_proved(tmp_path: Path) -> None:
    assert disproved(tmp_path, "Rename it", "Rename") == ""
    assert [case.id for case in cases(rule_of(tmp_path, GOOD)[0])] == ["Z101-bad-a_count", "Z101-good-no_count"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("quote: 养护桥梁数量", "quote: 养护桥梁", "Z101-bad-a_count: line 1, '养护桥梁': expected, not found"),
        ("{line: 1, quote", "{line: 2, quote", "line 1, '养护桥梁数量': found, not expected"),
        ("instead: [{name: 养护桥梁}]", "instead: [{name: 桥梁数量}]", "the corrected text: line 1, '桥梁数量': found"),
        ("rows: [{name: 养护桥梁}]", "rows: [{name: 桥梁数量}]", "Z101-good-no_count: line 1, '桥梁数量': found"),
        ("      frame: goal-table\n      rows: [{name: 养护桥梁}]\n", "      text: 养护桥梁\n", "was recognised"),
        ("rows: [{name: 养护桥梁}]", "rows: [{name: 开展培训}]", "no good example shares a word"),
        ("名称是“{name}”。", "名称是“{name}{{”。", "not a Chinese sentence: 名称是“养护桥梁数量{”。"),
        ("The name is “{name}”.", "The name is “{name}}}”.", "not an English sentence"),
        ("  good:", TODO + "  good:", "Z101-todo-t: is found by now"),
    ],
)
def test_examples_disprove_a_rule(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert says in disproved(tmp_path, old, new)


def test_python_rules_are_proved_alike(tmp_path: Path) -> None:
    rule, library = rule_of(tmp_path, PYTHON, "Z102.py")
    assert prove(rule, library.frames) == []


def test_messages_of_python_rules(tmp_path: Path) -> None:
    own = PYTHON.replace('values={"name"', 'message=Text("换一句。", "Another."), values={"name"')
    rule, _ = rule_of(tmp_path, own.replace('default="4"', 'default="7"'), "Z102.py")
    first = report(table(), rules=(rule,)).findings[0]
    assert first.message == Text("换一句。", "Another.")
    assert first.evidence[0].role == Text("另见", "see also")


def test_found_wants_a_place() -> None:
    absent: Callable[..., Found] = Found
    with pytest.raises(TypeError):
        absent()
