"""The list of a collection: who filed what, for which year. A CSV table in UTF-8 with headings in either language."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from typing import NamedTuple

from auditor.collection.model import Filing
from auditor.source import Unreadable

__all__ = ["SUFFIX", "Entered", "entered", "read_manifest"]

SUFFIX = ".csv"
HEADINGS = {
    "path": ("path", "文件", "路径"),
    "department": ("department", "部门", "单位"),
    "year": ("year", "年度", "年份"),
}


class Entered(NamedTuple):
    """What the list says of a document; empty where it says nothing."""

    department: str
    year: int | None


def read_manifest(path: str) -> dict[str, Entered]:
    """What the list says of each document, by path; paths are relative to the list. Raises Unreadable."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            table = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        zh, en = "清单无法读取，应为 UTF-8 编码的 CSV。", f"the list is no CSV in UTF-8: {error}"
        raise Unreadable(path, zh, en) from None
    columns = {
        key: next((at for at, heading in enumerate(table[0]) if heading.strip() in names), None)
        for key, names in HEADINGS.items()
    } if table else {}
    if columns.get("path") is None:
        raise Unreadable(path, "清单首行应有“文件”一列。", "the first line of the list must have a column `path`.")
    out = {}
    for number, row in enumerate(table[1:], start=2):
        cells = {key: row[at].strip() if at is not None and at < len(row) else "" for key, at in columns.items()}
        year = cells["year"].removesuffix("年度").removesuffix("年")
        if year and not (year.isascii() and year.isdigit()):
            wrong = cells["year"]
            raise Unreadable(path, f"清单第 {number} 行：“{wrong}”不是年份。", f"line {number}: {wrong} is no year.")
        if cells["path"]:
            where = os.path.normpath(os.path.join(os.path.dirname(path), cells["path"]))
            out[where] = Entered(cells["department"], int(year) if year else None)
    return out


def entered(filing: Filing, known: Mapping[str, Entered]) -> Filing:
    """The filing with what the list says of it in the place of what was read."""
    said = known.get(filing.path)
    if said is None:
        return filing
    return filing._replace(department=said.department or filing.department, year=said.year or filing.year)
