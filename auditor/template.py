"""Message templates: text with `{…}` placeholders, and how a value is written in a sentence of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal

from auditor.values import Figure, Interval, plain
from auditor.wording import Text

__all__ = ["filled", "pieces", "shown"]

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
BLANK = Text(zh="（空）", en="(blank)")
YES, NO = Text(zh="是", en="yes"), Text(zh="否", en="no")
LIST_MARK = Text(zh="、", en=", ")
SHOWN_DIGITS = Decimal("0.0001")
WIDE = Context(prec=400)


def pieces(template: str) -> Iterator[tuple[str, str | None, int]]:
    """The template cut up: literal text, the placeholder after it (None at the end) and that one's 0-based offset.

    Raises ValueError for a brace that is not doubled and belongs to no placeholder.
    """
    literal, at = "", 0
    for found in PLACEHOLDER.finditer(template):
        literal += template[at : found.start()]
        at = found.end()
        sign = found[0]
        if sign in ("{{", "}}"):
            literal += sign[0]
        elif found[1] is None or not found[1].strip():
            raise ValueError(f"a single {sign} at column {found.start() + 1}")
        else:
            yield literal, found[1], found.start(1)
            literal = ""
    yield literal + template[at:], None, len(template)


def shown(value: object, lang: str, wording: Mapping[str, Text] | None = None) -> str:
    """The value as a sentence of the language shows it; printed figures keep their digits.

    `wording` gives the words for the codes of a closed set.
    """
    if value is None:
        return BLANK.in_(lang)
    if isinstance(value, Text):
        return value.in_(lang)
    if isinstance(value, bool):
        return (YES if value else NO).in_(lang)
    if isinstance(value, str):
        return wording[value].in_(lang) if wording and value in wording else value
    if isinstance(value, Figure):
        return value.printed
    if isinstance(value, Interval):
        low, high = short(value.low), short(value.high)
        return low if low == high else f"{low}…{high}"
    if isinstance(value, Decimal):
        return short(value)
    if isinstance(value, list | tuple):
        return LIST_MARK.in_(lang).join(shown(item, lang, wording) for item in value)
    return str(value)


def short(number: Decimal) -> str:
    """The number with four decimals at most."""
    exponent = number.as_tuple().exponent
    long = isinstance(exponent, int) and exponent < -4
    return plain(number.quantize(SHOWN_DIGITS, context=WIDE) if long else number)


def filled(template: Text, values: Mapping[str, object]) -> Text:
    """The template with the values of the same names in its placeholders; raises KeyError for a name without one."""
    return Text(zh=fill(template.zh, values, "zh"), en=fill(template.en, values, "en"))


def fill(template: str, values: Mapping[str, object], lang: str) -> str:
    return "".join(
        literal + (shown(values[name], lang) if name is not None else "") for literal, name, _ in pieces(template)
    )
