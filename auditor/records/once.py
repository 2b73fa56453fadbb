"""What several rules ask of a document is computed once, when the first asks, and goes when the document goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from auditor.records.model import Document

__all__ = ["once"]

T = TypeVar("T")


def once(compute: Callable[[Document], T]) -> Callable[[Document], T]:
    """The function, which from now on computes its answer once for every document and keeps it there.

    The answer is shared by all who ask, so it must be nothing that they change.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def known(document: Document) -> T:
        if name not in document.known:
            document.known[name] = compute(document)
        return cast(T, document.known[name])

    return known
