"""One price with two amounts in two projects of a department."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Datum, Document, Indicator, Project
from auditor.records.alike import agree
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value
from auditor.values.lexicon import name_key

OTHER = Text(zh="另一项目", en="another project")
PRICE = re.compile("单价|均价|价格")
# What a price is asked for, not what it is the price of: 制作宣传折页单价 and 宣传折页定制单价 are one.
NO_THING = re.compile(r"制作|定制|印制|印刷|购置|购买|采购|加装|安装|租赁|数量?|单价|均价|价格|标准|费用|人均|每[^0-9]")
SHORTEST = 3

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
    """Prices of a project that differ from the first one for the same thing in another project."""
    first: dict[str, tuple[Project, Datum[Value]]] = {}
    for project in document.projects:
        for row in project.indicators:
            thing = priced_thing(row)
            if project.department or not thing or row.target is None or row.name is None:
                continue
            earlier, price = first.setdefault(thing, (project, row.target))
            if earlier is not project and agree(price.value, row.target.value) is False:
                values = {"name": row.name.raw, "first": price.raw, "again": row.target.raw}
                yield Found(at=row.target, evidence=[(OTHER, price)], values=values)


def priced_thing(row: Indicator) -> str:
    """What an indicator gives the price of: 宣传折页 for 定制宣传折页单价; "" for what is no price."""
    name, target = row.name, row.target
    if name is None or target is None or target.value.kind != "number" or not PRICE.search(name.raw):
        return ""
    unit = target.value.unit
    if unit is None or unit.head != "money":
        return ""
    thing = NO_THING.sub("", name_key(name.raw))
    return thing if len(thing) >= SHORTEST else ""
