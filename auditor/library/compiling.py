"""Rule files to a table of plain data: the slow way, taken when a file changed. Imports YAML and pydantic."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from typing import Any

from auditor.library.files import Directory, RuleFile, contents
from auditor.rule import LibraryError, Problem
from auditor.rulefile import Setting, read_norms, read_profile, read_python_rule, read_yaml_rule

__all__ = ["compile_table"]

Plain = dict[str, Any]


def compile_table(directories: Sequence[Directory]) -> Plain:
    """The rules, frames and profiles of directories, later ones seeing the norms and frames of earlier ones.

    Raises LibraryError with the problems of every file.
    """
    rules: list[Plain] = []
    frames: dict[str, str] = {}
    norms: dict[str, Any] = {}
    profiles: dict[str, Plain] = {}
    problems: list[Problem] = []
    for directory in directories:
        found = contents(directory)
        frames |= {frame.stem: frame.text for frame in found.frames}
        try:
            norms |= read_norms(found.norms.shown, found.norms.text) if found.norms else {}
        except LibraryError as error:
            problems += error.problems
        for file in found.rules:
            try:
                rules.append(_rule(file, directory, norms, frames))
            except LibraryError as error:
                problems += error.problems
        for file in found.profiles:
            try:
                profiles[file.stem] = read_profile(file.shown, file.text, file.stem, norms)
            except LibraryError as error:
                problems += error.problems
    if problems:
        raise LibraryError(problems)
    return {"rules": rules, "frames": frames, "profiles": profiles}


def _rule(file: RuleFile, directory: Directory, norms: Mapping[str, Any], frames: Mapping[str, str]) -> Plain:
    setting = Setting(file.stem, file.folder, directory.builtin, file.python, norms, frames)
    if not file.python:
        plain, examples = read_yaml_rule(file.shown, file.text, setting)
        code = compile(plain.pop("source", ""), file.shown, "exec")
    elif directory.python:
        plain, examples, code = read_python_rule(file.shown, file.text, setting)
    else:
        raise LibraryError(
            [
                Problem(
                    file.shown,
                    1,
                    1,
                    "",
                    "Python 规则会运行程序代码；确认可信后，在命令行上写 --rules DIR --trust-python-rules",
                    "a Python rule runs code; where you trust it, name it by --rules DIR --trust-python-rules",
                )
            ]
        )
    return plain | {
        "origin": file.shown,
        "path": file.path,
        "builtin": directory.builtin,
        # What is needed of few rules, or later, is unpacked then.
        "code": marshal.dumps(code),
        "examples": marshal.dumps(examples),
    }
