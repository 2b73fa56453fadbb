"""A cost row that was copied from the quantity row and still says 数量."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Project
from auditor.records.survey import category_of, rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

QUANTITY = Text(zh="照抄的数量指标", en="the quantity it was copied from")
NUMBER = "数量"


@rule(
    id="D302",
    name="cost-copied-from-quantity",
    title=Text(zh="成本指标照抄了数量指标", en="Cost copied from the quantity"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”放在成本指标下，指标值是“{target}”，名称却照抄了数量指标。",
        en="“{name}” stands under costs with the target “{target}”, but its name is that of the quantity.",
    ),
    advice=Text(
        zh="把名称和描述里的“数量”改为“单价”或“费用”。",
        en="Write 单价 (price) or 费用 (expense) for 数量 in name and description.",
    ),
    rationale=Text(
        zh="数量不会以元计；名称没有改，说明这一行是从数量指标复制来的，考核内容与指标值对不上。",
        en="A number is not counted in yuan: the row was copied from the quantity, and name and target do not fit.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the number of desks in yuan",
                frame="goal-table",
                rows=[
                    {"name": "配备课桌数量", "description": "配备课桌数量", "target": "≥200套"},
                    {"level2": "成本指标", "name": "配备课桌数量", "description": "配备课桌数量", "target": "≤350元"},
                ],
                expect=[Expect(2, "配备课桌数量")],
                instead=[
                    {"name": "配备课桌数量", "description": "配备课桌数量", "target": "≥200套"},
                    {"level2": "成本指标", "name": "配备课桌单价", "description": "每套课桌的价格", "target": "≤350元"},
                ],
            ),
        ],
        good=[
            Good(
                name="number and price",
                frame="goal-table",
                rows=[
                    {"name": "配备课桌数量", "description": "配备课桌数量", "target": "≥200套"},
                    {"level2": "成本指标", "name": "配备课桌单价", "description": "每套课桌的价格", "target": "≤350元"},
                ],
            ),
            Good(
                name="a quantity that stands under costs by mistake",
                frame="goal-table",
                rows=[
                    {"name": "配备课桌数量", "description": "配备课桌数量", "target": "≥200套"},
                    {"level2": "成本指标", "name": "配备课桌数量", "description": "配备课桌数量", "target": "≥200套"},
                ],
            ),
        ],
    ),
)
def copied_from_quantity(project: Project) -> Iterator[Found]:
    """Every row of money under costs whose name says 数量 and is that of a quantity of the project."""
    named = [(row, row.name) for row in rows(project) if row.name is not None]
    quantities = {bare(name.raw): name for row, name in named if category_of(row) == "quantity"}
    for row, name in named:
        unit = row.target.value.unit if row.target is not None else None
        quantity = quantities.get(bare(name.raw))
        if quantity is None or unit is None or unit.head != "money" or category_of(row) != "cost":
            continue
        if row.target is not None and bare(name.raw).endswith(NUMBER):
            values = {"name": name.raw, "target": row.target.raw}
            suggestion = name.raw.replace(NUMBER, "单价")
            yield Found(at=name, evidence=[(QUANTITY, quantity)], values=values, suggestion=suggestion)
