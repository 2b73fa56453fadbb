"""An empty row of indicators that has a basis."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import is_blank, is_placeholder


@rule(
    id="F205",
    name="empty-row-with-basis",
    title=Text(zh="空行填了指标值确定依据", en="Empty row has a basis"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="row",
    message=Text(
        zh="这一行没有指标和指标值，依据却填了“{basis}”。",
        en="This row has neither indicator nor target, but its basis is “{basis}”.",
    ),
    advice=Text(
        zh="把依据改为“无”；依据属于上下行的，移到那一行。",
        en="Enter 无, or move the basis to the row above or below that it belongs to.",
    ),
    rationale=Text(
        zh="没有指标就没有依据；多出来的依据往往是相邻一行的，填串了行。",
        en="Without an indicator there is no basis; a basis too many mostly belongs to a row beside it.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="basis of nothing",
                frame="goal-table",
                rows=[
                    {
                        "level2": "成本指标",
                        "name": "检测单价",
                        "description": "每份水样",
                        "target": "≤120元",
                        "basis": "无",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "经济效益指标",
                        "name": "无",
                        "description": "无",
                        "target": "无",
                        "basis": "收费标准",
                    },
                ],
                expect=[Expect(2, "收费标准")],
                instead=[
                    {
                        "level2": "成本指标",
                        "name": "检测单价",
                        "description": "每份水样",
                        "target": "≤120元",
                        "basis": "收费标准",
                    },
                    {
                        "level1": "效益指标",
                        "level2": "经济效益指标",
                        "name": "无",
                        "description": "无",
                        "target": "无",
                        "basis": "无",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="nothing throughout",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "经济效益指标",
                        "name": "无",
                        "description": "无",
                        "target": "无",
                        "basis": "—",
                    }
                ],
            ),
        ],
    ),
)
def basis_of_nothing(row: Indicator) -> Iterator[Found]:
    """The basis of a row of nothing but marks for nothing."""
    vacant = row.name is None and all(
        words is None or is_blank(words.raw) for words in (row.description, row.target, row.label)
    )
    if vacant and row.basis is not None and not is_blank(row.basis.raw) and not is_placeholder(row.basis.raw):
        yield Found(at=row.basis, values={"basis": row.basis.raw})
