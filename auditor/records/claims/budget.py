"""Budget against accounts in one sentence: completion, execution rate, cuts, and 决算数大于预算数."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records.claims.shape import MONEY, RATIO, Quantity, Shape, make_claim
from auditor.records.model import Claim, Operand
from auditor.values import Interval

__all__ = ["claims_of_budgets"]

NONE = f"[^{MONEY}{RATIO}。；]"
PAIR = (
    rf"预算{NONE}{{0,6}}(?P<budget>{MONEY})\s*[，,、]?{NONE}{{0,16}}?"
    rf"(?:支出|决算|执行|支付){NONE}{{0,8}}?(?P<spent>{MONEY})"
)
COMPLETED = re.compile(rf"{PAIR}\s*[，,]?{NONE}{{0,8}}?完成(?P<of>{NONE}{{0,8}}?)预算{NONE}{{0,6}}?(?P<rate>{RATIO})")
# 完成年初预算的Ⓡ，完成调整预算的Ⓡ: the second is of the same accounts.
ANOTHER = re.compile(rf"\s*[，,、]\s*(?:是|为|占)?(?:完成)?(?P<of>{NONE}{{0,8}}?)预算{NONE}{{0,6}}?(?P<rate>{RATIO})")
# Which budget is meant: that of the beginning of the year, or as it was changed.
FIRST, CHANGED = re.compile("年初|批复"), re.compile("调整|全年|变动")
EXECUTED = re.compile(
    rf"{PAIR}\s*[，,]?\s*(?:预算)?(?:支出率|执行率|支付率|完成率|(?:支出|执行|支付)进度){NONE}{{0,3}}?(?P<rate>{RATIO})"
)
# Where other amounts stand between the budget and what was spent of it.
USED = re.compile(
    rf"(?:支出|执行|支付|使用){NONE}{{0,4}}?(?P<spent>{MONEY})\s*[，,]\s*(?:预算|资金)?(?:支出率|执行率|支付率|使用率)"
    rf"{NONE}{{0,3}}?(?P<rate>{RATIO})"
)
GIVEN = re.compile(r"(?:预算|下达|到位|安排|拨付)(?:资金|金额|总额|数|下达|到位|安排)*(?:共计|合计|共)?(?:为|是)?\s*$")
CUT = re.compile(
    rf"预算{NONE}{{0,6}}(?P<budget>{MONEY})\s*[，,]?{NONE}{{0,8}}?(?:压减|核减|调减|削减)了?\s*(?P<rate>{RATIO})\s*[，,]?"
    rf"{NONE}{{0,8}}?预算{NONE}{{0,4}}?(?P<spent>{MONEY})"
)
ORDER = re.compile(
    rf"预算[^{MONEY}。；]{{0,6}}(?P<budget>{MONEY})\s*[，,、]?[^{MONEY}。；]{{0,12}}?决算[^{MONEY}。；]{{0,4}}(?P<spent>{MONEY})"
    rf"(?P<between>[^{MONEY}]{{0,40}}?)决算数?\s*(?P<word>大于|高于|多于|小于|低于|少于|等于)\s*(?:年初|全年)?预算数?"
)
ABOVE = ("大于", "高于", "多于")
BELOW = ("小于", "低于", "少于")


def claims_of_budgets(shape: Shape) -> Iterator[Claim]:
    """Completion and execution as quotients, cuts as shares of the first budget, and words against the figures."""
    for match in COMPLETED.finditer(shape.letters):
        spent = _at(shape, match, "spent")
        completion: re.Match[str] | None = match
        while completion is not None:
            budget = _meant(shape, _at(shape, match, "budget"), completion["of"])
            if budget is not None and budget.figure.low > 0:
                yield _quotient(shape, _at(shape, completion, "rate"), ("spent", spent), ("budget", budget))
            completion = ANOTHER.match(shape.letters, completion.end())
    executed: set[int] = set()
    for match in EXECUTED.finditer(shape.letters):
        budget, spent = _at(shape, match, "budget"), _at(shape, match, "spent")
        if budget.figure.low > 0:
            yield _quotient(shape, _at(shape, match, "rate"), ("spent", spent), ("budget", budget))
            executed.add(match.start("rate"))
    for match in USED.finditer(shape.letters):
        base = _given(shape, match) if match.start("rate") not in executed else None
        if base is not None and base.figure.low > 0:
            yield _quotient(shape, _at(shape, match, "rate"), ("spent", _at(shape, match, "spent")), ("budget", base))
    for match in CUT.finditer(shape.letters):
        before, after, rate = (_at(shape, match, name) for name in ("budget", "spent", "rate"))
        if before.figure.low > 0:
            scale = before.figure.scale
            words = f"({before.inside(scale)} - {after.inside(scale)}) ÷ {before.inside(scale)}"
            computed = (before.figure - after.figure) / before.figure
            result = (before.figure.number - after.figure.number) / before.figure.number
            operands = [("budget", before), ("budget after", after)]
            yield make_claim("ratio", shape, rate, operands, computed, words, result)
    for match in ORDER.finditer(shape.letters):
        claim = _order(shape, _at(shape, match, "budget"), _at(shape, match, "spent"), match["word"])
        if claim is not None:
            yield claim


def _given(shape: Shape, match: re.Match[str]) -> Quantity | None:
    """Of the budget and what was paid out of it, as told before, the one that the rate is of; else the first."""
    spent, rate = _at(shape, match, "spent"), _at(shape, match, "rate")
    before = (one for one in shape.quantities if one.letter == MONEY and one.at < spent.at)
    given = [one for one in before if GIVEN.search(one.label)]
    fitting = (one for one in given if one.figure.low > 0 and rate.figure.meets(spent.figure / one.figure))
    return next(fitting, given[0] if given else None)


def _meant(shape: Shape, nearest: Quantity, of: str) -> Quantity | None:
    """The budget that was completed: the nearest before the accounts, or the one of the sentence that is named so.

    None where the nearest is another one than is named.
    """
    wanted = next((kind for kind in (FIRST, CHANGED) if kind.search(of)), None)
    other = CHANGED if wanted is FIRST else FIRST
    if wanted is None or not other.search(nearest.label) or wanted.search(nearest.label):
        return nearest
    begin = shape.letters.rfind("。", 0, nearest.at)
    budgets = (one for one in shape.quantities if begin < one.at < nearest.at and one.letter == MONEY)
    return next((one for one in budgets if wanted.search(one.label) and "预算" in one.label), None)


def _at(shape: Shape, match: re.Match[str], name: str) -> Quantity:
    return shape.quantity(match.start(name))


def _quotient(shape: Shape, rate: Quantity, part: tuple[str, Quantity], base: tuple[str, Quantity]) -> Claim:
    scale = base[1].figure.scale
    words = f"{part[1].inside(scale)} ÷ {base[1].inside(scale)}"
    computed, result = part[1].figure / base[1].figure, part[1].figure.number / base[1].figure.number
    return make_claim("ratio", shape, rate, [part, base], computed, words, result)


def _order(shape: Shape, budget: Quantity, spent: Quantity, word: str) -> Claim | None:
    """The claim that accounts and budget stand in the order the words say; None where the figures cannot tell."""
    above, below = spent.figure > budget.figure, spent.figure < budget.figure
    same = not above and not below
    if (same and spent.figure.printed != budget.figure.printed) or (same and word not in (*ABOVE, *BELOW, "等于")):
        return None
    holds = above if word in ABOVE else below if word in BELOW else same
    right = "大于" if above else "小于" if below else "等于"
    sign = ">" if above else "<" if below else "="
    return Claim(
        kind="order",
        text=shape.text[budget.start : spent.end],
        stated=Operand("stated", spent.figure, spent.place),
        operands=(Operand("budget", budget.figure, budget.place),),
        computed=Interval(budget.figure.low, budget.figure.high),
        holds=holds,
        formula=f"{spent.figure.printed} {sign} {budget.figure.printed}",
        span=shape.span.part(budget.start, spent.end),
        suggestion=None if holds else f"决算数{right}预算数",
    )
