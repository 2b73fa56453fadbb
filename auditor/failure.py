"""Exceptions that nobody expected: how they are told, and when they are shown in full."""

from __future__ import annotations

import os

from auditor.wording import Text

__all__ = ["debugging", "internal_error"]


def debugging() -> bool:
    """Whether the environment asks for tracebacks instead of messages."""
    return os.environ.get("AUDITOR_DEBUG") == "1"


def internal_error(error: Exception) -> Text:
    """The exception by its type and message."""
    what = f"{type(error).__name__}: {error}"
    return Text(
        f"内部错误：{what}（设置 AUDITOR_DEBUG=1 可查看详情）", f"internal error: {what} (AUDITOR_DEBUG=1 shows more)"
    )
