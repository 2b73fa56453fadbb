"""Finding, loading, refusing, keeping and choosing rules."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from rule_making import GOOD, PYTHON, library_of, rule_of

from auditor.cache import keep, kept
from auditor.library import Library, UnknownRule, configured, load
from auditor.proof import prove
from auditor.rule import LibraryError

REFUSED = [
    # what is replaced in the good rule, by what; the line and column named; words of the sentence
    ("advice:", "advise:", (13, 1), "no key advise here; did you mean advice"),
    ("basis: convention", "basis: convention\nbasis: norm", (16, 1), "basis stands twice"),
    ("severity: warning", "severity: grave", (4, 11), "'error', 'warning' or 'note'"),
    ("severity: warning", "severity: error", (4, 11), "error demands confidence: certain"),
    ("confidence: likely", "confidence: possible", (4, 11), "possible demands severity: note"),
    ("title: {zh: 名称以数量结尾, en: Name ends in a count}", "title: {zh: 名称以数量结尾}", (3, 8), "en is missing"),
    ("zh: 名称以数量结尾", "zh: Name ends", (3, 13), "must be Chinese"),
    ("en: Name ends in a count", "en: 数量", (3, 26), "must be English"),
    ("name: name-says-count", "name: Count", (2, 7), "pattern"),
    ("since: 0.1.0", "since: 0.1", (6, 8), "pattern"),
    ("id: Z101", "id: Z102", (1, 5), "must be named Z102"),
    ("scope: indicator", "scope: indicators", (7, 8), "did you mean indicator"),
    ("needs: [name]", "needs: [nmae]", (8, 9), "has no name nmae; did you mean name"),
    ("at: name", "at: polarity", (10, 5), "stands nowhere in the document"),
    ("at: name\n", "", (1, 1), "at is missing"),
    ('require: not ends(name, "数量")', "require: not ends(name, 数量)", (9, 25), "no name 数量"),
    ('require: not ends(name, "数量")', "require: number <= 110", (9, 20), "a threshold is an option with a name"),
    ('require: not ends(name, "数量")', "require: |\n  number >\n    110", (11, 5), "a threshold is an option"),
    ("The name is “{name}”.", "The name is “{nmae}”.", (12, 50), "did you mean name"),
    ("The name is “{name}”.", "The name is here.", (12, 36), "{name} stands in zh and not in en"),
    ("名称是“{name}”。", "名称是“{name”。", (12, 16), "braces do not match"),
    (
        "{name}”。', en: 'The name is “{name}",
        "{number + 1}”。', en: 'The name is “{number + 1}",
        (12, 21),
        "add it to needs",
    ),
    ("basis: convention", "basis: norm", (15, 8), "demands a norm"),
    ("basis: convention", "basis: norm\nnorm: [{id: cai-yu-2020-11}]", (16, 13), "did you mean cai-yu-2020-10"),
    ("basis: convention", "basis: norm\nnorm: [{id: cai-yu-2020-10, article: '12'}]", (16, 39), "was not read"),
    ("basis: convention", "basis: arithmetic\nnorm: [{id: cai-yu-2020-10}]", (16, 7), "arithmetic cites no norm"),
    (
        "  good:\n    - name: no count\n      frame: goal-table\n      rows: [{name: 养护桥梁}]\n",
        "",
        (17, 3),
        "good is missing",
    ),
    ("      expect: [{line: 1, quote: 养护桥梁数量}]\n", "", (18, 7), "expect is missing"),
    ("      expect: [{line: 1, quote: 养护桥梁数量}]\n", "      expect: []\n", (21, 15), "at least 1"),
    ("      instead: [{name: 养护桥梁}]\n", "", (18, 7), "instead is missing"),
    ("frame: goal-table\n", "frame: goal-tables\n", (19, 14), "did you mean goal-table"),
    ("rows: [{name: 养护桥梁数量}]", "rows: [{title: 养护桥梁数量}]", (20, 22), "a row of the frame has no title"),
    ("      rows: [{name: 养护桥梁数量}]\n", "", (18, 7), "either text or rows"),
    ("basis: convention", "basis: convention\nstatus: removed", (16, 9), "what it is replaced-by"),
    ("basis: convention", "basis: convention\noverrides: V101", (16, 12), "overrides must be the id"),
    (
        "basis: convention",
        "basis: norm\noptions: {name: {type: text, default: x, meaning: {zh: 名, en: no}}}",
        (16, 17),
        "a name of indicator already",
    ),
    (
        "basis: convention",
        "basis: norm\noptions: {most: {type: number, default: 1e3, meaning: {zh: 多, en: no}}}",
        (16, 41),
        "not a plain decimal",
    ),
    ("basis: convention", "basis: convention\napplies: {documents: goal-tables}", (16, 22), "did you mean goal-table"),
    ("basis: convention", "basis: convention\napplies: {from: early}", (16, 17), "integer"),
    ("title: {zh", "title: !!python/name:os.system {zh", (3, 8), "the tag"),
    ("severity: warning", "severity: >=90%", (4, 12), "not YAML"),
]


@pytest.mark.parametrize(("old", "new", "place", "says"), REFUSED, ids=[case[3] for case in REFUSED])
def test_refused_with_file_line_column_and_excerpt(
    tmp_path: Path, old: str, new: str, place: tuple[int, int], says: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    with pytest.raises(LibraryError) as refused:
        library_of(tmp_path, {"Z101.yaml": text})
    told = {(problem.line, problem.column): problem for problem in refused.value.problems if says in problem.en}
    assert list(told) == [place], refused.value.problems
    assert told[place].zh
    assert told[place].path.endswith("/Z101.yaml")
    assert told[place].excerpt == text.splitlines()[place[0] - 1].strip()


def test_every_problem_of_every_file_is_named(tmp_path: Path) -> None:
    wrong = GOOD.replace("severity: warning", "severity: error").replace("zh: 改名。", "zh: rename")
    with pytest.raises(LibraryError) as refused:
        library_of(tmp_path, {"Z101.yaml": wrong, "Z/Z201.yaml": "id: [", "norms.yaml": "x: 1"})
    assert [problem.path.rpartition("/")[2] for problem in refused.value.problems] == [
        "norms.yaml",
        "Z201.yaml",
        "Z101.yaml",
        "Z101.yaml",
    ]


PYTHON_REFUSED = [
    ("def short_name(indicator,", "def short_name(indicators,", "none of indicator, project, document"),
    ("*, shortest)", "*, least)", "differ: least"),
    ('severity="note"', 'severity="error"', "demands confidence: certain"),
    ("from auditor.rule import", "from auditor.rules import", "fails when loaded: ModuleNotFoundError"),
    ("def short_name(", "def short_name((", "not Python"),
    ("@rule(", "dict(", "expected one @rule function, found 0"),
    ('title=Text("名称过短", "Name is short"),', "", "missing 1 required keyword-only argument: 'title'"),
    ("expect=[(3, ", "expect=[('three', ", "integer"),
    ('basis="convention",', 'basis="convention", needs=["nmae"],', "did you mean name"),
]


@pytest.mark.parametrize(("old", "new", "says"), PYTHON_REFUSED, ids=[case[2] for case in PYTHON_REFUSED])
def test_python_rules_are_held_to_the_same(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in PYTHON
    with pytest.raises(LibraryError) as refused:
        library_of(tmp_path, {"Z102.py": PYTHON.replace(old, new, 1)}, trust=True)
    problem = refused.value.problems[0]
    assert says in problem.en
    assert problem.excerpt in PYTHON.replace(old, new, 1)


def test_python_rules_run_only_when_trusted(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    text = PYTHON + f"\nopen({str(marker)!r}, 'w').close()\n"
    with pytest.raises(LibraryError, match="--trust-python-rules"):
        library_of(tmp_path / "rules", {"Z102.py": text})
    assert not marker.exists()
    library = library_of(tmp_path / "rules", {"Z102.py": text}, trust=True)
    assert marker.exists()
    assert prove(library.resolve("Z102")[0], library.frames) == []


def test_own_ids_and_overrides(tmp_path: Path) -> None:
    private = GOOD.replace("Z101", "V101")
    with pytest.raises(LibraryError, match="to replace a rule, write overrides: V101"):
        library_of(tmp_path / "a", {"V101.yaml": private})
    replaced = private.replace("name: name-says-count", "name: name-says-count\noverrides: V101")
    library = library_of(tmp_path / "b", {"V101.yaml": replaced})
    assert library.resolve("V101")[0].facts.name == "name-says-count"
    assert [rule.id for rule in library.rules].count("V101") == 1
    with pytest.raises(LibraryError, match="no V999 to override"):
        library_of(tmp_path / "c", {"V999.yaml": replaced.replace("V101", "V999")})
    with pytest.raises(LibraryError, match="has the name bounded-ratio-above-100 too"):
        library_of(tmp_path / "d", {"Z101.yaml": GOOD.replace("name-says-count", "bounded-ratio-above-100")})
    with pytest.raises(LibraryError, match=r"stands in .*e/Z/Z101\.yaml already"):
        library_of(tmp_path / "e", {"Z101.yaml": GOOD, "Z/Z101.yaml": GOOD})


def test_directories_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such directory"):
        load([str(tmp_path / "absent")], plugins=False)
    with pytest.raises(LibraryError, match="holds no rule files"):
        load([str(tmp_path)], plugins=False)


def test_rules_in_the_wrong_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="belongs in Z/, not in Y/"):
        library_of(tmp_path, {"Y/Z101.yaml": GOOD})


@pytest.fixture(scope="module")
def library() -> Library:
    return load(plugins=False)


def test_resolving_and_choosing(library: Library) -> None:
    def ids(word: str) -> list[str]:
        return [rule.id for rule in library.resolve(word)]

    assert ids("V101") == ids("bounded-ratio-above-100") == ["V101"]
    assert "V101" in ids("V1")
    assert set(ids("V1")) <= set(ids("V"))
    assert [rule.id for rule in library.choose(["V101", "T7"], ["schedule-decreases"])] == [
        rule.id for rule in library.rules if rule.id == "V101" or (rule.family == "T7" and rule.id != "T701")
    ]
    assert {rule.id for rule in library.choose()} >= {"V101", "T701", "D101", "D401"}


@pytest.mark.parametrize(
    ("word", "near"), [("V11", "V1"), ("V1O1", "V101"), ("bounded-ratio-above", "bounded-ratio-above-100"), ("Q", "")]
)
def test_unknown_names_are_errors_with_the_nearest(library: Library, word: str, near: str) -> None:
    for choose in (lambda: library.choose([word]), lambda: library.choose((), [word])):
        with pytest.raises(UnknownRule) as unknown:
            choose()
        assert near in unknown.value.en
        assert word in unknown.value.zh


def test_withdrawn_and_trial_rules(tmp_path: Path) -> None:
    removed = GOOD.partition("examples:")[0].replace("since: 0.1.0", "since: 0.1.0\nstatus: removed\nreplaced-by: V101")
    trial = GOOD.replace("Z101", "Z103").replace("says-count", "tries").replace("since:", "status: preview\nsince:")
    library = library_of(tmp_path, {"Z101.yaml": removed, "Z103.yaml": trial})
    assert not {"Z101", "Z103"} & {rule.id for rule in library.choose()}
    assert [rule.id for rule in library.choose(["Z1"])] == ["Z103"]
    assert library.resolve("Z101")[0].replaced_by == "V101"
    with pytest.raises(UnknownRule, match="withdrawn in favour of V101"):
        library.choose(["Z101"])
    assert library.choose((), ["Z101"])


def test_options(tmp_path: Path) -> None:
    rule, _ = rule_of(tmp_path, PYTHON, "Z102.py")
    assert rule.options == {"shortest": Decimal(4)}
    assert configured(rule, {"shortest": "6"}).options == {"shortest": Decimal(6)}
    with pytest.raises(UnknownRule, match=r"no option longest \(options: shortest\)"):
        configured(rule, {"longest": "6"})
    with pytest.raises(UnknownRule, match="cannot be 'six'"):
        configured(rule, {"shortest": "six"})


# What is kept between runs.


def test_kept_data_is_a_miss_when_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path))
    key, value = b"k" * 32, {"a": (1, "二"), "b": None}
    keep("table", key, value)
    assert kept("table", key) == value
    assert kept("table", b"x" * 32) is None
    assert kept("other", key) is None
    path = tmp_path / "table"
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:40], b"", whole[:70] + b"\xff" + whole[71:]):
        path.write_bytes(damaged)
        assert kept("table", key) is None
    assert os.listdir(tmp_path) == ["table"]


def test_a_directory_that_cannot_be_written_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("AUDITOR_CACHE", str(blocked / "cache"))
    assert load(plugins=False).resolve("V101")


def test_a_changed_rule_is_read_again(tmp_path: Path) -> None:
    assert library_of(tmp_path, {"Z101.yaml": GOOD}).resolve("Z101")[0].facts.severity == "warning"
    changed = GOOD.replace("severity: warning", "severity: note")
    assert library_of(tmp_path, {"Z101.yaml": changed}).resolve("Z101")[0].facts.severity == "note"


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


LOADED = "import sys; print(sorted({'yaml', 'pydantic', 'simpleeval', 'auditor.rulefile'} & set(sys.modules)))"


def test_unchanged_rules_need_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    code = "from auditor.library import load; print(len(load().rules)); " + LOADED
    first, second = run(code, AUDITOR_CACHE=str(tmp_path)), run(code, AUDITOR_CACHE=str(tmp_path))
    assert first.splitlines()[1] == "['auditor.rulefile', 'pydantic', 'yaml']"
    assert second.splitlines()[1] == "[]"
    assert first.splitlines()[0] == second.splitlines()[0]


def test_installed_packages_bring_rules(tmp_path: Path) -> None:
    package = tmp_path / "site" / "county_rules"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "Z101.yaml").write_text(GOOD, encoding="utf-8")
    (package / "Z102.py").write_text(PYTHON, encoding="utf-8")
    info = tmp_path / "site" / "county_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: county-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[auditor.rules]\ncounty = county_rules\n")
    code = (
        "from auditor.library import load\n"
        "print([rule.id for rule in load().resolve('Z1')], load().resolve('Z101')[0].origin)"
    )
    environment = {"PYTHONPATH": str(tmp_path / "site"), "AUDITOR_CACHE": str(tmp_path / "cache")}
    assert run(code, **environment) == run(code, **environment) == "['Z101', 'Z102'] county/Z101.yaml"
