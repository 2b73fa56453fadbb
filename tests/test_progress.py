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
    assert err == "auditor: interrupted: 1 files were checked, 2 were not\n"
