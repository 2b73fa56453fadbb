"""Two complementary rates of one project that together pass 100%."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from auditor.comparing import shared_stretch
from auditor.records import Datum, Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value
from auditor.values.lexicon import name_key
from auditor.values.tables import rows

GOOD = Text(zh="对应的正向指标", en="its complement")
UPPER = ("≤", "<")
WHOLE = 100


@rule(
    id="U302",
    name="complementary-rates-contradict",
    title=Text(zh="互补的两个比率相互矛盾", en="Complementary rates contradict each other"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{good}”要求“{floor}”，“{bad}”却允许“{ceiling}”，两者之和超过 100%。",
        en="“{good}” demands “{floor}” while “{bad}” allows “{ceiling}”; together they pass 100%.",
    ),
    advice=Text(
        zh="两个指标保留一个；都保留的，两个数值之和不超过 100%。",
        en="Keep one of the two, or let the two add up to 100% at most.",
    ),
    rationale=Text(
        zh="正常率和故障率、合格率和不合格率加起来就是全部；前者要求 100% 而后者允许 5%，两个标准不一致。",
        en="Such rates are the two parts of one whole; where one demands 100% and the other allows 5%, they set two "
        "different standards.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="working and failing pumps",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "水泵设备完好率", "description": "", "target": "100%"},
                    {"level2": "质量指标", "name": "水泵设备故障率", "description": "", "target": "≤4%"},
                ],
                expect=[Expect(2, "≤4%")],
                instead=[
                    {"level2": "质量指标", "name": "水泵设备完好率", "description": "", "target": "≥96%"},
                    {"level2": "质量指标", "name": "水泵设备故障率", "description": "", "target": "≤4%"},
                ],
            ),
        ],
        good=[
            Good(
                name="of different things",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "水泵设备完好率", "description": "", "target": "100%"},
                    {"level2": "质量指标", "name": "主管网故障率", "description": "", "target": "≤4%"},
                ],
            ),
            Good(
                name="room for both",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "水泵设备完好率", "description": "", "target": "≥95%"},
                    {"level2": "质量指标", "name": "水泵设备故障率", "description": "", "target": "≤3%"},
                ],
            ),
        ],
    ),
)
def complements(project: Project) -> Iterator[Found]:
    """Upper bounds of bad rates that the lower bound of their complement leaves no room for."""
    found = percentages(project)
    floors = [rate for rate in found if rate[1].value.comparator not in UPPER]
    ceilings = [rate for rate in found if rate[1].value.comparator in UPPER]
    for good, bad in product(floors, ceilings):
        if not is_complement(good[0], bad[0]):
            continue
        floor, ceiling = good[1].value, bad[1].value
        if floor.number is not None and ceiling.number is not None and floor.number + ceiling.number > WHOLE:
            values = {"good": good[0], "floor": floor.printed(), "bad": bad[0], "ceiling": ceiling.printed()}
            yield Found(at=bad[1], evidence=[(GOOD, good[1])], values=values)


def percentages(project: Project) -> list[tuple[str, Datum[Value]]]:
    """Name and target of the indicators in per cent."""
    rows = [(row.name, row.target) for row in project.indicators]
    return [(name.raw, target) for name, target in rows if name and target and is_percentage(target.value)]


def is_percentage(value: Value) -> bool:
    """Whether a value is one percentage."""
    return value.kind == "number" and value.unit is not None and value.unit.symbol == "%"


@cache
def endings() -> list[list[str]]:
    """The pairs of endings that complement each other, the good one first."""
    return rows("complements.txt")


@cache
def good_endings() -> tuple[str, ...]:
    """The first of the pairs, of which few names have one."""
    return tuple(good for good, _ in endings())


def is_complement(good: str, bad: str) -> bool:
    """Whether the two names are a listed pair of endings, and what stands before them is about the same thing."""
    one, other = name_key(good), name_key(bad)
    if not one.endswith(good_endings()):
        return False
    for ending, complement in endings():
        if one.endswith(ending) and other.endswith(complement) and not other.endswith(ending):
            stems = one.removesuffix(ending), other.removesuffix(complement)
            return not all(stems) or shared_stretch(*stems)[2] >= 2
    return False
