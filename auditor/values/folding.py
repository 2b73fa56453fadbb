"""Texts made comparable for the grammars of values: length-preserving tables, never NFKC.

NFKC would turn `①` into `1` and `㎡` into two characters. Here every character is translated by itself, so that an
offset in the translated text is one in the text; circled digits and superscripts stay what they are.
"""

from __future__ import annotations

__all__ = ["fold", "lighten", "squeeze"]

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
PUNCTUATION = frozenset(map(ord, "，。；：！？（）"))
SIGNS = {
    "﹪": "%", "﹥": ">", "﹤": "<", "﹦": "=", "￥": "¥", "＿": "_", "〜": "~", "∼": "~", "−": "-", "‐": "-", "‑": "-",
    "–": "-", "⁄": "/", "∕": "/", "∗": "*", "‧": "·", "•": "·", "・": "·", "∙": "·", "⋅": "·",
    "\u00a0": " ", "\u3000": " ", "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\ufeff": " ",
}  # fmt: skip

# What reads the same however it is typed: letters, digits, signs. Chinese punctuation is not touched.
LIGHT = {code: to for code, to in FULL_WIDTH.items() if code not in PUNCTUATION} | {
    ord(sign): ord(plain) for sign, plain in SIGNS.items()
}
# For the grammars, punctuation too.
FULL = FULL_WIDTH | LIGHT | {ord("。"): ord("."), ord("【"): ord("["), ord("】"): ord("]")}


def fold(text: str) -> str:
    """The text with full-width forms as ASCII, one character for one: offsets stay valid."""
    return text.translate(FULL)


def lighten(text: str) -> str:
    """The same with Chinese punctuation left as it is: in prose ， is no thousands separator."""
    return text.translate(LIGHT)


def squeeze(text: str) -> tuple[str, str]:
    """The text without blanks, twice and equally long: as it is to be shown, and folded for a grammar."""
    shown = "".join(text.translate(LIGHT).split())
    return shown, shown.translate(FULL)
