"""A project of the budget without a self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.matching import evaluated
from auditor.collection.samples import evaluation, goal_table
from auditor.comparing import bare
from auditor.rule import Bad, Examples, Expect, Good, Text, rule


def three(second: str) -> str:
    """Two goal tables, the self-evaluation of the first, and one of this project."""
    office = "临河县水务局"
    goals = goal_table("年初1.txt", office, "水质检测") + goal_table("年初2.txt", office, "管网维修")
    return goals + evaluation("自评1.txt", office, "水质检测") + evaluation("自评2.txt", office, second)


@rule(
    id="C205",
    name="budgeted-project-not-evaluated",
    title=Text(zh="有绩效目标的项目没有自评", en="A project with goals has no self-evaluation"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="{department}{year}年有绩效自评，其中没有“{project}”（按项目编码、名称查找）。",
        en="The self-evaluations of {department} for {year} do not have “{project}” (looked for by code and name).",
    ),
    advice=Text(
        zh="请补报该项目的绩效自评表；项目已取消或改名的，请说明。",
        en="File the self-evaluation of the project; where it was cancelled or renamed, say so.",
    ),
    rationale=Text(
        zh="单位自评应覆盖全部项目支出；有绩效目标而没有自评，目标是否完成无从得知。",
        en="Self-evaluation covers all project expenditure; a goal that nobody evaluates stays unanswered.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[Bad(name="missing", text=three("水质检测"), expect=[Expect(12, "管网维修")], instead=three("管网维修"))],
        good=[
            Good(name="both are there", text=three("管网维修")),
            Good(
                name="nothing evaluated yet",
                text=goal_table("1.txt", "临河县水务局", "管网维修") + goal_table("2.txt", "临河县水务局", "水质检测"),
            ),
        ],
    ),
)
def not_evaluated(collection: Collection) -> Iterator[Across]:
    """Every project with goals of a department that evaluated others of the year."""
    for filing, entry in evaluated(collection)[1]:
        if entry.name:
            # Projects of several units may have one name.
            unit = f"（{entry.unit}）" if entry.unit and bare(entry.unit) != bare(filing.department) else ""
            yield Across(
                at=entry.place,
                values={"project": entry.name + unit, "department": filing.department, "year": str(filing.year)},
            )
