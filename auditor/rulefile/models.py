"""The form of rule files and of the register of norms. `faults` adds what one field demands of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from auditor.rulefile.yamlfile import Path

__all__ = ["MODELS", "BadModel", "Fault", "GoodModel", "Norm", "Register", "RuleModel", "Strict", "Words"]


def listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def expectation(value: object) -> object:
    """`(3, "…")`, as Python rules write it, as the mapping that YAML rules write."""
    return dict(zip(("line", "quote"), value, strict=True)) if isinstance(value, tuple) and len(value) == 2 else value


def stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Filled = Annotated[str, StringConstraints(min_length=1)]
Names = Annotated[list[Filled], BeforeValidator(listed)]
Stripped = Annotated[str, StringConstraints(min_length=1), BeforeValidator(stripped)]
Row = dict[str, str]


class Strict(BaseModel):
    """A mapping without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)


class Words(Strict):
    """A sentence in both languages."""

    zh: Stripped
    en: Stripped


class Cited(Strict):
    """A norm that a rule rests on: its id in the register, and the article where that was read."""

    id: Filled
    article: Filled | None = None


class Expected(Strict):
    """A finding that an example must give."""

    line: Annotated[int, Field(ge=1)]
    quote: Filled


class GoodModel(Strict):
    """An example: a document, or lines or rows in a frame."""

    name: Filled
    text: str = ""
    rows: list[Row] = []
    frame: str = ""
    fields: dict[str, str] = {}


class BadModel(GoodModel):
    """An example with the defect."""

    expect: Annotated[list[Annotated[Expected, BeforeValidator(expectation)]], Field(min_length=1)]
    instead: str | list[Row]


class ExamplesModel(Strict):
    """At least one example of either kind."""

    bad: Annotated[list[BadModel], Field(min_length=1)]
    good: Annotated[list[GoodModel], Field(min_length=1)]
    todo: list[BadModel] = []


class Applies(Strict):
    """The kinds of table a rule concerns, and the years."""

    documents: Names = []
    first_year: int | None = Field(None, alias="from")
    last_year: int | None = Field(None, alias="until")


class OptionModel(Strict):
    """A value that a profile may change."""

    type: Literal["number", "text", "texts", "flag"]
    default: str | list[str]
    meaning: Words


class RuleModel(Strict):
    """A rule file. Python rules have no expressions; `faults` checks what one field says about another."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$")]
    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$")]
    title: Words
    severity: Literal["error", "warning", "note"]
    confidence: Literal["certain", "likely", "possible"]
    status: Literal["preview", "stable", "deprecated", "removed"] = "stable"
    since: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    replaced_by: Filled | None = Field(None, validation_alias=AliasChoices("replaced-by", "replaced_by"))
    overrides: Filled | None = None
    scope: Filled
    applies: Applies = Applies.model_construct()
    options: dict[str, OptionModel] = {}
    needs: Names = []
    when: Stripped | None = None
    require: Stripped | None = None
    at: Names = []
    evidence: Names = []
    values: dict[str, Stripped] = {}
    suggestion: Stripped | None = None
    message: Words
    advice: Words
    rationale: Words
    basis: Literal["arithmetic", "norm", "convention"]
    norm: list[Cited] = []
    examples: ExamplesModel | None = None


class Norm(Strict):
    """A norm of the register. `grade` says how surely it is known: V read, S corroborated, M from general knowledge.

    `articles` are those whose wording is known, with a grade of their own.
    """

    title: Words | None = None
    issuer: Words | None = None
    number: Filled | None = None
    date: Filled | None = None
    status: Literal["in-force", "trial", "repealed", "not-checked"]
    grade: Literal["V", "S", "M"]
    articles: dict[str, Literal["V", "S", "M"]] = {}


Register = Mapping[str, Norm]
# Where in the file (path of keys, 1-based column inside the value), and what is wrong, in Chinese and English.
Fault = tuple[Path, int, str, str]
MODELS: tuple[type[Strict], ...] = (
    RuleModel,
    Words,
    Cited,
    Expected,
    GoodModel,
    BadModel,
    ExamplesModel,
    Applies,
    OptionModel,
    Norm,
)
