"""A description or goal that stops in the middle of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.records import Datum, Document, Project
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.source import Span

SHORTEST = 10
TAIL = 12
CLAUSE = re.compile(r"[，,。；;！!？?：:]")
# Words that cannot close a sentence. 的 and 在 also end names (我的, 存在), so they count behind a comma or a verb only.
OPEN_ENDS = re.compile(
    r"(?:[，,、：:（(“《]|[^存所现潜内外自实正][在]|[^面应针核校相不派绝反一成]对|[^温总共谦平饱亲柔缓调祥]和"
    r"|[^参授给赋赠干]与|以及|并且|而且|或者|通过|根据|按照|为了|由于|因为|其中|包括|进一步|不断|切实)$"
)
SUBJECTS = frozenset(
    "群众 人民群众 人民 居民 村民 农民 农户 学生 教师 患者 老人 职工 干部 企业 社会 全县 全市 全区 全乡 我县 我市 我区 各单位 "
    "各部门 单位 部门 有效 确保 保障 提高 提升 促进 实现 推动 加强 完善 使 让 并 全面 持续".split()
)
# 在打击犯罪、维护治安 wants 中, 方面 or 上 behind it; what may follow 在 as a place or a word of its own does not.
FRAME = re.compile(
    r"在(?:打击|维护|推进|推动|加强|提升|提高|促进|保障|改善|开展|落实|服务|防范|化解|支持|完善|保护|助力|发展|培育|引导|巩固)"
)
CLOSED = re.compile(r"[中上下时后前里内间期]|方面|领域|过程|同时|基础|以来|作用|贡献|成效|起到|发挥|取得")
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
            start = breaking_point(place.quote)
            if start is not None and place.quote not in met:
                met.add(place.quote)
                end = len(place.quote)
                tail = place.quote[max(start, end - TAIL) :]
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


def breaking_point(text: str) -> int | None:
    """Where the clause begins that is not finished; None where the text can end as it does."""
    if len(text) < SHORTEST:
        return None
    cuts = [cut.end() for cut in CLAUSE.finditer(text[:-1])]
    start = cuts[-1] if cuts else 0
    last = text[start:].strip()
    if OPEN_ENDS.search(text) or (cuts and last in SUBJECTS):
        return start
    return start if FRAME.match(last) and not CLOSED.search(last) else None
