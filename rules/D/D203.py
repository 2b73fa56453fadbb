"""A quantity and its cost under one name."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Project
from auditor.records.survey import category_of, rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

QUANTITY = Text(zh="同名的数量指标", en="the quantity of the same name")
# A cost called 数量 is a copy of the quantity's row: another rule's.
NUMBER = ("数量", "个数", "人数", "户数", "次数")


@rule(
    id="D203",
    name="cost-named-as-quantity",
    title=Text(zh="成本指标与数量指标同名", en="Cost has the name of the quantity"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="成本指标“{name}”与数量指标同名，名称里没有写明是单价还是费用。",
        en="The cost “{name}” has the name of the quantity; it does not say whether it is a price or an expense.",
    ),
    advice=Text(
        zh="在成本指标的名称后加上“单价”或“费用”。",
        en="Add 单价 (price) or 费用 (expense) to the name of the cost.",
    ),
    rationale=Text(
        zh="数量和单价是两回事，名称相同，离开上级标题就分不清。",
        en="A number and its price are two things; under one name only the heading tells them apart.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="price without the word",
                frame="goal-table",
                rows=[
                    {"level2": "数量指标", "name": "水质检测试剂", "description": "采购试剂20箱", "target": "≥20箱"},
                    {"level2": "成本指标", "name": "水质检测试剂", "description": "试剂的价格", "target": "≤400元"},
                ],
                expect=[Expect(2, "水质检测试剂")],
                instead=[
                    {"level2": "数量指标", "name": "水质检测试剂", "description": "采购试剂20箱", "target": "≥20箱"},
                    {"level2": "成本指标", "name": "水质检测试剂单价", "description": "试剂的价格", "target": "≤400元"},
                ],
            ),
        ],
        good=[
            Good(
                name="price named as one",
                frame="goal-table",
                rows=[
                    {"level2": "数量指标", "name": "水质检测试剂", "description": "采购试剂20箱", "target": "≥20箱"},
                    {"level2": "成本指标", "name": "水质检测试剂单价", "description": "试剂的价格", "target": "≤400元"},
                ],
            ),
        ],
    ),
)
def cost_named_as_quantity(project: Project) -> Iterator[Found]:
    """Every cost that has the name of a quantity of its project."""
    named = [(row, row.name) for row in rows(project) if row.name is not None]
    quantities = {bare(name.raw): name for row, name in named if category_of(row) == "quantity"}
    for row, name in named:
        quantity = quantities.get(bare(name.raw))
        if quantity is not None and category_of(row) == "cost" and not bare(name.raw).endswith(NUMBER):
            suggestion = f"{name.raw}单价"
            yield Found(at=name, evidence=[(QUANTITY, quantity)], values={"name": name.raw}, suggestion=suggestion)
