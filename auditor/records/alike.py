"""Indicators of one document that are the same by name, and so can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditor.comparing import bare
from auditor.records.model import Datum, Document, Indicator, Project
from auditor.values import LEVEL1_WORDS, LEVEL2_WORDS, Value, is_placeholder
from auditor.values.lexicon import name_key

__all__ = ["Standing", "key_of", "same_indicators"]


class Standing(NamedTuple):
    """An indicator with a target, and the project it stands in."""

    project: Project
    indicator: Indicator
    target: Datum[Value]


def key_of(indicator: Indicator) -> str:
    """What an indicator is known by: its name without label, unit in brackets and punctuation; "" where it has none."""
    if indicator.name is None or indicator.placeholder or is_placeholder(indicator.name.raw):
        return ""
    key = name_key(indicator.name.raw)
    return "" if key in LEVEL1_WORDS or key in LEVEL2_WORDS else bare(key)


def same_indicators(document: Document) -> Iterator[list[Standing]]:
    """The groups of two or more indicators with one key, in reading order."""
    groups: dict[str, list[Standing]] = {}
    for project in document.projects:
        for row in project.indicators:
            key = key_of(row)
            if key and row.target is not None:
                groups.setdefault(key, []).append(Standing(project, row, row.target))
    yield from (group for group in groups.values() if len(group) > 1)
