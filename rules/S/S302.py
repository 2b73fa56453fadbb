"""A number in the description, or in the goals of the department, that probably contradicts the target."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Datum, Document, Indicator
from auditor.records.contradiction import (
    Other,
    contradicting,
    figure_in_name,
    goal_prose,
    is_comparable,
    other_figure,
    stated_total,
)
from auditor.records.prose import Told, told_in
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value

SAID = Text(zh="文中的数字", en="the figure in the text")


@rule(
    id="S302",
    name="text-differs-from-target",
    title=Text(zh="文中的数字与指标值可能不符", en="Text probably differs from the target"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="“{name}”的指标值是“{target}”，文中写的是“{said}”，两者可能说的是同一件事。",
        en="The target of “{name}” is “{target}” and the text says “{said}”; the two are probably one thing.",
    ),
    advice=Text(
        zh="核对是不是同一口径：是的改成一致，不是的在描述中写明区别。",
        en="Check whether they measure one thing; if so, make them agree, if not, describe how they differ.",
    ),
    rationale=Text(
        zh="绩效目标、描述和指标值相互印证；数字不同又不说明，审核和考核都会有疑问。",
        en="Goal, description and target bear one another out; an unexplained difference leaves a doubt.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="the description has a total of its own",
                frame="goal-table",
                rows=[{"name": "安装水表的数量", "description": "涉及农户和单位共1310户。", "target": "1000 户"}],
                expect=[Expect(1, "1000 户")],
                instead=[{"name": "安装水表的数量", "description": "涉及农户和单位共1000户。", "target": "1000 户"}],
            ),
            Bad(
                name="the name has a number of its own",
                frame="goal-table",
                rows=[{"name": "开展供水检查12次", "description": "全年", "target": "≥2次/年"}],
                expect=[Expect(1, "≥2次/年")],
                instead=[{"name": "开展供水检查次数", "description": "全年", "target": "≥12次/年"}],
            ),
            Bad(
                name="the department's goals say less",
                text="""\
第一部分 部门整体绩效目标
一、总体绩效目标
全年管护农村供水站12处，保障群众用水。

1、农村供水管护绩效目标表
绩效目标\t1.做好农村供水管护。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t管护供水站数量\t纳入管护的供水站\t≥15 处\t工作计划
""",
                expect=[Expect(8, "≥15 处")],
                instead="""\
第一部分 部门整体绩效目标
一、总体绩效目标
全年管护农村供水站15处，保障群众用水。

1、农村供水管护绩效目标表
绩效目标\t1.做好农村供水管护。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t管护供水站数量\t纳入管护的供水站\t≥15 处\t工作计划
""",
            ),
        ],
        good=[
            Good(
                name="the parts of the total",
                frame="goal-table",
                rows=[{"name": "安装水表的数量", "description": "农户900户、单位100户。", "target": "1000 户"}],
            ),
            Good(
                name="the name has the same number",
                frame="goal-table",
                rows=[{"name": "开展供水检查12次", "description": "全年", "target": "≥12次/年"}],
            ),
            Good(
                name="a total in another unit",
                frame="goal-table",
                rows=[{"name": "安装水表的数量", "description": "涉及行政村共24个。", "target": "1000 户"}],
            ),
        ],
    ),
)
def differs(document: Document) -> Iterator[Found]:
    """Targets that differ from a total in their description, or from a figure of the goals of project or department.

    What S301 finds certain is left to it.
    """
    near = contradicting(document)
    prose = [*told_in(goal_prose(document))]
    for row in document.indicators:
        if row.target is None or row.name is None or not is_comparable(row.target.value):
            continue
        said = said_otherwise(row, row.target.value, near.get(id(row)), prose)
        if said is not None:
            values = {"name": row.name.raw, "target": row.target.raw, "said": said.raw}
            yield Found(at=row.target, evidence=[(SAID, said)], values=values)


def said_otherwise(row: Indicator, value: Value, near: Other | None, prose: list[Told]) -> Datum[Value] | None:
    """The figure that differs: in goals or description, else in the name or a total, else in the department's goals."""
    if near is not None:
        return None if near.certain else near.place
    own = figure_in_name(row, value) or stated_total(row, value)
    if own is not None:
        return own
    far = other_figure(row, value, prose)
    return far.place if far is not None else None
