"""Objects appended to a PDF file, which itself stays as it is, byte by byte (ISO 32000-1, 7.5.6, incremental updates).

pypdf reads the file; it would append as well, but always with an index of the newer kind, and programs do not expect
the two kinds in one file.
"""

from __future__ import annotations

import io
import re
from itertools import count
from typing import TYPE_CHECKING, Any

from auditor.source.model import Unreadable
from auditor.source.zipped import damaged

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["Appendix"]

START = re.compile(rb"startxref\s+([0-9]{1,12})")
TABLE = re.compile(rb"\s*xref\b")
STREAM = re.compile(rb"\s*[0-9]+\s+[0-9]+\s+obj\b")
# Entries of the trailer that every further one repeats.
KEPT = ("/Root", "/Info", "/ID")


class Appendix:
    """The objects to append, by number and generation; `first` is the number of the next new one."""

    def __init__(self, data: bytes, path: str) -> None:
        self.data, self.reader = _opened(data, path)
        self.previous = _index_at(self.data)
        self.objects: dict[tuple[int, int], bytes] = {}
        self.numbers = count(int(self.reader.trailer["/Size"]))

    def number(self) -> int:
        """The number of a new object."""
        return next(self.numbers)

    def add(self, number: int, content: str) -> None:
        """Gives a new object its content, which is ASCII."""
        self.objects[number, 0] = content.encode("ascii")

    def page_box(self, page: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is shown of a page, the first being 1."""
        box = self.reader.pages[page - 1].cropbox
        return float(box.left), float(box.bottom), float(box.right), float(box.top)

    def page_reference(self, page: int) -> str:
        """How objects refer to a page."""
        return _reference(self.reader.pages[page - 1].indirect_reference)

    def annotate(self, page: int, numbers: list[int]) -> None:
        """Adds annotations, objects with these numbers, to a page."""
