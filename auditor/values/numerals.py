"""Numbers as printed: Arabic digits with thousands separators, and Chinese numerals where they are certain."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from auditor.values.folding import squeeze

__all__ = [
    "CHINESE", "GROUPED", "NUMBER", "SPLIT", "chinese_number", "parse_chinese_number", "parse_numeral", "plain_digits",
]

# `1,234.50` or `1234.5` or `.5`; a sign is the business of whoever uses the pattern.
GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
NUMBER = rf"(?:{GROUPED}|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
CHINESE = "零〇一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟"

# Digits torn apart by a blank: extraction from PDF does it, and so does a lost cell border.
SPLIT = re.compile(r"[0-9]\s+[0-9]")

WRITTEN = "零〇 一壹 二贰两 三叁 四肆 五伍 六陆 七柒 八捌 九玖"
DIGITS = {word: digit for digit, words in enumerate(WRITTEN.split()) for word in words}
FORMAL = str.maketrans("拾佰仟", "十百千")
POINT = re.compile(r"([^点]+)点([零〇一二三四五六七八九]+)([万亿]?)")
DIGIT = "[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
SECTION = re.compile(rf"(?:({DIGIT})千)?(零)?(?:({DIGIT})百)?(零)?(?:({DIGIT})?(十))?(零)?({DIGIT})?")


def plain_digits(printed: str) -> str:
    """The digits of a number matched by `NUMBER`, without thousands separators: `1,234.50` gives `1234.50`."""
    digits = printed.replace(",", "")
    return "0" + digits if digits.startswith(".") else digits


def _section(text: str) -> int | None:
    """A number below ten thousand, or None. 一百五 (150 or 105?) and 三五 (3 or 5, 35?) are not certain."""
    match = SECTION.fullmatch(text)
    if match is None or not text or text[0] == "零" or text[-1] == "零" or "零零" in text:
        return None
    thousands, gap1, hundreds, gap2, tens, ten, gap3, units = match.groups()
    shortened = not tens if ten else units and not (gap1 or gap2 or gap3)
    if shortened and (thousands or hundreds):
        return None
    low = (10 * DIGITS.get(tens, 1) if ten else 0) + DIGITS.get(units, 0)
    return 1000 * DIGITS.get(thousands, 0) + 100 * DIGITS.get(hundreds, 0) + low


def _whole(text: str) -> int | None:
    """A whole number with 万 and 亿, or None. 一万二 (12000 or 10002?) is not certain."""
    total = 0
    rest = text
    for word, size in (("亿", 100_000_000), ("万", 10_000)):
        head, found, tail = rest.partition(word)
        if not found:
            continue
        count = _section(head.lstrip("零"))
        if count is None or word in tail:
            return None
        total += count * size
        rest = tail
    if not rest:
        return total or None
    if total and len(rest) == 1:
        return None
    last = _section(rest.lstrip("零") if total else rest)
    return None if last is None else total + last


def chinese_number(text: str) -> Decimal | None:
    """The same for a text without blanks."""
    if text in ("零", "〇"):
        return Decimal(0)
    formal = text.translate(FORMAL)
    point = POINT.fullmatch(formal)
    if point is None:
        whole = _whole(formal)
        return None if whole is None else Decimal(whole)
    whole = 0 if point[1] == "零" else _whole(point[1])
    if whole is None:
        return None
    decimals = "".join(str(DIGITS[word]) for word in point[2])
    return Decimal(f"{whole}.{decimals}") * {"": 1, "万": 10_000, "亿": 100_000_000}[point[3]]


# Every heading and every item of a list is numbered, most of them with the same few numbers.
@lru_cache(maxsize=1024)
def parse_chinese_number(text: str) -> Decimal | None:
    """A number written in Chinese numerals (二十三, 一千二百, 三点五, 壹佰), or None where it is not certain.

    Uncertain are sequences of digits (三五, 二〇二三), shortened numbers (一百五, 一万二), multipliers alone (百, 万).
    """
    return chinese_number(squeeze(text)[0])


def parse_numeral(text: str) -> Decimal | None:
    """A number printed in ASCII digits, or else as `parse_chinese_number` reads it; None for nothing."""
    if not text.isascii():
        return parse_chinese_number(text)
    return Decimal(text) if text else None
