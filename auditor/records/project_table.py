"""Tables that list projects: name, funds and goal in the columns at the left, the project's indicators at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.layout import Cell, Row
from auditor.layout.headings import heading_of, key_of
from auditor.records.draft import Draft
from auditor.records.form import Form
from auditor.records.rows import Heading, Rows, blanks_at_end, columns_of, level_of, refined_columns
from auditor.records.terms import label_of

__all__ = ["ProjectTable", "project_table_of", "stands_above"]

OWN = ("name", "code")
ABOUT = ("department", "supervisor", "unit", "attribute", "period", "purpose")
TOLD = frozenset((*OWN, *ABOUT, "goal", "expected", "result"))
INDICATORS = ("level1", "level2", "name")


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """The columns that tell of a project, by their place, and the heading of its indicators to their right."""

    told: Mapping[int, tuple[str, Cell]]
    heading: Heading
    first: int

    def projects(self, rows: Sequence[Row], unit: str | None = None) -> Iterator[Draft]:
        """A draft for every project of the rows, its indicators read; rows of totals belong to none.

        `unit` is that of the funds, where the table's headings do not say it.
        """
        fewest = min((blanks_at_end(row) for row in rows), default=0)
        indicators: Rows | None = None
        name = ""
        for given in rows:
            row = self._moved(given, blanks_at_end(given) - fewest)
            told = {self.told[cell.column]: cell for cell in row.filled if cell.column in self.told}
            names = {key: cell.text for (key, _), cell in told.items() if key in OWN}
            own = key_of(names.get("name") or names.get("code", ""))
            if label_of(own) == "total":
                continue
            if own and own != name:
                if indicators is not None:
                    yield _read(indicators)
                indicators, name = Rows(self._draft(row, told, unit), self.heading), own
            if indicators is not None:
                rest = tuple(cell for cell in row.cells if cell.column >= self.first)
                indicators.rows += [Row(rest, row.span)] if rest else []
        if indicators is not None:
            yield _read(indicators)

    def _moved(self, row: Row, missing: int) -> Row:
        """The row in its columns, where those of merged cells at its left are made up for at its end."""
        begins = next((cell for cell in row.filled if level_of(cell.text)), None)
        if missing <= 0 or begins is None or begins.column >= self.first:
            return row
        return Row(tuple(cell.at(cell.column + missing) for cell in row.cells), row.span)

    def _draft(self, row: Row, told: Mapping[tuple[str, Cell], Cell], unit: str | None) -> Draft:
        draft = Draft(row.span, fund_unit=unit)
        form = Form(draft)
        for (key, label), cell in told.items():
            form.take(key, label, cell)
        return draft


def _read(indicators: Rows) -> Draft:
    indicators.finish()
    return indicators.draft


def stands_above(row: Row) -> bool:
    """Whether a row is the upper one of two rows of headings: of a project's columns, and 绩效指标 over the others."""
    if len(row.filled) < 2:
        return False
    keys = [label_of(cell.text) for cell in row.filled]
    named = all(key or heading_of(cell.text) for key, cell in zip(keys, row.filled, strict=True))
    over = any(heading_of(cell.text) == "section" for cell in row.filled)
    return named and over and any(key in OWN for key in keys)


def project_table_of(row: Row, above: Row | None, below: Row | None) -> ProjectTable | None:
    """The table that a row of headings opens, the rows above and below it taken in; None where it is none."""
    starts = [cell.column for cell in row.filled if heading_of(cell.text) in INDICATORS]
    if not starts:
        return None
    first = min(starts)
    told = {
        cell.column: (key, cell)
        for each in (above, row)
        for cell in (each.filled if each is not None else ())
        if cell.column < first and (key := label_of(cell.text)) and (key in TOLD or key.startswith("fund:"))
    }
    # A heading such as 单位名称 means another thing among the indicators.
    heading = columns_of(Row(tuple(cell for cell in row.cells if cell.column >= first), row.span))
    if heading is None or not any(key in OWN for key, _ in told.values()):
        return None
    refined = refined_columns(heading, below) if below is not None else None
    return ProjectTable(told, refined or heading, first)
