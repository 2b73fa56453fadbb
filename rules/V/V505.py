"""One percentage without a comparator among siblings that have theirs."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator, Project
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import expected_dimensions, polarity

# Of fewer rows one cannot say what the table's habit is.
FEWEST_SIBLINGS = 3
SIBLING = Text(zh="同表写法", en="in the same table")


@rule(
    id="V505",
    name="comparator-missing-among-siblings",
    title=Text(zh="同表唯独一个百分数没有计算符号", en="One percentage of a table without its comparator"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”写作“{target}”，没有计算符号，同表其他 {count} 个百分数都有。",
        en="“{name}” has “{target}” without a comparator; the other {count} percentages of the table have theirs.",
    ),
    advice=Text(zh="补上计算符号；确是固定值的写“=”。", en="Add the comparator; where the figure is fixed write =."),
    rationale=Text(
        zh="没有符号就是要求正好等于这个数，高一点低一点都不算完成，多半是漏写。",
        en="Without a comparator the figure must be met exactly; the sign was mostly left out.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the fourth lost its sign",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "幼儿体检率", "description": "体检幼儿占比", "target": "≥95%"},
                    {"level2": "时效指标", "name": "补助发放及时率", "description": "按时发放占比", "target": "≥98%"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "幼儿入园率", "target": "≥90%"},
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "家长满意度", "target": "90%"},
                ],
                expect=[(4, "90%")],
                instead=[
                    {"level2": "质量指标", "name": "幼儿体检率", "description": "体检幼儿占比", "target": "≥95%"},
                    {"level2": "时效指标", "name": "补助发放及时率", "description": "按时发放占比", "target": "≥98%"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "幼儿入园率", "target": "≥90%"},
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "家长满意度", "target": "≥90%"},
                ],
            ),
        ],
        good=[
            Good(
                name="one hundred and nought need no sign",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "幼儿体检率", "description": "体检幼儿占比", "target": "≥95%"},
                    {"level2": "时效指标", "name": "补助发放及时率", "description": "按时发放占比", "target": "100%"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "幼儿入园率", "target": "≥90%"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "安全事故发生率", "target": "0%"},
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "家长满意度", "target": "≥90%"},
                ],
            ),
            Good(
                name="none of the table has one",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "幼儿体检率", "description": "体检幼儿占比", "target": "95%"},
                    {"level2": "时效指标", "name": "补助发放及时率", "description": "按时发放占比", "target": "98%"},
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "幼儿入园率", "target": "90%"},
                    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "家长满意度", "target": "90%"},
                ],
            ),
        ],
    ),
)
def comparator_missing(project: Project) -> Iterator[Found]:
    """The one percentage between 0 and 100 without a comparator, where at least three others have one."""
    rows = [row for row in project.indicators if row.name is not None and is_open_percentage(row)]
    bare = [row for row in rows if row.target is not None and row.target.value.comparator is None]
    bound = [row for row in rows if row not in bare]
    if len(bare) != 1 or len(bound) < FEWEST_SIBLINGS:
        return
    name, target, sibling = bare[0].name, bare[0].target, bound[0].target
    if name is None or target is None or sibling is None:
        return
    sign = "≤" if polarity(name.raw) == "lower" else "≥"
    yield Found(
        at=target,
        evidence=[(SIBLING, sibling)],
        values={"name": name.raw, "target": target.raw, "count": str(len(bound))},
        suggestion=f"{sign}{target.value.printed()}",
    )


def is_open_percentage(row: Indicator) -> bool:
    """Whether the target is one percentage between 0 and 100, both excluded, under a name that allows it."""
    value = row.target.value if row.target is not None else None
    if value is None or value.kind != "number" or value.figure is None or value.unit is None:
        return False
    expected = expected_dimensions(row.name.raw if row.name else "")
    return value.unit.symbol == "%" and 0 < value.figure.number < 100 and (not expected or "ratio" in expected)
