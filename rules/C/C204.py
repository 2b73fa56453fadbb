"""An indicator of the budget under another name in the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.matching import evaluated, paired_rows, renamed
from auditor.collection.samples import evaluation, goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

WATER = [("数量指标", "检测水样数量", "≥1400份"), ("质量指标", "水质抽检合格率", "≥92%")]


def two(second: str) -> str:
    """A goal table with two indicators, and its self-evaluation with the second of this name."""
    done = [("数量指标", "检测水样数量", "≥1400份", "1420份", "45"), ("质量指标", second, "≥92%", "93%", "45")]
    goals = goal_table("年初.txt", "临河县水务局", "水质检测", rows=WATER)
    return goals + evaluation("自评.txt", "临河县水务局", "水质检测", done if second else done[:1])


@rule(
    id="C204",
    name="indicator-renamed-in-self-evaluation",
    title=Text(zh="自评表改动了年初指标名称", en="The self-evaluation renames an indicator of the budget"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="年初指标“{before}”在自评表中似改为“{after}”，指标值同为 {target}（{how}）。",
        en="The indicator “{before}” of the budget seems to be “{after}” in the self-evaluation, its target "
        "{target} the same ({how}).",
    ),
    advice=Text(
        zh="请沿用年初批复的指标名称。",
        en="Keep the name approved with the budget.",
    ),
    rationale=Text(
        zh="指标改名后，考核的内容可能随之改变，也无法与年初目标逐条核对。",
        en="With its name an indicator may change what it measures, and it cannot be held against the budget.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="a word changed",
                text=two("饮用水抽检合格率"),
                expect=[Expect(20, "≥92%")],
                instead=two("水质抽检合格率"),
            )
        ],
        good=[
            Good(name="the name is kept", text=two("水质抽检合格率")),
            Good(name="another indicator altogether", text=two("村民用水满意度")),
        ],
    ),
)
def renamed_indicator(collection: Collection) -> Iterator[Across]:
    """Every indicator of a self-evaluation that took the place of one of the goal table."""
    for match in evaluated(collection)[0]:
        _, gone, added = paired_rows(match.earlier[1], match.later[1])
        for before, after in renamed(gone, added):
            yield Across(
                at=after.place,
                evidence=[(Text(zh="年初绩效目标表", en="goal table of the budget"), before.place)],
                values={"before": before.name, "after": after.name, "target": after.printed, "how": match.how},
            )
