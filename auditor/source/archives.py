"""Zip files of submissions: their documents are read in memory, one at a time, and nothing is unpacked to the disk.

A document in an archive has a path of its own, its name in the archive behind that: `submissions.zip/部门/文件.docx`.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

from auditor.source.model import Unreadable
from auditor.source.zipped import Limits, Member, chunks, damaged, members

# As typing.TYPE_CHECKING, whose module takes long to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

__all__ = ["inside", "is_archive", "member_bytes", "names_in"]

ENDING = ".zip"
# Where the path of an archive ends in that of a document in it.
BORDER = re.compile(r"\.zip[/\\]", re.IGNORECASE)
CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
LIMITS = Limits()
LARGEST_TOTAL = 4 << 30
"""Bytes that the documents of an archive may unpack to together, one after the other."""


def is_archive(path: str) -> bool:
    """Whether a path is that of an archive."""
    return path.lower().endswith(ENDING) and os.path.isfile(path)


def inside(path: str) -> tuple[str, str] | None:
    """Archive and name of a document in an archive, None for any other path."""
    for border in BORDER.finditer(path):
        archive = path[: border.end() - 1]
        if os.path.isfile(archive):
            return archive, path[border.end() :].replace("\\", "/")
    return None


def names_in(archive: str) -> list[str]:
    """The files of an archive by name, in order of name.

    Raises Unreadable where it is no whole zip file, or beyond the limits on the number of files and their size.
    """
    _, found = _opened(archive)
    total = sum(member.size for member in found.values())
    if total > LARGEST_TOTAL:
        gigabytes = LARGEST_TOTAL >> 30
        raise Unreadable(
            archive,
            f"压缩包解压后共超过 {gigabytes} GB 的上限，不予读取；请分成几个压缩包。",
            f"the archive unpacks to more than the limit of {gigabytes} GB; it is not read. Split it.",
        )
    return sorted(found)


def member_bytes(archive: str, name: str, shown: str) -> bytes:
    """The content of a document in an archive. Raises Unreadable, naming it `shown`, with the reason."""
    data, found = _opened(archive)
    member = found.get(name)
    if member is None:
        raise Unreadable(shown, "压缩包里没有这个文件，请检查路径。", "the archive holds no such file; check the path.")
    return b"".join(chunks(data, member, shown, LIMITS))


def _opened(archive: str) -> tuple[mmap, dict[str, Member]]:
    try:
        status = os.stat(archive)
        return _contents(archive, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise Unreadable(archive, f"无法读取：{error.strerror}。", f"it cannot be read: {error.strerror}.") from error


@lru_cache(maxsize=1)
def _contents(archive: str, size: int, changed: int) -> tuple[mmap, dict[str, Member]]:
    """The bytes of an archive, which stay on the disk until they are asked for, and its files by name."""
    from mmap import ACCESS_READ, mmap

    if not size:
        raise damaged(archive)
    with open(archive, "rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    found: dict[str, Member] = {}
    for name, member in members(data, archive, LIMITS).items():
        if not name.endswith("/"):
            found.setdefault(_harmless(name), member)
    return data, found


def _harmless(name: str) -> str:
    """A name that leads nowhere but into the archive, without root, drive and steps upwards, and prints as it is."""
    steps = [step for step in CONTROL.sub("\ufffd", name).replace(":", "：").split("/") if step not in ("", ".", "..")]
    return "/".join(steps)
