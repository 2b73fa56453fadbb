"""Plain data kept between runs in the user's cache directory. A file that is absent, old or damaged is a miss."""

from __future__ import annotations

import hashlib
import marshal
import os
import tempfile
from typing import Any

__all__ = ["cache_directory", "keep", "kept"]

DIGEST = 32


def cache_directory() -> str:
    """The directory for what can be computed again; `AUDITOR_CACHE` names another."""
    named = os.environ.get("AUDITOR_CACHE")
    if named:
        return named
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "auditor")


def kept(name: str, key: bytes) -> Any:
    """What was kept under the name for this key (32 bytes), or None.

    The data is read only when its own digest is right, so a file cut short or overwritten is a miss.
    """
    try:
        with open(os.path.join(cache_directory(), name), "rb") as file:
            content = file.read()
        data = content[2 * DIGEST :]
        if content[:DIGEST] != key or content[DIGEST : 2 * DIGEST] != hashlib.sha256(data).digest():
            return None
        return marshal.loads(data)
    except (OSError, ValueError, EOFError, TypeError):
        return None


def keep(name: str, key: bytes, value: Any) -> None:
    """Keeps the value under the name; where the directory cannot be written, nothing happens."""
    data = marshal.dumps(value)
    folder = cache_directory()
    try:
        os.makedirs(folder, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=folder, prefix=name)
        with os.fdopen(handle, "wb") as file:
            file.write(key + hashlib.sha256(data).digest() + data)
        os.replace(part, os.path.join(folder, name))
    except OSError:
        return
