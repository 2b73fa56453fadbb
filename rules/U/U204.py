"""An amount in 元 in the text whose digits stand elsewhere in the document as an amount in 万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Datum, Document
from auditor.records.prose import Told, running_texts, told_figures
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value
from auditor.values.phrases import says

ELSEWHERE = Text(zh="另一处", en="elsewhere")
# Two amounts that share fewer digits, or have no fen, may do so by chance.
FEWEST_DIGITS = 5
DECIMALS = 2
WITH_DECIMALS = re.compile("[.．][0-9０-９]{2}")


@rule(
    id="U204",
    name="same-digits-in-yuan-and-ten-thousand-yuan",
    title=Text(zh="同一金额一处写元、一处写万元", en="One amount, here in 元 and there in 万元"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="这里写“{here}”，另一处写“{there}”，数字相同，单位相差一万倍。",
        en="Here it says “{here}”, elsewhere “{there}”: the same digits, and a factor of ten thousand between them.",
    ),
    advice=Text(zh="核对金额，把单位改成一致。", en="Check the amount and use the right unit in both places."),
    rationale=Text(
        zh="带两位小数、数字完全相同的两个金额是同一笔钱；一处写元、一处写万元，必有一处写错。",
        en="Two amounts with the same digits and decimals are one sum; 元 here and 万元 there cannot both be right.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="project expenditure in yuan",
                text="一、收支情况\n年度项目支出 812.60 元，用于管网维修。\n\n"
                "二、支出情况\n全年支出中，项目支出 812.60 万元。\n",
                expect=[Expect(2, "812.60 元")],
                instead="一、收支情况\n年度项目支出 812.60 万元，用于管网维修。\n\n"
                "二、支出情况\n全年支出中，项目支出 812.60 万元。\n",
            ),
        ],
        good=[
            Good(
                name="a price with the digits of an amount",
                text="一、收支情况\n每人每月补助 612.50 元。\n\n二、支出情况\n全年支出中，项目支出 612.50 万元。\n",
            ),
            Good(
                name="whole numbers may coincide",
                text="一、收支情况\n每年每户补助 2400 元。\n\n二、支出情况\n全年支出中，项目支出 2400 万元。\n",
            ),
        ],
    ),
)
def same_digits_two_units(document: Document) -> Iterator[Found]:
    """Amounts in 元 with decimals whose printed digits occur as an amount in 万元, one finding an amount."""
    texts = running_texts(document).having(WITH_DECIMALS)
    told = [one for span, _ in texts for one in told_figures(span) if is_telling(one)]
    large: dict[str, Datum[Value]] = {}
    for one in told:
        if in_unit(one, "万元"):
            large.setdefault(digits(one), one.figure)
    judged = {claim.stated.datum.span.start for claim in document.claims if claim.kind == "unit"}
    for one in told:
        other = large.get(digits(one))
        if other is None or not in_unit(one, "元") or one.figure.span.start in judged:
            continue
        yield Found(
            at=one.figure,
            evidence=[(ELSEWHERE, other)],
            values={"here": one.figure.raw, "there": other.raw},
            suggestion=f"{digits(one)}万元",
        )


def is_telling(one: Told) -> bool:
    """Whether two equal prints of an amount can hardly be two amounts: no price, and digits enough."""
    figure = one.value.figure
    if one.kind != "money" or figure is None or says(one.lead, "each"):
        return False
    return figure.decimals >= DECIMALS and len(figure.printed) > FEWEST_DIGITS


def digits(one: Told) -> str:
    """The digits as printed."""
    figure = one.value.figure
    return figure.printed if figure is not None else ""


def in_unit(one: Told, symbol: str) -> bool:
    """Whether an amount is in exactly this unit."""
    unit = one.value.unit
    return unit is not None and unit.symbol == symbol
