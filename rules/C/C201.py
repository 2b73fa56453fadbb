"""A target of the budget made easier in the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.changes import changed_targets, eased
from auditor.collection.samples import evaluation, goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule


def two(target: str) -> str:
    """A goal table, and the self-evaluation of the same project with this target."""
    goals = goal_table("年初.txt", "临河县水务局", "水质检测", rows=[("数量指标", "检测水样数量", "≥1400份")])
    done = [("数量指标", "检测水样数量", target, "1420份", "90")]
    return goals + evaluation("自评.txt", "临河县水务局", "水质检测", done)


@rule(
    id="C201",
    name="target-eased-in-self-evaluation",
    title=Text(zh="自评表降低了年初指标值", en="The self-evaluation eases a target of the budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{indicator}”年初指标值为 {before}，自评表中为 {after}，要求降低（{how}）。",
        en="The target of “{indicator}” was {before} in the budget and is {after} in the self-evaluation: less "
        "is asked ({how}).",
    ),
    advice=Text(
        zh="请按年初批复的指标值自评；目标确经批准调整的，请附调整批复。",
        en="Evaluate by the target approved with the budget; where a change was approved, attach the approval.",
    ),
    rationale=Text(
        zh="自评应以预算批复时确定的绩效指标为准；年终降低指标值，自评得分就失去意义。",
        en="Self-evaluation is by the indicators approved with the budget; points for a target lowered at "
        "year-end mean nothing.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[Bad(name="fewer samples", text=two("≥1000份"), expect=[Expect(18, "≥1000份")], instead=two("≥1400份"))],
        good=[
            Good(name="the same target", text=two("≥1400份")),
            Good(name="the same target in another unit", text=two("≥0.14万份")),
            Good(name="more is asked", text=two("≥1500份")),
        ],
    ),
)
def target_eased(collection: Collection) -> Iterator[Across]:
    """Every target of a self-evaluation that asks less than that of the goal table."""
    for match, before, after in changed_targets(collection):
        if eased(before, after):
            yield Across(
                at=after.place,
                evidence=[(Text(zh="年初绩效目标表", en="goal table of the budget"), before.place)],
                values={"indicator": after.name, "before": before.printed, "after": after.printed, "how": match.how},
            )
