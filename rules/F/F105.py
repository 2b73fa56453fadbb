"""A project of construction or purchase without a cost indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.records import Document
from auditor.records.survey import called, covered, lacking
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule

PIPES = """\
1、集镇供水管网改造绩效目标表
绩效目标	1.改造老化管网，减少漏损。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	改造管网长度	更换的管道	≥6公里	设计文件
	质量指标	工程验收合格率	验收合格的工程	≥98%	验收标准
"""


@rule(
    id="F105",
    name="cost-missing",
    title=Text(zh="工程或购置项目缺少成本指标", en="Construction or purchase without a cost"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{project}是工程、修缮或购置类项目，没有设置成本指标。",
        en="{project} builds, repairs or buys, and has no cost indicator.",
    ),
    advice=Text(
        zh="补充成本指标，写明总成本或单位成本的控制数。",
        en="Add one: a ceiling for the total or for the unit.",
    ),
    rationale=Text(
        zh="工程基建、大型修缮和购置类项目花钱多、可以算单价，应当设置成本指标控制支出。",
        en="Such projects are expensive and have prices that can be known: a cost indicator is called for.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    options={
        "words": Option(
            type="texts",
            default=["工程", "改造", "修缮", "购置", "采购", "新建", "扩建", "基建", "建设项目"],
            meaning=Text(zh="表明工程、修缮、购置的字眼", en="words that tell of building, repairing or buying"),
        ),
        "exempt": Option(
            type="texts",
            default=[
                "运行",
                "维护",
                "运维",
                "管护",
                "养护",
                "宣传",
                "工作经费",
                "服务",
                "监管",
                "监督",
                "管理",
                "设计",
                "评审",
            ],
            meaning=Text(zh="有这些字眼的不算", en="words that make it something else"),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="pipes renewed at no cost",
                text=PIPES,
                expect=[Expect(1, "集镇供水管网改造")],
                instead=PIPES + "	成本指标	每公里改造成本	改造费用除以长度	≤18万元/公里	概算\n",
            ),
        ],
        good=[
            Good(
                name="upkeep of works is no construction",
                frame="goal-table",
                fields={"project": "供水工程运行维护"},
                rows=[
                    {"name": "维护供水站数量", "target": "≥12个"},
                    {"level2": "质量指标", "name": "设施完好率", "target": "≥98%"},
                ],
            ),
        ],
    ),
)
def cost_missing(document: Document, *, words: Sequence[str], exempt: Sequence[str]) -> Iterator[Found]:
    """Every project whose name tells of building or buying and that has no indicator under costs."""
    for project, known in covered(document):
        name = project.name.raw if project.name is not None else ""
        if not any(word in name for word in words) or any(word in name for word in exempt):
            continue
        place = lacking(project, known, ("cost",))
        if place is not None:
            yield Found(at=place, values={"project": called(project)})
