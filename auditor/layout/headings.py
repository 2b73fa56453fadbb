"""The words of forms, from data files that a finance official can read and extend; column headings first of all."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache

from auditor.source import rejoin

__all__ = ["LONGEST", "heading_of", "key_of", "read_words"]

DATA = os.path.join(os.path.dirname(__file__), "data")
BRACKETS = re.compile(r"[（(〔\[【][^（(）)〕\]】]*[）)〕\]】]?")
PUNCTUATION = re.compile(r"[\s:：、.．*＊“”\"]+")
LONGEST = 24
"""No heading or label has more characters than this."""


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """A heading or label without blanks, colons and brackets with what they hold: `财政 资金（万元）` → `财政资金`."""
    return PUNCTUATION.sub("", BRACKETS.sub("", rejoin(text)))


def read_words(path: str) -> dict[str, str]:
    """Word to field, of a data file of lines `field: word word …`; comments begin with #."""
    out: dict[str, str] = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            field, _, words = line.rpartition(": ")
            for word in words.split():
                out.setdefault(key_of(word), field)
    return out


@cache
def _headings() -> dict[str, str]:
    return read_words(os.path.join(DATA, "headings.txt"))


def heading_of(text: str) -> str | None:
    """The field that a column heading of an indicator table stands for, or None."""
    return _heading(text) if len(text) <= LONGEST else None


# Every cell is asked, several times over, and tables repeat their words.
@lru_cache(maxsize=4096)
def _heading(text: str) -> str | None:
    return _headings().get(key_of(text))
