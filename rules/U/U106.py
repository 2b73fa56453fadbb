"""A quantity indicator that has its count in the name and an amount of money as its target."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_level, expected_dimensions, scan_figures


@rule(
    id="U106",
    name="count-in-name-money-as-target",
    title=Text(zh="数量写在名称里，指标值却是金额", en="Count in the name, money as the target"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="数量指标“{name}”的指标值是金额“{target}”，数量“{count}”反而写在名称里。",
        en="The quantity indicator “{name}” has the amount “{target}” as its target and the quantity “{count}” in its "
        "name.",
    ),
    advice=Text(
        zh="名称只写考核什么，数量写在指标值里；金额另列成本指标。",
        en="Keep the name to what is measured, put the quantity into the target and the amount into a cost indicator.",
    ),
    rationale=Text(
        zh="数量指标考核做了多少，指标值填金额，年终对照的就不是数量了。",
        en="A quantity indicator measures how much was done; with an amount as its target it measures something else.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="visits to veterans",
                frame="goal-table",
                rows=[{"name": "走访老党员6人", "description": "", "target": "800 元"}],
                expect=[Expect(1, "800 元")],
                instead=[
                    {"name": "走访老党员人数", "description": "", "target": "6 人"},
                    {"level2": "成本指标", "name": "人均走访慰问金", "description": "", "target": "800 元"},
                ],
            ),
        ],
        good=[
            Good(
                name="an amount under cost",
                frame="goal-table",
                rows=[{"level2": "成本指标", "name": "走访老党员6人慰问金", "description": "", "target": "800 元"}],
            ),
            Good(
                name="an amount of money as the quantity",
                frame="goal-table",
                rows=[{"name": "走访老党员慰问金总额", "description": "", "target": "4800 元"}],
            ),
        ],
    ),
)
def count_in_name(indicator: Indicator) -> Iterator[Found]:
    """The target in money of a quantity indicator whose name holds a count."""
    name, target, level2 = indicator.name, indicator.target, indicator.level2
    if name is None or target is None or level2 is None or category_of_level(level2.raw) != "quantity":
        return
    unit = target.value.unit
    if unit is None or unit.head != "money" or "money" in expected_dimensions(name.raw):
        return
    counts = [found.value.raw for found in scan_figures(name.raw) if found.kind == "count"]
    if counts:
        yield Found(at=target, evidence=[name], values={"name": name.raw, "target": target.raw, "count": counts[0]})
