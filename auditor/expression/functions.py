"""The functions of the expression language: what each takes, gives and means. One table; nothing else is callable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import pairwise
from typing import Any

from auditor.comparing import bare
from auditor.values import Interval, agrees, as_interval, is_placeholder, total

__all__ = ["FUNCTIONS", "NAMESPACE", "Function", "UndefinedError", "divide"]

Quantity = Interval | Decimal | int


class UndefinedError(Exception):
    """Arithmetic without a result (a divisor that can be zero, the largest of nothing): the rule does not apply."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language.

    `takes` lists the accepted argument lists; a kind is text, quantity, list, texts, quantities, flags or name, and
    `...` repeats the kind before it. `gives` is a kind, or `element` (of the list given) or `same` (as the first).
    """

    call: Callable[..., Any]
    takes: tuple[tuple[str, ...], ...]
    gives: str
    zh: str
    en: str


def divide(dividend: Quantity, divisor: Quantity) -> Quantity:
    """The exact quotient; raises UndefinedError where the divisor is or can be zero."""
    exact = Decimal(dividend) if isinstance(dividend, int) else dividend
    try:
        return exact / divisor
    except (DivisionByZero, InvalidOperation, ZeroDivisionError):
        raise UndefinedError("÷ 0") from None


def present(*values: object) -> bool:
    return all(value is not None for value in values)


def missing(*values: object) -> bool:
    return not present(*values)


def first(items: Sequence[Any]) -> Any:
    return nth(items, 0)


def last(items: Sequence[Any]) -> Any:
    return nth(items, -1)


def nth(items: Sequence[Any], index: int) -> Any:
    if not items:
        raise UndefinedError("[]")
    return items[index]


def largest(*quantities: Any) -> Quantity:
    return extreme(quantities, max)


def smallest(*quantities: Any) -> Quantity:
    return extreme(quantities, min)


def extreme(quantities: Sequence[Any], pick: Callable[..., Any]) -> Quantity:
    """The largest or smallest of intervals, as the printed figure itself where one figure is it for certain."""
    taken: Sequence[Quantity] = quantities if len(quantities) > 1 else quantities[0]
    if not taken:
        raise UndefinedError("[]")
    intervals = [as_interval(quantity) for quantity in taken]
    ends = Interval(pick(each.low for each in intervals), pick(each.high for each in intervals))
    certain = (
        quantity
        for quantity, each in zip(taken, intervals, strict=True)
        if (each.low, each.high) == (ends.low, ends.high)
    )
    return next(certain, ends)


def rising(quantities: Sequence[Quantity]) -> bool:
    """Whether none is certainly below the one before it."""
    taken = [as_interval(quantity) for quantity in quantities]
    return not any(later < earlier for earlier, later in pairwise(taken))


def contains(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def starts(text: str, *words: str) -> bool:
    return text.startswith(words)


def ends(text: str, *words: str) -> bool:
    return text.endswith(words)


def same(text: str, other: str) -> bool:
    return bare(text) == bare(other)


def distinct(texts: Sequence[str]) -> int:
    return len({bare(text) for text in texts})


FUNCTIONS: dict[str, Function] = {
    "present": Function(present, (("name", "..."),), "flag", "各项都已填写", "all of them are there"),
    "missing": Function(missing, (("name", "..."),), "flag", "至少一项没有填写", "at least one of them is missing"),
    "agrees": Function(
        agrees,
        (("quantity", "quantity"),),
        "flag",
        "两个数按印出的位数可以是同一个数",
        "the two can be the same number, as printed",
    ),
    "sum": Function(total, (("quantities",),), "figure", "合计", "the sum"),
    "count": Function(len, (("list",),), "number", "个数", "how many there are"),
    "min": Function(smallest, (("quantities",), ("quantity", "quantity", "...")), "same", "最小的", "the smallest"),
    "max": Function(largest, (("quantities",), ("quantity", "quantity", "...")), "same", "最大的", "the largest"),
    "abs": Function(abs, (("quantity",),), "same", "绝对值", "the absolute value"),
    "first": Function(first, (("list",),), "element", "第一个", "the first"),
    "last": Function(last, (("list",),), "element", "最后一个", "the last"),
    "rising": Function(
        rising, (("quantities",),), "flag", "后一个不小于前一个", "none is certainly below the one before"
    ),
    "any": Function(any, (("flags",),), "flag", "至少一个成立", "at least one holds"),
    "all": Function(all, (("flags",),), "flag", "全部成立", "all of them hold"),
    "len": Function(len, (("text",),), "number", "字数", "the number of characters"),
    "contains": Function(
        contains, (("text", "text", "..."),), "flag", "含有所列词语之一", "has at least one of the words in it"
    ),
    "starts": Function(
        starts, (("text", "text", "..."),), "flag", "以所列词语之一开头", "begins with one of the words"
    ),
    "ends": Function(ends, (("text", "text", "..."),), "flag", "以所列词语之一结尾", "ends with one of the words"),
    "same": Function(
        same,
        (("text", "text"),),
        "flag",
        "文字相同（不计空格、标点和全角半角）",
        "the same words, spaces, punctuation and full-width forms aside",
    ),
    "distinct": Function(
        distinct, (("texts",),), "number", "不重复的个数（按 same 比较）", "how many differ, compared as by same"
    ),
    "placeholder": Function(
        is_placeholder, (("text",),), "flag", "是模板里没有替换的占位文字", "is a template's text left in place"
    ),
}

# What compiled expressions see, and nothing else: no builtins.
NAMESPACE: dict[str, Any] = {
    "__builtins__": {},
    "_Decimal": Decimal,
    "_divide": divide,
    **{name: function.call for name, function in FUNCTIONS.items()},
}
