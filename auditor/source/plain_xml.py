"""The plain elements of an XML part, read past the parser.

Most of a document are elements of a few simple kinds. One pattern finds those whole and well-formed; the parser is
given what stands between them. What the pattern does not know for certain is left to the parser, which then sees
all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

__all__ = ["ATTRIBUTE_VALUE", "UNSAFE", "Plain"]

UNSAFE = r"<>&\x00-\x08\x0b-\x1f\ufffe\uffff"
"""For a class of characters: what text must not hold to mean itself."""

ATTRIBUTE_VALUE = rf'"[^"\t\n{UNSAFE}]*+"'

# Bytes of a part for which making a pattern pays.
WORTH = 1 << 14
# A part in UTF-8, as programs write it, up to the start of its root element.
HEAD = re.compile(
    rb"""
    (?:\xef\xbb\xbf)?
    (?:<\?xml\ version=["']1\.0["'](?:\ encoding=["'](?:UTF|utf)-8["'])?(?:\ standalone=["'][a-z]+["'])?\s*\?>\s*)?
    <\w[^<>]*>
    """,
    re.VERBOSE,
)


class Plain(NamedTuple):
    """Which elements are plain, and what is done with them.

    `pattern` makes the pattern, which must begin behind a `>` and end with one, and match nothing but whole elements;
    `take` gets its groups.
    """

    pattern: Callable[[], re.Pattern[str]]
    take: Callable[..., None]

    def past(self, pieces: Iterable[bytes], usual: Callable[[], bool] = lambda: True) -> Iterator[bytes | str]:
        """What the parser is to see of a part; what is plain is taken when the parser has seen all before it.

        `usual` is asked when it has seen the start of the root element: whether names mean what they usually do.
        """
        pieces = iter(pieces)
        begin = next(pieces, b"")
        head = HEAD.match(begin)
        if head is None or len(begin) < WORTH:
            return filter(None, chain((begin,), pieces))
        return self._past(head[0], filter(None, chain((begin[head.end() :],), pieces)), usual)

    def _past(self, head: bytes, pieces: Iterable[bytes], usual: Callable[[], bool]) -> Iterator[bytes | str]:
        """Comments and the like, in which nothing is what it looks like, end it: Office programs write none."""
        yield head
        plain = usual()
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
        pattern, take = self.pattern(), self.take
        step = pattern.groups + 1
        parts = pattern.split(text)
        groups = zip(*[parts[at::step] for at in range(1, step)], strict=True)
        for between, plain in zip(parts[::step], groups, strict=False):
            if between:
                yield between
            take(*plain)
        yield parts[-1]
