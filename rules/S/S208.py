"""One indicator under two categories in one document."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.alike import Standing, key_of, same_indicators, same_words
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_level

FIRST = Text(zh="另一处", en="elsewhere")
SHORTEST = 5

HEAD = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
TABLES = f"""\
1、乡村公路养护绩效目标表
绩效目标\t1.养护乡村公路。
{HEAD}效益指标\t社会效益指标\t提升公路通行能力\t路况改善后的通行能力\t显著\t问卷调查

2、县道养护绩效目标表
绩效目标\t1.养护县道。
{HEAD}效益指标\t{{level2}}\t提升公路通行能力\t路况改善后的通行能力\t显著\t问卷调查
"""


@rule(
    id="S208",
    name="one-indicator-two-categories",
    title=Text(zh="同一指标归入两个类别", en="One indicator under two categories"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="“{name}”这里列在“{here}”下，另一处列在“{there}”下。",
        en="“{name}” stands under “{here}” here and under “{there}” elsewhere.",
    ),
    advice=Text(zh="同一指标归入同一类别。", en="File one indicator under one category."),
    rationale=Text(
        zh="同一部门的同一指标归类不一致，汇总和对比时口径对不上。",
        en="Where one indicator stands under two categories, summaries and comparisons do not match.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="social here and sustainable there",
                text=TABLES.format(level2="可持续影响指标"),
                expect=[Expect(9, "可持续影响指标")],
                instead=TABLES.format(level2="社会效益指标"),
            ),
        ],
        good=[Good(name="the heading spelt otherwise", text=TABLES.format(level2="社会效益"))],
    ),
)
def two_categories(document: Document) -> Iterator[Found]:
    """The first level-2 heading that differs from the one of an earlier project with the same indicator."""
    for group in same_indicators(document):
        first = group[0].indicator
        if len(key_of(first)) < SHORTEST:
            continue
        again = next((one.indicator for one in group[1:] if is_refiled(group[0], one)), None)
        if again is not None and again.level2 is not None and first.level2 is not None and again.name is not None:
            values = {"name": again.name.raw, "here": again.level2.raw, "there": first.level2.raw}
            yield Found(at=again.level2, evidence=[(FIRST, first.level2)], values=values)


def is_refiled(first: Standing, again: Standing) -> bool:
    """Whether a row of another project stands under a level 2 of another category."""
    levels = first.indicator.level2, again.indicator.level2
    if levels[0] is None or levels[1] is None or first.project is again.project:
        return False
    categories = category_of_level(levels[0].raw), category_of_level(levels[1].raw)
    return None not in categories and categories[0] != categories[1] and same_words(first.indicator, again.indicator)
