"""A project in the summary without a self-evaluation of its own, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.matching import matched
from auditor.records.survey import heading_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

SUMMARY_ALONE = Text(zh="汇总表，没有自评表", en="summary")
TABLE_ALONE = Text(zh="自评表，汇总表里没有列", en="self-evaluations")

TABLE = """\
（{number}）项目{number}：{name}

项目支出绩效自评表

项目名称	{name}
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
产出指标	数量指标	服务人次	≥300人次	312人次	90	90
总分				100	100

"""
SUMMARY = """\
2023年度项目支出绩效自评结果汇总表

序号	项目名称	全年预算数	全年执行数	执行率	自评得分
1	图书馆夜间开放	20.00	20.00	100%	100
2	{second}	36.00	36.00	100%	100
	合计	56.00	56.00	100%
"""
READING = TABLE.format(number=1, name="图书馆夜间开放")
ALL = READING + TABLE.format(number=2, name="公益电影放映") + SUMMARY.format(second="公益电影放映")


@rule(
    id="F110",
    name="project-without-self-evaluation",
    title=Text(zh="汇总表与自评表的项目对不上", en="Summary and self-evaluations list other projects"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{name}”只见于{place}。",
        en="“{name}” stands in the {place} alone.",
    ),
    advice=Text(
        zh="补充缺少的自评表，或者在汇总表中补列、删去相应的项目。",
        en="Add the self-evaluation that is missing, or list or strike the project in the summary.",
    ),
    rationale=Text(
        zh="单位自评应当覆盖全部项目支出；汇总表和自评表各列各的，总有一处漏了项目。",
        en="Self-evaluation covers all projects; where tables and summary differ, one of them lacks a project.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="a project of the summary was not evaluated",
                text=READING + TABLE.format(number=2, name="公益电影放映") + SUMMARY.format(second="非遗传习补助"),
                expect=[Expect(14, "公益电影放映"), Expect(23, "非遗传习补助")],
                instead=ALL,
            ),
        ],
        good=[
            Good(name="the same projects", text=ALL),
            Good(
                name="a name that differs by a word is another rule's",
                text=ALL.replace("2	公益电影放映", "2	公益电影下乡放映"),
            ),
        ],
    ),
)
def not_evaluated(document: Document) -> Iterator[Found]:
    """Every line of the summary without a table, and every self-evaluation without a line, where both exist."""
    pairs, lines, projects = matched(document)
    if not pairs:
        return
    for line in lines:
        yield Found(at=line.name, values={"name": line.name.raw, "place": SUMMARY_ALONE})
    for project in projects:
        values = {"name": project.name.raw if project.name is not None else "", "place": TABLE_ALONE}
        yield Found(at=heading_of(project), values=values)
