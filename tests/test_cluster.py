"""A Dask cluster on this machine: the same bytes as the plain run, and a file that kills workers costs itself."""

from __future__ import annotations

import json
from pathlib import Path

from generator import Plan, files
from tests.test_parallel import Run, command, documents, environment, run, write

__all__ = ["command", "environment", "run"]


def test_a_cluster_gives_the_bytes_of_the_plain_run(tmp_path: Path, run: Run) -> None:
    made, _ = files(Plan(departments=3, projects=2, years=2, share=60))
    for path, content in made.items():
        where = tmp_path / "files" / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)
    options = ("--no-cache", "--collection", "--select", "C,V,T")
    plain = run(*options, "-j", "1")
    assert json.loads(plain.stdout)["findings"]
    assert run(*options, "--dask", "local", "-j", "2").stdout == plain.stdout


def test_a_file_that_kills_workers_costs_itself(tmp_path: Path, run: Run) -> None:
    write(tmp_path, ["a", "b-crash", "c", "d"])
    output = run("--dask", "local", "-j", "2")
    statuses = {path[6:-4]: one["status"] for path, one in documents(output).items()}
    assert statuses == {"a": "checked", "b-crash": "unreadable", "c": "checked", "d": "checked"}
    assert "again and again" in output.stderr
