"""A percentage such as 292%, whose first digit was a comparator before conversion."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import ratio_kind

LOST = "lost-comparator"
MAY_EXCEED = ("growth", "multiple")


@rule(
    id="F305",
    name="comparator-lost",
    title=Text(zh="计算符号疑似在转换中丢失", en="Comparator lost in conversion"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”的指标值是“{target}”，很可能原来是“{meant}”，转换文件时把“≥”变成了“2”。",
        en="The target of “{name}” is “{target}”; it was probably “{meant}” before conversion turned ≥ into 2.",
    ),
    advice=Text(zh="对照原表改正。", en="Compare with the original and correct it."),
    rationale=Text(
        zh="从 PDF 或图片转换时，“≥”常被认成“2”；错的可能是文件转换，不一定是填报。",
        en="Conversion from PDF or pictures often reads ≥ as 2; the slip need not be the department's.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="two hundred and ninety-five per cent",
                frame="goal-table",
                rows=[{"level2": "质量指标", "name": "设施完好率", "description": "完好的设施占比", "target": "295%"}],
                expect=[Expect(1, "295%")],
                instead=[
                    {"level2": "质量指标", "name": "设施完好率", "description": "完好的设施占比", "target": "≥95%"}
                ],
            ),
        ],
        good=[
            Good(
                name="with a comparator it is another slip",
                frame="goal-table",
                rows=[{"level2": "质量指标", "name": "设施完好率", "description": "完好的设施占比", "target": "≥295%"}],
            ),
            Good(
                name="growth may be that high",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "经济效益指标",
                        "name": "销售额增长率",
                        "description": "比上年增长",
                        "target": "295%",
                    }
                ],
            ),
        ],
    ),
)
def comparator_lost(indicator: Indicator) -> Iterator[Found]:
    """The target where its value reads as a percentage with a comparator turned into a digit."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or LOST not in target.value.problems or ratio_kind(name.raw) in MAY_EXCEED:
        return
    meant = "≥" + target.raw.strip()[1:]
    yield Found(at=target, values={"name": name.raw, "target": target.raw, "meant": meant}, suggestion=meant)
