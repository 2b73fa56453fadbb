"""What is kept of a document when it is one of many: keys for comparing, and the places that a finding may name.

Everything is a tuple of plain values, so that it goes between processes and into the cache as it is. Numbers are
decimals in their printed form, amounts and targets in base units (元, 天, 米 …).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from auditor.finding import Address
from auditor.source import Location
from auditor.source.model import Place
from auditor.wording import Text

__all__ = ["Across", "Amount", "Collection", "Entry", "Filing", "Kept", "Line", "Listed", "Passage", "Row", "Total"]

Made = TypeVar("Made")


class Kept(NamedTuple):
    """A place in a document that is no longer held: what a finding says of it.

    `lines` are line, last line, column and end column (None where the format has no lines), `where` the fields of
    a Place, `named` project, indicator and field.
    """

    path: str
    lines: tuple[int | None, int | None, int | None, int | None]
    where: tuple[int | None, int | None, str | None, int | None, str | None, tuple[float, float, float, float] | None]
    quote: str
    context: str
    mark: tuple[int, int]
    named: tuple[str | None, str | None, str | None]
    extent: tuple[int, int]

    @property
    def location(self) -> Location:
        """The place in the words of a person."""
        return Location(self.path, *self.lines, Place(*self.where))

    @property
    def address(self) -> Address:
        """What stands at the place."""
        return Address(*self.named)


class Passage(NamedTuple):
    """A goal as printed, and its place."""

    text: str
    place: Kept


class Amount(NamedTuple):
    """An amount, score or weight: as printed, as a decimal (an amount in 元), and its place."""

    printed: str
    number: str
    place: Kept


class Row(NamedTuple):
    """An indicator: `key` is what it is compared by. `number` and `dimension` are empty where the target is no number.

    `place` is that of the target, or of the name where there is none.
    """

    level: str
    name: str
    key: str
    printed: str
    comparator: str
    number: str
    dimension: str
    unit: str
    weight: Amount | None
    place: Kept


class Entry(NamedTuple):
    """A project in one document; `number` 0 is the department as a whole. `form` is the kind of its table.

    `budget` is what the year began with, `adjusted` what it became, `spent` what was used; `execution` the weight of
    the execution rate where it stands beside the funds.
    """

    number: int
    form: str
    name: str
    code: str
    supervisor: str
    unit: str
    place: Kept
    goals: tuple[Passage, ...]
    rows: tuple[Row, ...]
    budget: Amount | None
    adjusted: Amount | None
    spent: Amount | None
    score: Amount | None
    execution: Amount | None


class Line(NamedTuple):
    """A line of a summary of self-evaluations."""

    name: str
    place: Kept
    budget: Amount | None
    spent: Amount | None
    score: Amount | None


class Listed(NamedTuple):
    """A row of a list of projects or offices (`of`): its table, the name, and its amounts as printed, by column."""

    table: int
    of: str
    name: str
    amounts: tuple[tuple[int, Amount], ...]


class Total(NamedTuple):
    """A total of the office `owner`: `kind` says in which kind of document it stands, and of what it is.

    `supervisor` is the department that the owner belongs to, "" where that is not said; `covering` says that the table
    calls itself that of a department, which has its units in it.
    """

    owner: str
    supervisor: str
    covering: bool
    kind: tuple[str, str]
    amount: Amount


class Filing(NamedTuple):
    """A document: who filed it, for which year, what it holds. `filed` is the day as a list tells it, else "".

    `units` are all those that a department's document covers, where it or the list names them.
    """

    path: str
    department: str
    year: int | None
    kind: str
    filed: str
    units: tuple[str, ...]
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of a collection, in the order of their paths."""

    filings: tuple[Filing, ...]
    made: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Collection], Made]) -> Made:
        """What a function makes of the collection, made once for all rules."""
        if make not in self.made:
            self.made[make] = make(self)
        made: Made = self.made[make]
        return made

    def entries(self, form: str | None = None) -> Iterator[tuple[Filing, Entry]]:
        """The projects with the document each stands in, departments as a whole left out; of one form if given."""
        for filing in self.filings:
            for entry in filing.entries:
                if entry.number and (form is None or entry.form == form):
                    yield filing, entry


@dataclass(frozen=True, slots=True)
class Across:
    """What a rule of scope `collection` yields: the place that is wrong, and places in other documents that show it.

    Each of the `evidence` is a place with the part it plays; `values` fill the `{…}` of the rule's message.
    """

    at: Kept
    evidence: Sequence[tuple[Text, Kept]] = ()
    values: Mapping[str, object] = field(default_factory=dict)
