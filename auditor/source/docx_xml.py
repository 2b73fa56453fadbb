"""One XML part of a Word file, streamed to handlers by element name (expat, no tree).

Document type and entity declarations are refused, so nothing expands and nothing outside is fetched.
"""

from __future__ import annotations

import pyexpat
from collections.abc import Callable, Iterable

from auditor.source.model import Unreadable
from auditor.source.plain_xml import Plain
from auditor.source.zipped import damaged

__all__ = ["Attributes", "XmlWalk", "is_on", "whole"]

Attributes = dict[str, str]

DEEPEST_ELEMENT = 2_000
LONGEST_NUMBER = 9

# Namespaces (transitional and strict) and the prefixes that programs give them; other prefixes are renamed to these.
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
}


class XmlWalk:
    """Calls `starts[name](attributes)` and `ends[name]()` for the elements named there, `characters(text)` for text.

    A start handler may call `skip` to leave an element out.
    """

    def __init__(
        self,
        path: str,
        starts: dict[str, Callable[[Attributes], None]],
        ends: dict[str, Callable[[], None]] | None = None,
        characters: Callable[[str], None] | None = None,
    ) -> None:
        self.path = path
        self.starts = starts
        self.ends = ends or {}
        self.depth = 0
        self.resume = 0
        self.skipping = False
        self.renamed: dict[str, str] = {}
        self.parser = parser = pyexpat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end
        if characters is not None:
            parser.CharacterDataHandler = characters
        self.characters = characters

    def read(self, pieces: Iterable[bytes], plain: Plain | None = None) -> None:
        """Walk the part, past what is plain.

        Raises Unreadable where it is damaged, nests too deeply or declares a document type.
        """
        parser = self.parser
        seen = pieces if plain is None else plain.past(pieces, lambda: not self.renamed)
        try:
            for piece in seen:
                parser.Parse(piece, False)
                if self.depth > DEEPEST_ELEMENT:
                    raise self._refused("元素嵌套过深", "its elements nest too deeply")
            parser.Parse(b"", True)
        except (pyexpat.ExpatError, ValueError, LookupError) as error:
            # ValueError and LookupError: the encodings that Python cannot give to expat.
            raise damaged(self.path) from error

    @property
    def offset(self) -> int:
        """The byte of the part at which the element being handled starts."""
        return self.parser.CurrentByteIndex

    def skip(self, above: int = 0) -> None:
        """Leave out the rest of the element being started, or of the one so many levels above it."""
        self.resume = self.depth - 1 - above
        self.skipping = True
        self.parser.StartElementHandler = self._skip_start
        self.parser.EndElementHandler = self._skip_end
        self.parser.CharacterDataHandler = None

    def _root(self, name: str, attributes: Attributes) -> None:
        """Note the prefixes that the part declares; from the next element on the usual ones cost nothing."""
        for key, uri in attributes.items():
            if key.startswith("xmlns"):
                declared, usual = key[6:], PREFIXES.get(uri)
                if usual is not None and declared != usual:
                    self.renamed[declared] = usual
        self.resumed_start = self._start_renamed if self.renamed else self._start
        self.resumed_end = self._end_renamed if self.renamed else self._end
        self.parser.StartElementHandler = self.resumed_start
        self.parser.EndElementHandler = self.resumed_end
        self.resumed_start(name, attributes)

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        handler = self.starts.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        handler = self.ends.get(name)
        if handler is not None:
            handler()

    def _start_renamed(self, name: str, attributes: Attributes) -> None:
        self._start(self._usual(name), {self._usual(key): value for key, value in attributes.items()})

    def _end_renamed(self, name: str) -> None:
        self._end(self._usual(name))

    def _usual(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        usual = self.renamed.get(prefix)
        if usual is None:
            return name
        return f"{usual}:{local}" if usual else local

    def _skip_start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1

    def _skip_end(self, name: str) -> None:
        self.depth -= 1
        if self.depth == self.resume:
            self.skipping = False
            self.parser.StartElementHandler = self.resumed_start
            self.parser.EndElementHandler = self.resumed_end
            self.parser.CharacterDataHandler = self.characters

    def _refuse_doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        raise self._refused("含有文档类型或实体声明", "it declares a document type or entities")

    def _refused(self, zh: str, en: str) -> Unreadable:
        return Unreadable(
            self.path,
            f"文件内部的 XML {zh}，正常的 Word 文件没有，不予读取。",
            f"the XML inside the file is not that of a Word document ({en}); it is not read.",
        )


def is_on(attributes: Attributes) -> bool:
    """Whether a switch such as `w:vanish` is on: present, and not said to be off."""
    return attributes.get("w:val", "true") not in ("0", "false", "off")


def whole(attributes: Attributes, name: str, default: int, most: int) -> int:
    """A whole number between 0 and `most` of an attribute; `default` where it is absent or none."""
    text = attributes.get(name, "")
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        return default
    return min(int(text), most)
