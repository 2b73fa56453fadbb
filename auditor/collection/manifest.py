"""The list of a collection: who filed what, for which year, when. A table in CSV or a file in TOML, both in UTF-8."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from auditor.collection.model import Filing
from auditor.source import Unreadable
from auditor.tomlfile import TomlError, faulty, parsed
from auditor.upwards import shown

__all__ = ["SUFFIXES", "Entered", "entered", "read_manifest"]

SUFFIXES = (".csv", ".toml")
HEADINGS = {
    "path": ("path", "文件", "路径"),
    "department": ("department", "部门", "单位"),
    "year": ("year", "年度", "年份"),
    "filed": ("filed", "报送日期", "日期"),
    "units": ("units", "所属单位"),
}
DAY = re.compile(r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


class Entered(NamedTuple):
    """What the list says of a document; empty where it says nothing. `filed` is a day, as in 2024-01-15.

    `units` are all units that the document of a department covers.
    """

    department: str = ""
    year: int | None = None
    filed: str = ""
    units: tuple[str, ...] = ()


Listed = tuple[int, str, Entered]
"""A line of the list, the path that it names, and what it says."""


def read_manifest(path: str) -> dict[str, Entered]:
    """What the list says of each document, by path; paths are relative to the list.

    Raises Unreadable, with the place of what is wrong.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = error.strerror or ""
        raise _at(path, 0, f"清单无法读取：{reason}", f"the list cannot be read: {reason}") from None
    rows = _in_toml(path, data) if path.lower().endswith(".toml") else _in_csv(path, data)
    out: dict[str, Entered] = {}
    lines: dict[str, int] = {}
    for line, named, said in rows:
        where = os.path.normpath(os.path.join(os.path.dirname(path), named))
        if where in out:
            first = lines[where]
            raise _at(path, line, f"{named} 在第 {first} 行已经列出", f"{named} is listed in line {first} already")
        out[where], lines[where] = said, line
    return out


def _in_toml(path: str, data: bytes) -> Iterator[Listed]:
    from auditor.collection.manifest_form import Manifest
    from auditor.tomlfile.form import checked

    try:
        values, lines = parsed(path, data)
        values, faults = checked(Manifest, values)
        if faults:
            raise faulty(path, lines, faults)
    except TomlError as error:
        raise Unreadable(path, f"清单 {error.zh}", f"list {error.en}") from None
    for at, row in enumerate(values["document"]):
        filed = row.get("filed")
        said = Entered(row.get("department", ""), row.get("year"), filed.isoformat() if filed else "",
                       tuple(row.get("units", ())))  # fmt: skip
        yield lines.get(("document", str(at)), 1), row["path"], said


def _in_csv(path: str, data: bytes) -> Iterator[Listed]:
    try:
        table = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _at(path, 0, "应为 UTF-8 编码的 CSV", f"no CSV in UTF-8: {error}") from None
    columns = {
        key: next((at for at, heading in enumerate(table[0]) if heading.strip() in names), None)
        for key, names in HEADINGS.items()
    } if table else {}
    if columns.get("path") is None:
        raise _at(path, 1, "首行应有“文件”一列", "the first line must have a column `path`")
    for number, row in enumerate(table[1:], start=2):
        cells = {key: row[at].strip() if at is not None and at < len(row) else "" for key, at in columns.items()}
        year = cells["year"].removesuffix("年度").removesuffix("年")
        if year and not (year.isascii() and year.isdigit()):
            raise _at(path, number, f"“{cells['year']}”不是年份", f"{cells['year']} is no year")
        if cells["path"]:
            units = tuple(name for name in re.split("[、;；]", cells["units"]) if name)
            filed = _day(cells["filed"])
            if filed is None:
                raise _at(path, number, f"“{cells['filed']}”不是日期", f"{cells['filed']} is no date")
            yield number, cells["path"], Entered(cells["department"], int(year) if year else None, filed, units)


def _day(text: str) -> str | None:
    """A day as in 2024-01-15, "" for none; None for what is no day."""
    if not text:
        return ""
    found = DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def _at(path: str, line: int, zh: str, en: str) -> Unreadable:
    where = f"{shown(path)}:{line}" if line else shown(path)
    return Unreadable(path, f"清单 {where}: {zh}", f"list {where}: {en}")


def entered(filing: Filing, known: Mapping[str, Entered]) -> Filing:
    """The filing with what the list says of it in the place of what was read."""
    said = known.get(filing.path)
    if said is None:
        return filing
    department = said.department or filing.department
    totals = (
        total._replace(owner=department) if total.owner == filing.department else total for total in filing.totals
    )
    return filing._replace(
        department=department,
        year=said.year or filing.year,
        filed=said.filed,
        units=said.units or filing.units,
        totals=tuple(totals),
    )
