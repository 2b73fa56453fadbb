"""Plain text in the encodings that Chinese offices use: UTF-8, GB18030 and UTF-16, with or without a mark."""

from __future__ import annotations

import re

from auditor.source.model import Source, Unreadable

__all__ = ["decode", "read"]

LONGEST_LINE = 1_000_000
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LONE_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, path: str) -> str:
    """The text of the bytes, without a byte order mark. Raises Unreadable for bytes that are not text."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, path)
    zeros = data[:4096].count(b"\0")
    if zeros:
        # UTF-16 without a mark: digits, blanks and line breaks leave every other byte zero.
        even = data[:4096:2].count(b"\0")
        encoding = "utf-16-be" if even > zeros / 2 else "utf-16-le"
        return _strictly(data, encoding, path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "gb18030", path)
    return _strictly(data, "utf-8", path)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(path) from error
    if len(CONTROL.findall(text, 0, 4096)) > 8:
        raise _not_text(path)
    return text


def _not_text(path: str) -> Unreadable:
    return Unreadable(
        path,
        "不是文本文件（UTF-8、GB18030、UTF-16 均无法解码），请确认文件格式。",
        "this is not a text file (it decodes as neither UTF-8, GB18030 nor UTF-16); check its format.",
    )


def read(data: bytes, path: str) -> Source:
    """A text file as a Source whose lines are the lines of the file.

    Raises Unreadable for empty files, bytes that are not text, and lines no document can have.
    """
    text = decode(data, path)
    if not text.strip("\ufeff\x0c \t\r\n\u3000"):
        raise Unreadable(path, "文件是空的，没有可检查的内容。", "the file is empty: there is nothing to check.")
    text = LONE_CARRIAGE_RETURN.sub("\n", text)
    source = Source(path, digest(data), text)
    starts = [*source.line_starts, len(text)]
    for number in range(1, len(starts)):
        length = starts[number] - starts[number - 1]
        if length > LONGEST_LINE:
            raise Unreadable(
                path,
                f"第 {number} 行有 {length} 个字符，超过 {LONGEST_LINE} 的上限，不像是文档，请确认文件。",
                f"line {number} has {length} characters, more than the limit of {LONGEST_LINE}: "
                "this does not look like a document.",
            )
    return source


def digest(data: bytes) -> str:
    """SHA-256 of the file, hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
