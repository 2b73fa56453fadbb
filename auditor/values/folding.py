"""Texts made comparable for the grammars of values: length-preserving tables, never NFKC.

NFKC would turn `①` into `1` and `㎡` into two characters. Here every character is translated by itself, so that an
offset in the translated text is one in the text; circled digits and superscripts stay what they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["fold", "lighten", "squeeze"]

FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
PUNCTUATION = frozenset("，。；：！？（）")
SIGNS = {
    "﹪": "%", "﹥": ">", "﹤": "<", "﹦": "=", "￥": "¥", "＿": "_", "〜": "~", "∼": "~", "−": "-", "‐": "-", "‑": "-",
    "–": "-", "⁄": "/", "∕": "/", "∗": "*", "‧": "·", "•": "·", "・": "·", "∙": "·", "⋅": "·",
    "\u00a0": " ", "\u3000": " ", "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\ufeff": " ",
}  # fmt: skip

# What reads the same however it is typed: letters, digits, signs. Chinese punctuation is not touched.
LIGHT = {sign: plain for sign, plain in FULL_WIDTH.items() if sign not in PUNCTUATION} | SIGNS
# For the grammars, punctuation too.
FULL = FULL_WIDTH | LIGHT | {"。": ".", "【": "[", "】": "]"}
# Few characters are others when they are folded: they are looked for, not every one looked up.
LIGHTENED = re.compile(f"[{re.escape(''.join(LIGHT))}]")
FOLDED = re.compile(f"[{re.escape(''.join(FULL))}]")


def fold(text: str) -> str:
    """The text with full-width forms as ASCII, one character for one: offsets stay valid."""
    return FOLDED.sub(lambda sign: FULL[sign[0]], text)


def lighten(text: str) -> str:
    """The same with Chinese punctuation left as it is: in prose ， is no thousands separator."""
    return LIGHTENED.sub(lambda sign: LIGHT[sign[0]], text)


# A cell is asked whether it is blank, a placeholder, a unit, a value, one after the other.
@lru_cache(maxsize=256)
def squeeze(text: str) -> tuple[str, str]:
    """The text without blanks, twice and equally long: as it is to be shown, and folded for a grammar."""
    shown = "".join(lighten(text).split())
    return shown, fold(shown)
