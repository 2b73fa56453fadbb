"""A template's instruction left in the document: 请在此处简要说明…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.records import Document
from auditor.rule import Bad, Examples, Found, Good, Text, rule

if TYPE_CHECKING:
    from auditor.source import Span

# Notes under a form (注：没有的填“无”) belong to it; only what asks to write in this place is meant.
INSTRUCTION = re.compile(
    r"请(?:您)?在(?:此处?|本栏)(?:简要|如实|据实)?(?:说明|填写|填列|描述|介绍)"
    r"|(?:在此处?|此处)(?:填写|说明|输入)|(?:单击|点击)(?:或点击)?此处"
    r"|^(?:对照|结合|针对|根据|围绕|简要)[^；\n]{2,60}[（(][0-9]{2,4}字(?:以内|左右)[)）]",
    re.MULTILINE,
)
# One of these stands in every instruction.
CLUE = re.compile("此|本栏|字以内|字左右")
TELLING = 14


@rule(
    id="V808",
    name="instruction-left",
    title=Text(zh="留着填写说明没有填写", en="A template's instruction left in place"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="这里还是模板的填写说明“{words}…”，没有填写内容。",
        en="The template's instruction “{words}…” still stands here.",
    ),
    advice=Text(zh="按说明填写，没有的填“无”。", en="Fill it in as it asks, or write 无."),
    rationale=Text(
        zh="公开的文件里留着填写说明，看不出是没有情况还是漏填。",
        en="Where the instruction is left nobody knows whether there is nothing to say or it was forgotten.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="remarks not filled in",
                frame="self-evaluation",
                text="\t产出指标\t数量指标\t补助服务站数量\t≥8个\t8个\t90\t90\t无\n"
                "说明\t请在此处简要说明审计和财政监督发现的问题，如没有请填无。",
                expect=[(2, "请在此处简要说明审计和财政监督发现的问题，如没有请填无。")],
                instead="\t产出指标\t数量指标\t补助服务站数量\t≥8个\t8个\t90\t90\t无\n说明\t无",
            ),
            Bad(
                name="how long the text should be",
                frame="self-evaluation",
                text="\t产出指标\t数量指标\t补助服务站数量\t≥8个\t8个\t90\t90\t无\n"
                "说明\t结合自评情况，分析存在的问题及原因。（200字以内）",
                expect=[(2, "结合自评情况，分析存在的问题及原因。（200字以内）")],
                instead="\t产出指标\t数量指标\t补助服务站数量\t≥8个\t8个\t90\t90\t无\n说明\t无",
            ),
        ],
        good=[
            Good(
                name="something was written",
                frame="self-evaluation",
                text="\t产出指标\t数量指标\t补助服务站数量\t≥8个\t8个\t90\t90\t无\n"
                "说明\t审计发现服务站台账不全，已简要说明情况并请镇里补齐。",
            ),
        ],
    ),
)
def instruction_left(document: Document) -> Iterator[Found]:
    """Every label's value and every paragraph that holds an instruction of the template."""
    for place in places(document):
        text = place.quote
        found = INSTRUCTION.search(text) if CLUE.search(text) else None
        if found is not None:
            start = 0 if found.start() < TELLING else found.start()
            yield Found(at=place.part(start, len(text)), values={"words": text[start : start + TELLING]})


def places(document: Document) -> Iterator[Span]:
    """What was filled in beside the labels of forms, what goals came to, and the paragraphs."""
    yield from (paragraph.span for paragraph in document.paragraphs)
    for project in document.projects:
        yield from (label.value.span for label in project.labels if label.value is not None)
        yield from (text.span for text in project.results)
