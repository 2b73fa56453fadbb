"""Members of a zip file (Office documents are zip files), read within limits.

`zipfile` would do, but importing it takes longer than reading a document: it pulls in shutil, urllib and pathlib.
Layout of the records: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end record).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from struct import Struct

from auditor.source.model import Unreadable

# As typing.TYPE_CHECKING, whose module takes long to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

    Content = bytes | mmap

__all__ = ["LIMITS", "Limits", "Member", "chunks", "members", "read_members"]

END = Struct("<4s4H2LH")
ENTRY = Struct("<4s6H3L5H2L")
LOCAL = Struct("<4s5H3L2H")
LONGEST_COMMENT = 0xFFFF
ENCRYPTED, UTF8 = 0x1, 0x800
STORED, DEFLATED = 0, 8
FEED, PIECE = 1 << 14, 1 << 16
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most: entries in the archive, bytes unpacked of one member and of all asked for together.

    `ratio` is the highest growth believed beyond `free` bytes: repeated table rows pack 60 to 1, bombs 1000 to 1.
    """

    entries: int = 10_000
    size: int = 128 * MEGABYTE
    ratio: int = 300
    free: int = 16 * MEGABYTE


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """A directory entry; `offset` is where its local header starts, `entry` the entry itself, sizes are as declared."""

    name: str
    offset: int
    packed: int
    size: int
    method: int
    crc: int
    encrypted: bool
    entry: int


def members(data: Content, path: str, limits: Limits = LIMITS) -> dict[str, Member]:
    """The entries by name, in directory order. Raises Unreadable where `data` is not a whole zip file."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - END.size - LONGEST_COMMENT))
    if end < 0 or end + END.size > len(data):
        raise damaged(path)
    _, _, _, _, count, length, start, _ = END.unpack_from(data, end)
    if count > limits.entries:
        raise Unreadable(
            path,
            f"压缩包内有 {count} 个文件，超过 {limits.entries} 个的上限，不予读取。",
            f"the archive holds {count} files, more than the limit of {limits.entries}; it is not read.",
        )
    # Bytes put before the archive (a mail gateway's, a self-extractor's) move everything by the same distance.
    shift = end - length - start
    at = start + shift
    if at < 0:
        raise damaged(path)
    found: dict[str, Member] = {}
    for _ in range(count):
        if at + ENTRY.size > end:
            raise damaged(path)
        sign, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, _, offset = ENTRY.unpack_from(
            data, at
        )
        if sign != b"PK\x01\x02" or offset + shift < 0:
            raise damaged(path)
        raw = data[at + ENTRY.size : at + ENTRY.size + name]
        member = Member(_name(raw, flags), offset + shift, packed, size, method, crc, bool(flags & ENCRYPTED), at)
        found.setdefault(member.name, member)
        at += ENTRY.size + name + extra + comment
    return found


def chunks(data: Content, member: Member, path: str, limits: Limits = LIMITS) -> Iterator[bytes]:
    """The content of a member in pieces of at most 64 KB, never more than declared.

    Raises Unreadable for a locked or damaged member and for one that unpacks beyond the limits.
    """
    if member.encrypted:
        raise locked(path)
    if member.size > limits.size:
        raise too_large(path, limits)
    packed = _packed(data, member, path)
    if member.method == STORED:
        pieces: Iterator[bytes] = (bytes(packed[at : at + PIECE]) for at in range(0, len(packed), PIECE))
    elif member.method == DEFLATED:
        pieces = _inflate(packed, path)
    else:
        raise damaged(path)
    done = crc = 0
    for piece in pieces:
        done += len(piece)
        if done > member.size:
            raise damaged(path)
        if done > limits.free and done > limits.ratio * len(packed):
            raise Unreadable(
                path,
                f"压缩比超过 {limits.ratio} 倍，疑似压缩炸弹，不予读取。",
                f"it unpacks to more than {limits.ratio} times its size, as a zip bomb does; it is not read.",
            )
        crc = zlib.crc32(piece, crc)
        yield piece
    if done != member.size or crc != member.crc:
        raise damaged(path)


def read_members(
    data: bytes, path: str, wanted: Iterable[str] | Callable[[str], bool], limits: Limits = LIMITS
) -> dict[str, bytes]:
    """The content of the members that are named or chosen by `wanted`, in directory order; absent ones are left out.

    Raises Unreadable as `members` and `chunks` do, and where the members together pass the limit on size.
    """
    names = wanted if callable(wanted) else frozenset(wanted).__contains__
    chosen = [member for name, member in members(data, path, limits).items() if names(name)]
    if sum(member.size for member in chosen) > limits.size:
        raise too_large(path, limits)
    return {member.name: b"".join(chunks(data, member, path, limits)) for member in chosen}


def _name(raw: bytes, flags: int) -> str:
    """A member's name: UTF-8 where marked or valid, else GB18030, as Chinese Windows packs; `/` between folders."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("utf-8" if flags & UTF8 else "gb18030", "replace")
    return name.replace("\\", "/")


def _packed(data: Content, member: Member, path: str) -> memoryview:
    """The bytes of a member as they stand in the archive, behind its local header."""
    if member.offset + LOCAL.size > len(data):
        raise damaged(path)
    sign, *_, name, extra = LOCAL.unpack_from(data, member.offset)
    start = member.offset + LOCAL.size + name + extra
    if sign != b"PK\x03\x04" or start + member.packed > len(data):
        raise damaged(path)
    return memoryview(data)[start : start + member.packed]


def _inflate(packed: memoryview, path: str) -> Iterator[bytes]:
    """The unpacked bytes, at most 64 KB at a time, however far the packed ones would grow."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), FEED):
            piece = inflater.decompress(packed[at : at + FEED], PIECE)
            while piece:
                yield piece
                piece = inflater.decompress(inflater.unconsumed_tail, PIECE)
            if inflater.eof:
                return
    except zlib.error as error:
        raise damaged(path) from error


def damaged(path: str) -> Unreadable:
    """The refusal of a file that is cut short or altered."""
    return Unreadable(
        path,
        "文件已损坏或不完整，请用原来的软件打开后另存，或重新发送。",
        "the file is damaged or incomplete; open it in its own program and save it again, or send it again.",
    )


def locked(path: str) -> Unreadable:
    """The refusal of a file that asks for a password."""
    return Unreadable(
        path,
        "文件已加密（设有打开密码），请取消密码后另存再发送。",
        "the file is encrypted (it asks for a password); remove the password, save it and send it again.",
    )


def too_large(path: str, limits: Limits) -> Unreadable:
    """The refusal of a file that unpacks to more than is read."""
    megabytes = limits.size // MEGABYTE
    return Unreadable(
        path,
        f"文件解压后超过 {megabytes} MB 的上限，不予读取。",
        f"the file unpacks to more than the limit of {megabytes} MB; it is not read.",
    )
