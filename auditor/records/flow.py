"""Tables set as running text: cells parted by blanks and broken over lines (text taken out of a PDF).

Some extractors end the last line of a cell with a blank and a wrapped line without one. Where a table shows
that habit it tells which lines belong together; elsewhere the words of the forms and the grammar of values do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.layout import Cell, Row, Table
from auditor.layout.headings import key_of
from auditor.records.align import align_flow
from auditor.records.draft import Draft, cover, row_of
from auditor.records.fit import NATURES, SIGNS, fit, is_level
from auditor.records.form import INSTALMENT, Form
from auditor.records.model import Words
from auditor.records.rows import Heading, columns_of, level_of, make_indicator, read_totals, refined_columns, total_of
from auditor.records.stream import opens_row
from auditor.records.terms import fund_column_of, is_note, label_of, split_label
from auditor.source import rejoin
from auditor.values import is_blank, unit_of

__all__ = ["read_flow"]

SAME_LINE = 0.3
NEXT_LINE = 0.15
AFTER_CELL_END = 0.6
WHOLE = 100.0
LONGEST_BROKEN = 4
CROWDED = 6
"""So many labels on one line are those of several rows."""
LEAST = -1.5
FITTING = {"target": 2.0, "actual": 2.0, "weight": 2.0, "score": 2.0}
FORM_LABELS = ("name", "code", "department", "supervisor", "unit", "attribute", "period")
VALUED = frozenset((*FORM_LABELS, "fund:budget", "fund:fiscal", "fund:other"))
LEVELS = ("level1", "level2")
CLOSING = ("total", "remark", "contact")
DIGITS = frozenset("0123456789")
ITEM = re.compile(r"(?:[0-9]{1,2}|目标[0-9一二三四五六七八九十]{1,2})[.、．:：](?![0-9])")
FIGURE = re.compile(r"[0-9.,，]+[%％]?$")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a cell; `seam` is what it costs to join it to the piece before, 0 when it surely continues it."""

    cell: Cell
    seam: float
    opens: bool

    @property
    def glued(self) -> bool:
        """Whether it surely continues the piece before it."""
        return not self.seam

    @property
    def whole(self) -> bool:
        """Whether it is surely a cell of its own."""
        return self.seam == WHOLE


def read_flow(table: Table, draft: Draft) -> None:
    """Reads a flowing table into the draft."""
    headings = [(at, columns_of(row)) for at, row in enumerate(table.rows)]
    header, heading = next(((at, found) for at, found in headings if found), (len(table.rows), None))
    fragments = _fragments(table.rows[:header], table.whole)
    form = Form(draft, flow=True)
    for row in _form_rows(fragments):
        form.read(row)
    if heading is None:
        return
    draft.reach(table.rows[header])
    refined = refined_columns(heading, table.rows[header + 1]) if header + 1 < len(table.rows) else None
    fragments = _fragments(table.rows[header + (2 if refined else 1) :], table.whole)
    heading = refined or heading
    closing = next((at for at in range(1, len(fragments)) if _closes(fragments, at)), len(fragments))
    _read_rows(fragments[:closing], heading, draft)
    for row in _form_rows(fragments[closing:]):
        if total_of(row):
            read_totals(row, heading, draft)
        else:
            form.read(row)


def _fragments(rows: Sequence[Row], whole: bool) -> list[Fragment]:
    """The fragments of the lines; where it is the habit, a line continues the one that ends without a blank."""
    if whole:
        cells = [cell for row in rows for cell in row.cells]
        before = [None, *(cell.text for cell in cells)]
        return [Fragment(cell, WHOLE, opens_row(last, cell.text)) for cell, last in zip(cells, before, strict=False)]
    ends = [_ends_with_blank(row) for row in rows]
    habit = bool(ends) and 0.2 <= sum(ends) / len(ends) <= 0.95
    out: list[Fragment] = []
    for index, row in enumerate(rows):
        wrapped = habit and index > 0 and not ends[index - 1] and not _opens_with_blank(row)
        opening = 0.0 if wrapped else AFTER_CELL_END if habit else NEXT_LINE
        before = [None, *(cell.text for cell in row.cells)]
        crowded = sum(label_of(cell.text) is not None for cell in row.cells) >= CROWDED
        for at, cell in enumerate(row.cells):
            opens = not at or (crowded and opens_row(before[at], cell.text))
            out.append(Fragment(cell, SAME_LINE if at else opening, opens))
    return out


