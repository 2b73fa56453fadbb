"""Text measured in terminal columns: ideographs and full-width signs take two."""

from __future__ import annotations

import unicodedata

__all__ = ["carets", "clip_end", "clip_middle", "clip_start", "columns", "pad", "wrap"]

WIDE_SPACE = "\u3000"
CLOSING = "，。、；：？！）》」』】〕”’…,.;:?!)%％"
ZERO_WIDTH = ("Mn", "Me", "Cf", "Cc")


def char_columns(char: str) -> int:
    """0, 1 or 2: the columns of one character."""
    if " " <= char <= "~":
        return 1
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 2
    return 0 if unicodedata.category(char) in ZERO_WIDTH else 1


def columns(text: str) -> int:
    """The columns that a text without line breaks takes."""
    return sum(map(char_columns, text))


def pad(text: str, size: int) -> str:
    """The text, filled with blanks to at least `size` columns."""
    return text + " " * (size - columns(text))


def clip_start(text: str, size: int) -> str:
    """The end of the text, at most `size` columns, opened by an ellipsis where something is left out."""
    return clip_end(text[::-1], size)[::-1]


def clip_end(text: str, size: int) -> str:
    """The start of the text, at most `size` columns, closed by an ellipsis where something is left out."""
    if columns(text) <= size:
        return text
    used, at = 1, 0
    while used + char_columns(text[at]) <= size:
        used += char_columns(text[at])
        at += 1
    return text[:at] + "…"


def clip_middle(text: str, size: int) -> str:
    """Both ends of the text, at most `size` columns, with an ellipsis between where something is left out."""
    if columns(text) <= size:
        return text
    half = size // 2
    return clip_end(text, half) + clip_start(text, size - half)[1:]


def carets(before: str, marked: str) -> str:
    """The line that underlines `marked` where it follows `before`.

    Blanks under wide characters are ideographic spaces, so the marks also stand right in the proportional
    fonts of chat programs, where only characters of the same kind share a width.
    """
    blanks = "".join(WIDE_SPACE if char_columns(char) == 2 else " " * char_columns(char) for char in before)
    return blanks + "^" * max(1, columns(marked))


def wrap(text: str, size: int) -> list[str]:
    """The text in lines of at most `size` columns, broken at blanks or between wide characters.

    Closing punctuation never opens a line; it may hang over the end instead.
    """
    lines, line, used = [], "", 0
    for word in _words(text):
        if line and used + columns(word.rstrip()) > size and word not in CLOSING:
            lines.append(line.rstrip())
            line, used, word = "", 0, word.lstrip()
        line += word
        used += columns(word)
    return [*lines, line.rstrip()]


def _words(text: str) -> list[str]:
    """The unbreakable pieces of a text: wide characters one by one, other runs up to and with their blanks."""
    words: list[str] = []
    for char in text:
        joins = words and char_columns(char) != 2 and char_columns(words[-1][-1]) != 2
        if joins and (char == " " or not words[-1].endswith(" ")):
            words[-1] += char
        else:
            words.append(char)
    return words
