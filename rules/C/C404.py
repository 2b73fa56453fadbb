"""Units that have more together than their department."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.parents import exceeding
from auditor.collection.samples import whole_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule


def three(total: str) -> str:
    """The table of a department as a whole with this budget, and those of two units that name it."""
    office = "临河县水务局"
    units = whole_table("1.txt", "临河县水利工程中心", "300.00", office) + whole_table(
        "2.txt", "临河县农村供水站", "200.00", office
    )
    return whole_table("部门.txt", office, total) + units


@rule(
    id="C404",
    name="units-exceed-department",
    title=Text(zh="所属单位合计大于部门总额", en="Units have more together than their department"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="{department}{what}为 {total}，已报送的 {count} 个所属单位合计 {sum}，超出 {difference}（{parts}；单位按名称"
        "对应）。",
        en="{department} has {total} as its {what}; the {count} of its units that filed have {sum} together, "
        "{difference} more ({parts}; units matched by name).",
    ),
    advice=Text(
        zh="请核对：部门总额若只是本级的，应改为包括全部所属单位的金额。",
        en="Check: where the total is that of the department without its units, give the one with all of them.",
    ),
    rationale=Text(
        zh="部门总额包括本级和全部所属单位，不应小于其中几个单位之和。",
        en="The total of a department has all its units in it: some of them cannot have more.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="two units have more",
                text=three("450.00"),
                expect=[Expect(5, "450.00万元")],
                instead=three("900.00"),
            )
        ],
        good=[
            Good(name="the department has more", text=three("900.00")),
            Good(name="the two units are all it has", text=three("500.00")),
            Good(
                name="the table of the department without its units",
                text=three("450.00").replace("部门整体", "单位整体"),
            ),
        ],
    ),
)
def too_much(collection: Collection) -> Iterator[Across]:
    """Every total of a department below the sum of some of its units."""
    for parts in exceeding(collection):
        yield Across(
            at=parts.whole.place,
            evidence=[(Text(zh=f"{name}总额", en=f"total of {name}"), amount.place) for name, amount in parts.units],
            values=parts.values,
        )
