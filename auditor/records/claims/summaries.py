"""The summary of self-evaluations: its totals, its rates, and its rows against the projects' own tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from auditor.frozen import dataclass
from auditor.layout.headings import key_of
from auditor.records.claims.cells import (
    RATE_DECIMALS,
    Printed,
    as_rate,
    cell_claim,
    money,
    number,
    quotient_claim,
    same_claim,
    settled,
    sum_claim,
)
from auditor.records.model import Claim, Datum, Document, FundLine, Project, SummaryRow
from auditor.values import WAN, Value, plain, total

__all__ = ["NUMBERED", "claims_of_summaries", "project_of"]

NUMBERED = re.compile(r"^(?:项目)?\s*([0-9]{1,3})\s*[:：、.．)）]\s*")
BASES = ("adjusted", "initial", "")
FACTORS = (Decimal(1), WAN, 1 / WAN)
"""What the units of a summary and of the projects' tables may differ by: 万元 and 元."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a summary with the line of their total."""

    rows: tuple[SummaryRow, ...]
    total: SummaryRow | None


def claims_of_summaries(document: Document) -> Iterator[Claim]:
    """Totals, rates and agreement with the projects' tables of every summary of the document."""
    for block in _blocks(document.summary):
        if block.total is not None:
            yield from _totals(block, document)
    for row in document.summary:
        claim = _rate(row)
        if claim is not None:
            yield claim
    yield from _against_projects(document)


def _blocks(summary: Sequence[SummaryRow]) -> list[Block]:
    """The rows by their totals, which stand below them, or above where the summary begins with one."""
    above = bool(summary) and summary[0].total
    blocks: list[Block] = []
    rows: list[SummaryRow] = []
    head: SummaryRow | None = None
    for row in summary:
        if not row.total:
            rows.append(row)
            continue
        blocks.append(Block(tuple(rows), head if above else row))
        rows, head = [], row
    blocks.append(Block(tuple(rows), head if above else None))
    return [block for block in blocks if block.rows]


def _totals(block: Block, document: Document) -> Iterator[Claim]:
    whole = block.total
    if whole is None or len(block.rows) < 2:
        return
    for what, field in (("预算数", "budget"), ("执行数", "expenditure")):
        stated = money(getattr(whole, field))
        parts = [money(getattr(row, field)) for row in block.rows]
        given = [part for part in parts if part is not None]
        if stated is not None:
            claim = sum_claim(f"{whole.name.raw}{what}", stated, given, missing=len(given) < len(parts))
            if claim is not None:
                yield claim
    claim = _total_score(whole, block.rows, document)
    if claim is not None:
        yield claim


def _total_score(whole: SummaryRow, rows: Sequence[SummaryRow], document: Document) -> Claim | None:
    """That the score of the total line is the sum or the mean of the scores, by budget or not, or the department's."""
    stated, scores = number(whole.score), [number(row.score) for row in rows]
    given = [score for score in scores if score is not None]
    if stated is None or len(given) < len(rows):
        return None
    own = [number(project.total_score) for project in document.projects if project.department]
    if any(score is not None and score.figure.meets(stated.figure) for score in own):
        return None
    usual = [sum_claim(f"{whole.name.raw}得分", stated, given, points=True), _mean(whole, stated, given)]
    claims = [claim for claim in (*usual, _weighted(whole, stated, given, rows)) if claim is not None]
    # Nobody means a mean by budget that is not one.
    nearest = min((claim for claim in usual if claim is not None), key=lambda claim: _distance(claim, stated))
    return next((claim for claim in claims if claim.holds), nearest)


def _distance(claim: Claim, stated: Printed) -> Decimal:
    """How far from the printed figure the computed one lies."""
    return abs((claim.computed or stated.figure).middle - stated.figure.number)


def _mean(whole: SummaryRow, stated: Printed, scores: Sequence[Printed]) -> Claim:
    computed = total(score.figure for score in scores) / len(scores)
    formula = f"({' + '.join(score.figure.printed for score in scores)}) ÷ {len(scores)}"
    operands = [("part", score) for score in scores]
    return cell_claim("mean", f"{whole.name.raw}得分", stated, operands, computed, formula, RATE_DECIMALS)


def _weighted(
    whole: SummaryRow, stated: Printed, scores: Sequence[Printed], rows: Sequence[SummaryRow]
) -> Claim | None:
    """The mean by budget; None where a budget is missing or there is none at all."""
    budgets = [money(row.budget) for row in rows]
    weights = [budget for budget in budgets if budget is not None]
    whole_budget = total(weight.figure for weight in weights)
    if len(weights) < len(scores) or whole_budget.low <= 0:
        return None
    pairs = list(zip(scores, weights, strict=True))
    computed = total(score.figure * weight.figure for score, weight in pairs) / whole_budget
    words = " + ".join(f"{score.figure.printed} × {weight.figure.printed}" for score, weight in pairs)
    operands = [("part", score) for score in scores] + [("weight", weight) for weight in weights]
    formula = f"({words}) ÷ {plain(whole_budget.middle)}"
    return cell_claim("mean", f"{whole.name.raw}得分", stated, operands, computed, formula, RATE_DECIMALS)


