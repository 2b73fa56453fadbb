"""Streams of a compound file, the container of Office 97 to 2003 (MS-CFB). Chains that run in circles are refused."""

from __future__ import annotations

from array import array
from struct import unpack_from

from auditor.source.zipped import damaged

__all__ = ["SIGNATURE", "Compound"]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
FIRST_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks: free, end of chain, and where the tables themselves are."""
NO_ENTRY = 0xFFFFFFFF
ENTRY = 128
STREAM = 2
SECTOR_SHIFTS = (9, 12)
MINI_SHIFT = 6


class Compound:
    """The streams at the top of a compound file by name. Raises Unreadable where the file is damaged."""

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self.path = path
        if not data.startswith(SIGNATURE) or len(data) < HEADER:
            raise damaged(path)
        (self.shift,) = unpack_from("<H", data, 30)
        if self.shift not in SECTOR_SHIFTS:
            raise damaged(path)
        self.count = (len(data) >> self.shift) + 1
        self.table = self._table()
        directory_start, self.cutoff, mini_start = unpack_from("<L4xLL", data, 48)
        directory = self._chained(directory_start)
        self.mini_table = self._numbers(self._chained(mini_start))
        self.entries = self._entries(directory)
        root_start, root_size = unpack_from("<LL", directory, 116) if len(directory) >= ENTRY else (NO_ENTRY, 0)
        self.mini = self._chained(root_start)[:root_size]

    def stream(self, name: str) -> bytes | None:
        """The content of a stream, None where there is none of this name."""
        found = self.entries.get(name)
        if found is None:
            return None
        start, size = found
        if size >= self.cutoff:
            return self._chained(start)[:size]
        pieces = (self.mini[at << MINI_SHIFT : (at + 1) << MINI_SHIFT] for at in self._chain(start, self.mini_table))
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        return self.data[(number + 1) << self.shift : (number + 2) << self.shift]

    def _numbers(self, data: bytes) -> array[int]:
        return array("I", unpack_from(f"<{len(data) // 4}L", data))

    def _table(self) -> array[int]:
        """Which sector follows each, gathered from the sectors that the header and its continuations list."""
        listed = list(unpack_from("<109L", self.data, 76))
        (more,) = unpack_from("<L", self.data, 68)
        for _ in range(self.count):
            if more >= FIRST_FREE:
                break
            numbers = self._numbers(self._sector(more))
            if not numbers:
                raise damaged(self.path)
            listed.extend(numbers[:-1])
            more = numbers[-1]
        table = array("I")
        for number in listed[: self.count]:
            if number < FIRST_FREE:
                table.extend(self._numbers(self._sector(number)))
        return table

    def _chain(self, start: int, table: array[int]) -> list[int]:
        """The sectors from `start` on. Raises Unreadable for a chain that leaves the table or does not end."""
        chain: list[int] = []
        while start < FIRST_FREE:
            if start >= len(table) or len(chain) > len(table):
                raise damaged(self.path)
            chain.append(start)
            start = table[start]
        return chain

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self.table)))

    def _entries(self, directory: bytes) -> dict[str, tuple[int, int]]:
        """First sector and size of the streams that hang from the root, not of those inside embedded objects."""
        found: dict[str, tuple[int, int]] = {}
        count = len(directory) // ENTRY
        if not count:
            return found
        seen: set[int] = set()
        todo = list(unpack_from("<L", directory, 76))
        while todo:
            number = todo.pop()
            if number >= count or number in seen:
                continue
            seen.add(number)
            at = number * ENTRY
            length, kind, before, after = unpack_from("<HBxLL", directory, at + 64)
            todo += [before, after]
            if kind == STREAM:
                name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
                found[name] = unpack_from("<LL", directory, at + 116)
        return found
