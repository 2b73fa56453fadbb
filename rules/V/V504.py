"""A document number in other brackets than 〔〕: (2018)21号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.records import Document
from auditor.records.texts import every_text
from auditor.rule import Bad, Examples, Found, Good, Text, rule

if TYPE_CHECKING:
    from auditor.source import Span

NUMBER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{2,10})\s*(?P<open>[〔(（\[［【])\s*(?P<year>(?:19|20)[0-9]{2})\s*[〕)）\]］】]"
    r"\s*第?\s*(?P<serial>[0-9]{1,4})\s*号"
)
USUAL = Text(zh="规范写法", en="written as usual")


@rule(
    id="V504",
    name="document-number-brackets",
    title=Text(zh="发文字号的括号不规范", en="Brackets of a document number"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="发文字号“{number}”的年份没有用六角括号〔〕，与文中其他发文字号不一致。",
        en="The year of the document number “{number}” does not stand in 〔〕 as elsewhere in the document.",
    ),
    advice=Text(zh="年份用六角括号括起。", en="Put the year in 〔〕."),
    rationale=Text(
        zh="公文的发文字号年份用六角括号；同一份文件两种写法，检索文件依据时会漏掉。",
        en="The year of a document number stands in 〔〕; with two spellings a search for the norm misses half.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="round brackets beside the usual ones",
                text="某县粮食局2024年部门预算说明\n根据县粮发〔2021〕8号文件安排轮换。\n按照县财发(2020)15号文件拨付。",
                expect=[(3, "县财发(2020)15号")],
                instead="某县粮食局2024年部门预算说明\n根据县粮发〔2021〕8号文件安排轮换。\n按照县财发〔2020〕15号文件拨付。",
            ),
        ],
        good=[
            Good(
                name="one way throughout",
                text="某县粮食局2024年部门预算说明\n根据县粮发〔2021〕8号文件安排轮换。\n按照县财发〔2020〕15号文件拨付。",
            ),
            Good(
                name="a year that is no document number",
                text="某县粮食局2024年部门预算说明\n根据县粮发〔2021〕8号文件安排轮换。\n全县(2020)年轮换3号仓。",
            ),
        ],
    ),
)
def document_number_brackets(document: Document) -> Iterator[Found]:
    """Every document number in other brackets, in a document that has one in 〔〕."""
    texts = every_text(document)
    # Without a number as usual none is judged.
    if "〔" not in texts.joined:
        return
    numbers = [found for place, text in texts.having("号") for found in numbers_in(place, text)]
    usual = next((place for bracket, _, place in numbers if bracket == "〔"), None)
    if usual is None:
        return
    for bracket, corrected, place in numbers:
        if bracket != "〔":
            yield Found(at=place, evidence=[(USUAL, usual)], values={"number": place.quote}, suggestion=corrected)


def numbers_in(place: Span, text: str) -> Iterator[tuple[str, str, Span]]:
    """The document numbers of a text: bracket, the number in 〔〕, place."""
    for found in NUMBER.finditer(text):
        issuer = re.split("根据|按照|依据|依照|参照|执行|印发|关于|以及|及|和|与|的", found["issuer"])[-1]
        start = found.start("open") - len(issuer)
        yield found["open"], f"{issuer}〔{found['year']}〕{found['serial']}号", place.part(start, found.end())
