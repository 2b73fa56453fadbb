"""Pieces of XML put into parts of Office files without writing the parts anew."""

from __future__ import annotations

import pyexpat
import re

from auditor.source.zipped import damaged

__all__ = ["appended", "element_end", "escaped", "local", "tag_end"]

# A start or end tag; signs of larger and smaller may stand in its attributes.
TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
NAME = re.compile(rb"<([^\s/>]+)")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escaped(text: str) -> str:
    """The text as the content of an element or attribute; characters that XML cannot hold are left out."""
    return NOT_IN_XML.sub("", text).translate(str.maketrans(SIGNS))


def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]


def tag_end(xml: bytes, start: int) -> int:
    """Where the tag that starts at this byte ends."""
    match = TAG.match(xml, start)
    assert match is not None, "the parser has found a tag here"
    return match.end()


def element_end(xml: bytes, start: int, closing: int) -> int:
    """Where an element ends: it starts at one byte, and the parser told of its end at the other."""
    opened = tag_end(xml, start)
    return opened if xml.endswith(b"/>", start, opened) else tag_end(xml, closing)


def appended(xml: bytes, parent: str, child: bytes, path: str) -> bytes:
    """The part with `child` as the last child of its first element called `parent`, by its name without prefix.

    Raises Unreadable for a part that is damaged, declares a document type or has no such element.
    """
    starts: list[int] = []
    found: list[tuple[int, int]] = []

    def refuse(*_: object) -> None:
        raise damaged(path)

    def end(name: str) -> None:
        start = starts.pop()
        if not found and local(name) == parent:
            found.append((start, parser.CurrentByteIndex))

    parser = pyexpat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, given: starts.append(parser.CurrentByteIndex)
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise damaged(path) from error
    if not found:
        raise damaged(path)
    start, at = found[0]
    opened, name = tag_end(xml, start), NAME.match(xml, start)
    if name is not None and xml.endswith(b"/>", start, opened):
        return xml[: opened - 2] + b">" + child + b"</" + name[1] + b">" + xml[opened:]
    return xml[:at] + child + xml[at:]
