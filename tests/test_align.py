"""Cells laid to columns: the best assignment there is, whatever way it was found."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from auditor.layout import Cell
from auditor.records.align import DROPPED, FAR, SKIPPED, STEP, Column, align_by
from auditor.records.form import _fund_fit, _nearest
from auditor.source import from_text

SPAN = from_text("甲", "x.txt").span(0, 1)
FIELDS = st.sampled_from(("name", "target", "weight", "score"))
PLACES = st.lists(st.integers(0, 7), max_size=4, unique=True).map(sorted)
FUND_FIELDS = st.sampled_from(("initial", "adjusted", "spent", "rate", "score"))
FUND_COLUMNS = st.lists(st.tuples(FUND_FIELDS, st.integers(0, 7)), max_size=5, unique_by=lambda column: column[1])
AMOUNTS = st.sampled_from(("12.5", "98%", "９８％", "—", "无", "10"))


def cost(pairs: list[tuple[int, int]], at: list[int], columns: list[Column], points: list[list[float]]) -> float:
    taken = {j for _, j in pairs}
    near = sum(points[i][j] - min(abs(at[i] - columns[j].position) * STEP, FAR) for i, j in pairs)
    skipped = sum(SKIPPED.get(column.field, 0.0) for j, column in enumerate(columns) if j not in taken)
    return near + skipped + DROPPED * (len(at) - len(pairs))


@given(PLACES, st.lists(st.tuples(FIELDS, st.integers(0, 7)), max_size=4), st.data())
def test_no_assignment_in_order_is_better(at: list[int], named: list[tuple[str, int]], data: st.DataObject) -> None:
    columns = [Column(field, position) for field, position in named]
    fields = sorted({column.field for column in columns})
    fits = [{field: data.draw(st.integers(-4, 4)) for field in fields} for _ in at]
    points = [[float(fit[column.field]) for column in columns] for fit in fits]
    found = align_by(at, columns, lambda i, field: float(fits[i][field]))
    assert found == sorted(found)
    every = [
        list(zip(cells, taken, strict=True))
        for size in range(min(len(at), len(columns)) + 1)
        for cells in combinations(range(len(at)), size)
        for taken in combinations(range(len(columns)), size)
    ]
    best = max(cost(pairs, at, columns, points) for pairs in every)
    assert abs(cost(found, at, columns, points) - best) < 1e-9


@given(st.lists(st.tuples(st.integers(0, 7), AMOUNTS), max_size=5), FUND_COLUMNS)
def test_amounts_under_their_headings_go_where_alignment_puts_them(
    amounts: list[tuple[int, str]], columns: list[tuple[str, int]]
) -> None:
    cells = [Cell(text, SPAN, at) for at, text in amounts]
    headings = [(key, key, at) for key, at in columns]
    pairs = align_by(
        [cell.column for cell in cells],
        [Column(key, at) for key, at in columns],
        lambda index, key: _fund_fit(cells[index].text, key),
    )
    assert _nearest(cells, headings) == {columns[j][0]: cells[i] for i, j in pairs}
