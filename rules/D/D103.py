"""The same sentence twice in one goal text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from auditor.comparing import bare, core, pieces
from auditor.records import Datum, Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Placed, Text, rule

FIRST = Text(zh="先出现处", en="first stands in")
# What parts two cells in the text of a document; a goal that breaks over lines is still one cell.
NEXT_CELL = re.compile(r"\t|\n\s*\n")


class Piece(NamedTuple):
    """What stands between two punctuation marks of a goal: the goal, start and end in it, the words."""

    goal: Datum[str]
    start: int
    end: int
    words: str


@rule(
    id="D103",
    name="sentence-repeated-in-goal",
    title=Text(zh="绩效目标里同一句话写了两遍", en="The same sentence twice in one goal text"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{sentence}”在这段绩效目标里写了两遍。",
        en="“{sentence}” stands twice in this goal text.",
    ),
    advice=Text(zh="删去重复的一处。", en="Delete one of the two."),
    rationale=Text(
        zh="一段绩效目标里重复的句子没有增加内容，多半是拼接文字时留下的。",
        en="A sentence that stands twice in one goal adds nothing; it is mostly left over from pasting.",
    ),
    basis="convention",
    options={
        "shortest": Option(
            type="number",
            default="12",
            meaning=Text(zh="算作重复的最少字数", en="fewest characters that count as a repetition"),
        ),
    },
    examples=Examples(
        bad=[
            Bad(
                name="pasted twice",
                frame="goals",
                rows=[{"goal": "巡查养护乡村公路，保障群众安全出行。疏通涵洞，巡查养护乡村公路，保障群众安全出行。"}],
                expect=[Expect(1, "巡查养护乡村公路，保障群众安全出行")],
                instead=[{"goal": "巡查养护乡村公路，疏通涵洞，保障群众安全出行。"}],
            ),
        ],
        good=[
            Good(
                name="a short word that comes back",
                frame="goals",
                rows=[{"goal": "按时检修，保障通行。按时巡查，保障通行。"}],
            ),
        ],
    ),
)
def sentence_repeated(project: Project, *, shortest: Decimal) -> Iterator[Found]:
    """In every goal cell, the first run of pieces that has stood in it before; the outline of a department is prose."""
    for cell in () if project.department else cells(project.goals):
        run = first_repetition(cell, shortest)
        if run is not None:
            first, again = run
            text = again[0].goal.span.quote[again[0].start : again[-1].end]
            yield Found(at=place(again), evidence=[(FIRST, place(first))], values={"sentence": text})


def place(run: Sequence[Piece]) -> Placed:
    """The stretch of a goal that a run of its pieces covers."""
    return run[0].goal.span.part(run[0].start, run[-1].end)


def cells(goals: Sequence[Datum[str]]) -> Iterator[list[Piece]]:
    """The pieces of the goals, cell by cell."""
    cell: list[Piece] = []
    for before, goal in pairwise((None, *goals)):
        assert goal is not None
        if before is not None and not same_cell(before, goal):
            yield cell
            cell = []
        text = goal.span.quote
        cell += [Piece(goal, start, end, bare(text[start:end])) for start, end in pieces(text)]
    yield cell


def same_cell(before: Datum[str], goal: Datum[str]) -> bool:
    """Whether one goal follows another in the same cell."""
    source = goal.span.source
    return before.span.end <= goal.span.start and not NEXT_CELL.search(source.text[before.span.end : goal.span.start])


def first_repetition(cell: Sequence[Piece], shortest: Decimal) -> tuple[Sequence[Piece], Sequence[Piece]] | None:
    """The first run of pieces that stands in the cell again, and where it does; None where none is long enough."""
    for earlier, later in combinations(range(len(cell)), 2):
        first, again = cell[earlier], cell[later]
        if first.words != again.words or (
            first.goal is not again.goal and core(first.goal.raw) == core(again.goal.raw)
        ):
            continue
        length = run_length(cell, earlier, later)
        if sum(len(piece.words) for piece in cell[later : later + length]) >= shortest:
            return cell[earlier : earlier + length], cell[later : later + length]
    return None


def run_length(cell: Sequence[Piece], earlier: int, later: int) -> int:
    """How many pieces in a row are the same from two places on, within the goal of each."""
    length = 0
    while (
        later + length < len(cell)
        and earlier + length < later
        and cell[earlier + length].words == cell[later + length].words
        and cell[earlier + length].goal is cell[earlier].goal
        and cell[later + length].goal is cell[later].goal
    ):
        length += 1
    return length
