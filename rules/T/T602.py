"""A cost above the whole budget of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor.records import Indicator, Project
from auditor.records.money import budget_of, is_cost, slip_places, tells, yuan_of
from auditor.records.survey import rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Figure, Value, plain

BUDGET = Text(zh="预算数", en="the budget")
WAN = Decimal(10000)
# What a project costs over several years, or others pay for, may exceed this year's budget.
LONGER = re.compile(
    r"总投资|投资|概算|造价|合同|累计|历年|[两三四五]年|规划|分期|全周期|带动|社会资本|自筹|收入|产值|损失|节约|降低|减少"
)
HUNDRED = 100


@rule(
    id="T602",
    name="cost-above-budget",
    title=Text(zh="成本指标超过项目预算", en="Cost above the project's budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="成本指标“{name}”的指标值“{target}”超过了项目预算 {budget} 万元。",
        en="The cost “{name}”, “{target}”, exceeds the project's budget of {budget} 万元.",
    ),
    advice=Text(
        zh="核对数值和单位，改成不超过预算的数；属于多年总投资的，在名称里写明。",
        en="Check figure and unit; where it is the investment of several years, let the name say so.",
    ),
    rationale=Text(
        zh="一项成本不可能超过整个项目的预算；超过了，不是数字、单位写错，就是资金不落实。",
        en="One cost cannot exceed the whole budget: figure or unit is wrong, or the money is not there.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="more than there is",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[
                    {"level2": "成本指标", "name": "管网维修费用", "description": "全年维修支出", "target": "≤96万元"}
                ],
                expect=[Expect(1, "≤96万元")],
                instead=[
                    {"level2": "成本指标", "name": "管网维修费用", "description": "全年维修支出", "target": "≤76万元"}
                ],
            ),
            Bad(
                name="a figure above the budget, in per cent",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[{"level2": "成本指标", "name": "项目成本", "description": "全年支出", "target": "960百分比"}],
                expect=[Expect(1, "960百分比")],
                instead=[{"level2": "成本指标", "name": "项目成本", "description": "全年支出", "target": "80万元"}],
            ),
        ],
        good=[
            Good(
                name="investment of several years",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[{"level2": "成本指标", "name": "项目总投资", "description": "三年建设期", "target": "≤240万元"}],
            ),
            Good(
                name="a price for a larger unit than is bought",
                frame="goal-table",
                fields={"budget": "80.00", "fiscal": "80.00"},
                rows=[
                    {"level2": "成本指标", "name": "管网单价", "description": "改造0.6公里", "target": "≤96万元/公里"}
                ],
            ),
        ],
    ),
)
def above_budget(project: Project) -> Iterator[Found]:
    """Every cost that is certainly above the budget; the budget in a wrong unit is another rule's."""
    budget = budget_of(project)
    if budget is None:
        return
    printed, whole = budget
    for row in rows(project):
        target, name = row.target, row.name
        if target is None or name is None or not is_cost(row) or target.value.comparator in (">", "≥"):
            continue
        cost = amount(row, target.value, whole)
        if cost is not None and cost > whole and not exempt(row) and slip_places(row, target, whole) is None:
            values = {"name": name.raw, "target": target.raw, "budget": plain(whole.number / WAN)}
            yield Found(at=target, evidence=[(BUDGET, printed)], values=values)


def amount(row: Indicator, value: Value, whole: Figure) -> Figure | None:
    """A target in 元; a total in per cent that no percentage can be is read in the unit of the budget."""
    if value.figure is not None and value.unit is not None and value.unit.dimension == "ratio" and tells(row, "total"):
        return value.figure.scaled(whole.scale) if value.figure > HUNDRED else None
    return yuan_of(value)


def exempt(row: Indicator) -> bool:
    """Whether a cost is a price, or one that not this year's budget pays."""
    texts = [words.raw for words in (row.name, row.description) if words is not None]
    return tells(row, "each") or any(LONGER.search(text) for text in texts)
