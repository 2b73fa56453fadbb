"""A word or phrase written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

# 一步一步, 点点滴滴 and 红红火火 are words; so is 研究研究, but no official document says so.
TWICE = re.compile(r"([\u4e00-\u9fff]{2,12}?)\1")
STEP = re.compile(r"^(?:一.|逐.|每.|一..|(.)\1)$")
# 的的 is a slip unless the first belongs to the word before (目的的, 标的的).
OF_OF = re.compile(r"(?<![目标有])的的(?![确士])")


@rule(
    id="X106",
    name="word-doubled",
    title=Text(zh="词语重复", en="Word written twice in a row"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(zh="“{doubled}”连写了两遍。", en="“{doubled}” stands twice in a row."),
    advice=Text(zh="删去多余的一个。", en="Delete one of them."),
    rationale=Text(
        zh="重复的词语多是粘贴或修改时留下的，公开前应当校对。",
        en="Doubled words are left by pasting or editing and should go before the document is disclosed.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="pasted twice",
                frame="goals",
                rows=[{"goal": "1.落实养护资金养护资金，保障道路的的安全通行。"}],
                expect=[Expect(1, "养护资金养护资金"), Expect(1, "的的")],
                instead=[{"goal": "1.落实养护资金，保障道路的安全通行。"}],
            ),
        ],
        good=[
            Good(
                name="words that are built so",
                frame="goals",
                rows=[{"goal": "1.一步一步落实养护资金，以安全为目的的改造逐条逐条推进，日子红红火火。"}],
            ),
            Good(name="a comma between", frame="goals", rows=[{"goal": "1.落实养护资金，养护资金专款专用。"}]),
        ],
    ),
)
def doubled(document: Document) -> Iterator[Found]:
    """Every phrase of two characters or more that follows itself, and 的的."""
    texts = passages(document)
    for passage, found in texts.matches(TWICE, TWICE):
        if not STEP.match(found[1]):
            yield Found(at=passage.part(*found.span()), values={"doubled": found[1]}, suggestion=found[1])
    for passage, found in texts.matches(OF_OF, "的的"):
        yield Found(at=passage.part(*found.span()), values={"doubled": "的"}, suggestion="的")
