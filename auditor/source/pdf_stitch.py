"""Tables cut by a page end: which pieces belong together, and how they are joined.

Word and LibreOffice draw the rest of a table at the top of the next page between the same outer edges, after its header
rows if they are marked to repeat. A row may be cut as well; then its rest stands in the first row there, most of whose
cells are empty. Two tables may just as well meet at a page top, so the second must not begin like a table of its own.
"""

from __future__ import annotations

import re

from auditor.source.model import is_wide, rejoin
from auditor.source.pdf_blocks import Cell, Piece
from auditor.source.pdf_words import unbreakable
from auditor.source.table_words import HEADINGS, LABELS, OPENERS

__all__ = ["continues", "extend"]

# Points by which the same edge may differ from page to page.
SAME = 4.0
# A row that would have fitted under a table by so many points was not driven to the next page by a page end.
ROOM = 10.0
SENTENCE_END = re.compile(r"[。！？][”’』」）)]*$")
CLAUSE_END = re.compile(r"[。！？；;][”’』」）)]*$")
ITEM = re.compile(
    r"(?:目标)?\s*[0-9]{1,2}\s*[.．、:：)）]|[(（][一二三四五六七八九十0-9]{1,2}[)）]"
    r"|[一二三四五六七八九十]{1,2}、|[①-⑳]"
)
MOST_HEADER_ROWS = 4
# Of an ideograph.
MIXED = 0.25


def continues(table: Piece, piece: Piece, room: float) -> bool:
    """Whether `piece`, the first table on a page, goes on with `table`, the last thing on the page before.

    `room` is how many points of that page were left under the table.
    """
    width, other = table.box.x1 - table.box.x0, piece.box.x1 - piece.box.x0
    if abs(width - other) > SAME or abs(table.box.x0 - piece.box.x0) > width / 4:
        return False
    header = repeated_header(table, piece)
    if header and _restarts(table, piece, header):
        return False
    if _height(piece, header) + ROOM < room:
        return False
    return bool(header) or not (_begins(table, piece) or _foreign(table, piece))


def extend(table: Piece, piece: Piece) -> None:
    """Adds the rows of `piece` to `table`: without a repeated header, a cut row and cut merged cells made whole."""
    header = repeated_header(table, piece)
    _share_columns(table, piece)
    fresh = [cell for cell in piece.cells if cell.row >= header]
    first = [cell for cell in fresh if cell.row == header]
    pairs = _pairs([cell for cell in table.cells if cell.row + cell.rowspan == table.rows], first)
    cut = _is_cut(pairs, table.open_bottom or piece.open_top)
    at = table.rows - header - (1 if cut else 0)
    absorbed = _absorb(pairs, cut)
    for cell in fresh:
        if id(cell) not in absorbed:
            cell.row += at
            table.cells.append(cell)
    table.rows = at + piece.rows
    table.open_bottom = piece.open_bottom
    table.box = piece.box._replace(x0=table.box.x0, x1=table.box.x1)


def _share_columns(table: Piece, piece: Piece) -> None:
    """Counts the columns of both by the edges of either, where they differ."""
    shift = piece.box.x0 - table.box.x0
    theirs = [x - shift for x in piece.xs]
    edges: list[float] = []
    for x in sorted([*table.xs, *theirs]):
        if not edges or x - edges[-1] > SAME:
            edges.append(x)
    for cells, xs in ((table.cells, table.xs), (piece.cells, theirs)):
        places = [_nearest(edges, x) for x in xs]
        for cell in cells:
            left, right = places[cell.column], places[cell.column + cell.colspan]
            cell.column, cell.colspan = left, max(1, right - left)
    table.xs = edges


def _nearest(edges: list[float], x: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - x))


def repeated_header(table: Piece, piece: Piece) -> int:
    """How many rows at the top of `piece` repeat those of `table` word for word; one cell alone repeats nothing."""
    ours, theirs = _rows(table, MOST_HEADER_ROWS), _rows(piece, MOST_HEADER_ROWS)
    count = 0
    for mine, other in zip(ours, theirs, strict=False):
        if not mine or _texts(mine) != _texts(other):
            break
        count += 1
    # A merged cell that reaches below the header holds its rows together with what follows.
    while count and any(cell.row < count < cell.row + cell.rowspan for cell in piece.cells):
        count -= 1
    words = [cell.text for row in theirs[:count] for cell in row if cell.text]
    return count if len(words) > 1 else 0


def _rows(piece: Piece, count: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(min(count, piece.rows))]
    for cell in piece.cells:
        if cell.row < len(rows):
            rows[cell.row].append(cell)
    return rows


def _texts(row: list[Cell]) -> list[str]:
    return [rejoin(cell.text) for cell in row]


def _height(piece: Piece, header: int) -> float:
    """Points that the first row under the header takes at least."""
    heights = [cell.box.y1 - cell.box.y0 for cell in piece.cells if cell.row == header and cell.rowspan == 1]
    return min(heights, default=piece.box.y1 - piece.box.y0)


