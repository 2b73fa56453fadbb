"""A goal that repeats another project's goal with a few words changed, or holds it as a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from auditor.comparing import bare, shared_stretch, shingles
from auditor.records import Datum, Document, Project
from auditor.records.survey import called, same_project
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values import is_placeholder

SHORTEST = 20
SOURCE = Text(zh="相同的文字也见", en="the same words stand in")

TWO_PROJECTS = """\
1、高标准农田建设绩效目标表
绩效目标	1.{first}
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	建成农田面积	验收合格的农田	≥2000 亩	实施方案

2、农产品质量检测绩效目标表
绩效目标	1.{second}
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	检测样品数量	全年送检的样品	≥600 批次	检测计划
"""
FARMLAND = "2024年按照项目实施方案完成田间道路、灌溉渠道和土地平整工程，改善农业生产条件，促进农户增产增收。"
SAME_BUT_A_YEAR = FARMLAND.replace("2024", "2023")
SAMPLES = "按检测计划抽检蔬菜、水果和畜禽产品，及时处置不合格样品，让群众吃得放心。"
PARTLY = "做好农产品抽样。完成田间道路、灌溉渠道和土地平整工程，改善农业生产条件，促进农户增产增收。"


@rule(
    id="D102",
    name="goal-nearly-repeated",
    title=Text(zh="绩效目标大段照抄另一项目", en="Goal copies most of another project's goal"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{project}的绩效目标与{earlier}的大同小异，约 {share}% 的文字相同。",
        en="About {share}% of the goal of {project} stands in the goal of {earlier} too.",
    ),
    advice=Text(
        zh="删去照抄的内容，按本项目的资金用途写明要做什么、做到什么程度。",
        en="Drop what was copied and say what this project's funds will achieve, and how much of it.",
    ),
    rationale=Text(
        zh="只换了年份、名称、数字，或者整段搬来的绩效目标，说的是另一个项目的事，不能用来考核本项目。",
        en="A goal with only the year, a name or a figure changed, or with a passage moved over, speaks of another "
        "project and cannot be used to assess this one.",
    ),
    basis="convention",
    options={
        "alike": Option(
            type="number",
            default="85",
            meaning=Text(zh="两条目标相同文字占两者的百分数下限", en="share of the words of both goals, in per cent"),
        ),
        "share": Option(
            type="number",
            default="65",
            meaning=Text(zh="连续相同的一段占较短目标的百分数下限", en="share of a stretch in the shorter goal"),
        ),
        "stretch": Option(
            type="number",
            default="30",
            meaning=Text(zh="连续相同的一段的字数下限", en="shortest stretch of characters that is a copy"),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="only the year differs",
                text=TWO_PROJECTS.format(first=FARMLAND, second=SAME_BUT_A_YEAR),
                expect=[Expect(7, SAME_BUT_A_YEAR)],
                instead=TWO_PROJECTS.format(first=FARMLAND, second=SAMPLES),
            ),
            Bad(
                name="a passage moved over whole",
                text=TWO_PROJECTS.format(first=FARMLAND, second=PARTLY),
                expect=[Expect(7, PARTLY)],
                instead=TWO_PROJECTS.format(first=FARMLAND, second=SAMPLES),
            ),
        ],
        good=[
            Good(name="goals of their own", text=TWO_PROJECTS.format(first=FARMLAND, second=SAMPLES)),
            Good(
                name="the same purpose at the end",
                text=TWO_PROJECTS.format(
                    first=FARMLAND,
                    second="抽检农产品600批次，建立不合格产品追溯台账，督促生产主体落实整改，促进农户增产增收。",
                ),
            ),
        ],
    ),
)
def goal_nearly_repeated(document: Document, *, alike: Decimal, share: Decimal, stretch: Decimal) -> Iterator[Found]:
    """For every project, the goal that is most like one of an earlier project, if it is like enough; copies apart."""
    earlier: list[tuple[Project, Datum[str]]] = []
    having: dict[str, list[int]] = {}
    for project in document.projects:
        goals = [] if project.department else [goal for goal in project.goals if worth_comparing(goal)]
        pairs = [
            (common, goal, *earlier[at])
            for goal in goals
            for at, shared in sorted(pieces_shared(goal, having).items())
            if not same_project(earlier[at][0], project)
            and (common := copied_share(goal.raw, earlier[at][1].raw, shared, alike, share, stretch)) is not None
        ]
        if pairs and not any(bare(goal.raw) == bare(source.raw) for _, goal, _, source in pairs):
            common, goal, other, source = max(pairs, key=lambda pair: pair[0])
            values = {"project": called(project), "earlier": called(other), "share": common}
            yield Found(at=goal, evidence=[(SOURCE, source)], values=values)
        for goal in goals:
            for piece in shingles(goal.raw):
                having.setdefault(piece, []).append(len(earlier))
            earlier.append((project, goal))


def worth_comparing(goal: Datum[str]) -> bool:
    """Whether a goal is long enough to be told from a formula."""
    return len(bare(goal.raw)) >= SHORTEST and not is_placeholder(goal.raw)


def pieces_shared(goal: Datum[str], having: Mapping[str, Sequence[int]]) -> Counter[int]:
    """How many three-character pieces a goal shares with each of the earlier ones that `having` lists by piece."""
    return Counter(chain.from_iterable(having.get(piece, ()) for piece in shingles(goal.raw)))


def copied_share(goal: str, source: str, shared: int, alike: Decimal, share: Decimal, stretch: Decimal) -> int | None:
    """How much of a goal, in per cent, is copied from another with so many pieces; None where that is no copy."""
    sizes = len(shingles(goal)), len(shingles(source))
    common = 200 * shared // sum(sizes)
    if common >= alike:
        return common
    if 100 * shared < share * min(sizes):
        return None
    one, other = bare(goal), bare(source)
    _, _, length = shared_stretch(one, other)
    part = 100 * length // min(len(one), len(other))
    return part if length >= stretch and part >= share else None
