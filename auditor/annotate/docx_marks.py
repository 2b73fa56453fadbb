"""Ranges of comments put into the main part of a Word file: runs are cut where a range begins or ends inside one.

Everything else in the part stays as it is, byte by byte (ECMA-376 part 1, 17.13.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.annotate.docx_tree import Node, outermost
from auditor.annotate.xml_text import NAME
from auditor.source.docx_runs import INVISIBLE, XML_BLANKS

__all__ = ["Cut", "Marks", "closing", "opening"]

PRESERVE = re.compile(rb"""xml:space\s*=\s*["']preserve["']""")
CHARACTER = re.compile(rb"&[^;]*;|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
# Sections and remarks inside a text; what holds one is not cut.
UNUSUAL = (b"<!", b"<?")
BLANKS = XML_BLANKS.encode()


class Cut(NamedTuple):
    """A place for marks: at byte `at`, between the elements of a `run`, or inside a `text` of it, or else between runs."""

    at: int
    run: Node | None = None
    text: Node | None = None


def opening(xml: bytes, node: Node, index: int) -> Cut:
    """Where to begin a range with the character `index` of an element's text."""
    whole = _whole(node)
    if whole is not None:
        return Cut(whole[0].start)
    run = node.parent
    assert run is not None, "text that is not part of a whole stands in a run"
    if index and _can_be_cut(xml, node):
        return Cut(_byte_of(xml, node, index), run, node)
    first = run.properties.end if run.properties else run.head
    return Cut(node.start, run) if xml[first : node.start].strip() else Cut(run.start)


def closing(xml: bytes, node: Node, index: int, length: int) -> Cut:
    """Where to end a range before the character `index` of an element's text, which is `length` characters long."""
    whole = _whole(node)
    if whole is not None:
        return Cut(whole[1].end)
    run = node.parent
    assert run is not None, "text that is not part of a whole stands in a run"
    if index < length and _can_be_cut(xml, node):
        return Cut(_byte_of(xml, node, index), run, node)
    return Cut(node.end, run) if xml[node.end : run.inner_end].strip() else Cut(run.end)


def _whole(node: Node) -> tuple[Node, Node] | None:
    """The first and the last of the elements that a range must take in whole; None where a run alone is round the text.

    A field is taken whole if it begins and ends in the same paragraph.
    """
    for ends in node.fields:
        if len(ends) == 2 and ends[0].paragraph is ends[1].paragraph is node.paragraph:
            return outermost(ends[0]) or ends[0], outermost(ends[1]) or ends[1]
    whole = outermost(node)
    return None if whole is None or whole is node.parent else (whole, whole)


def _can_be_cut(xml: bytes, text: Node) -> bool:
    content = xml[text.head : text.inner_end]
    return not any(sign in content for sign in UNUSUAL)


def _byte_of(xml: bytes, text: Node, index: int) -> int:
    """The byte at which a character of a text stands, counted as the reader counts: without what it leaves out."""
    trimmed = not PRESERVE.search(xml, text.start, text.head)
    seen = 0
    for match in CHARACTER.finditer(xml, text.head, text.inner_end):
        char = _decoded(match[0])
        if INVISIBLE.match(char) or (trimmed and not seen and char in XML_BLANKS):
            continue
        if seen == index:
            return match.start()
        seen += 1
    return text.inner_end


def _decoded(character: bytes) -> str:
    """The character; of a named entity (`&amp;`) any that is printed."""
    text = character.decode("utf-8", "replace")
    if not text.startswith("&#"):
        return text[0]
    digits = text[2:-1]
    return chr(int(digits[1:], 16) if digits[0] in "xX" else int(digits))


@dataclass(slots=True)
class Marks:
    """The marks of all comments by byte: what ends and what begins there."""

    xml: bytes
    cuts: dict[int, Cut] = field(default_factory=dict)
    begun: dict[int, list[int]] = field(default_factory=dict)
    ended: dict[int, list[int]] = field(default_factory=dict)

    def add(self, comment: int, first: Cut, last: Cut) -> None:
        """Adds the range of the comment with this id."""
        self.cuts |= {first.at: first, last.at: last}
        self.begun.setdefault(first.at, []).append(comment)
        self.ended.setdefault(last.at, []).append(comment)

    def written(self, tags: Tags) -> bytes:
        """The part with the marks."""
        edits = [(cut.at, cut.at, self._insertion(cut, tags)) for cut in self.cuts.values()]
        texts = {cut.text.start: cut.text for cut in self.cuts.values() if cut.text is not None}
        edits += [edit for text in texts.values() for edit in _preserved(self.xml, text)]
        out, done = [], 0
        for start, end, content in sorted(edits):
            out += [self.xml[done:start], content]
            done = end
        return b"".join([*out, self.xml[done:]])

    def _insertion(self, cut: Cut, tags: Tags) -> bytes:
        ends = b"".join(tags.end(comment) for comment in self.ended.get(cut.at, ()))
        marks = ends + b"".join(tags.start(comment) for comment in self.begun.get(cut.at, ()))
        if cut.run is None:
            return marks
        run, xml = cut.run, self.xml
        properties = xml[run.properties.start : run.properties.end] if run.properties else b""
        marks = _end_tag(xml, run) + marks + xml[run.start : run.head] + properties
        return marks if cut.text is None else _end_tag(xml, cut.text) + marks + _text_tag(xml, cut.text)


def _preserved(xml: bytes, text: Node) -> list[tuple[int, int, bytes]]:
    """The edits that let a text keep the blanks that a cut brings to an end of it, and still no others."""
    if PRESERVE.search(xml, text.start, text.head):
        return []
    content = xml[text.head : text.inner_end]
    lead = len(content) - len(content.lstrip(BLANKS))
    trail = len(content) - len(content.rstrip(BLANKS))
    opened = (text.start, text.head + lead, _text_tag(xml, text))
    return [opened, (text.inner_end - trail, text.inner_end, b"")]


def _name(xml: bytes, node: Node) -> bytes:
    name = NAME.match(xml, node.start)
    assert name is not None, "the parser has found a tag here"
    return name[1]


def _end_tag(xml: bytes, node: Node) -> bytes:
    return b"</" + _name(xml, node) + b">"


def _text_tag(xml: bytes, text: Node) -> bytes:
    return b"<" + _name(xml, text) + b' xml:space="preserve">'


class Tags:
    """The tags of comment ranges, in the namespace of the document and with the prefix that it uses itself."""

    def __init__(self, xml: bytes, paragraph: Node) -> None:
        prefix, colon, _ = _name(xml, paragraph).decode().rpartition(":")
        self.element = prefix + colon
        # Attributes need a prefix even where elements have none.
        self.declared = "" if colon else f' xmlns:w="{paragraph.space}"'
        self.attribute = self.element or "w:"

    def start(self, comment: int) -> bytes:
        """The beginning of the range of a comment."""
        return self._tag("commentRangeStart", comment).encode()

    def end(self, comment: int) -> bytes:
        """The end of the range of a comment, and the run that refers to the comment."""
        name = self.element
        reference = f"<{name}r>{self._tag('commentReference', comment)}</{name}r>"
        return (self._tag("commentRangeEnd", comment) + reference).encode()

    def _tag(self, name: str, comment: int) -> str:
        return f'<{self.element}{name}{self.declared} {self.attribute}id="{comment}"/>'