def _restarts(table: Piece, piece: Piece, header: int) -> bool:
    """Whether the first column numbers the rows of `piece` from 1 again."""
    numbers = [cell.text for cell in piece.cells if cell.column == 0 and cell.row == header]
    before = [cell.text for cell in table.cells if cell.column == 0 and cell.text]
    return numbers == ["1"] and "1" in before


def _begins(table: Piece, piece: Piece) -> bool:
    """Whether `piece` begins as a table of its own does: like `table`, with a form's first field, or with headings."""
    rows = _rows(piece, 1)
    if not rows or not rows[0]:
        return False
    words = [text for text in _texts(rows[0]) if text]
    if not words:
        return False
    ours = {rejoin(cell.text) for cell in table.cells}
    start = next((cell for cell in table.cells if cell.row == 0), None)
    if start is not None and len(words) > 1 and words[0] == rejoin(start.text):
        return True
    headings = [word for word in words if word in HEADINGS]
    if words[0] in OPENERS and (words[0] in ours or ours & HEADINGS):
        return True
    if len(headings) < 2 or len(headings) * 2 < len(words):
        return False
    # A form's upper half ends where its indicator table begins, with or without a page end between.
    return len(ours.intersection(headings)) > 1 or not ours & (LABELS | OPENERS)


def _foreign(table: Piece, piece: Piece) -> bool:
    """Whether the columns of `piece` are not those of `table`: few inner edges of either have a match in the other."""
    ours = _inner_edges(table, 0.0)
    theirs = _inner_edges(piece, piece.box.x0 - table.box.x0)
    known = [x for x in theirs if any(abs(x - other) <= SAME for other in ours)]
    return len(known) * 2 < min(len(ours), len(theirs))


def _inner_edges(piece: Piece, shift: float) -> set[float]:
    """Where cells of `piece` end within it, moved to the left by `shift`."""
    return {cell.box.x1 - shift for cell in piece.cells if cell.box.x1 < piece.box.x1 - SAME}


def _pairs(last: list[Cell], first: list[Cell]) -> list[tuple[Cell, Cell]]:
    """Cells above and below the page end that cover the same columns, from left to right."""
    above = {(cell.column, cell.colspan): cell for cell in last}
    return [
        (above[cell.column, cell.colspan], cell)
        for cell in sorted(first, key=lambda cell: cell.column)
        if (cell.column, cell.colspan) in above
    ]


def _is_cut(pairs: list[tuple[Cell, Cell]], unruled: bool) -> bool:
    """Whether the cells of one row stand on both sides of the page end.

    The rest of a row goes on only where the text above ran out of room, and leaves cells empty that were filled above.
    """
    leaves = [(above, below) for above, below in pairs if above.rowspan == 1 and below.rowspan == 1]
    if any(rejoin(above.text) in LABELS and rejoin(below.text) in LABELS for above, below in pairs):
        return False
    filled = [(above, below) for above, below in leaves if below.text]
    blank = [above for above, below in leaves if above.text and not below.text]
    if not filled or not all(above.text and above.low for above, _ in filled):
        return False
    full = [above for above, below in filled if above.slack < _needed(above, below)]
    long = all("\n" in above.text for above, _ in filled)
    if len(full) == len(filled) and (blank or long):
        return bool(blank) or not any(SENTENCE_END.search(above.text) for above in full)
    if not blank:
        return False
    if unruled or (full and long):
        return True
    # A label and a long text beside it, cut between two paragraphs of the text.
    return blank == [leaves[0][0]] and all(ITEM.match(b.text) or CLAUSE_END.search(a.text) for a, b in filled)


def _needed(above: Cell, below: Cell) -> float:
    """How many points the text below would have taken in the last line above, up to where it may end.

    Word leaves a quarter of an ideograph between one and a Latin letter or figure.
    """
    mixed = is_wide(above.text[-1]) != is_wide(below.text[0])
    return (unbreakable(below.text) + (MIXED if mixed else 0.0)) * max(above.em, below.em)


def _absorb(pairs: list[tuple[Cell, Cell]], cut: bool) -> set[int]:
    """Joins the cells that the page end cut; the ids of those below that are now part of the ones above."""
    absorbed: set[int] = set()
    leading = True
    for above, below in pairs:
        label = rejoin(above.text) in LABELS and not below.text
        merged = above.rowspan > 1 or below.rowspan > 1 or label
        completed = bool(above.text and below.text) and rejoin(above.text + "\n" + below.text) in LABELS
        same = leading and (not below.text or rejoin(below.text) == rejoin(above.text))
        if completed or (cut and not (merged and same)):
            above.text = joined_text(above, below)
            above.slack, above.em, above.low = below.slack, below.em, below.low
        elif not (merged and same):
            leading = False
            continue
        above.rowspan += below.rowspan - (1 if cut else 0)
        absorbed.add(id(below))
    return absorbed


def joined_text(above: Cell, below: Cell) -> str:
    """The text of a cell from both sides of a page end."""
    if not above.text or not below.text:
        return above.text or below.text
    return above.text + "\n" + below.text
