"""The benchmark of waiting times: what it measures is what it says; the figures themselves are no test."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.engine import judge
from auditor.library import load
from auditor.records import read_document
from auditor.source import read_bytes
from benchmarks import quick

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_documents_are_goal_tables_without_loud_findings() -> None:
    text = quick.grown(quick.TABLE, quick.SIZE, first=700)
    report = judge([read_document(read_bytes(text.encode(), "x.txt"))], load(plugins=False).choose())
    assert report.documents[0].indicators >= 30
    assert [finding for finding in report.findings if finding.severity != "note"] == []


def test_files_are_of_one_size_and_a_changed_one_is_new_every_time() -> None:
    by_name = {case.name: case for case in quick.cases()}
    seen = set()
    for _ in range(3):
        by_name["one changed file"].prepare()
        seen.add(Path("changed.txt").read_bytes())
    assert len(seen) == 3
    by_name["ten changed files"].prepare()
    assert len({Path(f"changed-{number}.txt").read_bytes() for number in range(quick.TEN)}) == quick.TEN
    for path in (*Path().glob("*.txt"), *(Path(f"file.{kind}") for kind in quick.KINDS)):
        assert 0 <= path.stat().st_size - quick.SIZE < 1200, path


def test_goals_are_held_against_the_medians(capsys: pytest.CaptureFixture[str]) -> None:
    medians = {"python -c pass": 10.0, "auditor --version": 11.0, "one unchanged file": 60.0, "one changed file": 100.0,
               "ten changed files": 290.0, "yamllint": 100.0}  # fmt: skip
    quick.report(medians)
    verdicts = re.findall(r"^(.{20}).*? (NOT met|met)$", capsys.readouterr().out, re.MULTILINE)
    assert [(name.strip(), verdict) for name, verdict in verdicts] == [
        ("auditor --version", "met"),
        ("one unchanged file", "NOT met"),
        ("one changed file", "met"),
        ("ten changed files", "met"),
    ]


def test_it_runs() -> None:
    command = [sys.executable, "-m", "benchmarks.quick", "--rounds", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "one changed file" in done.stdout and "ten changed files" in done.stdout
