"""What a rule is at run time, and what a rule file written in Python imports.

Nothing here judges a declaration: `auditor.rulefile` does, once, when the file is first loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from auditor.finding import RuleFacts
from auditor.source import Span
from auditor.wording import Text

if TYPE_CHECKING:
    from auditor.records.subject import Subject

__all__ = [
    "Ask",
    "Bad",
    "Examples",
    "Expect",
    "Found",
    "Good",
    "Judge",
    "Judging",
    "LibraryError",
    "OfRecord",
    "Option",
    "Placed",
    "Problem",
    "Rule",
    "Text",
    "rule",
]


class HasSpan(Protocol):
    """A datum or a record: anything that was read from a place."""

    @property
    def span(self) -> Span: ...


Placed = Span | HasSpan
Scalar = Decimal | str | bool | tuple[str, ...]
Ask = Callable[["Subject", Mapping[str, Any]], bool | str | None]
Judge = Callable[["Subject", Mapping[str, Any]], Iterable["Found"]]
OfRecord = Callable[[Any], Iterable["Found"]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule yields: the place that is wrong, and the other places and the values that show it.

    `evidence` holds places, or pairs of the part a place plays and the place. `values` fill the `{…}` of the rule's
    message; `message` replaces it.
    """

    at: Placed
    evidence: Sequence[Placed | tuple[Text, Placed]] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    message: Text | None = None


class Expect(NamedTuple):
    """A finding that an example must give: its line in the example, counted from 1, and its quotation."""

    line: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A text without this defect.

    `text` is a document, or the lines that stand in the `frame`; `rows` are indicator rows by field, the fields left
    out taken from the frame; `fields` replace what the frame says elsewhere.
    """

    name: str
    text: str = ""
    rows: Sequence[Mapping[str, str]] = ()
    frame: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad(Good):
    """A text with the defect: the complete list of findings it must give, and the corrected text or rows."""

    expect: Sequence[Expect | tuple[int, str]]
    instead: str | Sequence[Mapping[str, str]] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """The examples of a rule. `todo` are known misses: bad examples that do not give their findings yet."""

    bad: Sequence[Bad]
    good: Sequence[Good]
    todo: Sequence[Bad] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value of a rule that a profile may change; `type` is number, text, texts or flag."""

    type: str
    default: str | Sequence[str]
    meaning: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a rule file cannot be loaded: place (1-based), the line there, and a sentence that says what to write."""

    path: str
    line: int
    column: int
    excerpt: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.en}\n    {self.excerpt}"


class Judging(NamedTuple):
    """What a rule judges by. `ask` and `of_record` are there where they save work.

    `judge` gives what is wrong with a subject. `ask` tells before that whether all is well with it (True), that the
    rule does not concern it (None), or for want of which name it is skipped. `of_record` is the judge of a rule that
    wants no more of a subject than its record.
    """

    judge: Judge
    ask: Ask | None = None
    of_record: OfRecord | None = None


class LibraryError(Exception):
    """Rules that cannot be loaded, or a rule asked for that does not exist."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A loaded rule, which is equal to no other.

    It is asked of subjects of its `scope` (records with their names). `needs` are names that must not be missing, else
    the rule is skipped, and counted; `only` is a name and those of its codes that alone concern the rule. `made` gives
    what it judges by, made when first asked for.
    """

    facts: RuleFacts
    status: str
    since: str
    replaced_by: str | None
    scope: str
    kinds: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    needs: tuple[str, ...]
    only: tuple[str, tuple[str, ...]] | None
    made: Callable[[], Judging]
    message: Text
    basis: str
    norms: tuple[str, ...]
    options: Mapping[str, Any]
    meanings: Mapping[str, Text]
    origin: str
    builtin: bool
    details: Callable[[], Examples]

    @property
    def id(self) -> str:
        """Family and serial, such as V101."""
        return self.facts.id

    @property
    def judge(self) -> Judge:
        """What gives the findings of a subject."""
        return self.made().judge

    @property
    def family(self) -> str:
        """Letter and digit, such as V1."""
        return self.facts.id[:2]

    @property
    def examples(self) -> Examples:
        """The executed examples, which are the documentation as well."""
        return self.details()


F = TypeVar("F", bound=Callable[..., Iterable[Found]])


def rule(
    *,
    id: str,  # noqa: A002
    name: str,
    title: Text,
    severity: str,
    confidence: str,
    since: str,
    message: Text,
    advice: Text,
    rationale: Text,
    basis: str,
    examples: Examples,
    scope: str = "document",
    status: str = "stable",
    norm: Sequence[Mapping[str, str]] = (),
    needs: Sequence[str] = (),
    applies: Mapping[str, object] | None = None,
    options: Mapping[str, Option] | None = None,
    overrides: str | None = None,
    replaced_by: str | None = None,
) -> Callable[[F], F]:
    """Declares the function below as a rule.

    The function's positional parameters are the records it wants (`document`, `project`, `indicator` …, as the scope
    allows), its keyword-only parameters the rule's options.
    """
    declaration = dict(locals())

    def declare(function: F) -> F:
        function.declaration = declaration  # type: ignore[attr-defined]
        return function

    return declare
