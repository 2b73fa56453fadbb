"""Keys for comparing texts: made beside the text of a document, never in place of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import combinations
from sys import intern
from typing import TypeVar

from auditor.values.folding import fold
from auditor.values.tables import sections

__all__ = [
    "bare", "comparable", "core", "letters", "likeness", "occurrences", "one_apart", "pieces", "shared_stretch",
    "shingles", "twins",
]

PUNCTUATION = re.compile(r"[、“”‘’《》〈〉「」〔〕…·,;:!?\"'()\[\]]+|(?<![0-9])\.|\.(?![0-9])")
PIECE = re.compile(r"[^，。；：！？,;:!?\s]+")
RATE = re.compile("比率|比例|占比")
T = TypeVar("T")

SHINGLE = 3
SHORTEST_CORE = 2


@lru_cache(maxsize=8192)
def comparable(text: str) -> str:
    """The text without blanks, full-width forms as their ASCII twins."""
    return "".join(fold(text).split())


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The words alone: comparable, in lower case, without punctuation; the point of a decimal number stays."""
    return PUNCTUATION.sub("", comparable(text)).lower()


@cache
def _filler() -> dict[str, tuple[str, ...]]:
    """Words that add no meaning, by where they are left out; longer ones first."""
    return {place: tuple(sorted(words, key=len, reverse=True)) for place, words in sections("filler.txt").items()}


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """What a phrase speaks of: its bare words without filler (按要求完成公路养护工作 gives 公路养护)."""
    filler = _filler()
    kept = bare(text)
    for word in filler["anywhere"]:
        kept = kept.replace(word, "")
    kept = _stripped(kept, filler["head"], str.startswith, str.removeprefix)
    return _stripped(kept, filler["tail"], str.endswith, str.removesuffix)


def _stripped(
    text: str, words: tuple[str, ...], stands: Callable[[str, str], bool], without: Callable[[str, str], str]
) -> str:
    """The text without words at one of its ends, as long as something is left."""
    while word := next((w for w in words if stands(text, w) and len(text) - len(w) >= SHORTEST_CORE), ""):
        text = without(text, word)
    return text


def occurrences(text: str, word: str) -> list[int]:
    """Where a word stands in a text, also where it overlaps itself."""
    found: list[int] = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def twins(things: Iterable[T], key: Callable[[T], Hashable | None]) -> Iterator[tuple[T, T]]:
    """Every two things that have one key, the earlier one first."""
    groups: dict[Hashable, list[T]] = {}
    for thing in things:
        known = key(thing)
        if known is not None:
            groups.setdefault(known, []).append(thing)
    for group in groups.values():
        yield from combinations(group, 2)


def letters(text: str) -> str:
    """The characters of a phrase in a fixed order, every word for a rate as 率: 工作完成率 and 完成工作比率 are one."""
    return "".join(sorted(RATE.sub("率", bare(text))))


def pieces(text: str) -> list[tuple[int, int]]:
    """Start and end of the pieces of a text between commas, full stops and colons."""
    return [(piece.start(), piece.end()) for piece in PIECE.finditer(text)]


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[str]:
    """Every three neighbouring characters of the bare text."""
    words = bare(text)
    # Documents repeat themselves: most pieces are met again, and need be kept only once.
    return frozenset(intern(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def likeness(one: str, other: str) -> int:
    """How much two texts share, in per cent of the three-character pieces of both."""
    first, second = shingles(one), shingles(other)
    return 200 * len(first & second) // max(1, len(first) + len(second))


def shared_stretch(one: str, other: str) -> tuple[int, int, int]:
    """The longest stretch that two texts share: where it begins in either, and its length."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.a, match.b, match.size


def one_apart(one: str, other: str) -> tuple[str, str] | None:
    """What stands in the one and in the other between the same beginning and the same end; None for equal texts."""
    if one == other:
        return None
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    tail = next((at for at in range(shorter - head) if one[-1 - at] != other[-1 - at]), shorter - head)
    return one[head : len(one) - tail], other[head : len(other) - tail]
