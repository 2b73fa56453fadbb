"""Lists of who filed what, for which year, when."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import run

from auditor.collection import Collection, Filing, filing_of, judge_collection
from auditor.collection.manifest import Entered, entered, read_manifest
from auditor.collection.samples import budget_statement, evaluation, goal_table
from auditor.library import load
from auditor.records import read_document
from auditor.source import Unreadable, from_text

RULES = [rule for rule in load(plugins=False).choose() if rule.scope == "collection"]
IN_TOML = """
[[document]]
path = "水务局/目标.docx"
department = "临河县水务局"
year = 2024
filed = 2024-01-15
units = ["临河县水务局本级", "临河县供水站"]

[[document]]
path = "b.txt"
"""
IN_CSV = (
    "文件,部门,年度,报送日期,所属单位\n水务局/目标.docx,临河县水务局,2024年,2024年1月15日,临河县水务局本级、临河县供水站\n"
    "b.txt,,,,\n"
)


def wrote(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def kept(text: str, path: str) -> Filing:
    return filing_of(read_document(from_text(text.partition("\n")[2], path)))


def found(filings: list[Filing]) -> list[str]:
    return [finding.rule.id for finding in judge_collection(Collection(tuple(filings)), RULES).findings]


@pytest.mark.parametrize(("name", "text"), [("list.toml", IN_TOML), ("list.csv", IN_CSV)])
def test_both_forms_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    said = read_manifest(wrote(tmp_path, name, text))
    units = ("临河县水务局本级", "临河县供水站")
    assert said == {
        str(tmp_path / "水务局" / "目标.docx"): Entered("临河县水务局", 2024, "2024-01-15", units),
        str(tmp_path / "b.txt"): Entered(),
    }


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("l.toml", '[[document]]\npath = "a"\ndepartmnt = ""', "l.toml:3: no key document.0.departmnt; did you mean"),
        ("l.toml", '[[docment]]\npath = "a"', "l.toml:1: no key docment; did you mean document?"),
        ("l.toml", '[[document]]\npath = "a"\n[[document]]\nyear = 2024', "l.toml:3: document.1.path: must be there"),
        ("l.toml", '[[document]]\npath = "a"\nyear = "2024"', "l.toml:3: document.0.year: write a whole number"),
        ("l.toml", '[[document]]\npath = "a"\nyear = 24', "l.toml:3: document.0.year: write a year"),
        ("l.toml", '[[document]]\npath = "a"\nfiled = "soon"', "l.toml:3: document.0.filed: write a date"),
        ("l.toml", '[[document]]\npath = "a"\nunits = "b"', "l.toml:3: document.0.units: write a list"),
        ("l.toml", "", "l.toml:1: document: must be there"),
        ("l.toml", "[[document]", "l.toml: not TOML"),
        ("l.toml", '[[document]]\npath = "a"\n[[document]]\npath = "b/../a"', "l.toml:3: b/../a is listed in line 1"),
        ("l.csv", "path\na\n\n./a\n", "l.csv:4: ./a is listed in line 2 already"),
        ("l.csv", "path,year\na,twenty\n", "l.csv:2: twenty is no year"),
        ("l.csv", "path,filed\na,2024-02-30\n", "l.csv:2: 2024-02-30 is no date"),
        ("l.csv", "name\na\n", "l.csv:1: the first line must have a column `path`"),
    ],
)
def test_faults_are_told_with_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    wrote(tmp_path, name, text)
    with pytest.raises(Unreadable) as refused:
        read_manifest(name)
    assert refused.value.en.startswith("list ")
    assert told in refused.value.en


def test_all_faults_of_a_list_are_told(tmp_path: Path) -> None:
    path = wrote(tmp_path, "l.toml", '[[document]]\nyear = 24\npth = "a"\n')
    with pytest.raises(Unreadable) as refused:
        read_manifest(path)
    assert len(refused.value.en.splitlines()) == 3


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read_manifest(str(tmp_path / "none.toml"))


def test_of_a_table_filed_twice_the_last_counts() -> None:
    first = kept(goal_table("", "临河县水务局", "水质检测", budget="40.00"), "a.txt")
    again = kept(goal_table("", "临河县水务局", "水质检测", budget="50.00"), "b.txt")
    done = kept(evaluation("", "临河县水务局", "水质检测", budget="50.00"), "c.txt")
    # Nothing tells which one counts.
    assert found([first, again, done]) == []
    for days, rules in ((("2024-01-10", "2024-02-01"), []), (("2024-02-01", "2024-01-10"), ["C206"])):
        said = {path: Entered(filed=day) for path, day in zip(("a.txt", "b.txt"), days, strict=True)}
        assert found([entered(each, said) for each in (first, again, done)]) == rules


def test_units_and_names_of_the_list_are_those_that_are_added_up() -> None:
    whole = kept(budget_statement("", "水务局", "90.00"), "a.txt")
    units = [kept(budget_statement("", f"临河县{name}", "50.00"), f"{name}.txt") for name in ("水务局本级", "供水站")]
    listed = ("临河县水务局本级", "临河县供水站")
    assert found([whole, *units]) == []
    assert found([entered(whole, {"a.txt": Entered("临河县水务局", units=listed)}), *units]) == ["C403"]
    more = (*listed, "临河县泵站")
    assert found([entered(whole, {"a.txt": Entered("临河县水务局", units=more)}), *units]) == ["C404"]


@pytest.mark.parametrize("page", ["collection.md", "collection.zh.md"])
def test_the_list_of_the_documentation_is_read(tmp_path: Path, page: str) -> None:
    text = (Path(__file__).parent.parent / "docs" / page).read_text(encoding="utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    said = read_manifest(wrote(tmp_path, "list.toml", block[1]))
    assert [each.filed for each in said.values()] == ["2024-01-15", ""]


def test_a_listed_file_that_is_not_there_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrote(tmp_path, "a.txt", goal_table("", "临河县水务局", "水质检测").partition("\n")[2])
    wrote(tmp_path, "list.toml", '[[document]]\npath = "a.txt"\n[[document]]\npath = "none.txt"\n')
    done = run("check", "--collection", "list.toml", "--select", "C")
    assert done.exit_code == 2
    assert "none.txt" in done.stderr
    assert "a.txt" in done.stdout
