"""Bilingual text and the language of the moment."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["LANGUAGES", "Text", "asked_language"]

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Chinese and English; both are always there."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The sentence in `zh` or `en`."""
        return self.en if lang == "en" else self.zh


def asked_language(option: str | None = None) -> str | None:
    """The language that is asked for: by the option, else by AUDITOR_LANG; unknown values ask for nothing."""
    lang = option or os.environ.get("AUDITOR_LANG", "")
    return lang if lang in LANGUAGES else None
