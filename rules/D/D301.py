"""A description that is the name of another indicator of the project."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare, one_apart
from auditor.records import Indicator, Project
from auditor.records.survey import description_of, rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

OTHER = Text(zh="描述原属于", en="the indicator it belongs to")
FEWEST_SHARED = 3


@rule(
    id="D301",
    name="description-of-another-indicator",
    title=Text(zh="指标描述写成了另一条指标", en="Description belongs to another indicator"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”的描述写成了“{description}”，那是本项目另一条指标的名称。",
        en="“{name}” is described as “{description}”, which is the name of another indicator of this project.",
    ),
    advice=Text(
        zh="按本指标改写描述，并核对指标值是不是也一起照抄了。",
        en="Describe this indicator, and check whether its target was copied along.",
    ),
    rationale=Text(
        zh="描述说的是另一样东西，说明这一行是复制后没有改完的，指标值也不可靠。",
        en="A description of another thing shows that the row was copied and not finished; its target may be too.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the price of another thing",
                frame="goal-table",
                rows=[
                    {"level2": "成本指标", "name": "滤芯采购单价", "description": "滤芯采购单价", "target": "≤90元"},
                    {"level2": "成本指标", "name": "水泵采购单价", "description": "滤芯采购单价", "target": "≤90元"},
                ],
                expect=[Expect(2, "滤芯采购单价")],
                instead=[
                    {"level2": "成本指标", "name": "滤芯采购单价", "description": "滤芯采购单价", "target": "≤90元"},
                    {
                        "level2": "成本指标",
                        "name": "水泵采购单价",
                        "description": "每台水泵的采购价格",
                        "target": "≤1800元",
                    },
                ],
            ),
            Bad(
                name="a price described by its quantity",
                frame="goal-table",
                rows=[
                    {"name": "宣传手册印制数量", "description": "宣传手册印制数量", "target": "≥3000册"},
                    {
                        "level2": "成本指标",
                        "name": "宣传手册印制单价",
                        "description": "宣传手册印制数量。",
                        "target": "≤4元",
                    },
                ],
                expect=[Expect(2, "宣传手册印制数量。")],
                instead=[
                    {"name": "宣传手册印制数量", "description": "宣传手册印制数量", "target": "≥3000册"},
                    {"level2": "成本指标", "name": "宣传手册印制单价", "description": "每册的印制费", "target": "≤4元"},
                ],
            ),
        ],
        good=[
            Good(
                name="a description that says more",
                frame="goal-table",
                rows=[
                    {"level2": "成本指标", "name": "滤芯采购单价", "description": "滤芯采购单价", "target": "≤90元"},
                    {"level2": "成本指标", "name": "水泵采购单价", "description": "水泵采购单价", "target": "≤1800元"},
                ],
            ),
            Good(
                name="a longer name as description",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "合格率", "description": "验收合格率", "target": "≥95%"},
                    {"level2": "质量指标", "name": "验收合格率", "description": "管网验收合格的比例", "target": "≥95%"},
                ],
            ),
        ],
    ),
)
def of_another(project: Project) -> Iterator[Found]:
    """Every row whose description is the name of another row that differs from its own name by one word."""
    named: dict[str, list[Indicator]] = {}
    for row in rows(project):
        named.setdefault(bare(row.name.raw) if row.name is not None else "", []).append(row)
    for row in rows(project):
        others = named.get(description_of(row), ()) if row.description is not None else ()
        other = next((other for other in others if other is not row and described_as(row, other)), None)
        if other is not None and row.name is not None and row.description is not None:
            values = {"name": row.name.raw, "description": row.description.raw}
            yield Found(at=row.description, evidence=[(OTHER, other.name or other)], values=values)


def described_as(row: Indicator, other: Indicator) -> bool:
    """Whether the name of a row differs by one word from that of another, which is its description."""
    if row.name is None or other.name is None:
        return False
    name = bare(row.name.raw)
    apart = one_apart(name, bare(other.name.raw))
    return apart is not None and all(apart) and len(name) - len(apart[0]) >= FEWEST_SHARED
