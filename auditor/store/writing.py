"""Stores written and merged by DuckDB: rows go through a file for each table, so that none of them is held."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import IO, Any

from auditor.store.tables import TABLES, Row, in_order

__all__ = ["DATABASE", "Store", "StoreError", "merged", "merged_findings", "read_column"]

DATABASE = ".duckdb"
ABSENT = "\\N"


class StoreError(Exception):
    """A store that cannot be read or written."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class Store:
    """A store while it is written: a directory of Parquet files, or a database where the path ends in .duckdb.

    It appears in its place when all is written, and not at all where that fails.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.folder = tempfile.mkdtemp(prefix=".auditor-", dir=os.path.dirname(os.path.abspath(path)))
        self.files: dict[str, IO[str]] = {
            name: open(self._lines(name), "w", encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115
            for name in TABLES
        }
        self.writers = {name: csv.writer(file, lineterminator="\n") for name, file in self.files.items()}

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for file in self.files.values():
                file.close()
            if kind is None:
                self._finish()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, rows: Mapping[str, Iterable[Row]]) -> None:
        """Adds rows by table."""
        for name, listed in rows.items():
            self.writers[name].writerows([ABSENT if value is None else value for value in row] for row in listed)

    def _lines(self, name: str) -> str:
        return os.path.join(self.folder, f"{name}.csv")

    def _finish(self) -> None:
        """The tables out of the files of lines, in their place."""
        import duckdb

        made = os.path.join(self.folder, "made")
        database = self.path.endswith(DATABASE)
        if not database:
            os.mkdir(made)
        with duckdb.connect(made if database else ":memory:") as connection:
            for table, columns in TABLES.items():
                types = ", ".join(f"'{column.name}': 'VARCHAR'" for column in columns)
                casts = ", ".join(f'TRY_CAST("{name}" AS {kind}) AS "{name}"' for name, kind, _ in columns)
                source = (
                    f"SELECT {casts} FROM read_csv({_quoted(self._lines(table))}, columns = {{{types}}}, "
                    f"header = false, nullstr = '{ABSENT}', quote = '\"', escape = '\"', delim = ',', "
                    "auto_detect = false, parallel = false, max_line_size = 67108864, allow_quoted_nulls = false)"
                )
                if database:
                    connection.execute(f'CREATE TABLE "{table}" AS {source}')
                else:
                    target = os.path.join(made, f"{table}.parquet")
                    connection.execute(f"COPY ({source}) TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)")
        if os.path.isdir(self.path) and not database:
            _refuse_foreign(self.path)
            shutil.rmtree(self.path)
        os.replace(made, self.path)


def _refuse_foreign(path: str) -> None:
    """Raises StoreError where a directory to be replaced holds more than a store."""
    known = {f"{name}.parquet" for name in TABLES}
    foreign = sorted(set(os.listdir(path)) - known)
    if foreign:
        raise StoreError(f"{path} 中有其他文件（{foreign[0]}），不予覆盖", f"{path} holds other files ({foreign[0]})")


def merged(parts: Sequence[str], store: Store) -> None:
    """Adds the rows of stores to a store, in the order of the documents' paths; those of `findings` are left out.

    Raises StoreError for what is no store, and where a document stands in two of them.
    """
    import duckdb

    with duckdb.connect(":memory:") as connection:
        sources = {name: _union(connection, parts, name) for name in TABLES}
        twice = connection.execute(
            f"SELECT path FROM ({sources['documents']}) GROUP BY path HAVING count(*) > 1 ORDER BY path"
        ).fetchone()
        if twice:
            raise StoreError(f"{twice[0]} 在多个库中", f"{twice[0]} stands in more than one store")
        for name in TABLES:
            if name != "findings":
                query = f"SELECT {_listed(name)} FROM ({sources[name]}) ORDER BY path, part"
                store.add({name: _rows(connection, query)})


def merged_findings(parts: Sequence[str], more: Sequence[Row]) -> list[Row]:
    """The findings of stores together with further ones, in order."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        source = _union(connection, parts, "findings")
        return sorted([*_rows(connection, f"SELECT {_listed('findings')} FROM ({source})"), *more], key=in_order)


def _listed(table: str) -> str:
    return ", ".join(f'"{column.name}"' for column in TABLES[table])


def read_column(parts: Sequence[str], table: str, column: str) -> Iterator[Any]:
    """The values of a column of stores, in the order of the documents' paths."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        source = _union(connection, parts, table)
        for row in _rows(connection, f'SELECT "{column}" FROM ({source}) ORDER BY path, part'):
            yield row[0]


def _union(connection: Any, parts: Sequence[str], table: str) -> str:
    """The rows of a table of all stores, each with its place among them as `part`."""
    selects = []
    for number, part in enumerate(parts):
        if part.endswith(DATABASE) and os.path.isfile(part):
            connection.execute(f"ATTACH IF NOT EXISTS {_quoted(part)} AS part{number} (READ_ONLY)")
            source = f'part{number}."{table}"'
        elif os.path.isfile(os.path.join(part, f"{table}.parquet")):
            source = f"read_parquet({_quoted(os.path.join(part, f'{table}.parquet'))})"
        else:
            raise StoreError(f"{part} 不是 auditor export 写出的库", f"{part} is no store that auditor export wrote")
        selects.append(f"SELECT *, row_number() OVER () AS part FROM {source}")
    return " UNION ALL ".join(selects)


def _rows(connection: Any, query: str) -> Iterator[Row]:
    result = connection.execute(query)
    while rows := result.fetchmany(10000):
        yield from rows


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
