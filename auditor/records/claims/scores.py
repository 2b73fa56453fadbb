"""Weights and scores of an indicator table: their totals, and the weights that levels print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.records.claims.cells import RATE_DECIMALS, Printed, cell_claim, number, sum_claim, terms
from auditor.records.model import Claim, Datum, Document, Indicator, Project, Words
from auditor.values import Figure, Interval, Value, total

__all__ = ["claims_of_scores"]

POINTS = re.compile(r"[（(]\s*(?:分值|权重|满分)?\s*[:：]?\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*分?\s*[)）]")
WHOLE, EXECUTION = Decimal(100), Decimal(10)
"""Points of a table, and those of budget execution among them where the form does not say (财预〔2020〕10号)."""


def claims_of_scores(document: Document) -> Iterator[Claim]:
    """Totals of weights and scores in every table of indicators."""
    for project in document.projects:
        rows = [row for row in project.indicators if not row.placeholder or row.weight or row.score]
        yield from _weights(project, rows)
        yield from _scores(project, rows)
        yield from _levels(rows)


def _numbers(data: Sequence[Datum[Value] | None]) -> list[Printed] | None:
    """The figures that are given; None where a cell holds something else."""
    found = []
    for datum in data:
        if datum is None or datum.value.kind == "empty":
            continue
        one = number(datum)
        if one is None:
            return None
        found.append(one)
    return found


def _weights(project: Project, rows: Sequence[Indicator]) -> Iterator[Claim]:
    """That the weights make up the printed total; without one, that they are 100 with or without execution."""
    weights = _numbers([row.weight for row in rows])
    if not weights:
        return
    missing = len(weights) < len(rows)
    stated, execution = number(project.total_weight), number(project.execution_weight)
    if stated is None:
        if not missing and len(weights) > 1:
            yield _full(weights, execution)
        return
    readings = [weights] if execution is None else [weights, [*weights, execution]]
    claim = sum_claim("分值合计", stated, *readings, missing=missing, points=True)
    if claim is None:
        return
    if not claim.holds and execution is None and _evaluated(project):
        # The points of execution stand outside the table, and outside this document.
        outside = total(one.figure for one in weights) + EXECUTION
        if stated.figure.meets(outside):
            return
    yield claim


def _evaluated(project: Project) -> bool:
    return project.execution_rate is not None or project.execution_score is not None


def _full(weights: Sequence[Printed], execution: Printed | None) -> Claim:
    """That weights without a printed total are those of a whole table, or of one without execution."""
    computed = total(one.figure for one in weights)
    own = execution.figure.number if execution is not None else EXECUTION
    allowed = dict.fromkeys((WHOLE, WHOLE - own, WHOLE - EXECUTION))
    meant = next((one for one in allowed if computed.meets(Interval(one, one))), WHOLE)
    last = weights[-1]
    stated = Printed(Figure.read(str(meant)), last.datum)
    formula = terms([one.figure.printed for one in weights])
    claim = cell_claim("weights", "分值", stated, [("part", one) for one in weights], computed, formula, RATE_DECIMALS)
    return replace(claim, text="分值", suggestion=None, truncated=False)


def _scores(project: Project, rows: Sequence[Indicator]) -> Iterator[Claim]:
    """That the scores make up the total, with or without those of execution."""
    scores, stated = _numbers([row.score for row in rows]), number(project.total_score)
    if not scores or stated is None:
        return
    execution, weight = number(project.execution_score), number(project.execution_weight)
    readings = [scores] if execution is None else [scores, [*scores, execution]]
    missing = len(scores) < len(rows)
    claim = sum_claim("总分", stated, *readings, missing=missing, points=True)
    if claim is None:
        return
    # A form without any funds was cut off above its indicators.
    if not claim.holds and execution is None and (weight is not None or _evaluated(project) or not project.funds):
        most = weight.figure.high if weight is not None else EXECUTION
        without = total(one.figure for one in scores)
        if stated.figure.meets(Interval(without.low, without.high + most)):
            # What is missing may be the points of execution, which are not printed.
            return
    yield claim


def _levels(rows: Sequence[Indicator]) -> Iterator[Claim]:
    """That the weights under a level make up those it prints: 产出指标（50分）."""
    for level in ("level1", "level2"):
        groups: dict[int, tuple[Words, list[Indicator]]] = {}
        for row in rows:
            words: Words | None = getattr(row, level)
            if words is not None:
                groups.setdefault(words.span.start, (words, []))[1].append(row)
        for words, members in groups.values():
            printed = POINTS.search(words.raw)
            weights = _numbers([row.weight for row in members]) if printed is not None else None
            if printed is None or not weights:
                continue
            place = words.span.part(printed.start(1), printed.end(1))
            stated = Printed(Figure.read(printed[1]), Datum(printed[1], printed[1], place))
            missing = len(weights) < len(members)
            claim = sum_claim(words.raw[: printed.start()], stated, weights, missing=missing, points=True)
            if claim is not None:
                yield claim