def _ends_with_blank(row: Row) -> bool:
    return row.span.source.text[row.span.end : row.span.end + 1] in (" ", "\u3000", "\xa0")


def _opens_with_blank(row: Row) -> bool:
    return row.span.start > 0 and row.span.source.text[row.span.start - 1] in (" ", "\u3000", "\xa0")


def _merge(fragments: Sequence[Fragment]) -> Cell:
    """One cell of several fragments."""
    first, last = fragments[0].cell, fragments[-1].cell
    if first is last:
        return first
    span = cover(first.span, last.span)
    return Cell(rejoin(span.text), span, first.column)


def _closes(fragments: Sequence[Fragment], at: int) -> bool:
    """Whether a fragment begins what stands below the indicators: the total, a remark, a signature.

    Within a line it is a total with figures after it.
    """
    text, after = fragments[at].cell.text, fragments[at + 1 : at + 2]
    label = label_of(text)
    if is_note(text) and (fragments[at].opens or fragments[at].whole):
        return True
    if fragments[at].opens:
        inside = split_label(text)
        return label in CLOSING or (inside is not None and inside[0] == "contact")
    return label == "total" and any(FIGURE.match(piece.cell.text) for piece in after)


def _form_rows(fragments: Sequence[Fragment]) -> list[Row]:
    """The lines of a form as rows of whole cells: wrapped pieces, broken labels and figures with their units joined.

    A row whose last label still wants its value goes on with the next line.
    """
    groups: list[list[Fragment]] = []
    at = 0
    while at < len(fragments):
        size = _broken_label(fragments, at)
        if size > 1:
            groups.append(list(fragments[at : at + size]))
            at += size
            continue
        piece = fragments[at]
        at += 1
        if groups and (piece.glued or (_goes_on(groups[-1], piece) and not _is_told(groups))):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    rows: list[list[Cell]] = []
    for group in groups:
        wanted = not group[0].whole and bool(rows) and label_of(rows[-1][-1].text) in VALUED
        if rows and (wanted or not group[0].opens):
            rows[-1].append(_merge(group))
        else:
            rows.append([_merge(group)])
    return [row_of(cells) for cells in rows]


def _is_told(groups: Sequence[Sequence[Fragment]]) -> bool:
    """Whether the last cell is all of the goals, set before the results under the headings of both side by side."""
    if len(groups) < 3 or not groups[-1][-1].cell.text.endswith("。"):
        return False
    return [label_of(_merge(group).text) for group in groups[-3:-1]] == ["expected", "result"]


def _broken_label(fragments: Sequence[Fragment], at: int) -> int:
    """How many fragments from `at` on make up one form label that is broken over them; 1 where none is."""
    if fragments[at].whole:
        return _broken_cell([piece.cell.text for piece in fragments[at : at + 2]])
    for size in range(min(LONGEST_BROKEN, len(fragments) - at), 1, -1):
        pieces = fragments[at : at + size]
        text = "".join(piece.cell.text for piece in pieces)
        if label_of(text) and not all(label_of(piece.cell.text) for piece in pieces):
            return size
    return 1


def _broken_cell(texts: Sequence[str]) -> int:
    """2 where two lines, each a cell otherwise, are a label that stands on two lines of its cell (年初, 预算数)."""
    whole = "".join(texts)
    if len(texts) < 2 or label_of(texts[0]) or fund_column_of(texts[0]) or key_of(whole) == key_of(texts[1]):
        return 1
    return 2 if label_of(whole) or fund_column_of(whole) else 1


def _goes_on(group: Sequence[Fragment], piece: Fragment) -> bool:
    """Whether a fragment on the same line completes a figure (`3` `月底`), a goal or a sentence."""
    before, text = group[-1].cell.text, piece.cell.text
    if piece.whole or piece.opens or label_of(_merge(group).text) or label_of(text):
        return False
    if fund_column_of(before) or fund_column_of(text) or FIGURE.match(text) or is_blank(text) or is_blank(before):
        return False
    if ITEM.match(group[0].cell.text):
        return True
    if before[-1:] in DIGITS:
        return bool(unit_of(text).dimension) or text.startswith("月")
    return not INSTALMENT.match(text)


