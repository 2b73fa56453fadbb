"""How characters are written and read: forms that are wrong in a simplified text, known slips, what sounds alike."""

from __future__ import annotations

from functools import cache

from auditor.values.tables import rows, sections

__all__ = ["either_word", "is_simplified", "known_slips", "simplified_form", "sounds_alike"]


@cache
def _simplified() -> dict[str, str]:
    return {form: right for right, forms in rows("traditional.tsv") for form in forms}


def simplified_form(char: str) -> str | None:
    """The right form of a character that is never right in a simplified text; None for all others."""
    return _simplified().get(char)


@cache
def _unsimplified() -> frozenset[str]:
    return frozenset("".join(forms for _, forms in rows("traditional.tsv")))


def is_simplified(text: str) -> bool:
    """Whether a text has no character for which `simplified_form` has another."""
    return _unsimplified().isdisjoint(text)


@cache
def known_slips() -> dict[str, str]:
    """Words that are always wrong in official prose, with the right ones (布署: 部署)."""
    return dict(rows("slips.tsv"))


@cache
def _sounds() -> dict[str, frozenset[str]]:
    """Character to the toneless syllables that it is read as."""
    found: dict[str, set[str]] = {}
    for syllable, characters in rows("sounds.tsv"):
        for char in characters:
            found.setdefault(char, set()).add(syllable)
    return {char: frozenset(syllables) for char, syllables in found.items()}


def sounds_alike(one: str, other: str) -> bool:
    """Whether two words of the same length can be read the same, tones aside; unknown characters sound like none."""
    sounds = _sounds()
    none: frozenset[str] = frozenset()
    return len(one) == len(other) and all(
        first == second or sounds.get(first, none) & sounds.get(second, none)
        for first, second in zip(one, other, strict=True)
    )


@cache
def _either() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in sections("homophones.txt")["either"])


def either_word(one: str, other: str) -> bool:
    """Whether two words that sound alike are both in good use in one place (制定 and 制订)."""
    return frozenset((one, other)) in _either()
