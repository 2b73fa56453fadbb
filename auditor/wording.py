"""Bilingual text, the language of the moment, and the word that was probably meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["INTERRUPTED", "LANGUAGES", "Text", "asked_language", "closest", "language_in"]

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Chinese and English; both are always there."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The sentence in `zh` or `en`."""
        return self.en if lang == "en" else self.zh


INTERRUPTED = Text("已中断", "interrupted")


def asked_language(option: str | None = None) -> str | None:
    """The language that is asked for: by the option, else by AUDITOR_LANG; unknown values ask for nothing."""
    lang = option or os.environ.get("AUDITOR_LANG", "")
    return lang if lang in LANGUAGES else None


def language_in(args: Sequence[str]) -> str | None:
    """The language that the arguments ask for, so that even their errors are printed in it."""
    for at, arg in enumerate(args):
        if arg == "--":
            return None
        if arg == "--lang" and at + 1 < len(args):
            return args[at + 1]
        if arg.startswith("--lang="):
            return arg.removeprefix("--lang=")
    return None


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like an unknown one; of equals the one with more letters in their places."""
    import difflib

    same = difflib.SequenceMatcher(None, "", word)

    def likeness(other: str) -> tuple[float, int]:
        same.set_seq1(other)
        return same.ratio(), sum(one == two for one, two in zip(word, other, strict=False))

    near = difflib.get_close_matches(word, sorted(known), n=8)
    return max(near, key=likeness) if near else None
