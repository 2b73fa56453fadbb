"""The headings above the columns of a table, through merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.frozen import dataclass
from auditor.layout import Row
from auditor.layout.headings import key_of

__all__ = ["Head", "heads_of"]

UNIT = re.compile(r"[（(]\s*(?:(?:金额)?单位\s*[:：]\s*)?(?:人民币)?\s*(亿元|万元|千元|元)\s*[)）]")
CAPTION = re.compile(r"^(?:编制|填报|填表|截止|公开|单位|金额单位|编报)[^:：]{0,6}[:：]")
"""A cell beside the title of a table, not a heading."""


@dataclass(frozen=True, slots=True)
class Head:
    """The headings above a column from the top, without blanks and brackets, and the unit the lowest of them states."""

    keys: tuple[str, ...] = ()
    unit: str | None = None


def heads_of(rows: Sequence[Row], width: int, exact: bool) -> list[Head]:
    """The headings of every column; `exact` says that the cells know their columns.

    A row with one cell, or with a caption, is no heading. In text a heading of fewer cells than columns is spread
    over the row below it; where the two do not fit together the columns have only the headings below.
    """
    texts: list[list[str]] = []
    below: list[str] | None = None
    headings = [row for row in rows if len(row.filled) > 1 and not any(CAPTION.match(cell.text) for cell in row.filled)]
    for row in reversed(headings):
        spread = _exactly(row, width) if exact else _spread([cell.text for cell in row.cells], below, width)
        if spread is None:
            break
        texts.insert(0, spread)
        below = spread if below is None else [a or b for a, b in zip(spread, below, strict=True)]
    return [_head([row[at] for row in texts]) for at in range(width)]


def _head(texts: Sequence[str]) -> Head:
    filled = [text for text in texts if text]
    keys = [key for text in filled if (key := key_of(text))]
    units = [unit[1] for text in filled if (unit := UNIT.search(text))]
    return Head(tuple(dict.fromkeys(keys)), units[-1] if units else None)


def _exactly(row: Row, width: int) -> list[str]:
    out = [""] * width
    for cell in row.filled:
        for at in range(cell.column, min(cell.column + cell.colspan, width)):
            out[at] = cell.text
    return out


def _spread(texts: Sequence[str], below: Sequence[str] | None, width: int) -> list[str] | None:
    """A heading row of a text, each cell repeated over the columns it spans; None where that cannot be told."""
    if below is None:
        return list(texts) if len(texts) == width else None
    if len(texts) == width:
        return _over_blanks(texts, below)
    runs = _runs(below)
    if len(texts) != len(runs):
        return None
    out = [""] * width
    for text, (start, end) in zip(texts, runs, strict=True):
        for at in range(start, end):
            out[at] = text
    return out


def _over_blanks(texts: Sequence[str], below: Sequence[str]) -> list[str]:
    """Cells followed by blanks that have headings below: the blanks are covered by the cell."""
    out: list[str] = []
    spanning = ""
    for text, lower in zip(texts, below, strict=True):
        if text:
            spanning = text if lower else ""
        out.append(text or (spanning if lower else ""))
        spanning = spanning if lower else ""
    return out


def _runs(below: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches of columns that one cell above may cover: neighbours with headings, and every blank by itself."""
    runs: list[tuple[int, int]] = []
    for at, text in enumerate(below):
        if text and runs and runs[-1][1] == at and below[at - 1]:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs
