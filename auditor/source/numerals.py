"""Numbers that a program writes before the paragraphs of a list: 一、 (二) 3. iv ⑤.

Names of the forms: ECMA-376 part 1, section 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["FORMS", "letters", "numeral", "roman"]

DIGITS = "零一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
CIRCLED = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
LARGEST_COUNTED = 9_999
LARGEST_LETTERED = 780


def roman(number: int) -> str:
    """Lower-case Roman numerals up to 3999, decimal beyond."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        out += sign * times
    return out


def letters(number: int) -> str:
    """The letters a to z, then aa, bb, cc, as Word counts; decimal beyond its last, 780."""
    if not 0 < number <= LARGEST_LETTERED:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def chinese(number: int, digits: str = DIGITS, units: str = "十百千") -> str:
    """Spoken numerals such as 一百零五 up to 9999, decimal beyond."""
    if not 0 <= number <= LARGEST_COUNTED:
        return str(number)
    if number == 0:
        return digits[0]
    out, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(out)
            continue
        out += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return out


def counting(number: int) -> str:
    """Spoken numerals with 十 instead of 一十: 十二, but 一百一十二."""
    return chinese(number)[1:] if 10 <= number < 20 else chinese(number)


def formal(number: int) -> str:
    """Numerals as on cheques: 壹拾贰."""
    return chinese(number, FORMAL_DIGITS, "拾佰仟")


def digital(number: int) -> str:
    """Digit by digit: 二〇."""
    return "".join("〇" if sign == "0" else DIGITS[int(sign)] for sign in str(number))


def cycle(signs: str) -> Callable[[int], str]:
    """Numbering by a row of signs, decimal beyond its end."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def circled(number: int) -> str:
    """① to ㊿, decimal beyond."""
    for first, last, code in CIRCLED:
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


def signs(code: int, count: int) -> Callable[[int], str]:
    """Numbering by consecutive characters, decimal beyond the last."""
    return cycle("".join(map(chr, range(code, code + count))))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "ordinal": ordinal,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "koreanDigital2": digital,
    "chineseLegalSimplified": formal,
    "ideographDigital": digital,
    "japaneseDigitalTenThousand": digital,
    "taiwaneseDigital": digital,
    "ideographTraditional": cycle(STEMS),
    "ideographZodiac": cycle(BRANCHES),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": signs(0x2488, 20),
    "decimalEnclosedParen": signs(0x2474, 20),
    "ideographEnclosedCircle": signs(0x3280, 10),
    "decimalFullWidth": lambda number: str(number).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
}
"""Form of a list level to a function that writes a number in it; forms not here are written in decimals."""


def numeral(number: int, form: str) -> str:
    """The number in a form of `FORMS`."""
    return FORMS.get(form, str)(number)
