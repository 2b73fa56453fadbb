"""Configuration files: `auditor.toml`, or `[tool.auditor]` in `pyproject.toml`, in or above the documents' directory.

A file is data: it chooses among rules and sets their options, and can never let code run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor import __version__
from auditor.cache import keep, kept, shrink, stamp
from auditor.config.toml_lines import line_of, lines_of_keys
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
    key = hashlib.sha256(stamp([os.path.dirname(__file__)]) + f"{__version__}\0{in_table}\0".encode() + data).digest()
    read = kept(name, key)
    if read is None:
        read = _checked(path, data, in_table)
        keep(name, key, read)
        shrink(FOLDER)
    values, lines = read
    return None if values is None else ConfigFile(path, os.path.dirname(path), values, lines)


def _checked(path: str, data: bytes, in_table: bool) -> tuple[dict[str, Any] | None, dict[Path, int]]:
    """The values of a file, None where it has no table for this tool, and the lines of its keys."""
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        # Decimal figures stay as they are written.
        values = tomllib.loads(text, parse_float=str)
    except UnicodeDecodeError as error:
        raise _faulty([f"{shown(path)}：文件不是 UTF-8"], [f"{shown(path)}: the file is not UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        raise _faulty([f"{shown(path)}：TOML 写法不对：{error}"], [f"{shown(path)}: not TOML: {error}"]) from error
    lines = lines_of_keys(text)
    if in_table:
        inside = values.get(TABLE[0], {})
        if not isinstance(inside, dict) or TABLE[1] not in inside:
            return None, {}
        values = inside[TABLE[1]]
        lines = {key[len(TABLE) :]: line for key, line in lines.items() if key[: len(TABLE)] == TABLE}
    from auditor.config.models import checked

    values, faults = checked(values)
    if faults:
        placed = sorted((line_of(lines, key), zh, en) for key, zh, en in faults)
        raise _faulty(
            [f"{shown(path)}:{line}: {zh}" for line, zh, _ in placed],
            [f"{shown(path)}:{line}: {en}" for line, _, en in placed],
        )
    return values, lines


def _faulty(zh: list[str], en: list[str]) -> ConfigError:
    return ConfigError("配置文件 " + "\n".join(zh), "configuration " + "\n".join(en))
