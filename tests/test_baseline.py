"""Accepted findings on the command line: added with a reason, applied, listed, told when stale, cleared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import goals, run, write

from auditor.baseline import Baseline, BaselineError, Entry, read_baseline, text_of

BASELINE = Path("auditor-baseline.jsonl")
BAD = goals(quality="≥140%", satisfaction="≥30%")
ENTRY = {
    "fingerprint": "0123456789abcdef0123",
    "rule": "V101",
    "address": {"document": "goals.txt"},
    "quote": "≥140%",
    "reason": "已核实",
    "by": "审核人",
}


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUDITOR_LANG", raising=False)
    write("goals.txt", BAD)
    write("auditor.toml", 'select = ["V1"]')


def report(*arguments: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run("check", *arguments, "-f", "json").stdout)
    return result


def rules_found(*arguments: str) -> list[str]:
    return [finding["rule"] for finding in report(*arguments)["findings"]]


def accept(*arguments: str) -> None:
    result = run("baseline", "add", *arguments, "--reason", "checked with the department", "--by", "reviewer")
    assert result.exit_code == 0, result.stderr


# Adding.


def test_an_accepted_finding_is_counted_and_no_longer_reported() -> None:
    assert run("check", "goals.txt").exit_code == 1
    accept("goals.txt", "--rule", "V101")
    assert rules_found("goals.txt") == ["V106"]
    assert report("goals.txt")["summary"] == {"error": 0, "warning": 1, "note": 0, "accepted": 1}
    result = run("check", "goals.txt")
    assert result.exit_code == 0 and "accepted: 1" in result.stdout and result.stderr == ""


def test_what_an_entry_says() -> None:
    (finding,) = (one for one in report("goals.txt")["findings"] if one["rule"] == "V101")
    accept("goals.txt", "--fingerprint", finding["fingerprint"], "--date", "2024-05-01", "--expires", "2024-12-31")
    assert json.loads(BASELINE.read_text(encoding="utf-8")) == {
        "fingerprint": finding["fingerprint"],
        "rule": "V101",
        "address": {"document": "goals.txt", "project": "乡镇敬老院修缮", "indicator": "验收合格率", "field": "target"},
        "quote": "≥140%",
        "reason": "checked with the department",
        "by": "reviewer",
        "date": "2024-05-01",
        "expires": "2024-12-31",
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--rule", "V101"], "to accept a finding takes a reason"),
        (["--rule", "V101", "--reason", " "], "to accept a finding takes a reason"),
        (["--reason", "x"], "say what is accepted: --rule, --fingerprint, or --all"),
        (["--all", "--rule", "V101", "--reason", "x"], "say what is accepted"),
        (["--rule", "V103", "--reason", "x"], "there is no such finding"),
        (["--rule", "V1O1", "--reason", "x"], "no rule V1O1"),
        (["--fingerprint", "0" * 20, "--reason", "x"], f"no finding has the fingerprint {'0' * 20}"),
        (["--all", "--reason", "x", "--expires", "31.12.2024"], "--expires takes a day, such as 2024-12-31"),
    ],
)
def test_nothing_is_accepted_by_mistake(arguments: list[str], told: str) -> None:
    result = run("baseline", "add", "goals.txt", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not BASELINE.exists()


def test_rule_and_fingerprint_together_must_both_fit() -> None:
    prints = {one["rule"]: one["fingerprint"] for one in report("goals.txt")["findings"]}
    result = run("baseline", "add", "goals.txt", "--rule", "V101", "--fingerprint", prints["V106"], "--reason", "x")
    assert result.exit_code == 2 and not BASELINE.exists()


def test_what_is_accepted_is_not_added_twice() -> None:
    accept("goals.txt", "--rule", "V101")
    accept("goals.txt", "--all")
    assert [entry.rule for entry in read_baseline(str(BASELINE)).entries] == ["V101", "V106"]
    assert run("baseline", "add", "goals.txt", "--all", "--reason", "x").exit_code == 2


def test_entries_go_to_the_file_that_concerns_the_document_else_beside_the_documents() -> None:
    write("a/x/goals.txt", BAD)
    write("a/y/goals.txt", BAD)
    accept("a", "--all")
    documents = [entry.document for entry in read_baseline("a/auditor-baseline.jsonl").entries]
    assert documents == ["x/goals.txt"] * 2 + ["y/goals.txt"] * 2
    write("a/x/auditor-baseline.jsonl", "")
    accept("a/x", "--all")
    assert len(read_baseline("a/x/auditor-baseline.jsonl").entries) == 2


def test_the_file_may_be_named_by_option_and_by_configuration() -> None:
    accept("goals.txt", "--all", "--baseline", "own.jsonl")
    assert rules_found("goals.txt") == ["V101", "V106"]
    assert rules_found("goals.txt", "--baseline", "own.jsonl") == []
    write("auditor.toml", 'select = ["V1"]\nbaseline = "own.jsonl"')
    assert rules_found("goals.txt") == []
    missing = run("check", "goals.txt", "--baseline", "missing.jsonl")
    assert missing.exit_code == 2 and "there is no file missing.jsonl" in missing.stderr


# First adoption.


def test_since_baseline_demands_a_baseline_and_reports_what_is_new() -> None:
    refused = run("check", "goals.txt", "--since-baseline")
    assert refused.exit_code == 2
    assert "run auditor baseline add --all --reason REASON FILE" in refused.stderr
    accept("goals.txt", "--all")
    assert run("check", "goals.txt", "--since-baseline", "--fail-on", "note").exit_code == 0
    write("goals.txt", goals(quality="≥150%", satisfaction="≥30%"))
    assert rules_found("goals.txt", "--since-baseline") == ["V101"]


# Documents change and move.


def test_a_changed_figure_is_news_and_the_old_entry_is_told_as_stale() -> None:
    accept("goals.txt", "--all")
    write("goals.txt", goals(quality="≥150%", satisfaction="≥30%"))
    result = run("check", "goals.txt")
    assert result.exit_code == 1
    assert "auditor-baseline.jsonl, line 1: what was accepted is no longer found" in result.stderr


def test_stale_is_only_what_was_looked_for() -> None:
    write("other.txt", BAD.replace("敬老院修缮", "敬老院扩建"))
    accept("goals.txt", "other.txt", "--all")
    write("goals.txt", goals())
    assert run("check", "other.txt").stderr == ""
    assert run("check", "goals.txt", "--select", "V103").stderr == ""
    assert "line 2:" in run("check", "goals.txt", "--select", "V106").stderr
    assert "line 1, 2:" in run("check", "goals.txt").stderr


def test_a_renamed_document_keeps_its_acceptances() -> None:
    accept("goals.txt", "--all")
    Path("goals.txt").rename("goals-final.txt")
    assert rules_found("goals-final.txt") == []


def test_another_document_with_the_same_defect_is_not_accepted_along() -> None:
    accept("goals.txt", "--all")
    write("copy.txt", BAD)
    assert rules_found("copy.txt") == ["V101", "V106"]


def test_the_directory_may_be_called_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a/goals.txt", BAD)
    accept("a/goals.txt", "--all")
    monkeypatch.chdir("a")
    assert rules_found("goals.txt") == []


# Time.


def test_an_acceptance_ends_by_the_day_given_never_by_the_clock() -> None:
    accept("goals.txt", "--all", "--expires", "2024-06-30")
    assert rules_found("goals.txt") == []
    assert rules_found("goals.txt", "--today", "2024-06-30") == []
    assert rules_found("goals.txt", "--today", "2024-07-01") == ["V101", "V106"]
    told = run("check", "goals.txt", "--today", "2024-07-01").stderr
    assert "auditor-baseline.jsonl, line 1: the acceptance of V101 ended on 2024-06-30" in told
    assert run("check", "goals.txt", "--today", "tomorrow").exit_code == 2


def test_without_a_day_an_acceptance_ends_with_the_budget_year() -> None:
    accept("goals.txt", "--all", "--expires", "2023-12-31")
    assert rules_found("goals.txt") == ["V101", "V106"]
    write("goals.txt", BAD.replace("2024年", "2023年"))
    assert rules_found("goals.txt") == []


# Listing and clearing.


def test_listing() -> None:
    accept("goals.txt", "--all")
    table = run("baseline", "list").stdout
    assert "V101" in table and "checked with the department" in table and table.endswith("2 accepted\n")
    listed = json.loads(run("baseline", "list", "-f", "json").stdout)
    assert [entry["rule"] for entry in listed["entries"]] == ["V101", "V106"]
    assert run("baseline", "list", "sub/none.txt").stdout.endswith("2 accepted\n")


def test_pruning_clears_what_is_gone_and_keeps_the_rest_as_it_was() -> None:
    accept("goals.txt", "--all")
    lines = BASELINE.read_text(encoding="utf-8").splitlines()
    write("goals.txt", goals(satisfaction="≥30%"))
    told = run("baseline", "prune", "goals.txt", "--dry-run")
    assert "auditor-baseline.jsonl:1: V101 goals.txt ≥140%" in told.stdout
    assert BASELINE.read_text(encoding="utf-8").splitlines() == lines
    run("baseline", "prune", "goals.txt")
    assert BASELINE.read_text(encoding="utf-8").splitlines() == lines[1:]
    assert run("check", "goals.txt").stderr == ""


def test_pruning_clears_what_expired() -> None:
    accept("goals.txt", "--all", "--expires", "2024-06-30")
    run("baseline", "prune", "goals.txt", "--today", "2024-06-30")
    assert len(read_baseline(str(BASELINE)).entries) == 2
    run("baseline", "prune", "goals.txt", "--today", "2025-01-01")
    assert BASELINE.read_text(encoding="utf-8") == ""


# Files.


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": ""}, "reason is missing"),
        ({"reason": "  "}, "reason must be text"),
        ({"by": None}, "by is missing"),
        ({"fingerprint": "xyz"}, "fingerprint is not of its form"),
        ({"expires": "2024"}, "expires is not of its form"),
        ({"note": "x"}, "no key note"),
        ({"address": {"project": "x"}}, "address holds document, project, indicator, field"),
        ({"address": {"document": "x", "line": 3}}, "address holds"),
        ({"quote": 140}, "quote must be text"),
        ({"rule": "V1O1"}, "rule is not of its form"),
        ({"rule": "V999"}, "no rule V999"),
    ],
)
def test_faulty_entries_are_told_with_their_line(change: dict[str, Any], told: str) -> None:
    good = json.dumps(ENTRY | {"fingerprint": "f" * 20})
    write(str(BASELINE), f"{good}\n\n{json.dumps(ENTRY | change)}\n")
    result = run("check", "goals.txt")
    assert result.exit_code == 2
    assert f"auditor-baseline.jsonl:3: {told}" in result.stderr
    assert result.stdout == ""


def test_lines_that_are_no_objects_and_entries_that_repeat() -> None:
    line = json.dumps(ENTRY)
    for text, told in ((f"{line}\n{line}\n", ":2: repeats"), ("[]\n", ":1: a line must be"), ("{", ":1: a line must")):
        write(str(BASELINE), text)
        with pytest.raises(BaselineError, match=told):
            read_baseline(str(BASELINE))


def test_a_withdrawn_rule_is_stale_and_no_error() -> None:
    write("own/Z101.yaml", """id: Z101
name: was-a-rule
title: {zh: 曾经的规则, en: A rule once}
severity: note
confidence: possible
status: removed
replaced-by: V101
since: 0.1.0
scope: indicator
message: {zh: 无, en: none}
advice: {zh: 无, en: none}
rationale: {zh: 无, en: none}
basis: convention
""")  # fmt: skip
    write(str(BASELINE), json.dumps(ENTRY | {"rule": "Z101"}) + "\n")
    result = run("check", "goals.txt", "--rules", "own")
    assert result.exit_code == 1
    assert "line 1: what was accepted is no longer found" in result.stderr


def test_entries_are_written_as_they_are_read(tmp_path: Path) -> None:
    place = ("x.txt", "项目\u2028甲", None, "target")
    entry = Entry("a" * 20, "V101", *place, "“≥140%”", "理由\n两行", "王", None, "2024-12-31")
    path = tmp_path / "file.jsonl"
    path.write_text(text_of([entry]), encoding="utf-8")
    assert read_baseline(str(path)) == Baseline(str(path), (entry,))
