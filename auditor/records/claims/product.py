"""Quantity times price: 2000份，每份5元，需1万元; and counts that a list or a period determines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.records.claims.shape import COUNT, MONEY, Quantity, Shape, make_claim
from auditor.records.model import Claim, Datum, Operand
from auditor.values import DateSpan, Figure, Interval, days_between, find_dates, parse_numeral, plain, total

__all__ = ["claims_of_counts", "claims_of_periods", "claims_of_products"]

NONE = f"[^{MONEY}{COUNT}。；]"
NEEDS = "(?:共需|需要|约需|需|共计|合计|总计|小计|计|共|总金额|总额|总价|金额)(?:资金|经费|费用)?"
PRODUCTS = (
    re.compile(
        rf"(?P<count>{COUNT})\s*[，,、]?{NONE}{{0,4}}?(?:每|单价|均价){NONE}{{0,6}}?(?P<price>{MONEY})"
        rf"{NONE}{{0,6}}?{NEEDS}[为约]?\s*(?P<amount>{MONEY})"
    ),
    re.compile(
        rf"(?:每|单价|均价){NONE}{{0,6}}?(?P<price>{MONEY})\s*[，,、]{NONE}{{0,10}}?(?P<count>{COUNT})"
        rf"{NONE}{{0,6}}?{NEEDS}[为约]?\s*(?P<amount>{MONEY})"
    ),
    re.compile(rf"(?P<count>{COUNT})\s*[×xX*]\s*(?P<price>{MONEY})[^{MONEY}{COUNT}，。；]{{0,4}}[=＝]\s*(?P<amount>{MONEY})"),
    re.compile(rf"(?P<price>{MONEY})[^{MONEY}{COUNT}，。；]{{0,4}}[×xX*]\s*(?P<count>{COUNT})\s*[=＝]\s*(?P<amount>{MONEY})"),
)
PRICED = re.compile(
    rf"(?P<count>{COUNT})\s*[，,、]?{NONE}{{0,4}}?(?:每|单价|均价){NONE}{{0,6}}?(?P<price>{MONEY})"
)
AMOUNT = re.compile(rf"{NEEDS}[为约]?\s*{MONEY}")
LISTED = re.compile(
    r"(?:有|为|是|：|:|，|,|内设|下设|设)(?P<list>[^，,。；;：:]*?、[^，,。；;：:]*?)\s*(?:等|共|共计)?\s*(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*"
    r"(?P<unit>个|家|所|名)(?:内设)?(?P<what>科室|处室|机构|部门|单位|股室|科|股|处|室|中心|学校|乡镇|街道|站所)(?![\u4e00-\u9fff]{0,2}[级长])"
)
INTRODUCED = re.compile(r"有|为|是|包括|内设|下设")
BRACKET = re.compile(r"[（(][^）)]*[）)]")
PERIOD_DAYS = re.compile(r"(?P<days>[0-9]{1,3})\s*天")


def claims_of_products(shape: Shape) -> Iterator[Claim]:
    """That the amount is the quantity times the price, or the sum of such products that share it."""
    for pattern in PRODUCTS:
        for match in pattern.finditer(shape.letters):
            pair, amount = _pair(shape, match), shape.quantity(match.start("amount"))
            earlier = [_pair(shape, one) for one in _sharing(shape, match)]
            claims = [_product(shape, pairs, amount) for pairs in ([pair], [*earlier, pair]) if _priced(shape, pairs)]
            # With several products before one amount, the last alone may be meant as well.
            yield from [claim for claim in claims if claim.holds][:1] or claims[-1:]


Pair = tuple[Quantity, Quantity]
"""A quantity and its price."""


def _pair(shape: Shape, match: re.Match[str]) -> Pair:
    return shape.quantity(match.start("count")), shape.quantity(match.start("price"))


def _sharing(shape: Shape, match: re.Match[str]) -> list[re.Match[str]]:
    """Quantities with prices before a product in its sentence that have no amount of their own: 20台，每台5000元；."""
    start = shape.letters.rfind("。", 0, match.start()) + 1
    for amount in AMOUNT.finditer(shape.letters, start, match.start()):
        start = amount.end()
    return list(PRICED.finditer(shape.letters, start, match.start()))


def _priced(shape: Shape, pairs: Sequence[Pair]) -> bool:
    return all(_same_thing(count, price) for count, price in pairs)


def _product(shape: Shape, pairs: Sequence[Pair], amount: Quantity) -> Claim:
    computed = total(count.figure * price.figure for count, price in pairs)
    words = " + ".join(
        f"{count.inside(Decimal(1))} × {price.inside(price.figure.scale)}{price.unit}" for count, price in pairs
    )
    operands = [operand for count, price in pairs for operand in (("quantity", count), ("price", price))]
    return make_claim("product", shape, amount, operands, computed, words)


def _same_thing(count: Quantity, price: Quantity) -> bool:
    """Whether 每份 names the unit that was counted; a price without 每 is taken to be for one."""
    each = re.search(r"每\s*([\u4e00-\u9fff]{1,2})\s*$", price.label)
    return each is None or count.unit.startswith(each[1]) or each[1].startswith(count.unit[-1:])


def claims_of_counts(shape: Shape) -> Iterator[Claim]:
    """That a list has as many members as the number after it says: 甲科、乙科、丙科3个科室."""
    for match in LISTED.finditer(shape.text) if "、" in shape.text else ():
        number = parse_numeral(match["number"])
        members = [one for one in BRACKET.sub("", match["list"]).split("、") if one.strip()]
        members[0] = INTRODUCED.split(members[0])[-1]
        if number is None or number < 2 or any(len(one) > 20 for one in members):
            continue
        if re.search(r"和|及|与", members[-1][1:-1]) and len(members) != number:
            # 甲、乙和丙: the last two may be one name.
            continue
        yield _counted(shape, match, number, Decimal(len(members)), members)


def _counted(shape: Shape, match: re.Match[str], number: Decimal, counted: Decimal, members: Sequence[str]) -> Claim:
    span = shape.span.part(match.start("number"), match.end("what"))
    listed = shape.span.part(match.start("list"), match.end("list"))
    figure = Figure.read(plain(number))
    return Claim(
        kind="count",
        text=shape.text[match.start("list") : match.end("what")],
        stated=Operand("stated", figure, Datum(span.quote, span.quote, span)),
        operands=(Operand("list", Figure.read(plain(counted)), Datum(listed.quote, listed.quote, listed)),),
        computed=Interval(counted, counted),
        holds=number == counted,
        formula=f"{len(members)}",
        span=shape.span.part(match.start("list"), match.end("what")),
        suggestion=None if number == counted else f"{plain(counted)}{match['unit']}{match['what']}",
    )


def claims_of_periods(shape: Shape) -> Iterator[Claim]:
    """That a period from one date to another has as many days as are stated, one end counted or not."""
    for found in find_dates(shape.text) if "天" in shape.text else ():
        if not isinstance(found.date, DateSpan):
            continue
        length = days_between(found.date.start, found.date.end)
        stated = PERIOD_DAYS.search(shape.text, found.end, found.end + 12)
        if length is None or stated is None:
            continue
        computed = Interval(Decimal(length), Decimal(length + 1))
        span = shape.span.part(stated.start(), stated.end())
        period = shape.span.part(found.start, found.end)
        figure = Figure.read(stated["days"])
        holds = figure.meets(computed)
        yield Claim(
            kind="period",
            text=shape.text[found.start : stated.end()],
            stated=Operand("stated", figure, Datum(span.quote, span.quote, span)),
            operands=(Operand("period", Figure.read(str(length)), Datum(period.quote, period.quote, period)),),
            computed=computed,
            holds=holds,
            formula=f"{period.quote} = {length + 1}天",
            span=shape.span.part(found.start, stated.end()),
            suggestion=None if holds else f"{length + 1}天",
        )
