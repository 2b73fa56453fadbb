"""Rows that stand to the left or right of the columns of their table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from auditor.records import Datum, Indicator, Project
from auditor.records.survey import filled
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

NEXT = Text(zh="同样错位的行", en="shifted as well")
LEFT, RIGHT = Text(zh="左", en="left"), Text(zh="右", en="right")

TABLE = """\
2024年部门项目支出预算绩效目标表

项目名称		村级卫生室运行补助
主管部门		云岭县卫生健康局	实施单位	云岭县卫生健康局
绩效目标		目标1：保障村级卫生室正常运行。
绩效指标	一级指标	二级指标	三级指标	指标值
	产出指标	数量指标	补助卫生室数量	≥86个
		质量指标	药品合格率	≥98%
		时效指标	补助发放时限	2024年11月底前
{cost}
	满意度指标	服务对象满意度指标	就诊村民满意度	≥90%
"""


@rule(
    id="F301",
    name="row-shifted",
    title=Text(zh="表格行错位", en="Row shifted against its table"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”{rows}比表内其他行向{side}错了 {columns} 栏，可能是转换文件时造成的。",
        en="The {rows} “{name}” stand(s) {columns} column(s) to the {side}; conversion may be the cause.",
    ),
    advice=Text(
        zh="对照原表检查单元格的合并和对齐，把各格移回本栏。",
        en="Check merged cells and alignment in the original and move the cells back to their columns.",
    ),
    rationale=Text(
        zh="错位的行在汇总、导入系统时会把名称当成指标值，或者丢掉一级、二级指标。",
        en="When tables are put together a shifted row has its name taken for a target, or loses its headings.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="one column to the left",
                text=TABLE.format(cost="	成本指标	每个卫生室补助	≤6000元	"),
                expect=[Expect(10, "每个卫生室补助")],
                instead=TABLE.format(cost="		成本指标	每个卫生室补助	≤6000元"),
            ),
            Bad(
                name="name and target by different numbers of columns",
                text=TABLE.format(cost="	每个卫生室补助		≤6000元	"),
                expect=[Expect(10, "每个卫生室补助")],
                instead=TABLE.format(cost="			每个卫生室补助	≤6000元"),
            ),
        ],
        good=[
            Good(name="in its columns", text=TABLE.format(cost="		成本指标	每个卫生室补助	≤6000元")),
            Good(name="an empty row of the template", text=TABLE.format(cost="	指标2:			")),
            Good(
                name="merged cells that bars leave out",
                text="村卫生室补助绩效目标表\n" + "\n".join(
                    "| " + " | ".join(cells.split()) + " |"
                    for cells in (
                        "一级指标 二级指标 三级指标 指标值",
                        "产出指标 数量指标 补助卫生室 ≥35个",
                        "质量指标 补助发放准确率 100%",
                        "成本指标 每个卫生室补助 ≤6000元",
                    )
                ),
            ),
        ],
    ),
)
def shifted(project: Project) -> Iterator[Found]:
    """The first of every run of rows shifted alike; a row that lost its target by it is another rule's."""
    said = [row for row in project.indicators if filled(row)]
    names, targets = usual_column([row.name for row in said]), usual_column([row.target for row in said])
    if not (names and targets) and not any(row.shift for row in said):
        return
    for shift, run in groupby(said, key=lambda row: moved_by(row, names, targets)):
        moved = [row.name for row in run if row.name is not None and not lost_target(row)]
        if shift and moved:
            yield Found(
                at=moved[0],
                evidence=[(NEXT, name) for name in moved[1:]],
                values={
                    "name": moved[0].raw,
                    "rows": counted(len(moved)),
                    "side": RIGHT if shift > 0 else LEFT,
                    "columns": abs(shift),
                },
            )


def column_of(datum: Datum[Any] | None) -> int:
    """The column of a cell, counted from 1; 0 where it stands in no grid."""
    cell = datum.span.place.cell if datum is not None else None
    return number_of(cell.rstrip("0123456789")) if cell is not None else 0


@lru_cache(maxsize=256)
def number_of(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def usual_column(data: Sequence[Datum[Any] | None]) -> int:
    """The column that most of the cells stand in; 0 where none is in a grid."""
    columns = Counter(filter(None, map(column_of, data)))
    return max(columns, key=lambda column: columns[column], default=0)


def moved_by(row: Indicator, names: int, targets: int) -> int:
    """By how many columns a row is off to the right; 0 between bars, which leave merged cells out."""
    shift = row.shift or torn(row, names, targets)
    return shift if shift and "|" not in row.span.text else 0


def torn(row: Indicator, names: int, targets: int) -> int:
    """By how many columns the name of a row is off where its target is off too, by another number; else 0.

    Without tabs in it the row is running text, and its columns were guessed.
    """
    target = column_of(row.target)
    if target in (0, targets) or 0 in (names, targets):
        return 0
    name = column_of(row.name)
    return name - names if name and "\t" in row.span.text else 0


def counted(rows: int) -> Text:
    """How many rows stand side by side."""
    return Text(zh="一行", en="row") if rows == 1 else Text(zh=f"起的 {rows} 行", en=f"{rows} rows from")


def lost_target(row: Indicator) -> bool:
    """Whether a row stands so far to the right that its name took the place of its target."""
    return row.shift > 0 and row.target is None
