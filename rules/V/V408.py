"""A price that lost what it is the price of: 39元/台/月 in the description, 39元 in the value."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import scan_figures


@rule(
    id="V408",
    name="price-lost-its-measure",
    title=Text(zh="单价没有写明按什么计", en="A price without what it is for"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "target", "description"],
    message=Text(
        zh="“{name}”的描述是“{described}”，指标值只写“{value}”，看上去像总额。",
        en="The description of “{name}” has “{described}”, the target only “{value}”, which reads like a total.",
    ),
    advice=Text(zh="指标值与描述用同一单位。", en="Use the unit of the description in the target."),
    rationale=Text(
        zh="单价去掉“每台每月”后与总额分不开，无法与数量相乘核对预算。",
        en="Without what it is for a price cannot be told from a total nor be multiplied by the quantity.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a price for each pupil and day",
                frame="goal-table",
                rows=[
                    {"level2": "成本指标", "name": "校车补助标准", "description": "按6元/人/天补助", "target": "6元"}
                ],
                expect=[(1, "6元")],
                instead=[
                    {
                        "level2": "成本指标",
                        "name": "校车补助标准",
                        "description": "按6元/人/天补助",
                        "target": "6元/人/天",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="another figure",
                frame="goal-table",
                rows=[
                    {
                        "level2": "成本指标",
                        "name": "校车补助总额",
                        "description": "按6元/人/天补助",
                        "target": "≤48000元",
                    }
                ],
            ),
            Good(
                name="the same unit",
                frame="goal-table",
                rows=[
                    {
                        "level2": "成本指标",
                        "name": "校车补助标准",
                        "description": "按6元/人/天补助",
                        "target": "=6元/人/天",
                    }
                ],
            ),
        ],
    ),
)
def price_lost_its_measure(indicator: Indicator) -> Iterator[Found]:
    """A target in plain money whose figure the description gives per something."""
    name, target, description = indicator.name, indicator.target, indicator.description
    if name is None or target is None or description is None or target.value.figure is None:
        return
    unit = target.value.unit
    if unit is None or unit.dimension != "money":
        return
    for found in scan_figures(description.raw):
        value = found.value
        richer = value.unit is not None and value.unit.symbol.startswith(f"{unit.symbol}/")
        if richer and value.figure is not None and value.figure.printed == target.value.figure.printed:
            described = description.raw[found.start : found.end].strip()
            yield Found(
                at=target,
                evidence=[description.span.part(found.start, found.end)],
                values={"name": name.raw, "value": target.raw, "described": described},
                suggestion=f"{target.value.comparator or ''}{described}",
            )
            return
