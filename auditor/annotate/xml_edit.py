"""Pieces of XML put into parts of Office files by the bytes where they belong, without writing the parts anew."""

from __future__ import annotations

import pyexpat
import re
from collections.abc import Callable, Iterable

from auditor.source.zipped import damaged

__all__ = ["Edit", "Node", "appended", "appending", "edited", "escaped", "nodes"]

Edit = tuple[int, int, bytes]
"""The bytes `start` up to `end` of a part, and what to write instead."""

# A tag; the sign that ends it may stand in its attributes as well.
TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
NAME = re.compile(rb"</?([^\s/>]+)")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Node:
    """An element: its start tag reaches from `start` to `head`, its content to `inner_end`, all of it to `end`.

    `name` is without prefix, `space` the namespace; keys of `given`, its attributes, are `namespace name`.
    """

    __slots__ = ("end", "given", "head", "inner_end", "name", "parent", "space", "start")

    def __init__(self, name: str, given: dict[str, str], start: int, parent: Node | None) -> None:
        self.space, _, self.name = name.rpartition(" ")
        self.given = given
        self.start = start
        self.parent = parent
        self.head = self.inner_end = self.end = start

    def close(self, xml: bytes, closing: int) -> None:
        """Takes note of where the element ends; the parser told of its end at byte `closing`."""
        self.head = tag_end(xml, self.start)
        empty = xml.endswith(b"/>", self.start, self.head)
        self.inner_end = self.head if empty else closing
        self.end = self.head if empty else tag_end(xml, closing)

    def attribute(self, name: str) -> str:
        """The attribute of this name in whatever namespace, empty where there is none."""
        return next((value for key, value in self.given.items() if key.rpartition(" ")[2] == name), "")

    def tag(self, xml: bytes) -> bytes:
        """The name as it is written, with its prefix."""
        match = NAME.match(xml, self.start)
        assert match is not None, "the parser has found a tag here"
        return match[1]

    @property
    def around(self) -> list[Node]:
        """The elements around it, from the root to itself."""
        found: list[Node] = []
        node: Node | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]


def tag_end(xml: bytes, start: int) -> int:
    """Where the tag that starts at this byte ends."""
    match = TAG.match(xml, start)
    assert match is not None, "the parser has found a tag here"
    return match.end()


def nodes(xml: bytes, path: str, wanted: Callable[[Node], bool]) -> list[Node]:
    """The elements that are wanted, in the order in which they start.

    Raises Unreadable for XML that is damaged or declares a document type.
    """
    found: list[Node] = []
    stack: list[Node] = []

    def start(name: str, given: dict[str, str]) -> None:
        node = Node(name, given, parser.CurrentByteIndex, stack[-1] if stack else None)
        stack.append(node)
        if wanted(node):
            found.append(node)

    def end(name: str) -> None:
        stack.pop().close(xml, parser.CurrentByteIndex)

    def refuse(*_: object) -> None:
        raise damaged(path)

    parser = pyexpat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (pyexpat.ExpatError, ValueError, LookupError) as error:
        # ValueError and LookupError: the encodings that Python cannot give to expat.
        raise damaged(path) from error
    return found


def edited(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with the edits, which do not overlap."""
    out, done = [], 0
    for start, end, content in sorted(edits):
        out += [xml[done:start], content]
        done = end
    return b"".join([*out, xml[done:]])


def appending(xml: bytes, node: Node, child: bytes) -> Edit:
    """The edit that makes `child` the last child of the element."""
    if node.end > node.head or not xml.endswith(b"/>", node.start, node.head):
        return node.inner_end, node.inner_end, child
    return node.head - 2, node.head, b">" + child + b"</" + node.tag(xml) + b">"


def appended(xml: bytes, parent: str, child: str, path: str) -> bytes:
    """The part with `child` as the last child of its first element called `parent`.

    Raises Unreadable for a part that is damaged or has no such element.
    """
    found = nodes(xml, path, lambda node: node.name == parent)
    if not found:
        raise damaged(path)
    return edited(xml, [appending(xml, found[0], child.encode())])


def escaped(text: str) -> str:
    """The text as the content of an element or attribute; characters that XML cannot hold are left out."""
    return NOT_IN_XML.sub("", text).translate(SIGNS)
