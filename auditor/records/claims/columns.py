"""Arithmetic along the lines of a table: 合计 of the columns beside it, 数量 × 单价, rates and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.records.claims.cells import RATE_DECIMALS, Printed, as_rate, cell_claim, quotient_claim, settled
from auditor.records.claims.grid import Column, Line, Panel, figure_in
from auditor.records.claims.sums import across, borne_out
from auditor.records.draft import amount_of
from auditor.records.model import Claim

__all__ = ["claims_across"]

WHOLE = re.compile(r"^(?:本年)?(?:收入|支出|资金|预算|金额)?(?:合计|小计|总计|共计)$")
NOT_BESIDE = re.compile(r"增减|上年(?!结转|结余)|去年|同比|数量|人数|[0-9]=")
# Columns of which each names something else, so that together they are all there is.
KINDS = re.compile(
    r"^(?:本年|当年)?(?:一般公共预算|政府性基金|国有资本经营|财政专户|单位资金|其[他它]|上年结[转余]|年初结[转余]|收入$|财政拨款|非财政拨款|上级补助|事业收入|"
    r"(?:事业单位)?经营收入|附属单位上缴|基本支出|项目支出|上缴上级|(?:事业单位)?经营支出|对附属单位补助|人员经费|公用经费|日常公用|货物|工程|服务)"
)
OVERLAPPING = (("财政拨款", "一般公共预算"), ("基本支出", "人员经费"))

WAN_FOR_ONE = Decimal("0.0001")
QUANTITY = re.compile(r"^(?:采购)?数量$")
PRICE = re.compile(r"^(?:采购|预算|预计)?单价$")
AMOUNTS = (
    re.compile(r"^(?:采购|预算|合同)?(?:总金额|金额|总价|合价|总额)$"),
    re.compile(r"^(?:合计|小计)$"),
)
RATE = re.compile(r"执行率|支付率|支出率|完成率|支出进度|执行进度")
SPENT = re.compile(r"^(?:全年|本年|实际|累计)?(?:执行数|决算数|支出数|支付数|执行金额|支出金额|实际支出)$")
BUDGETS = (
    re.compile(r"^(?:全年|调整后?|调整)预算(?:数|金额)?$"),
    re.compile(r"^(?:本年|当年)?预算(?:数|金额)?$"),
    re.compile(r"^年初预算(?:数|金额)?$"),
)
YEAR = re.compile(r"^(20[0-9]{2})年?(?=[^0-9]|$)")
LAST = re.compile(r"^(?:上年|去年)")
THIS = re.compile(r"^(?:本年|当年|今年)")
CHANGE = re.compile(r"^(?:比上年|较上年|同比)?(?:增减|增加|变动)(?:额|金额|数|变动额|变化额)?$|^增减额")
GROWTH = re.compile(r"增减(?:率|比例|幅度|百分比|%)$|^增长率|^变动率")


def claims_across(panel: Panel) -> Iterator[Claim]:
    """Sums of columns, products, execution rates and changes of every line of a panel."""
    for whole in panel.columns:
        if WHOLE.match(whole.head):
            reading, certain = _beside(panel, whole)
            if reading:
                yield from borne_out(across(panel.lines, whole, [reading]), certain=certain)
    yield from borne_out(list(_products(panel)), certain=True)
    yield from borne_out(list(_rates(panel)), certain=False)
    yield from borne_out(list(_changes(panel)), certain=False)


# Sums


def _beside(panel: Panel, whole: Column) -> tuple[list[Column], bool]:
    """The columns that make up a column of totals, and whether their headings leave no doubt of it.

    Under a common heading they are all the others; without one, all from here to the next such total.
    """
    if whole.group:
        others = [one for one in panel.columns if one is not whole and one.heads[: len(whole.group)] == whole.group]
        return _without_parts(others, len(whole.group)), len(others) > 1
    at = panel.columns.index(whole)
    behind = _until_whole(panel.columns[at + 1 :])
    found = behind or _until_whole(panel.columns[:at][::-1])
    parts = _without_parts(found, 0)
    return (parts, _all_kinds(parts)) if len(parts) > 1 else ([], False)


def _until_whole(columns: Sequence[Column]) -> list[Column]:
    found: list[Column] = []
    for column in columns:
        if WHOLE.match(column.head) and not column.group:
            break
        found.append(column)
    return found


def _without_parts(columns: Sequence[Column], depth: int) -> list[Column]:
    """The columns that can be added; of those under one heading only their own total, where they have one."""
    added = [one for one in columns if one.added and one.heads and not any(map(NOT_BESIDE.search, one.heads))]
    out = []
    for column in added:
        heading = column.heads[: depth + 1]
        own = [one for one in added if len(one.heads) > depth + 1 and one.heads[: depth + 1] == heading]
        whole = next((one for one in own if WHOLE.match(one.head) and len(one.heads) == depth + 2), None)
        if whole is None or column is whole:
            out.append(column)
    return out


def _all_kinds(columns: Sequence[Column]) -> bool:
    names = [column.heads[0] for column in columns]
    nested = any(all(any(part in name for name in names) for part in pair) for pair in OVERLAPPING)
    return not nested and all(KINDS.match(name) for name in names)


# Products, rates, changes


def _only(panel: Panel, *patterns: re.Pattern[str]) -> Column | None:
    """The one column whose heading fits the first pattern that any fits; None where several do, or none."""
    for pattern in patterns:
        found = [column for column in panel.columns if pattern.search(column.head)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _products(panel: Panel) -> Iterator[Claim]:
    """数量 × 单价 = 金额; under one unit, or with none for the price, it may be in 元 and the amount in 万元."""
    quantity, price, amount = _only(panel, QUANTITY), _only(panel, PRICE), _only(panel, *AMOUNTS)
    if quantity is None or price is None or amount is None:
        return
    for line in panel.lines:
        count, each, stated = (figure_in(line, column) for column in (quantity, price, amount))
        if count is None or each is None or stated is None:
            continue
        prices = _prices(each, price, amount)
        claims = [_product(line, amount, count, one, stated) for one in prices]
        yield next((claim for claim in claims if claim.holds), claims[0])


def _prices(each: Printed, price: Column, amount: Column) -> list[Printed]:
    """What a price can be in the unit of the amounts."""
    if price.factor is None and amount.factor is not None:
        return [replace(each, figure=each.figure.scaled(amount.factor)), each]
    if price.factor == amount.factor:
        return [each, replace(each, figure=each.figure.scaled(WAN_FOR_ONE))]
    return [each]


def _product(line: Line, amount: Column, count: Printed, each: Printed, stated: Printed) -> Claim:
    words = f"{count.figure.printed} × {each.inside(stated.figure.scale)}"
    operands = [("quantity", count), ("price", each)]
    computed, result = count.figure * each.figure, count.figure.number * each.figure.number
    what = f"{line.label} {amount.name}"
    return cell_claim("product", what, stated, operands, computed, words, RATE_DECIMALS, result)


def _rates(panel: Panel) -> Iterator[Claim]:
    """执行率 as expenditure over the adjusted or, failing that, the first budget."""
    rate, spent = _only(panel, RATE), _only(panel, SPENT)
    bases = [column for pattern in BUDGETS if (column := _only(panel, pattern)) is not None]
    if rate is None or spent is None:
        return
    for line in panel.lines:
        found = [claim for base in bases if (claim := _rate(line, rate, spent, base)) is not None]
        found.sort(key=lambda claim: not claim.holds)
        yield from found[:1]


def _rate(line: Line, rate: Column, over: Column, under: Column) -> Claim | None:
    """The claim that a cell is the quotient of two others of its line."""
    cell, part, base = line.cells.get(rate.at), figure_in(line, over), figure_in(line, under)
    if cell is None or part is None or base is None:
        return None
    part, base = settled([part, base])
    if base.figure.low <= 0:
        return None
    stated = as_rate(amount_of(cell), part.figure / base.figure)
    return quotient_claim(f"{line.label} {rate.name}", stated, ("part", part), ("base", base)) if stated else None


def _changes(panel: Panel) -> Iterator[Claim]:
    """增减额 as this year's figure less last year's, 增减率 as the change over last year's."""
    years = _years(panel)
    change, growth = _only(panel, CHANGE), _only(panel, GROWTH)
    if years is None or change is None:
        return
    for line in panel.lines:
        before, after, by = (figure_in(line, column) for column in (*years, change))
        if before is None or after is None or by is None:
            continue
        by, after, before = settled([by, after, before])
        scale = by.figure.scale
        words = f"{after.inside(scale)} - {before.inside(scale)}"
        operands = [("amount", after), ("base", before)]
        computed = after.figure - before.figure
        decimals = max(after.figure.decimals, before.figure.decimals)
        yield cell_claim("change", f"{line.label} {change.name}", by, operands, computed, words, decimals)
        claim = _rate(line, growth, change, years[0]) if growth is not None else None
        if claim is not None:
            yield replace(claim, kind="growth")


def _years(panel: Panel) -> tuple[Column, Column] | None:
    """The columns of last year and this year, by their words or by the years they name."""
    last, this = _only(panel, LAST), _only(panel, THIS)
    if last is not None and this is not None:
        return last, this
    dated = sorted((year[1], column.at, column) for column in panel.columns if (year := YEAR.match(column.head)))
    if len(dated) != 2 or dated[0][0] == dated[1][0]:
        return None
    return dated[0][2], dated[1][2]
