"""The elements of a Word part round given places, and what of them must not be cut inside."""

from __future__ import annotations

from typing import NamedTuple

from auditor.annotate.xml_edit import Node, nodes

__all__ = ["Spot", "outermost", "paragraph_of", "spots_at"]

# Runs are cut by those who know how. The others (formulas, content controls, simple fields, alternatives) never are:
# programs lose or misplace comments inside them.
WHOLE = ("r", "oMath", "oMathPara", "sdt", "fldSimple", "AlternateContent")

Field = list[Node]
"""The elements that begin and end a field; one that never ends has its beginning only."""


class Spot(NamedTuple):
    """An element that gives text, the `properties` of the run it stands in, and the `fields`, from the outermost."""

    node: Node
    properties: Node | None
    fields: tuple[Field, ...]


def paragraph_of(node: Node) -> Node | None:
    """The outermost paragraph around an element: that of the body, where the element stands in a text box."""
    return next((each for each in node.around if each.name == "p"), None)


def outermost(node: Node) -> Node | None:
    """The outermost element of the paragraph that is not to be cut inside, of those around a node."""
    around = node.around
    paragraph = paragraph_of(node)
    start = around.index(paragraph) if paragraph is not None else len(around)
    return next((each for each in around[start:] if each.name in WHOLE), None)


def spots_at(xml: bytes, starts: set[int], path: str) -> dict[int, Spot]:
    """The elements that start at these bytes, by byte. Raises Unreadable for XML that is damaged."""
    found: dict[int, Spot] = {}
    properties: dict[Node, Node] = {}
    fields: list[Field] = []
    for node in nodes(xml, path, lambda node: node.start in starts or node.name in ("rPr", "fldChar")):
        kind = node.attribute("fldCharType")
        if node.name == "rPr" and node.parent is not None:
            properties[node.parent] = node
        elif kind == "begin":
            fields.append([node])
        elif kind == "end" and fields:
            fields.pop().append(node)
        if node.start in starts and node.parent is not None:
            found[node.start] = Spot(node, properties.get(node.parent), tuple(fields))
    return found
