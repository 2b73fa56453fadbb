"""Breakdowns that go on over paragraphs: a sentence that ends in 其中, and what 三公 expenses consist of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.records.claims.breakdown import by_rule, ends_in_mark
from auditor.records.claims.shape import MONEY, Quantity, Shape, make_claim
from auditor.records.model import Claim
from auditor.values import total

__all__ = ["claims_across"]

# A paragraph that is one of the parts begins with a name and its amount.
NUMBER = r"(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）]?[.、．]?)?"
PART = re.compile(rf"^\s*{NUMBER}\s*[^，,。；;：:{MONEY}]{{2,24}}{MONEY}")
STATED = r"(?:支出)?(?:决算|预算)?(?:数|总额)?(?:共计|合计)?(?:为|是)?\s*$"
# Wholes and their parts, by the words that end in front of the amount.
CARS = re.compile(r"公务用车购置(?:及|和|与)运行(?:维护)?(?:经?费)?" + STATED)
RECEPTION = re.compile(r"(?<!国内)(?<!外事)公务接待(?:经?费)?" + STATED)
ABROAD = re.compile(r"因公出国(?:[（(]境[)）])?(?:经?费)?(?:用)?" + STATED)
MADE_UP = (
    (re.compile(r"三公[”\"’]?经费[^，,。；;]{0,10}?" + STATED), (ABROAD, CARS, RECEPTION)),
    (
        CARS,
        (re.compile(r"公务用车购置费?" + STATED), re.compile(r"公务用车运行(?:维护)?费?" + STATED)),
    ),
    (
        RECEPTION,
        (re.compile(r"国内(?:公务)?接待费?" + STATED), re.compile(r"(?:外事|国（境）外)(?:公务)?接待费?" + STATED)),
    ),
)
WORDS = ("三公", "公务")
"""Of which every whole holds one."""
# The year before is told for comparison.
OTHER_YEAR = re.compile(r"上年|去年|年初预算|[较比与同]")


def claims_across(section: Sequence[Shape]) -> Iterator[Claim]:
    """Claims of the paragraphs of one section, in reading order."""
    yield from _continued(section)
    if not any(word in shape.letters for shape in section for word in WORDS):
        return
    amounts = [(shape, one) for shape in section for one in shape.quantities if one.letter == MONEY]
    if any("决算" in shape.letters for shape in section):
        # Beside accounts, the budget is told for comparison.
        amounts = [(shape, one) for shape, one in amounts if "预算" not in one.label]
    for whole, parts in MADE_UP:
        stated = _only(amounts, whole)
        others = [found for part in parts if (found := _only(amounts, part)) is not None] if stated else ()
        if stated is not None and len(others) == len(parts):
            shape, quantity = stated
            yield _sum(shape, quantity, [one for _, one in others])


def _only(amounts: Sequence[tuple[Shape, Quantity]], pattern: re.Pattern[str]) -> tuple[Shape, Quantity] | None:
    """The amount of a name, where the section tells one and the same all over."""
    found = [(shape, one) for shape, one in amounts if pattern.search(one.label) and not OTHER_YEAR.search(one.label)]
    return found[0] if len({one.figure.number * one.figure.scale for _, one in found}) == 1 else None


def _continued(section: Sequence[Shape]) -> Iterator[Claim]:
    for at, shape in enumerate(section):
        whole = ends_in_mark(shape)
        if whole is None:
            continue
        parts: list[Quantity] = []
        for following in section[at + 1 :]:
            part = _part(following, "预算" in whole.label)
            if part is None:
                break
            parts.append(part)
            if by_rule(part.label for part in parts):
                yield _sum(shape, whole, parts)
                break


def _part(shape: Shape, budget: bool) -> Quantity | None:
    """The amount a paragraph begins with, of its budget or else of its accounts; None where it begins otherwise."""
    if PART.match(shape.letters) is None:
        return None
    first = shape.quantity(shape.letters.index(MONEY))
    if budget or "预算" not in first.label:
        return first
    behind = (one for one in shape.quantities if one.at > first.at and one.letter == MONEY)
    spent = next(behind, None)
    if spent is None or "决算" not in spent.label or "。" in spent.label:
        return None
    return replace(spent, label=first.label)


def _sum(shape: Shape, whole: Quantity, parts: Sequence[Quantity]) -> Claim:
    scale = whole.figure.scale
    words = " + ".join(part.inside(scale) for part in parts)
    return make_claim("sum", shape, whole, [("part", part) for part in parts], total(p.figure for p in parts), words)
