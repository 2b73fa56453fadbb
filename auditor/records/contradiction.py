"""Figures in sentences that speak of what an indicator counts, and give another number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from auditor.comparing import shared_stretch
from auditor.records.model import Datum, Document, Indicator, Paragraph
from auditor.records.once import once
from auditor.records.prose import Told, told_figures, told_in
from auditor.values import Figure, Value, agrees, ratio_kind, total
from auditor.values.lexicon import name_key
from auditor.values.phrases import interchangeable, says

__all__ = ["Other", "contradicting", "figure_in_name", "goal_prose", "is_comparable", "other_figure", "stated_total"]

ENDING = re.compile(r"(?:数量|总数|[人户个次台套件处座所家辆间期场批栋]数|人次|场次|批次|面积|长度|里程|规模|数)$")
# 每村2个 and 其中县道186公里 are not the whole; a figure of the year before is not the target.
APART = re.compile(
    r"(?:每.*|第|其中[^0-9]{0,8}|人均|户均|平均|上年|去年|往年|累计|比[^0-9]{0,6}[多少高低]|增加|减少|不足)\s*$"
)
# 全县共有学校46所 tells how many there are, not how many will be dealt with.
POPULATION = re.compile(r"全[县市区省乡镇村州国]|辖|共有|现有|总数|在册|已建")
TOTAL = re.compile(r"(?:共|共计|合计|总计|总共)[^0-9]{0,2}$")
# Words in a name that the text lacks, and that make it another thing or a part: 新购帐篷 beside 储备帐篷.
NARROWER = re.compile(r"[新增购改修拆换补首特]|骨干|重点|优秀|示范|[村乡镇县市省]级")
SHORTEST = 2
CERTAIN = 3
SHORTEST_RATE = 4
# What may stand between the name of a rate and its figure: 达到, 控制在, 不低于.
GAP = 6
# Figures that may add up to a value.
MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Other:
    """Another number for what an indicator counts: its place, and whether the two surely speak of one thing."""

    place: Datum[Value]
    certain: bool
    shared: int


def other_figure(row: Indicator, value: Value, told: Iterable[Told]) -> Other | None:
    """The one of the figures told that speaks most surely of the indicator and differs from its value.

    None where any comparable figure agrees with it, or some of them add up to it: 新建5个, 改造10个
    against 15个.
    """
    if row.name is None or not is_comparable(value):
        return None
    alike = those_alike(value, told)
    if not alike:
        return None
    own = in_base(value)
    if value.unit is not None and value.unit.dimension == "ratio" and own.number > 1:
        return None
    if add_up(own, [in_base(one.value) for one in alike]):
        return None
    key = name_key(row.name.raw)
    found = [other for one in alike if (other := about(key, one)) is not None]
    return max(found, key=lambda one: (one.certain, one.shared), default=None)


@once
def contradicting(document: Document) -> Mapping[int, Other]:
    """The other figure that goals of the project or description give for the target of an indicator, by its `id`."""
    found = {}
    for project in document.projects:
        goals = [*told_in(project.goals)]
        for row in project.indicators:
            if row.target is None or row.name is None or not is_comparable(row.target.value):
                continue
            other = other_figure(row, row.target.value, [*goals, *told_in([row.description])])
            if other is not None:
                found[id(row)] = other
    return found


def is_comparable(value: Value) -> bool:
    """Whether figures of a text can be about a value: it is one number of something, and no money."""
    if value.figure is None or value.kind != "number" or value.unit is None:
        return False
    dimension = value.unit.dimension
    return bool(dimension) and not dimension.startswith("money")


def stated_total(row: Indicator, value: Value) -> Datum[Value] | None:
    """The one figure of a row's description that it calls a total (共131个) and that differs from the value."""
    if row.description is None or not is_comparable(value):
        return None
    told = those_alike(value, told_figures(row.description.span))
    if len(told) != 1 or not TOTAL.search(told[0].lead):
        return None
    return None if agrees(in_base(value), in_base(told[0].value)) else told[0].figure


