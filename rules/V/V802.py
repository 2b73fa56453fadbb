"""A template label left before a name, in a form whose other names have none."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Project
from auditor.rule import Bad, Examples, Found, Good, Text, rule


@rule(
    id="V802",
    name="template-label-left",
    title=Text(zh="指标名称前留着模板序号", en="Template label before a name"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”前面留着模板的“{label}”，本表其他指标没有。",
        en="“{label}” of the template was left before “{name}”; most names of the table have no label.",
    ),
    advice=Text(zh="删去序号，或全表统一编号。", en="Delete the label, or number all indicators."),
    rationale=Text(
        zh="同一张表有的带序号有的不带，说明没有按模板清理，也不便引用。",
        en="Where some names have the template's label and others have not, the form was not tidied up.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="one of three",
                frame="goal-table",
                rows=[
                    {"name": "举办运动会场次", "description": "县级运动会", "target": "≥2场"},
                    {"level2": "质量指标", "name": "赛事安全合格率", "description": "安全检查", "target": "=100%"},
                    {
                        "level2": "时效指标",
                        "name": "指标1:赛事完成时间",
                        "description": "秋季",
                        "target": "2024年10月底前",
                    },
                ],
                expect=[(3, "指标1:")],
                instead=[
                    {"name": "举办运动会场次", "description": "县级运动会", "target": "≥2场"},
                    {"level2": "质量指标", "name": "赛事安全合格率", "description": "安全检查", "target": "=100%"},
                    {"level2": "时效指标", "name": "赛事完成时间", "description": "秋季", "target": "2024年10月底前"},
                ],
            ),
        ],
        good=[
            Good(
                name="every row has its number",
                frame="goal-table",
                rows=[
                    {"name": "指标1:举办运动会场次", "description": "县级运动会", "target": "≥2场"},
                    {"name": "指标2:参赛运动员人数", "description": "县级运动会", "target": "≥600人"},
                    {"level2": "质量指标", "name": "指标1:赛事安全合格率", "description": "检查", "target": "=100%"},
                ],
            ),
        ],
    ),
)
def template_label_left(project: Project) -> Iterator[Found]:
    """Every label before a name, where fewer than half of the names have one."""
    named = [row for row in project.indicators if row.name is not None]
    labelled = [row for row in named if row.label is not None]
    if 2 * len(labelled) >= len(named):
        return
    for row in labelled:
        if row.label is not None and row.name is not None:
            yield Found(at=row.label, values={"name": row.name.raw, "label": row.label.raw})
