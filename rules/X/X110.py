"""A text that ends in a comma or a conjunction: its end was cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.records import Datum, Document, Paragraph
from auditor.records.survey import rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Placed, Text, rule

ENDS = tuple("，,、") + tuple(word + stop for word in ("和", "与", "及", "并且") for stop in ("", "。", "."))
CUT = re.compile(r"[^，,、]{0,10}(?:[，,、]|(?<=[\u4e00-\u9fff]{2})(?:以及|并且|[和与及])[。.]?)$")
# 参与, 普及, 涉及, 共和 … end in the same characters.
WORD = re.compile(
    r"(?:参与|给与|普及|涉及|波及|触及|顾及|遍及|谈及|缓和|综合和|总和|饱和|柔和|温和|祥和|平和|调和|随和|共和|中和)[。.]?$"
)
STARTS_ANEW = re.compile(
    r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]+部分|附件|目标|项目)"
)


@rule(
    id="X110",
    name="text-cut-off",
    title=Text(zh="文字没有写完", en="Text cut off"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="这段文字到“{end}”就断了，后面的内容漏了。",
        en="The text breaks off after “{end}”; what follows is missing.",
    ),
    advice=Text(zh="补全文字，或者把末尾的标点改成句号。", en="Complete it, or end it with a full stop."),
    rationale=Text(
        zh="以顿号、逗号或“和”“及”结尾的话没有说完，多半是粘贴时截断的。",
        en="A sentence that ends in a comma or a conjunction goes on; mostly it was cut off in pasting.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a goal",
                frame="goals",
                rows=[{"goal": "1.养护县乡公路、桥梁及"}],
                expect=[Expect(1, "桥梁及")],
                instead=[{"goal": "1.养护县乡公路、桥梁及涵洞。"}],
            ),
            Bad(
                name="a paragraph before a heading",
                text="一、养护管理\n\n年内完成路面病害调查、桥梁定期检查、\n\n二、资金安排\n\n"
                "1、县乡公路养护绩效目标表\n绩效目标	1.养护县乡公路。\n一级指标	二级指标	三级指标	指标值\n"
                "产出指标	数量指标	养护里程	≥150公里\n",
                expect=[Expect(3, "桥梁定期检查、")],
                instead="一、养护管理\n\n年内完成路面病害调查、桥梁定期检查。\n\n二、资金安排\n\n"
                "1、县乡公路养护绩效目标表\n绩效目标	1.养护县乡公路。\n一级指标	二级指标	三级指标	指标值\n"
                "产出指标	数量指标	养护里程	≥150公里\n",
            ),
        ],
        good=[
            Good(name="a word that ends so", frame="goals", rows=[{"goal": "1.养护县乡公路，引导沿线群众参与"}]),
            Good(name="no full stop", frame="goals", rows=[{"goal": "1.养护县乡公路、桥梁及涵洞"}]),
        ],
    ),
)
def cut_off(document: Document) -> Iterator[Found]:
    """Every goal, result, description or paragraph that ends in a comma or a conjunction and goes on nowhere."""
    for words in texts(document):
        found = end_of(words.span.quote)
        if found is not None:
            yield Found(at=words.span.part(*found), values={"end": words.span.quote[slice(*found)]})
    for paragraph, following in pairwise((*document.paragraphs, None)):
        assert paragraph is not None
        found = end_of(paragraph.text)
        if found is not None and not goes_on(following):
            place: Placed = paragraph.span.part(*found)
            yield Found(at=place, values={"end": paragraph.text[slice(*found)]})


def texts(document: Document) -> Iterator[Datum[str]]:
    """The goals, results and descriptions of all projects; a goal cut by a page end goes on elsewhere."""
    for project in document.projects:
        yield from (words for words in (*project.goals, *project.results) if words.raw == words.span.quote)
        yield from (row.description for row in rows(project) if row.description is not None)


def end_of(text: str) -> tuple[int, int] | None:
    """Start and end of the last words of a text that is cut off; None where it is complete."""
    text = text.rstrip()
    # Few texts end so, and to search every one of them takes long.
    found = CUT.search(text) if text.endswith(ENDS) else None
    return found.span() if found is not None and not WORD.search(text) else None


def goes_on(following: Paragraph | None) -> bool:
    """Whether the paragraph after a text can be the rest of it."""
    return following is not None and not following.heading and not STARTS_ANEW.match(following.text)
