"""Two indicators of one project that are the same but for filler."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import core, letters, twins
from auditor.records import Indicator, Project
from auditor.records.survey import category_of, rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

FIRST = Text(zh="相近的指标见", en="the indicator that it is like")
SHORTEST = 4


@rule(
    id="D205",
    name="indicator-nearly-repeated",
    title=Text(zh="两条指标只差几个虚字", en="Two indicators differ in filler alone"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{again}”与本项目的“{first}”只差几个虚字，考核的像是同一件事。",
        en="“{again}” and “{first}” of this project differ in filler alone and seem to assess the same thing.",
    ),
    advice=Text(
        zh="合并两条指标；要考核另一件事的，在名称里写明差别。",
        en="Merge the two; where another thing is meant, let the name say so.",
    ),
    rationale=Text(
        zh="“持续”“提高”“情况”一类的字眼不增加考核内容，两条指标实际上重复。",
        en="Words such as 持续, 提高 or 情况 add nothing to what is assessed: the two are one.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="again under sustainable effects",
                frame="goal-table",
                rows=[
                    {
                        "level2": "时效指标",
                        "name": "水质数据保存时间",
                        "description": "检测数据的保存时间",
                        "target": "≥36个月",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "可持续影响指标",
                        "name": "持续保障水质数据保存时间",
                        "description": "长期保存",
                        "target": "≥3年",
                    },
                ],
                expect=[Expect(2, "持续保障水质数据保存时间")],
                instead=[
                    {
                        "level2": "时效指标",
                        "name": "水质数据保存时间",
                        "description": "检测数据的保存时间",
                        "target": "≥36个月",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "可持续影响指标",
                        "name": "供水设施使用年限",
                        "description": "设计年限",
                        "target": "≥15年",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="in time is another thing",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "补助资金发放率", "description": "发放的比例", "target": "100%"},
                    {
                        "level2": "时效指标",
                        "name": "补助资金及时发放率",
                        "description": "及时发放的比例",
                        "target": "100%",
                    },
                ],
            ),
        ],
    ),
)
def nearly_repeated(project: Project) -> Iterator[Found]:
    """Every row that an earlier one is but for filler; costs are compared with costs."""
    for first, again in twins(rows(project), essence):
        if first.name is None or again.name is None or letters(first.name.raw) == letters(again.name.raw):
            continue
        values = {"first": first.name.raw, "again": again.name.raw}
        yield Found(at=again.name, evidence=[(FIRST, first.name)], values=values)


def essence(row: Indicator) -> tuple[str, bool] | None:
    """What a row speaks of, and whether it stands under costs; None where the name says too little."""
    key = core(row.name.raw) if row.name is not None else ""
    return (key, category_of(row) == "cost") if len(key) >= SHORTEST else None
