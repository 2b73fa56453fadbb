"""Indicator rows: headings to columns, cells to fields, levels from merged cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field

from auditor.frozen import dataclass
from auditor.layout import Cell, Row
from auditor.layout.headings import heading_of, key_of
from auditor.records.align import FAR, Column, align, align_by
from auditor.records.draft import Draft, amount_of, cover, value_of, words_of
from auditor.records.fit import NATURES, NUMBERED, fit, is_level, level_key
from auditor.records.model import Datum, Indicator, Label, Unread, Words
from auditor.records.terms import label_of
from auditor.source import Span
from auditor.values import Value, is_blank, is_placeholder, parse_value

__all__ = ["Heading", "Rows", "blanks_at_end", "columns_of", "make_indicator", "refined_columns", "total_of"]

KINDS_OF_COST = ("经济成本", "社会成本", "生态环境成本")
# What a cell must fit to be taken where it stands; levels may have names of a table's own.
LEAST = {"level1": -1.0, "level2": -1.0, "name": 1.0, "target": 1.0}
# 成本 is a level 1 only beside its kinds (since 2021), 部门效果目标 only where it is no part of 履职效果.
MANY, UNFIT = 4, -0.5
REMARKS = ("description", "basis", "deviation")
FEWEST = 3
"""Fields that the headings of an indicator table name at the least."""
COST = frozenset(("成本指标", "成本"))
EFFECT = frozenset(("部门效果目标", "部门效果"))
DOUBTFUL = COST | EFFECT
ANNUAL = re.compile("年度|全年|当年|本年")
SUBHEADINGS = ("comparator", "target", "unit")
LEVEL_REST = frozenset(("指标", "标", "响指标", "意度指标", "度指标"))


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of an indicator table, and those of its headings whose word is another column's."""

    columns: tuple[Column, ...]
    mislabelled: tuple[Label, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the table has columns for; three columns of a target count as the target."""
        fields = {column.field for column in self.columns}
        return frozenset(fields | {"target"} if fields & {"comparator", "target"} else fields)


def columns_of(row: Row) -> Heading | None:
    """The columns that a row names, or None where the row is no heading of an indicator table."""
    if len(row.filled) < FEWEST:
        return None
    named = [(heading_of(cell.text), cell.column) for cell in row.filled]
    fields = {name for name, _ in named if name}
    if len(fields) < FEWEST:
        return None
    if {"level2", "description"} <= fields and "name" not in fields:
        # Forms that call the indicators 指标内容.
        named = [("name" if name == "description" else name, position) for name, position in named]
        fields = {name for name, _ in named if name}
    complete = "name" in fields and fields & {"target", "actual", "comparator"}
    levelled = {"level1", "level2"} <= fields and fields & {"name", "target"}
    if not (complete or levelled):
        return None
    # A table may tell the target of the year beside that of the whole period.
    annual = [cell.column for cell in row.filled if heading_of(cell.text) == "target" and ANNUAL.search(cell.text)]
    if annual:
        named = [("ignored" if name == "target" and at != annual[0] else name, at) for name, at in named]
    columns: list[Column] = []
    for name, position in named:
        known = {column.field for column in columns}
        if name and name not in known:
            columns.append(Column(name, position))
        else:
            columns.append(Column("ignored", position))
    return Heading(tuple(columns))


def refined_columns(heading: Heading, row: Row) -> Heading | None:
    """The heading with 指标值 split into sign, value and unit where the next row says so; None where it does not.

    The third of the three is the unit, whatever its heading says.
    """
    cells = row.filled
    named = [heading_of(cell.text) for cell in cells]
    at = next((i for i, column in enumerate(heading.columns) if column.field == "target"), None)
    if at is None or len(cells) not in (2, 3) or not all(name in SUBHEADINGS for name in named):
        return None
    order = SUBHEADINGS if len(cells) == 3 else tuple(str(name) for name in named)
    split = [Column(name, cell.column) for name, cell in zip(order, cells, strict=True)]
    wrong = tuple(
        Label(name, words_of(cell), None)
        for name, said, cell in zip(order, named, cells, strict=True)
        if name != said
    )
    after = heading.columns[at + 1 :]
    shift = len(cells) - 1 if after and after[0].position <= cells[-1].column else 0
    moved = [Column(column.field, column.position + shift) for column in after]
    return Heading((*heading.columns[:at], *split, *moved), wrong)


def total_of(row: Row) -> bool:
    """Whether a row is the total of an indicator table (总分, 合计)."""
    return bool(row.filled) and label_of(row.filled[0].text) == "total"


def read_totals(row: Row, heading: Heading, draft: Draft) -> None:
    """Notes the total of the weights and of the scores; one figure alone is that of the nearer column."""
    draft.reach(row)
    figures = [cell for cell in row.filled[1:] if amount_of(cell).value.figure is not None]
    columns = [column for column in heading.columns if column.field in ("weight", "score")]
    for index, column in align_by([cell.column for cell in figures], columns, lambda _index, _field: FAR):
        draft.points[f"total_{columns[column].field}"] = amount_of(figures[index])


@dataclass(slots=True)
class Rows:
    """Collects the rows under one heading; `finish` lays them out when all are known."""

    draft: Draft
    heading: Heading
    rows: list[Row] = field(default_factory=list)
    lower: frozenset[str] | None = None
    blanks: int = 0

    def finish(self) -> None:
        """Turns the rows into indicators of the draft."""
        draft = self.draft
        draft.labels.extend(self.heading.mislabelled)
        columns = self.heading.columns
        self.blanks = min(map(blanks_at_end, self.rows), default=0)
        first = [self._placed(row, columns) for row in self.rows]
        usual = _usual_positions([cells for cells, _ in first], columns)
        settled = tuple(Column(column.field, usual.get(column.field, column.position)) for column in columns)
        unmoved = settled == columns
        recurring: dict[str, str] | None = None
        levels: dict[str, Words | None] = {"level1": None, "level2": None}
        fields = self.heading.fields
        above: dict[int, str] = {}
        for row, placed in zip(self.rows, first, strict=True):
            if not row.filled:
                # Left empty by an edit, or below the last indicator of a form.
                continue
            following = _as_the_row_above(row.filled, above)
            cells, left = (following, []) if following else placed if unmoved else self._placed(row, settled)
            if "target" not in cells and "name" in cells:
                recurring = _recurring([cells for cells, _ in first]) if recurring is None else recurring
                cells = _where_it_recurs(cells, recurring)
            above = {cell.column: name for name, cell in cells.items()}
            shift = _shift(cells, usual)
            if total_of(row):
                read_totals(row, self.heading, draft)
                continue
            draft.reach(row)
            for cell in left:
                draft.unread.append(
                    Unread(cell.span, "这一格未能归入任何栏目", "this cell fits no column of its table")
                )
            if _rest_of_a_level(row, cells):
                continue
            draft.indicators.append(
                make_indicator(len(draft.indicators) + 1, cells, levels, row.span, fields, shift)
            )

    def _placed(self, row: Row, columns: Sequence[Column]) -> tuple[dict[str, Cell], list[Cell]]:
        cells = [cell for cell in row.filled if cell.column > 1 or heading_of(cell.text) != "section"]
        standing = self._standing(cells, columns)
        missing = 0 if standing else blanks_at_end(row) - self.blanks
        if missing:
            # Blanks at the end may make up for merged cells that are missing at the beginning.
            moved = [cell.at(cell.column + missing) for cell in cells]
            standing = self._standing(moved, self.heading.columns)
        if standing:
            return standing, []
        aligned = align([cell.text for cell in cells], [cell.column for cell in cells], columns, self._barred)
        return {name: cells[i] for name, i in aligned.cells.items()}, [cells[i] for i in aligned.left]

    def _standing(self, cells: Sequence[Cell], columns: Sequence[Column]) -> dict[str, Cell] | None:
        standing = _as_it_stands(cells, columns)
        level1 = standing.get("level1") if standing else None
        return None if level1 is not None and self._barred("level1", level1.text) else standing

    def _barred(self, field: str, text: str) -> bool:
        """Whether a table puts this text one level lower than the word alone would tell."""
        if field != "level1" or key_of(text) not in DOUBTFUL:
            return False
        if self.lower is None:
            self.lower = _lower_levels(self.rows)
        return key_of(text) in self.lower


def _lower_levels(rows: Sequence[Row]) -> frozenset[str]:
    """The names of a first level that are those of a second one in this table, by the other words in it."""
    texts = {cell.text for row in rows for cell in row.filled}
    words = {key_of(text) for text in texts if "本" in text or "履" in text}
    costs_first = any(word.startswith(KINDS_OF_COST) for word in words)
    return (frozenset() if costs_first else COST) | (EFFECT if "履职效果" in words else frozenset())


def blanks_at_end(row: Row) -> int:
    """How many empty cells end a row: bars and tabs that make up for merged cells missing at its beginning."""
    if not row.filled:
        return len(row.cells)
    blanks = 0
    while not row.cells[-1 - blanks].text:
        blanks += 1
    return blanks


def _as_it_stands(cells: Sequence[Cell], columns: Sequence[Column]) -> dict[str, Cell] | None:
    """The cells by the columns they stand in, where every one stands in one and says what belongs there; else None."""
    at = {column.position: column.field for column in columns}
    placed: dict[str, Cell] = {}
    for cell in cells:
        name = at.get(cell.column)
        if name is None or fit(name, cell.text) < LEAST.get(name, 0.0):
            return None
        placed[name] = cell
    return placed if "name" in placed and len(placed) == len(cells) else None


def _as_the_row_above(cells: Sequence[Cell], above: Mapping[int, str]) -> dict[str, Cell] | None:
    """The cells by the fields that the row above has in their columns: a page shifts all its rows alike."""
    if len(above) < max(len(cells), MANY):
        return None
    placed = {above[cell.column]: cell for cell in cells if cell.column in above}
    if len(placed) < max(len(cells), MANY) or "name" not in placed:
        return None
    for name, cell in placed.items():
        if fit(name, cell.text) < UNFIT:
            return None
    return placed


def _recurring(rows: Sequence[Mapping[str, Cell]]) -> dict[str, str]:
    """The texts that stand under one of the headings of remarks in several rows, by the field of that heading."""
    seen = Counter((cell.text, name) for cells in rows for name, cell in cells.items() if name in REMARKS)
    return {text: name for (text, name), times in seen.items() if times > 1}


def _where_it_recurs(cells: dict[str, Cell], recurring: Mapping[str, str]) -> dict[str, Cell]:
    """The cells, what was taken for the name of a row without a target put under the heading where others have it."""
    name = cells["name"]
    usual = recurring.get(name.text)
    if usual is None or usual in cells:
        return cells
    return {**{field: cell for field, cell in cells.items() if field != "name"}, usual: name}


def _usual_positions(rows: Sequence[Mapping[str, Cell]], columns: Sequence[Column]) -> dict[str, float]:
    """The grid column in which most rows have each field; a heading's own where no row has it."""
    out = {}
    for column in columns:
        at = [row[column.field].column for row in rows if column.field in row]
        if at:
            seen = Counter(at) if len(set(at)) > 1 else {at[0]: 1}
            out[column.field] = float(max(seen, key=lambda at: (seen[at], -at)))
    return out


def _shift(cells: Mapping[str, Cell], usual: Mapping[str, float]) -> int:
    """By how many columns most cells of a row stand left (negative) or right of their usual place."""
    for name, cell in cells.items():
        if cell.column != usual.get(name):
            break
    else:
        return 0
    moves = Counter(int(cell.column - usual[name]) for name, cell in cells.items() if name in usual)
    if not moves:
        return 0
    most = max(moves, key=lambda move: (moves[move], move == 0))
    return most if moves[most] * 2 > sum(moves.values()) else 0


def _rest_of_a_level(row: Row, cells: Mapping[str, Cell]) -> bool:
    """Whether a row holds nothing but the rest of a level's name that a line or page end cut off."""
    filled = row.filled
    return len(filled) == 1 and key_of(filled[0].text) in LEVEL_REST and "target" not in cells


def make_indicator(
    number: int,
    cells: Mapping[str, Cell],
    levels: dict[str, Words | None],
    span: Span,
    columns: frozenset[str],
    shift: int = 0,
) -> Indicator:
    """One indicator; `levels` holds the levels of the row above and is brought up to date."""
    own1, own2 = _own_level(cells, levels, "level1"), _own_level(cells, levels, "level2")
    if own1 is not None:
        levels["level1"] = own1
        levels["level2"] = None
    if own2 is not None:
        levels["level2"] = own2
    name, label = _name(cells.get("name"))
    target = _target(cells)
    return Indicator(
        number=number,
        level1=levels["level1"],
        level2=levels["level2"],
        name=name,
        description=_words(cells, "description"),
        target=target,
        basis=_words(cells, "basis"),
        actual=value_of(cells["actual"]) if "actual" in cells else None,
        weight=amount_of(cells["weight"]) if "weight" in cells else None,
        score=amount_of(cells["score"]) if "score" in cells else None,
        deviation=_words(cells, "deviation"),
        span=span,
        columns=columns,
        label=label,
        placeholder=name is None and (target is None or target.value.kind in ("empty", "placeholder")),
        shift=shift,
        own_level1=own1 is not None,
        own_level2=own2 is not None,
    )


def _own_level(cells: Mapping[str, Cell], levels: Mapping[str, Words | None], level: str) -> Words | None:
    cell = cells.get(level)
    if cell is None or is_blank(cell.text):
        return None
    if levels[level] is not None and key_of(cell.text) in LEVEL_REST:
        return None
    return words_of(cell)


def _words(cells: Mapping[str, Cell], name: str) -> Words | None:
    cell = cells.get(name)
    return words_of(cell) if cell is not None else None


def _name(cell: Cell | None) -> tuple[Words | None, Words | None]:
    """The name and the label `指标1：` before it; a row of nothing but a label or 无 has no name."""
    if cell is None:
        return None, None
    numbered = NUMBERED.match(cell.text)
    if numbered is None:
        words = words_of(cell)
        return (None, words) if is_blank(cell.text) or is_placeholder(cell.text) else (words, None)
    label_span = cell.span.part(0, max(1, len(numbered[0].rstrip())))
    label: Words = Datum(numbered[0].strip(), numbered[0].strip(), label_span)
    if numbered.end() >= len(cell.text):
        return None, label
    span = cell.span.part(numbered.end(), len(cell.text))
    return Datum(span.quote, span.quote, span), label


def _target(cells: Mapping[str, Cell]) -> Datum[Value] | None:
    parts = [cells[name] for name in SUBHEADINGS if name in cells]
    if not parts:
        return None
    if len(parts) == 1 and "target" in cells:
        return value_of(parts[0])
    raw = " ".join(part.text for part in parts)
    meant = "".join(part.text for part in parts if part.text not in NATURES)
    return Datum(raw, parse_value(meant), cover(parts[0].span, parts[-1].span))


def level_of(text: str) -> int:
    """1 or 2 where a text is a known level name of that level, else 0."""
    return next((level for level in (2, 1) if is_level(level_key(text), level)), 0)
