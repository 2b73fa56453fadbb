"""Keys for comparing texts: made beside the text of a document, never in place of it."""

from __future__ import annotations

import re

from auditor.values.folding import squeeze

__all__ = ["bare", "comparable"]

PUNCTUATION = re.compile(r"[、“”‘’《》〈〉「」〔〕…·,;:!?\"'()\[\]]+|(?<![0-9])\.|\.(?![0-9])")


def comparable(text: str) -> str:
    """The text without blanks, full-width forms as their ASCII twins."""
    return squeeze(text)[1]


def bare(text: str) -> str:
    """The words alone: comparable, in lower case, without punctuation; the point of a decimal number stays."""
    return PUNCTUATION.sub("", comparable(text)).lower()
