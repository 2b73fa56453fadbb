"""A share of the documents for each of several machines, the same whoever computes it."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

__all__ = ["Shard", "shard_of"]

WRITTEN = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")


class Shard(NamedTuple):
    """The `number`th (from 1) of so many shares."""

    number: int
    of: int

    def holds(self, path: str) -> bool:
        """Whether a document belongs to this share: decided by its path as written, forward slashes throughout."""
        name = path.replace("\\", "/").encode("utf-8", "surrogateescape")
        return int.from_bytes(hashlib.sha256(name).digest()[:8], "big") % self.of == self.number - 1


def shard_of(written: str) -> Shard | None:
    """The share that `2/8` stands for; None for anything that is none."""
    found = WRITTEN.fullmatch(written)
    if not found:
        return None
    shard = Shard(int(found[1]), int(found[2]))
    return shard if 1 <= shard.number <= shard.of else None
