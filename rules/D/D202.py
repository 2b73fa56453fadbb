"""Indicators of one project that share a name and are told apart by their descriptions or targets alone."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Indicator, Project
from auditor.records.alike import assessed_twice, same_words
from auditor.records.survey import category_of, rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_level

OTHER = Text(zh="同名的指标", en="the indicator of the same name")


@rule(
    id="D202",
    name="name-shared-by-indicators",
    title=Text(zh="不同指标用了同一名称", en="Different indicators share one name"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="本项目有两条指标都叫“{name}”，只看名称分不清考核的是哪一件事。",
        en="Two indicators of this project are called “{name}”; the name does not tell which is which.",
    ),
    advice=Text(
        zh="在名称里写明对象，例如在前面加上考核的具体事项。",
        en="Name in either what it is about.",
    ),
    rationale=Text(
        zh="指标名称要能单独看懂；同名的指标在汇总、监控和自评时容易填错。",
        en="A name must be clear by itself; indicators of one name get mixed up in summaries and self-evaluations.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="two final payments",
                frame="goal-table",
                rows=[
                    {"level2": "成本指标", "name": "工程尾款", "description": "水塔工程的尾款", "target": "≤12万元"},
                    {"level2": "成本指标", "name": "工程尾款", "description": "管网工程的尾款", "target": "≤35万元"},
                ],
                expect=[Expect(2, "工程尾款")],
                instead=[
                    {
                        "level2": "成本指标",
                        "name": "水塔工程尾款",
                        "description": "水塔工程的尾款",
                        "target": "≤12万元",
                    },
                    {
                        "level2": "成本指标",
                        "name": "管网工程尾款",
                        "description": "管网工程的尾款",
                        "target": "≤35万元",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="names that tell the object",
                frame="goal-table",
                rows=[
                    {
                        "level2": "成本指标",
                        "name": "水塔工程尾款",
                        "description": "水塔工程的尾款",
                        "target": "≤12万元",
                    },
                    {
                        "level2": "成本指标",
                        "name": "管网工程尾款",
                        "description": "管网工程的尾款",
                        "target": "≤35万元",
                    },
                ],
            ),
            Good(
                name="a number and its price",
                frame="goal-table",
                rows=[
                    {"level2": "数量指标", "name": "工程监理", "description": "监理的工程", "target": "≥2个"},
                    {"level2": "成本指标", "name": "工程监理", "description": "监理费", "target": "≤5万元"},
                ],
            ),
        ],
    ),
)
def name_shared(project: Project) -> Iterator[Found]:
    """Every row that has the name of an earlier one but not its target, or not its heading and description."""
    first: dict[str, Indicator] = {}
    for row in rows(project):
        if row.name is None or category_of_level(row.name.raw) is not None:
            continue
        earlier = first.setdefault(bare(row.name.raw), row)
        if earlier is not row and differ(earlier, row):
            yield Found(at=row.name, evidence=[(OTHER, earlier.name or earlier)], values={"name": row.name.raw})


def differ(first: Indicator, again: Indicator) -> bool:
    """Whether two rows of one name assess different things, and something but the target tells them apart.

    Rows that assess the same thing twice, or by two values, and a number beside its price are other rules'.
    """
    if first.target is None or again.target is None or priced(first) != priced(again) or assessed_twice(first, again):
        return False
    return category_of(first) != category_of(again) or not same_words(first, again)


def priced(row: Indicator) -> bool:
    """Whether a row stands under costs."""
    return category_of(row) == "cost"
