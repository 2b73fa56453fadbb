"""Word documents with a comment at the words of each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from posixpath import join, split

from auditor.annotate.docx_marks import Cut, Marks, Tags, closing, opening
from auditor.annotate.docx_trace import Mark, Trace, traced
from auditor.annotate.docx_tree import Tree, paragraph_of, read_tree
from auditor.annotate.parts import Parts
from auditor.annotate.places import touched
from auditor.annotate.remark import AUTHOR, INITIALS, remark
from auditor.annotate.xml_edit import Node, appended, escaped
from auditor.finding import Finding
from auditor.source.docx import read
from auditor.source.model import Source, Unreadable

__all__ = ["annotated"]

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# namespace of the document -> what the types of its relations begin with
RELATIONS = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
NO_COMMENTS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{}"/>'
COMMENT_ID = re.compile(rb"""comment(?:Range(?:Start|End)|Reference)?\s[^>]*?\bid\s*=\s*["']([0-9]{1,9})["']""")

Range = tuple[Mark, int, Mark, int]
"""The first mark of a comment's words and the character in it, the last mark and the character behind them."""


def annotated(data: bytes, source: Source, findings: Sequence[Finding], lang: str) -> bytes:
    """The document with a comment for each finding: text, styles and every other part stay as they are.

    A comment on words that stand nowhere in the main part (list numbers, headers, notes) goes to the nearest words
    before them and quotes them. Comments carry no date, so that the same input gives the same bytes. Raises Unreadable
    for a document without any words to hold a comment, and for one that would not read the same with them.
    """
    parts, trace = Parts(data, source.path), traced(data, source.path)
    if not trace.marks:
        raise _nothing_to_hold(source.path)
    xml = parts.read(trace.main)
    placed = [_range(source, trace, finding) for finding in findings]
    tree = read_tree(xml, {mark.at for at, _ in placed for mark in (at[0], at[2])}, source.path)
    comments = next((one.target for one in parts.relations(trace.main) if one.kind == "comments"), "")
    taken = map(int, COMMENT_ID.findall(xml) + COMMENT_ID.findall(parts.read(comments) if comments else b""))
    first = max(taken, default=-1) + 1
    marks = Marks(xml)
    for number, (at, _) in enumerate(placed, first):
        marks.add(number, *_cuts(tree, at))
    paragraph = next(iter(tree.paragraphs))
    parts.write(trace.main, marks.written(Tags(paragraph)))
    texts = [remark(finding, lang, exact) for finding, (_, exact) in zip(findings, placed, strict=True)]
    _add_comments(parts, trace.main, comments, paragraph, dict(enumerate(texts, first)))
    copy = parts.saved()
    if read(copy, source.path).text != source.text:
        raise _changed(source.path)
    return copy


def _range(source: Source, trace: Trace, finding: Finding) -> tuple[Range, bool]:
    """Where the comment on a finding begins and ends, and whether that is the very place of the finding."""
    pieces = touched(source, finding.extent)
    start = max(finding.extent[0], pieces[0].start) if pieces else finding.extent[0]
    end = min(finding.extent[1], pieces[-1].end) if pieces else finding.extent[1]
    marks = trace.between(start, end) if start < end else []
    if marks:
        first, last = marks[0], marks[-1]
        return (first, max(start - first.start, 0), last, min(end, last.end) - last.start), True
    near = trace.nearest(start)
    assert near is not None, "a document without marks is refused"
    return (near, 0, near, near.end - near.start), False


def _cuts(tree: Tree, at: Range) -> tuple[Cut, Cut, int | None]:
    """Where to begin and to end the range of a comment, and where else than at its end to refer to it, if need be."""
    start, index, end, after = at
    opened = opening(tree.spots[start.at], index)
    closed = closing(tree.spots[end.at], after, end.end - end.start)
    if closed.at <= opened.at:
        # A text box is read behind the paragraph that it stands in the middle of.
        end = start
        closed = closing(tree.spots[end.at], end.end - end.start, end.end - end.start)
    paragraph = paragraph_of(tree.spots[end.at].node)
    return opened, closed, tree.beside(paragraph) if paragraph in tree.guarded else None


def _add_comments(parts: Parts, main: str, name: str, paragraph: Node, texts: dict[int, list[str]]) -> None:
    """Puts the comments, paragraphs of text by id, into the part called `name`, or into a new one."""
    space = paragraph.space
    if not name:
        name = parts.unused(join(split(parts.names[main])[0], "comments{}.xml"))
        parts.write(name, NO_COMMENTS.format(space).encode())
        parts.declare(name, CONTENT_TYPE)
        parts.relate(main, RELATIONS[space] + "/comments", name)
    comments = "".join(_comment(number, lines, space) for number, lines in texts.items())
    parts.write(name, appended(parts.read(name), "comments", comments, parts.path))


def _comment(number: int, lines: list[str], space: str) -> str:
    """A comment; its first paragraph holds the mark that programs show before the text."""
    marked = ["<w:r><w:annotationRef/></w:r>", *[""] * (len(lines) - 1)]
    paragraphs = "".join(
        f'<w:p>{mark}<w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>'
        for mark, line in zip(marked, lines, strict=True)
    )
    given = f'xmlns:w="{space}" w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}"'
    return f"<w:comment {given}>{paragraphs}</w:comment>"


def _nothing_to_hold(path: str) -> Unreadable:
    return Unreadable(
        path,
        "文档正文没有文字，无处添加批注。",
        "the body of the document holds no text, so there is no place for comments.",
    )


def _changed(path: str) -> Unreadable:
    return Unreadable(
        path,
        "添加批注后的文字与原文不一致，副本没有写出；请用 auditor check -o 文件 输出问题清单。",
        "with the comments the document would not read the same, so no copy was written; "
        "write a list of findings with auditor check -o FILE.",
    )
