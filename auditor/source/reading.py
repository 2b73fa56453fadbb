"""Files to Sources: which reader a file needs is decided by its first bytes, then by its ending."""

from __future__ import annotations

import importlib
import os

from auditor.source.archives import inside, member_bytes
from auditor.source.model import Source, Unreadable

__all__ = ["SUFFIXES", "file_bytes", "from_text", "read_bytes", "read_path", "reader_of"]

LARGEST_FILE = 512 * 1024 * 1024

# ending -> module of auditor.source with a function `read(data, path)`
READERS = {
    ".txt": "text",
    ".tsv": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xlsx",
    ".ods": "xlsx",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
    ".odt": "office",
    ".et": "office",
}
NOTES = (".md", ".markdown")
SUFFIXES = tuple(suffix for suffix in READERS if suffix not in NOTES)
"""The endings that a directory is searched for. Markdown there is, as a rule, a note on the directory and no
submission: it is read when it is named."""


def read_path(path: str, shown: str | None = None) -> Source:
    """The document at `path`, named `shown` in everything printed. Raises Unreadable with the reason."""
    shown = shown or path
    return read_bytes(file_bytes(path, shown), shown)


def file_bytes(path: str, shown: str) -> bytes:
    """The content of the file at `path`, or in an archive. Raises Unreadable, naming it `shown`, with the reason."""
    archived = inside(path)
    if archived is not None:
        return member_bytes(*archived, shown)
    try:
        if os.path.getsize(path) > LARGEST_FILE:
            raise Unreadable(
                shown,
                f"文件超过 {LARGEST_FILE // 1024 // 1024} MB，不予读取。",
                f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB and is not read.",
            )
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise Unreadable(shown, "找不到这个文件，请检查路径。", "no such file; check the path.") from error
    except PermissionError as error:
        raise Unreadable(shown, "没有读取权限。", "permission to read it is denied.") from error
    except OSError as error:
        raise Unreadable(shown, f"无法读取：{error.strerror}。", f"it cannot be read: {error.strerror}.") from error


def read_bytes(data: bytes, path: str) -> Source:
    """The document in `data`; `path` is its name. Raises Unreadable with the reason."""
    reader = importlib.import_module("auditor.source." + reader_of(data, path))
    source: Source = reader.read(data, path)
    return source


def reader_of(data: bytes, path: str) -> str:
    """The name of the reader module for a file of this name with these first bytes."""
    suffix = os.path.splitext(path)[1].lower()
    named = READERS.get(suffix, "text")
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if named in ("docx", "xlsx", "office"):
            return named
        return "docx" if b"word/" in data else "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return named if named in ("xlsx", "office") else "office"
    if named == "text" and data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return named


def from_text(text: str, path: str = "<text>") -> Source:
    """A text that is already decoded, as if it had been read from a file."""
    return read_bytes(text.encode("utf-8"), path)
