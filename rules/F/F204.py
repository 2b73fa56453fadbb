"""A satisfaction value that is said to rest on a contract."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.records.survey import category_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

PAPERS = ("合同", "合同书", "协议", "协议书", "发票")


@rule(
    id="F204",
    name="satisfaction-by-contract",
    title=Text(zh="满意度的依据填成合同", en="Satisfaction rests on a contract"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="indicator",
    needs=["name", "basis"],
    message=Text(
        zh="“{name}”的指标值确定依据是“{basis}”，满意度要靠调查得出。",
        en="The basis of “{name}” is “{basis}”, but satisfaction is found by asking.",
    ),
    advice=Text(zh="改为“问卷调查”“满意度调查”等实际采用的方法。", en="Name the way of asking, such as 问卷调查."),
    rationale=Text(
        zh="合同约定不了服务对象满意不满意；依据写合同，多半是整列复制的。",
        en="A contract cannot stipulate that people are satisfied; mostly the column was filled by copying.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="by purchase contract",
                frame="goal-table",
                rows=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "村民满意度",
                        "target": "≥90%",
                        "basis": "采购合同",
                    }
                ],
                expect=[Expect(1, "采购合同")],
                instead=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "村民满意度",
                        "target": "≥90%",
                        "basis": "问卷调查",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="a price by contract",
                frame="goal-table",
                rows=[{"level2": "成本指标", "name": "滤料单价", "target": "≤900元", "basis": "采购合同"}],
            ),
        ],
    ),
)
def by_contract(indicator: Indicator) -> Iterator[Found]:
    """The basis of a satisfaction value where it is a contract or an invoice."""
    if indicator.name is None or indicator.basis is None or category_of(indicator) != "satisfaction":
        return
    if indicator.basis.raw.endswith(PAPERS):
        yield Found(at=indicator.basis, values={"name": indicator.name.raw, "basis": indicator.basis.raw})
