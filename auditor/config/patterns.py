"""Patterns of paths, as `paths` tables of a configuration use them."""

from __future__ import annotations

import re

__all__ = ["fits"]

PIECE = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
# `*` and `?` stay within one name, `**` goes over directories.
WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def fits(pattern: str, path: str) -> bool:
    """Whether a path, or a directory around it, fits the pattern; both begin at the configuration file."""
    pieces = PIECE.findall(pattern.removesuffix("/"))
    expression = "".join(WILD.get(piece) or re.escape(piece) for piece in pieces)
    return re.fullmatch(f"(?:{expression})(?:/.*)?", path) is not None
