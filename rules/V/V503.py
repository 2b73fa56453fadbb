"""Percentages spelled out and signed within one table."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

OTHER = Text(zh="另一种写法", en="written otherwise")


@rule(
    id="V503",
    name="percent-mixed-in-table",
    title=Text(zh="同一张表百分数写法不一", en="Two spellings of per cent in one table"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="同一张表里百分数有的写“百分比”，有的写 %，这里写作“{target}”。",
        en="Percentages of this table are partly spelled out and partly signed; here it is “{target}”.",
    ),
    advice=Text(zh="统一写作 %。", en="Write % throughout."),
    rationale=Text(
        zh="同一张表里一个单位两种写法，说明指标是从不同地方拼来的，也不便汇总。",
        en="Two spellings of one unit in a table show that its rows were put together from several places.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="two spellings",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "桥梁检测合格率",
                        "description": "合格桥梁占比",
                        "target": "≥98百分比",
                    },
                    {
                        "level2": "时效指标",
                        "name": "检测报告及时率",
                        "description": "按时出具占比",
                        "target": "≥95百分比",
                    },
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "村民满意度", "target": "≥90%"},
                ],
                expect=[Expect(3, "≥90%")],
                instead=[
                    {"level2": "质量指标", "name": "桥梁检测合格率", "description": "合格桥梁占比", "target": "≥98%"},
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "村民满意度", "target": "≥90%"},
                ],
            ),
        ],
        good=[
            Good(
                name="one spelling",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "桥梁检测合格率",
                        "description": "合格桥梁占比",
                        "target": "≥98百分比",
                    },
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "村民满意度",
                        "target": "≥90百分比",
                    },
                ],
            ),
        ],
    ),
)
def percent_mixed_in_table(project: Project) -> Iterator[Found]:
    """One finding for a table, at the first target written in the rarer way (with the sign, where both are as many)."""
    data = [row.target for row in project.indicators if row.target is not None and row.target.value.unit is not None]
    percentages = [one for one in data if one.value.unit is not None and one.value.unit.symbol == "%"]
    spelled = [one for one in percentages if "spelled-unit" in one.value.problems]
    signed = [one for one in percentages if one not in spelled]
    if spelled and signed:
        rarer, usual = (spelled, signed) if len(spelled) < len(signed) else (signed, spelled)
        yield Found(at=rarer[0], evidence=[(OTHER, usual[0])], values={"target": rarer[0].raw})
