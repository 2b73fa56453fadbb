"""Changes: 较上年增加 x 万元，增长 y%; the base is stated or follows from the amount and its change."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from auditor.records.claims.breakdown import breakdowns
from auditor.records.claims.shape import MONEY, OTHER, RATIO, Quantity, Shape, make_claim
from auditor.records.model import Claim, Operand
from auditor.values import plain

__all__ = ["claims_of_changes"]

UP = "增加|增长|上升|提高|增多|上涨"
DOWN = "减少|下降|降低|压减|下滑|缩减"
CHANGE = re.compile(
    rf"(?:较|比|与|同)(?P<against>[^{MONEY}{RATIO}。；]{{0,24}}?)(?P<base>{MONEY})?(?:[^{MONEY}{RATIO}。；]{{0,14}}?)"
    rf"(?P<word>{UP}|{DOWN})了?(?:额)?\s*(?P<by>{MONEY})"
    rf"(?:\s*[，,、（(]?\s*(?:同比)?(?P<rate_word>{UP}|{DOWN})(?:幅度|率)?了?(?:为|约|达)?\s*(?P<rate>{RATIO}))?"
)
BEFORE = re.compile(r"上年|去年|上一年|Ⓨ|年初|同期|决算|预算")
SUBJECT = re.compile(r"(?:^|[，,。；;：:、）)])\s*([^，,。；;：:、（()）Ⓜ]{2,24}?)(?:均|各|总计)?$")
# What changed may stand behind the comparison, and further things behind that.
COMPARED = re.compile(rf"相比\s*[，,]\s*(?P<subject>[^，,。；;{MONEY}{RATIO}]{{2,24}}?)(?:均|各)?$")
FURTHER = re.compile(
    rf"[；;]\s*(?P<subject>[^，,。；;：:{MONEY}{RATIO}]{{2,16}}?)(?P<word>{UP}|{DOWN})了?\s*(?P<by>{MONEY})"
    rf"\s*[，,]\s*(?:同比)?(?P<rate_word>{UP}|{DOWN})了?(?:为|约|达)?\s*(?P<rate>{RATIO})"
)
# What stands behind the name of an amount, there or not.
STATED = re.compile(r"(?:支出)?(?:决算|预算)数?$")
# Longer than a match of `SUBJECT` can be.
LONGEST_SUBJECT = 40
NEAR = 48
LONGEST_ENDING = 6


def claims_of_changes(shape: Shape) -> Iterator[Claim]:
    """That the change is the difference of amount and base, and that the rate is the change over the base."""
    changes: set[int] = set()
    for match in CHANGE.finditer(shape.letters):
        if not BEFORE.search(shape.letters, match.start(), match.start("word")):
            continue
        amount, certain = _amount(shape, match, changes)
        changes.add(match.start("by"))
        by = shape.quantity(match.start("by"))
        base = shape.quantity(match.start("base")) if match["base"] else None
        rate = shape.quantity(match.start("rate")) if match["rate"] else None
        falls = match["word"] in DOWN
        if rate is not None and (match["rate_word"] in DOWN) != falls:
            yield _opposed(shape, by, rate, match["word"], match["rate_word"])
            continue
        if base is not None and amount is not None:
            yield from _difference(shape, amount, base, by, falls)
        if rate is not None and (base or amount):
            claim = _rate(shape, amount, base, by, rate, falls)
            if claim is not None and (certain or claim.holds):
                yield claim
    yield from _further(shape)


def _further(shape: Shape) -> Iterator[Claim]:
    """Changes that a comparison before them goes on to: `与上年相比，收入Ⓜ…；支出增加Ⓜ，增长Ⓡ`."""
    for match in FURTHER.finditer(shape.letters):
        sentence = shape.letters[shape.letters.rfind("。", 0, match.start()) + 1 : match.start()]
        falls = match["word"] in DOWN
        amount = _named(shape, match.start(), match["subject"])
        compared = "相比" in sentence and BEFORE.search(sentence)
        if compared and amount is not None and (match["rate_word"] in DOWN) == falls:
            by, rate = shape.quantity(match.start("by")), shape.quantity(match.start("rate"))
            claim = _rate(shape, amount, None, by, rate, falls)
            yield from (claim,) if claim is not None else ()


def _opposed(shape: Shape, by: Quantity, rate: Quantity, word: str, rate_word: str) -> Claim:
    """The claim that a change and its rate go one way, which `增加 x，下降 y%` breaks."""
    return Claim(
        kind="direction",
        text=shape.text[by.start : rate.end],
        stated=Operand("stated", rate.figure, rate.place),
        operands=(Operand("change", by.figure, by.place),),
        computed=None,
        holds=False,
        formula=f"{word}{by.place.raw}，{rate_word}{rate.place.raw}",
        span=shape.span.part(by.start, rate.end),
    )


def _amount(shape: Shape, match: re.Match[str], changes: Container[int]) -> tuple[Quantity | None, bool]:
    """The amount that changes: the one the clause names, else the nearest one before; and whether that is certain.

    What is said to have changed by an amount (`Ⓜ，比预算增加Ⓜ，比上年增加Ⓜ`) is not that amount.
    """
    at = match.start()
    before = [one for one in shape.quantities if one.at < at and one.letter == MONEY and one.at not in changes]
    if not before:
        return None, False
    subject = COMPARED.search(shape.letters, at, match.start("word"))
    subject = subject or SUBJECT.search(shape.letters, max(0, at - LONGEST_SUBJECT), at)
    named = _named(shape, at, subject[1]) if subject else None
    nearest = before[-1]
    if named is not None:
        return named, True
    gap = shape.letters[nearest.at + 1 : at]
    whole = _outermost(shape, nearest)
    if whole is not nearest and "。" in gap:
        # A sentence after a breakdown speaks of the total again.
        return whole, True
    return nearest, len(gap) <= NEAR and "。" not in gap.strip("。，, ")


def _named(shape: Shape, at: int, subject: str) -> Quantity | None:
    """The last amount before an offset that the subject names."""
    name = STATED.sub("", subject.strip(f" {OTHER}"))
    named = [one for one in shape.quantities if one.at < at and one.letter == MONEY and _names(one.label, name)]
    return named[-1] if named else None


def _outermost(shape: Shape, part: Quantity) -> Quantity:
    """What is broken down into the part, or into what the part belongs to; the part itself where it is of nothing."""
    known = breakdowns(shape)
    for _ in known:
        part = next((one.total for one in known if part in one.parts), part)
    return part


def _names(label: str, subject: str) -> bool:
    """Whether the words before a figure end in the subject, a few words such as 支出决算数为 behind it."""
    at = label.rfind(subject)
    return at >= 0 and len(label.strip()) - at - len(subject) <= LONGEST_ENDING


def _difference(shape: Shape, amount: Quantity, base: Quantity, by: Quantity, falls: bool) -> Iterator[Claim]:
    first, second = (base, amount) if falls else (amount, base)
    scale = by.figure.scale
    claim = make_claim(
        "change",
        shape,
        by,
        [("amount", amount), ("base", base)],
        first.figure - second.figure,
        f"{first.inside(scale)} - {second.inside(scale)}",
    )
    slip = None if claim.holds else _slip(shape, amount, base, by, falls)
    yield slip or claim


def _slip(shape: Shape, amount: Quantity, base: Quantity, by: Quantity, falls: bool) -> Claim | None:
    """The claim with the amount's unit as the cause, where 万元 in place of 元 makes the difference right."""
    if amount.unit == base.unit or amount.figure.scale == base.figure.scale:
        return None
    meant = amount.figure.scaled(base.figure.scale / amount.figure.scale)
    computed = base.figure - meant if falls else meant - base.figure
    if not by.figure.meets(computed):
        return None
    needed = base.figure - by.figure if falls else base.figure + by.figure
    printed = amount.figure.printed
    return Claim(
        kind="unit",
        text=shape.text[amount.start : by.end],
        stated=Operand("stated", amount.figure, amount.place),
        operands=(
            Operand("base", base.figure, base.place),
            Operand("change", by.figure, by.place),
        ),
        computed=needed,
        holds=False,
        formula=f"{base.figure.printed} {'-' if falls else '+'} {by.figure.printed} = {printed}{base.unit}",
        span=shape.span.part(amount.start, by.end),
        suggestion=f"{printed}{base.unit}",
    )


def _rate(
    shape: Shape, amount: Quantity | None, base: Quantity | None, by: Quantity, rate: Quantity, falls: bool
) -> Claim | None:
    scale = by.figure.scale
    if base is not None:
        implied, exact, words = base.figure - 0, base.figure.number, base.inside(scale)
        operands = [("change", by), ("base", base)]
    elif amount is not None:
        implied = amount.figure + by.figure if falls else amount.figure - by.figure
        exact = amount.figure.number + by.figure.number * (1 if falls else -1)
        words = f"({amount.inside(scale)} {'+' if falls else '-'} {by.inside(scale)})"
        operands = [("change", by), ("amount", amount)]
    else:
        return None
    if implied.low <= 0:
        return None
    formula = f"{plain(by.figure.number / scale)} ÷ {words}"
    return make_claim("growth", shape, rate, operands, by.figure / implied, formula, by.figure.number / exact)
