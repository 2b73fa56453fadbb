"""How well a text fits a field of an indicator table: what alignment of shifted columns is decided by.

Points are small numbers that only their order matters of; they were set on the five layouts of the corpus and
hold for tables whose cells carry what their headings promise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from auditor.layout.headings import heading_of
from auditor.values import LEVEL1_WORDS, LEVEL2_WORDS, is_blank, parse_amount, parse_value, unit_of
from auditor.values.lexicon import vague_words

__all__ = ["NATURES", "NUMBERED", "SIGNS", "fit", "is_level", "level_key"]

SIGNS = frozenset(">≥=≤<＞＝＜≧≦")
NATURES = frozenset(
    ("文字描述", "定性", "定量", "正向", "反向", "正向指标", "反向指标", "定性指标", "定量指标", "其他")
)
NUMBERED = re.compile(r"^(?:(?:三级)?指标\s*[0-9一二三四五六七八九十]{1,2}\s*[:：、.．]?\s*)+")
"""The template's label before an indicator's name: `指标 1：`."""
MEASURED = ("number", "range", "date")
MEASURABLE = ("率", "数", "数量", "度", "性", "情况", "额", "水平", "次数", "时间", "成本", "面积", "里程", "人数")
"""What names of indicators mostly end in."""
REASON = re.compile(r"原因|由于|因为|受|影响|未|改进|措施|调整|加强|偏差|下一步|[，。；]")
DATE_PARTS = re.compile("[0-9]\\s*[年月日]")


@lru_cache(maxsize=4096)
def level_key(text: str) -> str:
    """A level's name without blanks, number and bracket: `（一）产出指标` gives `产出指标`."""
    return text.replace(" ", "").lstrip("（(一二三四五六七八九十)）、1234567890.").rstrip("：:")


def is_level(text: str, level: int) -> bool:
    """Whether a text is a known name of this level (1 or 2)."""
    return level_key(text) in (LEVEL1_WORDS if level == 1 else LEVEL2_WORDS)


@lru_cache(maxsize=4096)
def fit(field: str, text: str) -> float:
    """Points for a text in a field: above 0 where it belongs, below where it does not."""
    return FITS[field](text)


def _level(level: int) -> Callable[[str], float]:
    def points(text: str) -> float:
        if is_level(text, level):
            return 4.0
        if NUMBERED.match(text) or is_level(text, 3 - level):
            return -4.0
        return -1.0 if len(text) <= 14 and not _measured(text) else -3.0

    return points


@lru_cache(maxsize=4096)
def _measured(text: str) -> bool:
    return parse_value(text).kind in MEASURED


def _name(text: str) -> float:
    if NUMBERED.match(text):
        return 3.5
    if is_level(text, 2) or is_level(text, 1):
        return 0.0 if text.endswith("指标") else 1.5
    if text in NATURES:
        return -6.0
    if _measured(text) or is_blank(text):
        return -1.5
    return 2.7 if text.endswith(MEASURABLE) else 2.0


def _words(text: str) -> float:
    if is_level(text, 2) or is_level(text, 1):
        return -1.0 if text.endswith("指标") else 0.5
    if unit_of(text).dimension:
        return -2.0
    if is_blank(text):
        return 0.0
    return -1.5 if _measured(text) else 1.0


def _target(text: str) -> float:
    if heading_of(text) or is_level(text, 1) or is_level(text, 2):
        return -3.0
    value = parse_value(text)
    if value.kind in MEASURED:
        return 2.5 + 0.5 * (bool(value.unit) + bool(value.comparator)) + 0.5 * len(DATE_PARTS.findall(text))
    if value.kind in ("placeholder", "empty") or text in vague_words():
        return 2.0
    return 0.5 if len(text) <= 8 else -0.5


def _points(text: str) -> float:
    if is_blank(text):
        return 0.0
    value = parse_amount(text)
    bare = value.kind == "number" and value.unit is None and value.comparator is None
    return 3.0 if bare and value.figure is not None and 0 <= value.figure.number <= 100 else -4.0


def _deviation(text: str) -> float:
    if is_blank(text):
        return 0.5
    return -3.0 if _measured(text) else 1.0 if REASON.search(text) else 0.0


def _comparator(text: str) -> float:
    return 4.0 if text in SIGNS else 2.0 if text in NATURES else -3.0


def _unit(text: str) -> float:
    if unit_of(text).dimension:
        return 3.0
    if _measured(text):
        return -2.0
    return 0.5 if len(text) <= 3 else 0.0 if len(text) <= 5 else -2.0


FITS: dict[str, Callable[[str], float]] = {
    "level1": _level(1),
    "level2": _level(2),
    "name": _name,
    "description": _words,
    "basis": _words,
    "target": _target,
    "actual": _target,
    "weight": _points,
    "score": _points,
    "deviation": _deviation,
    "comparator": _comparator,
    "unit": _unit,
    "section": lambda text: 3.0 if heading_of(text) == "section" else -4.0,
    "ignored": lambda text: 0.0,
}
