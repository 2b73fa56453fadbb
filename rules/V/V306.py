"""A rate of change or a share in prose without its per cent sign: 增长 13.95。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.texts import sentences
from auditor.rule import Bad, Examples, Found, Good, Text, rule

# The figure must close its clause: a unit, a list (12、15%) or a range may follow anything else.
CLOSING = re.compile(r"[0-9][，。；;,)）](?![0-9])")
RATE = re.compile(
    r"(?P<word>增长率?|下降率?|上升|增幅|降幅|占比|比重|占|[\u4e00-\u9fff]{1,6}(?<![效频功汇倍])率|满意度)"
    r"(?:幅度)?(?:了|为|达到|达|约)?\s*(?P<number>[0-9]{1,4}(?:\.[0-9]+)?)(?=[，。；;,)）](?![0-9]))"
)
# An index or a coefficient has no unit, and a clause that says 单位 gave it already.
UNITLESS = re.compile(r"(?:系数|指数|倍数|得分|评分|排名|位次|单位)[^，。；]*$")


@rule(
    id="V306",
    name="percentage-without-sign-in-text",
    title=Text(zh="文中的百分数没有百分号", en="Percentage without its sign in the text"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{word}”后面的“{number}”没有写单位，应当是百分数。",
        en="“{number}” behind “{word}” has no unit; per cent is probably meant.",
    ),
    advice=Text(zh="补上百分号；如果是金额，补上万元。", en="Add the per cent sign, or 万元 where it is an amount."),
    rationale=Text(
        zh="增减幅度和占比不写百分号，读者无法分辨是百分数还是金额，也无法复核。",
        en="Without the sign a rate cannot be told from an amount, nor be checked.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="growth without its sign",
                text="某县林业局2024年部门预算说明\n2024年支出预算640.50万元，较上年增加32.20万元，增长5.29。",
                expect=[(2, "5.29")],
                instead="某县林业局2024年部门预算说明\n2024年支出预算640.50万元，较上年增加32.20万元，增长5.29%。",
            ),
        ],
        good=[
            Good(
                name="an index, an amount, a list",
                text="某县林业局2024年部门预算说明\n"
                "2024年支出预算640.50万元，利用系数增长0.02，支出增长32.20万元，两项分别增长5、6个百分点。",
            ),
            Good(
                name="the sign stands behind a blank",
                text="某县林业局2024年部门预算说明\n2024年支出预算640.50万元，增长5.29 %，占比 100 ％。",
            ),
        ],
    ),
)
def percentage_without_sign(document: Document) -> Iterator[Found]:
    """Every figure without a unit that closes a clause behind 增长, 占, 执行率 and the like."""
    for place, found in sentences(document).matches(RATE, CLOSING):
        if not UNITLESS.search(found.string[: found.start()]):
            yield Found(
                at=place.part(*found.span("number")),
                values={"word": found["word"], "number": found["number"]},
                suggestion=f"{found['number']}%",
            )
