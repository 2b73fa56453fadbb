"""A project that is called otherwise in the summary than in its own table."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.matching import matched, title_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

TABLE = Text(zh="自评表中的名称", en="its name in its own table")

TEXT = """\
（1）项目1：湿地公园巡护经费

项目支出绩效自评表

项目名称	湿地公园巡护经费
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
产出指标	数量指标	巡护天数	≥300天	312天	90	90
总分				100	100

2023年度项目支出绩效自评结果汇总表

序号	项目名称	全年预算数	全年执行数	执行率	自评得分
1	{name}	20.00	20.00	100%	100
	合计	20.00	20.00	100%
"""


@rule(
    id="T506",
    name="project-named-differently",
    title=Text(zh="汇总表与自评表的项目名称不一致", en="Project named otherwise in the summary"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="汇总表写作“{line}”，自评表写作“{table}”。",
        en="The summary says “{line}”, the project's own table “{table}”.",
    ),
    advice=Text(zh="以预算批复的项目名称为准，改成一致。", en="Use the name under which the budget was approved."),
    rationale=Text(
        zh="同一项目两个名称，按名称汇总、公开时会当成两个项目。",
        en="Under two names one project is taken for two.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a word less",
                text=TEXT.format(name="湿地公园巡护人员经费"),
                expect=[Expect(13, "湿地公园巡护人员经费")],
                instead=TEXT.format(name="湿地公园巡护经费"),
            ),
        ],
        good=[
            Good(name="with a number before it", text=TEXT.format(name="项目1：湿地公园巡护经费")),
        ],
    ),
)
def named_differently(document: Document) -> Iterator[Found]:
    """Every line of the summary whose project has another name in its own table."""
    pairs, _, _ = matched(document)
    for line, project in pairs:
        if project.name is not None and title_of(line.name.raw) != title_of(project.name.raw):
            values = {"line": line.name.raw, "table": project.name.raw}
            yield Found(at=line.name, evidence=[(TABLE, project.name)], values=values, suggestion=project.name.raw)
