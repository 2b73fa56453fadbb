"""A self-evaluation without a total score."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import called, heading_of, rows, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

TABLE = """\
2023年度项目支出绩效自评表

项目名称	农机购置补贴
主管部门	县农业农村局			实施单位	县农机推广站
绩效指标	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
	产出指标	数量指标	补贴机具数量	≥300台	312台	45	45
	满意度指标	服务对象满意度指标	农户满意度	≥90%	93%	55	55
"""


@rule(
    id="F109",
    name="total-score-missing",
    title=Text(zh="自评表没有总分", en="Self-evaluation without a total score"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{project}的自评表列了各项得分，没有总分。",
        en="The self-evaluation of {project} lists the scores but no total.",
    ),
    advice=Text(
        zh="补填总分：各项指标得分与预算执行率得分之和。",
        en="Add the total: the scores of the indicators and of the execution rate.",
    ),
    rationale=Text(
        zh="自评等级按总分确定；没有总分，等级和汇总表都无从核对。",
        en="The grade follows from the total; without it neither grade nor summary can be checked.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="the line of totals is not there",
                text=TABLE,
                expect=[Expect(3, "农机购置补贴")],
                instead=TABLE + "总分					100	100\n",
            ),
        ],
        good=[
            Good(name="the total is there", text=TABLE + "总分					100	100\n"),
            Good(name="called 合计", text=TABLE + "合计					100	100\n"),
        ],
    ),
)
def total_missing(document: Document) -> Iterator[Found]:
    """Every self-evaluation with scores and without a line of totals."""
    for project in tables(document):
        scored = [row for row in rows(project) if row.score is not None and row.score.value.figure is not None]
        if len(scored) > 1 and project.total_score is None and project.total_weight is None:
            yield Found(at=heading_of(project), values={"project": called(project)})
