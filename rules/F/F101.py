"""A table without quantity or quality indicators."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import called, covered, lacking
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

WANTED = {
    "quantity": Text(zh="数量指标", en="quantity"),
    "quality": Text(zh="质量指标", en="quality"),
}


@rule(
    id="F101",
    name="quantity-or-quality-missing",
    title=Text(zh="产出指标缺少数量或质量指标", en="No quantity or no quality indicator"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{project}没有设置{category}。",
        en="{project} has no {category} indicator.",
    ),
    advice=Text(
        zh="补充缺少的一类指标：数量写做多少，质量写做到什么标准。",
        en="Add what is missing: a quantity says how much is done, a quality to what standard.",
    ),
    rationale=Text(
        zh="产出指标原则上要有数量和质量两类；缺了一类，干了多少或者干得好不好就无从考核。",
        en="Outputs are in principle assessed by quantity and by quality; without one of them half cannot be assessed.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="the row of quantities is empty",
                frame="goal-table",
                rows=[
                    {"level2": "数量指标", "name": "无", "description": "无", "target": "无", "basis": "无"},
                    {"level1": "", "level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                    {"level1": "", "level2": "时效指标", "name": "报修处理时限", "target": "≤24小时"},
                ],
                expect=[Expect(1, "数量指标")],
                instead=[
                    {"level2": "数量指标", "name": "管护供水站数量", "target": "≥12个"},
                    {"level1": "", "level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                    {"level1": "", "level2": "时效指标", "name": "报修处理时限", "target": "≤24小时"},
                ],
            ),
        ],
        good=[
            Good(
                name="both are there",
                frame="goal-table",
                rows=[
                    {"level2": "数量指标", "name": "管护供水站数量", "target": "≥12个"},
                    {"level1": "", "level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                ],
            ),
            Good(
                name="a table with headings of its own",
                frame="goal-table",
                rows=[
                    {"level1": "履职效果", "level2": "供水管护", "name": "管护供水站数量", "target": "≥12个"},
                    {"level1": "履职效果", "level2": "水质监测", "name": "监测点数量", "target": "≥30个"},
                ],
            ),
        ],
    ),
)
def output_missing(document: Document) -> Iterator[Found]:
    """For every project, each of the two categories that it has no indicator under."""
    for project, known in covered(document):
        for category, name in WANTED.items():
            place = lacking(project, known, (category,))
            if place is not None:
                yield Found(at=place, values={"project": called(project), "category": name})
