"""Percentages spelled out in some tables of a document and written with the sign elsewhere: one finding for all."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Datum, Document, Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value

SIGN = Text(zh="写作 % 处", en="written with the sign")
TWO_TABLES = """\
1、村道养护绩效目标表
绩效目标\t1.养护村道，保障通行。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t质量指标\t村道完好率\t完好里程占比\t{first}\t养护规范

2、村道绿化绩效目标表
绩效目标\t1.绿化村道两侧。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t质量指标\t苗木成活率\t成活株数占比\t{second}\t绿化方案
"""


@rule(
    id="V502",
    name="percent-spelled-and-signed",
    title=Text(zh="全文百分数有的写“百分比”有的写 %", en="Percentages spelled out here and signed there"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="全文有 {count} 处百分数写作“百分比”，其他地方写作 %，写法不统一。",
        en="{count} percentages are spelled out as 百分比 while others have the sign.",
    ),
    advice=Text(zh="统一写作 %。", en="Write % throughout."),
    rationale=Text(
        zh="同一份文件里单位写法不一，汇总和检索时会被当作两种单位。",
        en="Two spellings of one unit count as two units when tables are merged or searched.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="one table each",
                text=TWO_TABLES.format(first="≥90百分比", second="≥85%"),
                expect=[Expect(4, "≥90百分比")],
                instead=TWO_TABLES.format(first="≥90%", second="≥85%"),
            ),
            Bad(
                name="the spending schedule has the sign",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "村道完好率", "description": "完好里程占比", "target": "≥90百分比"}
                ],
                expect=[Expect(1, "≥90百分比")],
                instead=[{"level2": "质量指标", "name": "村道完好率", "description": "完好里程占比", "target": "≥90%"}],
            ),
        ],
        good=[
            Good(name="spelled out throughout", text=TWO_TABLES.format(first="≥90百分比", second="≥85百分比")),
        ],
    ),
)
def percent_spelled_and_signed(document: Document) -> Iterator[Found]:
    """The first spelled-out percentage, where a percentage outside its table has the sign."""
    spelled = {project.number: [one for one in targets(project) if is_spelled(one)] for project in document.projects}
    first = next((one for of_project in spelled.values() for one in of_project), None)
    if first is None:
        return
    signed = next(
        (one for project in document.projects for one in elsewhere(project, bool(spelled[project.number]))), None
    )
    if signed is not None:
        count = sum(map(len, spelled.values()))
        yield Found(at=first, evidence=[(SIGN, signed)], values={"count": str(count)})


def targets(project: Project) -> list[Datum[Value]]:
    """The percentages among a project's targets and actuals."""
    data = [one for row in project.indicators for one in (row.target, row.actual) if one is not None]
    return [one for one in data if one.value.unit is not None and one.value.unit.symbol == "%"]


def is_spelled(datum: Datum[Value]) -> bool:
    """Whether a percentage is written with a word for the sign."""
    return "spelled-unit" in datum.value.problems


def elsewhere(project: Project, mixed: bool) -> Iterator[Datum[Value]]:
    """The signed percentages of a project; those beside spelled-out ones in one table are another rule's business."""
    yield from (step.percent for step in project.schedule if step.percent is not None and "%" in step.percent.raw)
    if not mixed:
        yield from (one for one in targets(project) if not is_spelled(one))
