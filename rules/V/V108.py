"""A share above one hundred per cent, stated in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.records import Document
from auditor.records.texts import every_text
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import ratio_kind, scan_figures

if TYPE_CHECKING:
    from auditor.source import Span

# What may stand between the name of a rate and its figure.
LINK = re.compile(
    r"(?:均|都|全部|基本|平均|已|要|应|力争|确保|需|应当|可|能|将|必须)*"
    r"(?:达到|达|为|是|不低于|不少于|保持在|稳定在|控制在|大于等于|大于|高于|超过|[≥>=:：])*(?:了|到)?\s*$"
)
NAME = re.compile(r"[^\s，,。；;：:、“”0-9%和与及的]{2,16}$")
# Rates of money against a plan (执行率, 到位率) may pass 100% in a report.
CERTAIN = ("合格率", "达标率", "满意度", "满意率", "覆盖率", "普及率", "知晓率", "优良率", "完好率", "准确率", "及时率")


@rule(
    id="V108",
    name="share-above-100-in-text",
    title=Text(zh="文中的比率超过 100%", en="A share above 100% in the text"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{name}”最高只能是 100%，文中却写为“{figure}”。",
        en="“{name}” cannot exceed 100%, but the text has “{figure}”.",
    ),
    advice=Text(zh="核对原始数据后改正。", en="Correct it from the records."),
    rationale=Text(
        zh="合格率、覆盖率、满意度一类的比率是部分与全体之比，不可能超过 100%。",
        en="A pass rate, a coverage or a satisfaction rate is a part of a whole and never exceeds 100%.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="satisfaction of one hundred and twelve",
                frame="goal-table",
                text="产出指标\t数量指标\t入户次数\t入户走访，群众满意度达到112%以上\t≥2 次\t工作计划",
                expect=[(1, "112%")],
                instead="产出指标\t数量指标\t入户次数\t入户走访，群众满意度达到92%以上\t≥2 次\t工作计划",
            ),
        ],
        good=[
            Good(
                name="growth and completion may pass one hundred",
                frame="goal-table",
                text="产出指标\t数量指标\t入户次数\t入户走访，任务完成率达到112%，访问量增长120%\t≥2 次\t工作计划",
            ),
            Good(
                name="all of them",
                frame="goal-table",
                text="产出指标\t数量指标\t入户次数\t入户走访，群众满意度达到100%\t≥2 次\t工作计划",
            ),
        ],
    ),
)
def share_above_100(document: Document) -> Iterator[Found]:
    """Every percentage above 100 behind the name of a rate that has no more."""
    for place, text in every_text(document).having(*CERTAIN):
        yield from shares_in(place, text)


def shares_in(place: Span, text: str) -> Iterator[Found]:
    """The percentages above 100 of a text that stand behind the name of such a rate."""
    for found in scan_figures(text):
        value = found.value
        if found.kind != "ratio" or value.figure is None or value.unit is None or value.unit.symbol != "%":
            continue
        named = NAME.search(LINK.sub("", text[: found.start].rstrip()))
        if value.figure > 100 and named and named[0].endswith(CERTAIN) and ratio_kind(named[0]) == "bounded":
            yield Found(
                at=place.part(found.start, found.end),
                values={"name": named[0], "figure": text[found.start : found.end].strip()},
            )
