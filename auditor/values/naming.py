"""What the name of an indicator says about the notation of its value: a unit, none at all, an end at 100%.

And whether a value looks like a year that strayed into its column.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.values.folding import squeeze
from auditor.values.lexicon import name_key, ratio_kind, vague_grade
from auditor.values.tables import sections
from auditor.values.units import is_measure, unit_of
from auditor.values.value import Value

__all__ = ["counted_in_name", "is_capped", "is_measure_name", "is_unitless", "is_yearlike", "unit_in_name"]

YEAR = re.compile("199[0-9]|20[0-4][0-9]")
# 提高知晓率 and 高合格率 say what is to become of a measure.
MEASURE = re.compile(r"[^提增降高低保达确实减,。;]{0,8}(?:率|满意度|比例|比率)")
HELD = re.compile(r"\(([^()]+)\)[。；，：、.,;:]*$")
CAPPED = ("bounded", "incidence", "reduction")
# 培训人数 is told in 人; without 数 only what cannot be anything else is (参训人次).
COUNTED = ("people", "households", "acts", "things", "time", "person-times")
ENDINGS = ("acts", "person-times")
LONGEST_UNIT = 2


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return sections("names.txt")


@cache
def _open_rates() -> tuple[str, ...]:
    """The endings of rates that are known to pass 100%, or of which that is not known."""
    return tuple(word for word in sections("ratios.txt")["ratio"] if word != "率")


def _last(name: str, section: str) -> int:
    """Where the last word of a section ends in a name, 0 where there is none."""
    return max((name.rfind(word) + len(word) for word in _words()[section] if word in name), default=0)


@lru_cache(maxsize=4096)
def is_capped(name: str) -> bool:
    """Whether a percentage under this name cannot exceed 100%.

    That is a share by its kind, a rate that no list knows to pass 100%, or a state (系统正常运转).
    """
    kind, bare = ratio_kind(name), name_key(name)
    if kind == "ratio":
        return bare.endswith("率") and not bare.endswith(_open_rates()) and not _last(bare, "beyond")
    if kind is not None:
        return kind in CAPPED
    return _last(bare, "state") > _last(bare, "beyond")


@lru_cache(maxsize=4096)
def unit_in_name(name: str) -> str | None:
    """The unit that stands in brackets at the end of a name (综合满意度（%） gives %); None where there is none."""
    held = HELD.search(squeeze(name)[1])
    unit = unit_of(held[1].removeprefix("单位:")) if held else None
    return unit.symbol if unit is not None and unit.dimension else None


@lru_cache(maxsize=4096)
def counted_in_name(name: str) -> str | None:
    """The unit that the ending of a name tells: 培训人数 gives 人, 参训人次 gives 人次; None where it tells none."""
    bare = name_key(name)
    stem = bare.removesuffix("数")
    for length in range(LONGEST_UNIT, 0, -1):
        ending = stem[-length:]
        if is_measure(ending) and unit_of(ending).dimension in (COUNTED if stem != bare else ENDINGS):
            return ending
    return None


@lru_cache(maxsize=4096)
def is_unitless(name: str) -> bool:
    """Whether values under this name have no unit by nature: 灌溉水利用系数, 空气质量指数."""
    return any(word in name_key(name) for word in _words()["unitless"])


@lru_cache(maxsize=4096)
def is_measure_name(text: str, name: str) -> bool:
    """Whether a value in words is the name of a measure (及时率), or the name of its own indicator."""
    words = squeeze(text)[1].strip("。.")
    if vague_grade(words) == "measure" or (words and words == squeeze(name)[1]):
        return True
    return bool(MEASURE.fullmatch(words)) and ratio_kind(words) is not None


def is_yearlike(value: Value) -> bool:
    """Whether a value is four digits from 1990 to 2049 and nothing else."""
    if value.kind != "number" or value.figure is None or value.unit is not None or value.comparator is not None:
        return False
    return YEAR.fullmatch(value.figure.printed) is not None
