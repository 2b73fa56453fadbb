"""Files judged in worker processes: the same bytes for any number of workers, and what a bad file costs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor.collect import judged
from auditor.crew import AHEAD, packed, unpacked
from auditor.library import load
from auditor.parallel import WORTH_HELP, WORTH_WORKERS, Labour, helped, labour_for
from auditor.plans import Plans, Wishes
from auditor.single import Made

DOCUMENT = """\
一、{name}绩效目标表
一级指标	二级指标	三级指标	指标值
产出指标	质量指标	{name}合格率	≥120%
"""
# A rule that does what the name of the document says, and writes down every document it was asked about.
TROUBLE = '''
import os, time
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

WORDS = Text(zh="测试用的规则。", en="A rule for tests.")
NAME = Text(zh="测试", en="for tests")
TABLE = """\\
一、道路养护绩效目标表
一级指标\t二级指标\t三级指标\t指标值
产出指标\t质量指标\t合格率\t≥95%
"""

@rule(id="Z901", name="makes-trouble", title=NAME, severity="note", confidence="possible", since="0.1.0",
      message=WORDS, advice=WORDS, rationale=WORDS, basis="convention",
      examples=Examples(bad=[Bad(name="bad", text=TABLE, expect=[(1, "一")], instead=TABLE)],
                        good=[Good(name="good", text=TABLE)]))
def trouble(document):
    """Breaks down, hangs or raises by the name of the document."""
    path = document.source.path
    with open(os.environ["ASKED"], "a", encoding="utf-8") as log:
        log.write(os.path.basename(path) + "\\n")
    if "slow" in path:
        time.sleep(0.2)
    if "hang" in path:
        time.sleep(60)
    if "crash" in path:
        os._exit(7)
    if "killed" in path:
        os.kill(os.getpid(), 9)
    return ()
'''

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., list[str]]:
    rules = tmp_path / "own"
    rules.mkdir()
    (rules / "Z901.py").write_text(TROUBLE, encoding="utf-8")

    def arguments(*more: str) -> list[str]:
        return [sys.executable, "-m", "auditor", "check", "files", "--rules", "own", "--trust-python-rules",
                "--select", "V101,Z901", "--format", "json", "--lang", "en", *more]  # fmt: skip

    return arguments


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    root = str(Path(__file__).parent.parent)
    own = {"AUDITOR_CACHE": str(tmp_path / "cache"), "ASKED": str(tmp_path / "asked"), "PYTHONPATH": root}
    return {**os.environ, **own}


@pytest.fixture
def run(tmp_path: Path, command: Callable[..., list[str]], environment: dict[str, str]) -> Run:
    def call(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*more), capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=100
        )

    return call


def write(folder: Path, names: Sequence[str]) -> None:
    (folder / "files").mkdir()
    for name in names:
        (folder / "files" / f"{name}.txt").write_text(DOCUMENT.format(name=f"县道{name}养护"), encoding="utf-8")


def documents(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    return {document["path"]: document for document in json.loads(run.stdout)["documents"]}


def asked(folder: Path) -> list[str]:
    log = folder / "asked"
    return log.read_text(encoding="utf-8").split() if log.exists() else []


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path, run: Run) -> None:
    write(tmp_path, [f"{at:02}" for at in range(12)])
    (tmp_path / "files" / "broken.docx").write_bytes(b"PK no archive")
    outputs = [run("--no-cache", *more) for more in ((), ("-j", "1"), ("-j", "3"))]
    assert {output.returncode for output in outputs} == {2}
    assert len({output.stdout for output in outputs}) == 1
    assert len(json.loads(outputs[0].stdout)["findings"]) == 12


def test_a_poisoned_file_costs_itself_alone(tmp_path: Path, run: Run) -> None:
    names = ["b-crash", "d-hang", "f-killed", *(f"{at:02}" for at in range(47))]
    write(tmp_path, names)
    output = run("-j", "2", "--time-limit", "8")
    read = documents(output)
    assert output.returncode == 2
    assert {path: one["status"] for path, one in read.items()} == {
        f"files/{name}.txt": "unreadable" if "-" in name else "checked" for name in names
    }
    assert "status 7" in output.stderr
    assert "signal 9" in output.stderr
    assert "8 seconds" in output.stderr
    assert len(json.loads(output.stdout)["findings"]) == 47


def test_a_killed_run_continues_where_it_stopped(
    tmp_path: Path, run: Run, command: Callable[..., list[str]], environment: dict[str, str]
) -> None:
    names = [f"slow{at:02}" for at in range(20)]
    write(tmp_path, names)
    process = subprocess.Popen(
        command("-j", "2"), cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while len(asked(tmp_path)) < 6 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.6)
    before = asked(tmp_path)
    assert 6 <= len(before) < len(names)
    continued = run("-j", "2")
    again = asked(tmp_path)[len(before) :]
    assert len(set(again) & set(before)) <= 2
    assert set(again) | set(before) == {f"{name}.txt" for name in names}
    assert continued.stdout == run("-j", "1", "--no-cache").stdout


def test_a_report_survives_the_way_from_a_worker(tmp_path: Path) -> None:
    path = tmp_path / "goals.txt"
    path.write_text(DOCUMENT.format(name="县道养护"), encoding="utf-8")
    rules = load(plugins=False).choose()
    report = judged(str(path), rules)
    facts = {rule.id: rule.facts for rule in rules}
    back = unpacked(packed(Made(report)), facts).report
    assert report.findings
    assert (back.findings, back.documents, back.counts) == (report.findings, report.documents, report.counts)
    assert all(finding.rule is facts[finding.rule.id] for finding in back.findings)


@pytest.mark.parametrize(
    ("files", "jobs", "limit", "expected"),
    [
        (WORTH_WORKERS, None, None, 0),
        (1, 4, None, 1),
        (100, 3, 5.0, 3),
        (0, None, None, 0),
    ],
)
def test_workers_for_a_run(files: int, jobs: int | None, limit: float | None, expected: int) -> None:
    assert labour_for(files, jobs, limit).jobs == expected


def test_many_files_have_workers_and_so_has_a_time_limit() -> None:
    assert labour_for(WORTH_WORKERS + 1, None, None).jobs > 0
    assert labour_for(2, None, 5.0) == Labour(min(2, labour_for(99, None, None).jobs), 5.0)
    assert AHEAD > WORTH_WORKERS


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_a_forked_process_prints_nothing_and_cleans_up_when_it_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def endless(*arguments: object) -> Iterator[None]:
        os.write(1, b"out")
        os.write(2, b"err")
        try:
            (tmp_path / "begun").touch()
            time.sleep(60)
        finally:
            (tmp_path / "cleaned").touch()
        yield

    monkeypatch.setattr("auditor.parallel.one_by_one", endless)
    monkeypatch.setattr("os.sched_getaffinity", lambda process: {0, 1})
    monkeypatch.setattr("auditor.parallel._running", lambda: 1)
    with helped([f"{number}.txt" for number in range(WORTH_HELP)], Plans(Wishes(no_config=True))):
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
    assert (tmp_path / "cleaned").exists()
    assert capfd.readouterr() == ("", "")
