"""One measure under two names that differ in the order of their words, or in filler."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare, letters, twins
from auditor.records import Indicator, Project
from auditor.records.survey import rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

FIRST = Text(zh="同一指标已见", en="the same measure stands in")


@rule(
    id="D204",
    name="indicator-restated",
    title=Text(zh="换个说法的重复指标", en="Indicator restated in other words"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{again}”与“{first}”用字相同、只是次序不同，指标值都是“{target}”，考核的是同一件事。",
        en="“{again}” has the words of “{first}” in another order and the same target “{target}”.",
    ),
    advice=Text(
        zh="删去其中一条，在空出的类别下设置另外的指标。",
        en="Delete one of the two and set another indicator in its place.",
    ),
    rationale=Text(
        zh="同一个比率在产出和效益里各写一遍，效益就没有指标了。",
        en="Where one rate stands as output and as benefit, there is no indicator of the benefit.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the same rate turned round",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "管护任务完成率", "description": "完成任务的比率", "target": "100%"},
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "完成管护任务比率",
                        "description": "任务完成",
                        "target": "100%",
                    },
                ],
                expect=[Expect(2, "完成管护任务比率")],
                instead=[
                    {"level2": "质量指标", "name": "管护任务完成率", "description": "完成任务的比率", "target": "100%"},
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "受益村民人数",
                        "description": "用上安全水的村民",
                        "target": "≥3000人",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="two different rates",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "管护任务完成率", "description": "完成任务的比率", "target": "100%"},
                    {
                        "level2": "时效指标",
                        "name": "管护任务按时完成率",
                        "description": "按时完成的比率",
                        "target": "100%",
                    },
                ],
            ),
            Good(
                name="the same letters, another value",
                frame="goal-table",
                rows=[
                    {"name": "人工检查次数", "description": "全年检查", "target": "≥4次"},
                    {"name": "检查人工次数", "description": "每次投入的人工", "target": "≥12次"},
                ],
            ),
        ],
    ),
)
def restated(project: Project) -> Iterator[Found]:
    """Every row whose name has the characters of an earlier one in another order, with the same target."""
    for first, again in twins(rows(project), target_of):
        if first.name is None or again.name is None or again.target is None:
            continue
        if bare(first.name.raw) != bare(again.name.raw) and letters(first.name.raw) == letters(again.name.raw):
            values = {"first": first.name.raw, "again": again.name.raw, "target": again.target.raw}
            yield Found(at=again.name, evidence=[(FIRST, first.name)], values=values)


def target_of(row: Indicator) -> str | None:
    """The value of a row as it is compared."""
    return row.target.value.printed() if row.target is not None else None
