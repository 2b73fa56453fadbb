"""Reads the data files of this package: text that a finance official can read and extend.

Empty lines and lines that begin with `#` are for the reader. `rows` splits the rest at tabs; `sections` collects
one entry a line under `[headings]`. Nothing is cached here: each table is built once by the module that needs it.
"""

from __future__ import annotations

import os

__all__ = ["rows", "sections"]

DATA = os.path.join(os.path.dirname(__file__), "data")


def _lines(name: str) -> list[str]:
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return [line for line in file.read().split("\n") if line and line[0] != "#" and not line.isspace()]


def rows(name: str) -> list[list[str]]:
    """The lines of a data file, each as its tab-separated fields."""
    return [line.split("\t") for line in _lines(name)]


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The entries of a data file by section, in the order of the file. Raises ValueError for an entry before any."""
    found: dict[str, list[str]] = {}
    entries: list[str] | None = None
    for line in _lines(name):
        entry = line.strip()
        if entry.startswith("[") and entry.endswith("]"):
            entries = found.setdefault(entry[1:-1], [])
        elif entries is None:
            raise ValueError(f"{name}: {entry!r} stands before the first [section]")
        else:
            entries.append(entry)
    return {section: tuple(words) for section, words in found.items()}