def _rate(row: SummaryRow) -> Claim | None:
    spent, budget = money(row.expenditure), money(row.budget)
    if spent is None or budget is None or budget.figure.low <= 0:
        return None
    spent, budget = settled([spent, budget])
    stated = as_rate(row.rate, spent.figure / budget.figure)
    if stated is None:
        return None
    return quotient_claim(f"{row.name.raw}执行率", stated, ("spent", spent), ("base", budget))


# Against the projects' tables


def project_of(name: str, projects: Sequence[Project]) -> Project | None:
    """The project that a row of a list names, by its name, or by its number and a name with some words less or more."""
    numbered = NUMBERED.match(name)
    bare = key_of(name[numbered.end() :] if numbered else name)
    for project in projects:
        if project.name is not None and key_of(project.name.raw) == bare:
            return project
    for project in projects:
        same_number = numbered is not None and project.number == int(numbered[1])
        if same_number and project.name is not None and _abridged(bare, key_of(project.name.raw)):
            return project
    return None


def _abridged(one: str, other: str) -> bool:
    """Whether the shorter of two names is the longer with characters left out."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) * 2 > len(long) and all(char in rest for char in short)


Pair = tuple[SummaryRow, Printed, Printed]


def _against_projects(document: Document) -> Iterator[Claim]:
    """That a row says what the project's own table says, where the column is known to mean the same quantity."""
    projects = [project for project in document.projects if not project.department]
    rows = [(row, project_of(row.name.raw, projects)) for row in document.summary if not row.total]
    known = [(row, project) for row, project in rows if project is not None]
    for what, field, columns in (("全年预算数", "budget", BASES), ("全年执行数", "expenditure", ("spent",))):
        yield from _amounts(known, what, field, columns)
    yield from _same("执行率", [pair for row, project in known if (pair := _rates(row, project)) is not None])
    yield from _score_column(known)


def _rates(row: SummaryRow, project: Project) -> Pair | None:
    """The rates of a row and its project; none where the row has the figures its rate follows from."""
    if row.budget is not None and row.expenditure is not None:
        return None
    one, other = as_rate(row.rate), as_rate(project.execution_rate)
    return (row, one, other) if one is not None and other is not None else None


def _amounts(
    known: Sequence[tuple[SummaryRow, Project]], what: str, field: str, columns: Sequence[str]
) -> Iterator[Claim]:
    pairs = [
        (row, one, other)
        for row, project in known
        if (one := money(getattr(row, field))) is not None and (other := _total(project, columns)) is not None
    ]
    if not pairs or any(one.unit or other.unit for _, one, other in pairs):
        return
    yield from max((_same(what, _rescaled(pairs, factor)) for factor in FACTORS), key=_agreements)


def _rescaled(pairs: Sequence[Pair], factor: Decimal) -> list[Pair]:
    return [(row, one, Printed(other.figure.scaled(factor), other.datum)) for row, one, other in pairs]


def _agreements(claims: Sequence[Claim]) -> int:
    return sum(claim.holds for claim in claims)


def _total(project: Project, columns: Sequence[str]) -> Printed | None:
    """The whole funds of a project in the first of the columns that is there, as printed."""
    lines = [line for line in project.funds if line.key in ("total", "budget")]
    found: FundLine | None = next((line for column in columns for line in lines if line.column == column), None)
    return money(found.amount) if found is not None else None


def _score_column(known: Sequence[tuple[SummaryRow, Project]]) -> list[Claim]:
    """The scores of the summary are the total scores or those of execution: whichever more of the projects have."""

    def against(read: Callable[[Project], Datum[Value] | None]) -> list[Claim]:
        pairs = [
            (row, one, other)
            for row, project in known
            if (one := number(row.score)) is not None and (other := number(read(project))) is not None
        ]
        return _same("得分", pairs)

    totals = against(lambda project: project.total_score)
    points = against(lambda project: project.execution_score)
    return max(totals, points, key=_agreements)


def _same(what: str, pairs: Sequence[Pair]) -> list[Claim]:
    """The claims that figures agree; none where of several not one does, for then they are not the same quantity."""
    claims = [same_claim(f"{row.name.raw}{what}", one, other) for row, one, other in pairs]
    return claims if len(claims) < 2 or _agreements(claims) else []
