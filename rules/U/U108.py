"""Electricity used or generated, measured in units of power."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import expected_dimensions, unit_of


@rule(
    id="U108",
    name="energy-in-units-of-power",
    title=Text(zh="电量用功率单位计量", en="Energy measured in units of power"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”是电量，计量单位应为“{right}”，“{unit}”是功率的单位。",
        en="“{name}” is an amount of energy, to be measured in “{right}”; “{unit}” is a unit of power.",
    ),
    advice=Text(
        zh="单位改为千瓦时（度），并核对数字是不是按千瓦时统计的。",
        en="Write 千瓦时 (kilowatt-hours) and check that the figure is in them.",
    ),
    rationale=Text(
        zh="千瓦表示用电设备的功率，千瓦时才表示用了多少电；单位写错，数量和电费都无法核对。",
        en="Kilowatts say how fast, kilowatt-hours how much; with the wrong unit neither use nor cost can be checked.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="pumping station in kilowatts",
                frame="goal-table",
                rows=[{"name": "泵站用电量", "description": "全年抽水用电", "target": "≤86000千瓦"}],
                expect=[Expect(1, "≤86000千瓦")],
                instead=[{"name": "泵站用电量", "description": "全年抽水用电", "target": "≤86000千瓦时"}],
            ),
        ],
        good=[
            Good(
                name="installed power in kilowatts",
                frame="goal-table",
                rows=[{"name": "泵站装机容量", "description": "水泵电机的总功率", "target": "≥350千瓦"}],
            ),
            Good(
                name="electricity in degrees",
                frame="goal-table",
                rows=[{"name": "泵站用电量", "description": "全年抽水用电", "target": "≤8.6万度"}],
            ),
        ],
    ),
)
def energy_in_power(indicator: Indicator) -> Iterator[Found]:
    """The target in units of power of an indicator whose name is an amount of electricity."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or target.value.unit is None or target.value.unit.head != "power":
        return
    if "energy" not in expected_dimensions(name.raw) or "power" in expected_dimensions(name.raw):
        return
    unit = target.value.unit
    # 千瓦 and 万千瓦 want 时 behind them; kW and others are written out.
    right = f"{unit.symbol}时" if unit_of(f"{unit.symbol}时").dimension == "energy" else "千瓦时"
    corrected = replace(target.value, unit=unit_of(right)).printed()
    yield Found(
        at=target,
        evidence=[name],
        values={"name": name.raw, "unit": unit.symbol, "right": right},
        suggestion=corrected if right != "千瓦时" or unit.symbol == "千瓦" else None,
    )
