"""Small compound files (MS-CFB) for the tests: one table sector, streams large enough to need no small sectors."""

from __future__ import annotations

from struct import pack

SECTOR, LEAST = 512, 4096
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    names = list(streams)
    padded = [data.ljust(LEAST, b"\0") for data in streams.values()]
    counts = [-(-len(data) // SECTOR) for data in padded]
    table = [TABLE]
    directory_sectors = -(-(len(names) + 1) // 4)
    table += [*range(2, directory_sectors + 1), END]
    starts = []
    for count in counts:
        starts.append(len(table))
        table += [*range(len(table) + 1, len(table) + count), END]
    assert len(table) <= SECTOR // 4
    entries = [_entry("Root Entry", 5, FREE, 1 if names else FREE, END, 0)]
    for index, (name, start, data) in enumerate(zip(names, starts, padded, strict=True), 1):
        entries.append(_entry(name, 2, index + 1 if index < len(names) else FREE, FREE, start, len(data)))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += pack("<LLLLLLLLL", 0, 1, 1, 0, LEAST, END, 0, END, 0) + pack("<109L", 0, *[FREE] * 108)
    body = pack(f"<{SECTOR // 4}L", *table, *[FREE] * (SECTOR // 4 - len(table))) + directory
    contents = (data.ljust(count * SECTOR, b"\0") for data, count in zip(padded, counts, strict=True))
    return header + body + b"".join(contents)


def _entry(name: str, kind: int, after: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = raw.ljust(64, b"\0") + pack("<HBBLLL", len(raw) + 2, kind, 1, FREE, after, child) + bytes(36)
    return entry + pack("<LLL", start, size, 0)
