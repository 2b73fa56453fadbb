"""What Python would compile from text at every start, kept between runs: regular expressions and methods of records.

Both are texts that are turned into something finished by code written in Python, a fifth of a millisecond each. A check
uses some hundreds of expressions, and of records nearly as many methods that `dataclasses` writes; all of them together
would take longer than a document.

Neither is foreseen by the standard library: finished expressions are put where `re.compile` looks first, and the
`exec` that `dataclasses` calls is replaced by one that knows texts compiled before. What is kept belongs to one version
of Python, whose number is part of the key; where the library is not as expected nothing is done.
"""

from __future__ import annotations

import builtins
import dataclasses
import importlib
import marshal
import re
import sys
from collections.abc import Iterator
from typing import Any

from auditor.cache import keep, kept

__all__ = ["Kept", "load", "save"]

NAME = "compiled"
# The first number changes with the shape of what is kept.
KEY = f"2 {sys.implementation.cache_tag} {sys.hexversion:08x}".encode().ljust(32)
# With more than this a changing program has left much behind: what is kept begins anew.
MOST = 3000

# Text and flags of an expression, and what makes it: all flags, the engine's numbers, number and names of groups.
Given = tuple[str, int]
Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
# Expressions, code by its text, and code that was compiled in this process; code as bytes, of which few are needed.
Kept = tuple[dict[Given, Made], dict[str, bytes], dict[str, bytes]]


def load() -> Kept:
    """Makes what was kept ready for use; returns it, with room for the methods that are compiled from now on."""
    expressions, methods = kept(NAME, KEY) or ({}, {})
    try:
        _place(expressions)
    except (ImportError, AttributeError, TypeError, RuntimeError, ValueError, OverflowError):
        expressions = {}
    new: dict[str, bytes] = {}
    _quicken(methods, new)
    return expressions, methods, new


def save(known: Kept) -> None:
    """Keeps what was compiled since; `known` is what `load` returned."""
    expressions, methods, new_methods = known
    try:
        new = {given: _made(*given) for given in _compiled() if given not in expressions}
    except (AttributeError, TypeError, re.error):
        new = {}
    if not new and not new_methods:
        return
    crowded = len(expressions) + len(methods) > MOST
    keep(NAME, KEY, (new, new_methods) if crowded else ({**expressions, **new}, {**methods, **new_methods}))


def _place(expressions: dict[Given, Made]) -> None:
    """Puts finished expressions where `re.compile` looks first."""
    engine: Any = importlib.import_module("_sre")
    finished = re._cache  # type: ignore[attr-defined]
    for (text, flags), (all_flags, code, *groups) in expressions.items():
        finished[str, text, flags] = engine.compile(text, all_flags, memoryview(code).cast("I").tolist(), *groups)


def _compiled() -> Iterator[Given]:
    """The expressions that `re` has compiled in this process."""
    for kind, text, flags in list(re._cache):  # type: ignore[attr-defined]
        if kind is str:
            yield text, int(flags)


def _made(text: str, flags: int) -> Made:
    """The numbers of the engine for an expression, and what goes with it."""
    from array import array

    compiler: Any = re._compiler  # type: ignore[attr-defined]
    parsed = compiler._parser.parse(text, flags)
    names = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array("I", map(int, compiler._code(parsed, flags)))
    return int(flags | parsed.state.flags), code.tobytes(), parsed.state.groups - 1, dict(names), tuple(by_number)


def _quicken(methods: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Lets `dataclasses` run what was compiled before; what it compiles now goes to `new`."""

    def execute(text: str, names: dict[str, Any], local: dict[str, Any] | None = None) -> None:
        kept_code = methods.get(text)
        if kept_code is None:
            code = compile(text, "<string>", "exec")
            new[text] = marshal.dumps(code)
        else:
            code = marshal.loads(kept_code)
        builtins.exec(code, names, local)

    dataclasses.exec = execute  # type: ignore[attr-defined]
