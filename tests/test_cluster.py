"""A Dask cluster on this machine: the bytes of the plain run, killed runs, and files that kill their workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from auditor.store import TABLES
from generator import Plan, files
from tests.test_parallel import Run, asked, command, documents, environment, run, write

__all__ = ["command", "environment", "run"]

# Rules across documents that are not known to the program: one that tells of every second document, one that fails.
ACROSS = '''
from auditor.collection import Across
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

WORDS = Text(zh="测试用的规则。", en="A rule for tests.")
NAME = Text(zh="测试", en="for tests")
EXAMPLES = Examples(bad=[Bad(name="bad", text="一", expect=[(1, "一")], instead="二")],
                    good=[Good(name="good", text="二")])
MORE = dict(title=NAME, severity="note", confidence="possible", since="0.1.0", scope="collection", message=WORDS,
            advice=WORDS, rationale=WORDS, basis="convention", examples=EXAMPLES)

@rule(id="Z902", name="tells-of-every-second", **MORE)
def second(collection):
    """Every second document that has a project."""
    for filing in [filing for filing in collection.filings if filing.entries][::2]:
        yield Across(at=filing.entries[0].place)
'''


def test_a_cluster_gives_the_bytes_of_the_plain_run(tmp_path: Path, run: Run) -> None:
    made, _ = files(Plan(departments=3, projects=2, years=2, share=60))
    for path, content in made.items():
        where = tmp_path / "files" / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)
    (tmp_path / "files" / "broken.docx").write_bytes(b"PK no archive")
    (tmp_path / "own" / "Z902.py").write_text(ACROSS, encoding="utf-8")
    failing = ACROSS.replace("Z902", "Z903").replace("tells-of-every-second", "fails-at-once")
    failing = failing.replace("[::2]", "[:: 1 // 0]")
    (tmp_path / "own" / "Z903.py").write_text(failing, encoding="utf-8")
    options = ("--collection", "--select", "C,V,T,Z902,Z903")
    plain = run(*options, "--no-cache", "-j", "1")
    found = {finding["rule"] for finding in json.loads(plain.stdout)["findings"]}
    assert found >= {"C101", "Z902"}, plain.stderr
    assert "rule Z903 failed" in plain.stderr
    for more in (("--no-cache",), (), ()):
        clustered = run(*options, "--dask", "local", "-j", "2", *more)
        assert clustered.stdout == plain.stdout
        # Dask tells of failures as well.
        assert clustered.stderr.endswith(plain.stderr)


def test_a_cluster_writes_the_tables_of_the_plain_run(tmp_path: Path, environment: dict[str, str]) -> None:
    made, _ = files(Plan(departments=2, projects=2, years=2, share=60))
    for path, content in made.items():
        where = tmp_path / "files" / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)
    stores = {"plain": ("-j", "1"), "clustered": ("--dask", "local", "-j", "2")}
    for store, more in stores.items():
        command = [sys.executable, "-m", "auditor", "export", "files", "-o", store, "--collection", "--no-cache", *more]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=100)
        assert done.returncode == 0, done.stderr
    for table in TABLES:
        one, other = ((tmp_path / store / f"{table}.parquet").read_bytes() for store in stores)
        assert one == other, table


def test_a_killed_run_continues_on_a_cluster(
    tmp_path: Path, run: Run, command: Callable[..., list[str]], environment: dict[str, str]
) -> None:
    names = [f"slow{at:02}" for at in range(16)]
    write(tmp_path, names)
    process = subprocess.Popen(
        command("--dask", "local", "-j", "2"), cwd=tmp_path, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while len(asked(tmp_path)) < 6 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    before = asked(tmp_path)
    assert 6 <= len(before) < len(names)
    continued = run("--dask", "local", "-j", "2")
    again = asked(tmp_path)[len(before) :]
    assert len(set(again) & set(before)) <= 2
    assert set(again) | set(before) == {f"{name}.txt" for name in names}
    assert continued.stdout == run("-j", "1", "--no-cache").stdout


def test_a_file_that_kills_workers_costs_itself(tmp_path: Path, run: Run) -> None:
    write(tmp_path, ["a", "b-crash", "c", "d"])
    output = run("--dask", "local", "-j", "2")
    statuses = {path[6:-4]: one["status"] for path, one in documents(output).items()}
    assert statuses == {"a": "checked", "b-crash": "unreadable", "c": "checked", "d": "checked"}
    assert "again and again" in output.stderr
