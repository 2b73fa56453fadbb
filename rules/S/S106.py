"""A duration that is a minimum, given as an upper bound: 存储时间 ≤90天 where the goal says 达到1-3个月."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator, Project
from auditor.records.durations import is_capped_minimum, is_whole_year, said_minimum
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values.scoring import turned

SAID = Text(zh="文中的要求", en="what the text demands")


@rule(
    id="S106",
    name="ceiling-on-a-minimum-duration",
    title=Text(zh="应当达到的时长写成了上限", en="Upper bound on a duration that is a minimum"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”应当达到规定的时长，指标值却写作“{target}”，时间越短越达标。",
        en="“{name}” has to reach a length of time, but “{target}” is the better met the shorter it is.",
    ),
    advice=Text(zh="把“≤”改为“≥”或“=”，并与绩效目标核对。", en="Replace ≤ by ≥ or =, and check it against the goal."),
    rationale=Text(
        zh="存储、运行、使用、质保的时间要求不少于多长；写成不超过，一天不做也算完成。",
        en="Storage, operation, use and guarantee last so long at least; under an upper bound no day at all will do.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the goal says what has to be reached",
                frame="goal-table",
                fields={"goal": "监控录像保存时间达到30天以上，方便事后查证。"},
                rows=[{"level2": "时效指标", "name": "监控录像保存时间", "description": "", "target": "≤30天"}],
                expect=[Expect(1, "≤30天")],
                instead=[{"level2": "时效指标", "name": "监控录像保存时间", "description": "", "target": "≥30天"}],
            ),
            Bad(
                name="a year cannot be exceeded",
                frame="goal-table",
                rows=[{"level2": "时效指标", "name": "水站正常运行时长", "description": "", "target": "≤365天"}],
                expect=[Expect(1, "≤365天")],
                instead=[{"level2": "时效指标", "name": "水站正常运行时长", "description": "", "target": "365天"}],
            ),
        ],
        good=[
            Good(
                name="a time limit",
                frame="goal-table",
                fields={"goal": "监控录像调取时间不超过3天。"},
                rows=[{"level2": "时效指标", "name": "监控录像调取时限", "description": "", "target": "≤3天"}],
            ),
            Good(
                name="a minimum",
                frame="goal-table",
                fields={"goal": "监控录像保存时间达到30天以上，方便事后查证。"},
                rows=[{"level2": "时效指标", "name": "监控录像保存时间", "description": "", "target": "≥30天"}],
            ),
        ],
    ),
)
def capped_minimum(indicator: Indicator, project: Project) -> Iterator[Found]:
    """Upper bounds on durations that a clause of description or goal calls a minimum, or of a whole year."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or not is_capped_minimum(indicator):
        return
    said = said_minimum(project, indicator)
    if said or is_whole_year(target.value):
        yield Found(
            at=target,
            evidence=[(SAID, clause) for clause in said[:1]],
            values={"name": name.raw, "target": target.raw},
            suggestion=turned(target.value),
        )
