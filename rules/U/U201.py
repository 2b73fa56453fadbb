"""An amount printed in 元 where the same digits, or the same indicator, stand in 万元 elsewhere; and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from auditor.records import Datum, Document, Indicator
from auditor.records.alike import same_indicators
from auditor.records.money import budget_of, is_cost, slip_places
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Figure, Interval, Value, plain, unit_of

BUDGET = Text(zh="预算数", en="the budget")
TWIN = Text(zh="同一指标的另一处", en="the same indicator elsewhere")
# A printed 146.68元 is an amount of 万元 when, read so, it is of the size of the twin.
NEAR = Interval(Decimal("0.2"), Decimal(5))
NEAR_INTEGER = Interval(Decimal("0.5"), Decimal(2))

HEAD = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
TWO_TABLES = f"""\
部门整体支出绩效指标
{HEAD}产出指标\t成本指标\t供水平台运维价格\t平台全年运维费用\t≤86.40万元\t运维合同

1、供水平台运维绩效目标表
绩效目标\t1.保障平台全年运行。
{HEAD}产出指标\t成本指标\t供水平台运维价格\t平台全年运维费用\t{{target}}\t运维合同
"""


@rule(
    id="U201",
    name="yuan-for-ten-thousand-yuan",
    title=Text(zh="元与万元写错", en="元 written for 万元, or the reverse"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="“{name}”写作“{target}”，{where}是“{other}”，单位应为{unit}。",
        en="“{name}” is given as “{target}”, while {where} says “{other}”: the unit should be {unit}.",
    ),
    advice=Text(
        zh="按测算依据核对金额，改正单位。",
        en="Check the amount against its basis and correct the unit.",
    ),
    rationale=Text(
        zh="元和万元相差一万倍；单位写错，成本指标就失去控制作用，也无法与预算核对。",
        en="元 and 万元 differ by a factor of ten thousand; with the wrong one the indicator limits no cost.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="the digits of the budget in yuan",
                frame="goal-table",
                fields={"budget": "46.80", "fiscal": "46.80"},
                rows=[{"level2": "成本指标", "name": "管护总成本", "description": "全年管护支出", "target": "≤468 元"}],
                expect=[Expect(1, "≤468 元")],
                instead=[
                    {"level2": "成本指标", "name": "管护总成本", "description": "全年管护支出", "target": "≤46.8 万元"}
                ],
            ),
            Bad(
                name="the budget in yuan called ten thousands",
                frame="goal-table",
                fields={"budget": "24.00", "fiscal": "24.00"},
                rows=[{"level2": "成本指标", "name": "药剂成本", "description": "全年支出", "target": "≤240000 万元"}],
                expect=[Expect(1, "≤240000 万元")],
                instead=[
                    {"level2": "成本指标", "name": "药剂成本", "description": "全年支出", "target": "≤240000 元"}
                ],
            ),
            Bad(
                name="the department's table has it in ten thousands",
                text=TWO_TABLES.format(target="≤81.25元"),
                expect=[Expect(8, "≤81.25元")],
                instead=TWO_TABLES.format(target="≤86.40万元"),
            ),
        ],
        good=[
            Good(
                name="a unit price with the digit of the budget",
                frame="goal-table",
                fields={"budget": "20.00", "fiscal": "20.00"},
                rows=[{"level2": "成本指标", "name": "人均管护补助", "description": "每人每天", "target": "≤20 元"}],
            ),
            Good(
                name="a part of the budget",
                frame="goal-table",
                fields={"budget": "120.00", "fiscal": "120.00"},
                rows=[{"level2": "成本指标", "name": "药剂采购成本", "description": "全年支出", "target": "≤12 万元"}],
            ),
            Good(name="the same amount in another unit", text=TWO_TABLES.format(target="≤864000元")),
        ],
    ),
)
def slip_of_unit(document: Document) -> Iterator[Found]:
    """Cost indicators whose amount has the digits of the budget a thousand times off, or the size of a 万元 twin."""
    seen: set[int] = set()
    for project in document.projects:
        budget = budget_of(project)
        for row in project.indicators if budget is not None else ():
            found = against_budget(budget, row)
            if found is not None:
                seen.add(id(row))
                yield found
    for group in same_indicators(document):
        for one in group if any(in_unit(other.target.value, "万元") for other in group) else ():
            twin = next((other for other in group if is_slip(one.target.value, other.target.value)), None)
            if twin is not None and id(one.indicator) not in seen:
                right = replace(one.target.value, unit=unit_of("万元")).printed()
                yield found_of(one.indicator, (TWIN, twin.target), twin.target.raw, "万元", right)


def against_budget(budget: tuple[Datum[Value], Figure], row: Indicator) -> Found | None:
    """The target that is the budget, as printed and in 元, in the wrong unit."""
    if row.name is None or row.target is None or not is_cost(row):
        return None
    printed, amount = budget
    places = slip_places(row, row.target, amount)
    if places is None:
        return None
    in_wan = f"{plain(amount.number / 10000)}万元"
    right = f"{row.target.value.comparator or ''}{in_wan}"
    return found_of(row, (BUDGET, printed), in_wan, "元" if places > 0 else "万元", right)


def is_slip(small: Value, large: Value) -> bool:
    """Whether an amount in 元 is of the size of an amount in 万元, the unit apart."""
    if not in_unit(small, "元") or not in_unit(large, "万元") or small.figure is None or large.figure is None:
        return False
    if large.figure.number <= 0:
        return False
    near = NEAR if small.figure.decimals else NEAR_INTEGER
    return near.low <= small.figure.number / large.figure.number <= near.high


def in_unit(value: Value, symbol: str) -> bool:
    """Whether a value is in exactly this unit."""
    return value.unit is not None and value.unit.symbol == symbol


def found_of(row: Indicator, evidence: tuple[Text, Datum[Value]], other: str, unit: str, right: str) -> Found:
    """The finding at the target, with the other place as evidence."""
    assert row.name is not None and row.target is not None
    values = {"name": row.name.raw, "target": row.target.raw, "where": evidence[0], "other": other, "unit": unit}
    return Found(at=row.target, evidence=[evidence], values=values, suggestion=right)
