"""The plain parts of a Word file, read past the XML parser: paragraphs and cells with nothing but text and its looks.

They are most of a file, and most of their elements say how text looks. One pattern finds them whole and well-formed;
the parser is given what stands between them. What the pattern does not know for certain is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from auditor.source.docx_runs import ODD
from auditor.source.docx_xml import Attributes, XmlWalk

__all__ = ["MEANT", "PlainWalk"]

MEANT = (
    *("pStyle", "outlineLvl", "numId", "ilvl", "tab", "rStyle", "vanish", "vertAlign"),
    *("ins", "del", "moveFrom", "moveTo", "gridSpan", "vMerge", "hMerge", "cellMerge", "cellDel"),
)
"""The properties (without `w:`) that say more than looks; of a font, the name matters to odd characters only."""

# A part in UTF-8 up to its first element, as programs write it.
HEAD = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml version=["']1\.0["'] encoding=["'](?:UTF|utf)-8["'][^>]*>\s*<w:[^<>]*>"""
)


@lru_cache(maxsize=1)
def plain_pattern() -> re.Pattern[str]:
    """What is plain: a paragraph (groups 2 and 3: its style and its runs), or a cell of one (group 1: all before it).

    Nothing is tried twice: repetitions are possessive, and groups stand outside them, as Python 3.11.0 needs.
    """
    value = r'"[^"<>&\x00-\x1f\ufffe\uffff]*+"'
    given = rf"(?: [a-zA-Z][\w:]*+={value})*+"
    looks = rf"(?:<w\d*+:(?!(?:{'|'.join(MEANT)})[ />])\w++{given}/>)*+"
    run_looks = rf"(?:<w:rPr>{looks}</w:rPr>)?+"
    characters = rf"[^<>&\x00-\x1f\ufffe\uffff{ODD}]*+"
    # Blanks at the ends count only where the file says so.
    text = rf'(?:<w:t(?: xml:space="preserve">{characters}|>(?! ){characters}(?<! ))</w:t>)?+'
    marks = rf"<w:(?:proofErr|bookmarkStart|bookmarkEnd){given}/>"
    runs = rf"(?:<w:r{given}>{run_looks}{text}</w:r>|{marks})*+"
    style = rf"(?:<w:pPr>(?:<w:pStyle w:val=\"([^\"<>&]*+)\"/>)?{looks}{run_looks}</w:pPr>)?"
    paragraph = rf"<w:p{given}(?:/>|>{style}({runs})</w:p>)"
    merge = r'<w:(?:gridSpan|vMerge|hMerge)(?: w:val="\w++")?+/>'
    sides = rf"<w:(?:tcBorders>{looks}</w:tcBorders|tcMar>{looks}</w:tcMar)>"
    cell = rf"<w:tc{given}>(?:<w:tcPr>{looks}(?:(?:{merge}|{sides}){looks})*+</w:tcPr>)?+"
    return re.compile(rf"(?<=>)({cell})?{paragraph}(?(1)</w:tc>)", re.ASCII)


class PlainWalk(XmlWalk):
    """Walks as XmlWalk does, but hands what is plain to `take`, in its turn.

    `take` gets the start of the cell (None for a paragraph), the style of the paragraph (None for the default one) and
    its runs. A part must be longer than one piece to be worth the pattern, which takes long to make.
    """

    def __init__(
        self,
        path: str,
        starts: dict[str, Callable[[Attributes], None]],
        ends: dict[str, Callable[[], None]],
        characters: Callable[[str], None],
        take: Callable[[str | None, str | None, str | None], None],
    ) -> None:
        super().__init__(path, starts, ends, characters)
        self.take = take

    def read(self, pieces: Iterable[bytes]) -> None:
        """Walk the part. Raises Unreadable as XmlWalk does."""
        pieces = iter(pieces)
        first, second = next(pieces, b""), next(pieces, b"")
        head = HEAD.match(first) if second else None
        if head is None:
            self._parse(chain((first, second), pieces))
        else:
            self._parse(self._past(head[0], chain((first[head.end() :], second), pieces)))

    def _past(self, head: bytes, pieces: Iterable[bytes]) -> Iterator[bytes | str]:
        """What the parser is to see; what is plain is taken when the parser has seen all before it.

        Comments and the like, in which nothing is what it looks like, end it: Office programs write none.
        """
        yield head
        plain = not self.renamed
        held = b""
        for piece in pieces:
            if plain:
                # Cut between two elements, not inside the mark-up of one or a character.
                cut = piece.rfind(b">") + 1
                piece, held = held + piece[:cut], piece[cut:]
                plain = cut > 0 and b"<!" not in piece and b"<?" not in piece
                if plain:
                    yield from self._between(piece.decode())
                    continue
                piece += held
                held = b""
            yield piece
        yield held

    def _between(self, text: str) -> Iterator[str]:
        parts = plain_pattern().split(text)
        take = self.take
        for between, cell, style, runs in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=False):
            if between:
                yield between
            if not self.skipping:
                take(cell, style, runs)
        yield parts[-1]
