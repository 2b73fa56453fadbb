"""Source to blocks: tables of cells and paragraphs. Every printed character belongs to exactly one block."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.layout.model import Block, Cell, Paragraph, Rest, Row, Table
from auditor.layout.parts import from_parts
from auditor.layout.text import from_lines
from auditor.source import Source

__all__ = ["Block", "Cell", "Paragraph", "Rest", "Row", "Table", "lay_out"]


def lay_out(source: Source) -> Iterable[Block]:
    """The blocks of a document in reading order, tables numbered from 1; those of formats with parts one at a time."""
    return from_lines(source) if source.parts is None else from_parts(source)
