"""A target many times that of last year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.collection import Across, Collection
from auditor.collection.changes import ratio
from auditor.collection.matching import paired_rows, successive
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Option, Text, rule

ONE = 1

REST = [("质量指标", "水质抽检合格率", "≥92%"), ("服务对象满意度指标", "村民满意度", "≥90%")]


def two(target: str, budget: str) -> str:
    """The goal tables of two years, the second with this target and budget."""
    first = [("数量指标", "检测水样数量", "≥1400份"), *REST]
    second = [("数量指标", "检测水样数量", target), *REST]
    return goal_table("2023.txt", "临河县水务局", "水质检测", rows=first, year=2023) + goal_table(
        "2024.txt", "临河县水务局", "水质检测", rows=second, budget=budget
    )


@rule(
    id="C302",
    name="target-jumps-from-last-year",
    title=Text(zh="指标值与上年相差悬殊", en="A target is many times that of last year, or a fraction"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{indicator}”上年指标值为 {before}，本年为 {after}，相差 {times} 倍以上（"
        "{how}）。",
        en="The target of “{indicator}” was {before} last year and is {after}: {times} times apart, or more "
        "({how}).",
    ),
    advice=Text(
        zh="请核对本年指标值的数字和计量单位；无误的，请说明变动原因。",
        en="Check number and unit; where they are right, say why the target moved so far.",
    ),
    rationale=Text(
        zh="同一项目同一指标一年之间相差十倍以上，多为单位或小数点填错。",
        en="One indicator ten times off within a year is mostly a unit or a decimal point gone wrong.",
    ),
    basis="convention",
    options={
        "times": Option(type="number", default="10", meaning=Text(zh="相差多少倍时提示", en="how many times apart")),
    },
    examples=Examples(
        bad=[
            Bad(
                name="ten times as many",
                text=two("≥14000份", "50.00"),
                expect=[Expect(20, "≥14000份")],
                instead=two("≥1400份", "50.00"),
            )
        ],
        good=[
            Good(name="half as many again", text=two("≥2100份", "50.00")),
            Good(name="the same in another unit", text=two("≥0.14万份", "50.00")),
        ],
    ),
)
def jump(collection: Collection, *, times: Decimal) -> Iterator[Across]:
    """Every target that is so many times that of last year, or so small a fraction of it."""
    for match in successive(collection):
        for before, after in paired_rows(match.earlier[1], match.later[1])[0]:
            grown = ratio(before, after)
            if grown is not None and (grown >= times or grown * times <= ONE):
                yield Across(
                    at=after.place,
                    evidence=[(Text(zh="上年指标值", en="target of last year"), before.place)],
                    values={
                        "indicator": after.name,
                        "before": before.printed,
                        "after": after.printed,
                        "times": times,
                        "how": match.how,
                    },
                )
