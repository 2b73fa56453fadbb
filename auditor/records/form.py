"""The upper part of a project's table: labels with their values, funds, spending schedule, goals and results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from auditor.layout import Cell, Row
from auditor.layout.headings import heading_of
from auditor.records.align import Column, align_by
from auditor.records.draft import Draft, amount_of, words_of
from auditor.records.model import Datum, FundLine, Instalment, Label, Words
from auditor.records.terms import fund_column_of, label_of, split_label
from auditor.source import Span
from auditor.values import is_blank

__all__ = ["Form", "is_label", "split_goals"]

SINGLE = frozenset(
    ("name", "code", "department", "supervisor", "unit", "attribute", "period", "purpose", "contact", "grade", "remark")
)
FUND_UNIT = re.compile(r"[（(]\s*(?:单位[:：]?)?\s*(万元|元|亿元|千元)\s*[)）]")
STATED_UNIT = re.compile(r"单位[:：]\s*(万元|元|亿元|千元)")
INSTALMENT = re.compile(r"^(?:[0-9]{1,2}\s*月\s*(?:底|末|份)?|(?:第?[一二三四1-4])季度.{0,2}|[上下]半年|年底)前?$")
PROJECT_NUMBER = re.compile(r"^项目\s*([0-9]{1,3})\s*[:：、]?\s*")
GOAL_MARK = re.compile(
    r"目\s*标\s*[0-9一二三四五六七八九十]{1,2}\s*(?:完成情况)?\s*[:：]\s*"
    r"|(?:^|(?<=[。；;.\s:：>]))\s*(?:[0-9]{1,2}\s*[.、．](?:(?![0-9])|(?=20[0-9]{2}年))|[（(][0-9]{1,2}[)）])\s*",
    re.MULTILINE,
)
FIRST_GOAL = re.compile(r"(?:目\s*标\s*)?[（(]?[1一]\s*[.、．:：)）]")
# A narrow column breaks words anywhere.
GOAL_LABEL = re.compile(
    r"^(?:(?:年\s*度|实\s*施\s*期|项\s*目|总\s*体|绩\s*效)\s*)+目\s*标\s*(?:[（(]\s*(?:含|不\s*含)[^)）]*[)）])?\s*[:：]?\s*"
)
ARTEFACT = re.compile(r"\[bookmark:[^\]]*\]|</?p>|\*\*")
DEPARTMENT_CODE = re.compile(r"^[0-9]{6}$")
VERTICAL = frozenset("年度总体绩效目标完成情况")


def is_label(text: str) -> bool:
    """Whether a cell holds a form label, alone or with its value."""
    return label_of(text) is not None


def split_goals(span: Span) -> list[Words]:
    """The single goals of a text: cut at `1.`, `2、`, `（3）`, `目标 4：` and at artefacts of conversion."""
    text = span.text
    marks = [(mark.start(), mark.end()) for mark in GOAL_MARK.finditer(text)]
    marks += [(mark.start(), mark.end()) for mark in ARTEFACT.finditer(text)]
    cuts = [(0, 0), *sorted(marks), (len(text), len(text))]
    goals = []
    for (_, start), (end, _) in pairwise(cuts):
        piece = text[start:end] if start < end else ""
        if not piece.strip():
            continue
        first = start + len(piece) - len(piece.lstrip())
        label = GOAL_LABEL.match(piece.strip())
        if label and label.end() < len(piece.strip()):
            first += label.end()
        part = span.source.span(span.start + first, span.start + start + len(piece.rstrip()), span.place)
        if part.text.strip():
            goals.append(Datum(part.quote, part.quote, part))
    return goals


def breaks_off(text: str) -> bool:
    """Whether a long text stops in the middle of a sentence."""
    return len(text) > 20 and text[-1] not in "。！？；.!?;”’）)》"


@dataclass(slots=True)
class Form:
    """Reads the rows of a form one after the other into a draft."""

    draft: Draft
    flow: bool = False
    section: str = ""
    columns: list[tuple[str, str, int]] = field(default_factory=list)
    instalments: list[Words] = field(default_factory=list)
    goal_columns: dict[int, str] = field(default_factory=dict)
    sides: tuple[str, ...] = ()

    def read(self, row: Row) -> None:
        """Takes in one row that holds no indicator."""
        cells = list(row.filled)
        if not cells:
            return
        self.draft.reach(row)
        self._note_unit(cells)
        if self._is_pair_of_funds(cells):
            return
        if self._is_fund_heading(cells) or self._is_goal_heading(cells) or _opens_indicators(cells):
            return
        if len(cells) == len(self.goal_columns) > 1 and not any(is_label(cell.text) for cell in cells):
            # Each under its heading, even where the merged cell to the left of both is gone.
            self.goal_columns = dict(zip((cell.column for cell in cells), self.goal_columns.values(), strict=True))
        at = 0
        while at < len(cells):
            at = self._take(cells, at)

    def take(self, key: str, label: Cell, value: Cell) -> None:
        """Takes in a value whose label stands elsewhere: at the head of its column."""
        self._note_unit([label])
        if key in ("goal", "expected", "result"):
            self.draft.labels.append(Label(key, words_of(label), words_of(value)))
            into = self.draft.results if key == "result" else self.draft.goals
            into.extend(split_goals(value.span))
        else:
            self._field(key, label, value)

    def _note_unit(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            if "元" not in cell.text:
                continue
            unit = FUND_UNIT.search(cell.text) if label_of(cell.text) or len(cell.text) < 30 else None
            stated = STATED_UNIT.search(cell.text)
            if unit or stated:
                self.draft.fund_unit = (unit or stated)[1]  # type: ignore[index]

    def _is_fund_heading(self, cells: Sequence[Cell]) -> bool:
        named = [(key, cell.text, cell.column) for cell in cells if (key := fund_column_of(cell.text))]
        if len({key for key, _, _ in named} - {"weight", "score"}) < 2:
            return False
        # What stands above the labels (年度预算数) may have the name of a column, too.
        columns = [key for key, _, _ in named]
        if columns.count(columns[0]) > 1 and label_of(named[0][1]):
            del named[0]
        self.columns = named
        self.section = "funds_section"
        self.draft.evaluated = self.draft.evaluated or any(key == "spent" for key, _, _ in named)
        return True

    def _is_pair_of_funds(self, cells: Sequence[Cell]) -> bool:
        """Whether a row tells budget and expenditure side by side, or parts of both: `预算数：| 9 | 执行数：| 8`.

        Takes the row in where it does.
        """
        while cells and label_of(cells[0].text) == "funds_section":
            cells = cells[1:]
        labels, values = cells[::2], cells[1::2]
        if len(cells) < 4 or len(labels) != len(values) or any(amount_of(one).value.figure is None for one in values):
            return False
        columns = tuple(fund_column_of(label.text) or "" for label in labels)
        keys = {label_of(label.text) or "" for label in labels}
        if len(set(columns)) == len(columns) and {"adjusted", "spent"} <= set(columns):
            self.sides, self.section = columns, "funds_section"
            self.draft.evaluated = True
            key = "fund:total"
        elif len(self.sides) == len(labels) and len(keys) == 1 and next(iter(keys)).startswith("fund:"):
            key = next(iter(keys))
        else:
            return False
        for label, value, column in zip(labels, values, self.sides, strict=True):
            self.draft.labels.append(Label(key, words_of(label), words_of(value)))
            self._fund(key, label, column, value)
        return True

    def _is_goal_heading(self, cells: Sequence[Cell]) -> bool:
        both = {cell.column: kind for cell in cells if (kind := label_of(cell.text)) in ("expected", "result")}
        if set(both.values()) != {"expected", "result"}:
            return False
        self.goal_columns = {column: str(kind) for column, kind in both.items()}
        self.section = "goal"
        self.draft.evaluated = True
        return True

    def _take(self, cells: Sequence[Cell], at: int) -> int:
        """Takes in the cell at `at`, with the value that follows a label; returns where to go on."""
        cell = cells[at]
        key = label_of(cell.text)
        inside = None if key else split_label(cell.text)
        if inside:
            key, offset = inside
            if key == "goal":
                return self._goal(cell, at)
            value = cell.span.part(offset, len(cell.text))
            cell_value = replace(cell, text=value.quote, span=value)
            label = replace(cell, text=cell.text[:offset].strip(" :："), span=cell.span.part(0, offset))
            self._field(key, label, cell_value)
            return at + 1
        if key is None:
            return self._text(cells, at)
        if key == "funds_section" and self.columns and at + 2 < len(cells):
            # The department's own line of the table of funds (部门整体支出).
            return self._fund_row(cells, at, "fund:total")
        if key in ("funds_section", "schedule_section", "goal", "expected", "result"):
            self.section = "goal" if key in ("goal", "expected", "result") else key
            self.draft.labels.append(Label(key, words_of(cell), None))
            return at + 1
        if key.startswith("fund:") and self.columns:
            return self._fund_row(cells, at, key)
        if key == "remark":
            # What stands below a remark is no goal.
            self.section = key
        following = cells[at + 1] if at + 1 < len(cells) else None
        if following is not None and (label_of(following.text) or split_label(following.text)):
            following = None
        if following is not None and key.startswith("fund:") and amount_of(following).value.figure is None:
            following = None
        self._field(key, cell, following)
        return at + (2 if following is not None else 1)

    def _field(self, key: str, label: Cell, value: Cell | None) -> None:
        draft = self.draft
        words = words_of(value) if value is not None else None
        draft.labels.append(Label(key, words_of(label), words))
        if key.startswith("fund:"):
            self._fund(key, label, "", value)
        elif key == "name" and words is not None:
            self._name(words)
        elif key in SINGLE and words is not None and not is_blank(words.raw):
            draft.words.setdefault(key, words)

    def _name(self, words: Words) -> None:
        numbered = PROJECT_NUMBER.match(words.raw)
        if numbered and numbered.end() < len(words.raw):
            self.draft.number = int(numbered[1])
            span = words.span.part(numbered.end(), len(words.raw))
            words = Datum(span.quote, span.quote, span)
        self.draft.words.setdefault("name", words)

    def _fund(self, key: str, label: Cell, column: str, value: Cell | None) -> None:
        amount = amount_of(value) if value is not None else None
        if amount is not None and amount.value.kind == "empty":
            amount = None
        unit = amount.value.unit.symbol if amount is not None and amount.value.unit else self.draft.fund_unit
        self.draft.funds.append(
            FundLine(words_of(label), key.removeprefix("fund:"), column, amount, unit, (value or label).span)
        )

    def _fund_row(self, cells: Sequence[Cell], at: int, key: str) -> int:
        """A row of the funds table: its amounts go to the columns that stand nearest, order kept."""
        label, values = cells[at], cells[at + 1 :]
        placed = _nearest(values, self.columns)
        self.draft.labels.append(Label(key, words_of(label), None))
        main = not any(name in self.draft.points for name in ("rate", "weight", "score")) and key in (
            "fund:total",
            "fund:budget",
        )
        for column, cell in placed.items():
            if column in ("initial", "adjusted", "spent"):
                self._fund(key, label, column, cell)
                continue
            if is_blank(cell.text):
                continue
            if column == "rate":
                rate = FundLine(words_of(label), key.removeprefix("fund:"), column, amount_of(cell), None, cell.span)
                self.draft.rates.append(rate)
            if main:
                self.draft.points.setdefault(column, amount_of(cell))
        return len(cells)

    def _text(self, cells: Sequence[Cell], at: int) -> int:
        cell = cells[at]
        if DEPARTMENT_CODE.match(cell.text) and at + 1 < len(cells) and label_of(cells[at + 1].text) is None:
            owner = cells[at + 1].text.partition("单位：")[0].strip()
            span = cells[at + 1].span.part(0, len(owner))
            self.draft.words.setdefault("owner", Datum(owner, owner, span))
            return at + 2
        if INSTALMENT.match(cell.text):
            self.instalments.append(words_of(cell))
        elif self.section == "schedule_section" and self.instalments and amount_of(cell).value.figure is not None:
            index = len(self.draft.schedule)
            if index < len(self.instalments):
                self.draft.schedule.append(Instalment(self.instalments[index], amount_of(cell)))
        elif self.section == "goal":
            return self._goal(cell, at)
        elif self.section == "funds_section" and len(cell.text) > 3 and amount_of(cell).value.figure is None:
            self.draft.words.setdefault("purpose", words_of(cell))
        return at + 1

    def _goal(self, cell: Cell, at: int) -> int:
        self.section = "goal"
        if len(cell.text) <= 4 and VERTICAL.issuperset(cell.text):
            return at + 1
        into = self.draft.goals
        if self.goal_columns and self.flow:
            # Columns are gone, but the results begin to count at one again.
            first = FIRST_GOAL.match(cell.text) or not GOAL_MARK.match(cell.text)
            into = self.draft.results if self.draft.results or (self.draft.goals and first) else into
        elif self.goal_columns:
            nearest = min(self.goal_columns, key=lambda column: (abs(column - cell.column), column))
            into = self.draft.results if self.goal_columns[nearest] == "result" else into
        goals = split_goals(cell.span)
        below = bool(into) and (self.flow or into[-1].span.place.row != cell.span.place.row)
        if goals and below and breaks_off(into[-1].raw) and not GOAL_MARK.match(cell.text):
            # A row cut by a page end: the sentence goes on in the next row of the same column.
            rest = goals.pop(0).raw
            into[-1] = Datum(into[-1].raw + rest, into[-1].value + rest, into[-1].span)
        into.extend(goals)
        return at + 1


def _opens_indicators(cells: Sequence[Cell]) -> bool:
    """Whether a row says no more than that the indicators follow: 绩效指标, above the headings of their columns."""
    return len(cells) == 1 and heading_of(cells[0].text) == "section" and "指标" in cells[0].text


def _nearest(cells: Sequence[Cell], columns: Sequence[tuple[str, str, int]]) -> dict[str, Cell]:
    """Cells laid to columns in order so that the distances, and percent signs outside the rate, cost least."""
    under = {position: key for key, _, position in columns}
    at = [cell.column for cell in cells]
    ordered = list(under) == sorted(position for _, _, position in columns) and at == sorted(set(at))
    if ordered and all(_belongs(cell, under.get(cell.column)) for cell in cells):
        return {under[cell.column]: cell for cell in cells}
    placed = align_by(
        at,
        [Column(key, position) for key, _, position in columns],
        lambda index, key: _fund_fit(cells[index].text, key),
    )
    return {columns[j][0]: cells[i] for i, j in placed}


def _belongs(cell: Cell, key: str | None) -> bool:
    """Whether a cell fits the column it stands in as well as it can fit any."""
    if key is None:
        return False
    return is_blank(cell.text) or ("%" in cell.text or "％" in cell.text) == (key == "rate")


def _fund_fit(text: str, key: str) -> float:
    if is_blank(text):
        return 0.5
    percent = "%" in text or "％" in text
    if key == "rate":
        return 3.0 if percent else -1.0
    return -3.0 if percent else 2.0
