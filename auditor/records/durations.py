"""Durations that are better when long but are given as upper bounds, and whether the text proves that."""

from __future__ import annotations

from auditor.records.context import clauses_about
from auditor.records.model import Datum, Indicator, Project
from auditor.values import Value, polarity, ratio_kind
from auditor.values.phrases import says

__all__ = ["is_capped_minimum", "is_whole_year", "said_minimum"]

YEAR = 365


def is_capped_minimum(row: Indicator) -> bool:
    """Whether a row has an upper bound on a time whose name says that more of it is better."""
    if row.name is None or row.target is None or row.target.value.unit is None:
        return False
    if row.target.value.comparator not in ("≤", "<") or row.target.value.unit.dimension != "time":
        return False
    return polarity(row.name.raw) == "higher" and ratio_kind(row.name.raw) is None


def said_minimum(project: Project, row: Indicator) -> list[Datum[str]]:
    """The clauses of description and goals that call it a minimum (存储时间达到30天以上)."""
    return [clause for clause in clauses_about(project, row) if says(clause.raw, "floor")]


def is_whole_year(value: Value) -> bool:
    """Whether a time is a year, which none of its parts can exceed."""
    return value.unit is not None and value.number is not None and value.number * value.unit.factor == YEAR
