"""A PDF file whose index of objects is wrong, written anew by PDFium, which reads it all the same."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from auditor.source.text import digest
from auditor.source.zipped import damaged

__all__ = ["mended"]

WITHOUT_UPDATES = 2
IDENTITY = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]{32})(>\s*<)([0-9A-Fa-f]{32})(>)")


def mended(data: bytes, path: str) -> bytes:
    """The file as PDFium writes it, the same every time. Raises Unreadable where it does not read it."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise damaged(path)
    out = bytearray()

    def write(_: Any, piece: Any, size: int) -> int:
        out.extend(ctypes.string_at(piece, size))
        return 1

    writer = pdfium.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(write)
    try:
        saved = pdfium.FPDF_SaveAsCopy(document, writer, WITHOUT_UPDATES)
    finally:
        pdfium.FPDF_CloseDocument(document)
    if not saved:
        raise damaged(path)
    # PDFium makes up a new identity with every file that it writes.
    identity = digest(data)[:32].encode("ascii")
    return IDENTITY.sub(rb"\g<1>%b\g<3>%b\g<5>" % (identity, identity), bytes(out))
