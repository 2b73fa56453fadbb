"""A value that stands in the column of units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

CELLS = re.compile(r"\n?\t")

TABLE = """\
部门整体支出绩效指标
一级指标	二级指标	三级指标	绩效指标描述	指标值			指标值确定依据
				符号	值	单位
部门产出	数量	巡河公里数	全年巡查的河道	≥	2400	公里	工作计划
部门效果	社会效益	河湖面貌	沿河环境变化	{target}	问卷调查
"""


@rule(
    id="F303",
    name="value-in-unit-column",
    title=Text(zh="指标值填进了单位一栏", en="Value stands in the column of units"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”的“值”一栏空着，“{value}”填在单位一栏。",
        en="The value of “{name}” is empty, and “{value}” stands in the column of units.",
    ),
    advice=Text(zh="把指标值移到“值”一栏。", en="Move it to the column of values."),
    rationale=Text(
        zh="系统按栏读取指标值；填错了栏，这条指标就等于没有值。转换文件时也可能造成错栏。",
        en="Values are read by column; in the wrong one the indicator has none. Conversion may be the cause.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a word where the unit belongs",
                text=TABLE.format(target="文字描述		明显改善"),
                expect=[Expect(5, "明显改善")],
                instead=TABLE.format(target="文字描述	明显改善	"),
            ),
        ],
        good=[
            Good(name="a word as value", text=TABLE.format(target="文字描述	明显改善	")),
            Good(name="a figure and its unit", text=TABLE.format(target="≥	90	%")),
        ],
    ),
)
def value_as_unit(indicator: Indicator) -> Iterator[Found]:
    """The last of three cells of a target where the middle one is empty and the last holds words."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or target.value.kind != "words":
        return
    cells = [cell.strip() for cell in CELLS.split(target.span.text)]
    if len(cells) == 3 and not cells[1] and cells[2]:
        end = len(target.span.quote)
        at = target.span.part(end - len(cells[2]), end)
        yield Found(at=at, values={"name": name.raw, "value": cells[2]})