def _read_rows(fragments: Sequence[Fragment], heading: Heading, draft: Draft) -> None:
    """The indicators: level names cut the stream into bodies, each body is laid over the remaining columns."""
    fields = [column.field for column in heading.columns if column.field not in (*LEVELS, "ignored", "section")]
    levels: dict[str, Words | None] = {"level1": None, "level2": None}
    found: dict[str, Cell] = {}
    body: list[Fragment] = []
    at = 0
    while at <= len(fragments):
        level, size = _level_at(fragments, at, body, {} if body else found)
        if level or at == len(fragments):
            if body:
                _read_body(body, fields, found, levels, heading, draft)
                found, body = {}, []
            if level:
                found[f"level{level}"] = _merge(fragments[at : at + size])
        elif not _is_direction(fragments, at):
            body.append(fragments[at])
        at += size


def _is_direction(fragments: Sequence[Fragment], at: int) -> bool:
    """Whether a fragment tells the direction of an indicator in a column of its own, before that of the sign."""
    after = fragments[at + 1 : at + 2]
    return fragments[at].cell.text in NATURES and any(piece.cell.text in SIGNS for piece in after)


def _level_at(
    fragments: Sequence[Fragment], at: int, body: Sequence[Fragment], found: Mapping[str, Cell]
) -> tuple[int, int]:
    """The level whose name begins at a fragment, and over how many fragments it is broken; 0 where none does."""
    if at >= len(fragments) or fragments[at].glued or fragments[at].cell.text[0] in DIGITS:
        return 0, 1
    for size in range(1, min(LONGEST_BROKEN, len(fragments) - at) + 1):
        after = fragments[at + size] if at + size < len(fragments) else None
        if after is not None and after.glued:
            continue
        text = key_of("".join(piece.cell.text for piece in fragments[at : at + size]))
        level = level_of(text)
        if not level:
            continue
        if level == 2 and "level1" not in found and is_level(text, 1):
            # 满意度指标 is a level 1 where 服务对象满意度指标 follows.
            level = 1 if _level_at(fragments, at + size, (), {"level1": fragments[at].cell})[0] == 2 else 2
        if text.endswith("指标"):
            return level, size
        # 满意度 alone is also a usual name of an indicator; it is a level's name only where a level is due.
        broken = after is not None and key_of(after.cell.text) == "指标"
        due = not body or ((fragments[at].opens or fragments[at].whole) and _has_value(body))
        if due and not broken and f"level{level}" not in found:
            return level, size
    return 0, 1


def _has_value(body: Sequence[Fragment]) -> bool:
    """Whether a row's value has been met, so that another level may begin."""
    return any(fit("target", piece.cell.text) >= FITTING["target"] for piece in body[1:])


def _runs(body: Sequence[Fragment], fields: Sequence[str]) -> list[dict[str, tuple[int, int]]]:
    """The fragments of each field, row by row; a body of as many cells as fields is taken as it stands."""
    starts = [at for at, piece in enumerate(body) if at == 0 or not piece.glued]
    if len(starts) == len(fields):
        whole = dict(zip(fields, pairwise([*starts, len(body)]), strict=True))
        texts = {field: _merge(body[slice(*run)]).text for field, run in whole.items()}
        if all(fit(field, text) >= FITTING.get(field, LEAST) for field, text in texts.items()):
            return [whole]
    return align_flow([piece.cell.text for piece in body], [piece.seam for piece in body], fields)


def _read_body(
    body: Sequence[Fragment],
    fields: Sequence[str],
    found: dict[str, Cell],
    levels: dict[str, Words | None],
    heading: Heading,
    draft: Draft,
) -> None:
    for runs in _runs(body, fields):
        cells = {field: _merge(body[start:end]) for field, (start, end) in runs.items()}
        cells.update(found)
        found = {}
        spans = sorted((cell.span for cell in cells.values()), key=lambda span: span.start)
        span = cover(spans[0], spans[-1])
        draft.indicators.append(make_indicator(len(draft.indicators) + 1, cells, levels, span, heading.fields))
        draft.span = cover(draft.span, span)
