"""How characters are written and read: forms that are wrong in a simplified text, known slips, what sounds alike."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable
from functools import cache
from itertools import compress, count

from auditor.values.tables import rows, sections

__all__ = [
    "either_word",
    "known_slips",
    "mistakable",
    "neighbours",
    "pair_of",
    "simplified_form",
    "sounds_alike",
    "unsimplified",
]

# Of a number that is two characters.
WIDTH = 32
BEFORE = 2**WIDTH - 1


@cache
def _simplified() -> dict[str, str]:
    return {form: right for right, forms in rows("traditional.tsv") for form in forms}


def simplified_form(char: str) -> str | None:
    """The right form of a character that is never right in a simplified text; None for all others."""
    return _simplified().get(char)


@cache
def unsimplified() -> re.Pattern[str]:
    """One character for which `simplified_form` has another."""
    return re.compile(f"[{re.escape(''.join(_simplified()))}]")


@cache
def known_slips() -> dict[str, str]:
    """Words that are always wrong in official prose, with the right ones (布署: 部署)."""
    return dict(rows("slips.tsv"))


@cache
def _sounds() -> dict[int, tuple[int, ...]]:
    """Code of a character to the numbers of the toneless syllables that it is read as."""
    found: dict[int, tuple[int, ...]] = {}
    for syllable, (_, characters) in enumerate(rows("sounds.tsv")):
        for code in map(ord, characters):
            found[code] = (*found[code], syllable) if code in found else (syllable,)
    return found


def sounds_alike(one: str, other: str) -> bool:
    """Whether two words of the same length can be read the same, tones aside; unknown characters sound like none."""
    sounds = _sounds()
    return len(one) == len(other) and all(
        first == second or not set(sounds.get(ord(first), ())).isdisjoint(sounds.get(ord(second), ()))
        for first, second in zip(one, other, strict=True)
    )


def mistakable(text: str, pairs: Iterable[int]) -> list[int]:
    """Where a character stands that sounds like another which stands behind the same one in one of the pairs, in order.

    Every character of a document passes here, so it is pairs of characters that are compared, each as one number.
    """
    sounds = _sounds()
    # By the character before and the sound, as one number again: the character itself is no part of it.
    first: dict[int, int] = {}
    found: set[int] = set()
    for pair in pairs:
        before = pair & BEFORE
        for sound in sounds.get(pair >> WIDTH, ()):
            other = first.setdefault(before | sound << WIDTH, pair)
            if other != pair:
                found.add(other)
                found.add(pair)
    even, odd = (map(found.__contains__, some) for some in neighbours(text))
    return sorted([*compress(count(1, 2), even), *compress(count(2, 2), odd)])


def pair_of(before: str, char: str) -> int:
    """The number that two neighbouring characters are."""
    return ord(before) | ord(char) << WIDTH


def neighbours(text: str) -> tuple[array[int], array[int]]:
    """Every two neighbouring characters of a text as numbers: those that begin at even places, those at odd ones."""
    data = text.encode("utf-32-le", "surrogatepass")
    size = len(data)
    even, odd = (array("Q", data[start : size - (size - start) % 8]) for start in (0, 4))
    if sys.byteorder == "big":
        even.byteswap()
        odd.byteswap()
    return even, odd


@cache
def _either() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in sections("homophones.txt")["either"])


def either_word(one: str, other: str) -> bool:
    """Whether two words that sound alike are both in good use in one place (制定 and 制订)."""
    return frozenset((one, other)) in _either()
