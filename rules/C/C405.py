"""A list of projects or units with another amount than their own documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.collection import Across, Collection
from auditor.collection.listed import listed_otherwise
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

OWN = {
    "project": Text(zh="绩效目标表的预算", en="goal table has a budget of"),
    "office": Text(zh="文件中的总额", en="document has a total of"),
}
NAMES = ("水质检测", "管网维修", "河道清淤")


def list_and_tables(listed: Sequence[str], heading: str = "合计\t其中：财政拨款") -> str:
    """A table of project expenditure with these amounts, and the goal tables of three projects with 50.00 each."""
    rows = [f"{number}\t{name}\t{amounts}" for number, (name, amounts) in enumerate(zip(NAMES, listed, strict=True))]
    head = ["=== 预算.txt", "临河县水务局", "2024年部门预算公开情况说明", "项目支出表", f"序号\t项目名称\t{heading}"]
    tables = (goal_table(f"{name}.txt", "临河县水务局", name) for name in NAMES)
    return "\n".join([*head, *rows]) + "\n" + "".join(tables)


@rule(
    id="C405",
    name="listed-amount-differs-from-document",
    title=Text(zh="列表金额与分表不符", en="A list gives another amount than the document it sums up"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="列表中“{name}”为 {listed}，其{what}为 {own}（名称相同；列表中另有 {count} 行与各自的文件相符）。",
        en="“{name}” is listed with {listed}, its own {what} {own} (same name; {count} other rows of the list "
        "agree with their documents).",
    ),
    advice=Text(
        zh="请核对两处金额，改正其中一处。",
        en="Check both amounts and correct the one that is wrong.",
    ),
    rationale=Text(
        zh="列表由各项目、各单位的数字汇总而来，同一项目的金额应当相同。",
        en="A list is made from the figures of the projects or units: one project has one budget.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="another budget",
                text=list_and_tables(["50.00\t50.00", "50.00\t50.00", "45.00\t45.00"]),
                expect=[Expect(8, "45.00")],
                instead=list_and_tables(["50.00\t50.00", "50.00\t50.00", "50.00\t45.00"]),
            )
        ],
        good=[
            Good(name="in 元", text=list_and_tables(["500000\t500000", "500000\t0", "500000\t450000"])),
            Good(name="a list of something else", text=list_and_tables(["12.00\t3.00", "50.00\t2.00", "7.50\t7.50"])),
        ],
    ),
)
def listed_amount_differs(collection: Collection) -> Iterator[Across]:
    """Every row of a list that has no amount of its own document, where most rows of the list have."""
    for row, amount, own, agreeing in listed_otherwise(collection):
        yield Across(
            at=amount.place,
            evidence=[(Text(zh="分表", en="own document"), own.place)],
            values={
                "name": row.name,
                "what": OWN[row.of],
                "listed": amount.printed,
                "own": own.printed,
                "count": str(agreeing),
            },
        )
