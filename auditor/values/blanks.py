"""Fields that were not filled in: marks for "nothing here" and what is left of a template."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.values.folding import squeeze
from auditor.values.tables import sections
from auditor.values.units import known_prefix

__all__ = ["is_blank", "is_placeholder"]

STROKES = "-—/\\、.()·"
BOLD = re.compile(r"(?<![>≥=≤<≧≦])\*\*([^*]+)\*\*")
NUMBERED = re.compile(
    r"(?:[0-9]+[.、])?(?:绩效)?(?:指标|目标|任务|内容|目标内容|指标内容|指标名称|三级指标|绩效目标|名称)"
    r"(?:[:]|[0-9一二三四五六七八九十]+(?:[-.][0-9]+)?[.:、]*)"
)
MASKS = re.compile(r"\*{2,}|_{2,}|(?<![A-Za-z0-9])[xX×]{2,}(?![A-Za-z0-9])|(?<![一二三四五六七八九])○{2,}")
MASK = re.compile("[*_xX×○]")
MASKED = re.compile(r"([>≥=≤<≧≦]*)([*xX×])(.*)")


@cache
def _marks() -> dict[str, frozenset[str]]:
    return {section: frozenset(words) for section, words in sections("placeholders.txt").items()}


@cache
def _starts() -> tuple[str, ...]:
    return sections("placeholders.txt")["start"]


@lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """Whether a text says that there is nothing: empty, 无, —, /, 、, N/A and the like."""
    folded = squeeze(text)[1]
    marks = _marks()
    if not folded.strip(STROKES):
        return folded not in marks["whole"]
    return folded.strip(".()") in marks["blank"]


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether a text is, or still holds, the words of a template: 指标1：, 目标内容1, ≥**%, **人, 暂不确定, XX县."""
    folded = squeeze(text)[1]
    if not folded:
        return False
    marks = _marks()
    bare = folded.strip("()")
    if bare in marks["whole"] or NUMBERED.fullmatch(folded) or bare.startswith(_starts()):
        return True
    if any(part in folded for part in marks["part"]):
        return True
    if MASK.search(folded) is None:
        return False
    return MASKS.search(BOLD.sub(r"\1", folded)) is not None or _masked(folded)


def _masked(folded: str) -> bool:
    """Whether a single star or cross stands where the figure belongs: ≥*%, X人. A cross alone means no."""
    match = MASKED.fullmatch(folded)
    if match is None:
        return False
    comparator, mask, unit = match.groups()
    if not unit:
        return bool(comparator) or mask == "*"
    return known_prefix(unit, 0) == len(unit)
