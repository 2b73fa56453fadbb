"""A row of an indicator table with its level printed and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document, Indicator
from auditor.records.survey import stands_in_flow
from auditor.rule import Bad, Examples, Found, Good, Text, rule


@rule(
    id="V612",
    name="indicator-row-blank",
    title=Text(zh="指标行整行空白", en="Indicator row left blank"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="row",
    message=Text(
        zh="“{level2}”一行空白，既没有指标也没有填“无”。",
        en="The row of “{level2}” is blank; neither an indicator nor 无 was entered.",
    ),
    advice=Text(
        zh="没有这类指标的填“无”或删去这一行。", en="Write 无 or delete the row where there is no such indicator."
    ),
    rationale=Text(
        zh="空白看不出是没有还是漏填。",
        en="From a blank one cannot tell whether there is nothing or something was forgotten.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="no economic benefit",
                frame="goal-table",
                rows=[
                    {"name": "救助流浪人员", "description": "全年救助", "target": "≥60人次"},
                    {
                        "level1": "效益指标",
                        "level2": "经济效益指标",
                        "name": "",
                        "description": "",
                        "target": "",
                        "basis": "",
                    },
                ],
                expect=[(2, "经济效益指标")],
                instead=[
                    {"name": "救助流浪人员", "description": "全年救助", "target": "≥60人次"},
                    {"level1": "效益指标", "level2": "经济效益指标", "name": "无", "target": "无", "basis": "无"},
                ],
            ),
        ],
        good=[
            Good(
                name="nothing, and said so",
                frame="goal-table",
                rows=[
                    {"name": "救助流浪人员", "description": "全年救助", "target": "≥60人次"},
                    {"level1": "效益指标", "level2": "经济效益指标", "name": "无", "target": "无", "basis": "无"},
                ],
            ),
        ],
    ),
)
def indicator_row_blank(row: Indicator, document: Document) -> Iterator[Found]:
    """A row that prints its level 2 and has no other cell, in a table whose cells did not have to be guessed."""
    if row.level2 is None or not row.own_level2 or row.name is not None:
        return
    if any(cell is not None for cell in (row.label, row.description, row.target, row.actual, row.basis)):
        return
    if not stands_in_flow(document, row):
        yield Found(at=row.level2, values={"level2": row.level2.raw})
