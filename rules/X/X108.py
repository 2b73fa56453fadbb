"""A bracket or quotation mark that is never closed, or never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.records import Document
from auditor.records.survey import Passage, passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

KINDS = {"（": "round", "(": "round", "【": "lens", "〔": "shell", "《": "title", "“": "quote"}
CLOSING = {"）": "round", ")": "round", "】": "lens", "〕": "shell", "》": "title", "”": "quote"}
MARK = re.compile("[（(【〔《“）)】〕》”]")
NUMBERING = re.compile(r"(?:^|[。；;，,、\s])[0-9a-zA-Z一二三四五六七八九十①-⑩]{1,3}$")
# A text cut by a page end goes on in one of the next passages.
REACH = 8
SHOWN = 14


class Mark(NamedTuple):
    """A mark without its partner in its passage.

    `passage` is the number of the passage, `at` the offset in it; `numbering` marks the bracket of `1）`.
    """

    passage: int
    at: int
    kind: str
    opens: bool
    numbering: bool = False


@rule(
    id="X108",
    name="bracket-not-closed",
    title=Text(zh="括号或引号不成对", en="Bracket or quotation mark without its partner"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="“{shown}”里的“{mark}”没有另一半。",
        en="The mark {mark} in “{shown}” has no partner.",
    ),
    advice=Text(
        zh="补上缺的一半；内容被截断的，一并补全。",
        en="Add its partner; where the text was cut off, complete it.",
    ),
    rationale=Text(
        zh="括号、书名号、引号成对使用；缺一半，说明文字漏了或者被截断了。",
        en="These marks come in pairs; one alone shows that something was left out or cut off.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the number of a document",
                frame="goal-table",
                rows=[{"basis": "供水管护办法的通知（县水发〔2023〕15号"}],
                expect=[Expect(1, "（县水发〔2023〕15号")],
                instead=[{"basis": "供水管护办法的通知（县水发〔2023〕15号）"}],
            ),
        ],
        good=[
            Good(name="closed", frame="goal-table", rows=[{"basis": "供水管护办法（县水发〔2023〕15号）"}]),
            Good(name="numbering", frame="goal-table", rows=[{"description": "1）集中供水站；2）分散供水点"}]),
        ],
    ),
)
def not_closed(document: Document) -> Iterator[Found]:
    """Every mark without a partner in its passage, or in one of the next that go on with a text cut off."""
    texts = passages(document)
    alone = [
        mark
        for number in texts.numbers(MARK)
        for mark in unmatched(number, texts.quotes[number])
        if texts[number].complete or not mark.opens
    ]
    for mark in without_partner(alone):
        yield shown(texts[mark.passage], mark)


def unmatched(number: int, text: str) -> list[Mark]:
    """The marks of a text that have no partner in it."""
    pending: list[Mark] = []
    alone: list[Mark] = []
    for found in MARK.finditer(text):
        at, char = found.start(), found[0]
        if char in KINDS:
            pending.append(Mark(number, at, KINDS[char], True))
        else:
            partner = next((i for i in reversed(range(len(pending))) if pending[i].kind == CLOSING[char]), None)
            if partner is not None:
                alone += pending[partner + 1 :]
                del pending[partner:]
            else:
                alone.append(Mark(number, at, CLOSING[char], False, bool(NUMBERING.search(text[:at]))))
    return sorted([*alone, *pending], key=lambda mark: mark.at)


def without_partner(marks: Sequence[Mark]) -> list[Mark]:
    """The marks without a partner in the next passages either; quotes the wrong way round are another rule's."""
    left: list[Mark] = []
    for mark in marks:
        opener = next((o for o in reversed(left) if o.opens and o.kind == mark.kind), None)
        if not mark.opens and opener is not None and 0 < mark.passage - opener.passage <= REACH:
            left.remove(opener)
        elif not mark.numbering:
            left.append(mark)
    quotes = {mark.passage for mark in left if mark.kind == "quote" and not mark.opens}
    return [mark for mark in left if mark.kind != "quote" or mark.passage not in quotes]


def shown(passage: Passage, mark: Mark) -> Found:
    """The finding, with the text after an opening mark or before a closing one."""
    start = mark.at if mark.opens else max(0, mark.at - SHOWN)
    end = min(len(passage.text), mark.at + SHOWN) if mark.opens else mark.at + 1
    values = {"shown": passage.text[start:end], "mark": passage.text[mark.at]}
    return Found(at=passage.part(start, end), values=values)
