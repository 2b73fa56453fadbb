"""Characters that a PDF's fonts name wrongly, and what they print.

A font often gives one glyph to two code points, and the PDF's table of characters then names the rarer one: 目 is
called the radical U+2F6C, 民 the radical U+2EA0. The page shows the ordinary character, so that is what is read.
Radicals of U+2F00…2FD5 and compatibility ideographs decompose to it (Unicode Character Database); the supplement
U+2E80…2EF3 does not, its pairs are those of EquivalentUnifiedIdeograph.txt that are words by themselves.
Symbol fonts keep their own codes at U+F0xx.
"""

from __future__ import annotations

from functools import cache

__all__ = ["mended"]

SUPPLEMENT = dict(
    zip(
        "⺁⺌⺟⺠⺧⺩⺬⺱⺼⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "厂小母民牛王示网月西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
SYMBOLS = dict(
    zip(
        "\uf025\uf02b\uf02d\uf03c\uf03d\uf03e\uf0a3\uf0b0\uf0b1\uf0b3\uf0b4\uf0b7\uf0b8\uf0b9\uf0bb\uf0d7",
        "%+-<=>≤°±≥×·÷≠≈·",
        strict=True,
    )
)
# PDFium marks a hyphen at the end of a line with U+0002; it is printed all the same.
OTHERS = {"\x02": "-", "\ufffe": "-", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u3000": " ", "\t": " "}


@cache
def mended() -> dict[int, str]:
    """The printed character for each wrongly named one, as a table for `str.translate`."""
    from unicodedata import normalize

    decomposed = {chr(code): normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9))}
    return str.maketrans({**decomposed, **SUPPLEMENT, **SYMBOLS, **OTHERS})
