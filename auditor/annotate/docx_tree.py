"""The elements of a Word part round given places, and what of them must not be cut inside."""

from __future__ import annotations

from typing import NamedTuple

from auditor.annotate.xml_edit import Node, nodes

__all__ = ["Spot", "Tree", "outermost", "paragraph_of", "read_tree"]

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


class Tree(NamedTuple):
    """The spots by the bytes at which their elements start, and the paragraphs of the body with their properties.

    `guarded` paragraphs are the first of a content control: LibreOffice loses their text if a comment is referred to
    in them.
    """

    spots: dict[int, Spot]
    paragraphs: dict[Node, Node | None]
    guarded: set[Node]

    def beside(self, paragraph: Node) -> int | None:
        """Where to refer to a comment on words of a guarded paragraph: in the next that is not, else the one before."""
        every = list(self.paragraphs)
        at = every.index(paragraph)
        candidates = (one for one in (*every[at:], *reversed(every[:at])) if one not in self.guarded and not one.empty)
        chosen = next(candidates, None)
        if chosen is None:
            return None
        properties = self.paragraphs[chosen]
        return chosen.head if properties is None else properties.end


def paragraph_of(node: Node) -> Node | None:
    """The outermost paragraph around an element: that of the body, where the element stands in a text box."""
    return next((each for each in node.around if each.name == "p"), None)


def outermost(node: Node) -> Node | None:
    """The outermost element of the paragraph that is not to be cut inside, of those around a node."""
    around = node.around
    paragraph = paragraph_of(node)
    start = around.index(paragraph) if paragraph is not None else len(around)
    return next((each for each in around[start:] if each.name in WHOLE), None)


def read_tree(xml: bytes, starts: set[int], path: str) -> Tree:
    """What stands round the elements that start at these bytes. Raises Unreadable for XML that is damaged."""
    tree = Tree({}, {}, set())
    properties: dict[Node, Node] = {}
    fields: list[Field] = []
    controls: set[Node] = set()
    for node in nodes(xml, path, lambda node: node.start in starts or node.name in ("p", "pPr", "rPr", "fldChar")):
        kind = node.attribute("fldCharType")
        if node.name == "p" and paragraph_of(node) is node:
            around = {each for each in node.around if each.name == "sdt"}
            tree.paragraphs[node] = None
            if not around <= controls:
                tree.guarded.add(node)
            controls |= around
        elif node.name == "pPr" and node.parent in tree.paragraphs:
            tree.paragraphs[node.parent] = node
        elif node.name == "rPr" and node.parent is not None:
            properties[node.parent] = node
        elif kind == "begin":
            fields.append([node])
        elif kind == "end" and fields:
            fields.pop().append(node)
        if node.start in starts and node.parent is not None:
            tree.spots[node.start] = Spot(node, properties.get(node.parent), tuple(fields))
    return tree
