"""Counts broken down into kinds that exclude each other: 车辆8辆，其中，应急保障用车2辆、其他用车6辆."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records.claims.shape import COUNT, MONEY, Quantity, Shape, make_claim
from auditor.records.model import Claim
from auditor.values import total

__all__ = ["claims_of_tallies"]

BROKEN_DOWN = re.compile(
    rf"{COUNT}\s*(?:(?:项目|单位|部门)中\s*[，,]|[，,]?\s*[（(]?\s*(?:其中|包括|分别为)\s*[:：，,]?)(?=(?P<parts>[^。{MONEY}]*))"
)
# Kinds of which a thing can be only one; 女教师 and 党员 may be the same people and are no such kinds.
KINDS = (
    re.compile(r"(?:用车|轿车|越野车|客车|载客汽车|货车|面包车|皮卡车?|摩托车)$"),
    re.compile(r"(?:行政|事业|企业|参公|公务员法管理的事业|全额拨款|差额拨款|自收自支|预算)单位$"),
    re.compile(r"编制|工勤"),
    re.compile(r"^(?:机关|行政|事业|参公|参照公务员法管理的?|工勤)(?:在职|在编)?(?:人员|编制)?$"),
    re.compile(r"^(?:(?:自评|评价|绩效)*(?:等级|等次|结果|结论)?(?:评定)?为|评为|获得|得分为?)?[“\"]?(?:优|良|中|差|优秀|良好|合格|不合格)[”\"]?(?:等次|等级|档|的)?$"),
    re.compile(
        r"^(?:项目)?(?:决策|过程|投入|管理|产出|效益|效果|成本|满意度|预算执行(?:率|情况)?)(?:指标|类|部分|情况)*"
        r"(?:自评)?(?:得分|评分|分值|得)?$"
    ),
    re.compile(r"^(?:新建|续建|改建|扩建|新增|延续|一次性|经常性)"),
    re.compile(r"^(?:男|女)(?:性|职工|教师|干部|生)?$"),
    re.compile(r"^(?:在职|离休|退休|离退休)(?:人员|职工|干部|教师)?$"),
    re.compile(r"^(?:幼儿园|小学|初中|初级中学|高中|普通高中|完全中学|九年一贯制学校|职业学校|中职学校|特殊教育学校|教学点)$"),
)
NESTED = re.compile(rf"其中|包括|[（(][^）)]*{COUNT}")
OTHER = re.compile(r"^其[他它]")
SEMICOLON = re.compile("[；;]")
FEWEST = 2
EDGES = " ，,、；;：:和及（("


def claims_of_tallies(shape: Shape) -> Iterator[Claim]:
    """That counts of kinds add up to the count of all; kinds may be left out where no 其他 closes the list."""
    for match in BROKEN_DOWN.finditer(shape.letters):
        whole = shape.quantity(match.start())
        start, end = match.span("parts")
        # Behind a semicolon another count may be broken down.
        semicolon = SEMICOLON.search(shape.letters, start, end)
        ends = (end, semicolon.start()) if semicolon else (end,)
        parts = next(filter(None, (_parts(shape, whole, start, each) for each in ends)), None)
        if parts is None:
            continue
        computed = total(part.figure for part in parts)
        if whole.figure > computed and not OTHER.match(_label(parts[-1])):
            continue
        formula = " + ".join(part.figure.printed for part in parts)
        yield make_claim("sum", shape, whole, [("part", part) for part in parts], computed, formula)


def _parts(shape: Shape, whole: Quantity, start: int, end: int) -> list[Quantity]:
    """The counts of a breakdown; none where it holds another unit, kinds that overlap, or a breakdown of its own."""
    parts = [one for one in shape.quantities if start <= one.at < end and one.letter == COUNT]
    mixed = any(part.unit != whole.unit for part in parts)
    if len(parts) < FEWEST or mixed or NESTED.search(shape.letters, start, end):
        return []
    return parts if _exclusive([_label(part) for part in parts]) else []


def _label(part: Quantity) -> str:
    text = re.split(r"其中|包括|分别为|(?:项目|单位|部门)中[，,]", part.label)[-1]
    return "".join(text.split()).strip(EDGES)


def _exclusive(labels: list[str]) -> bool:
    return any(all(kind.search(label) or OTHER.match(label) for label in labels) for kind in KINDS)
