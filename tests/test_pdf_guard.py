"""PDFs of a few bytes that draw billions of lines are ended; ordinary ones are read without a second process."""

from __future__ import annotations

import time
import zlib

import pytest
from pdf_drawing import Drawing, Spot

from auditor.source import Unreadable, pdf_guard
from auditor.source.pdf import read
from auditor.source.pdf_guard import is_risky


def assembled(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the last is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(objects), len(out),
    )  # fmt: skip


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def page(content: bytes, resources: bytes, number: int, *before: bytes) -> bytes:
    """A document of one page whose content is object `number`."""
    tree = number + 2
    leaf = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 600 800] /Resources << %s >> /Contents %d 0 R >>"
    return assembled(
        *before,
        content,
        leaf % (tree, resources, number),
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1),
        b"<< /Type /Catalog /Pages %d 0 R >>" % tree,
    )


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F 10 Tf 10 10 Td (x) Tj ET 0 0 10 10 re S"


def nested(depth: int) -> bytes:
    """Forms that each use the next one ten times."""
    forms = [FONT, stream(WORDS, b"/Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 1 0 R >> >>")]
    for number in range(2, depth + 2):
        head = b"/Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X %d 0 R >> >>" % number
        forms.append(stream(b"/X Do " * 10, head))
    return page(stream(b"/X Do"), b"/XObject << /X %d 0 R >>" % len(forms), len(forms) + 1, *forms)


def test_forms_inside_forms_are_read_while_they_are_few() -> None:
    data = nested(1)
    assert is_risky(data)
    assert read(data, "a.pdf").text.strip() == "x"


def test_forms_inside_forms_without_end_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_guard, "TIME_LIMIT", 1.0)
    began = time.monotonic()
    with pytest.raises(Unreadable, match="unfolds"):
        read(nested(12), "a.pdf")
    assert time.monotonic() - began < 10


def test_what_unfolds_to_a_multiple_of_its_size_is_risky() -> None:
    much = zlib.compress(b"0 0 m 1 1 l S\n" * 1_000_000)
    assert is_risky(page(stream(much, b"/Filter /FlateDecode"), b"", 1))
    twice = zlib.compress(zlib.compress(b"0 0 m 1 1 l S\n"))
    assert is_risky(page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]"), b"", 1))
    assert is_risky(page(stream(b"x", b"/Filter /LZWDecode"), b"", 1))
    assert is_risky(page(stream(b"[%s]" % (b"5 0 R 6 0 R " * 100)), b"", 1))
    assert is_risky(page(stream(WORDS, b"/Subtype /#46orm"), b"", 1))
    hidden = zlib.compress(b"[%s]" % (b"5 0 R " * 100))
    assert is_risky(page(stream(hidden, b"/Type /ObjStm /Filter /FlateDecode"), b"", 1))


def test_ordinary_files_are_not_risky() -> None:
    drawing = Drawing()
    for number in range(30):
        spots = [Spot(row, column, f"第{number}项") for row in (0, 1) for column in (0, 1)]
        drawing.table(100, [24.0] * 2, [200.0] * 2, spots)
        drawing.page()
    assert not is_risky(drawing.done())
    content = stream(zlib.compress(WORDS * 1000), b"/Filter /FlateDecode")
    assert not is_risky(page(content, b"/Font << /F 1 0 R >>", 2, FONT))
