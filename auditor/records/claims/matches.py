"""One quantity in the text and in a table: totals of procurement, assets and budget, and the number of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.layout.headings import key_of
from auditor.records.claims.cells import Printed, same_claim
from auditor.records.claims.grid import Grid, Line, Panel, figure_in
from auditor.records.claims.shape import MONEY, Quantity, shape_of
from auditor.records.model import Claim, Datum, Document, Operand, Paragraph, Words
from auditor.values import Figure, Interval, parse_numeral, plain

__all__ = ["claims_of_matches"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A quantity that text and table both state.

    `word` is in every sentence that states it; `prose` ends in the letter of the amount; `title` stands above the
    table, `apart` does not; `line` is the label of the table's line.
    """

    what: str
    word: str
    prose: re.Pattern[str]
    title: re.Pattern[str]
    line: re.Pattern[str]
    apart: re.Pattern[str] = re.compile(r"(?!)")


TOTAL = re.compile(r"^(?:合计|总计|共计)$")
GRAND = re.compile(r"^(?:收入|支出|收支)?总计$")
SUBJECTS = (
    Subject(
        "政府采购",
        "采购",
        re.compile(rf"政府采购(?:预算|支出|计划)(?:总额|金额|资金|总金额)?(?:合计|共计|总计|共)?(?:为|是)?\s*{MONEY}"),
        re.compile(r"政府采购"),
        TOTAL,
    ),
    Subject(
        "固定资产",
        "资产",
        re.compile(rf"固定资产(?:资产)?(?:总额|金额|总价值|价值|原值|账面原值)(?:合计|共计|总计|共)?(?:为|是)?\s*{MONEY}"),
        re.compile(r"固定资产"),
        re.compile(r"^(?:固定)?资产(?:总额|合计|总计)$|^合计$"),
    ),
    Subject(
        "财政拨款收支总计",
        "总",
        re.compile(rf"财政拨款(?:收入、支出|收支|收、支|收入支出)总(?:计|预算|体)均?(?:为|是)?\s*{MONEY}"),
        re.compile(r"财政拨款收(?:入支出|支)(?:预算|决算)?总表"),
        GRAND,
    ),
    Subject(
        "收支总计",
        "总计",
        re.compile(rf"(?<!财政拨款)(?:收入、支出|收支|收、支|收入支出)总计均?(?:为|是)?\s*{MONEY}"),
        re.compile(r"收(?:入支出|支)(?:预算|决算)?总表"),
        GRAND,
        re.compile(r"财政拨款收"),
    ),
)
SUMMED = re.compile(r"合计|金额|总额|价值|预算数|决算数")
NUMBER = r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*个(?:预算)?项目(?:支出)?的?"
SHOWN = re.compile(rf"(?:反映|公开|公示|列示)[^。；]{{0,120}}?{NUMBER}(?:绩效自评(?:结果|表|情况)|绩效目标表)")
EVALUATED = re.compile(rf"{NUMBER}(?:均|全部|都|分别)?(?:开展|进行|实施)了?(?:绩效)?自评")


def claims_of_matches(document: Document, grids: Sequence[Grid]) -> Iterator[Claim]:
    """Figures of the text against the table that states them too, and projects counted against their tables."""
    for subject in SUBJECTS:
        totals = [total for grid in grids if (total := _total(grid, subject)) is not None]
        for quantity in _stated(document, subject) if len(totals) == 1 else ():
            yield same_claim(subject.what, Printed(quantity.figure, quantity.place, quantity.unit), totals[0])
    shown = _names([project.name for project in document.projects if not project.department])
    summed = _names([row.name for row in document.summary if not row.total])
    for paragraph in document.paragraphs:
        if "项目" in paragraph.text:
            yield from _projects(paragraph, shown, summed)


def _stated(document: Document, subject: Subject) -> Iterator[Quantity]:
    """The amounts the text gives for a subject; changes and plans of other years are worded otherwise."""
    for paragraph in document.paragraphs:
        if paragraph.heading or subject.word not in paragraph.text:
            continue
        shape = shape_of(paragraph.text, paragraph.span)
        for match in subject.prose.finditer(shape.letters):
            yield shape.quantity(match.end() - 1)


def _total(grid: Grid, subject: Subject) -> Printed | None:
    """The table's total of a subject in 元; None where the unit is not known, or which column it is."""
    if not subject.title.search(key_of(grid.words)) or subject.apart.search(key_of(grid.words)):
        return None
    for panel in grid.panels:
        whole = next((line for line in panel.lines if subject.line.match(_bare(line))), None)
        if whole is not None:
            return _amount(panel, whole)
    return None


def _bare(line: Line) -> str:
    return re.sub(r"^[一二三四五六七八九十0-9]+、?", "", line.key)


def _amount(panel: Panel, whole: Line) -> Printed | None:
    """The figure of a line in its only column of money, or in the first that is called a total."""
    columns = [column for column in panel.columns if column.added and column.factor is not None]
    filled = [column for column in columns if figure_in(whole, column) is not None]
    named = [column for column in filled if SUMMED.search(column.head)]
    chosen = filled if len(filled) == 1 else named
    return figure_in(whole, chosen[0]) if chosen else None


# How many projects


def _projects(paragraph: Paragraph, shown: Sequence[Words], summed: Sequence[Words]) -> Iterator[Claim]:
    """That as many projects are shown as the text says, and as many summed up as it says were evaluated."""
    # Not every project that was evaluated has to be shown, but all of them are in the summary.
    for pattern, names in ((SHOWN, shown), (EVALUATED, summed)):
        for match in pattern.finditer(paragraph.text) if len(names) > 1 else ():
            number = parse_numeral(match["number"])
            if number is not None:
                yield _counted(paragraph, match, number, names)


def _names(names: Sequence[Words | None]) -> list[Words]:
    """The different names, each where it stands first; none where one is missing, so that they cannot be counted."""
    first: dict[str, Words] = {}
    for words in names:
        if words is None:
            return []
        first.setdefault(key_of(words.raw), words)
    return list(first.values())


def _counted(paragraph: Paragraph, match: re.Match[str], number: Decimal, names: Sequence[Words]) -> Claim:
    span = paragraph.span.part(match.start("number"), match.end("number"))
    counted = Decimal(len(names))
    sign = "=" if number == counted else "≠"
    return Claim(
        kind="same",
        text=match[0],
        stated=Operand("stated", Figure.read(plain(number)), Datum(span.quote, span.quote, span)),
        operands=tuple(Operand("project", Figure.read("1"), words) for words in names),
        computed=Interval(counted, counted),
        holds=number == counted,
        formula=f"{plain(number)} {sign} {plain(counted)}",
        span=paragraph.span.part(match.start(), match.end()),
    )
