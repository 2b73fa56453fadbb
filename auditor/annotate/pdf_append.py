"""Objects appended to a PDF file, which itself stays as it is, byte by byte (ISO 32000-1, 7.5.6, incremental updates).

pypdf (BSD) tells what is in the file. It would append as well, but always with an index of the newer kind, and some
programs do not expect both kinds in one file.
"""

from __future__ import annotations

import io
import logging
import re
from itertools import count
from typing import TYPE_CHECKING, Any

from auditor.annotate.pdf_mended import mended
from auditor.source.model import Unreadable
from auditor.source.zipped import damaged

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import PdfObject

__all__ = ["Appendix"]

START = re.compile(rb"startxref\s+([0-9]{1,12})")
TABLE = re.compile(rb"\s*xref\b")
STREAM = re.compile(rb"\s*[0-9]+\s+[0-9]+\s+obj\b")
# Entries of the trailer that every further one repeats.
REPEATED = ("/Root", "/Info", "/ID")
# Bytes of the three fields of an entry in an index of the newer kind: its kind, where the object is, its generation.
WIDTHS = (1, 5, 2)

Reference = tuple[int, int]
"""Number and generation of an object."""


class Appendix:
    """What is to be appended: `objects` by their references, as they are to be written."""

    def __init__(self, data: bytes, path: str) -> None:
        opened = _opened(data, path) or _opened(mended(data, path), path)
        if opened is None:
            raise damaged(path)
        self.data, self.reader, self.previous = opened
        self.objects: dict[Reference, bytes] = {}
        size: Any = self.reader.trailer["/Size"]
        self.numbers = count(int(size))

    def page_box(self, page: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is shown of a page; the first page is 1."""
        box = self.reader.pages[page - 1].cropbox
        return float(box.left), float(box.bottom), float(box.right), float(box.top)

    def page_reference(self, page: int) -> str:
        """How other objects refer to a page."""
        number, generation = _reference(self.reader.pages[page - 1])
        return f"{number} {generation} R"

    def add(self, content: bytes) -> int:
        """Adds a new object; its number, the generation being 0."""
        number = next(self.numbers)
        self.objects[number, 0] = content
        return number

    def annotate(self, page: int, numbers: list[int]) -> None:
        """Adds the objects with these numbers to the annotations of a page: in its list of them or in the page."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

        known = self.reader.pages[page - 1]
        listed: Any = known.raw_get("/Annots") if "/Annots" in known else None
        before = listed.get_object() if listed is not None else None
        annotations = ArrayObject(before if isinstance(before, ArrayObject) else ())
        annotations.extend(IndirectObject(number, 0, self.reader) for number in numbers)
        if isinstance(listed, IndirectObject) and isinstance(before, ArrayObject):
            self.objects[listed.idnum, listed.generation] = _written(annotations)
            return
        self.objects[_reference(known)] = _written(DictionaryObject({**known, NameObject("/Annots"): annotations}))

    def saved(self) -> bytes:
        """The file with the objects behind it, and an index of them of the kind that the file has already."""
        out = bytearray(self.data if self.data.endswith(b"\n") else self.data + b"\n")
        places: dict[Reference, int] = {}
        for reference, content in sorted(self.objects.items()):
            places[reference] = len(out)
            out += b"%d %d obj\n" % reference + content + b"\nendobj\n"
        at = len(out)
        table = TABLE.match(self.data, self.previous)
        out += self._table(places) if table else self._stream(places, at)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at)

    def _table(self, places: dict[Reference, int]) -> bytes:
        """An index as a table: a section for every object, and before them that of no object, which begins tables."""
        sections = b"".join(
            b"%d 1\n%010d %05d n \n" % (number, at, generation) for (number, generation), at in places.items()
        )
        return b"xref\n0 1\n0000000000 65535 f \n" + sections + b"trailer\n" + self._trailer(next(self.numbers)) + b"\n"

    def _stream(self, places: dict[Reference, int], at: int) -> bytes:
        """An index as a stream, itself the last of the objects."""
        number = next(self.numbers)
        entries = {**places, (number, 0): at}
        content = b"".join(_entry(place, generation) for (_, generation), place in entries.items())
        index = b" ".join(b"%d 1" % one for one, _ in entries)
        given = b"/Type/XRef/W[%d %d %d]/Index[%b]/Length %d" % (*WIDTHS, index, len(content))
        head = self._trailer(number + 1).removesuffix(b">>") + given + b">>"
        return b"%d 0 obj\n" % number + head + b"\nstream\n" + content + b"\nendstream\nendobj\n"

    def _trailer(self, size: int) -> bytes:
        from pypdf.generic import DictionaryObject, NameObject, NumberObject

        trailer = self.reader.trailer
        kept = {NameObject(key): trailer.raw_get(key) for key in REPEATED if key in trailer}
        added = {NameObject("/Size"): NumberObject(size), NameObject("/Prev"): NumberObject(self.previous)}
        return _written(DictionaryObject({**kept, **added}))


def _entry(place: int, generation: int) -> bytes:
    fields = zip((1, place, generation), WIDTHS, strict=True)
    return b"".join(value.to_bytes(width, "big") for value, width in fields)


def _opened(data: bytes, path: str) -> tuple[bytes, PdfReader, int] | None:
    """The file, its reader and where its index stands; None where that is not where it should be."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What the library remarks about small faults is of no use to the person who sent the file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    starts = START.findall(data[-2048:])
    previous = int(starts[-1]) if starts else 0
    if not (TABLE.match(data, previous) or STREAM.match(data, previous)):
        return None
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise _protected(path)
        return (data, reader, previous) if reader.pages else None
    except PyPdfError:
        return None


def _reference(page: Any) -> Reference:
    reference: Any = page.indirect_reference
    return int(reference.idnum), int(reference.generation)


def _written(content: PdfObject) -> bytes:
    """An object as pypdf writes it."""
    out = io.BytesIO()
    content.write_to_stream(out)
    return out.getvalue()


def _protected(path: str) -> Unreadable:
    return Unreadable(
        path,
        "文件设有限制编辑的密码，不能添加批注；请取消限制后另存再批注。",
        "the file is protected against changes and cannot be annotated; remove the protection and save it first.",
    )
