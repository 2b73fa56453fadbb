"""A character typed once too often inside a phrase that the document has without it elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from auditor.comparing import occurrences
from auditor.records import Document
from auditor.records.survey import Passage, passages
from auditor.records.texts import Texts
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values.writing import pair_of

BEFORE, BEHIND = 4, 2
PHRASE = BEFORE + BEHIND
FEW = 64
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
AGAIN = re.compile(rf"([\u4e00-\u9fff])(?=[\u4e00-\u9fff]{{0,{BEFORE - 1}}}\1)")


@rule(
    id="X113",
    name="stray-character",
    title=Text(zh="疑似多打了一个字", en="Character typed once too often"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{written}”在本文件别处写作“{usual}”（{count} 处），疑多打了一个“{char}”字。",
        en="“{written}” reads “{usual}” elsewhere in this document ({count} times); “{char}” seems one too many.",
    ),
    advice=Text(zh="核对后删去多余的字。", en="Check it, and delete the character."),
    rationale=Text(
        zh="重复输入前面用过的字是常见的差错；同一词组别处都没有这个字，这里多半是多打的。",
        en="Typing a character of the phrase again is a common slip; and the phrase stands without it elsewhere.",
    ),
    basis="convention",
    options={
        "usual": Option(
            type="number",
            default="2",
            meaning=Text(zh="没有这个字的写法至少出现几次", en="how often the phrase must stand without it"),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="the first character of the phrase again",
                frame="goal-table",
                rows=[
                    {"name": "基层水管培训次数", "target": "≥4次"},
                    {"level2": "质量指标", "name": "基层水管基培训合格率", "target": "≥95%"},
                    {"level2": "时效指标", "name": "基层水管培训完成时间", "target": "2024年10月底前"},
                ],
                expect=[Expect(2, "基层水管基培训")],
                instead=[
                    {"name": "基层水管培训次数", "target": "≥4次"},
                    {"level2": "质量指标", "name": "基层水管培训合格率", "target": "≥95%"},
                    {"level2": "时效指标", "name": "基层水管培训完成时间", "target": "2024年10月底前"},
                ],
            ),
        ],
        good=[
            Good(
                name="a longer phrase",
                frame="goal-table",
                rows=[
                    {"name": "基层水管培训次数", "target": "≥4次"},
                    {"level2": "质量指标", "name": "基层水管员培训合格率", "target": "≥95%"},
                    {"level2": "时效指标", "name": "基层水管培训完成时间", "target": "2024年10月底前"},
                ],
            ),
        ],
    ),
)
def stray_character(document: Document, *, usual: Decimal) -> Iterator[Found]:
    """Every Chinese character that one of the four before it repeats and that the phrase lacks elsewhere."""
    texts = passages(document)
    repeated = [
        (passage, at)
        for passage, text in texts.having(AGAIN)
        for at in repeats(text)
        # Of what would stand side by side without the character, little ever does.
        if pair_of(text[at - 1], text[at + 1]) in texts.pairs
    ]
    counts = counted(texts, {without(passage.text, at) for passage, at in repeated})
    for passage, at in repeated:
        text, start, end = passage.text, at - BEFORE, at + 1 + BEHIND
        phrase = without(text, at)
        if counts[phrase] >= usual:
            values = {"written": text[start:end], "usual": phrase, "count": counts[phrase], "char": text[at]}
            yield Found(at=passage.part(start, end), values=values, suggestion=phrase)


def repeats(text: str) -> list[int]:
    """Where a Chinese character among Chinese ones repeats one of those before it."""
    again = {
        at
        for found in AGAIN.finditer(text)
        for at in range(max(BEFORE, found.end()), min(found.end() + BEFORE, len(text) - BEHIND))
        if text[at] == found[0] and CHINESE.fullmatch(text, at - BEFORE, at + 1 + BEHIND)
    }
    return sorted(again)


def without(text: str, at: int) -> str:
    """The phrase around a character, without it."""
    return text[at - BEFORE : at] + text[at + 1 : at + 1 + BEHIND]


def counted(texts: Texts[Passage], phrases: set[str]) -> Counter[str]:
    """How often each of the phrases stands in the texts; of a book they are too many to look for one by one."""
    if len(phrases) <= FEW:
        return Counter({phrase: len(occurrences(texts.joined, phrase)) for phrase in phrases})
    stretches = (text[at : at + PHRASE] for text in texts.quotes for at in range(len(text) - PHRASE + 1))
    return Counter(filter(phrases.__contains__, stretches))
