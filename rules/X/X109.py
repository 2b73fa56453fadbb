"""Pairs of brackets with one half in full width and the other in half width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

MIXED = re.compile(r"（[^（）()]*\)|\([^（）()]*）")
WIDE = str.maketrans("()", "（）")
OTHERS = Text(zh="同样的还有", en="the same in")
MOST_SHOWN = 5


@rule(
    id="X109",
    name="bracket-widths-mixed",
    title=Text(zh="一对括号全角半角混用", en="Brackets of mixed width"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{pair}”的括号一半全角、一半半角，全文共 {count} 处。",
        en="The brackets of “{pair}” are of mixed width; there are {count} such pairs in the document.",
    ),
    advice=Text(zh="中文里统一用全角括号。", en="Use full-width brackets in Chinese throughout."),
    rationale=Text(
        zh="括号全角半角混用，按文字匹配标签、名称时会对不上。",
        en="With mixed widths labels and names fail to match when they are compared.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="opened wide, closed narrow",
                frame="goals",
                rows=[{"goal": "1.养护县乡公路（含桥涵)，保障安全通行。"}],
                expect=[Expect(1, "（含桥涵)")],
                instead=[{"goal": "1.养护县乡公路（含桥涵），保障安全通行。"}],
            ),
        ],
        good=[
            Good(name="narrow throughout", frame="goals", rows=[{"goal": "1.养护县乡公路(含桥涵)，保障安全通行。"}]),
        ],
    ),
)
def widths_mixed(document: Document) -> Iterator[Found]:
    """The first mixed pair of a document, with some of the others."""
    pairs = [passage.part(*pair.span()) for passage, pair in passages(document).matches(MIXED, "(", ")")]
    if pairs:
        first = pairs[0]
        values = {"pair": first.quote, "count": len(pairs)}
        others = [(OTHERS, pair) for pair in pairs[1 : MOST_SHOWN + 1]]
        yield Found(at=first, evidence=others, values=values, suggestion=first.quote.translate(WIDE))
