"""An actual that is no result: 实际完成值 ≥95%."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator, Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

SIGNS = ("≥", ">", "≤", "<", "≧", "≦")
ALSO = Text(zh="同样写法", en="the same")


@rule(
    id="V409",
    name="actual-with-comparator",
    title=Text(zh="实际完成值带有计算符号", en="Actual with a comparator"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”的实际完成值写作“{actual}”，带有计算符号，不是实际数；本表共 {count} 处。",
        en="The actual of “{name}” is “{actual}”: a bound, not a result; {count} such in this table.",
    ),
    advice=Text(
        zh="填写实际统计或调查得到的数，例如 96.5%，不要照抄年度指标值。",
        en="Enter the figure that was counted or surveyed, such as 96.5%; do not copy the target.",
    ),
    rationale=Text(
        zh="实际完成值是一个确定的数；写成“≥95%”说明照抄了目标，无法判断完成程度，也无法据以计分。",
        en="An actual is a definite figure; ≥95% is the target copied, and neither achievement nor score follows.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="two targets copied",
                frame="self-evaluation",
                rows=[
                    {"level2": "质量指标", "name": "膳食合格率", "target": "≥95%", "actual": "≥95%"},
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "就餐老人满意度",
                        "target": "≥90%",
                        "actual": "≥90%",
                    },
                ],
                expect=[Expect(1, "≥95%")],
                instead=[
                    {"level2": "质量指标", "name": "膳食合格率", "target": "≥95%", "actual": "98.2%"},
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "就餐老人满意度",
                        "target": "≥90%",
                        "actual": "93%",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="definite figures",
                frame="self-evaluation",
                rows=[
                    {"level2": "质量指标", "name": "膳食合格率", "target": "≥95%", "actual": "=100%"},
                    {"level2": "时效指标", "name": "送餐时限", "target": "≤30分钟", "actual": "30分钟内"},
                ],
            ),
        ],
    ),
)
def actual_with_comparator(project: Project) -> Iterator[Found]:
    """One finding for a table, at the first actual that begins with a sign of comparison; the others are evidence."""
    rows = [row for row in project.indicators if row.name is not None and is_bound(row)]
    if not rows:
        return
    actuals = [row.actual for row in rows if row.actual is not None]
    first = rows[0].name
    yield Found(
        at=actuals[0],
        evidence=[(ALSO, actual) for actual in actuals[1:]],
        values={"name": first.raw if first else "", "actual": actuals[0].raw, "count": str(len(actuals))},
    )


def is_bound(row: Indicator) -> bool:
    """Whether the actual is a figure behind a sign of comparison; words such as 30分钟内 pass."""
    value = row.actual.value if row.actual is not None else None
    return value is not None and value.figure is not None and value.printed_comparator.startswith(SIGNS)
