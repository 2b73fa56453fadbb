"""Indicators of one document that are the same by name, and so can be compared."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from auditor.comparing import bare
from auditor.records.model import Datum, Document, Indicator, Project
from auditor.records.once import once
from auditor.records.survey import category_of
from auditor.values import LEVEL1_WORDS, LEVEL2_WORDS, Value, agrees, is_placeholder
from auditor.values.lexicon import name_key

__all__ = [
    "Standing", "agree", "assessed_twice", "described_alike", "key_of", "same_indicators", "same_words",
    "telling_words",
]

# Shorter descriptions are formulas (完成时间) that many indicators share.
TELLING = 6
# So are short names (合格率): they stand for what the description says.
TELLING_NAME = 5


class Standing(NamedTuple):
    """An indicator with a target, and the project it stands in."""

    project: Project
    indicator: Indicator
    target: Datum[Value]


def key_of(indicator: Indicator) -> str:
    """What an indicator is known by: its name without label, unit in brackets and punctuation; "" where it has none."""
    if indicator.name is None or indicator.placeholder or is_placeholder(indicator.name.raw):
        return ""
    return bare_key(indicator.name.raw)


@lru_cache(maxsize=4096)
def bare_key(name: str) -> str:
    """What a name says without label, unit in brackets and punctuation; "" for the words of headings."""
    key = name_key(name)
    return "" if key in LEVEL1_WORDS or key in LEVEL2_WORDS else bare(key)


@once
def same_indicators(document: Document) -> tuple[list[Standing], ...]:
    """The groups of two or more indicators with one key, in reading order."""
    groups: dict[str, list[Standing]] = {}
    for project in document.projects:
        for row in project.indicators:
            key = key_of(row)
            if key and row.target is not None:
                groups.setdefault(key, []).append(Standing(project, row, row.target))
    return tuple(group for group in groups.values() if len(group) > 1)


def same_words(one: Indicator, other: Indicator) -> bool:
    """Whether two rows have one description, or at least one of them has none."""
    if one.description is None or other.description is None:
        return True
    return bare(one.description.raw) == bare(other.description.raw)


def described_alike(one: Indicator, other: Indicator) -> bool:
    """Whether two rows have one description, long enough to tell that they are one indicator under two names."""
    words = telling_words(one)
    return bool(words) and words == telling_words(other)


def telling_words(row: Indicator) -> str:
    """The description of a row as it is compared; "" where it has none that is long enough."""
    if row.description is None or len(row.description.raw) < TELLING:
        return ""
    return bare(row.description.raw)


def agree(one: Value, other: Value) -> bool | None:
    """Whether two targets can be the same number in the same or another unit; None where they cannot be compared."""
    if one.kind != "number" or other.kind != "number" or one.figure is None or other.figure is None:
        return None
    if one.unit is None or other.unit is None:
        return agrees(one.figure, other.figure) if one.unit is other.unit else None
    if one.unit.dimension != other.unit.dimension:
        return False
    return agrees(one.figure.scaled(one.unit.factor), other.figure.scaled(other.unit.factor))


def assessed_twice(one: Indicator, other: Indicator) -> bool:
    """Whether two rows of a project assess one thing by one value.

    Under one heading a telling name is enough; otherwise the descriptions must be the same too.
    """
    if one.name is None or other.name is None or one.target is None or other.target is None:
        return False
    name = bare(one.name.raw)
    if name != bare(other.name.raw) or one.target.value.printed() != other.target.value.printed():
        return False
    return (len(name) >= TELLING_NAME and category_of(one) == category_of(other)) or same_words(one, other)
