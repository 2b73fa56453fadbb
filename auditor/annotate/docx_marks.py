"""Ranges of comments put into the main part of a Word file: runs are cut where a range begins or ends inside one.

Everything else in the part stays as it is, byte by byte (ECMA-376 part 1, 17.13.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.annotate.docx_tree import Spot, outermost, paragraph_of
from auditor.annotate.xml_edit import Edit, Node, edited
from auditor.source.docx_runs import INVISIBLE, XML_BLANKS

__all__ = ["Cut", "Marks", "Tags", "closing", "opening"]

PRESERVE = re.compile(rb"""xml:space\s*=\s*["']preserve["']""")
CHARACTER = re.compile(rb"&[^;]*;|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
# Sections and remarks inside a text; what holds one is not cut.
UNUSUAL = (b"<!", b"<?")
RAISED = b"vertAlign"
BLANKS = XML_BLANKS.encode()


class Cut(NamedTuple):
    """A place for marks at byte `at`: inside the run of a spot, and inside its text as well, or else between runs."""

    at: int
    run: Spot | None = None
    text: bool = False


def opening(spot: Spot, index: int) -> Cut:
    """Where to begin a range with the character `index` of the text that a spot gives."""
    node, run = spot.node, spot.node.parent
    whole = _whole(spot)
    if whole is not None or run is None:
        return Cut(whole[0].start if whole else node.start)
    if index and _can_be_cut(spot):
        return Cut(_byte_of(node, index), spot, True)
    first = spot.properties.end if spot.properties else run.head
    return Cut(node.start, spot) if node.xml[first : node.start].strip() else Cut(run.start)


def closing(spot: Spot, index: int, length: int) -> Cut:
    """Where to end a range before the character `index` of the text that a spot gives, `length` characters long."""
    node, run = spot.node, spot.node.parent
    whole = _whole(spot)
    if whole is not None or run is None:
        return Cut(whole[1].end if whole else node.end)
    if index < length and _can_be_cut(spot):
        return Cut(_byte_of(node, index), spot, True)
    return Cut(node.end, spot) if node.xml[node.end : run.inner_end].strip() else Cut(run.end)


def _whole(spot: Spot) -> tuple[Node, Node] | None:
    """The first and the last of the elements that a range must take in whole; None where a run alone is round the text.

    A field is taken whole if it begins and ends in the same paragraph.
    """
    paragraph = paragraph_of(spot.node)
    for ends in spot.fields:
        if len(ends) == 2 and paragraph_of(ends[0]) is paragraph_of(ends[1]) is paragraph:
            return outermost(ends[0]) or ends[0], outermost(ends[1]) or ends[1]
    whole = outermost(spot.node)
    return None if whole is None or whole is spot.node.parent else (whole, whole)


def _can_be_cut(spot: Spot) -> bool:
    """Whether a range may begin or end inside a text: not in raised ones, which are read as a whole."""
    raised = spot.properties is not None and RAISED in spot.properties.content
    return not raised and not any(sign in spot.node.content for sign in UNUSUAL)


def _byte_of(text: Node, index: int) -> int:
    """The byte at which a character of a text stands, counted as the reader counts: without what it leaves out."""
    trimmed = not PRESERVE.search(text.xml, text.start, text.head)
    seen = 0
    for match in CHARACTER.finditer(text.xml, text.head, text.inner_end):
        char = _decoded(match[0])
        if INVISIBLE.match(char) or (trimmed and not seen and char in XML_BLANKS):
            continue
        if seen == index:
            return match.start()
        seen += 1
    return text.inner_end


def _decoded(character: bytes) -> str:
    """The character; for one with a name (`&amp;`) its sign, which is printed like most."""
    text = character.decode("utf-8", "replace")
    if not text.startswith("&#"):
        return text[0]
    digits = text[2:-1]
    return chr(int(digits[1:], 16) if digits[0] in "xX" else int(digits))


@dataclass(slots=True)
class Marks:
    """The marks of all comments by byte: what ends there, is referred to and begins."""

    xml: bytes
    cuts: dict[int, Cut] = field(default_factory=dict)
    ended: dict[int, list[int]] = field(default_factory=dict)
    referred: dict[int, list[int]] = field(default_factory=dict)
    begun: dict[int, list[int]] = field(default_factory=dict)

    def add(self, comment: int, first: Cut, last: Cut, reference: int | None = None) -> None:
        """Adds the range of the comment with this id; it is referred to at its end or elsewhere between runs."""
        self.cuts |= {first.at: first, last.at: last}
        if reference is not None:
            self.cuts.setdefault(reference, Cut(reference))
        self.ended.setdefault(last.at, []).append(comment)
        self.referred.setdefault(last.at if reference is None else reference, []).append(comment)
        self.begun.setdefault(first.at, []).append(comment)

    def written(self, tags: Tags) -> bytes:
        """The part with the marks."""
        cuts = self.cuts.values()
        texts = {cut.run.node.start: cut.run.node for cut in cuts if cut.run is not None and cut.text}
        kept = [edit for text in texts.values() for edit in _blanks_kept(text)]
        return edited(self.xml, [(cut.at, cut.at, self._insertion(cut, tags)) for cut in cuts] + kept)

    def _insertion(self, cut: Cut, tags: Tags) -> bytes:
        """The marks that belong to a place; inside a run it is ended before them and begun again behind."""
        here = ((tags.end, self.ended), (tags.reference, self.referred), (tags.start, self.begun))
        marks = b"".join(tag(comment) for tag, comments in here for comment in comments.get(cut.at, ()))
        if cut.run is None or cut.run.node.parent is None:
            return marks
        xml, text, run, properties = self.xml, cut.run.node, cut.run.node.parent, cut.run.properties
        again = xml[run.start : run.head] + (xml[properties.start : properties.end] if properties else b"")
        marks = b"</" + run.tag + b">" + marks + again
        return b"</" + text.tag + b">" + marks + _text_tag(text) if cut.text else marks


def _blanks_kept(text: Node) -> list[Edit]:
    """The edits that let a text keep the blanks that a cut brings to an end of it, and still no others."""
    if PRESERVE.search(text.xml, text.start, text.head):
        return []
    content = text.content
    lead = len(content) - len(content.lstrip(BLANKS))
    trail = len(content) - len(content.rstrip(BLANKS))
    opened = (text.start, text.head + lead, _text_tag(text))
    return [opened, (text.inner_end - trail, text.inner_end, b"")]


def _text_tag(text: Node) -> bytes:
    return b"<" + text.tag + b' xml:space="preserve">'


class Tags:
    """The tags of comment ranges, in the namespace of the document and with the prefix that it uses itself."""

    def __init__(self, paragraph: Node) -> None:
        prefix, colon, _ = paragraph.tag.decode().rpartition(":")
        self.element = prefix + colon
        # Attributes need a prefix even where elements have none.
        self.declared = "" if colon else f' xmlns:w="{paragraph.space}"'
        self.attribute = self.element or "w:"

    def start(self, comment: int) -> bytes:
        """The beginning of the range of a comment."""
        return self._tag("commentRangeStart", comment).encode()

    def end(self, comment: int) -> bytes:
        """The end of the range of a comment."""
        return self._tag("commentRangeEnd", comment).encode()

    def reference(self, comment: int) -> bytes:
        """The run that refers to a comment."""
        return f"<{self.element}r>{self._tag('commentReference', comment)}</{self.element}r>".encode()

    def _tag(self, name: str, comment: int) -> str:
        return f'<{self.element}{name}{self.declared} {self.attribute}id="{comment}"/>'
