"""Bytes to `Source`: decoding, format readers and the only maker of `Span`."""

from auditor.source.model import (
    CellPart,
    Location,
    Part,
    Place,
    Source,
    Span,
    TablePart,
    TextPart,
    Unreadable,
    rejoin,
)

__all__ = [
    "CellPart",
    "Location",
    "Part",
    "Place",
    "Source",
    "Span",
    "TablePart",
    "TextPart",
    "Unreadable",
    "rejoin",
]
