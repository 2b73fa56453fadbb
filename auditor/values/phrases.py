"""What a name, a description or a sentence speaks of, told by the phrases in it."""

from __future__ import annotations

from functools import cache, lru_cache

from auditor.values.folding import squeeze
from auditor.values.tables import sections

__all__ = ["says"]


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return sections("phrases.txt")


@lru_cache(maxsize=4096)
def says(text: str, about: str) -> bool:
    """Whether a text holds a phrase of a section of phrases.txt. Raises KeyError for a section that is not there."""
    bare = squeeze(text)[1]
    for word in _phrases().get(f"no {about}", ()):
        bare = bare.replace(word, "")
    return any(word in bare for word in _phrases()[about])
