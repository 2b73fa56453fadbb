"""One indicator twice in a project's table, with two targets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor.records import Document
from auditor.records.alike import Standing, agree, same_indicators, same_words
from auditor.records.survey import category_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

FIRST = Text(zh="先出现处", en="first stands in")


@rule(
    id="U303",
    name="indicator-with-two-targets",
    title=Text(zh="同一项目同一指标有两个指标值", en="One indicator of a project has two targets"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="同一项目的“{name}”前面是“{first}”，这里是“{again}”。",
        en="The project has “{first}” for “{name}” first and “{again}” here.",
    ),
    advice=Text(
        zh="确是同一指标的保留一个；考核对象不同的，在名称或描述中写明。",
        en="Keep one where they are one indicator; where they measure different things, say so in name or description.",
    ),
    rationale=Text(
        zh="同一指标两个数值，年终按哪个考核说不清楚。",
        en="With two values for one indicator nobody knows which to assess by.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="two rates of passing",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "出厂水检测合格率", "description": "合格的批次", "target": "≥98%"},
                    {"level2": "质量指标", "name": "出厂水检测合格率", "description": "合格的批次", "target": "≥92%"},
                ],
                expect=[Expect(2, "≥92%")],
                instead=[
                    {"level2": "质量指标", "name": "出厂水检测合格率", "description": "合格的批次", "target": "≥98%"},
                    {"level2": "质量指标", "name": "末梢水检测合格率", "description": "合格的批次", "target": "≥92%"},
                ],
            ),
        ],
        good=[
            Good(
                name="the descriptions tell them apart",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "检测合格率", "description": "出厂水的合格率", "target": "≥98%"},
                    {"level2": "质量指标", "name": "检测合格率", "description": "末梢水的合格率", "target": "≥92%"},
                ],
            ),
            Good(
                name="quantity and price of one thing",
                frame="goal-table",
                rows=[
                    {"level2": "数量指标", "name": "水质检测", "description": "", "target": "≥240 次"},
                    {"level2": "成本指标", "name": "水质检测", "description": "", "target": "≤120 元"},
                ],
            ),
        ],
    ),
)
def two_targets(document: Document) -> Iterator[Found]:
    """The later of two targets under one name and one heading of a project that are not the same number."""
    for group in same_indicators(document):
        told: set[int] = set()
        for first, again in combinations(group, 2):
            if again.indicator.number in told or not is_repeated(first, again):
                continue
            told.add(again.indicator.number)
            assert again.indicator.name is not None
            yield Found(
                at=again.target,
                evidence=[(FIRST, first.target)],
                values={"name": again.indicator.name.raw, "first": first.target.raw, "again": again.target.raw},
            )


def is_repeated(first: Standing, again: Standing) -> bool:
    """Whether two rows of one project are one indicator with two numbers."""
    return (
        first.project is again.project
        and category_of(first.indicator) == category_of(again.indicator)
        and same_words(first.indicator, again.indicator)
        and agree(first.target.value, again.target.value) is False
    )
