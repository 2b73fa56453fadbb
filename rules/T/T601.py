"""The total cost of a project that is not its budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor.comparing import bare
from auditor.records import Indicator, Project
from auditor.records.money import budget_of, is_cost, slip_places, tells, yuan_of
from auditor.records.survey import rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values import Figure, Value, plain

BUDGET = Text(zh="预算数", en="the budget")
WAN = Decimal(10000)
VERB = re.compile(r"^(?:支付|用于|项目|全年|年度|合计)+")
SHORTEST = 3


@rule(
    id="T601",
    name="total-cost-not-budget",
    title=Text(zh="总成本与预算数不一致", en="Total cost is not the budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”是本项目唯一的成本指标，指标值“{target}”与预算数 {budget} 万元不一致。",
        en="“{name}” is the only cost of the project; its target “{target}” is not the budget of {budget} 万元.",
    ),
    advice=Text(
        zh="按预算数填写总成本；另有其他成本的，分列成几条成本指标，合计与预算一致。",
        en="Enter the budget as total cost; where there are other costs, list them so that all sum to the budget.",
    ),
    rationale=Text(
        zh="项目的总成本就是它的预算；两个数不同，资金与任务量就不匹配。",
        en="The total cost of a project is its budget; where they differ, money and tasks do not match.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    options={
        "share": Option(
            type="number",
            default="50",
            meaning=Text(
                zh="不到预算的这个百分数就当作单项标准", en="below this share of the budget it is a rate for one"
            ),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="rounded down",
                frame="goal-table",
                fields={"budget": "46.80", "fiscal": "46.80"},
                rows=[{"level2": "成本指标", "name": "管护总成本", "description": "全年的支出", "target": "≤46万元"}],
                expect=[Expect(1, "≤46万元")],
                instead=[
                    {"level2": "成本指标", "name": "管护总成本", "description": "全年的支出", "target": "≤46.8万元"}
                ],
            ),
            Bad(
                name="the project's own expense, in 万",
                frame="goal-table",
                fields={"project": "机关网络使用费", "budget": "9.60", "fiscal": "9.60"},
                rows=[{"level2": "成本指标", "name": "支付使用费", "description": "按合同支付", "target": "9 万"}],
                expect=[Expect(1, "9 万")],
                instead=[
                    {"level2": "成本指标", "name": "支付使用费", "description": "按合同支付", "target": "9.6 万元"}
                ],
            ),
        ],
        good=[
            Good(
                name="a cost beside others",
                frame="goal-table",
                fields={"budget": "46.80", "fiscal": "46.80"},
                rows=[
                    {"level2": "成本指标", "name": "管护总成本", "description": "管护支出", "target": "≤40万元"},
                    {"level2": "成本指标", "name": "检测费", "description": "检测支出", "target": "≤6.8万元"},
                ],
            ),
            Good(
                name="a grant for one, named as the project is",
                frame="goal-table",
                fields={"project": "管水员生活补助", "budget": "46.80", "fiscal": "46.80"},
                rows=[{"level2": "成本指标", "name": "生活补助", "description": "按标准发放", "target": "≤6000元"}],
            ),
            Good(
                name="the price of one",
                frame="goal-table",
                fields={"budget": "46.80", "fiscal": "46.80"},
                rows=[
                    {
                        "level2": "成本指标",
                        "name": "每站管护成本",
                        "description": "每个供水站的支出",
                        "target": "≤3.9万元",
                    }
                ],
            ),
        ],
    ),
)
def not_budget(project: Project, *, share: Decimal) -> Iterator[Found]:
    """The target of the only cost of a project, where it is the total by its name and not the budget.

    Above the budget it is another rule's, and so is the budget in a wrong unit.
    """
    budget = budget_of(project)
    if budget is None:
        return
    costs = [row for row in rows(project) if row.target is not None and is_cost(row)]
    if len(costs) != 1 or not is_total(costs[0], project):
        return
    printed, whole = budget
    row, name, target = costs[0], costs[0].name, costs[0].target
    cost = yuan(target.value) if target is not None else None
    if cost is None or name is None or target is None or slip_places(row, target, whole) is not None:
        return
    if cost < whole and cost * 100 > whole * share:
        values = {"name": name.raw, "target": target.raw, "budget": plain(whole.number / WAN)}
        yield Found(
            at=target, evidence=[(BUDGET, printed)], values=values, suggestion=f"{plain(whole.number / WAN)}万元"
        )


def is_total(row: Indicator, project: Project) -> bool:
    """Whether a cost is all that the project costs: by its words, or because it is named as the project is."""
    if row.name is None or tells(row, "each"):
        return False
    if tells(row, "total"):
        return True
    own, whole = VERB.sub("", bare(row.name.raw)), bare(project.name.raw) if project.name is not None else ""
    return len(own) >= SHORTEST and (own in whole or (len(whole) >= SHORTEST and whole in own))


def yuan(value: Value) -> Figure | None:
    """The amount of a target in 元; 万 alone is 万元 where money is meant."""
    if value.figure is not None and value.unit is not None and value.unit.bare:
        return value.figure.scaled(value.unit.factor)
    return yuan_of(value)
