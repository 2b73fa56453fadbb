"""Files that govern a document from its directory or from one above it."""

from __future__ import annotations

import os

# What these bring takes longer to import than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["above", "found_above", "shown"]


def above(document: str) -> Iterator[str]:
    """The directory of a document and those around it, nearest first, as absolute paths.

    The standard input, `-`, stands in the working directory.
    """
    folder = os.path.dirname(os.path.abspath(document))
    while True:
        yield folder
        outer = os.path.dirname(folder)
        if outer == folder:
            return
        folder = outer


def found_above(document: str, names: Sequence[str]) -> Iterator[str]:
    """The files of these names in the directory of a document and in those around it, nearest first."""
    for folder in above(document):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                yield path


def shown(path: str) -> str:
    """A path as messages show it: from the working directory, where there is a way."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:
        return path
