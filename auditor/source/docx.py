"""Word documents (.docx) to a Source.

The parts are read directly: libraries lose text in smart tags, recorded insertions, content controls and fields, and
whole rows. The package is that of ECMA-376 part 2; relations to anything outside it are never followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import join, normpath, split

from auditor.source.docx_body import BodyReader
from auditor.source.docx_lists import Lists, read_lists
from auditor.source.docx_styles import Styles, read_styles
from auditor.source.docx_xml import Attributes, XmlWalk
from auditor.source.flatten import Anchor, Block, Budget, Grid, flatten
from auditor.source.model import Source, Unreadable
from auditor.source.text import digest
from auditor.source.zipped import LIMITS, Member, chunks, damaged, locked, members, too_large

__all__ = ["Package", "read", "read_anchored"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
USUAL_MAIN = "word/document.xml"
PROPERTIES = "docprops/app.xml"
PAGES = re.compile(rb"<(?:[A-Za-z]+:)?Pages>([0-9]{1,6})<")
# A header or footer that only counts pages: `- 3 -`, `第 3 页 共 9 页`.
PAGE_NUMBER = re.compile(r"[\s0-9/第页共,，.·\-‐–—]*")

# kind of thing met while reading -> what is said about it
NOTES = {
    "changes": (
        "文档含有未接受的修订，按全部接受后的内容读取。",
        "The document holds tracked changes; it was read as if all were accepted.",
    ),
    "hidden": ("文档含有隐藏文字，未读取。", "The document holds hidden text, which was not read."),
    "objects": (
        "文档嵌有其他对象（如 Excel 表格），其中的内容未读取。",
        "The document embeds other objects (such as Excel sheets), whose content was not read.",
    ),
}


class Package:
    """The parts of a Word file by name in lower case, as names in packages are compared."""

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

        def relation(given: Attributes) -> None:
            if given.get("TargetMode") != "External":
                kind = given.get("Type", "").rpartition("/")[2]
                target = given.get("Target", "").replace("\\", "/")
                target = normpath(join("/", folder, target)).lstrip("/").lower()
                found[given.get("Id", "")] = (kind, target)

        source = join(folder, "_rels", f"{base}.rels")
        if source in self.entries:
            XmlWalk(self.path, {"Relationship": relation}).read(self.part(source))
        return found


def read(data: bytes, path: str) -> Source:
    """The document with its paragraphs and tables as parts; notes, headers and footers stand at the end of the text.

    Raises Unreadable for files that are empty, encrypted, damaged, without text or not Word's, and past the limits.
    """
    return _read(data, path, None, BodyReader)[0]


def read_anchored(
    data: bytes, path: str, body: Callable[[str, Styles, Lists, Budget], BodyReader] = BodyReader
) -> tuple[Source, tuple[Anchor, ...], str]:
    """The document, where its paragraphs start in the main part, and the name of that part in lower case.

    `body` makes the reader of the parts, so that it can take note of more than it returns.
    """
    anchors: list[Anchor] = []
    source, main = _read(data, path, anchors, body)
    return source, tuple(anchors), main


def _read(
    data: bytes, path: str, anchors: list[Anchor] | None, body: Callable[[str, Styles, Lists, Budget], BodyReader]
) -> tuple[Source, str]:
    package = _open(data, path)
    main = _main_part(package)
    relations = package.relations(main)
    parts = dict(relations.values())
    styles = read_styles(package.part(parts["styles"]), path) if "styles" in parts else Styles({})
    lists = Lists({}, {}, styles)
    if "numbering" in parts:
        lists = read_lists(package.part(parts["numbering"]), path, styles)
    reader = body(path, styles, lists, Budget(path))
    blocks = reader.read(package.part(main), anchored=anchors is not None)
    paged = _pages(package) == reader.runs.page > 1
    for kind in ("footnote", "endnote"):
        if reader.notes[f"w:{kind}"] and f"{kind}s" in parts:
            blocks += reader.read(package.part(parts[f"{kind}s"]))
    blocks += _margins(package, reader, relations)
    document = flatten(blocks, paged, anchors)
    if not document.text.strip():
        raise _without_text(path, "pictures" in reader.runs.seen)
    notes = tuple(note for kind, note in NOTES.items() if kind in reader.runs.seen)
    return Source(path, digest(data), document.text, "docx", False, tuple(document.parts), notes), main


def _open(data: bytes, path: str) -> Package:
    if not data:
        raise Unreadable(path, "文件是空的，没有可检查的内容。", "the file is empty: there is nothing to check.")
    if data.startswith(OLE):
        if ENCRYPTED_STREAM in data:
            raise locked(path)
        raise _not_word(path, "旧版 Office 文件（如 .doc）", "an old Office file such as .doc")
    if not data.startswith(ZIP):
        raise _not_word(path, "其他格式的文件", "a file of another format")
    return Package(data, path)


def _main_part(package: Package) -> str:
    """The name of the part that holds the document; programs are free to call it otherwise than usual."""
    targets = [target for kind, target in package.relations("").values() if kind == "officeDocument"]
    main = targets[0] if targets else USUAL_MAIN
    if main not in package.entries:
        if any(name.startswith("word/") for name in package.entries):
            raise damaged(package.path)
        raise _not_word(package.path, "其他内容的压缩包", "an archive of something else")
    if main.startswith(("xl/", "ppt/")):
        raise _not_word(package.path, "Excel 或 PowerPoint 文件", "an Excel or PowerPoint file")
    return main


def _margins(package: Package, reader: BodyReader, relations: dict[str, tuple[str, str]]) -> list[Block]:
    """The headers and footers that sections use, each text once; page numbers are left out."""
    blocks: list[Block] = []
    texts = set()
    targets = [relations[one][1] for one in reader.headers if one in relations]
    for target in dict.fromkeys(targets):
        for block in reader.read(package.part(target)):
            if isinstance(block, Grid):
                blocks.append(block)
            elif block.text not in texts and not PAGE_NUMBER.fullmatch(block.text):
                texts.add(block.text)
                blocks.append(block)
    return blocks


def _pages(package: Package) -> int | None:
    """How many pages the program that saved the file counted: page numbers are believed where the breaks agree."""
    found = PAGES.search(b"".join(package.part(PROPERTIES)))
    return int(found[1]) if found else None


def _without_text(path: str, pictures: bool) -> Unreadable:
    if pictures:
        return Unreadable(
            path,
            "文档里只有图片，没有文字（可能是扫描件），请提供可编辑的文档。",
            "the document holds pictures and no text (perhaps a scan); send an editable one.",
        )
    return Unreadable(path, "文档里没有文字。", "the document holds no text.")


def _not_word(path: str, zh: str, en: str) -> Unreadable:
    return Unreadable(
        path,
        f"这不是 Word 文档（.docx），而是{zh}；请用 Word 或 WPS 打开后另存为 .docx。",
        f"this is not a Word document (.docx) but {en}; open it in its own program and save it as .docx.",
    )
