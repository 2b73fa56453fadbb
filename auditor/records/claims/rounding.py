"""How a computed result is shown beside a printed one, and whether the printed one was cut off instead of rounded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from auditor.values import Figure, Interval, to_decimals

__all__ = ["cut_off", "finest", "show"]

ONE = Decimal(1)


def finest(figures: Iterable[Figure], scale: Decimal) -> int:
    """The most decimals that any of the figures has when it is written in the unit whose factor is `scale`."""
    most: int | None = None
    for figure in figures:
        decimals = figure.decimals
        if figure.scale != scale:
            decimals = -(ONE.scaleb(-decimals) * figure.scale / scale).adjusted()
        if most is None or decimals > most:
            most = decimals
    return most or 0


def show(result: Decimal, least: int, most: int = 0) -> str:
    """The result with `least` decimals, and up to `most` where they are not zero."""
    if most <= least:
        return format(to_decimals(result, least), "f")
    digits = format(to_decimals(result, most), "f")
    while len(digits.partition(".")[2]) > least and digits.endswith("0"):
        digits = digits[:-1]
    return digits.removesuffix(".")


def cut_off(figure: Figure, computed: Interval) -> bool:
    """Whether a result prints as this figure when its digits are cut off; the next figure up no longer does."""
    prints = figure.truncated
    if figure.number < 0:
        return prints.low < computed.high and computed.low <= prints.high
    return prints.low <= computed.high and computed.low < prints.high
