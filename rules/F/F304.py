"""A cell that fits no column of its table."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

TABLE = """\
1、农产品质量抽检绩效目标表
绩效目标	1.抽检农产品，保障食用安全。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	抽检批次	全年抽检的样品	≥600 批次	抽检计划{more}
"""


@rule(
    id="F304",
    name="cell-without-column",
    title=Text(zh="单元格不属于任何一栏", en="Cell fits no column of its table"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    message=Text(
        zh="“{text}”不属于表内任何一栏，没有参加检查，可能是转换文件时造成的。",
        en="“{text}” fits no column of its table and was not checked; conversion may be the cause.",
    ),
    advice=Text(
        zh="对照原表，把多出来的一格并入应属的栏目。",
        en="Compare with the original and put the cell where it belongs.",
    ),
    rationale=Text(
        zh="一行的格数与表头对不上，说明单元格拆开或者串了行，这一行的内容要人工核对。",
        en="Where a row has more cells than its table, cells were split or moved: the row needs a look by eye.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a cell too many",
                text=TABLE.format(more="	市级检测机构"),
                expect=[Expect(4, "市级检测机构")],
                instead=TABLE.format(more=""),
            ),
        ],
        good=[
            Good(name="as many cells as columns", text=TABLE.format(more="")),
        ],
    ),
)
def without_column(document: Document) -> Iterator[Found]:
    """Every stretch of a table that was read into no record."""
    for unread in document.unread:
        yield Found(at=unread, values={"text": unread.span.quote})
