"""A price upside down: 6条/天/元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import Value, unit_of

PARTS = re.compile(r"[/·]")


@rule(
    id="V404",
    name="price-upside-down",
    title=Text(zh="单价的单位次序颠倒", en="Unit of a price in the wrong order"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”写作“{value}”，照字面是每元多少“{counted}”，次序颠倒了。",
        en="“{name}” has “{value}”, which reads as “{counted}” for one yuan: the order is reversed.",
    ),
    advice=Text(zh="金额单位写在最前面，例如 6元/条/天。", en="Money stands first, as in 6元/条/天."),
    rationale=Text(
        zh="单价是每一件、每一天多少钱，金额单位在前；颠倒后意思变成每一元买多少。",
        en="A price is money per piece and day; turned around it says how many pieces one yuan buys.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="lamps a month a yuan",
                frame="goal-table",
                rows=[
                    {
                        "level2": "成本指标",
                        "name": "路灯运维单价",
                        "description": "每盏路灯每月",
                        "target": "≤8盏/月/元",
                    }
                ],
                expect=[(1, "≤8盏/月/元")],
                instead=[
                    {
                        "level2": "成本指标",
                        "name": "路灯运维单价",
                        "description": "每盏路灯每月",
                        "target": "≤8元/盏/月",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="money first",
                frame="goal-table",
                rows=[
                    {
                        "level2": "成本指标",
                        "name": "路灯运维单价",
                        "description": "每盏路灯每月",
                        "target": "≤8元/盏·月",
                    }
                ],
            ),
            Good(
                name="yield of an area",
                frame="goal-table",
                rows=[
                    {
                        "level2": "数量指标",
                        "name": "亩均增产",
                        "description": "路灯诱虫后的增产",
                        "target": "≥60公斤/亩",
                    }
                ],
            ),
        ],
    ),
)
def price_upside_down(indicator: Indicator) -> Iterator[Found]:
    """The target, or else the actual, whose unit names money behind what it is the price of."""
    for datum in (indicator.target, indicator.actual):
        if datum is not None and indicator.name is not None and "unit-order" in datum.value.problems:
            counted, corrected = upright(datum.value)
            values = {"name": indicator.name.raw, "value": datum.raw, "counted": counted}
            yield Found(at=datum, values=values, suggestion=corrected)
            return


def upright(value: Value) -> tuple[str, str]:
    """What is counted, and the value with its money first."""
    parts = PARTS.split(value.unit.symbol if value.unit else "")
    money = [part for part in parts if unit_of(part).dimension == "money"]
    rest = [part for part in parts if part not in money]
    return "/".join(rest), replace(value, unit=unit_of("/".join([*money, *rest]))).printed()
