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

    `name` is without prefix, `space` the namespace; keys of `given`, its attributes, are `namespace name`. The parser
    told of its end at byte `closing`.
    """

    __slots__ = ("closing", "given", "name", "parent", "space", "start", "xml")

    def __init__(self, xml: bytes, name: str, given: dict[str, str], start: int, parent: Node | None) -> None:
        self.xml = xml
        self.space, _, self.name = name.rpartition(" ")
        self.given = given
        self.start = self.closing = start
        self.parent = parent

    @property
    def head(self) -> int:
        """Where the start tag ends."""
        return tag_end(self.xml, self.start)

    @property
    def empty(self) -> bool:
        """Whether the start tag is all of it."""
        return self.xml.endswith(b"/>", self.start, self.head)

    @property
    def inner_end(self) -> int:
        """Where the content ends."""
        return self.head if self.empty else self.closing

    @property
    def end(self) -> int:
        """Where the element ends."""
        return self.head if self.empty else tag_end(self.xml, self.closing)

    @property
    def tag(self) -> bytes:
        """The name as it is written, with its prefix."""
        match = NAME.match(self.xml, self.start)
        assert match is not None, "the parser has found a tag here"
        return match[1]

    @property
    def content(self) -> bytes:
        """What stands between the tags."""
        return self.xml[self.head : self.inner_end]

    @property
    def around(self) -> list[Node]:
        """The elements around it, from the root to itself."""
        found: list[Node] = []
        node: Node | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]

    def attribute(self, name: str) -> str:
        """The attribute of this name in whatever namespace, empty where there is none."""
        return next((value for key, value in self.given.items() if key.rpartition(" ")[2] == name), "")


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
        node = Node(xml, name, given, parser.CurrentByteIndex, stack[-1] if stack else None)
        stack.append(node)
        if wanted(node):
            found.append(node)

    def end(name: str) -> None:
        stack.pop().closing = parser.CurrentByteIndex

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


def appending(node: Node, child: bytes) -> Edit:
    """The edit that makes `child` the last child of the element."""
    if node.empty:
        return node.head - 2, node.head, b">" + child + b"</" + node.tag + b">"
    return node.closing, node.closing, child


def appended(xml: bytes, parent: str, child: str, path: str) -> bytes:
    """The part with `child` as the last child of its first element called `parent`.

    Raises Unreadable for a part that is damaged or has no such element.
    """
    found = nodes(xml, path, lambda node: node.name == parent)
    if not found:
        raise damaged(path)
    return edited(xml, [appending(found[0], child.encode())])


def escaped(text: str) -> str:
    """The text as the content of an element or attribute; characters that XML cannot hold are left out."""
    return NOT_IN_XML.sub("", text).translate(SIGNS)
