"""Regular expressions kept between runs.

Python compiles an expression in two steps: code written in Python turns the text into a list of numbers, which takes a
fifth of a millisecond and more; the engine takes the list in microseconds. A check uses some hundreds of expressions,
and the first step would cost more than reading a document. So the lists are kept, and the finished expressions put
where `re.compile` looks first.

That place is private to `re`, as is the form of the lists: both belong to one version of Python, whose number is part
of the key. Where they are not found as expected nothing is done, and expressions are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from auditor.cache import keep, kept

__all__ = ["load", "save"]

NAME = "patterns"
KEY = f"{sys.implementation.cache_tag} {sys.hexversion:08x}".encode().ljust(32)

# Text and flags of an expression, and what makes it: all flags, the list, the number of groups and their names.
Given = tuple[str, int]
Made = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]


def load() -> dict[Given, Made]:
    """Puts the kept expressions where `re` finds them; returns what was kept."""
    known: dict[Given, Made] = kept(NAME, KEY) or {}
    try:
        import _sre

        finished = re._cache  # type: ignore[attr-defined]
        for (text, flags), (all_flags, code, *groups) in known.items():
            finished[str, text, flags] = _sre.compile(text, all_flags, code, *groups)  # type: ignore[arg-type]
    except (ImportError, AttributeError, TypeError, RuntimeError, ValueError, OverflowError):
        return {}
    return known


def save(known: dict[Given, Made]) -> None:
    """Keeps the expressions that were compiled since; `known` is what `load` returned."""
    try:
        new = {given: _made(*given) for given in _compiled() if given not in known}
    except (AttributeError, TypeError, re.error):
        return
    if new:
        keep(NAME, KEY, {**known, **new})


def _compiled() -> Iterator[Given]:
    """The expressions that `re` has compiled in this process."""
    for kind, text, flags in list(re._cache):  # type: ignore[attr-defined]
        if kind is str:
            yield text, flags


def _made(text: str, flags: int) -> Made:
    """The first step again, for its result."""
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    parsed = compiler._parser.parse(text, flags)
    names = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = list(map(int, compiler._code(parsed, flags)))
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, dict(names), tuple(by_number)
