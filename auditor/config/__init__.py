"""Configuration files: `auditor.toml`, or `[tool.auditor]` in `pyproject.toml`, in or above the documents' directory.

A file is data: it chooses among rules and sets their options, and can never let code run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor import __version__, tomlfile
from auditor.cache import keep, kept, shrink, stamp
from auditor.tomlfile import TomlError, faulty, line_of, parsed
from auditor.upwards import found_above, shown
from auditor.wording import Text

__all__ = ["NAMES", "ConfigError", "ConfigFile", "config_above", "read_config"]

OWN, SHARED = "auditor.toml", "pyproject.toml"
NAMES = (OWN, SHARED)
TABLE = ("tool", "auditor")
FOLDER = "config"
FILES = ("baseline", "notice-template")

Path = tuple[str, ...]


class ConfigError(Exception):
    """A configuration that cannot be followed, in both languages; names the file, the line and the key."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A configuration file that was read: `values` as they stand in it, `folder` where its paths begin."""

    path: str
    folder: str
    values: Mapping[str, Any]
    lines: Mapping[Path, int]

    def origin(self, *key: str) -> Text:
        """File and line of a key."""
        where = f"{shown(self.path)}:{line_of(self.lines, key)}"
        return Text(where, where)

    @property
    def directories(self) -> tuple[str, ...]:
        """The directories of rules that the file names."""
        return tuple(os.path.join(self.folder, path) for path in self.values.get("rules", {}).get("directories", ()))

    @property
    def placed(self) -> Mapping[str, Any]:
        """The values, the paths of files among them beginning at the file's own directory."""
        paths = {key: os.path.join(self.folder, self.values[key]) for key in FILES if key in self.values}
        return {**self.values, **paths} if paths else self.values


def config_above(document: str) -> ConfigFile | None:
    """The nearest configuration file in the directory of a document or above; raises ConfigError for a faulty one."""
    files = (read_config(path) for path in found_above(document, NAMES))
    return next((file for file in files if file is not None), None)


def read_config(path: str) -> ConfigFile | None:
    """The configuration that a file holds; None for a pyproject.toml that says nothing to this tool.

    Raises ConfigError with everything that is wrong with it. What was found right is kept, by content.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = error.strerror or ""
        raise ConfigError(
            f"配置文件 {shown(path)} 无法读取：{reason}", f"the configuration {shown(path)} cannot be read: {reason}"
        ) from error
    in_table = os.path.basename(path) == SHARED
    where = os.path.abspath(path).encode("utf-8", "surrogateescape")
    name = f"{FOLDER}/{hashlib.sha256(where).hexdigest()[:16]}"
    program = stamp(map(os.path.dirname, (__file__, tomlfile.__file__)))
    key = hashlib.sha256(program + f"{__version__}\0{in_table}\0".encode() + data).digest()
    read = kept(name, key)
    if read is None:
        read = _checked(path, data, in_table)
        keep(name, key, read)
        shrink(FOLDER)
    values, lines = read
    return None if values is None else ConfigFile(path, os.path.dirname(path), values, lines)


def _checked(path: str, data: bytes, in_table: bool) -> tuple[dict[str, Any] | None, dict[Path, int]]:
    """The values of a file, None where it has no table for this tool, and the lines of its keys."""
    try:
        values, lines = parsed(path, data)
    except TomlError as error:
        raise _refusal(error) from error
    if in_table:
        inside = values.get(TABLE[0], {})
        if not isinstance(inside, dict) or TABLE[1] not in inside:
            return None, {}
        values = inside[TABLE[1]]
        lines = {key[len(TABLE) :]: line for key, line in lines.items() if key[: len(TABLE)] == TABLE}
    from auditor.config.models import Configuration
    from auditor.tomlfile.form import checked

    values, faults = checked(Configuration, values)
    if faults:
        raise _refusal(faulty(path, lines, faults))
    return values, lines


def _refusal(fault: TomlError) -> ConfigError:
    return ConfigError(f"配置文件 {fault.zh}", f"configuration {fault.en}")
