"""A word that sounds like the one that the document has in the same place everywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from auditor.records import Document
from auditor.records.survey import Passage, passages
from auditor.records.texts import Texts
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values.writing import either_word, mistakable, sounds_alike

USUAL = Text(zh="通常写作", en="usually")
LENGTHS = (1, 2)
# Characters that must be the same before and behind.
AROUND = 2
NUMERALS = "一二三四五六七八九十百千万亿两"

TABLE = """\
1、应急物资储备绩效目标表
绩效目标	1.储备救灾帐篷和棉被，保障应急需要。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	储备帐篷数量	年末库存的帐篷	≥200 顶	市级储备定额
	数量指标	储备棉被数量	年末库存的棉被	≥900 床	市级储备定额
	质量指标	物资完好率	完好物资的比例	≥98%	市级储备定额
	成本指标	储备费用	全年的保管费	≤6万元	{basis}
"""


class Seen(NamedTuple):
    """Where a word stands: the text and the offset in it."""

    passage: Passage
    at: int


Words = dict[str, list[Seen]]


@rule(
    id="X103",
    name="homophone-slip",
    title=Text(zh="疑似同音错字", en="Slip for a word that sounds alike"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{phrase}”在本文件别处写作“{usual}”（{count} 处），疑为同音错字。",
        en="“{phrase}” reads “{usual}” elsewhere in this document ({count} times); the two sound alike.",
    ),
    advice=Text(zh="核对后改为通常的写法。", en="Check it, and write what the other places say."),
    rationale=Text(
        zh="拼音输入容易选错同音的字；同一处词语别处都写对，只有这里不同，多半是错字。",
        en="Pinyin input easily picks a wrong word of the same sound; where all others agree, this is the slip.",
    ),
    basis="convention",
    options={
        "usual": Option(
            type="number",
            default="3",
            meaning=Text(zh="通常写法至少出现几次", en="how often the usual form must occur"),
        ),
        "times": Option(
            type="number",
            default="3",
            meaning=Text(zh="通常写法至少是少见写法的几倍", en="how many times as often as the other"),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="another word of the same sound",
                text=TABLE.format(basis="市级处备定额"),
                expect=[Expect(7, "市级处备定")],
                instead=TABLE.format(basis="市级储备定额"),
            ),
        ],
        good=[
            Good(name="the same words throughout", text=TABLE.format(basis="市级储备定额")),
            Good(name="another word that sounds otherwise", text=TABLE.format(basis="市级储备标准")),
        ],
    ),
)
def homophone(document: Document, *, usual: Decimal, times: Decimal) -> Iterator[Found]:
    """Every word of one or two characters that stands seldom where one of the same sound stands often."""
    texts = passages(document)
    for words in surroundings(texts):
        common = max(words, key=lambda word: len(words[word]))
        count = len(words[common])
        for word, seen in words.items():
            if count < usual or count < times * len(seen) or not is_slip(word, common):
                continue
            for passage, at in seen:
                if not either_here(passage.text, at, word, common):
                    yield found(passage, at, word, common, count, words[common][0])


def surroundings(texts: Texts[Passage]) -> Iterator[Words]:
    """For the characters before and behind that have words of one sound between them, all words between them."""
    # A text that is repeated says nothing new.
    text = "\n".join(dict.fromkeys(quote for quote in texts.quotes if len(quote) > 2 * AROUND))
    doubtful = mistakable(text, texts.pairs)
    for length in LENGTHS:
        between: dict[str, set[str]] = {}
        for at in doubtful:
            end = at + length
            between.setdefault(text[at - AROUND : at] + text[end : end + AROUND], set()).add(text[at:end])
        for around, words in between.items():
            if len(words) < 2 or len(around) < 2 * AROUND or "\n" in around:
                continue
            if any(is_slip(one, other) for one, other in combinations(words, 2)):
                yield words_between(texts, around[:AROUND], around[AROUND:], length)


def words_between(texts: Texts[Passage], before: str, behind: str, length: int) -> Words:
    """The words of a length between two characters before and two behind, with all their places in reading order."""
    words: Words = {}
    for passage, at in texts.occurrences(before):
        start = at + AROUND
        end = start + length
        if passage.text.startswith(behind, end):
            words.setdefault(passage.text[start:end], []).append(Seen(passage, start))
    return words


def is_slip(word: str, common: str) -> bool:
    """Whether one word is a likely slip for another: it differs in every character and sounds the same."""
    return (
        all(one != other for one, other in zip(word, common, strict=True))
        and sounds_alike(word, common)
        and not any(char in NUMERALS for char in word + common)
    )


def either_here(text: str, at: int, word: str, common: str) -> bool:
    """Whether both words are in good use at a place, alone or with the character before or behind (截止, 截至)."""
    before, behind = text[at - 1], text[at + len(word)]
    pairs = ((word, common), (before + word, before + common), (word + behind, common + behind))
    return any(either_word(one, other) for one, other in pairs)


def found(passage: Passage, at: int, word: str, common: str, count: int, example: Seen) -> Found:
    """The finding for one place of a word, with the two characters on either side quoted."""
    start, end = at - AROUND, at + len(word) + AROUND
    text = passage.text
    suggestion = text[start:at] + common + text[at + len(word) : end]
    return Found(
        at=passage.part(start, end),
        evidence=[(USUAL, example.passage.part(example.at - AROUND, example.at + len(common) + AROUND))],
        values={"phrase": text[start:end], "usual": suggestion, "count": count},
        suggestion=suggestion,
    )
