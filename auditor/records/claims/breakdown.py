"""Breakdowns: 其中, 包括, 分别为 with their parts, and the shares that the parts are said to have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from auditor.frozen import dataclass
from auditor.records.claims.shape import MONEY, RATIO, Quantity, Shape, make_claim
from auditor.records.model import Claim
from auditor.values import Interval, total

__all__ = ["breakdowns", "by_rule", "claims_of_breakdowns", "claims_of_shares", "ends_in_mark"]

# In front stand the first characters of all that follows: where none of them is, nothing else needs to be tried.
MARK = re.compile(
    r"(?=[其具内包分主用构按])(?:其中|(?:具体|具体内容|内容)包括|(?<!主要)包括|分别为|分别是|具体为|具体包括|(?:主要)?用于以下(?:几个)?方面|构成如下"
    r"|按(?:支出)?(?:功能|经济|用途|性质|资金来源|资金性质)(?:科目)?(?:分类|划分|分)(?:科目)?(?:看|来看)?(?=\s*[:：，,]))\s*[:：，,]?"
)
# What a part itself consists of, told behind it: 人员经费Ⓜ，主要包括：基本工资Ⓜ、奖金Ⓜ.
MAINLY = re.compile(r"主要(?:包括|用于|是|为|有)\s*[:：]?[^，,；;。]{1,20}$")
# Between a total and the mark of its breakdown nothing may stand but its share, its change or a bracket.
BETWEEN = re.compile(
    rf"^(?:[，,。；;\s（(]|占[^{MONEY}。；]{{0,14}}{RATIO}|(?:完成|为)[^{MONEY}。；]{{0,10}}{RATIO}|[（(][^）)]{{0,30}}[）)])*$"
)
# What a total changed by stands between it and the mark as well: `Ⓜ，比上年增加Ⓜ，增长Ⓡ，其中：`.
UNCHANGED = r"(?:持平|一致|相同|无增减(?:变化|变动)?|无变化|没有变化|未发生变化)"
CHANGED = re.compile(
    rf"(?P<total>{MONEY})(?:\s*[，,]\s*完成[^{MONEY}{RATIO}。；]{{1,12}}{RATIO})?(?:\s*[，,]\s*(?:同比|[较比与][^{MONEY}{RATIO}。；]{{1,14}}?)"
    rf"(?:(?:增加|增长|减少|下降|降低|压减|上升)了?\s*(?:{MONEY}|{RATIO})|{UNCHANGED})"
    rf"(?:\s*[，,（(]\s*(?:同比)?(?:增长|增加|下降|减少|降低|上升|增幅|降幅)[了为]?\s*{RATIO}\s*[）)]?)?)+[\s，,；;。]*$"
)
CLAUSE_UNCHANGED = re.compile(rf"^[，,]?\s*(?:均?与|均?较|均?比)[^，,。；{MONEY}]{{1,14}}?{UNCHANGED}[，,]")
# A bracket behind an amount that names its parts without saying so.
BRACKET = re.compile(rf"{MONEY}\s*(?P<open>[（(])(?=[^（）()]*{MONEY}[^（）()]*{MONEY}[^（）()]*[）)])")
# Words before a figure by which it is no part of a breakdown.
NO_PART = re.compile(
    r"较|比上年|比去年|与上年|同比|完成|预算数为|年初预算|全年预算|(?<!结转和)(?<!结转)结余|主要原因|原因|每[人户个份套辆台件次处间所座名期场亩]|人均|户均|平均|均价|授予|(?<!高)标准|单价|不超过|高于|低于|其余用"
)
# Behind a semicolon a further total begins, which is no part of the one before.
ANOTHER = re.compile(r"[；;。][^；;]*(?:总计|合计|总额|共计)")
RISE = re.compile(r"(?:增加|增长|上升|提高|追加)了?[额]?\s*$")
FALL = re.compile(r"(?:减少|下降|压减|降低|核减|调减|收回)了?[额]?\s*$")
ACCOUNTED = re.compile("收入|支出|费")
OPEN, CLOSE = "（(", "）)"
STOP = re.compile(r"[（(）)；;。]")
TURN = re.compile(rf"[（(）){MONEY}]")
CLAUSE = re.compile(rf"[{RATIO}；;]")
SEMICOLON = re.compile("[；;]")
ONE_MORE = re.compile(rf"。\s*[\u4e00-\u9fff]{{2,16}}{MONEY}(?=[。；])")
MANY, LACKING = 3, 20
LONGEST_LABEL = 40
# Parts that together make up their whole by the rules of the accounts; with these in it a breakdown is complete.
OWN_WHOLES = (
    frozenset(("货物", "工程", "服务")),
    frozenset(("出国", "用车", "接待")),
    frozenset(("购置", "运行")),
)
WHOLES = (
    *OWN_WHOLES,
    frozenset(("基本支出", "项目支出")),
    frozenset(("人员经费", "公用经费")),
    frozenset(("本年收入", "年初结转")),
    frozenset(("本年支出", "年末结转")),
)
"""Of `OWN_WHOLES` a share can be of nothing else: of 基本支出 it can be that of all accounts or of some."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the parts it is broken down into; `complete` when nothing else can belong to it.

    `meant` is the total in the unit it must have (元 printed for 万元), else the total itself.
    """

    total: Quantity
    parts: tuple[Quantity, ...]
    signs: tuple[int, ...]
    complete: bool
    meant: Quantity


# Sums, shares and changes of a text ask for them one after the other.
@lru_cache(maxsize=1)
def breakdowns(shape: Shape) -> tuple[Breakdown, ...]:
    """Every breakdown of a text, outer ones before those inside them; of some only one part is named."""
    found = []
    for mark in MARK.finditer(shape.letters):
        parts: list[Quantity] | None = None
        for whole in _totals_before(shape, mark.start()):
            if _restated(shape, whole, mark.end()):
                break
            if parts is None:
                parts = _parts(shape, mark.end(), _scope_end(shape, mark.start(), mark.end()))
            signs = _signs(whole, parts) if parts else None
            if signs is not None:
                meant = _unit_meant(whole, parts)
                found.append(Breakdown(whole, tuple(parts), signs, _complete(shape, meant, parts), meant))
                break
    for bracket in BRACKET.finditer(shape.letters):
        whole = shape.quantity(bracket.start())
        parts = _parts(shape, bracket.end(), _scope_end(shape, bracket.end(), bracket.end()))
        if MARK.match(shape.letters, bracket.end()) is None and parts and _complete(shape, whole, parts):
            found.append(Breakdown(whole, tuple(parts), (1,) * len(parts), True, whole))
    return tuple(found)


def _totals_before(shape: Shape, mark: int) -> Iterator[Quantity]:
    """What a mark may break down: the amount before it, or the one that is said to have changed by that."""
    at = shape.letters.rfind(MONEY, 0, mark)
    directly = at >= 0 and BETWEEN.match(shape.letters[at + 1 : mark]) is not None
    if directly:
        yield shape.quantity(at)
    changed = CHANGED.search(shape.letters, 0, mark)
    if changed and not (directly and changed.start("total") == at):
        yield shape.quantity(changed.start("total"))


def ends_in_mark(shape: Shape) -> Quantity | None:
    """The total of a text that ends in the mark of its breakdown, whose parts are the texts that follow."""
    marks = [mark for mark in MARK.finditer(shape.letters) if not shape.letters[mark.end() :].strip()]
    if not marks or shape.letters[: marks[-1].start()].rstrip().endswith("。"):
        return None
    return next(_totals_before(shape, marks[-1].start()), None)


def _restated(shape: Shape, whole: Quantity, start: int) -> bool:
    """Whether a mark only says its total again and then breaks that down: `Ⓜ；其中：基本支出Ⓜ，其中：…`."""
    at = shape.letters.find(MONEY, start)
    if at < 0 or MARK.match(shape.letters[at + 1 :].lstrip("，,")) is None:
        return False
    return shape.quantity(at).figure.printed == whole.figure.printed


def _unit_meant(whole: Quantity, parts: Sequence[Quantity]) -> Quantity:
    """The total in the unit of its parts where 元 stands for 万元 and only that makes the sum right; else as it is."""
    unit = parts[0]
    if whole.unit != "元" or unit.figure.scale <= 1:
        return whole
    meant = whole.rescaled(unit.figure.scale, unit.unit)
    return meant if meant.figure.meets(total(part.figure for part in parts)) else whole


def _scope_end(shape: Shape, mark: int, start: int) -> int:
    """Where the parts of a breakdown end: its closing bracket, else the end of the sentence.

    A sentence may go on behind the full stop with one more part (`。其他支出Ⓜ。`). Inside another breakdown the
    semicolon ends the inner one.
    """
    letters = shape.letters
    depth = 0
    bracketed = _depth(letters, mark) > 0
    outer = MARK.search(letters, letters.rfind("。", 0, mark) + 1, mark)
    total_at = letters.rfind(MONEY, 0, outer.start()) if outer else -1
    inner = outer is not None and not (total_at >= 0 and _restated(shape, shape.quantity(total_at), outer.end()))
    for stop in STOP.finditer(letters, start):
        at, char = stop.start(), stop[0]
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            if bracketed and depth == 0:
                return at
            depth -= 1
        elif depth == 0 and char in "；;" and inner and not bracketed:
            return at
        elif depth == 0 and char == "。":
            more = ONE_MORE.match(letters, at)
            label = more[0][:-1] if more else ""
            if more is None or RISE.search(label) or FALL.search(label) or "结余" in label:
                return at
    return len(letters)


def _depth(letters: str, end: int) -> int:
    opened = sum(letters.count(char, 0, end) for char in OPEN)
    return opened - sum(letters.count(char, 0, end) for char in CLOSE)


def _parts(shape: Shape, start: int, end: int) -> list[Quantity]:
    """The figures between two offsets that are parts of the breakdown: none in brackets, none of an inner breakdown."""
    letters = shape.letters
    parts: list[Quantity] = []
    depth, label_from = 0, start
    at = start
    while turn := TURN.search(letters, at, end):
        at, char = turn.start(), turn[0]
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            label = letters[label_from:at]
            inner = MARK.search(label) or MAINLY.search(label)
            if inner and parts:
                # Parts of the part before: go on behind them.
                at = _scope_end(shape, label_from + inner.start(), label_from + inner.end())
                label_from = at
                continue
            if parts and ANOTHER.search(label):
                return parts
            # The share or change of the part before says nothing about this one.
            own = CLAUSE_UNCHANGED.sub("", CLAUSE.split(label)[-1])
            if NO_PART.search(own) or len(own) > LONGEST_LABEL:
                if not parts:
                    return []
                following = letters.find("；", at, end)
                if following < 0:
                    return parts
                at = label_from = following
                continue
            parts.append(shape.quantity(at))
            label_from = at + 1
        at += 1
    return parts


def _signs(whole: Quantity, parts: Sequence[Quantity]) -> tuple[int, ...] | None:
    """+1 for every part; where total and parts are changes, +1 for a rise and -1 for a fall. None where mixed."""
    changes = [bool(RISE.search(one.label) or FALL.search(one.label)) for one in (whole, *parts)]
    if not any(changes):
        return (1,) * len(parts)
    if not all(changes):
        return None
    way = -1 if FALL.search(whole.label) else 1
    return tuple(way * (-1 if FALL.search(part.label) else 1) for part in parts)


def _complete(shape: Shape, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    if by_rule(part.label for part in (whole, *parts)):
        return True
    shares = [share for part in parts if (share := _share_after(shape, part)) is not None]
    return len(shares) == len(parts) and total(share.figure for share in shares).meets(_hundred())


def by_rule(labels: Iterable[str], wholes: Sequence[frozenset[str]] = WHOLES) -> bool:
    """Whether the parts that labels name make up their whole by the rules of the accounts."""
    named = list(labels)
    text = " ".join(named)
    if ACCOUNTED.search(text) is None:
        return False
    for words in wholes:
        if all(word in text for word in words):
            # 购置及运行费 names the whole, not its parts.
            single = " ".join(label for label in named if not all(word in label for word in words))
            if all(word in single for word in words):
                return True
    return False


def _hundred() -> Interval:
    return Interval(Decimal("0.995"), Decimal("1.005"))


def _share_after(shape: Shape, part: Quantity) -> Quantity | None:
    """The share that directly follows a part: `Ⓜ，占比Ⓡ`."""
    share = SHARE.match(shape.letters, part.at)
    if share is None or share["of"]:
        return None
    return shape.quantity(share.end() - 1)


NOT_A_NAME = re.compile(r"总额|总计|合计|金额|决算|预算|[总全年的同期当本 ]")
TOTAL = re.compile(r"总|合计|共计")
SHARE_OF = re.compile(
    rf"{MONEY}\s*[，,]?\s*(?:约|仅)?占[^{MONEY}{RATIO}，,。；]{{0,24}}?(?P<base>{MONEY})\s*的?"
    rf"(?:比重?|比例)?(?:为|是|约|达)?\s*{RATIO}"
)
SHARE = re.compile(
    rf"{MONEY}\s*[，,]?\s*(?:约|仅)?占(?P<of>[^{MONEY}{RATIO}，,。；]{{0,18}}?)的?"
    rf"(?:比重?|比例)?(?:为|是|约|达)?\s*{RATIO}"
)


def claims_of_breakdowns(shape: Shape) -> Iterator[Claim]:
    """That parts sum to their total; of a breakdown that may leave parts out, that they do not exceed it.

    Where many parts nearly make up the total, that they do is a claim of its own kind (`short`).
    """
    for one in breakdowns(shape):
        if one.meant is not one.total:
            yield _unit_claim(shape, one)
            continue
        computed = _sum(one)
        if computed > one.total.figure:
            one = _up_to_the_sum(shape, one)
            computed = _sum(one)
        short = one.total.figure > computed and not one.complete
        if len(one.parts) < 2 or (short and not _nearly_all(shape, one, computed)):
            continue
        scale = one.total.figure.scale
        formula = " + ".join(
            part.inside(scale) if sign > 0 else f"(-{part.inside(scale)})"
            for part, sign in zip(one.parts, one.signs, strict=True)
        )
        kind = "short" if short else "sum"
        yield make_claim(kind, shape, one.total, [("part", part) for part in one.parts], computed, formula)


def _sum(one: Breakdown) -> Interval:
    return total(part.figure if sign > 0 else -part.figure for part, sign in zip(one.parts, one.signs, strict=True))


def _up_to_the_sum(shape: Shape, one: Breakdown) -> Breakdown:
    """The breakdown up to the semicolon where its parts make up the total: what follows is told beside it.

    `原值Ⓜ，其中：房屋Ⓜ，车辆Ⓜ；累计折旧Ⓜ`. As it is where there is no such semicolon, or where what follows is said
    to have a share of the total.
    """
    if _share_after(shape, one.parts[-1]) is not None:
        return one
    for count in range(2, len(one.parts)):
        before, after = one.parts[count - 1 : count + 1]
        head = replace(one, parts=one.parts[:count], signs=one.signs[:count])
        if SEMICOLON.search(shape.letters, before.at, after.at) and head.total.figure.meets(_sum(head)):
            return head
    return one


def _nearly_all(shape: Shape, one: Breakdown, computed: Interval) -> bool:
    """Whether three parts or more, without 等 behind them, lack no more than a twentieth of the total."""
    tail = shape.letters[one.parts[-1].at + 1 :].lstrip()
    lacking = one.total.figure - computed
    return len(one.parts) >= MANY and not tail.startswith("等") and lacking.high * LACKING <= one.total.figure.low


def _unit_claim(shape: Shape, one: Breakdown) -> Claim:
    """That a total has the unit of its parts."""
    computed = total(part.figure for part in one.parts)
    words = " + ".join(part.inside(one.meant.figure.scale) for part in one.parts)
    claim = make_claim("unit", shape, one.meant, [("part", part) for part in one.parts], computed, words)
    return replace(claim, holds=False, suggestion=f"{one.meant.figure.printed}{one.meant.unit}")


def claims_of_shares(shape: Shape, earlier: Sequence[Quantity] = ()) -> Iterator[Claim]:
    """That a part has the share it is said to have: of the total of its breakdown, or of what 占 names.

    `earlier` are amounts of the paragraphs before, for `占总支出` whose amount stands there.
    """
    for share in SHARE_OF.finditer(shape.letters):
        part, base, ratio = (shape.quantity(at) for at in (share.start(), share.start("base"), share.end() - 1))
        if base.figure.low > 0:
            yield _share(shape, part, base, ratio)
    known = breakdowns(shape)
    named: list[Quantity] = []
    sentence = 0
    for share in SHARE.finditer(shape.letters):
        part = shape.quantity(share.start())
        ratio = shape.quantity(share.end() - 1)
        bases = _bases(shape, part, share["of"], known, earlier)
        bases = [base for base in bases if base.figure.low > 0]
        if share["of"] or "。" in shape.letters[sentence : share.start()]:
            named, sentence = bases if share["of"] else [], share.end()
        elif not bases:
            # 工程费Ⓜ，占支出的Ⓡ；监理费Ⓜ，占Ⓡ: of the same.
            bases = named
        if not bases:
            yield from _share_of_all(shape, part, ratio, share["of"])
            continue
        fitting = [base for base in bases if ratio.figure.meets(part.figure / base.figure)]
        yield _share(shape, part, (fitting or bases)[0], ratio)


def _share(shape: Shape, part: Quantity, base: Quantity, ratio: Quantity) -> Claim:
    scale = base.figure.scale
    return make_claim(
        "ratio",
        shape,
        ratio,
        [("part", part), ("base", base)],
        part.figure / base.figure,
        f"{part.inside(scale)} ÷ {base.inside(scale)}",
        part.figure.number / base.figure.number,
    )


def _share_of_all(shape: Shape, part: Quantity, ratio: Quantity, of: str) -> Iterator[Claim]:
    """That a part has its share of all parts of its sentence, where they make up a whole that is not named there."""
    start = shape.letters.rfind("。", 0, part.at) + 1
    end = shape.letters.find("。", part.at)
    shares = SHARE.finditer(shape.letters, start, end if end >= 0 else len(shape.letters))
    parts = [shape.quantity(one.start()) for one in shares if not one["of"]]
    whole = total(one.figure for one in parts)
    if of or not by_rule((part.label for part in parts), OWN_WHOLES) or whole.low <= 0:
        return
    computed = part.figure / whole
    scale = parts[-1].figure.scale
    words = f"{part.inside(scale)} ÷ ({' + '.join(one.inside(scale) for one in parts)})"
    exact = part.figure.number / sum(one.figure.number for one in parts)
    operands = [("part", part), *(("base", one) for one in parts)]
    yield make_claim("ratio", shape, ratio, operands, computed, words, exact)


def _bases(
    shape: Shape, part: Quantity, of: str, known: Sequence[Breakdown], earlier: Sequence[Quantity]
) -> list[Quantity]:
    """What a share can be a share of, the surest first."""
    wholes = [one.meant for one in known if part in one.parts and set(one.signs) == {1}]
    name = NOT_A_NAME.sub("", of)
    if not name:
        return wholes
    meant = {one.total: one.meant for one in known}
    before = [*earlier, *(one for one in shape.quantities if one.letter == MONEY and one.at < part.at)]
    named = [meant.get(one, one) for one in before if name in NOT_A_NAME.sub("", one.label)]
    if of.startswith("总"):
        named = [one for one in named if TOTAL.search(one.label)]
    # A whole of which only one part is named need not be the one that is meant.
    divided = [one.meant for one in known if len(one.parts) > 1 and one.meant in wholes]
    return [*named[::-1], *divided]
