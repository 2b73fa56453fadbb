"""An indicator in prose that cannot be measured: 绩效指标：服务能力不断提升。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.texts import paragraphs
from auditor.rule import Bad, Examples, Found, Good, Text, rule

STATED = re.compile(r"绩效指标\s*[:：]\s*(?P<words>[^。；;]+)")
VAGUE = re.compile(
    r"(?:不断|进一步|持续|逐步|有效|切实|稳步|明显|显著|大幅|全面|努力|积极)(?:地)?"
    r"(?:提升|提高|加强|增强|改善|优化|完善|深化|推进|促进|扩大|巩固|好转|改进|健全)"
)
# A figure, or all or none of something, can be checked.
CHECKABLE = re.compile(r"[0-9０-９]|全覆盖|不发生|不出|零|全部|杜绝|每[一个]|一[次项个]")


@rule(
    id="V711",
    name="indicator-in-bare-prose",
    title=Text(zh="正文里的绩效指标不可衡量", en="An indicator in prose without a measure"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    message=Text(
        zh="绩效指标只写“{words}”，没有可以衡量的内容。",
        en="The indicator is just “{words}”, with nothing to measure.",
    ),
    advice=Text(zh="写明数量、比率或应达到的状态。", en="Give a quantity, a rate or the state to be reached."),
    rationale=Text(
        zh="分项绩效目标的指标用来考核部门整体支出；只说不断提升，年终无法评价。",
        en="These indicators assess the department as a whole; “ever improving” cannot be assessed.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="ever improving",
                text="某县文旅局2024年部门预算绩效文本\n（一）公共文化\n绩效目标：办好群众文化活动。\n"
                "绩效指标：公共文化服务水平不断提升。",
                expect=[(4, "公共文化服务水平不断提升")],
                instead="某县文旅局2024年部门预算绩效文本\n（一）公共文化\n绩效目标：办好群众文化活动。\n"
                "绩效指标：全年办群众文化活动60场，服务水平不断提升。",
            ),
        ],
        good=[
            Good(
                name="all or none",
                text="某县文旅局2024年部门预算绩效文本\n（一）公共文化\n绩效目标：服务水平不断提升。\n"
                "绩效指标：公共文化服务全覆盖，活动不发生安全事故。",
            ),
        ],
    ),
)
def indicator_in_bare_prose(document: Document) -> Iterator[Found]:
    """Every 绩效指标： of a paragraph whose sentence has vague words and nothing that can be checked."""
    for paragraph, found in paragraphs(document).matches(STATED, "绩效指标"):
        words = found["words"]
        if VAGUE.search(words) and not CHECKABLE.search(words):
            yield Found(at=paragraph.span.part(*found.span("words")), values={"words": words.strip()})
