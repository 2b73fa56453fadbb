"""An indicator list that an unrelated office wrote for another project."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.copied import copied_lists
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

ROWS = (
    ("数量指标", "开展巡查次数", "≥24次"),
    ("质量指标", "巡查问题整改率", "≥95%"),
    ("时效指标", "问题处置时限", "≤10天"),
    ("成本指标", "单次巡查成本", "≤300元/次"),
    ("社会效益指标", "有效投诉件数", "≤5件"),
)
OWN = (("数量指标", "检测水样数量", "≥140份"), *ROWS[1:])


def two(rows: tuple[tuple[str, str, str], ...], name: str = "饮用水水源保护") -> str:
    """A road project, and a project of another office."""
    roads = goal_table("道路.txt", "临河县交通局", "乡道日常养护", rows=ROWS)
    return roads + goal_table("水源.txt", "临河县水务局", name, rows=rows)


@rule(
    id="C104",
    name="indicators-copied-from-other-department",
    title=Text(zh="指标表整张抄自其他部门的项目", en="A list of indicators is another department's project's"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{project}”的 {count} 条指标与{department}“{source}”的名称和指标值全部"
        "相同。",
        en="All {count} indicators of “{project}” are those of “{source}” of {department}, by name and target.",
    ),
    advice=Text(
        zh="请按本项目的任务重新设置指标和指标值。",
        en="Set indicators and targets from the tasks of this project.",
    ),
    rationale=Text(
        zh="两个部门用途不同的项目，指标和指标值不会整张相同；相同说明至少有一份是照抄的。",
        en="Projects of two departments with different purposes do not share every indicator and target unless "
        "one was copied.",
    ),
    basis="convention",
    examples=Examples(
        bad=[Bad(name="the whole list", text=two(ROWS), expect=[Expect(17, "饮用水水源保护")], instead=two(OWN))],
        good=[
            Good(name="one indicator is its own", text=two(OWN)),
            Good(name="one programme in two offices", text=two(ROWS, "乡道日常养护")),
        ],
    ),
)
def list_copied(collection: Collection) -> Iterator[Across]:
    """Every project whose indicators an unrelated office's project had before."""
    for (filing, entry), (_, copy) in copied_lists(collection):
        yield Across(
            at=copy.place,
            evidence=[(Text(zh="相同的指标表", en="the same list"), entry.place)],
            values={
                "project": copy.name,
                "count": str(len(copy.rows)),
                "department": filing.department,
                "source": entry.name,
            },
        )
