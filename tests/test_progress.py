"""A bar for a person at a terminal, nothing otherwise; an interrupted run tells what it found."""

from __future__ import annotations

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from running import goals, run, write

from auditor.crew import ended, hired
from auditor.plans import Wishes

# Interrupts itself when the module is imported that every check needs.
EARLY = """
import signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "auditor.records":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
sys.argv = ["auditor", *sys.argv[1:]]
from auditor.__main__ import main
main()
"""
SLOW = """
import time
from auditor.rule import Bad, Examples, Found, Good, Text, rule

WORDS = Text(zh="慢", en="slow")


@rule(id="Z102", name="takes-its-time", severity="note", confidence="possible", since="0.1.0", basis="convention",
      title=WORDS, message=WORDS, advice=WORDS, rationale=WORDS,
      examples=Examples(bad=[Bad(name="bad", text="项目", expect=[(1, "项目")], instead="项目名称")],
                        good=[Good(name="good", text="项目名称")]))
def slow(document):
    if "slow" in document.source.path:
        open("reached", "w").close()
        time.sleep(60)
    return ()
"""


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_LANG", "en")
    monkeypatch.setenv("TERM", "xterm-256color")


def command(*arguments: str, name: str = "check") -> list[str]:
    return [sys.executable, "-m", "auditor", name, *arguments]


def on_a_terminal(*arguments: str, name: str = "check") -> tuple[bytes, bytes]:
    """What a run writes to a pipe as its standard output and to a terminal as its standard error."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command(*arguments, name=name), stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    told = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        told += part
    os.close(ours)
    out, _ = process.communicate()
    return out, told


def test_a_bar_on_a_terminal_and_the_same_report() -> None:
    for number in range(3):
        write(f"goals-{number}.txt", goals(quality="≥140%"))
    out, told = on_a_terminal(".", "-q", "--no-cache")
    words = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", told)
    assert b"files" in words and b"3/3" in words and b"findings: " in words and b"left" in words
    piped = subprocess.run(command(".", "-q", "--no-cache"), capture_output=True, check=False)
    assert piped.stdout == out
    assert piped.stderr == b""


def test_a_bar_for_an_extraction() -> None:
    for number in range(2):
        write(f"goals-{number}.txt", goals())
    out, told = on_a_terminal(".", name="extract")
    words = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", told)
    assert b"2/2" in words and b"indicators: 6" in words
    assert len(json.loads(out)["documents"]) == 2


def test_no_bar_for_one_file() -> None:
    write("goals.txt", goals())
    assert on_a_terminal("goals.txt", "--no-cache")[1] == b""


@pytest.mark.skipif(os.name != "posix", reason="a process is interrupted by a signal of POSIX")
def test_an_interrupted_run_tells_what_it_found() -> None:
    write("own/Z102.py", SLOW)
    write("a.txt", goals(quality="≥140%"))
    write("b-slow.txt", goals())
    write("c.txt", goals())
    process = subprocess.Popen(command(".", "--rules", "own", "--trust-python-rules", "--no-cache"),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")  # fmt: skip
    while not Path("reached").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "V101" in out and "a.txt" in out
    assert err == "auditor: interrupted: files checked: 1, not checked: 2\n"


def interrupting(monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    """Lets a function of one document be interrupted at the second."""
    module, _, name = function.rpartition(".")
    whole = getattr(importlib.import_module(module), name)
    calls: list[object] = []

    def interrupted(*arguments: Any, **settings: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(*arguments, **settings)

    monkeypatch.setattr(function, interrupted)


def test_an_interrupted_extraction_prints_what_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        write(f"{name}.txt", goals())
    interrupting(monkeypatch, "auditor.cli.extract.read")
    done = run("extract", ".")
    assert done.exit_code == 2
    assert [document["path"] for document in json.loads(done.stdout)["documents"]] == ["a.txt"]
    assert done.stderr.endswith("auditor: interrupted: files checked: 1, not checked: 2\n")


@pytest.mark.parametrize("words", [["add", "--all", "--reason", "known"], ["prune"]])
def test_half_a_run_neither_accepts_nor_clears(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        write(f"{name}.txt", goals(quality="≥140%"))
    run("baseline", "add", ".", "--rule", "V101", "--reason", "known")
    before = Path("auditor-baseline.jsonl").read_bytes()
    for name in "ab":
        write(f"{name}.txt", goals(satisfaction="≥30%"))
    interrupting(monkeypatch, "auditor.collect.judge")
    done = run("baseline", words[0], ".", *words[1:])
    assert (done.exit_code, done.stderr) == (2, "auditor: interrupted\n")
    assert Path("auditor-baseline.jsonl").read_bytes() == before


def test_a_run_that_is_interrupted_before_it_begins_says_so() -> None:
    write("goals.txt", goals())
    early = [sys.executable, "-c", EARLY, "check", "goals.txt"]
    for language, word in (("en", "interrupted"), ("zh", "已中断")):
        done = subprocess.run([*early, "--lang", language], capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"auditor: {word}\n")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell what a process ignores")
def test_workers_ignore_an_interruption_from_their_first_moment() -> None:
    before = signal.getsignal(signal.SIGINT)
    worker = hired(Wishes())
    try:
        status = Path(f"/proc/{worker.process.pid}/status").read_text(encoding="utf-8")
    finally:
        ended(worker)
    ignored = re.search(r"^SigIgn:\s*([0-9a-f]+)", status, re.MULTILINE)
    assert ignored and int(ignored[1], 16) >> (signal.SIGINT - 1) & 1
    assert signal.getsignal(signal.SIGINT) is before
