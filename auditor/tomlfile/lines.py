"""On which line of a TOML file a key stands; tomllib does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["line_of", "lines_of_keys"]

Path = tuple[str, ...]

WORD = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
DOTTED = rf"{WORD}(?:\s*\.\s*{WORD})*"
TABLE = re.compile(rf"\s*\[\s*({DOTTED})\s*\]\s*(?:#.*)?")
LISTED = re.compile(rf"\s*\[\[\s*({DOTTED})\s*\]\]\s*(?:#.*)?")
KEY = re.compile(rf"\s*({DOTTED})\s*=")
STEP = re.compile(WORD)


def lines_of_keys(text: str) -> dict[Path, int]:
    """The 1-based line of every table and key that begins a line; what stands in inline tables is not among them.

    Tables of a list (`[[a]]`) are numbered from 0: ("a", "0").
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        item = LISTED.fullmatch(line.rstrip("\r"))
        if item:
            name = tuple(steps(item[1]))
            table = (*name, str(sum(path[:-1] == name for path in lines)))
            lines[table] = number
            continue
        header = TABLE.fullmatch(line.rstrip("\r"))
        if header:
            table = tuple(steps(header[1]))
            lines.setdefault(table, number)
            continue
        key = KEY.match(line)
        if key:
            lines.setdefault((*table, *steps(key[1])), number)
    return lines


def steps(dotted: str) -> Iterator[str]:
    """The names of a dotted key, without their quotes."""
    for step in STEP.findall(dotted):
        yield step[1:-1] if step[0] in "\"'" else step


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a key, or of the nearest key around it; 1 where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
