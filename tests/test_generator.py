"""The generator of collections: the same seed gives the same bytes, and its documents read as they were meant."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from auditor.collection import Filing, filing_of
from auditor.records import read_document
from auditor.source import read_bytes
from generator import Plan, files, goals
from generator.collection import KINDS, STATED

PLAN = Plan(departments=4, projects=3, years=2, share=50)
ROOT = Path(__file__).parent.parent


def filing(path: str, content: bytes) -> Filing:
    return filing_of(read_document(read_bytes(content, path)))


def test_the_same_plan_gives_the_same_collection() -> None:
    assert files(PLAN) == files(PLAN)
    assert files(PLAN)[0] != files(Plan(seed=2, departments=4, projects=3, years=2, share=50))[0]


def test_documents_are_read_as_they_were_meant() -> None:
    documents, _ = files(Plan(departments=3, projects=4, years=2, share=0))
    read = [filing(path, content) for path, content in documents.items()]
    assert {one.kind for one in read} >= {"goal-table", "self-evaluation"}
    for one in read:
        year, office, name = one.path.split("/")
        assert (str(one.year), one.department) == (year, office)
        entries = [entry for entry in one.entries if entry.number]
        if name == "statement.txt":
            assert [total.kind for total in one.totals] == [("budget", "income"), ("budget", "expenditure")]
            assert len(one.units) in (0, 3)
            continue
        if name == "summary.txt":
            assert len(one.lines) in (1, 4)
            assert all(line.score is not None for line in one.lines)
            continue
        assert len(entries) in (1, 4)
        assert all(len(entry.rows) == 6 and entry.budget and entry.goals for entry in entries)
        assert all(row.number for entry in entries for row in entry.rows)


def test_every_kind_of_defect_is_put_in() -> None:
    _, defects = files(Plan(departments=20, projects=6, years=3, share=50))
    kinds = Counter(defect.kind for defect in defects)
    assert set(kinds) == {*KINDS, *STATED, "goal-formula", "list-differs", "lawful-twin"}
    assert not any(defect.rule for defect in defects if defect.kind == "lawful-twin")


def test_no_share_no_defect() -> None:
    _, defects = files(Plan(departments=5, projects=3, share=0))
    assert {defect.rule for defect in defects} == {""}


def test_goals_are_as_many_as_wanted_and_mostly_different() -> None:
    made = list(goals(500))
    assert len(made) == 500
    assert len(set(made)) > 490
    assert made == list(goals(500))


def test_the_command_writes_documents_and_truth(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "generator", str(tmp_path / "county"), "--departments", "2", "--projects", "2"]
    said = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    written = sorted((tmp_path / "county" / "documents").rglob("*.txt"))
    assert said.startswith(f"{len(written)} documents")
    assert (tmp_path / "county" / "truth.jsonl").exists()
