"""Whether a sentence stops before it is finished (data/unfinished.txt)."""

from __future__ import annotations

from functools import cache

from auditor.values.tables import sections

__all__ = ["breaking_point"]

# Shorter texts are names and headings, which end as they like.
SHORTEST = 10
STOPS = "，,。；;！!？?：:"


@cache
def _marks() -> dict[str, tuple[str, ...]]:
    return sections("unfinished.txt")


def breaking_point(text: str) -> int | None:
    """The offset of the clause that is not finished; None where the text can end as it does."""
    if len(text) < SHORTEST:
        return None
    marks = _marks()
    opens = text.endswith(marks["open"])
    # Most texts end otherwise, and where their last clause begins need not be found.
    if not opens and "在" not in text and not text.rstrip().endswith(marks["subject"]):
        return None
    start = max([text.rfind(stop, 0, len(text) - 1) for stop in STOPS]) + 1
    clause = text[start:].strip()
    if opens and not text.endswith(marks["no open"]):
        return start
    if start and clause in marks["subject"]:
        return start
    framed = clause.startswith("在") and clause[1:].startswith(marks["frame"])
    return start if framed and not any(word in clause for word in marks["closing"]) else None
