"""A traditional or variant character in a simplified text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.records import Document
from auditor.records.survey import passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values.writing import simplified_form, unsimplified

AROUND = 3


@rule(
    id="X102",
    name="traditional-character",
    title=Text(zh="简体文件里夹着繁体或异体字", en="Traditional character in a simplified text"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{around}”中的“{char}”不是规范字，应写作“{right}”；也可能是另一个字的误写。",
        en="“{char}” in “{around}” is no standard character; write “{right}”, unless another one was meant.",
    ),
    advice=Text(zh="改为规范的简体字。", en="Write the standard simplified character."),
    rationale=Text(
        zh="公文使用规范汉字；混进来的繁体、异体或日文字形，检索和汇总时也匹配不上。",
        en="Official documents use standard characters; other forms are not found by a search either.",
    ),
    basis="convention",
    options={
        "most": Option(
            type="number",
            default="30",
            meaning=Text(
                zh="超过这么多处就当作繁体文件，不再报告", en="with more of them the document is a traditional one"
            ),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="a traditional form",
                frame="goals",
                rows=[{"goal": "1.修订养護办法，保障安全通行。"}],
                expect=[Expect(1, "護")],
                instead=[{"goal": "1.修订养护办法，保障安全通行。"}],
            ),
        ],
        good=[
            Good(
                name="characters that are right in simplified text too",
                frame="goals",
                rows=[{"goal": "1.修订养护办法，瞭望台乾坤湾著名路段保障安全通行。"}],
            ),
        ],
    ),
)
def traditional(document: Document, *, most: Decimal) -> Iterator[Found]:
    """Every character that is never right in a simplified text, unless the text is full of them."""
    found = [
        (passage, found.start(), simplified_form(found[0]))
        for passage, found in passages(document).matches(unsimplified(), unsimplified())
    ]
    for passage, at, right in found if len(found) <= most else ():
        text = passage.text
        values = {"char": text[at], "right": right, "around": text[max(0, at - AROUND) : at + AROUND + 1]}
        yield Found(at=passage.part(at, at + 1), values=values, suggestion=right)
