"""A balance or total of less than one yuan in a document of 万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.prose import running_texts, told_figures
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

BELOW_ONE = re.compile("[0０][.．]")
BALANCE = re.compile(r"结余|结转|余额|合计|总计|总额|支出|收入|决算|预算|执行|增加|减少|节约")
UNIT_PRICE = re.compile(r"每|单价|均价|人均|户均|标准|/")


@rule(
    id="U205",
    name="total-below-one-yuan",
    title=Text(zh="结余、合计金额不足一元", en="Balance or total of less than one yuan"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="“{lead}{amount}”不足一元，按上下文单位应为万元。",
        en="“{lead}{amount}” is less than one yuan; from its context the unit should be 万元.",
    ),
    advice=Text(zh="核对金额，把“元”改为“万元”。", en="Check the amount and write 万元 for 元."),
    rationale=Text(
        zh="财政资金的收支、结余以万元计，几分钱的结余不会单独说明；多半是把万元写成了元。",
        en="Such amounts are told in 万元; nobody reports a balance of a few fen, so 元 is nearly always a slip.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a balance of three fen",
                text="截至12月底，项目资金支出合计 59.96 万元，结余 0.04 元，用于管网维修。",
                expect=[Expect(1, "0.04 元")],
                instead="截至12月底，项目资金支出合计 59.96 万元，结余 0.04 万元，用于管网维修。",
            ),
        ],
        good=[
            Good(name="nothing is left", text="截至12月底，项目资金支出合计 60.00 万元，结余 0.00 元，用于管网维修。"),
            Good(name="a price below one yuan", text="全年用电支出 6.20 万元，支出单价每度 0.56 元，用于泵站抽水。"),
        ],
    ),
)
def below_one_yuan(document: Document) -> Iterator[Found]:
    """Amounts in 元 between zero and one that a word such as 结余 calls a balance or a total."""
    for span, _ in running_texts(document).having(BELOW_ONE):
        told = [one for one in told_figures(span) if one.kind == "money" and one.value.unit is not None]
        if not any(one.value.unit.symbol == "万元" for one in told if one.value.unit):
            continue
        for one in told:
            number, unit = one.value.number, one.value.unit
            if number is None or unit is None or unit.symbol != "元" or not 0 < number < 1:
                continue
            if BALANCE.search(one.lead) and not UNIT_PRICE.search(one.lead):
                yield Found(
                    at=one.figure,
                    values={"lead": one.lead.strip(), "amount": one.figure.raw},
                    suggestion=f"{number}万元",
                )
