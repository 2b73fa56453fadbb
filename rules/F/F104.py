"""A table without any benefit indicator."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import called, covered, lacking
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

BENEFITS = ("benefit", "economic", "social", "ecological", "sustainable")


@rule(
    id="F104",
    name="benefit-missing",
    title=Text(zh="缺少效益指标", en="No benefit indicator"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(zh="{project}没有设置效益指标。", en="{project} has no benefit indicator."),
    advice=Text(
        zh="按项目实际补充经济、社会、生态或可持续影响中的至少一类效益指标。",
        en="Add at least one benefit: economic, social, ecological or lasting, as the project has it.",
    ),
    rationale=Text(
        zh="每个项目都要有产出和效益；只有产出没有效益，说不清花钱带来了什么变化。",
        en="Every project has outputs and effects; with outputs alone it is not said what changed for the money.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="outputs and satisfaction alone",
                frame="goal-table",
                rows=[
                    {"name": "管护供水站数量", "target": "≥12个"},
                    {"level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "无",
                        "description": "无",
                        "target": "无",
                        "basis": "无",
                    },
                ],
                expect=[Expect(3, "社会效益指标")],
                instead=[
                    {"name": "管护供水站数量", "target": "≥12个"},
                    {"level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "自来水普及率", "target": "≥95%"},
                ],
            ),
        ],
        good=[
            Good(
                name="one of the kinds is enough",
                frame="goal-table",
                rows=[
                    {"name": "管护供水站数量", "target": "≥12个"},
                    {"level1": "效益指标", "level2": "经济效益指标", "name": "无", "description": "无", "target": "无"},
                    {"level1": "", "level2": "社会效益指标", "name": "自来水普及率", "target": "≥95%"},
                ],
            ),
        ],
    ),
)
def benefit_missing(document: Document) -> Iterator[Found]:
    """Every project without an indicator under any kind of benefit."""
    for project, known in covered(document):
        place = lacking(project, known, BENEFITS)
        if place is not None:
            yield Found(at=place, values={"project": called(project)})
