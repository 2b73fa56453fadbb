"""An indicator that is nothing but the heading it stands under."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Indicator
from auditor.records.survey import description_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_level
from auditor.values.lexicon import name_key

BENEFITS = ("economic", "social", "ecological", "sustainable", "benefit")
# A name of the template itself (社会效益指标) was never filled in: another rule's.
TEMPLATE = "指标"
BARE = ("满意度", "满意率", "满意程度")


@rule(
    id="D404",
    name="name-is-its-heading",
    title=Text(zh="三级指标名称就是二级指标", en="Indicator named as its heading"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="三级指标“{name}”只是重复二级指标“{heading}”，没有写出具体指标。",
        en="The indicator “{name}” repeats its heading “{heading}” and names nothing that could be assessed.",
    ),
    advice=Text(
        zh="写出具体的效果和衡量它的指标，如“受益学生人数”“事故下降率”。",
        en="Name the effect and a measure for it, such as the number of pupils reached.",
    ),
    rationale=Text(
        zh="二级指标是类别，三级指标要把它落到一件可以衡量的事上；只写类别，等于没有指标。",
        en="Level 2 is a category; level 3 must bring it down to a thing that is measured.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="social benefit",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "社会效益",
                        "description": "改善村民用水条件",
                        "target": "≥90%",
                    }
                ],
                expect=[Expect(1, "社会效益")],
                instead=[
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "自来水普及率",
                        "description": "用上自来水的村民比例",
                        "target": "≥90%",
                    }
                ],
            ),
            Bad(
                name="satisfaction described as satisfaction",
                frame="goal-table",
                rows=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "满意度",
                        "description": "满意度",
                        "target": "≥90%",
                    }
                ],
                expect=[Expect(1, "满意度")],
                instead=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "村民满意度",
                        "description": "问卷中满意的村民比例",
                        "target": "≥90%",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="a benefit that can be measured",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "自来水普及率",
                        "description": "社会效益",
                        "target": "≥90%",
                    }
                ],
            ),
            Good(
                name="satisfaction, with the group in the description",
                frame="goal-table",
                rows=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "满意度",
                        "description": "受益村民满意度",
                        "target": "≥90%",
                    }
                ],
            ),
        ],
    ),
)
def its_heading(indicator: Indicator) -> Iterator[Found]:
    """The name where it is a benefit's heading, or satisfaction described as satisfaction."""
    name, heading = indicator.name, indicator.level2
    if name is None or heading is None or name_key(name.raw) != bare(name.raw) or name.raw.endswith(TEMPLATE):
        return
    category = category_of_level(name.raw)
    if category is None or category != category_of_level(heading.raw):
        return
    if category in BENEFITS or (name.raw in BARE and description_of(indicator) == bare(name.raw)):
        yield Found(at=name, evidence=[heading], values={"name": name.raw, "heading": heading.raw})
