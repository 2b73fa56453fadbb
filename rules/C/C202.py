"""A target of the budget changed in the self-evaluation, not to make it easier."""

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
    id="C202",
    name="target-changed-in-self-evaluation",
    title=Text(zh="自评表改动了年初指标值", en="The self-evaluation changes a target of the budget"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{indicator}”年初指标值为 {before}，自评表中为 {after}（{how}）。",
        en="The target of “{indicator}” was {before} in the budget and is {after} in the self-evaluation "
        "({how}).",
    ),
    advice=Text(
        zh="请核对自评表的指标值；应与年初批复的一致。",
        en="Check the target in the self-evaluation; it should be the one approved with the budget.",
    ),
    rationale=Text(
        zh="自评应以预算批复时确定的绩效指标为准，指标值不应在年终改动。",
        en="Self-evaluation is by the indicators approved with the budget; targets should not change at "
        "year-end.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[Bad(name="more is asked", text=two("≥1500份"), expect=[Expect(18, "≥1500份")], instead=two("≥1400份"))],
        good=[
            Good(name="the same target", text=two("≥1400份")),
            Good(name="less is asked, which another rule says", text=two("≥1000份")),
        ],
    ),
)
def target_changed(collection: Collection) -> Iterator[Across]:
    """Every target of a self-evaluation that is another than that of the goal table, and no easier."""
    for match, before, after in changed_targets(collection):
        if not eased(before, after):
            yield Across(
                at=after.place,
                evidence=[(Text(zh="年初绩效目标表", en="goal table of the budget"), before.place)],
                values={"indicator": after.name, "before": before.printed, "after": after.printed, "how": match.how},
            )
