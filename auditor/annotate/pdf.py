"""PDF files with a highlight and a pop-up note on the words of each finding.

The changes are appended to the file as it is (ISO 32000-1, 7.5.6), so that its pages stay the same byte by byte.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from auditor.annotate.pdf_words import Words, find_words
from auditor.annotate.places import touched
from auditor.annotate.remark import AUTHOR, remark
from auditor.finding import Finding
from auditor.source.model import CellPart, Source, Unreadable
from auditor.source.pdf_geometry import Box, around

if TYPE_CHECKING:
    from pypdf import PdfWriter

__all__ = ["annotated"]

COLOURS = {"error": (1.0, 0.62, 0.58), "warning": (1.0, 0.84, 0.38), "note": (0.65, 0.83, 1.0)}
NOTE_WIDTH, NOTE_HEIGHT = 200.0, 140.0
# Side of the sign of a note that stands on no words, and its distance from the edges of the page.
SIGN, EDGE = 20.0, 12.0
PRINTED = 4


def annotated(data: bytes, source: Source, findings: Sequence[Finding], lang: str) -> bytes:
    """The file with an annotation for each finding; the pages themselves stay as they are.

    A finding without words gets a note at the top of its page, or of the first. Annotations carry no date, so that the
    same input gives the same bytes. Raises Unreadable for files that are encrypted or damaged.
    """
    wanted = [list(_words(source, finding)) for finding in findings]
    find_words(data, source.path, [words for several in wanted for words in several])
    writer = _opened(data, source.path)
    for finding, several in zip(findings, wanted, strict=True):
        boxes = [found for words in several for found in words.found or [(words.page, words.box)]]
        _annotate(writer, finding, boxes, lang)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _words(source: Source, finding: Finding) -> Iterator[Words]:
    """What of each cell or paragraph a finding is about."""
    start, end = finding.extent
    for piece in touched(source, finding.extent):
        place = piece.place
        if place.page is None or place.bbox is None:
            continue
        text = source.text[piece.start : piece.end]
        first, last = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
        yield Words(text, first, last, place.page, Box(*place.bbox), isinstance(piece, CellPart))


def _opened(data: bytes, path: str) -> PdfWriter:
    """The file, ready to be added to; one whose index of objects is wrong is written anew."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PdfReadError

    # What it remarks about small faults is of no use to the person who sent the file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        if PdfReader(io.BytesIO(data)).is_encrypted:
            raise _protected(path)
    ...
