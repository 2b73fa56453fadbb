"""Stores: every row of the documents, queries of the documentation, shares of several machines and their merge."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from auditor.store import TABLES, Shard, Store, StoreError, shard_of
from generator import Plan, files

ROOT = Path(__file__).parent.parent
QUERIES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "queries.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    documents, _ = files(Plan(seed=3, departments=4, projects=3, years=2, share=60))
    for path, content in documents.items():
        where = folder / "files" / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)
    (folder / "files" / "broken.docx").write_bytes(b"no archive")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "AUDITOR_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "auditor", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, timeout=200)


@pytest.fixture(scope="module")
def store(county: Path) -> Path:
    done = run(county, "export", "files", "-o", "whole.duckdb", "--collection", "-j", "2")
    assert done.returncode == 2, done.stderr
    return county / "whole.duckdb"


def tables(path: Path) -> dict[str, list[Any]]:
    parquet = path.is_dir()
    with duckdb.connect(":memory:" if parquet else str(path), read_only=not parquet) as connection:
        sources = {name: f"'{path / name}.parquet'" if parquet else name for name in TABLES}
        return {name: connection.execute(f"SELECT * FROM {source}").fetchall() for name, source in sources.items()}


@pytest.fixture(scope="module")
def whole(store: Path) -> dict[str, list[Any]]:
    return tables(store)


def test_every_record_has_its_row(county: Path, whole: dict[str, list[Any]]) -> None:
    documents = whole["documents"]
    assert len(documents) == sum(1 for path in (county / "files").rglob("*.*"))
    assert [row[0] for row in documents] == sorted(row[0] for row in documents)
    assert sum(row[6] for row in documents) == len([row for row in whole["projects"] if row[1]])
    assert sum(row[7] for row in documents) == len(whole["indicators"])
    assert [row[2] for row in documents].count("unreadable") == 1
    assert len(whole["goals"]) > 20
    assert {row[1][0] for row in whole["findings"]} >= {"C"}


def test_numbers_are_numbers(whole: dict[str, list[Any]]) -> None:
    budgets = [row[9] for row in whole["projects"] if row[4] == "goal-table"]
    assert budgets
    assert all(80000 <= budget <= 5000000 for budget in budgets)


def test_parquet_holds_what_the_database_holds(county: Path, whole: dict[str, list[Any]]) -> None:
    assert run(county, "export", "files", "-o", "parquet", "--collection").returncode == 2
    assert tables(county / "parquet") == whole
    assert run(county, "export", "files", "-o", "parquet", "--collection").returncode == 2


def test_shares_merged_are_the_whole(county: Path, whole: dict[str, list[Any]]) -> None:
    for number in (1, 2, 3):
        done = run(county, "export", "files", "--shard", f"{number}/3", "-o", f"part{number}")
        assert done.returncode in (0, 2), done.stderr
    done = run(county, "merge", "part3", "part1", "part2", "-o", "merged", "--collection")
    assert done.returncode == 0, done.stderr
    assert tables(county / "merged") == whole
    done = run(county, "merge", "part3", "part1", "part2", "-o", "clustered", "--collection", "--dask", "local")
    assert done.returncode == 0, done.stderr
    for table in TABLES:
        one, other = ((county / store / f"{table}.parquet").read_bytes() for store in ("merged", "clustered"))
        assert one == other, table
    twice = run(county, "merge", "part1", "part1", "-o", "twice", "--lang", "en")
    assert twice.returncode == 2
    assert "more than one store" in twice.stderr
    assert not (county / "twice").exists()


@pytest.mark.parametrize("query", QUERIES, ids=[query.split("\n")[0][:40] for query in QUERIES])
def test_a_query_of_the_documentation_runs(store: Path, query: str) -> None:
    with duckdb.connect(str(store), read_only=True) as connection:
        assert connection.execute(query).fetchall()


def test_both_languages_have_the_same_queries() -> None:
    text = (ROOT / "docs" / "queries.zh.md").read_text(encoding="utf-8")
    assert re.findall(r"```sql\n(.*?)```", text, re.DOTALL) == QUERIES
    assert len(QUERIES) >= 6


def columns() -> Iterator[tuple[str, str]]:
    return ((table, column.name) for table, listed in TABLES.items() for column in listed)


@pytest.mark.parametrize("name", ["queries.md", "queries.zh.md"])
def test_every_column_is_documented(name: str) -> None:
    lines = (ROOT / "docs" / name).read_text(encoding="utf-8").splitlines()
    for table, column in columns():
        (row,) = (line for line in lines if line.startswith(f"| `{table}` |"))
        assert f"`{column}`" in row, (table, column)


@pytest.mark.parametrize("written", ["0/3", "4/3", "1/0", "a/b", "1", "-1/3", "1/3 "])
def test_what_is_no_share(written: str) -> None:
    assert shard_of(written) is None


def test_every_document_belongs_to_one_share() -> None:
    paths = [f"2024/第{at}局/目标.docx" for at in range(300)]
    shares = [Shard(number, 7) for number in range(1, 8)]
    assert all(sum(share.holds(path) for share in shares) == 1 for path in paths)
    assert all(sum(share.holds(path) for path in paths) > 20 for share in shares)
    assert Shard(1, 2).holds("a/b.txt") is Shard(1, 2).holds("a\\b.txt")


def test_nothing_is_left_of_a_store_that_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Store(str(tmp_path / "store")) as store:
        store.add({"filings": [("a", "{}")]})
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_odd_texts_come_back(tmp_path: Path) -> None:
    texts = ["一，“二”", 'a "quoted", text', "two\nlines", "tab\tand \\N", "", " 空 "]
    with Store(str(tmp_path / "store.duckdb")) as store:
        store.add({"filings": [(str(at), text) for at, text in enumerate(texts)]})
    with duckdb.connect(str(tmp_path / "store.duckdb")) as connection:
        assert [row[0] for row in connection.execute("SELECT kept FROM filings").fetchall()] == texts


def test_a_directory_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "letter.txt").write_text("keep me")
    with pytest.raises(StoreError), Store(str(folder)) as store:
        store.add({})
    assert (folder / "letter.txt").read_text() == "keep me"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "files", "-o", "x", "--shard", "5/3"), "--shard"),
        (("export", "files", "-o", "x", "--shard", "1/3", "--collection"), "merge"),
        (("export", "files", "-o", "no/where"), "no directory"),
        (("merge", "files", "-o", "x"), "no store"),
    ],
)
def test_what_cannot_be_is_refused(county: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(county, *arguments, "--lang", "en")
    assert done.returncode == 2
    assert said in done.stderr
    assert not (county / "x").exists()
