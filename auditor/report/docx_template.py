"""A Word document with placeholders such as {问题}, read, and filled in as often as there are letters to write.

The paragraphs and table rows that hold placeholders of a section, a project or a finding are repeated for each of them;
all else of the template is kept. The same template and values give the same bytes. The XML is ECMA-376 part 1; names
keep the prefixes they have, since Word refuses a file that declares others than it says it does.
"""

from __future__ import annotations

import io
import pyexpat
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring

from auditor.source import Unreadable
from auditor.source.zipped import read_members
from auditor.wording import Text, closest

__all__ = ["Entry", "Field", "Letter", "Template", "TemplateError", "Values", "read_template", "zipped"]

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
DOCUMENT, DOTX = MAIN.format("document"), MAIN.format("template")
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EARLIEST = (1980, 1, 1, 0, 0, 0)
DEEPEST_ELEMENT = 200
# Chinese input methods write the wide braces.
PLACEHOLDER = re.compile("[{｛]([^{}｛｝]*)[}｝]")
BRACE = re.compile("[{}｛｝]")
NO_TEXT_HERE = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
# What may stand once in a document, whether by its name or by its number.
SINGLE_ELEMENTS = ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd")
SINGLE_ATTRIBUTES = ("w14:paraId", "w14:textId")
# What stands before the numbering of pages among the properties of a section, and before these in a paragraph's.
BEFORE_PAGE_NUMBERS = ("w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type", "w:pgSz",
                       "w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType")  # fmt: skip

Values = Mapping[str, str | None]
"""What to write for placeholders, by their Chinese names; None for a condition that does not hold."""


class TemplateError(Exception):
    """A template that cannot be used, in both languages; which file it is, the caller knows."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder: its names, for what it is repeated (`level`: 0 for nothing, 1 to 3 from the outermost).

    Only those that are `telling` keep a paragraph: one in which all of these are empty is left out.
    """

    name: Text
    level: int = 0
    telling: bool = True


class Entry(NamedTuple):
    """A finding to list: what tells the groups around it apart and their values, outermost first, its own last."""

    keys: Sequence[object]
    values: Sequence[Values]


class Letter(NamedTuple):
    """The values of one letter, and what is listed in it."""

    values: Values
    entries: Sequence[Entry]


def read_template(data: bytes, fields: Iterable[Field], required: Field) -> Template:
    """The template; raises TemplateError for what is none, and for one whose placeholders cannot be filled in."""
    try:
        parts = read_members(data, "", lambda name: not name.endswith("/"))
    except Unreadable as error:
        zh, en = f"不是 .docx 文件，或已损坏：{error.zh}", f"not a .docx file, or damaged: {error.en}"
        raise TemplateError(zh, en) from error
    types = parts.get(TYPES, b"")
    found = [part for part, kind in _overrides(types) if kind in (DOCUMENT, DOTX)]
    main = found[0].lstrip("/") if found else ""
    if main not in parts:
        raise TemplateError("不是 .docx 文件（.doc、含宏的 .docm 请另存为 .docx）",
                            "not a .docx file (save a .doc, or a .docm with macros, as .docx)")  # fmt: skip
    names = {name.casefold(): field for field in fields for name in (field.name.zh, field.name.en)}
    tree = _tree(parts[main])
    body = _child(tree, "w:body")
    if tree.tag != "w:document" or body is None:
        raise TemplateError("不是 Word 写的 .docx 文件", "not a .docx file as Word writes it")
    _refuse_faulty(body, names, required)
    for part in sorted(filter(NO_TEXT_HERE.fullmatch, parts)):
        for name in (name for paragraph in _tree(parts[part]).iter("w:p") for name in _placeholders(paragraph)):
            if name in names:
                raise TemplateError(f"占位符 {{{name}}} 写在 {part} 里；占位符只能写在正文中，不能写在页眉、页脚和注里",
                                    f"{{{name}}} stands in {part}; placeholders belong in the text, "
                                    "not in headers, footers and notes")  # fmt: skip
    parts[TYPES] = types.replace(DOTX.encode(), DOCUMENT.encode())
    return Template(parts, main, tree, body, names)


