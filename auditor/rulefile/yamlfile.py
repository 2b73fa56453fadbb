"""YAML as rule files use it: every scalar is the text written, nothing is written twice, every value has a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

__all__ = ["KEY", "Located", "YamlError", "load"]

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]
HINT_ZH = "值里有花括号、冒号，或以 > | * & 开头的，要加引号"
HINT_EN = "Quote a value with braces or a colon in it, or one that begins with > | * &"
# The last step of the path to a key itself; no key can be written like this.
KEY = "\0"
PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class YamlError(Exception):
    """A file that is no such YAML; line and column count from 1."""

    def __init__(self, zh: str, en: str, line: int, column: int) -> None:
        super().__init__(en)
        self.zh, self.en, self.line, self.column = zh, en, line, column


class TextLoader(Loader):  # type: ignore[misc]
    """The safe loader without implicit types: `no`, `1:30` and `0.10` stay as they are written."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012


@dataclass(frozen=True, slots=True)
class Located:
    """What a file says, with the line and column of every key and value by its path."""

    data: Any
    places: dict[Path, tuple[int, int]]
    blocks: frozenset[Path]

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of the value at a path, or of the nearest one around it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def value(self, path: Path) -> Any:
        """The value at a path."""
        found = self.data
        for step in path:
            found = found[step]
        return found


def load(text: str) -> Located:
    """The content of a YAML file; raises YamlError with the place."""
    loader = TextLoader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or "not YAML"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlError(f"YAML 写法不对：{said}。{HINT_ZH}", f"not YAML: {said}. {HINT_EN}", line, column) from None
    except yaml.YAMLError as error:
        raise YamlError(f"YAML 写法不对：{error}", f"not YAML: {error}", 1, 1) from None
    finally:
        loader.dispose()
    if root is None:
        raise YamlError("文件是空的", "the file is empty", 1, 1)
    places: dict[Path, tuple[int, int]] = {}
    blocks: set[Path] = set()
    return Located(value_of(root, (), places, blocks), places, frozenset(blocks))


def value_of(node: Any, path: Path, places: dict[Path, tuple[int, int]], blocks: set[Path]) -> Any:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    places[path] = (line, column)
    if node.tag not in PLAIN_TAGS:
        raise YamlError(f"不能用标签 {node.tag}", f"the tag {node.tag} is not allowed", line, column)
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item, (*path, at), places, blocks) for at, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        if node.style in ("|", ">"):
            blocks.add(path)
        elif node.style in ("'", '"'):
            places[path] = (line, column + 1)
        return node.value
    out: dict[str, Any] = {}
    for key, value in node.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("键应为文字", "a key must be text", line, column)
        if key.value in out:
            raise YamlError(f"{key.value} 写了两次", f"{key.value} stands twice", line, column)
        out[key.value] = value_of(value, (*path, key.value), places, blocks)
        places[(*path, key.value, KEY)] = (line, column)
    return out