def figure_in_name(row: Indicator, value: Value) -> Datum[Value] | None:
    """The one figure in a row's name that counts what its value counts and differs from it: 专题调研12次, ≥2次/年."""
    if row.name is None or value.unit is None or not is_comparable(value) or value.unit.head in ("ratio", "time"):
        return None
    told = [one for one in told_figures(row.name.span) if one.kind == "count" and one.value.comparator is None]
    if len(told) != 1:
        return None
    named = told[0].figure
    same = named.value.unit is not None and named.value.unit.head == value.unit.head
    return named if same and named.value.upper is None and named.value.number != value.number else None


def goal_prose(document: Document) -> list[Paragraph]:
    """The paragraphs in which a budget document states the goals of the department."""
    if document.kind in ("self-evaluation", "final-accounts"):
        return []
    return [one for one in document.paragraphs if "绩效目标" in "".join(one.section) or "绩效目标" in one.text]


def about(key: str, told: Told) -> Other | None:
    """The figure, where its clause speaks of what the name does."""
    lead, rest = told.lead, told.rest
    if APART.search(lead):
        return None
    population = bool(POPULATION.search(lead))
    if told.kind == "ratio":
        shared = before_rate(key, lead)
        return Other(told.figure, not population, shared) if shared else None
    stem = ENDING.sub("", key) or key
    stretches = (shared_stretch(stem, words) for words in (lead, rest))
    start, _, size = max(stretches, key=lambda stretch: stretch[2])
    if size < SHORTEST or size * 2 < len(stem):
        return None
    left = [part for part in (stem[:start], stem[start + size :]) if part]
    whole = all(part in lead + rest for part in left)
    if not whole and (size < CERTAIN or NARROWER.search("".join(left))):
        return None
    return Other(told.figure, whole and size >= CERTAIN and not population, size)


def those_alike(value: Value, told: Iterable[Told]) -> list[Told]:
    """The figures that count the same sort of thing as a value."""
    # Most count something else altogether, which is soon told.
    dimension = value.unit.dimension if value.unit is not None else ""
    return [
        one
        for one in told
        if (unit := one.found.value.unit) is not None
        and unit.dimension == dimension
        and is_alike(value, one.found.value)
    ]


def is_alike(value: Value, figure: Value) -> bool:
    """Whether a figure counts the same sort of thing as a value, in units that can be compared; money is left out."""
    if value.unit is None or figure.unit is None or figure.figure is None or figure.upper is not None:
        return False
    if value.unit.dimension != figure.unit.dimension or value.unit.head in ("", "money"):
        return False
    if value.unit.dimension not in ("things", "acts"):
        return True
    return interchangeable(value.unit.symbol, figure.unit.symbol)


def before_rate(key: str, lead: str) -> int:
    """How much of the name of a rate stands right before a percentage; 0 where it is not its end, or too little."""
    if ratio_kind(key) is None or says(lead, "change"):
        return 0
    in_key, in_lead, size = shared_stretch(key, lead)
    ends = in_key + size == len(key) and len(lead) - in_lead - size <= GAP
    return size if ends and size >= SHORTEST_RATE and size * 2 >= len(key) else 0


def add_up(own: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a number agrees with one of the figures or with the sum of some of them."""
    some = figures[:MOST_PARTS]
    sums = (total(parts) for count in range(2, len(some) + 1) for parts in combinations(some, count))
    return any(agrees(own, figure) for figure in figures) or any(agrees(own, each) for each in sums)


def in_base(value: Value) -> Figure:
    """The figure in the base unit of its dimension; the bound of 95%以上 is exact, if what lies above it is not."""
    assert value.figure is not None and value.unit is not None
    figure = value.figure
    if value.comparator is not None and "approximate" in value.problems:
        figure = Figure.read(figure.printed, rounded=value.unit.dimension == "ratio")
    return figure.scaled(value.unit.factor)
