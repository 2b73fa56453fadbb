"""What is kept between runs: results of documents, answers to whole checks, compiled expressions."""

from __future__ import annotations

import json
import marshal
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import goals, run, write

import auditor.__main__ as program
from auditor import compiled, plain
from auditor.answers import question_of
from auditor.cache import cache_directory, keep, kept, shrink, stamp

ROOT = Path(__file__).parent.parent
SOURCES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "fixtures").glob("*/source.*"))[::3]
BAD = goals(quality="≥140%", satisfaction="≥30%")
HEAVY = ("click", "pydantic", "dataclasses", "re", "auditor.records", "auditor.rule", "auditor.report")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for name in ("AUDITOR_LANG", "AUDITOR_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    write("goals.txt", BAD)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache directory of this test's own."""
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def unjudged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """Makes every further judging of a document fail."""

    def fail(*arguments: object, **settings: object) -> None:
        raise AssertionError("a document was judged again")

    return lambda: monkeypatch.setattr("auditor.collect.judge", fail)


def findings(*arguments: str) -> list[str]:
    report = json.loads(run("check", "goals.txt", *arguments, "-f", "json").stdout)
    return [finding["rule"] for finding in report["findings"]]


# Results of documents.


@pytest.mark.parametrize("form", [["-f", "json"], ["-v"], ["-f", "sarif"]])
def test_a_result_that_was_kept_is_the_result(form: list[str], unjudged: Callable[[], Any],
                                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(ROOT)
    fresh = run("check", *SOURCES, *form, "--no-cache", "--jobs", "1")
    first = run("check", *SOURCES, *form)
    unjudged()
    second = run("check", *SOURCES, *form)
    assert fresh.stdout == first.stdout == second.stdout
    assert fresh.exit_code == first.exit_code == second.exit_code


def test_the_language_is_no_part_of_a_result(unjudged: Callable[[], Any]) -> None:
    run("check", "goals.txt")
    unjudged()
    assert "小结" in run("check", "goals.txt", "--lang", "zh").stdout


def test_what_decides_a_result_makes_a_new_one() -> None:
    assert {"V101", "V106"} <= set(findings())
    write("goals.txt", goals(satisfaction="≥30%"))
    assert "V101" not in findings()
    assert findings("--select", "V106") == ["V106"]
    write("auditor.toml", 'select = ["V106"]\n[options.V106]\nlowest = 20')
    assert findings() == []
    write("auditor.toml", 'select = ["V106"]\n[severity]\nV106 = "note"')
    assert run("check", "goals.txt", "--fail-on", "warning").exit_code == 0


def test_a_changed_rule_makes_a_new_result() -> None:
    run("rules", "new", "Z101", "--into", ".")
    rule = Path("Z101.yaml").read_text(encoding="utf-8")
    write("own/Z101.yaml", rule)
    assert findings("--rules", "own", "--select", "Z") == ["Z101"]
    lowest = re.search(r'default: "([0-9]+)"', rule)
    assert lowest
    write("own/Z101.yaml", rule.replace(lowest[0], 'default: "11"'))
    assert findings("--rules", "own", "--select", "Z") == []


def test_no_cache_neither_reads_nor_keeps(own_cache: Path, unjudged: Callable[[], Any]) -> None:
    run("check", "goals.txt", "--no-cache")
    assert not (own_cache / "results").exists()
    run("check", "goals.txt")
    unjudged()
    assert "judged again" in run("check", "goals.txt", "--no-cache").stderr


def test_unreadable_documents_and_failing_rules_are_tried_again(own_cache: Path) -> None:
    Path("empty.docx").write_bytes(b"")
    assert run("check", "empty.docx").exit_code == 2
    assert not list(own_cache.glob("results/*"))


def test_damaged_results_are_misses(own_cache: Path) -> None:
    first = run("check", "goals.txt", "-f", "json")
    (kept_result,) = (own_cache / "results").iterdir()
    whole = kept_result.read_bytes()
    for damaged in (b"", whole[:50], whole[:-1], whole[:100] + b"\0" + whole[101:], b"\xff" * len(whole)):
        kept_result.write_bytes(damaged)
        again = run("check", "goals.txt", "-f", "json")
        assert (again.stdout, again.exit_code) == (first.stdout, first.exit_code)
        assert kept_result.read_bytes() == whole


def test_runs_at_once_share_a_cache(own_cache: Path) -> None:
    for number in range(6):
        write(f"goals-{number}.txt", BAD.replace("修缮", f"修缮{number}"))
    command = [sys.executable, "-m", "auditor", "check", ".", "-f", "json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    told = [process.communicate() for process in runs]
    assert [process.returncode for process in runs] == [1, 1, 1]
    assert len({out for out, _ in told}) == 1 and not any(err for _, err in told)
    assert not [path for path in own_cache.rglob("*") if path.suffix]


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(str(tmp_path / "file"), "in the way")
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "file" / "cache"))
    assert {"V101", "V106"} <= set(findings())


def test_what_cannot_be_kept_leaves_nothing_behind(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*paths: str) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", full)
        keep("folder/name", b"k" * 32, "value")
    assert list((own_cache / "folder").iterdir()) == []
    keep("folder/name", b"k" * 32, "value")
    assert [path.name for path in (own_cache / "folder").iterdir()] == ["name"]


# The directory.


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUDITOR_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", os.path.join(os.sep, "home", "someone"))
    assert cache_directory() == os.path.join(os.sep, "home", "someone", ".cache", "auditor")
    monkeypatch.setenv("XDG_CACHE_HOME", os.path.join(os.sep, "xdg"))
    assert cache_directory() == os.path.join(os.sep, "xdg", "auditor")
    monkeypatch.setenv("AUDITOR_CACHE", os.path.join(os.sep, "own"))
    assert cache_directory() == os.path.join(os.sep, "own")


def test_a_folder_that_grew_too_large_loses_its_oldest_files(own_cache: Path) -> None:
    for number in range(10):
        keep(f"folder/{number}", b"k" * 32, b"x" * 1000)
        os.utime(own_cache / "folder" / str(number), (number, number))
    shrink("folder", largest=20_000, left=5_000)
    assert len(list((own_cache / "folder").iterdir())) == 10
    shrink("folder", largest=8_000, left=5_000)
    assert sorted(path.name for path in (own_cache / "folder").iterdir()) == ["6", "7", "8", "9"]
    assert kept("folder/9", b"k" * 32) == b"x" * 1000
    shrink("nowhere")


def test_a_stamp_changes_with_the_files(tmp_path: Path) -> None:
    path = write(str(tmp_path / "a" / "b" / "rule.yaml"), "one")
    seen = {stamp([str(tmp_path)])}
    assert stamp([str(tmp_path)]) in seen
    write(str(tmp_path / "a" / "__pycache__" / "x.pyc"), "compiled")
    write(str(tmp_path / ".hidden" / "x"), "hidden")
    assert stamp([str(tmp_path)]) in seen
    for change in (lambda: path.write_text("two more", "utf-8"), lambda: os.utime(path, (1, 1)),
                   lambda: path.rename(path.with_name("other.yaml")), path.with_name("other.yaml").unlink):  # fmt: skip
        change()
        assert stamp([str(tmp_path)]) not in seen
        seen.add(stamp([str(tmp_path)]))


# Answers to whole checks.


class Asked(Exception):  # noqa: N818 - what happened, no error
    """The documents were to be checked."""


def checking(*arguments: object) -> None:
    raise Asked


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> Callable[..., tuple[bytes, bytes, Any]]:
    """Runs the program. `way` is what takes the place of a plain check: nothing, failure, the ordinary way."""
    ways = {"plain": plain.checked_plainly, "none": checking, "ordinary": lambda *arguments: None}

    def asked(*arguments: str, way: str = "plain") -> tuple[bytes, bytes, Any]:
        monkeypatch.setattr(sys, "argv", ["auditor", *arguments])
        monkeypatch.setattr("auditor.plain.checked_plainly", ways[way])
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as done:
            program.main()
        out, err = capfdbinary.readouterr()
        return out, err, done.value.code

    return asked


PLAIN = [
    ["goals.txt"],
    ["check", "goals.txt", "-q"],
    ["goals.txt", "good.txt", "--format", "json", "--lang=en"],
    ["-v", "--select=V1,d", "goals.txt", "--ignore", "V106", "--ignore", "V103"],
    ["goals.txt", "--fail-on", "never", "--profile", "default", "--no-config"],
    ["goals.txt", "--exit-zero", "--today", "2024-06-30", "-f", "markdown"],
    ["goals.txt", "-f", "xlsx"],
]


@pytest.mark.parametrize("arguments", PLAIN)
def test_a_plain_check_prints_what_the_ordinary_way_does(arguments: list[str], ask: Callable[..., Any]) -> None:
    write("good.txt", goals())
    write("auditor.toml", 'select = ["V1", "D"]\nfail-on = "warning"\nlang = "en"')
    run("baseline", "add", "goals.txt", "--rule", "V106", "--reason", "x")
    assert ask(*arguments) == ask(*arguments, "--ignore", "X", way="ordinary") == ask(*arguments, way="none")


@pytest.mark.parametrize(
    "arguments",
    [
        ["goals.txt", "--format", "none"],
        ["goals.txt", "--fail-on"],
        ["goals.txt", "--select", "V1O1"],
        ["goals.txt", "--today", "tomorrow"],
        ["goals.txt", "--lang", "fr"],
        ["empty.docx"],
    ],
)
def test_what_is_wrong_is_told_by_the_ordinary_way(arguments: list[str], ask: Callable[..., Any]) -> None:
    Path("empty.docx").write_bytes(b"")
    out, err, status = ask(*arguments)
    assert (out, err, status) == ask(*arguments, way="ordinary")
    assert status == 2 and err


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.parametrize(("processors", "running", "forks"), [(1, 1, 0), (2, 1, 1), (2, 2, 0)])
def test_a_second_process_changes_nothing(processors: int, running: int, forks: int, ask: Callable[..., Any],
                                          own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("os.sched_getaffinity", lambda process: set(range(processors)))
    monkeypatch.setattr("auditor.parallel._running", lambda: running)
    forked: list[int] = []
    fork = os.fork
    monkeypatch.setattr("os.fork", lambda: forked.append(1) or fork())
    for number in range(5):
        write(f"goals-{number}.txt", BAD.replace("修缮", f"修缮{number}"))
    names = sorted(str(path) for path in Path().glob("goals-*.txt"))
    plainly = ask(*names)
    assert len(forked) == forks
    assert len(list((own_cache / "results").iterdir())) == len(names)
    assert plainly == ask(*names, "--ignore", "X", way="ordinary")


@pytest.mark.parametrize("arguments", PLAIN)
def test_an_unchanged_file_is_answered_at_once(arguments: list[str], ask: Callable[..., Any]) -> None:
    write("good.txt", goals())
    first = ask(*arguments)
    assert ask(*arguments, way="none") == first
    assert first[0] and not first[1]


def test_an_answer_imports_next_to_nothing(ask: Callable[..., Any]) -> None:
    code = (
        "import sys; sys.argv = ['auditor', 'check', 'goals.txt', '-q']\n"
        "from auditor.__main__ import main\n"
        "try: main()\n"
        f"except SystemExit as done: print(done.code, [name for name in {HEAVY!r} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "1 []"
    assert "V101" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["."],
        ["-"],
        ["extract", "goals.txt"],
        ["goals.txt", "-o", "report.txt"],
        ["goals.txt", "--no-cache"],
        ["goals.txt", "--rules", "own"],
        ["goals.txt", "--color", "always"],
        ["goals.txt", "missing.txt"],
        ["-qv", "goals.txt"],
        ["--", "goals.txt"],
        [],
    ],
)
def test_what_is_unusual_is_no_question(arguments: list[str]) -> None:
    assert question_of(arguments) is None


def changes() -> dict[str, Callable[[], Any]]:
    own = Path("own/Z101.yaml")
    return {
        "the document": lambda: write("goals.txt", goals()),
        "a configuration beside it": lambda: write("auditor.toml", 'ignore = ["V"]'),
        "a configuration above it": lambda: write("../auditor.toml", 'ignore = ["V"]'),
        "a rule": lambda: own.write_text(own.read_text("utf-8") + "# changed\n", "utf-8"),
        "accepted findings": lambda: run("baseline", "add", "goals.txt", "--all", "--reason", "x"),
        "the language": lambda: os.environ.update(AUDITOR_LANG="en"),
    }


@pytest.mark.parametrize("name", list(changes()))
def test_what_decides_an_answer_leads_to_another_check(name: str, ask: Callable[..., Any],
                                                           monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("AUDITOR_LANG", "zh")
    run("rules", "new", "Z101", "--into", ".")
    write("own/Z101.yaml", Path("Z101.yaml").read_text(encoding="utf-8"))
    write("pyproject.toml", '[tool.auditor.rules]\ndirectories = ["own"]')
    ask("goals.txt")
    ask("goals.txt", way="none")
    changes()[name]()
    with pytest.raises(Asked):
        ask("goals.txt", way="none")


def test_a_document_that_an_acceptance_names_may_go(ask: Callable[..., Any]) -> None:
    """An acceptance passes on to a renamed document: so an answer depends on whether its own is there."""
    write("other.txt", BAD)
    run("baseline", "add", "other.txt", "--all", "--reason", "x")
    out, _, _ = ask("goals.txt")
    assert b"V101" in out
    ask("goals.txt", way="none")
    Path("other.txt").unlink()
    with pytest.raises(Asked):
        ask("goals.txt", way="none")
    out, _, _ = ask("goals.txt")
    assert b"V101" not in out


def test_what_is_told_besides_the_report_is_never_left_out(ask: Callable[..., Any]) -> None:
    run("baseline", "add", "goals.txt", "--all", "--reason", "x")
    write("goals.txt", goals())
    for _ in range(2):
        _, err, _ = ask("goals.txt")
        assert "auditor-baseline.jsonl" in err.decode()


def test_another_state_of_the_program_asks_another_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answers may have another shape, so they are not even looked at."""
    before = question_of(["goals.txt"])
    monkeypatch.setattr("auditor.answers.stamp", lambda directories: b"another program")
    assert before is not None
    assert question_of(["goals.txt"]) not in {None, before}


def test_a_damaged_answer_is_a_miss(ask: Callable[..., Any], own_cache: Path) -> None:
    first = ask("goals.txt")
    (answer,) = (own_cache / "answers").iterdir()
    answer.write_bytes(answer.read_bytes()[:-3])
    assert ask("goals.txt") == first


# What Python compiles from text.

CODE = marshal.dumps(compile("pass", "x", "exec"))
COMPILING = """
import builtins, dataclasses, re
from auditor import compiled, plain

known = compiled.load()
count = []
made, build = re._compiler.compile, builtins.compile
re._compiler.compile = lambda *given: count.append(given) or made(*given)
builtins.compile = lambda *given: count.append(given) or build(*given)
texts = ["(?P<year>[0-9]{4})年|(无)", "A+", "[\u4e00-\u9fff]{2,}?(?=%)"]
found = [re.compile(text, re.I if text == "A+" else 0) for text in texts]

@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    name: str
    weight: int = 10

print(len(count), [one.sub("_", "aa 2024年合格98%无") for one in found], found[0].groupindex["year"],
      Record("甲"), Record("甲", 3) == Record("甲", weight=3), hash(Record("a")) == hash(Record("a", 10)))
compiled.save(known)
"""


def test_what_was_compiled_and_kept_does_the_same(own_cache: Path) -> None:
    command = [sys.executable, "-c", COMPILING]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout for _ in range(2)
    )
    assert first.split(" ", 1)[1] == second.split(" ", 1)[1]
    assert int(first.split(" ", 1)[0]) > 3 and second.startswith("0 ")


def test_another_form_of_the_interpreter_costs_only_time(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dataclasses.exec", exec, raising=False)
    re.compile("[0-9]+年")
    compiled.save(compiled.load())
    assert ("[0-9]+年", 0) in compiled.load()[0]
    monkeypatch.delattr("re._cache")
    expressions, _, _ = compiled.load()
    assert expressions == {}
    compiled.save(compiled.load())


def test_what_a_changing_program_left_behind_is_dropped(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dataclasses.exec", exec, raising=False)
    old = {f"text {number}": CODE for number in range(compiled.MOST + 1)}
    compiled.save(({}, {}, old))
    assert len(compiled.load()[1]) > compiled.MOST
    compiled.save((*compiled.load()[:2], {"pass": CODE}))
    assert set(compiled.load()[1]) == {"pass"}
