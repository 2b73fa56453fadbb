"""The same number in the description and in the target, with two units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value, scan_figures
from auditor.values.phrases import interchangeable

# Smaller numbers coincide by chance.
SMALLEST = 10
COUNTED = ("things", "people", "households", "acts", "person-times")


@rule(
    id="U113",
    name="unit-differs-from-description",
    title=Text(zh="指标值与描述的单位不一致", en="Target and description differ in the unit"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "target", "description"],
    message=Text(
        zh="“{name}”的描述写“{described}”，指标值写“{target}”，数字相同，单位不同。",
        en="The description of “{name}” says “{described}”, the target “{target}”: one number, two units.",
    ),
    advice=Text(
        zh="按实际的计量单位改成一致。",
        en="Use the unit in which it is really counted in both places.",
    ),
    rationale=Text(
        zh="同一个数字在描述和指标值里单位不同，至少有一处写错，验收时按哪个数说不清楚。",
        en="Where one number has two units, one of them is wrong, and nobody knows which was meant.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="envelopes as books",
                frame="goal-table",
                rows=[{"name": "定制水费信封", "description": "信封6000个，每个0.3元", "target": "≥6000本"}],
                expect=[Expect(1, "≥6000本")],
                instead=[{"name": "定制水费信封", "description": "信封6000个，每个0.3元", "target": "≥6000个"}],
            ),
        ],
        good=[
            Good(
                name="two words for places",
                frame="goal-table",
                rows=[{"name": "维修供水点", "description": "维修供水点58个", "target": "58处"}],
            ),
            Good(
                name="the unit stands in the description as well",
                frame="goal-table",
                rows=[{"name": "定制水费信封", "description": "每本装订50张，共50本", "target": "50本"}],
            ),
        ],
    ),
)
def unit_differs(indicator: Indicator) -> Iterator[Found]:
    """The target whose number stands in the description with another unit, and nowhere in it with its own."""
    name, target, description = indicator.name, indicator.target, indicator.description
    if name is None or target is None or description is None or not counts(target.value):
        return
    text = description.span.quote
    same = [
        found
        for found in scan_figures(text)
        if found.kind == "count" and found.value.upper is None and found.value.number == target.value.number
    ]
    units = [found.value.unit.symbol for found in same if found.value.unit is not None]
    own = target.value.unit
    if own is None or not units or any(interchangeable(own.symbol, unit) for unit in units):
        return
    if any("/" in unit for unit in units):
        return
    first = same[0]
    yield Found(
        at=target,
        evidence=[description.span.part(first.start, first.end)],
        values={"name": name.raw, "described": text[first.start : first.end], "target": target.raw},
        suggestion=replace(target.value, unit=first.value.unit).printed(),
    )


def counts(value: Value) -> bool:
    """Whether a value is one number of people, things or acts, large enough not to coincide with another."""
    if value.figure is None or value.upper is not None or value.unit is None or value.number is None:
        return False
    return value.number >= SMALLEST and value.unit.dimension in COUNTED
