"""Numbers of spreadsheets as cells show them: 0.98 under `0%` as 98%, 44561 under a date format as 2021年12月31日.

Format codes are those of ECMA-376 part 1, section 18.8.31 (numFmts). A value is kept with the fifteen digits that Excel
keeps, so that 0.1 + 0.2 shows 0.3; dates are written the Chinese way whatever order the code asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache, partial
from typing import NamedTuple

__all__ = ["BUILT_IN", "GENERAL", "Shower", "shower"]

GENERAL = "General"
Shower = Callable[[str], str]
"""What shows the number written in a file."""

# Numbers of formats that files do not spell out (18.8.30); 27 to 58 as in Chinese versions.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0;-", 42: "#,##0;-#,##0;-", 43: "#,##0.00;-#,##0.00;-",
    44: "#,##0.00;-#,##0.00;-", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m/d/yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒",
    34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip

TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _. | \*.                  # literal; blanks as wide as a sign; filling
    | \[(?P<bracket>[^\]]*)\]                                           # colour, condition, currency, elapsed time
    | (?P<general>General|G/通用格式) | (?P<halves>AM/PM|A/P|上午/下午)
    | (?P<date>[yYeE]+(?![+\-0-9#?])|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[aA]{3,4})
    | (?P<exponent>[eE][+-][0#?]+) | (?P<digits>[0#?][0#?,]*) | (?P<point>\.[0#?,]*) | (?P<percent>%) | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?(?:[0-9]+\.?[0-9]*|\.[0-9]+))$")
CURRENCY = re.compile(r"\$([^-]*)")
ELAPSED = re.compile(r"[hms]+$", re.IGNORECASE)
SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)
WORKING = Context(prec=400, rounding=ROUND_HALF_UP)
# A cell under General shows eleven characters; what was typed has hardly more digits, what was computed has fifteen.
SHOWN_DIGITS = 12
SHOWN_WIDTH = 11
LARGEST_EXPONENT = 60
LAST_DAY = 2_958_466
DAY_SECONDS = 86_400
# As typed, no exponent, not longer than what is typed ever is.
PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})|-?(?:0|[1-9][0-9]{0,6})\.[0-9]{0,4}[1-9]")
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}

NOT_ZERO = re.compile("[1-9]")
# Where a comma stands between thousands.
GROUPS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")

Token = tuple[str, str]


class Section(NamedTuple):
    """A part of a format between semicolons.

    `condition` is what numbers it shows, `chosen` tells that it stands where programs look for one. A number is moved
    by `shift` powers of ten; its whole part has `least` digits, `grouped` by thousands, and `places` (`0` or `#` each)
    are those behind the point. `unknown` are fractions and what is for text.
    """

    tokens: list[Token]
    kinds: frozenset[str]
    condition: re.Match[str] | None
    chosen: bool
    shift: int
    least: int
    grouped: bool
    places: str
    unknown: bool


@cache
def shower(code: str, base_1904: bool = False) -> Shower:
    """The function that shows a number under a format code; text that is no number stays as it is."""
    if code in ("", GENERAL, "@"):
        return general
    return partial(_show, [_section(_tokens(section)) for section in _sections(code)], base_1904)


def general(value: str) -> str:
    """A number as a cell without a format shows it: as typed, without the digits that binary arithmetic adds."""
    if PLAIN.fullmatch(value):
        return value
    number = _number(value)
    if number is None:
        return value
    if abs(number.adjusted()) > LARGEST_EXPONENT:
        return value
    plain = _plain(number)
    digits = len(number.normalize().as_tuple().digits)
    if digits <= SHOWN_DIGITS or "." not in plain:
        return plain
    whole = len(plain.partition(".")[0].lstrip("-"))
    return _plain(_rounded(number, max(0, SHOWN_WIDTH - 1 - whole)))


def _number(value: str) -> Decimal | None:
    """The number with the digits that Excel keeps, None for anything else."""
    try:
        number = SIGNIFICANT.create_decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _plain(number: Decimal) -> str:
    """A number without exponent and without zeros at the end."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WORKING)


def _sections(code: str) -> list[str]:
    """The parts of a code between semicolons that are not quoted."""
    out = [""]
    for match in TOKEN.finditer(code):
        if match["other"] == ";":
            out.append("")
        else:
            out[-1] += match.group()
    return out[:4]


def _tokens(section: str) -> list[Token]:
    """The tokens of a section as pairs of kind and text; those that show nothing are left out."""
    out = []
    for match in TOKEN.finditer(section):
        kind, text = match.lastgroup, match.group(match.lastgroup) if match.lastgroup else ""
        if kind is None:
            continue
        if kind in ("quoted", "escaped", "other"):
            kind = "literal"
        elif kind == "bracket":
            currency = CURRENCY.match(text)
            if currency:
                kind, text = "literal", currency[1]
            elif ELAPSED.match(text):
                kind = "elapsed"
        out.append((kind, text))
    return out


def _section(tokens: list[Token]) -> Section:
    """A section with what showing a number asks of it again and again."""
    kinds = frozenset(kind for kind, _ in tokens)
    conditions = [CONDITION.match(text) if kind == "bracket" else None for kind, text in tokens]
    digits = "".join(text for kind, text in tokens if kind == "digits")
    point = next((text for kind, text in tokens if kind == "point"), "")
    whole = digits.rstrip(",")
    bare = whole.replace(",", "")
    percents = sum(kind == "percent" for kind, _ in tokens)
    return Section(
        tokens,
        kinds,
        next((one for one in conditions if one), None),
        any(conditions[:3]),
        2 * percents - 3 * (len(digits) - len(whole) + point.count(",")),
        len(bare.lstrip("#?")),
        "," in whole,
        point.replace(",", "")[1:],
        "text" in kinds or ("digits" in kinds and ("literal", "/") in tokens),
    )


