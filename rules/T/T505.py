"""One part with one amount and two shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.records import Datum, Document
from auditor.records.texts import paragraphs
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Figure

OTHER = Text(zh="另一处写作", en="stated otherwise in")
SHARE = re.compile(
    r"(?P<part>[\u4e00-\u9fff“”、]{2,12}?)(?:拨款)?(?:为|是|共计|合计|安排)?\s*(?P<amount>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>万元|亿元|元)"
    r"[，,]\s*占(?P<whole>[^0-9，,。；;]{0,16}?)(?:的|为)?\s*(?P<share>[0-9]+(?:\.[0-9]+)?)\s*[%％]"
)
AMOUNT_AND_SHARE = re.compile(r"元[，,]\s*占")
LEAD = re.compile(r"^(?:其中|全年|本年度?|支出中|收入中|中|用于|的|为|和|与|及|、)+")
LONGEST_PART = 4

PROSE = """\
一、支出决算情况说明

2023年度支出合计1200.00万元，其中：基本支出840.00万元，占70.00%；项目支出360.00万元，占30.00%。

二、绩效管理情况

全年支出中基本支出840.00万元，占{share}%。
"""


class Stated(NamedTuple):
    """A share as a figure and as printed."""

    figure: Figure
    datum: Datum[str]


@rule(
    id="T505",
    name="part-with-two-shares",
    title=Text(zh="同一金额的占比前后不一致", en="One amount with two shares"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{part}”一处占 {first}，这里占 {again}，金额相同。",
        en="“{part}” is {first} of the whole in one place and {again} here, with the same amount.",
    ),
    advice=Text(
        zh="按同一分母重新计算，改正写错的一处；分母不同的，写明占什么的比例。",
        en="Compute both over one whole and correct the wrong one; where the wholes differ, name them.",
    ),
    rationale=Text(
        zh="金额相同、分母相同，占比只能有一个；两个占比并存，必有一处算错或者分母没有写明。",
        en="One amount has one share of one whole; with two, one is wrong or a whole was left unsaid.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="another share",
                text=PROSE.format(share="69.50"),
                expect=[Expect(7, "69.50%")],
                instead=PROSE.format(share="70.00"),
            ),
        ],
        good=[
            Good(name="the same share, rounded", text=PROSE.format(share="70")),
            Good(name="of another whole", text=PROSE.format(share="69.50").replace("占69", "占本年收入合计的69")),
        ],
    ),
)
def two_shares(document: Document) -> Iterator[Found]:
    """Every share that an earlier one of the same part, amount and whole does not agree with.

    Shares that are both found to be quotients have different wholes; one that is found to be none is another rule's.
    """
    judged = {claim.stated.datum.span.start: claim.holds for claim in document.claims if claim.kind == "ratio"}
    earlier: dict[tuple[str, str, str, str], Stated] = {}
    for paragraph, found in paragraphs(document).matches(SHARE, AMOUNT_AND_SHARE):
        part = LEAD.sub("", found["part"])[-LONGEST_PART:]
        place = paragraph.span.part(found.start("share"), found.end())
        share = Figure.read(found["share"], rounded=True)
        stated = Stated(share, Datum(place.quote, place.quote, place))
        first = earlier.setdefault((part, found["amount"], found["unit"], found["whole"].strip()), stated)
        known = [judged.get(place.start), judged.get(first.datum.span.start)]
        if not first.figure.meets(share) and False not in known and not all(known):
            values = {"part": part, "first": first.datum.raw, "again": stated.datum.raw}
            yield Found(at=place, evidence=[(OTHER, first.datum)], values=values)
