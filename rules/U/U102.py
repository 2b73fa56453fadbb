"""A number of people or things given as a percentage."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import expected_dimensions, ratio_kind
from auditor.values.phrases import says

# What is counted or measured: none of these is ever a percentage.
COUNTED = frozenset(
    ("things", "people", "households", "person-times", "acts", "area", "length", "energy", "volume", "mass")
)


@rule(
    id="U102",
    name="count-in-percent",
    title=Text(zh="数量用百分比计量", en="Number of people or things in per cent"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{counted}”是数量，指标值“{target}”却是百分比。",
        en="“{counted}” is a number, but the target “{target}” is a percentage.",
    ),
    advice=Text(
        zh="写明数量和计量单位（人、个、次等）；要考核比例的，把名称改为相应的比率，如“完成率”“覆盖率”。",
        en="Give the number and its unit (人, 个, 次); where a share is meant, name the indicator as a rate.",
    ),
    rationale=Text(
        zh="人数、个数、次数、面积一类指标要说明做多少；写成百分比，没有总数作分母，做了多少说不清楚。",
        en="Such an indicator says how much will be done. A percentage of an unknown whole does not.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="batches in per cent",
                frame="goal-table",
                rows=[{"name": "水样检测批次", "description": "全年送检的水样", "target": "≥20%"}],
                expect=[Expect(1, "≥20%")],
                instead=[{"name": "水样检测批次", "description": "全年送检的水样", "target": "≥20 批次"}],
            ),
            Bad(
                name="only the description says what is counted",
                frame="goal-table",
                rows=[{"name": "补助水管员", "description": "领取补助的水管员人数", "target": "≥35%"}],
                expect=[Expect(1, "≥35%")],
                instead=[{"name": "补助水管员", "description": "领取补助的水管员人数", "target": "≥35 人"}],
            ),
        ],
        good=[
            Good(
                name="a number that grows by a percentage",
                frame="goal-table",
                rows=[{"name": "新增用水户数", "description": "比上年增长的幅度", "target": "≥5%"}],
            ),
            Good(
                name="a rate under quantity",
                frame="goal-table",
                rows=[{"name": "水样检测覆盖率", "description": "送检水站的数量占全部水站的比例", "target": "≥95%"}],
            ),
            Good(
                name="a number in its unit",
                frame="goal-table",
                rows=[{"name": "补助水管员人数", "description": "领取补助的水管员", "target": "≥35 人"}],
            ),
        ],
    ),
)
def count_in_percent(indicator: Indicator) -> Iterator[Found]:
    """The target in per cent of an indicator whose name, or where that is silent description, is a count."""
    name, target, description = indicator.name, indicator.target, indicator.description
    if name is None or target is None or target.value.unit is None or target.value.unit.symbol != "%":
        return
    texts = [name] if expected_dimensions(name.raw) or description is None else [name, description]
    if any(says(each.raw, about) for each in (name, description or name) for about in ("share", "change")):
        return
    counted = texts[-1]
    if ratio_kind(counted.raw) is None and expected_dimensions(counted.raw) & COUNTED:
        yield Found(at=target, evidence=[counted], values={"counted": counted.raw, "target": target.raw})
