"""Tables for the terminal, aligned by display width."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.report.width import columns, pad

__all__ = ["aligned"]

GAP = "  "


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The rows, a line each, their cells in columns; nothing where there are no rows."""
    sizes = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    lines = (GAP.join(map(pad, row, sizes)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)
