"""Bytes to `Source`: decoding, format readers and the only maker of `Span`."""

from auditor.source.archives import is_archive, names_in
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
from auditor.source.reading import SUFFIXES, from_text, read_bytes, read_path

__all__ = [
    "SUFFIXES",
    "CellPart",
    "Location",
    "Part",
    "Place",
    "Source",
    "Span",
    "TablePart",
    "TextPart",
    "Unreadable",
    "from_text",
    "is_archive",
    "names_in",
    "read_bytes",
    "read_path",
    "rejoin",
]
