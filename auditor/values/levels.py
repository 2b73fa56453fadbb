"""The words of level-1 and level-2 indicators and the categories they stand for (data/levels.txt).

Two layouts are in use: v2015 has 成本 as a level 2 under 产出, v2021 as a level 1 of its own; the tables of whole
departments have words of their own (部门管理, 履职效果, 能力建设 …), here of category `management`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from auditor.values.folding import squeeze
from auditor.values.tables import sections

__all__ = ["LEVEL1_WORDS", "LEVEL2_WORDS", "category_of_level", "level1_of"]

SUFFIXES = ("指标", "目标", "值")
LEVEL1 = {
    "quantity": "产出指标",
    "quality": "产出指标",
    "timeliness": "产出指标",
    "economic": "效益指标",
    "social": "效益指标",
    "ecological": "效益指标",
    "sustainable": "效益指标",
    "satisfaction": "满意度指标",
}


def _categories(level: str) -> dict[str, str]:
    """Word to category of one level, without 指标."""
    return {
        word: section.partition(" ")[2]
        for section, words in sections("levels.txt").items()
        if section.startswith(level)
        for word in words
    }


def _names(words: Iterable[str]) -> frozenset[str]:
    """The words as they may stand in a cell: 数量, 数量指标, 数量目标, 数量值."""
    return frozenset(word + suffix for word in words for suffix in ("", *SUFFIXES))


CATEGORIES = {**_categories("1"), **_categories("2")}
LEVEL1_WORDS = _names(_categories("1"))
LEVEL2_WORDS = _names(_categories("2"))


@lru_cache(maxsize=1024)
def category_of_level(name: str) -> str | None:
    """The category of a level-1 or level-2 name, 指标 and blanks ignored: 数 量指标 gives quantity. None if unknown.

    quantity, quality, timeliness, cost, economic, social, ecological, sustainable, satisfaction; for level-1 words
    output, benefit, cost, satisfaction; for words of whole-department tables management.
    """
    word = squeeze(name)[0].strip("：:。.")
    for suffix in ("", *SUFFIXES):
        category = CATEGORIES.get(word.removesuffix(suffix))
        if category is not None:
            return category
    return None


def level1_of(category: str, v2021: bool) -> str | None:
    """The level-1 name that a level-2 category belongs under in one of the layouts; None for other categories."""
    if category == "cost":
        return "成本指标" if v2021 else "产出指标"
    return LEVEL1.get(category)