def _refuse_faulty(body: Element, names: Mapping[str, Field], required: Field) -> None:
    met = set()
    for paragraph in body.iter("w:p"):
        for name in _placeholders(paragraph):
            if name not in names:
                near = closest(name, names)
                zh, en = (f"，是不是 {{{near}}}？", f"; did you mean {{{near}}}?") if near else ("", "")
                raise TemplateError(f"没有占位符 {{{name}}}{zh}", f"there is no placeholder {{{name}}}{en}")
            met.add(names[name])
        rest = PLACEHOLDER.sub("", _words(paragraph))
        if BRACE.search(rest):
            raise TemplateError(f"花括号不成对：{rest.strip()}", f"a brace without its other: {rest.strip()}")
    if required not in met:
        zh, en = required.name.zh, required.name.en
        raise TemplateError(f"没有占位符 {{{zh}}}，审核意见无处可写",
                            f"there is no placeholder {{{en}}}, so that no finding could be told")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A template that can be filled in: the parts of the file by name, and the tree of the `main` one."""

    parts: Mapping[str, bytes]
    main: str
    tree: Element
    body: Element
    names: Mapping[str, Field]

    @property
    def levels(self) -> list[int]:
        """For what something is repeated, from the outermost."""
        return sorted({self._level(block) for block in _blocks(self.body)} - {0})

    def filled(self, letters: Sequence[Letter]) -> bytes:
        """The document with the letters one after the other, each on a new page and with pages of its own numbering."""
        tree = deepcopy(self.tree)
        body = _child(tree, "w:body")
        assert body is not None, "a template has one"
        blocks = list(body)
        last = blocks.pop() if blocks and blocks[-1].tag == "w:sectPr" else Element("w:sectPr")
        body[:] = []
        writer = _Writer(self, set())
        for letter in letters:
            if len(body):
                _end_section(body, deepcopy(last))
            start = len(body)
            body.extend(list(writer.expanded(blocks, self.levels, letter.entries, letter.values)))
            if len(letters) > 1:
                sections = [found for block in body[start:] for found in block.iter("w:sectPr")]
                _number_from_one(sections[0] if sections else last)
        body.append(last)
        return zipped({**self.parts, self.main: HEAD + tostring(tree, encoding="unicode").encode()})

    def _level(self, element: Element) -> int:
        """The innermost level of the placeholders in an element."""
        names = (name for paragraph in element.iter("w:p") for name in _placeholders(paragraph))
        return max((self.names[name].level for name in names), default=0)

    def band(self, block: Element, levels: Collection[int]) -> int:
        """With what a block is repeated; a table with what its rows stand in, as these are repeated inside it."""
        if block.tag != "w:tbl":
            return self._level(block)
        rows = [level for level in map(self._level, block) if level]
        return max((level for level in levels if level < min(rows)), default=0) if rows else 0


@dataclass(frozen=True, slots=True)
class _Writer:
    """Fills in copies of the blocks of a template; `met` are the identities of those that have been copied before."""

    template: Template
    met: set[int]

    def expanded(self, blocks: Sequence[Element], levels: Sequence[int], entries: Sequence[Entry],
                 values: Values) -> Iterator[Element]:  # fmt: skip
        """The blocks filled in; those from the first to the last that have to do with `levels` for each group."""
        bands = [self.template.band(block, levels) for block in blocks]
        repeated = [at for at, band in enumerate(bands) if levels and band >= levels[0]]
        first, end = (repeated[0], repeated[-1] + 1) if repeated else (len(blocks), len(blocks))
        for block in blocks[:first]:
            yield from self._filled(block, levels, entries, values)
        if repeated:
            for _, group in groupby(entries, lambda entry: entry.keys[: levels[0]]):
                of_group = list(group)
                known = dict(values)
                for of_level in of_group[0].values[: levels[0]]:
                    known |= of_level
                yield from self.expanded(blocks[first:end], levels[1:], of_group, known)
        for block in blocks[end:]:
            yield from self._filled(block, levels, entries, values)

    def _filled(self, block: Element, levels: Sequence[int], entries: Sequence[Entry],
                values: Values) -> Iterator[Element]:  # fmt: skip
        """A copy of a block with the values in it, or nothing where it has nothing to tell."""
        if block.tag == "w:tbl":
            table = Element(block.tag, block.attrib)
            table.extend(list(self.expanded(list(block), levels, entries, values)))
            # Word takes a table without rows for damage.
            if _children(table, "w:tr"):
                yield table
            return
        copy = deepcopy(block)
        if id(block) in self.met:
            _make_anonymous(copy)
        self.met.add(id(block))
        parents = {child: parent for parent in copy.iter() for child in parent}
        for paragraph in list(copy.iter("w:p")):
            if self._fill(paragraph, values):
                continue
            if paragraph is copy and _child(paragraph, "w:pPr", "w:sectPr") is None:
                return
            parent = parents.get(paragraph)
            if parent is None or len(_children(parent, "w:p")) == 1:
                paragraph[:] = _children(paragraph, "w:pPr")
            else:
                parent.remove(paragraph)
        yield copy

    def _fill(self, paragraph: Element, values: Values) -> bool:
        """Puts the values in; whether the paragraph has anything to tell."""
        fields = [self.template.names[name] for name in _placeholders(paragraph)]
        given = [values.get(field.name.zh, "") for field in fields]
        if None in given:
            return False
        told = [value for field, value in zip(fields, given, strict=True) if field.telling]
        if told and not any(told):
            return False
        texts = list(_texts(paragraph))
        for match, value in reversed(list(zip(PLACEHOLDER.finditer(_words(paragraph)), given, strict=True))):
            _replace(texts, match.start(), match.end(), value or "")
        return True


def _replace(texts: Sequence[Element], start: int, end: int, value: str) -> None:
    """Puts the value in the place of the characters from `start` to `end` of all texts; it looks as the first did."""
    at = 0
    for text in texts:
        words = text.text or ""
        if at < end and start < at + len(words):
            text.text = words[: max(start - at, 0)] + value + words[end - at :]
            text.set("xml:space", "preserve")
            value = ""
        at += len(words)


def _blocks(body: Element) -> Iterator[Element]:
    """What can be repeated: the paragraphs of the body, the rows of its tables, and whatever else stands in it."""
    for block in body:
        yield from block if block.tag == "w:tbl" else (block,)


def _children(element: Element, tag: str) -> list[Element]:
    """The children of this name; ElementTree's own search takes the prefix of a name for something to be declared."""
    return [child for child in element if child.tag == tag]


