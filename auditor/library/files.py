"""Which files a directory of rules holds, and the directories that installed packages bring."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.rule import LibraryError, Problem

__all__ = ["Contents", "Directory", "RuleFile", "builtin_path", "contents"]

ENDINGS = (".yaml", ".yml", ".py")
REGISTER = "norms.yaml"
FRAMES = "frames"
PROFILES = "profiles"
ENDINGS_IN = {FRAMES: (".txt",), PROFILES: (".yaml", ".yml")}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of a directory of rules: `shown` is its name in messages, `folder` the folder around it, "" at the top."""

    path: str
    shown: str
    folder: str
    stem: str
    python: bool

    @property
    def text(self) -> str:
        """The file's text; bytes that are not UTF-8 show as replacement characters and fail where they stand."""
        with open(self.path, "rb") as file:
            return file.read().decode("utf-8-sig", "replace")


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory of rules: `shown` is its name in messages, `python` says whether its Python rules may run."""

    path: str
    shown: str
    builtin: bool = False
    python: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a directory of rules."""

    rules: tuple[RuleFile, ...]
    norms: RuleFile | None
    frames: tuple[RuleFile, ...]
    profiles: tuple[RuleFile, ...]


def builtin_path() -> str:
    """The directory of the rules that come with the tool; raises LibraryError where there is none."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for path in (os.path.join(here, "_rules"), os.path.join(os.path.dirname(here), "rules")):
        if os.path.isdir(path):
            return path
    raise LibraryError(
        [_lacking(here, "安装不完整：没有自带规则", "the installation is incomplete: no built-in rules")]
    )


def contents(directory: Directory) -> Contents:
    """The files of a directory of rules; raises LibraryError where it is no directory, or holds no rule."""
    if not os.path.isdir(directory.path):
        raise LibraryError([_lacking(directory.shown, "没有这个规则目录", "there is no such directory of rules")])
    rules, norms, frames, profiles = [], None, [], []
    for file in _files(directory.path, directory.shown):
        if file.folder == FRAMES:
            frames.append(file)
        elif file.folder == PROFILES:
            profiles.append(file)
        elif not file.folder and file.stem + ".yaml" == REGISTER:
            norms = file
        else:
            rules.append(file)
    if not rules and not profiles:
        raise LibraryError([_lacking(directory.shown, "目录里没有规则文件", "the directory holds no rule files")])
    return Contents(tuple(rules), norms, tuple(frames), tuple(profiles))


def _lacking(path: str, zh: str, en: str) -> Problem:
    return Problem(path, 1, 1, "", zh, en)


def _files(path: str, shown: str) -> Iterator[RuleFile]:
    """The files at the top of a directory and in its folders, in the order of their names."""
    with os.scandir(path) as entries:
        names = sorted(entry.name + "/" * entry.is_dir() for entry in entries)
    for name in names:
        if name.startswith((".", "__")):
            continue
        if not name.endswith("/"):
            yield from _file(path, shown, "", name)
            continue
        folder = name[:-1]
        for inner in sorted(os.listdir(os.path.join(path, folder))):
            yield from _file(path, shown, folder, inner)


def _file(path: str, shown: str, folder: str, name: str) -> Iterator[RuleFile]:
    stem, ending = os.path.splitext(name)
    if ending not in ENDINGS_IN.get(folder, ENDINGS):
        return
    full = os.path.join(path, folder, name)
    yield RuleFile(full, "/".join(part for part in (shown, folder, name) if part), folder, stem, ending == ".py")
