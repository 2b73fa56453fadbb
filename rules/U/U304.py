"""One price with two amounts in two projects of a department."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document
from auditor.records.alike import agree, key_of, same_indicators
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value

OTHER = Text(zh="另一项目", en="another project")
PRICES = ("单价", "均价", "价格", "补助标准", "补贴标准", "人均费用", "人均标准")

HEAD = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
TABLES = f"""\
1、水费宣传绩效目标表
绩效目标\t1.印制水费宣传册。
{HEAD}产出指标\t成本指标\t宣传册印制单价\t每册印制价格\t≤5元\t市场价格

2、节水宣传绩效目标表
绩效目标\t1.印制节水宣传册。
{HEAD}产出指标\t成本指标\t宣传册印制单价\t每册印制价格\t{{target}}\t市场价格
"""


@rule(
    id="U304",
    name="price-differs-between-projects",
    title=Text(zh="同一单价在两个项目中不一致", en="One price differs between projects"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="“{name}”在前面的项目中是“{first}”，这里是“{again}”。",
        en="“{name}” is “{first}” in an earlier project and “{again}” here.",
    ),
    advice=Text(
        zh="同样的东西按同一标准测算；规格不同的，在名称或描述中写明。",
        en="Reckon the same thing by one standard; where the specifications differ, say so in name or description.",
    ),
    rationale=Text(
        zh="一个部门采购同样的东西，单价应当一致；相差较大，说明测算依据不统一。",
        en="A department buys the same thing at one price; where prices differ, they rest on different estimates.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="leaflets at two prices",
                text=TABLES.format(target="≤8元"),
                expect=[Expect(9, "≤8元")],
                instead=TABLES.format(target="≤5元"),
            ),
        ],
        good=[Good(name="the same price with fen", text=TABLES.format(target="≤5.00元"))],
    ),
)
def prices_differ(document: Document) -> Iterator[Found]:
    """Prices of a project that differ from the first one under the same name in another project."""
    for group in same_indicators(document):
        projects = [one for one in group if not one.project.department and is_price(one.target.value)]
        if not projects or not key_of(projects[0].indicator).endswith(PRICES):
            continue
        first = projects[0]
        for again in projects[1:]:
            if again.project is first.project or agree(first.target.value, again.target.value) is not False:
                continue
            assert again.indicator.name is not None
            yield Found(
                at=again.target,
                evidence=[(OTHER, first.target)],
                values={"name": again.indicator.name.raw, "first": first.target.raw, "again": again.target.raw},
            )


def is_price(value: Value) -> bool:
    """Whether a value is an amount of money, for one or in all."""
    return value.kind == "number" and value.unit is not None and value.unit.head == "money"
