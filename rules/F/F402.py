"""Headings of prose that skip or repeat a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.records import Document, Paragraph
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import parse_numeral

BEFORE = Text(zh="前一个标题", en="the heading before")
# One count for each kind of mark: 一、 （一） 1.
# Three sorts of numbers, each counted by itself.
MARK = re.compile(
    r"([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[)）]|([0-9]{1,2})[.．、](?![0-9])"
)
ARTEFACT = re.compile(r"^(?:\[bookmark:[^\]]*\]|[-*#\s])+")
# What a number begins with, or what a conversion left before it.
BEGINNINGS = frozenset("一二三四五六七八九十0123456789（([-*# \t")
LONGEST = 40
ENDS = ("。", "；", ";", "，", ",", "：", ":")

PROSE = """\
2024年部门预算公开说明

一、部门职责

负责全县林业资源管护。

二、收支预算情况

全年收支平衡。

{next}、机关运行经费情况

压减一般性支出。
"""


@rule(
    id="F402",
    name="heading-numbers-broken",
    title=Text(zh="标题序号不连续", en="Numbers of headings are not in order"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="标题“{heading}”的序号与前面的“{before}”接不上。",
        en="The number of the heading “{heading}” does not follow that of “{before}”.",
    ),
    advice=Text(
        zh="重新编号；中间漏掉一部分内容的，补上。", en="Number them again; where a part was dropped, put it back."
    ),
    rationale=Text(
        zh="序号重复或跳跃，可能漏了一个部分，也可能是拼接后没有整理。",
        en="A number used twice or left out means that a part is missing, or that parts were pasted and not tidied up.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="two and two again",
                text=PROSE.format(next="二"),
                expect=[Expect(11, "二、机关运行经费情况")],
                instead=PROSE.format(next="三"),
            ),
            Bad(
                name="three left out",
                text=PROSE.format(next="四"),
                expect=[Expect(11, "四、机关运行经费情况")],
                instead=PROSE.format(next="三"),
            ),
        ],
        good=[
            Good(name="one, two, three", text=PROSE.format(next="三")),
            Good(
                name="parts count anew and the outer count goes on",
                text=PROSE.format(next="三").replace(
                    "负责全县林业资源管护。",
                    "负责全县林业资源管护。\n\n第一部分 绩效目标\n\n一、总体目标\n\n二、分项目标",
                ),
            ),
        ],
    ),
)
def numbers_broken(document: Document) -> Iterator[Found]:
    """Every heading whose number is the one before again or leaves one out; counts that stand open may go on.

    Sentences with a number are counted, and never reported.
    """
    for sort in numbered(document):
        open_counts: list[int] = []
        last: tuple[str, Paragraph] | None = None
        for number, text, paragraph in sort:
            following = next((at for at in reversed(range(len(open_counts))) if open_counts[at] + 1 == number), None)
            if following is not None:
                del open_counts[following:]
            elif last is not None and number != 1 and number - open_counts[-1] in (0, 2):
                open_counts.pop()
                if is_heading(text):
                    yield Found(at=paragraph, evidence=[(BEFORE, last[1])], values={"heading": text, "before": last[0]})
            open_counts.append(number)
            last = text, paragraph


def numbered(document: Document) -> Iterable[list[tuple[int, str, Paragraph]]]:
    """The paragraphs that begin with a number, with it and without what a conversion left, by the sort of number."""
    titles = {project.title.span.start for project in document.projects if project.title is not None}
    sorts: dict[int | None, list[tuple[int, str, Paragraph]]] = {}
    for paragraph in document.paragraphs:
        if paragraph.text[:1] not in BEGINNINGS or paragraph.span.start in titles:
            continue
        text = ARTEFACT.sub("", paragraph.text)
        found = MARK.match(text)
        printed = found[found.lastindex or 0] if found is not None else ""
        number = parse_numeral(printed)
        if found is not None and number is not None:
            sorts.setdefault(found.lastindex, []).append((int(number), text, paragraph))
    return sorts.values()


def is_heading(text: str) -> bool:
    """Whether a text is a heading and no sentence."""
    return len(text) <= LONGEST and not text.rstrip().endswith(ENDS)
