"""Work that keeps nearly all it makes, done without the garbage collector looking through it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["undisturbed"]

# Characters of a document up to which what little is thrown away may wait: some two hundred pages.
LONGEST = 200_000


@contextmanager
def undisturbed(characters: int) -> Iterator[None]:
    """Lets the search for cyclic garbage rest meanwhile, if it is on and the document has no more than `LONGEST`."""
    if characters > LONGEST or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