def _show(sections: list[Section], base_1904: bool, value: str) -> str:
    number = _number(value)
    if number is None or abs(number.adjusted()) > LARGEST_EXPONENT:
        return value
    section, signed = _section_for(sections, number)
    kinds = section.kinds
    if "date" in kinds or "elapsed" in kinds:
        return _date(section.tokens, number, base_1904) or general(value)
    sign = "-" if number < 0 and signed else ""
    if "general" in kinds:
        literal = [general(_plain(abs(number))) if kind == "general" else text for kind, text in section.tokens]
        return sign + "".join(literal)
    if section.unknown:
        return general(value)
    shown = _figures(section, abs(number))
    return (sign + shown if sign and NOT_ZERO.search(shown) else shown).strip()


def _section_for(sections: list[Section], number: Decimal) -> tuple[Section, bool]:
    """The section of a format that a number is shown by, and whether a minus sign is to be added."""
    if any(section.chosen for section in sections):
        for section in sections:
            condition = section.condition
            if condition is None or COMPARE[condition[1]](number, Decimal(condition[2])):
                return section, True
        return sections[-1], True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _figures(section: Section, number: Decimal) -> str:
    """A number by the digits, point, percent signs and literals of a section."""
    if section.shift:
        number = number.scaleb(section.shift)
    mantissa, power = _scientific(number, len(section.places)) if "exponent" in section.kinds else (number, 0)
    whole, _, fraction = f"{_rounded(mantissa, len(section.places)):f}".partition(".")
    fraction = _trimmed(fraction, section.places)
    whole = whole.lstrip("0").rjust(section.least, "0")
    if section.grouped:
        whole = GROUPS.sub(",", whole)
    return _assembled(section.tokens, whole, fraction, power)


def _scientific(number: Decimal, places: int) -> tuple[Decimal, int]:
    """Mantissa and power of ten, after rounding to so many places."""
    if not number:
        return number, 0
    power = number.adjusted()
    mantissa = _rounded(number.scaleb(-power), places)
    return (mantissa.scaleb(-1), power + 1) if mantissa.adjusted() else (mantissa, power)


def _trimmed(fraction: str, pattern: str) -> str:
    """The digits after the point without zeros where the pattern asks for none."""
    keep = len(fraction)
    while keep and fraction[keep - 1] == "0" and pattern[keep - 1] in "#?":
        keep -= 1
    return fraction[:keep]


def _assembled(tokens: list[Token], whole: str, fraction: str, power: int) -> str:
    """The tokens of a section with the digits put in: all of the whole part stands at the first place for digits."""
    out = []
    placed = False
    for kind, text in tokens:
        if kind == "digits":
            out.append("" if placed else whole)
            placed = True
        elif kind == "point":
            out.append(("" if placed else whole) + (f".{fraction}" if fraction or text.strip(".") == "" else ""))
            placed = True
        elif kind == "exponent":
            sign = "-" if power < 0 else text[1] if text[1] == "+" else ""
            out.append(f"E{sign}{abs(power):0{len(text) - 2}d}")
        elif kind == "percent":
            out.append("%")
        elif kind == "literal":
            out.append(text)
    return "".join(out)


def _date(tokens: list[Token], number: Decimal, base_1904: bool) -> str | None:
    """A serial number as date, time or both, as far as the code asks; None where it is no day of the calendar."""
    asked = _asked(tokens)
    seconds = int(_rounded(number * DAY_SECONDS, 0))
    if seconds < 0 or number >= LAST_DAY:
        return None
    days, rest = divmod(seconds, DAY_SECONDS)
    if "elapsed" in asked:
        return f"{seconds // 3600}:{rest // 60 % 60:02d}" + (f":{rest % 60:02d}" if "s" in asked else "")
    shown = ""
    if asked & {"y", "month", "d"}:
        day = _day(days, base_1904)
        shown += f"{day.year}年" if "y" in asked else ""
        shown += f"{day.month}月" if "month" in asked else ""
        shown += f"{day.day}日" if "d" in asked else ""
    if asked & {"h", "minute", "s"}:
        clock = f"{rest // 3600:02d}:{rest // 60 % 60:02d}" + (f":{rest % 60:02d}" if "s" in asked else "")
        shown += f" {clock}" if shown else clock
    return shown


def _asked(tokens: list[Token]) -> set[str]:
    """What a date code shows: y, month, d, h, minute, s; m beside h or s means minutes."""
    letters = [text[0].lower() for kind, text in tokens if kind == "date"]
    asked = {"elapsed"} if any(kind == "elapsed" for kind, _ in tokens) else set()
    for index, letter in enumerate(letters):
        if letter == "m":
            timed = "h" in letters[:index][-1:] or "s" in letters[index + 1 : index + 2] or "elapsed" in asked
            asked.add("minute" if timed else "month")
        elif letter != "a":
            asked.add("y" if letter == "e" else letter)
    return asked


def _day(days: int, base_1904: bool) -> date:
    """The day with this serial number; Excel counts a 29 February 1900 that never was (18.17.4.1)."""
    if base_1904:
        return date(1904, 1, 1) + timedelta(days)
    return date(1899, 12, 30) + timedelta(days if days > 59 else days + 1)
