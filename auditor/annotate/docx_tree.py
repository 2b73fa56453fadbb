"""The elements of a Word part round given places: where their tags stand, and what must not be cut inside."""

from __future__ import annotations

import pyexpat

from auditor.annotate.xml_text import element_end, tag_end
from auditor.source.zipped import damaged

__all__ = ["Node", "nodes_at", "outermost"]

# Runs are cut by those who know how; the others (formulas, content controls, simple fields, alternatives) never:
# programs lose or misplace comments inside them.
WHOLE = ("r", "oMath", "oMathPara", "sdt", "fldSimple", "AlternateContent")


class Node:
    """An element: its start tag reaches from `start` to `head`, the rest of it from there to `end`.

    `inner_end` is where its content ends. `properties` are those of a run, `fields` the fields that it stands in, from
    the outermost: the elements that begin and end each.
    """

    __slots__ = ("end", "fields", "head", "inner_end", "name", "parent", "properties", "space", "start")

    def __init__(self, space: str, name: str, start: int, parent: Node | None) -> None:
        self.space = space
        self.name = name
        self.start = start
        self.parent = parent
        self.head = self.inner_end = self.end = start
        self.properties: Node | None = None
        self.fields: tuple[list[Node], ...] = ()

    def close(self, xml: bytes, closing: int) -> None:
        """Takes note of where the element ends; the parser told of its end at byte `closing`."""
        self.head = tag_end(xml, self.start)
        self.end = element_end(xml, self.start, closing)
        self.inner_end = self.head if self.end == self.head else closing

    @property
    def around(self) -> list[Node]:
        """The elements around it, from the root to itself."""
        nodes: list[Node] = []
        node: Node | None = self
        while node is not None:
            nodes.append(node)
            node = node.parent
        return nodes[::-1]

    @property
    def paragraph(self) -> Node | None:
        """The outermost paragraph around it: that of the body, where the element stands in a text box."""
        return next((node for node in self.around if node.name == "p"), None)


def outermost(node: Node) -> Node | None:
    """The outermost element in the paragraph that is not to be cut inside, of those around a node."""
    paragraph = node.paragraph
    if paragraph is None:
        return None
    around = node.around
    return next((each for each in around[around.index(paragraph) :] if each.name in WHOLE), None)


def nodes_at(xml: bytes, starts: set[int], path: str) -> dict[int, Node]:
    """The elements that start at these bytes, by byte. Raises Unreadable for XML that is damaged."""
    found: dict[int, Node] = {}
    stack: list[Node] = []
    fields: list[list[Node]] = []

    def start(name: str, given: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        node = Node(space, local, parser.CurrentByteIndex, stack[-1] if stack else None)
        stack.append(node)
        if local == "fldChar":
            kind = next((value for key, value in given.items() if key.endswith(" fldCharType")), "")
            if kind == "begin":
                fields.append([node])
            elif kind == "end" and fields:
                fields.pop().append(node)
        if node.start in starts:
            found[node.start] = node
            node.fields = tuple(fields)

    def end(name: str) -> None:
        node = stack.pop()
        node.close(xml, parser.CurrentByteIndex)
        if node.name == "rPr" and stack:
            stack[-1].properties = node

    parser = pyexpat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise damaged(path) from error
    return found
