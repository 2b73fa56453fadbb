"""Indicators of the budget that the self-evaluation leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.collection import Across, Collection
from auditor.collection.changes import dropped_rows
from auditor.collection.matching import evaluated
from auditor.collection.samples import evaluation, goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

WATER = [("数量指标", "检测水样数量", "≥1400份"), ("质量指标", "水质抽检合格率", "≥92%")]


def two(second: str, rows: Sequence[tuple[str, ...]] = WATER) -> str:
    """A goal table with these indicators, and a self-evaluation with two, the second of this name."""
    done = [("数量指标", "检测水样数量", "≥1400份", "1420份", "45"), ("质量指标", second, "≥92%", "93%", "45")]
    goals = goal_table("年初.txt", "临河县水务局", "水质检测", rows=rows)
    return goals + evaluation("自评.txt", "临河县水务局", "水质检测", done if second else done[:1])


@rule(
    id="C203",
    name="indicator-dropped-in-self-evaluation",
    title=Text(zh="年初指标未列入自评表", en="The self-evaluation leaves out indicators of the budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{project}”的自评表缺少年初绩效目标表中的 {count} 条指标：{names}（{how}）。",
        en="The self-evaluation of “{project}” lacks {count} indicators of its goal table: {names} ({how}).",
    ),
    advice=Text(
        zh="请补充缺少的指标并自评；确经批准取消的，请附批复。",
        en="Add the indicators and evaluate them; where dropping them was approved, attach the approval.",
    ),
    rationale=Text(
        zh="自评指标应与预算批复时确定的绩效指标一致，完不成的指标不能略去不评。",
        en="Self-evaluation is by all indicators approved with the budget; those not met cannot be left out.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[Bad(name="a rate is gone", text=two(""), expect=[Expect(14, "水质检测")], instead=two("水质抽检合格率"))],
        good=[
            Good(name="all are there", text=two("水质抽检合格率")),
            Good(name="renamed, which another rule says", text=two("饮用水抽检合格率")),
            Good(
                name="the execution rate stands beside the funds",
                text=two("水质抽检合格率", [*WATER, ("数量指标", "预算执行率", "≥95%")]),
            ),
        ],
    ),
)
def dropped(collection: Collection) -> Iterator[Across]:
    """Every self-evaluation that has some indicators of the goal table and lacks others."""
    for match in evaluated(collection)[0]:
        done = match.later[1]
        lost = dropped_rows(match.earlier[1], done)
        if lost:
            yield Across(
                at=done.place,
                evidence=[(Text(zh="年初绩效目标表", en="goal table of the budget"), row.place) for row in lost],
                values={
                    "project": done.name,
                    "count": str(len(lost)),
                    "names": "、".join(row.name for row in lost),
                    "how": match.how,
                },
            )