def _child(element: Element, *tags: str) -> Element | None:
    """The first element that these names lead to, one inside the other."""
    found: Element | None = element
    for tag in tags:
        found = next(iter(_children(found, tag)), None) if found is not None else None
    return found


def _texts(element: Element) -> Iterator[Element]:
    """The texts of a paragraph, those of text boxes in it not."""
    for child in element:
        if child.tag == "w:t":
            yield child
        elif child.tag != "w:p":
            yield from _texts(child)


def _words(paragraph: Element) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _placeholders(paragraph: Element) -> list[str]:
    """The names in the placeholders of a paragraph, small letters for all."""
    return [match[1].strip().casefold() for match in PLACEHOLDER.finditer(_words(paragraph))]


def _make_anonymous(block: Element) -> None:
    """Takes from a further copy what may stand in a document once."""
    for element in list(block.iter()):
        for name in SINGLE_ATTRIBUTES:
            element.attrib.pop(name, None)
        for child in list(element):
            if child.tag in SINGLE_ELEMENTS or (element.tag == "w:sdtPr" and child.tag == "w:id"):
                element.remove(child)


def _end_section(body: Element, properties: Element) -> None:
    """Ends a section with the last paragraph, or with one that is added where that ends a section already."""
    last = body[-1]
    if last.tag != "w:p" or _child(last, "w:pPr", "w:sectPr") is not None:
        last = SubElement(body, "w:p")
    found = _child(last, "w:pPr")
    if found is None:
        found = Element("w:pPr")
        last.insert(0, found)
    changes = [at for at, child in enumerate(found) if child.tag == "w:pPrChange"]
    found.insert(changes[0] if changes else len(found), properties)


def _number_from_one(section: Element) -> None:
    """Makes a section begin on a new page, and its pages be counted anew."""
    for child in _children(section, "w:type"):
        child.set("w:val", "nextPage")
    numbers = _child(section, "w:pgNumType")
    if numbers is None:
        numbers = Element("w:pgNumType")
        section.insert(sum(child.tag in BEFORE_PAGE_NUMBERS for child in section), numbers)
    numbers.set("w:start", "1")


def _overrides(types: bytes) -> list[tuple[str, str]]:
    """The parts of the file whose types are declared, with these."""
    found = _tree(types).iter("Override") if types else ()
    return [(element.get("PartName", ""), element.get("ContentType", "")) for element in found]


def _tree(xml: bytes) -> Element:
    """The tree of a part, names as they are written; raises TemplateError for what is damaged or declares entities."""
    builder, depth = TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_ELEMENT:
            raise ValueError("too deep")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser = pyexpat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (pyexpat.ExpatError, ValueError, LookupError) as error:
        # ValueError and LookupError: also the encodings that Python cannot give to expat.
        raise TemplateError("文件内部的 XML 已损坏", "the XML inside the file is damaged") from error
    return builder.close()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip file without the time of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, EARLIEST)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(member, content)
    return out.getvalue()
