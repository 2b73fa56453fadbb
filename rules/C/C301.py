"""The indicators of last year beside another budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.collection import Across, Collection
from auditor.collection.matching import successive
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Option, Text, rule

FEWEST = 3
HUNDRED = 100

REST = [("质量指标", "水质抽检合格率", "≥92%"), ("服务对象满意度指标", "村民满意度", "≥90%")]


def two(target: str, budget: str) -> str:
    """The goal tables of two years, the second with this target and budget."""
    first = [("数量指标", "检测水样数量", "≥1400份"), *REST]
    second = [("数量指标", "检测水样数量", target), *REST]
    return goal_table("2023.txt", "临河县水务局", "水质检测", rows=first, year=2023) + goal_table(
        "2024.txt", "临河县水务局", "水质检测", rows=second, budget=budget
    )


@rule(
    id="C301",
    name="indicators-unchanged-budget-moved",
    title=Text(zh="预算变动较大而指标与上年完全相同", en="The budget moved and the indicators did not"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{project}”预算由上年的 {before} 变为 {after}，而 {count} 条指标的名称和指"
        "标值与上年完全相同（{how}）。",
        en="The budget of “{project}” went from {before} to {after}, while all {count} indicators are those of "
        "last year ({how}).",
    ),
    advice=Text(
        zh="请按本年预算重新测算指标值，或说明预算变动的原因。",
        en="Compute the targets from this year's budget, or say why the budget moved.",
    ),
    rationale=Text(
        zh="投入明显增减而产出目标不变，说明指标沿用上年，没有与预算资金相匹配。",
        en="Targets that stay while the money moves were taken over from last year and do not match the budget.",
    ),
    basis="convention",
    options={
        "share": Option(
            type="number",
            default="30",
            meaning=Text(zh="预算变动达到上年的百分之几时提示", en="per cent of last year's budget that count"),
        )
    },
    examples=Examples(
        bad=[
            Bad(
                name="half the budget again",
                text=two("≥1400份", "75.00"),
                expect=[Expect(17, "75.00万元")],
                instead=two("≥2100份", "75.00"),
            )
        ],
        good=[
            Good(name="targets follow the budget", text=two("≥2100份", "75.00")),
            Good(name="the budget hardly moved", text=two("≥1400份", "52.00")),
        ],
    ),
)
def unchanged(collection: Collection, *, share: Decimal) -> Iterator[Across]:
    """Every goal table with last year's indicators and targets, and a budget that moved by the share or more."""
    for match in successive(collection):
        old, new = match.earlier[1], match.later[1]
        same = [(row.key, row.printed) for row in old.rows] == [(row.key, row.printed) for row in new.rows]
        if not same or len(new.rows) < FEWEST or old.budget is None or new.budget is None:
            continue
        before, after = Decimal(old.budget.number), Decimal(new.budget.number)
        if before > 0 and HUNDRED * abs(after - before) >= share * before:
            yield Across(
                at=new.budget.place,
                evidence=[(Text(zh="上年预算", en="budget of last year"), old.budget.place)],
                values={
                    "project": new.name,
                    "before": old.budget.printed,
                    "after": new.budget.printed,
                    "count": str(len(new.rows)),
                    "how": match.how,
                },
            )
