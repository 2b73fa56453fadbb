"""One standard, far apart between departments."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.collection import Across, Collection
from auditor.collection.prices import far_prices
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Option, Text, rule


def many(last: str, offices: int = 6) -> str:
    """Goal tables of several offices with one price, that of the last given."""
    prices = ["≤300元/人", "≤320元/人", "≤280元/人", "≤310元/人", "≤290元/人"][: offices - 1]
    return "".join(
        goal_table(f"{at}.txt", f"临河县第{at}局", f"第{at}局培训", rows=[("成本指标", "培训人均成本", price)])
        for at, price in enumerate([*prices, last])
    )


@rule(
    id="C501",
    name="unit-price-far-from-other-departments",
    title=Text(zh="同一单价与其他部门相差悬殊", en="A unit price is far from that of other departments"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="“{indicator}”为 {price}；{year}年 {count} 个部门的同名单价最低 {low}、"
        "中位数 {middle}、最高 {high}。",
        en="“{indicator}” is {price}; in {year}, {count} departments have it from {low} to {high}, the middle "
        "one {middle}.",
    ),
    advice=Text(
        zh="请核对单价的数字和计量单位；无误的，请说明标准高于或低于其他部门的依据。",
        en="Check number and unit; where they are right, say on what the standard rests.",
    ),
    rationale=Text(
        zh="同一事项的单价在各部门之间应当相近；明显偏离多数部门的，多为单位填错，或标准没有依据。",
        en="One thing has similar prices in all departments; one far off is mostly a wrong unit or a standard "
        "without basis.",
    ),
    basis="convention",
    options={
        "fewest": Option(
            type="number", default="5", meaning=Text(zh="至少有几个部门才比较", en="how many departments it takes")
        ),
        "times": Option(
            type="number", default="3", meaning=Text(zh="与中位数相差多少倍时提示", en="how many times the middle")
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="ten times the price",
                text=many("≤3000元/人"),
                expect=[Expect(54, "≤3000元/人")],
                instead=many("≤300元/人"),
            )
        ],
        good=[
            Good(name="a little dearer", text=many("≤400元/人")),
            Good(name="too few departments", text=many("≤3000元/人", 4)),
        ],
    ),
)
def far(collection: Collection, *, fewest: Decimal, times: Decimal) -> Iterator[Across]:
    """Every price far from the middle of its year, by times and by the spread of the others."""
    for price in far_prices(collection, int(fewest), times):
        yield Across(
            at=price.row.place,
            evidence=[(Text(zh="中位数所在", en="the middle one"), price.middle.place)],
            values={
                "indicator": price.row.name,
                "price": price.row.printed,
                "year": str(price.year),
                "count": str(price.departments),
                "low": price.low.printed,
                "middle": price.middle.printed,
                "high": price.high.printed,
            },
        )
