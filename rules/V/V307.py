"""An amount of money in prose without 元 or 万元, beside amounts that have their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.texts import sentences
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import scan_figures

CLOSING = re.compile(r"[0-9][，。；;](?![0-9])")
AMOUNT = re.compile(
    r"(?P<word>收入|支出|预算数?|决算数?|执行数|经费|资金|金额|费用|拨款|结转|结余|[购运维接护]费)"
    r"(?:总额|总计|合计)?(?:均|共|约|共计|合计)?(?:为|安排|是|达)?\s*(?P<number>[0-9]{1,3}(?:,?[0-9]{3})*\.[0-9]{1,2})"
    r"(?=[，。；;](?![0-9]))"
)
GIVEN_BEFORE = re.compile(r"单位|分别")


@rule(
    id="V307",
    name="amount-without-unit-in-text",
    title=Text(zh="文中的金额没有单位", en="Amount without a unit in the text"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{word}”后面的“{number}”没有写单位，同一段里其他金额都写了。",
        en="“{number}” behind “{word}” has no unit, though the other amounts of the paragraph have theirs.",
    ),
    advice=Text(zh="补上元或万元。", en="Add 元 or 万元."),
    rationale=Text(
        zh="元与万元相差一万倍，不写单位的金额无法与表格核对。",
        en="元 and 万元 differ by ten thousand; an amount without its unit cannot be held against the tables.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the second amount lost its unit",
                text="某县体育局2023年度部门决算说明\n2023年度收入合计412.60万元，其中：财政拨款收入400.10，其他收入12.50万元。",
                expect=[(2, "400.10")],
                instead="某县体育局2023年度部门决算说明\n"
                "2023年度收入合计412.60万元，其中：财政拨款收入400.10万元，其他收入12.50万元。",
            ),
        ],
        good=[
            Good(
                name="one unit for several figures",
                text="某县体育局2023年度部门决算说明\n"
                "2023年度收入合计412.60万元，其中两项收入分别为400.10，12.50万元（单位均为万元）。",
            ),
            Good(
                name="no money",
                text="某县体育局2023年度部门决算说明\n2023年度收入合计412.60万元，场馆使用系数0.85，评分9.50。",
            ),
        ],
    ),
)
def amount_without_unit(document: Document) -> Iterator[Found]:
    """Every figure with decimals that closes a clause behind a word for money, where the paragraph has amounts."""
    for place, text in sentences(document).having(CLOSING):
        amounts = list(AMOUNT.finditer(text))
        if not amounts:
            continue
        units = {one.value.unit.symbol for one in scan_figures(text) if one.kind == "money" and one.value.unit}
        if not units or GIVEN_BEFORE.search(text):
            continue
        for found in amounts:
            yield Found(
                at=place.part(found.start("number"), found.end("number")),
                values={"word": found["word"], "number": found["number"]},
                suggestion=f"{found['number']}{min(units)}" if len(units) == 1 else None,
            )
