"""A table without a satisfaction indicator."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import called, covered, lacking
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule


@rule(
    id="F103",
    name="satisfaction-missing",
    title=Text(zh="缺少满意度指标", en="No satisfaction indicator"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(zh="{project}没有设置满意度指标。", en="{project} has no satisfaction indicator."),
    advice=Text(
        zh="补充服务对象满意度指标，写明调查谁、达到百分之多少；确实没有服务对象的，说明理由。",
        en="Add one that says who is asked and what share is to be satisfied; where nobody is served, say why.",
    ),
    rationale=Text(
        zh="满意度是绩效指标的基本组成部分；没有满意度指标，服务对象怎么看就无从反映。",
        en="Satisfaction is one of the basic parts of the table; without it nothing tells what those served think.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="the row is empty",
                frame="goal-table",
                rows=[
                    {"name": "管护供水站数量", "target": "≥12个"},
                    {"level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "无",
                        "description": "无",
                        "target": "无",
                        "basis": "无",
                    },
                ],
                expect=[Expect(3, "服务对象满意度指标")],
                instead=[
                    {"name": "管护供水站数量", "target": "≥12个"},
                    {"level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "村民满意度", "target": "≥90%"},
                ],
            ),
        ],
        good=[
            Good(
                name="the villagers are asked",
                frame="goal-table",
                rows=[
                    {"name": "管护供水站数量", "target": "≥12个"},
                    {"level2": "质量指标", "name": "设施完好率", "target": "≥95%"},
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "村民满意度", "target": "≥90%"},
                ],
            ),
            Good(
                name="asked under social benefit",
                frame="goal-table",
                rows=[
                    {"name": "管护供水站数量", "target": "≥12个"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "村民满意度", "target": "≥90%"},
                ],
            ),
        ],
    ),
)
def satisfaction_missing(document: Document) -> Iterator[Found]:
    """Every project that asks nobody whether they are satisfied, wherever in its table."""
    for project, known in covered(document):
        place = lacking(project, known, ("satisfaction",))
        if place is not None and not any(row.name is not None and "满意" in row.name.raw for row in project.indicators):
            yield Found(at=place, values={"project": called(project)})
