"""The labels of forms, from data files that a finance official can read and extend."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache

from auditor.layout.headings import LONGEST, key_of, read_words
from auditor.source import rejoin

__all__ = ["fund_column_of", "is_note", "is_wrong_label", "label_of", "split_label", "usual_label"]

DATA = os.path.join(os.path.dirname(__file__), "data")
NUMBER = re.compile(r"^\s*[0-9]{1,2}[.、．](?![0-9])")
OF_WHICH = re.compile(r"^其中")
LABEL_AND_VALUE = re.compile(r"(?:其中[:：]?)?([^\s:：(（]{2,16})\s*(?:[(（][^)）]{0,14}[)）])?\s*[:：]?\s*")


NOTE = re.compile(r"[（(]?(?:注|备注|附注|说明|(?:填表|填报|填写)说明)\s*[0-9]{0,2}\s*[:：]")


@cache
def _words(file: str) -> dict[str, str]:
    """Word to field, of one data file; a field that ends in `?` marks words that are used for it by mistake."""
    return read_words(os.path.join(DATA, file))


def fund_column_of(text: str) -> str | None:
    """The field of a column heading of a funds table: initial, adjusted, spent, weight, rate, score."""
    return _fund_column(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _fund_column(text: str) -> str | None:
    return _words("fund_columns.txt").get(key_of(text))


def label_of(text: str) -> str | None:
    """The field that a form label stands for; funds are `fund:` and their kind. None for other text."""
    return _label(text) if len(text) <= LONGEST else None


# Every cell is asked, several times over, and forms repeat their words.
@lru_cache(maxsize=4096)
def _label(text: str) -> str | None:
    field = _words("labels.txt").get(OF_WHICH.sub("", key_of(NUMBER.sub("", text))))
    return field.rstrip("?") if field else None


def is_wrong_label(text: str) -> bool:
    """Whether a label is known to be a slip for another one (项目日期 for 项目期)."""
    return _words("labels.txt").get(key_of(text), "").endswith("?")


def is_note(text: str) -> bool:
    """Whether a text is a note on the table that it stands below: 注：…, 填表说明：…"""
    return NOTE.match(text) is not None


@cache
def usual_label(field: str) -> str:
    """The label that most forms print for a field (`code` → 项目编码)."""
    return next(word for word, key in _words("labels.txt").items() if key == field)


def split_label(text: str) -> tuple[str, int] | None:
    """Field and length of the label that a cell begins with when the value follows in the same cell.

    `年度资金总额(含本级) 5万` gives `fund:total` and the offset of `5万`. None where no label with a value begins.
    """
    bare = rejoin(text)
    head = LABEL_AND_VALUE.match(bare)
    if head is None or head.end() >= len(bare):
        return None
    field = _words("labels.txt").get(head[1])
    return (field, head.end()) if field else None
