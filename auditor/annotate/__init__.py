"""Copies of documents with the findings at their places."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from auditor.finding import Finding
from auditor.source import Source, Unreadable
from auditor.source.reading import file_bytes, reader_of
from auditor.source.text import digest

__all__ = ["Original", "annotated", "opened"]


class Form(NamedTuple):
    """A kind of file that takes comments: the module that writes them, and their endings, the usual one first."""

    writer: str
    endings: tuple[str, ...]


# by the name of the module that reads such files
FORMS = {
    "docx": Form("auditor.annotate.docx", (".docx", ".docm")),
    "xlsx": Form("auditor.annotate.xlsx", (".xlsx", ".xlsm")),
    "pdf": Form("auditor.annotate.pdf", (".pdf",)),
}


@dataclass(frozen=True, slots=True)
class Original:
    """A document to be copied: its `form`, its bytes as they are or were `converted`, and what was read from these."""

    form: str
    data: bytes
    source: Source
    converted: bool

    @property
    def ending(self) -> str:
        """What the name of a copy must end in: as the document's does, if that is an ending of its form."""
        own = os.path.splitext(self.source.path)[1].lower()
        endings = FORMS[self.form].endings
        return own if own in endings else endings[0]


def opened(path: str) -> Original:
    """The document at a path; old and foreign office formats are converted by LibreOffice.

    Raises Unreadable where it cannot be read, or is of a format that takes no comments.
    """
    given = file_bytes(path, path)
    form, data = reader_of(given, path), given
    if form in ("office", "xlsx"):
        from auditor.source.office import modern

        form, data = modern(given, path)
    if form not in FORMS:
        raise _takes_no_comments(path)
    reader = importlib.import_module(f"auditor.source.{form}")
    source: Source = reader.read(data, path)
    source.sha256 = digest(given)
    return Original(form, data, source, data is not given)


def annotated(original: Original, findings: Sequence[Finding], lang: str) -> bytes:
    """The copy of a document with a comment for each finding; without findings, the document as it is.

    Raises Unreadable where comments cannot be put in.
    """
    if not findings:
        return original.data
    writer = importlib.import_module(FORMS[original.form].writer)
    copy: bytes = writer.annotated(original.data, original.source, findings, lang)
    return copy


def _takes_no_comments(path: str) -> Unreadable:
    return Unreadable(
        path,
        "只能在 Word（.docx）、Excel（.xlsx）和 PDF 文件中添加批注；文本和网页请另存为 Word 文档再批注，"
        "或者用 auditor check -o 文件 输出问题清单。",
        "comments can be put into Word (.docx), Excel (.xlsx) and PDF files only; save texts and web pages as a Word "
        "document first, or write a list of findings with auditor check -o FILE.",
    )
