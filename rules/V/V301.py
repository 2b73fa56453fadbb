"""A rate in plain figures: satisfaction ≥90."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.records.survey import category_of
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import Value, ratio_kind
from auditor.values.naming import is_capped, unit_in_name

# Rates counted in per mille (发病率) may want ‰, so nothing is suggested for them.
PERCENTAGES = ("bounded", "growth", "completion", "reduction", "incidence")
RATES = (*PERCENTAGES, "permille")


@rule(
    id="V301",
    name="rate-without-percent-sign",
    title=Text(zh="比率的指标值没有百分号", en="Rate without a per cent sign"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”是比率，指标值“{target}”没有写百分号。",
        en="“{name}” is a rate, but its target “{target}” has no per cent sign.",
    ),
    advice=Text(zh="补上计量单位。", en="Add the unit."),
    rationale=Text(
        zh="没有单位的数既可读作百分数，也可读作分数或个数，年终填报容易出现两种口径。",
        en="A figure without a unit may be per cent, points or pieces, and will be reported in two ways.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="satisfaction of ninety",
                frame="goal-table",
                rows=[
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "用水户满意度", "target": "≥90"},
                    {"level2": "质量指标", "name": "水质达标率", "description": "达标水样占比", "target": "≥100"},
                ],
                expect=[(1, "≥90"), (2, "≥100")],
                instead=[
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "用水户满意度", "target": "≥90%"},
                    {"level2": "质量指标", "name": "水质达标率", "description": "达标水样占比", "target": "=100%"},
                ],
            ),
        ],
        good=[
            Good(
                name="the name gives the unit",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "水质达标率（%）", "description": "达标水样占比", "target": "≥95"}
                ],
            ),
            Good(
                name="perhaps a fraction, or nothing at all",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "水质达标率", "description": "达标水样占比", "target": "0.95"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "停水发生率", "target": "0"},
                ],
            ),
            Good(
                name="a score",
                frame="goal-table",
                rows=[
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "用水户满意度", "target": "≥85分"}
                ],
            ),
        ],
    ),
)
def rate_without_percent_sign(indicator: Indicator) -> Iterator[Found]:
    """A target above 1 without a unit under the name of a rate; 1 and less may be a fraction."""
    name, target = indicator.name or indicator.level2, indicator.target
    if name is None or target is None or target.value.figure is None or target.value.unit is not None:
        return
    kind = ratio_kind(name.raw) or ("bounded" if category_of(indicator) == "satisfaction" else None)
    if kind in RATES and target.value.figure > 1 and unit_in_name(name.raw) is None:
        yield Found(
            at=target,
            values={"name": name.raw, "target": target.raw},
            suggestion=with_percent(target.value, name.raw) if kind in PERCENTAGES else None,
        )


def with_percent(value: Value, name: str) -> str | None:
    """The value with per cent signs; ≥100 of what ends there becomes =100%, more than that cannot be mended."""
    if value.figure is None:
        return None
    if is_capped(name) and value.figure >= 100:
        return None if value.figure > 100 else "=100%"
    upper = f"-{value.upper.printed}%" if value.upper is not None else ""
    return f"{value.comparator or ''}{value.figure.printed}%{upper}"
