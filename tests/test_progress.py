"""A bar for a person at a terminal, nothing otherwise; an interrupted run tells what it found."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import goals, write

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


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "auditor", "check", *arguments]


def on_a_terminal(*arguments: str) -> tuple[bytes, bytes]:
    """What a run writes to a pipe as its standard output and to a terminal as its standard error."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=theirs)
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
