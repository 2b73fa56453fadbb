"""A classifier followed by a noun that repeats it: 2件案件."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import Value, unit_of


@rule(
    id="V403",
    name="noun-doubles-unit",
    title=Text(zh="计量单位与名词重复", en="Noun doubles the unit"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”写作“{value}”，“{unit}”里的名词与量词重复。",
        en="“{name}” has “{value}”: the noun in “{unit}” repeats the classifier.",
    ),
    advice=Text(zh="只写量词。", en="Write the classifier alone."),
    rationale=Text(
        zh="指标值的单位应是规范的量词，带上名词后无法汇总和比对。",
        en="The unit of a value is a plain classifier; with a noun behind it values cannot be added up or compared.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="households of households",
                frame="goal-table",
                rows=[{"name": "改厕补助农户", "description": "领取补助的农户", "target": "≥320户农户"}],
                expect=[(1, "≥320户农户")],
                instead=[{"name": "改厕补助农户", "description": "领取补助的农户", "target": "≥320户"}],
            ),
        ],
        good=[
            Good(
                name="a noun that says more",
                frame="goal-table",
                rows=[{"name": "改厕示范村", "description": "整村推进的行政村", "target": "≥6个村"}],
            ),
            Good(
                name="ten thousand households",
                frame="goal-table",
                rows=[{"name": "改厕补助农户", "description": "领取补助的农户", "target": "≥1.2万户"}],
            ),
        ],
    ),
)
def noun_doubles_unit(indicator: Indicator) -> Iterator[Found]:
    """The target, or else the actual, whose unit has a noun that repeats its classifier."""
    for datum in (indicator.target, indicator.actual):
        if datum is None or not datum.value.problems or indicator.name is None or not is_doubled(datum.value):
            continue
        value = datum.value
        symbol = value.unit.symbol if value.unit else ""
        yield Found(
            at=datum,
            values={"name": indicator.name.raw, "value": datum.raw, "unit": symbol},
            suggestion=replace(value, unit=unit_of(symbol[0])).printed(),
        )
        return


def is_doubled(value: Value) -> bool:
    """Whether the unit has its classifier twice: as a noun that holds it (件案件), or by itself (座座)."""
    symbol = value.unit.symbol if value.unit else ""
    return "doubled-noun" in value.problems or ("unit-noun" in value.problems and symbol[:1] == symbol[1:])
