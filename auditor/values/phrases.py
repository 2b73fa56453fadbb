"""What a name, a description or a sentence speaks of, told by the phrases in it; and words for one another."""

from __future__ import annotations

from functools import cache, lru_cache

from auditor.values.folding import squeeze
from auditor.values.tables import rows, sections

__all__ = ["interchangeable", "says"]


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


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Classifier to the groups it stands in."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(rows("interchangeable.txt")):
        for word in line[0].split():
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups


def interchangeable(unit: str, other: str) -> bool:
    """Whether two units may stand for one another, as 个 and 处 do: a difference between them is no defect."""
    return unit == other or bool(_groups().get(unit, frozenset()) & _groups().get(other, frozenset()))
