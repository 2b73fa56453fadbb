"""A department's total against those of all its units."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.parents import not_adding_up
from auditor.collection.samples import budget_statement
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

UNITS = ("临河县水务局本级", "临河县水利工程中心", "临河县农村供水站")


def four(total: str, parts: tuple[str, ...] = ("500.00", "300.00", "200.00")) -> str:
    """The statement of a department with this total and three units, and those of the units."""
    units = zip(UNITS, parts, strict=False)
    own = (budget_statement(f"{at}.txt", name, part) for at, (name, part) in enumerate(units, start=1))
    return budget_statement("部门.txt", "临河县水务局", total, UNITS) + "".join(own)


@rule(
    id="C403",
    name="department-total-not-sum-of-units",
    title=Text(zh="部门总额不等于所属各单位之和", en="A department's total is not the sum of its units"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="{department}{what}为 {total}，所列 {count} 个单位合计 {sum}，相差 {difference}（{parts}；"
        "单位按名称对应）。",
        en="{department} has {total} as its {what}; the {count} units that it lists have {sum} together, {difference} "
        "off ({parts}; units matched by name).",
    ),
    advice=Text(
        zh="请核对部门总额和各单位金额；单位之间有往来抵销的，请说明。",
        en="Check the total and the amounts of the units; where transfers between them were set off, say so.",
    ),
    rationale=Text(
        zh="部门预算、决算由本级和所属单位汇总而成，部门总额应等于各单位之和。",
        en="The budget and the accounts of a department are those of all its units added up.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="ten too many",
                text=four("1010.00"),
                expect=[Expect(5, "1010.00万元")],
                instead=four("1000.00"),
            )
        ],
        good=[
            Good(name="the sum", text=four("1000.00")),
            Good(name="rounded", text=four("1000", ("500.3", "299.6", "200.2"))),
            Good(name="a unit has not filed", text=four("1010.00", ("500.00", "300.00"))),
        ],
    ),
)
def not_the_sum(collection: Collection) -> Iterator[Across]:
    """Every total of a department that is not the sum of its units, all of which are listed and have filed."""
    for parts in not_adding_up(collection):
        yield Across(
            at=parts.whole.place,
            evidence=[(Text(zh=f"{name}总额", en=f"total of {name}"), amount.place) for name, amount in parts.units],
            values=parts.values,
        )
