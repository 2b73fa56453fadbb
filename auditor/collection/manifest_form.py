"""The form of a list in TOML. Imported only when there is one: it brings pydantic."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StrictInt

from auditor.tomlfile.form import Filled, Strict

__all__ = ["Manifest"]


class Document(Strict):
    """A document: its path from the list's folder, who filed it, for which year, when, and the units it covers."""

    path: Filled
    department: Filled = ""
    year: Annotated[StrictInt, Field(ge=2000, le=2099)] | None = None
    filed: date | None = None
    units: list[Filled] = Field(default_factory=list)


class Manifest(Strict):
    """A list of documents."""

    document: list[Document] = Field(min_length=1)
