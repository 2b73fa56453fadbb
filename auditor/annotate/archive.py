"""A zip file written again with some members replaced and others added; the rest is copied as it was packed.

The same input gives the same bytes: dates of members are kept, added ones have the earliest that there is.
Layout of the records: PKWARE APPNOTE 6.3.10, as in `auditor.source.zipped`.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from auditor.source.zipped import DEFLATED, END, ENTRY, LOCAL, UTF8, Member, members

__all__ = ["rewritten"]

VERSION = 20
EARLIEST_DATE = 0x21
# Sizes that follow the packed bytes instead of standing in the header, and how hard the packer tried.
SIZES_BEHIND, EFFORT = 0x8, 0x6


def rewritten(data: bytes, path: str, changed: Mapping[str, bytes]) -> bytes:
    """The archive with the members of `changed`, in their old places or, where there were none, at the end.

    Raises Unreadable where `data` is not a whole zip file.
    """
    found = members(data, path)
    out: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, member in found.items():
        local, packed, entry = _renewed(data, member, changed.get(name), offset)
        out += [local, packed]
        directory.append(entry)
        offset += len(local) + len(packed)
    for name, content in changed.items():
        if name not in found:
            local, packed, entry = _added(name, content, offset)
            out += [local, packed]
            directory.append(entry)
            offset += len(local) + len(packed)
    listing = b"".join(directory)
    end = END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), len(listing), offset, 0)
    return b"".join([*out, listing, end])


def _renewed(data: bytes, member: Member, content: bytes | None, offset: int) -> tuple[bytes, bytes, bytes]:
    """Local header, packed bytes and directory entry of a member that was there, with new content if any."""
    fields = list(ENTRY.unpack_from(data, member.entry))
    needed, flags, method, time, date = fields[2:7]
    *_, name_length, extra_length = LOCAL.unpack_from(data, member.offset)
    start = member.offset + LOCAL.size + name_length
    extra, start = data[start : start + extra_length], start + extra_length
    packed, crc, size = data[start : start + member.packed], member.crc, member.size
    flags &= ~SIZES_BEHIND
    if content is not None:
        packed, crc, size = _deflated(content), zlib.crc32(content), len(content)
        method, flags, extra = DEFLATED, flags & ~EFFORT, b""
    rest = data[member.entry + ENTRY.size : member.entry + ENTRY.size + sum(fields[10:13])]
    name = rest[: fields[10]]
    fields[3:5], fields[7:10], fields[16] = (flags, method), (crc, len(packed), size), offset
    local = LOCAL.pack(
        b"PK\x03\x04", needed, flags, method, time, date, crc, len(packed), size, len(name), len(extra)
    )
    return local + name + extra, packed, ENTRY.pack(*fields) + rest


def _added(name: str, content: bytes, offset: int) -> tuple[bytes, bytes, bytes]:
    """Local header, packed bytes and directory entry of a new member."""
    raw, packed = name.encode("utf-8"), _deflated(content)
    common = (VERSION, UTF8, DEFLATED, 0, EARLIEST_DATE, zlib.crc32(content), len(packed), len(content), len(raw))
    local = LOCAL.pack(b"PK\x03\x04", *common, 0)
    entry = ENTRY.pack(b"PK\x01\x02", VERSION, *common, 0, 0, 0, 0, 0, offset)
    return local + raw, packed, entry + raw


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
