"""What stands round the sheets of an Excel file: names and parts, number formats, shared strings (ECMA-376 part 1).

Relations to anything outside the file are left alone, and an XML part that declares a document type is refused.
"""

from __future__ import annotations

import pyexpat
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath, split

from auditor.source.model import Unreadable
from auditor.source.number_formats import BUILT_IN, GENERAL, Shower, shower
from auditor.source.plain_xml import ATTRIBUTE_VALUE, UNSAFE, Plain
from auditor.source.zipped import LIMITS, Member, chunks, damaged, members, too_large

__all__ = [
    "Attributes",
    "Package",
    "SheetEntry",
    "Workbook",
    "plain_string",
    "read_workbook",
    "unescaped",
    "walk",
]

Attributes = dict[str, str]
USUAL_WORKBOOK = "xl/workbook.xml"
MOST_STRINGS = 3_000_000
# A character that XML cannot hold, written as in _x000D_; an underscore that only looks like one is _x005F_.
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet: its name, the part it is in, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """The sheets in order; `showers` show a number by its style, `strings` are the shared texts."""

    sheets: list[SheetEntry] = field(default_factory=list)
    showers: list[Shower] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)


class Package:
    """The parts of a file by name in lower case, as names in packages are compared."""

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self.path = path
        self.entries: dict[str, Member] = {name.lower(): one for name, one in members(data, path).items()}
        self.unpacked = 0

    def part(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces, none where it is absent. Raises Unreadable past the limits."""
        member = self.entries.get(name)
        if member is None:
            return iter(())
        self.unpacked += member.size
        if self.unpacked > LIMITS.size:
            raise too_large(self.path, LIMITS)
        return chunks(self.data, member, self.path)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relations of a part (of the package: the empty name) by id: last word of the type, name of the target."""
        folder, base = split(name)
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, given: Attributes) -> None:
            if element == "Relationship" and given.get("TargetMode") != "External":
                kind = given.get("Type", "").rpartition("/")[2]
                target = normpath(join("/", folder, given.get("Target", "").replace("\\", "/")))
                found[given.get("Id", "")] = (kind, target.lstrip("/").lower())

        walk(self.path, self.part(join(folder, "_rels", f"{base}.rels")), start)
        return found


def walk(
    path: str,
    pieces: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    plain: Plain | None = None,
) -> None:
    """Calls the handlers for the elements of an XML part by their names without prefix; an empty part has none.

    What is `plain` is taken past them.

    Raises Unreadable where the part is damaged or declares a document type.
    """
    parser = pyexpat.ParserCreate()
    parser.buffer_text = True

    def root(name: str, given: Attributes) -> None:
        # Most programs write no prefixes; then their handlers are called directly.
        prefixed = ":" in name
        parser.StartElementHandler = (lambda name, given: start(_local(name), given)) if prefixed else start
        if end is not None:
            handler = end
            parser.EndElementHandler = (lambda name: handler(_local(name))) if prefixed else handler
        start(_local(name), given)

    def refuse(*_: object) -> None:
        raise Unreadable(
            path,
            "文件内部的 XML 含有文档类型或实体声明，正常的 Excel 文件没有，不予读取。",
            "the XML inside the file declares a document type or entities, which Excel files do not; it is not read.",
        )

    parser.StartElementHandler = root
    parser.StartDoctypeDeclHandler = refuse
    if text is not None:
        parser.CharacterDataHandler = text
    found = False
    try:
        for piece in pieces if plain is None else plain.past(pieces):
            found = True
            parser.Parse(piece, False)
        if found:
            parser.Parse(b"", True)
    except (pyexpat.ExpatError, ValueError, LookupError) as error:
        # ValueError and LookupError: the encodings that Python cannot give to expat.
        raise damaged(path) from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def attribute(given: Attributes, name: str) -> str:
    """An attribute by its name without prefix, such as the `id` that relations use."""
    return next((value for key, value in given.items() if _local(key) == name), "")


def read_workbook(package: Package) -> Workbook:
    """Sheets, number formats and shared strings. Raises Unreadable where there is no workbook."""
    targets = [target for kind, target in package.relations("").values() if kind == "officeDocument"]
    main = targets[0] if targets else USUAL_WORKBOOK
    if main not in package.entries:
        raise damaged(package.path)
    relations = package.relations(main)
    workbook = Workbook()
    base_1904 = False

    def start(element: str, given: Attributes) -> None:
        nonlocal base_1904
        if element == "workbookPr":
            base_1904 = given.get("date1904") in ("1", "true")
        elif element == "sheet":
            kind, target = relations.get(attribute(given, "id"), ("", ""))
            if kind == "worksheet":
                hidden = given.get("state", "visible") != "visible"
                workbook.sheets.append(SheetEntry(given.get("name", ""), target, hidden))

    walk(package.path, package.part(main), start)
    parts = dict(relations.values())
    if "styles" in parts:
        workbook.showers = _showers(package, parts["styles"], base_1904)
    if "sharedStrings" in parts:
        workbook.strings = _strings(package, parts["sharedStrings"])
    return workbook


def _showers(package: Package, part: str, base_1904: bool) -> list[Shower]:
    """What shows a number, for every cell style (`cellXfs`)."""
    codes = dict(BUILT_IN)
    showers: list[Shower] = []
    within = ""

    def start(element: str, given: Attributes) -> None:
        nonlocal within
        if element in ("cellXfs", "cellStyleXfs", "dxfs"):
            within = element
        elif element == "numFmt" and within != "dxfs":
            codes[_whole(given.get("numFmtId", ""))] = given.get("formatCode", GENERAL)
        elif element == "xf" and within == "cellXfs":
            code = codes.get(_whole(given.get("numFmtId", "")), GENERAL)
            showers.append(shower(code, base_1904))

    walk(package.path, package.part(part), start)
    return showers


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _strings(package: Package, part: str) -> list[str]:
    """The shared strings: the runs of each joined, the reading aids above them left out."""
    strings: list[str] = []
    pieces: list[str] = []
    inside = aid = False

    def start(element: str, given: Attributes) -> None:
        nonlocal inside, aid
        if element == "t":
            inside = not aid
        elif element == "rPh":
            aid = True
        elif element == "si":
            if len(strings) >= MOST_STRINGS:
                raise too_large(package.path, LIMITS)
            pieces.clear()

    def end(element: str) -> None:
        nonlocal inside, aid
        if element == "t":
            inside = False
        elif element == "rPh":
            aid = False
        elif element == "si":
            strings.append(unescaped("".join(pieces)))

    def text(characters: str) -> None:
        if inside:
            pieces.append(characters)

    def take(string: str) -> None:
        start("si", {})
        if not aid:
            pieces.append(string)
        end("si")

    walk(package.path, package.part(part), start, end, text, Plain(plain_string, take))
    return strings


@lru_cache(maxsize=1)
def plain_string() -> re.Pattern[str]:
    """A string of one run without anything else; its text."""
    aids = rf"(?:<phoneticPr(?: \w++={ATTRIBUTE_VALUE})*+/>)?+"
    return re.compile(rf'(?<=>)<si><t(?: xml:space="preserve")?+>([^{UNSAFE}]*+)</t>{aids}</si>', re.ASCII)


def unescaped(text: str) -> str:
    """Text with the characters that were written as `_x000D_` in their place, line breaks as one line feed."""
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
