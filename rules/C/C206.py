"""The budget at the beginning of the year is another in the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.matching import agree, evaluated, evaluated_wholes
from auditor.collection.samples import evaluation, goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule


def two(budget: str) -> str:
    """A goal table with a budget of 50.00, and the self-evaluation with this one."""
    goals = goal_table("年初.txt", "临河县水务局", "水质检测")
    return goals + evaluation("自评.txt", "临河县水务局", "水质检测", budget=budget)


@rule(
    id="C206",
    name="budget-not-carried-over",
    title=Text(zh="自评表的年初预算数与目标表不符", en="The self-evaluation starts from another budget"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{project}”年初绩效目标表的预算为 {before}，自评表的年初预算数为 {after}（{how}"
        "）。",
        en="“{project}” has a budget of {before} in its goal table and an initial budget of {after} in its "
        "self-evaluation ({how}).",
    ),
    advice=Text(
        zh="请核对年初预算数，与批复的预算一致；年中调整的金额填入全年预算数。",
        en="Enter the budget as approved; what was adjusted during the year belongs in the adjusted budget.",
    ),
    rationale=Text(
        zh="年初预算数是批复的预算，两张表应当相同；不符时预算执行率也会算错。",
        en="The initial budget is the one approved and the same in both tables; else the execution rate is "
        "wrong as well.",
    ),
    basis="convention",
    examples=Examples(
        bad=[Bad(name="another amount", text=two("45.00"), expect=[Expect(15, "45.00")], instead=two("50.00"))],
        good=[Good(name="the same amount", text=two("50.00")), Good(name="the same amount, rounded", text=two("50"))],
    ),
)
def not_carried_over(collection: Collection) -> Iterator[Across]:
    """Every self-evaluation whose initial budget is not that of the goal table; those of offices as a whole as well."""
    for match in (*evaluated(collection)[0], *evaluated_wholes(collection)):
        before, after = match.earlier[1].budget, match.later[1].budget
        if before is not None and after is not None and not agree(before, after):
            yield Across(
                at=after.place,
                evidence=[(Text(zh="年初绩效目标表", en="goal table of the budget"), before.place)],
                values={
                    "project": match.later[1].name or match.later[0].department,
                    "before": before.printed,
                    "after": after.printed,
                    "how": match.how,
                },
            )
