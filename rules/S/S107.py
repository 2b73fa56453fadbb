"""A duration that is better when long, given as an upper bound, where the text does not say which was meant."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator, Project
from auditor.records.durations import is_capped_minimum, is_whole_year, said_minimum
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values.scoring import turned


@rule(
    id="S107",
    name="ceiling-on-a-long-duration",
    title=Text(zh="越长越好的时间用了“不超过”", en="Upper bound on a time that should be long"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”一般越长越好，指标值却写作“{target}”，方向可能反了。",
        en="“{name}” is usually better when long, but its target is “{target}”; the direction may be wrong.",
    ),
    advice=Text(
        zh="要求不少于的，把“≤”改为“≥”；限制时长的，在描述中写明。",
        en="Replace ≤ by ≥ where a minimum is meant; where time is to be limited, say so in the description.",
    ),
    rationale=Text(
        zh="保障天数、使用年限、开放时间要求做满多长；写成不超过，做得越少越达标。",
        en="Days of supply, years of use and opening hours are to be reached; under an upper bound the least will do.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="days of supply",
                frame="goal-table",
                rows=[{"level2": "质量指标", "name": "应急供水保障天数", "description": "备用水源", "target": "≤15天"}],
                expect=[Expect(1, "≤15天")],
                instead=[
                    {"level2": "质量指标", "name": "应急供水保障天数", "description": "备用水源", "target": "≥15天"}
                ],
            ),
        ],
        good=[
            Good(
                name="time without water",
                frame="goal-table",
                rows=[{"level2": "质量指标", "name": "停水时长", "description": "检修停水", "target": "≤15小时"}],
            ),
            Good(
                name="a minimum",
                frame="goal-table",
                rows=[{"level2": "质量指标", "name": "应急供水保障天数", "description": "备用水源", "target": "≥15天"}],
            ),
        ],
    ),
)
def capped_duration(indicator: Indicator, project: Project) -> Iterator[Found]:
    """Upper bounds on durations that nothing proves to be minimums; the proven ones are S106's."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or not is_capped_minimum(indicator):
        return
    if not said_minimum(project, indicator) and not is_whole_year(target.value):
        values = {"name": name.raw, "target": target.raw}
        yield Found(at=target, evidence=[name], values=values, suggestion=turned(target.value))
