"""A project while its table is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.layout import Cell, Row
from auditor.records.model import Datum, FundLine, Indicator, Instalment, Label, Project, Unread, Words
from auditor.source import Span
from auditor.values import Value, parse_amount, parse_value

__all__ = ["Draft", "amount_of", "cover", "row_of", "value_of", "words_of"]


def words_of(cell: Cell) -> Words:
    """The words of a cell."""
    return Datum(cell.text, cell.text, cell.span)


def value_of(cell: Cell) -> Datum[Value]:
    """The target or actual that a cell holds."""
    return Datum(cell.text, parse_value(cell.text), cell.span)


def amount_of(cell: Cell) -> Datum[Value]:
    """The amount, weight or score that a cell holds."""
    return Datum(cell.text, parse_amount(cell.text), cell.span)


def cover(first: Span, last: Span) -> Span:
    """The stretch from the beginning of one span to the end of another of the same source."""
    return first.source.span(min(first.start, last.start), max(first.end, last.end), first.place)


def row_of(cells: Sequence[Cell], first: int = 0) -> Row:
    """The cells side by side as a row that begins in column `first`."""
    placed = tuple([cell.at(column) for column, cell in enumerate(cells, start=first)])
    return Row(placed, cover(cells[0].span, cells[-1].span))


@dataclass(slots=True)
class Draft:
    """What has been read of one project so far; `finish` freezes it."""

    span: Span
    words: dict[str, Words] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    funds: list[FundLine] = field(default_factory=list)
    rates: list[FundLine] = field(default_factory=list)
    schedule: list[Instalment] = field(default_factory=list)
    goals: list[Words] = field(default_factory=list)
    results: list[Words] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    points: dict[str, Datum[Value]] = field(default_factory=dict)
    fund_unit: str | None = None
    number: int | None = None
    department: bool = False
    evaluated: bool = False

    def reach(self, row: Row) -> None:
        """Extends the place of the project to a further row."""
        self.span = cover(self.span, row.span)

    def finish(self, number: int) -> Project:
        """The project as a record."""
        words = self.words
        evaluated = self.evaluated or any(row.actual or row.score for row in self.indicators)
        return Project(
            number=number,
            department=self.department,
            kind="self-evaluation" if evaluated else "goal-table",
            name=words.get("name") or (words.get("department") if self.department else None),
            code=words.get("code"),
            supervisor=words.get("supervisor"),
            unit=words.get("unit"),
            period=words.get("period"),
            purpose=words.get("purpose"),
            title=words.get("title"),
            labels=tuple(self.labels),
            funds=tuple(self.funds),
            schedule=tuple(self.schedule),
            goals=tuple(self.goals),
            results=tuple(self.results),
            indicators=tuple(self.indicators),
            rates=tuple(self.rates),
            total_weight=self.points.get("total_weight"),
            total_score=self.points.get("total_score"),
            execution_rate=self.points.get("rate"),
            execution_weight=self.points.get("weight"),
            execution_score=self.points.get("score"),
            fund_unit=self.fund_unit,
            span=self.span,
        )
