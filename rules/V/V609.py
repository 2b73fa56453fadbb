"""A description or goal that stops in the middle of its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.records import Datum, Document, Project
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values.unfinished import breaking_point

if TYPE_CHECKING:
    from auditor.source import Span

# How much of the end a message shows.
TAIL = 12
TABLE = """\
1、{name}绩效目标表
绩效目标\t1.{goal}
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t质量指标\t设施完好率\t{description}\t≥90%\t管护办法
"""


@rule(
    id="V609",
    name="sentence-breaks-off",
    title=Text(zh="文字没有写完", en="A sentence that breaks off"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="这段文字到“{tail}”就断了，句子不完整。",
        en="The text stops at “{tail}” in the middle of its sentence.",
    ),
    advice=Text(zh="对照原稿补全；如是粘贴时截断的，检查其他地方有没有同样情况。", en="Complete it from the draft."),
    rationale=Text(
        zh="绩效目标和指标描述说明要做什么、做到什么程度；没有写完，内容就不明确。",
        en="Goals and descriptions say what is to be done and how much; broken off, they do not.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a frame without its end, and a list without its last item",
                text=TABLE.format(
                    name="河道管护",
                    goal="清理河道垃圾，水面整洁，两岸绿化，村民",
                    description="通过日常巡查，在改善水质、保护岸线",
                ),
                expect=[(2, "村民"), (4, "在改善水质、保护岸线")],
                instead=TABLE.format(
                    name="河道管护",
                    goal="清理河道垃圾，水面整洁，两岸绿化，村民满意",
                    description="通过日常巡查，在改善水质、保护岸线方面发挥作用",
                ),
            ),
            Bad(
                name="a comma at the end",
                text=TABLE.format(name="河道管护", goal="清理河道垃圾。", description="管护河道涉及的堤防、水闸、"),
                expect=[(4, "管护河道涉及的堤防、水闸、")],
                instead=TABLE.format(name="河道管护", goal="清理河道垃圾。", description="管护河道涉及的堤防、水闸"),
            ),
        ],
        good=[
            Good(
                name="no full stop is needed, and 在 may stand before a place",
                text=TABLE.format(
                    name="河道管护",
                    goal="在全县河道推行巡查制度，在职管护人员全部到位",
                    description="完好设施数占在用设施数的比例，共享共和",
                ),
            ),
            Good(
                name="a goal that goes on in the next one",
                text=TABLE.format(
                    name="河道管护", goal="清理河道垃圾，2.疏通沟渠，3.绿化两岸。", description="河道内设施是否完好"
                ),
            ),
        ],
    ),
)
def sentence_breaks_off(document: Document) -> Iterator[Found]:
    """Every last goal or result and every description that ends where no sentence can."""
    for project in document.projects:
        met = set()
        for place in texts(project):
            text = place.quote
            start = breaking_point(text)
            if start is not None and text not in met:
                met.add(text)
                end = len(text)
                tail = text[max(start, end - TAIL) :]
                yield Found(at=place.part(start, end), values={"tail": tail})


def texts(project: Project) -> Iterator[Span]:
    """The last goal and result of a project, and the descriptions of its indicators."""
    yield from (words.span for several in (project.goals, project.results) for words in ends_of_cells(several))
    yield from (row.description.span for row in project.indicators if row.description is not None)


def ends_of_cells(goals: Sequence[Datum[str]]) -> Iterator[Datum[str]]:
    """The last goal, and those behind which their cell ends; a goal at the end of a line may go on in the next."""
    for goal in goals:
        if goal is goals[-1] or goal.span.source.text.startswith("\t", goal.span.end):
            yield goal
