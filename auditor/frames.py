"""Shared contexts of examples: a document with a slot, so that an example stays at the lines that matter.

A frame is a text file. `<example>` and `</example>`, each alone on a line, hold the slot and in it the pattern of one
indicator row; `{field=default}` marks what an example may replace, in the row and elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["NO_FRAME", "Frame", "own_lines", "parse_frame", "place_in_frame"]

SLOT = re.compile(r"^<example>\n(.*?)^</example>\n?", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"\{([a-z][a-z0-9_]*)=([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Frame:
    """The text before and after the slot, and the pattern of a row."""

    before: str
    row: str
    after: str

    @property
    def row_fields(self) -> frozenset[str]:
        """The fields that a row of an example may fill."""
        return frozenset(name for name, _ in FIELD.findall(self.row))

    @property
    def fields(self) -> frozenset[str]:
        """The fields outside the rows that an example may replace."""
        return frozenset(name for name, _ in FIELD.findall(self.before + self.after))


NO_FRAME = Frame("", "", "")


def parse_frame(text: str) -> Frame:
    """The frame of a file; raises ValueError where it has not exactly one slot."""
    slots = list(SLOT.finditer(text))
    if len(slots) != 1:
        raise ValueError(f"expected one <example> … </example>, found {len(slots)}")
    return Frame(text[: slots[0].start()], slots[0][1], text[slots[0].end() :])


def place_in_frame(
    frame: Frame, text: str, rows: Sequence[Mapping[str, str]], fields: Mapping[str, str]
) -> tuple[str, int]:
    """The whole document of an example, and the number of lines before the example's own text."""
    before = _fill(frame.before, fields)
    return before + own_lines(frame, text, rows) + _fill(frame.after, fields), before.count("\n")


def own_lines(frame: Frame, text: str, rows: Sequence[Mapping[str, str]]) -> str:
    """The lines of an example that stand in the slot: its text, or its rows by the frame's pattern."""
    body = text or "".join(_fill(frame.row, row) for row in rows)
    return body if not body or body.endswith("\n") else body + "\n"


def _fill(pattern: str, fields: Mapping[str, str]) -> str:
    return FIELD.sub(lambda found: fields.get(found[1], found[2]), pattern)
