"""Weights of the budget's indicators are others in the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.collection import Across, Collection
from auditor.collection.changes import changed_weights
from auditor.collection.samples import evaluation, goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

WATER = [
    ("数量指标", "检测水样数量", "≥1400份"),
    ("质量指标", "水质抽检合格率", "≥92%"),
    ("服务对象满意度指标", "村民满意度", "≥90%"),
]


def two(before: Sequence[str], after: Sequence[str]) -> str:
    """A goal table with three indicators of these weights, and its self-evaluation with those."""
    rows = [(*row, weight) for row, weight in zip(WATER, before, strict=True)] if before else WATER
    done = [(*row, row[2].strip("≥"), weight) for row, weight in zip(WATER, after, strict=True)]
    goals = goal_table("年初.txt", "临河县水务局", "水质检测", rows=rows)
    return goals + evaluation("自评.txt", "临河县水务局", "水质检测", done)


@rule(
    id="C207",
    name="weights-changed-in-self-evaluation",
    title=Text(zh="自评表改动了年初指标的分值", en="The self-evaluation changes the weights of the budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{project}”自评表中 {count} 条指标的分值与年初绩效目标表不同：{weights}（{how}）。",
        en="In the self-evaluation of “{project}” {count} indicators have other weights than in its goal table: "
        "{weights} ({how}).",
    ),
    advice=Text(
        zh="请按年初确定的分值自评；确经批准调整的，请附说明。",
        en="Evaluate with the weights set with the budget; where a change was approved, say so.",
    ),
    rationale=Text(
        zh="分值随绩效目标一并确定。在年终改动，可以把未完成的指标压低、完成的指标抬高，得分就不再反映完成情况。",
        en="Weights are set with the goals. Moved at year-end they can make light of what was missed: "
        "the score no longer shows what was done.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="ten points moved",
                text=two(("50", "30", "10"), ("40", "40", "10")),
                expect=[Expect(20, "40")],
                instead=two(("50", "30", "10"), ("50", "30", "10")),
            ),
            Bad(
                name="raised, though ten points went to the execution rate",
                text=two(("50", "30", "20"), ("55", "25", "10")),
                expect=[Expect(20, "55")],
                instead=two(("50", "30", "20"), ("45", "27", "18")),
            ),
        ],
        good=[
            Good(name="ten points left to the execution rate", text=two(("50", "35", "15"), ("45", "31", "14"))),
            Good(name="ten points taken from one indicator", text=two(("50", "30", "20"), ("40", "30", "20"))),
            Good(name="other digits", text=two(("33.3", "33.3", "33.4"), ("33", "33", "34"))),
            Good(name="no weights in the goal table", text=two((), ("40", "40", "10"))),
        ],
    ),
)
def weights_changed(collection: Collection) -> Iterator[Across]:
    """Every self-evaluation that gives the indicators of its goal table other weights."""
    for match, rows in changed_weights(collection):
        yield Across(
            at=rows[0][2].place,
            evidence=[(Text(zh="年初绩效目标表", en="goal table of the budget"), old.place) for old, _, _ in rows],
            values={
                "project": match.later[1].name,
                "count": str(len(rows)),
                "weights": Text(
                    zh="、".join(f"“{row.name}”由 {old.printed} 改为 {new.printed}" for old, row, new in rows),
                    en="; ".join(f"“{row.name}” {old.printed} → {new.printed}" for old, row, new in rows),
                ),
                "how": match.how,
            },
        )
