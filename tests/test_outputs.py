"""Where `check` and `extract` write, and in which format: the endings of file names, `-f`, several outputs at once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.cli import auditor as root
from auditor.cli.output import Output, outputs_of
from auditor.cli.speech import Usage
from auditor.report import BINARY, ENDINGS, FORMATS

DOCUMENT = """1、图书馆延时开放绩效目标表
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	夜间开放天数	全年夜间开放的天数	≥250 天	工作计划
产出指标	质量指标	服务达标率	达标的场馆占比	≥999 百分比	工作计划
"""
STARTS = {
    "text": b"\xe2\x96\xa0 goals.txt",
    "json": b'{\n  "schema": 1',
    "html": b"<!DOCTYPE html>",
    "csv": b"\xef\xbb\xbf",
    "markdown": b"# ",
    "sarif": b'{\n  "$schema"',
    "github": b"::warning file=goals.txt",
    "gitlab": b"[\n  {",
    "junit": b"<?xml",
}


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("AUDITOR_LANG", raising=False)
    Path("goals.txt").write_text(DOCUMENT, encoding="utf-8")


def run(*args: str) -> Result:
    return CliRunner().invoke(root, list(args))


def start_of(form: str) -> bytes:
    return b"PK" if FORMATS[form].binary else STARTS[form]


def forms(*paths: str, form: str | None = None) -> list[str]:
    return [output.form for output in outputs_of(paths, form, ENDINGS, "text", BINARY)]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "text"),
        ("a.json", "json"),
        ("a.xlsx", "xlsx"),
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.csv", "csv"),
        ("a.md", "markdown"),
        ("a.sarif", "sarif"),
        ("a.sarif.json", "sarif"),
        ("a.xml", "junit"),
        ("2024年.报告.Html", "html"),
        ("-", "text"),
    ],
)
def test_the_ending_gives_the_format(name: str, form: str) -> None:
    assert forms(name) == [form]


@pytest.mark.parametrize("name", ["a", "a.lst", "html", "a.html.bak", "report.", ""])
def test_an_ending_that_says_nothing_is_refused_with_those_that_do(name: str) -> None:
    with pytest.raises(Usage) as refused:
        forms(name)
    assert all(ending in refused.value.text.zh for endings in ENDINGS.values() for ending in endings)
    assert refused.value.text.en.startswith(f"the name {name} does not")


@pytest.mark.parametrize(("form", "name"), list(product(FORMATS, ["a.html", "a.lst", "-"])))
def test_a_named_format_wins_for_one_output(form: str, name: str) -> None:
    assert forms(name, form=form) == [form]
    assert forms(form=form) == [form]


@pytest.mark.parametrize(
    ("form", "paths", "expected"),
    [
        ("gitlab", ("a.json", "b.html"), ["gitlab", "html"]),
        ("github", ("-", "b.sarif"), ["github", "sarif"]),
        ("github", ("a.txt", "-", "b.txt"), ["github", "github", "github"]),
        ("junit", ("a.lst", "b.json", "c.xml"), ["junit", "json", "junit"]),
        ("json", ("a.sarif.json", "b.json"), ["sarif", "json"]),
        (None, ("a.txt", "b.json", "-"), ["text", "json", "text"]),
    ],
)
def test_of_several_outputs_a_named_format_is_for_those_left_open(
    form: str | None, paths: tuple[str, ...], expected: list[str]
) -> None:
    assert forms(*paths, form=form) == expected


@pytest.mark.parametrize(("form", "paths"), [("csv", ("a.json", "b.html")), ("json", ("a.sarif.json", "b.xml"))])
def test_a_named_format_that_no_output_takes_is_refused(form: str, paths: tuple[str, ...]) -> None:
    with pytest.raises(Usage, match=f"-f {form}"):
        forms(*paths, form=form)


def test_one_output_twice_is_refused() -> None:
    Path("below").mkdir()
    Path("link.json").symlink_to("a.json")
    for paths in (("a.json", "./a.json"), ("a.json", "b.csv", "below/../a.json"), ("a.json", "link.json"), ("-", "-")):
        with pytest.raises(Usage, match="twice"):
            forms(*paths)


def test_devices_and_pipes_need_no_ending() -> None:
    assert forms(os.devnull) == ["text"]
    assert forms(os.devnull, "a.html", form="github") == ["github", "html"]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_for_a_screen_is_not_written_to_one(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert forms("-", "a.html", form=form) == [form, "html"]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert forms("a", form=form) == [form]
    if not FORMATS[form].binary:
        assert forms(form=form) == [form]
        return
    with pytest.raises(Usage, match=rf"-o findings\{FORMATS[form].endings[0]}"):
        forms("-", "a.html", form=form)


def test_the_outputs_keep_their_order_and_their_names() -> None:
    assert outputs_of(("b.html", "-", "a.json"), None, ENDINGS, "text") == [
        Output("b.html", "html"), Output(None, "text"), Output("a.json", "json"),
    ]  # fmt: skip


# The commands


def test_a_run_writes_every_format_at_once_and_tells_of_each() -> None:
    names = {form: f"out.{form}{endings[0]}" for form, endings in ENDINGS.items() if form not in ("github", "gitlab")}
    result = run("check", "goals.txt", *(word for name in names.values() for word in ("-o", name)))
    assert result.exit_code == 1 and result.stdout == ""
    told = result.stderr.splitlines()
    assert [line.partition("：")[0] for line in told] == [f"已写入 {name}" for name in names.values()]
    assert len({line.partition("：")[2] for line in told}) == 1 and "错误 1 处" in told[0]
    for form, name in names.items():
        assert Path(name).read_bytes().startswith(start_of(form)), form
    assert not list(Path().glob("*.tmp"))


@pytest.mark.parametrize("form", FORMATS)
def test_several_outputs_say_what_one_says(form: str) -> None:
    run("check", "goals.txt", "-f", form, "-o", "alone")
    run("check", "goals.txt", "-f", form, "-o", "together", "-o", "further.html")
    assert Path("alone").read_bytes() == Path("together").read_bytes()
    assert Path("alone").read_bytes().startswith(start_of(form))


def test_the_screen_beside_files() -> None:
    alone = run("check", "goals.txt")
    result = run("check", "goals.txt", "-o", "-", "-o", "out.json", "--color", "always")
    assert result.exit_code == alone.exit_code == 1
    assert "\x1b[" in result.stdout and "服务达标率" in result.stdout
    plain = run("check", "goals.txt", "-o", "-", "-o", "out.json")
    assert plain.stdout == alone.stdout
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["summary"]["error"] == 1


def test_the_documents_are_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import auditor.cli.check as command

    calls = []

    def counted(check: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any) -> Any:
            calls.append(args)
            return check(*args)

        return called

    monkeypatch.setattr(command, "checked_documents", counted(command.checked_documents))
    run("check", "goals.txt", "-o", "a.json", "-o", "b.csv", "-o", "c.html")
    assert len(calls) == 1


def test_status_and_problems_are_those_of_one_output() -> None:
    assert run("check", "goals.txt", "--exit-zero", "-o", "a.json", "-o", "b.csv").exit_code == 0
    result = run("check", "goals.txt", "missing.txt", "-o", "a.json", "-o", "b.csv")
    assert result.exit_code == 2
    assert result.stderr.count("missing.txt") == 1
    assert len(json.loads(Path("a.json").read_text(encoding="utf-8"))["documents"]) == 2


@pytest.mark.parametrize("bad", ["goals.txt", "nowhere/a.html", "folder", "a.lst", "./a.json"])
def test_one_bad_output_is_refused_before_any_is_written(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("folder").mkdir()
    monkeypatch.setattr("auditor.cli.check.checked_documents", lambda *args: pytest.fail("work was done"))
    result = run("check", "goals.txt", "-o", "a.json", "-o", bad)
    assert result.exit_code == 2 and bad in result.stderr and "Traceback" not in result.output
    assert not Path("a.json").exists()
    assert Path("goals.txt").read_text(encoding="utf-8") == DOCUMENT


def test_a_format_that_fails_leaves_every_output_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.json").write_text("as before", encoding="utf-8")
    monkeypatch.setattr("auditor.report.csv_.render", lambda *args: 1 // 0)
    assert run("check", "goals.txt", "-o", "a.json", "-o", "b.csv").exit_code == 2
    assert Path("a.json").read_text(encoding="utf-8") == "as before" and not Path("b.csv").exists()


def test_an_output_that_fails_leaves_the_others_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def full(source: str, target: str) -> None:
        if target.endswith(".csv"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr("os.replace", full)
    result = run("check", "goals.txt", "-o", "a.json", "-o", "b.csv")
    assert result.exit_code == 2
    assert "已写入 a.json" in result.stderr and "输出 b.csv 无法写入" in result.stderr
    assert Path("a.json").exists() and not Path("b.csv").exists()


def test_records_are_written_in_the_format_of_the_ending() -> None:
    result = run("extract", "goals.txt", "-o", "records.csv", "-o", "records.json")
    assert result.exit_code == 0
    assert Path("records.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads(Path("records.json").read_text(encoding="utf-8"))["documents"][0]["projects"]
    assert run("extract", "goals.txt", "-o", "records.html").exit_code == 2
    assert run("extract", "goals.txt", "-o", "records.html", "-f", "csv").exit_code == 0


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("sent/report.html", True),
        ("sent/below/findings.xlsx", True),
        ("sent/a.json", False),
        ("sent/.out/a.html", False),
        ("report.html", False),
    ],
)
def test_a_report_that_the_next_check_would_take_for_a_document_is_told(output: str, told: bool) -> None:
    for folder in ("sent/below", "sent/.out"):
        Path(folder).mkdir(parents=True)
    Path("goals.txt").rename("sent/goals.txt")
    result = run("check", "sent", "-o", output)
    assert result.exit_code == 1 and Path(output).exists()
    assert ("注意：" in result.stderr) == told
    assert run("check", "sent/goals.txt", "-o", output).stderr.count("注意") == 0
    again = run("check", "sent", "-o", output)
    assert again.exit_code == (2 if told else 1) and ("以前的报告" in again.stderr) == told
