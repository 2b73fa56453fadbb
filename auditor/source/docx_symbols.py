"""Characters of the symbol fonts, which files name by their place in the font: `≥` is F0B3 of Symbol.

Symbol: Adobe Symbol encoding. Wingdings: only the marks that stand in forms (boxes, ticks, numbers in circles).
"""

from __future__ import annotations

__all__ = ["symbol", "translate"]

PRIVATE = 0xF000
UPPER_HALF = 0xA0
SPACE, LAST_CODE, SURROGATES = 0x20, 0xFFFF, range(0xD800, 0xE000)

SYMBOL_ROWS = {
    0x20: " !∀#∃%&∋()*+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√·¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
    0xF1: "〉∫",
}
FONTS = {
    "symbol": SYMBOL_ROWS,
    "wingdings": {
        0x6C: "●",
        0x6E: "■□",
        0x74: "⧫◆❖",
        0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
        0x9F: "•",
        0xA1: "○",
        0xA7: "▪□",
        0xD8: "➢",
        0xDF: "←→↑↓",
        0xFB: "✗✓☒☑",
    },
    "wingdings 2": {0x4F: "✗✓☒☑☒☒", 0xA3: "□"},
}
TABLES = {
    font: {first + at: sign for first, row in rows.items() for at, sign in enumerate(row)}
    for font, rows in FONTS.items()
}


def symbol(code: str, font: str) -> str:
    """The character of a `w:sym`: `code` hexadecimal, as in `F0B3`. Signs of a font that is not known stay as coded."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not SPACE <= number <= LAST_CODE or number in SURROGATES:
        return ""
    place = number - PRIVATE if PRIVATE <= number <= PRIVATE + 0xFF else number
    return TABLES.get(font.lower(), {}).get(place, chr(number))


def translate(text: str, font: str) -> str:
    """Text set in a symbol font as other characters; without a font, private ones are taken for Symbol's.

    Only private and upper-half codes are places in the font: Chinese characters of such a run come from another.
    """
    table = TABLES.get(font.lower(), TABLES["symbol"])
    known = font.lower() in TABLES
    private = {PRIVATE + place: sign for place, sign in table.items()}
    upper = {place: sign for place, sign in table.items() if known and place >= UPPER_HALF}
    return text.translate(private | upper)
