"""A satisfaction indicator that does not say whose."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Indicator
from auditor.records.survey import description_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values.lexicon import name_key

BARE = ("满意度", "满意率", "满意程度")


@rule(
    id="D403",
    name="satisfaction-of-nobody",
    title=Text(zh="满意度指标没有写明对象", en="Satisfaction of nobody in particular"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="指标名称“{name}”只是重复二级指标，没有写明是谁的满意度。",
        en="The name “{name}” only repeats its heading; it does not say whose satisfaction.",
    ),
    advice=Text(
        zh="在名称里写明调查对象，如“学生家长满意度”“参保群众满意度”。",
        en="Name those who are asked, as in 学生家长满意度 or 参保群众满意度.",
    ),
    rationale=Text(
        zh="不同的人对同一项目的满意度不一样；不写明对象，问卷不知道发给谁，结果也不能比较。",
        en="Different people are satisfied to different degrees; without the group nobody knows whom to ask.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="satisfaction",
                frame="goal-table",
                rows=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "满意度",
                        "description": "受益村民表示满意的比例",
                        "target": "≥90%",
                    }
                ],
                expect=[Expect(1, "满意度")],
                instead=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "受益村民满意度",
                        "description": "受益村民表示满意的比例",
                        "target": "≥90%",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="villagers",
                frame="goal-table",
                rows=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "村民满意度",
                        "description": "受益村民表示满意的比例",
                        "target": "≥90%",
                    }
                ],
            ),
            Good(
                name="the usual heading as a name",
                frame="goal-table",
                rows=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "服务对象满意度",
                        "description": "受益村民表示满意的比例",
                        "target": "≥90%",
                    }
                ],
            ),
        ],
    ),
)
def nobody(indicator: Indicator) -> Iterator[Found]:
    """The name where it is 满意度 alone; where the description is that too, the row is another rule's."""
    name = indicator.name
    if name is None or name_key(name.raw) not in BARE:
        return
    if description_of(indicator) != bare(name.raw):
        yield Found(at=name, values={"name": name.raw})
