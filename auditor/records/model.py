"""The typed records of a budget-performance document. Every field is a `Datum` with its place, or None when missing.

Names follow the field's vocabulary: 一级/二级/三级指标 are level1, level2 and name; 指标值 is the target;
分值 the weight; 得分 the score.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from auditor.frozen import dataclass
from auditor.layout.model import Table
from auditor.source import Source, Span
from auditor.values import Figure, Interval, Value

__all__ = [
    "Claim",
    "Datum",
    "Document",
    "FundLine",
    "Indicator",
    "Instalment",
    "Label",
    "Operand",
    "Paragraph",
    "Project",
    "SummaryRow",
    "Unread",
]

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Datum(Generic[T_co]):
    """One thing read: `raw` as printed (broken words rejoined), its typed `value`, and where it stands."""

    raw: str
    value: T_co
    span: Span


Words = Datum[str]


@dataclass(frozen=True, slots=True)
class Label:
    """A form label as printed (`项目编号`), the field it stands for (`code`) and what was filled in beside it."""

    key: str
    printed: Words
    value: Words | None


@dataclass(frozen=True, slots=True)
class FundLine:
    """An amount of a project's funds: `item` the row's label (预算数, 年度资金总额, 财政拨款 …).

    `column` is the heading above it where the form has several (年初预算数, 全年预算数, 全年执行数), else "".
    `amount` is in `unit` as printed, `amount.value.figure` as a figure.
    """

    item: Words
    key: str
    column: str
    amount: Datum[Value] | None
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Instalment:
    """One step of the spending schedule: cumulative `percent` by the end of `by` (3月底)."""

    by: Words
    percent: Datum[Value] | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of an indicator table. `number` counts from 1 in its project; `columns` are the fields its table has.

    `shift` tells by how many columns the row stands to the left (negative) or right of its table's other rows.
    `placeholder` marks a row that holds nothing but a template label (`指标2：`) or 无.
    """

    number: int
    level1: Words | None
    level2: Words | None
    name: Words | None
    description: Words | None
    target: Datum[Value] | None
    basis: Words | None
    actual: Datum[Value] | None
    weight: Datum[Value] | None
    score: Datum[Value] | None
    deviation: Words | None
    span: Span
    columns: frozenset[str]
    label: Words | None = None
    placeholder: bool = False
    shift: int = 0
    own_level1: bool = False
    own_level2: bool = False


Kind = Literal["goal-table", "self-evaluation", "goal-outline"]


@dataclass(frozen=True, slots=True)
class Project:
    """A project's table, or (number 0, `department` true) the table of the department as a whole.

    `rates` are the execution rates printed beside the lines of funds, `execution_rate` that of the main line.
    """

    number: int
    department: bool
    kind: Kind
    name: Words | None
    code: Words | None
    supervisor: Words | None
    unit: Words | None
    period: Words | None
    purpose: Words | None
    title: Words | None
    labels: tuple[Label, ...]
    funds: tuple[FundLine, ...]
    schedule: tuple[Instalment, ...]
    goals: tuple[Words, ...]
    results: tuple[Words, ...]
    indicators: tuple[Indicator, ...]
    rates: tuple[FundLine, ...]
    total_weight: Datum[Value] | None
    total_score: Datum[Value] | None
    execution_rate: Datum[Value] | None
    execution_weight: Datum[Value] | None
    execution_score: Datum[Value] | None
    fund_unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A project's line in the summary of self-evaluations (自评结果汇总表); `total` marks the 合计 line."""

    name: Words
    total: bool
    budget: Datum[Value] | None
    expenditure: Datum[Value] | None
    rate: Datum[Value] | None
    score: Datum[Value] | None
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose, as one line, with its place; `section` the headings it stands under."""

    text: str
    span: Span
    section: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a claim is computed from, and the part it plays (`total`, `part`, `base`, `quantity` …)."""

    role: str
    figure: Figure
    datum: Words


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure stated in a document that other figures in it determine.

    `kind` is a word of `types.CLAIM_KIND`; `computed` the interval that follows from the operands, in base units like
    the figure of `stated`; `formula` the computation in words of arithmetic. `suggestion` is what to print instead,
    None where it holds or where it cannot be told which figure is wrong.
    """

    kind: str
    text: str
    stated: Operand
    operands: tuple[Operand, ...]
    computed: Interval | None
    holds: bool
    formula: str
    span: Span
    suggestion: str | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Text in which a table was recognised but that fits no record."""

    span: Span
    zh: str
    en: str


@dataclass(slots=True, eq=False)
class Document:
    """Everything read from one file, in reading order."""

    source: Source
    kind: str
    title: Words | None
    department: Words | None
    year: int | None
    projects: tuple[Project, ...]
    summary: tuple[SummaryRow, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    claims: tuple[Claim, ...]
    unread: tuple[Unread, ...]
    left_out: Unread | None = None
    """Where the rows begin that are beyond the limit on the cells of a document."""
    indicators: tuple[Indicator, ...] = field(init=False)
    known: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    """What has been computed of it once for all who ask: see `auditor.records.once`."""
    _rows: list[Span] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.indicators = tuple(row for project in self.projects for row in project.indicators)

    @property
    def rows(self) -> list[Span]:
        """The places of the indicators and of the rows of other tables, in the order in which they begin."""
        if self._rows is None:
            spans = [row.span for row in self.indicators]
            spans += [row.span for table in self.tables for row in table.rows]
            self._rows = sorted(spans, key=lambda span: span.start)
        return self._rows


Amount = Decimal
