"""A self-evaluation of which nothing was filled in: targets, and no actual below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document, Project
from auditor.records.survey import called, filled, heading_of, rows, stands_in_flow, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import is_blank

EVALUATION = re.compile("自评|评价")
FEWEST = 2
TABLE = """\
2023年度项目支出绩效自评表

项目名称	农机购置补贴
主管部门	县农业农村局			实施单位	县农机推广站
绩效指标	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
	产出指标	数量指标	补贴机具数量	≥300台	{first}	45
	满意度指标	服务对象满意度指标	农户满意度	≥90%	{second}	55
"""


@rule(
    id="F111",
    name="evaluation-blank",
    title=Text(zh="自评表没有填写完成情况", en="Self-evaluation without any actual"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="{project}的自评表列了 {count} 项指标，实际完成值全部空白。",
        en="The self-evaluation of {project} lists {count} indicators and no actual at all.",
    ),
    advice=Text(
        zh="逐项填写实际完成值和得分；还没有开展自评的，不要公开空表。",
        en="Enter the actual and the score of each; do not publish an empty form.",
    ),
    rationale=Text(
        zh="没有完成情况的自评表只是年初的目标，看不出做了什么，也无法核对得分。",
        en="Without actuals the form is the goal table over again; nothing can be said of what was done.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="two targets and nothing more",
                text=TABLE.format(first="", second=""),
                expect=[Expect(3, "农机购置补贴")],
                instead=TABLE.format(first="312台", second="93%"),
            ),
        ],
        good=[
            Good(name="one of them is there", text=TABLE.format(first="312台", second="")),
            Good(
                name="a goal table may have the column",
                text=TABLE.format(first="", second="").replace("自评表", "目标表"),
            ),
        ],
    ),
)
def evaluation_blank(document: Document) -> Iterator[Found]:
    """Every table called an evaluation whose column of actuals is empty."""
    for project in tables(document):
        asked = [row for row in rows(project) if row.target is not None and filled(row)]
        told = [row for row in asked if row.actual is not None and not is_blank(row.actual.raw)]
        if len(asked) < FEWEST or told or "actual" not in asked[0].columns or stands_in_flow(document, asked[0]):
            continue
        if is_evaluation(document, project):
            yield Found(at=heading_of(project), values={"project": called(project), "count": len(asked)})


def is_evaluation(document: Document, project: Project) -> bool:
    """Whether the title of the table, or of the document where it has none, says so."""
    title = project.title or document.title
    return title is not None and EVALUATION.search(title.raw) is not None
