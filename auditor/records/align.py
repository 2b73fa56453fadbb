"""Cells to fields, by dynamic programming: the order of the columns is kept, their positions may have shifted.

Extraction from Word and PDF moves cells: a row lacks the merged cells above it, a covered column is dropped,
an empty cell vanishes. Each row is laid against the headings so that what the cells say (`fit`) and where they
stand agree best. In flowing text, where cells are broken over fragments, fragments are joined as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from auditor.frozen import dataclass
from auditor.records.fit import fit

__all__ = ["FAR", "Aligned", "Column", "align", "align_by", "align_flow"]

FAR = 3.0
STEP = 0.6
DROPPED = -4.0
NEW_ROW = -3.0
LONGEST_RUN = 12
SKIPPED = {"name": -3.0, "target": -1.0}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading: the field it stands for and the grid column it is expected in."""

    field: str
    position: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """Which cell (by its index) went to which field, and the cells that fit nowhere."""

    cells: Mapping[str, int]
    left: tuple[int, ...]


def align(
    texts: Sequence[str],
    positions: Sequence[int],
    columns: Sequence[Column],
    barred: Callable[[str, str], bool] = lambda field, text: False,
) -> Aligned:
    """The best assignment of a row's filled cells to fields; at most one cell a field, order kept.

    `barred(field, text)` keeps a text out of a field for reasons that only the whole table knows.
    """

    def points(index: int, field: str) -> float:
        return -FAR - 1 if barred(field, texts[index]) else fit(field, texts[index])

    pairs = align_by(positions, columns, points)
    taken = {i for i, _ in pairs}
    return Aligned(
        {columns[j].field: i for i, j in pairs}, tuple(i for i in range(len(texts)) if i not in taken)
    )


def align_by(
    positions: Sequence[int], columns: Sequence[Column], points: Callable[[int, str], float]
) -> list[tuple[int, int]]:
    """Pairs (cell, column) of the best assignment in which both orders are kept.

    `points(i, field)` tells how well cell i fits a field; the distance of its position from the column's is
    subtracted.
    """
    wanted = [(column.field, column.position, SKIPPED.get(column.field, 0.0)) for column in columns]
    # above[j], best[j]: the best of the cells up to the one before, up to this one, over the first j columns.
    above = [0.0]
    for _, _, skipped in wanted:
        above.append(above[-1] + skipped)
    steps = [["skip"] * len(above)]
    for i, at in enumerate(positions):
        best, step = [above[0] + DROPPED], ["drop"]
        for j, (field, position, skipped) in enumerate(wanted):
            most, move = above[j] + points(i, field) - min(abs(at - position) * STEP, FAR), "take"
            if best[j] + skipped > most:
                most, move = best[j] + skipped, "skip"
            if above[j + 1] + DROPPED > most:
                most, move = above[j + 1] + DROPPED, "drop"
            best.append(most)
            step.append(move)
        above = best
        steps.append(step)
    pairs: list[tuple[int, int]] = []
    i, j = len(positions), len(columns)
    while i or j:
        move = steps[i][j]
        if move == "take":
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif move == "skip":
            j -= 1
        else:
            i -= 1
    return pairs[::-1]


Run = tuple[int, int]
"""Half-open range of fragments that make up one cell."""


def align_flow(fragments: Sequence[str], seams: Sequence[float], fields: Sequence[str]) -> list[dict[str, Run]]:
    """Rows of runs of fragments, a run a field, in the order of `fields`; a second row may begin with any name.

    `seams[i]` is the price of joining fragment i to the one before it; 0 means that it surely continues it
    (a wrapped line), so no cell begins there.
    """
    size, wide = len(fragments), len(fields)
    glued = [not seam for seam in seams]
    worst = -1e9
    # best[i][f]: the first i fragments are read and the last one went to fields[f - 1] (0: none yet).
    best = [[worst] * (wide + 1) for _ in range(size + 1)]
    back: list[list[tuple[int, int, bool]]] = [[(0, 0, False)] * (wide + 1) for _ in range(size + 1)]
    best[0][0] = 0.0
    skip = [0.0]
    for field in fields:
        skip.append(skip[-1] + SKIPPED.get(field, -0.5))
    for i in range(size):
        if i and glued[i]:
            continue
        for end in range(i + 1, min(size, i + LONGEST_RUN) + 1):
            if end < size and glued[end]:
                continue
            text = _joined(fragments, glued, i, end)
            price = sum(seams[i + 1 : end])
            for f in range(1, wide + 1):
                points = fit(fields[f - 1], text) - price
                for before in range(wide + 1):
                    if best[i][before] <= worst:
                        continue
                    fresh = before >= f
                    if fresh and fields[f - 1] != "name":
                        continue
                    gap = skip[wide] - skip[before] + NEW_ROW if fresh else skip[f - 1] - skip[before]
                    score = best[i][before] + points + gap
                    if score > best[end][f]:
                        best[end][f], back[end][f] = score, (i, before, fresh)
    last = max(range(wide + 1), key=lambda f: best[size][f] + skip[wide] - skip[f])
    rows: list[dict[str, Run]] = [{}]
    i, f = size, last
    while i:
        start, before, fresh = back[i][f]
        rows[0][fields[f - 1]] = (start, i)
        if fresh:
            rows.insert(0, {})
        i, f = start, before
    return rows


def _joined(fragments: Sequence[str], glued: Sequence[bool], start: int, end: int) -> str:
    text = fragments[start]
    for at in range(start + 1, end):
        text += fragments[at] if glued[at] else " " + fragments[at]
    return text
