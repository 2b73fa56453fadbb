"""Many documents together: what is kept of them, near duplicates, and the command against a generated truth."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.fuzz import ratio

from auditor.collection import Amount, Collection, Kept, filing_of, judge_collection
from auditor.collection.alike import CROWD, NEAR, equal_groups, lacking, near_pairs
from auditor.collection.keeping import filing_from, plain_filing
from auditor.collection.manifest import Entered, entered, read_manifest
from auditor.collection.matching import agree, masked
from auditor.collection.samples import evaluation, goal_table
from auditor.library import load
from auditor.records import read_document
from auditor.rule import Judging
from auditor.source import Unreadable, from_text, read_bytes
from generator import Plan, files, goals

ROOT = Path(__file__).parent.parent
RULES = [rule for rule in load(plugins=False).choose() if rule.scope == "collection"]
WATER = goal_table("目标.txt", "临河县水务局", "水质检测", rows=[("数量指标", "检测水样数量", "≥0.14万份")])


def sample(text: str, path: str = "目标.txt") -> Any:
    return filing_of(read_document(from_text(text.partition("\n")[2], path)))


def places(filing: Any) -> list[Kept]:
    entries = filing.entries
    return [*(entry.place for entry in entries), *(row.place for entry in entries for row in entry.rows)]


def test_what_is_kept_stands_where_it_says() -> None:
    filing = sample(WATER)
    (entry,) = filing.entries
    lines = WATER.partition("\n")[2].splitlines()
    assert (filing.department, filing.year, entry.name, entry.budget.number) == (
        "临河县水务局", 2024, "水质检测", "500000"
    )  # fmt: skip
    for place in places(filing):
        first, _, column, end = place.lines
        assert lines[first - 1][column - 1 : end - 1] == place.quote
        assert place.context[slice(*place.mark)] == place.quote
    assert (entry.rows[0].number, entry.rows[0].comparator) == ("1400", "≥")


def test_what_is_kept_survives_the_cache() -> None:
    import marshal

    documents, _ = files(Plan(departments=2, projects=2))
    for path, content in documents.items():
        filing = filing_of(read_document(read_bytes(content, path)))
        assert filing_from(marshal.loads(marshal.dumps(plain_filing(filing)))) == filing


def test_path_tells_what_the_document_does_not() -> None:
    document = read_document(from_text("绩效目标\t完成检测\n", "in/2023/水务局/goals.txt"))
    filing = filing_of(document)
    assert (filing.department, filing.year) == ("水务局", 2023)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("50.00万元", "500000"), ("50", "500000"), True),
        (("50.00", "500000"), ("50.01", "500100"), True),
        (("50.00", "500000"), ("50.02", "500200"), False),
        (("50", "500000"), ("50.4", "504000"), True),
        (("1,200.00", "12000000"), ("1200", "12000000"), True),
        (("0", "0"), ("3", "30000"), False),
    ],
)
def test_amounts_agree_within_their_last_digit(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    place = places(sample(WATER))[0]
    assert agree(Amount(*one, place), Amount(*other, place)) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年在城关镇维修水井12处。", "2024年在白杨乡维修水井31处。"),
        ("完成培训1.5万人次", "完成培训2万人次"),
    ],
)
def test_masks_take_away_what_copies_change(one: str, other: str) -> None:
    assert masked(one) == masked(other)


def test_masks_leave_roads_and_villagers() -> None:
    assert masked("养护乡道") != masked("养护县道")
    assert "村民" in masked("方便村民用水")


def test_near_pairs_are_those_that_all_pairs_give() -> None:
    source = random.Random(7)
    texts = list(dict.fromkeys(masked(goal) for goal in goals(400, seed=3)))
    for text in texts[:60]:
        at = source.randrange(len(text) - 4)
        texts.append(text[:at] + source.choice(["切实", "全面", "及时"]) + text[at + source.randrange(2) :])
    every = {
        (one, other)
        for one in range(len(texts))
        for other in range(one + 1, len(texts))
        if ratio(texts[one], texts[other]) >= NEAR
    }
    found = {(one, other) for one, other, _ in near_pairs(texts)}
    assert found <= every
    assert len(found) >= 0.98 * len(every)
    assert len(every) >= 60


def test_near_pairs_of_odd_texts() -> None:
    assert near_pairs([]) == []
    assert near_pairs(["", "一", "一二"]) == []
    assert near_pairs(["完成全部任务"]) == []
    crowd = [f"完成全部检测任务并按时报送结果给上级部门{chr(0x4E00 + at)}" for at in range(2 * CROWD)]
    assert len(near_pairs(crowd)) <= len(crowd) * CROWD


def test_equal_groups() -> None:
    assert list(equal_groups(["a", "", "b", "a", "", "b", "a", "c"])) == [[0, 3, 6], [2, 5]]


def test_packages_are_there() -> None:
    assert lacking() == []


def test_a_failing_rule_is_a_failure_and_no_finding() -> None:
    import dataclasses

    def broken(subject: object, options: object) -> Any:
        raise ZeroDivisionError("nothing")

    rule = dataclasses.replace(RULES[0], made=lambda: Judging(broken))
    report = judge_collection(Collection((sample(WATER),)), [rule, *RULES[1:]])
    assert [failure.rule for failure in report.failures] == [RULES[0].id]
    assert "ZeroDivisionError" in report.failures[0].error


def test_twins_of_findings_have_fingerprints_of_their_own() -> None:
    # The same table twice in one file: one defect, two places.
    done = [("数量指标", "检测水样数量", "≥100份", "1420份", "90")]
    body = evaluation("自评.txt", "临河县水务局", "水质检测", done)
    report = judge_collection(Collection((sample(WATER), sample(body, "自评.txt"))), RULES)
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings) > 0


def test_manifest(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("﻿文件,部门,年度\na.txt,水务局,2024年度\nb.txt,,\n", encoding="utf-8")
    said = read_manifest(str(path))
    assert list(said.values()) == [Entered("水务局", 2024), Entered("", None)]
    filing = sample(WATER)._replace(path=str(tmp_path / "a.txt"))
    assert entered(filing, said)[1:3] == ("水务局", 2024)
    assert entered(filing._replace(path=str(tmp_path / "b.txt")), said).department == "临河县水务局"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "path,year\na.txt,twenty\n"])
def test_a_faulty_manifest_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable):
        read_manifest(str(path))


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "AUDITOR_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "auditor", "check", "--select", "C", "--collection", "-f", "json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, timeout=200)
    assert done.returncode in (0, 1), done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_the_command_finds_what_was_put_in_and_nothing_else(tmp_path: Path) -> None:
    documents, defects = files(Plan(seed=8, departments=8, projects=5, years=2, share=60))
    assert {defect.rule for defect in defects if defect.rule} == {rule.id for rule in RULES}
    for path, content in documents.items():
        where = tmp_path / "files" / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)
    reports = [run(tmp_path, "files", *more) for more in (("-j", "1", "--no-cache"), ("-j", "2"), ("-j", "2"))]
    assert reports[0] == reports[1] == reports[2]
    found = {
        (finding["rule"], finding["location"]["path"].removeprefix("files/"), finding["project"] or "")
        for finding in reports[0]["findings"]
    }
    wanted = {(defect.rule, defect.path, defect.project) for defect in defects if defect.rule}
    assert found == wanted
    elsewhere = [finding for finding in reports[0]["findings"] if finding["evidence"]]
    assert any(finding["evidence"][0]["location"]["path"] != finding["location"]["path"] for finding in elsewhere)


def test_a_manifest_says_who_filed_what(tmp_path: Path) -> None:
    for name, text in (("a.txt", WATER), ("b.txt", evaluation("b", "临河县水务局", "水质检测", budget="40.00"))):
        (tmp_path / name).write_text(text.partition("\n")[2], encoding="utf-8")
    (tmp_path / "list.csv").write_text("path,department,year\na.txt,水务局,2024\nb.txt,水务局,2023\n", encoding="utf-8")
    assert [finding["rule"] for finding in run(tmp_path, "list.csv")["findings"]] == []
    assert [finding["rule"] for finding in run(tmp_path, "a.txt", "b.txt")["findings"]] == ["C206"]
