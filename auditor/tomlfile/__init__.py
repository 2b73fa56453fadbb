"""TOML files of a fixed form: their values, the lines of their keys, and faults told by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from auditor.tomlfile.lines import line_of, lines_of_keys
from auditor.upwards import shown

__all__ = ["Fault", "TomlError", "faulty", "line_of", "parsed"]

Path = tuple[str, ...]
# Where in the file, by keys, and what is wrong, in Chinese and English.
Fault = tuple[Path, str, str]


class TomlError(Exception):
    """Everything that is wrong with a file, a line for each fault, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def parsed(path: str, data: bytes) -> tuple[dict[str, Any], dict[Path, int]]:
    """The values of a file, decimal figures as they are written, and the lines of its keys; raises TomlError."""
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        return tomllib.loads(text, parse_float=str), lines_of_keys(text)
    except UnicodeDecodeError:
        raise TomlError(f"{shown(path)}：文件不是 UTF-8", f"{shown(path)}: the file is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise TomlError(f"{shown(path)}：TOML 写法不对：{error}", f"{shown(path)}: not TOML: {error}") from None


def faulty(path: str, lines: Mapping[Path, int], faults: Iterable[Fault]) -> TomlError:
    """The faults as one, in the order of the file."""
    placed = sorted((line_of(lines, key), zh, en) for key, zh, en in faults)
    return TomlError(
        "\n".join(f"{shown(path)}:{line}: {zh}" for line, zh, _ in placed),
        "\n".join(f"{shown(path)}:{line}: {en}" for line, _, en in placed),
    )
