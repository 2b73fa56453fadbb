"""A record with the names that rules know it by, and what a scope is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.records.model import Document, Project
from auditor.records.types import Type
from auditor.source import Span
from auditor.wording import Text

__all__ = ["Getter", "Name", "Scope", "Subject"]


class Subject(dict[str, Any]):
    """A record with the project and document it stands in; as a mapping, its names, each computed when first asked for.

    `index` is the record's position among its like. `around` is the project or document that the record stands in, as
    a subject: its names are computed once for all records in it.
    """

    __slots__ = ("around", "document", "index", "names", "project", "record")

    def __init__(
        self,
        names: Mapping[str, Name],
        document: Document,
        project: Project | None,
        record: Any,
        index: int = 0,
        around: Subject | None = None,
    ) -> None:
        super().__init__()
        self.names = names
        self.document = document
        self.project = project
        self.record = record
        self.index = index
        self.around = around

    def __missing__(self, name: str) -> Any:
        value = self[name] = self.names[name].value(self)
        return value

    @property
    def span(self) -> Span:
        """The place of the record; of a document, its first line of text."""
        span = getattr(self.record, "span", None)
        return span if isinstance(span, Span) else opening(self.document)


def opening(document: Document) -> Span:
    """The place that stands for a whole document: its title, else its first filled line."""
    if document.title is not None:
        return document.title.span
    text = document.source.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return document.source.span(start, len(text) if end < 0 else end)


Getter = Callable[[Subject], Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its type, its value for a subject (None where missing), its meaning and the place it was read from."""

    name: str
    type: Type
    value: Getter
    meaning: Text
    place: Getter | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule of this scope judges: the subjects of a document and the names they have."""

    name: str
    meaning: Text
    names: Mapping[str, Name]
    subjects: Callable[[Document], Iterator[Subject]]
    records: tuple[str, ...]
