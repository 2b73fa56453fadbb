"""A description that adds nothing but filler, or the project's name, to the name."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare, core
from auditor.records import Indicator, Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_level

FILLER = ("工作", "项目", "资金")
SHORTEST = 2


@rule(
    id="D402",
    name="description-adds-filler-alone",
    title=Text(zh="指标描述只是重复名称加虚字", en="Description is the name with filler"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "description"],
    message=Text(
        zh="“{name}”的描述“{description}”只是把名称换个说法，没有说明指标的含义。",
        en="The description “{description}” says “{name}” in other words and explains nothing.",
    ),
    advice=Text(
        zh="写明考核什么、怎样计算，例如分子、分母各是什么，统计哪段时间。",
        en="Say what is measured and how it is computed, such as numerator, denominator and period.",
    ),
    rationale=Text(
        zh="指标描述用来说明指标的含义和算法；只加上“完成”“提升”“全县”一类的字眼或者项目名称，等于没有说明。",
        en="A description defines the indicator and its computation; the name with filler or the project's name added "
        "defines nothing.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="filler before and after",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "管网检修任务完成率",
                        "description": "完成全县管网检修任务。",
                        "target": "≥95%",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "可持续影响指标",
                        "name": "持续提升供水能力",
                        "description": "提升供水能力",
                        "target": "≥90%",
                    },
                ],
                expect=[Expect(1, "完成全县管网检修任务。"), Expect(2, "提升供水能力")],
                instead=[
                    {
                        "level2": "质量指标",
                        "name": "管网检修任务完成率",
                        "description": "检修的管网占列入计划管网的比例",
                        "target": "≥95%",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "可持续影响指标",
                        "name": "日供水能力",
                        "description": "供水站每天可供的水量",
                        "target": "≥900 吨",
                    },
                ],
            ),
            Bad(
                name="the project's name before it",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "有效管护", "description": "饮水设施有效管护。", "target": "≥95%"}
                ],
                fields={"project": "农村饮水设施管护费"},
                expect=[Expect(1, "饮水设施有效管护。")],
                instead=[
                    {
                        "level2": "质量指标",
                        "name": "有效管护",
                        "description": "按规程巡检的设施占全部设施的比例",
                        "target": "≥95%",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="the description names the parts of the ratio",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "管网检修任务完成率",
                        "description": "完成检修的管网占列入计划管网的比例",
                        "target": "≥95%",
                    }
                ],
            ),
            Good(
                name="in time is no filler",
                frame="goal-table",
                rows=[{"level2": "时效指标", "name": "检修完成率", "description": "及时完成检修", "target": "≥95%"}],
            ),
        ],
    ),
)
def adds_filler(indicator: Indicator, project: Project) -> Iterator[Found]:
    """The description where it says what the name says; equal to the letter is another rule's."""
    name, text = indicator.name, indicator.description
    if name is None or text is None or bare(name.raw) == bare(text.raw) or category_of_level(name.raw) is not None:
        return
    about = bare(project.name.raw) if project.name is not None else ""
    if min(len(core(name.raw)), len(core(text.raw))) >= SHORTEST and repeats(bare(text.raw), bare(name.raw), about):
        yield Found(at=text, values={"name": name.raw, "description": text.raw})


def repeats(text: str, name: str, project: str) -> bool:
    """Whether a text is a name but for filler, or with a part of the project's name or an empty word before it."""
    if core(text) == core(name):
        return True
    before = text.removesuffix(name)
    return before != text and (before in FILLER or before in project)
