"""Sources of funds without their total."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import FundLine, Project
from auditor.records.money import SOURCES, TOTALS
from auditor.rule import Bad, Examples, Found, Good, Text, rule

PART = Text(zh="分项", en="source")
TABLE = """\
附件1
2024年部门项目支出预算绩效目标表
项目名称\t\t排水防涝设施养护
主管部门\t\t某县住建局\t实施单位\t某县市政所
项目资金\t\t年度资金总额\t{total}
\t\t其中:财政拨款\t36.00万元
\t\t其他资金\t0万元
绩效目标\t\t疏通雨水管网，消除易涝点。
绩效指标\t一级指标\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t疏通雨水管网\t≥18公里
"""


@rule(
    id="V608",
    name="funds-without-total",
    title=Text(zh="填了资金来源没有填总额", en="Sources of funds without their total"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(zh="“{part}”填了 {amount}，“{total}”是空白。", en="“{part}” has {amount}, but “{total}” is blank."),
    advice=Text(zh="补填总额，与各项来源之和一致。", en="Enter the total, equal to the sum of the sources."),
    rationale=Text(
        zh="没有总额，项目预算规模和成本指标都无从核对。",
        en="Without the total neither the size of the project nor its cost indicators can be checked.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="the total left blank",
                text=TABLE.format(total=""),
                expect=[(5, "年度资金总额")],
                instead=TABLE.format(total="36.00万元"),
            ),
        ],
        good=[
            Good(name="total and sources", text=TABLE.format(total="36.00万元")),
        ],
    ),
)
def funds_without_total(project: Project) -> Iterator[Found]:
    """One finding for a project with a line for the total, no amount in any such line, and an amount in a source."""
    totals = [line for line in project.funds if line.key in TOTALS]
    part = next((line for line in project.funds if line.key in SOURCES and has_figure(line)), None)
    if not totals or part is None or part.amount is None or any(line.amount is not None for line in totals):
        return
    values = {"part": part.item.raw, "amount": part.amount.raw, "total": totals[0].item.raw}
    yield Found(at=totals[0].item, evidence=[(PART, part.amount)], values=values)


def has_figure(line: FundLine) -> bool:
    """Whether a line has an amount above 0."""
    return line.amount is not None and line.amount.value.figure is not None and line.amount.value.figure > 0
