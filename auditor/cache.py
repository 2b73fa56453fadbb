"""Plain data kept between runs in the user's cache directory. A file that is absent, old or damaged is a miss.

Two runs may share the directory: a file is written beside its place and put there in one step.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys

# What these bring takes longer to import than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

__all__ = ["cache_directory", "installed", "keep", "kept", "package_directories", "shrink", "stamp"]

DIGEST = 32
# What a folder of the cache may hold, in bytes, and what is left of it when it grew beyond.
LARGEST = 64 * 1024 * 1024
LEFT = 48 * 1024 * 1024


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
    path = os.path.join(cache_directory(), name)
    # A name that no other run has at this moment.
    part = f"{path}.{os.urandom(8).hex()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with open(part, "xb") as file:
                file.write(key + hashlib.sha256(data).digest() + data)
            os.replace(part, path)
        except BaseException:
            os.unlink(part)
            raise
    except OSError:
        return


def shrink(folder: str, largest: int = LARGEST, left: int = LEFT) -> None:
    """Removes the oldest files of a folder of the cache when it holds more than `largest` bytes, down to `left`."""
    try:
        with os.scandir(os.path.join(cache_directory(), folder)) as entries:
            files = [(entry.stat(), entry.path) for entry in entries]
    except OSError:
        return
    total = sum(status.st_size for status, _ in files)
    if total <= largest:
        return
    for status, path in sorted(files, key=lambda file: (file[0].st_mtime_ns, file[1])):
        if total <= left:
            return
        total -= status.st_size
        try:
            os.unlink(path)
        except OSError:
            continue


def stamp(directories: Iterable[str]) -> bytes:
    """32 bytes that change when a file below the directories does, by name, size and time of change."""
    digest = hashlib.sha256()
    for directory in directories:
        digest.update(os.path.abspath(directory).encode("utf-8", "surrogateescape") + b"\0\0")
        for name, size, changed in _stamps(directory, ""):
            digest.update(f"{name}\0{size}\0{changed}\0".encode("utf-8", "surrogateescape"))
    return digest.digest()


def package_directories() -> list[str]:
    """The directories packages are found in.

    The working directory, where `python -m` looks as well, is left out: documents come and go there.
    """
    return [entry for entry in sys.path if os.path.isdir(entry) and not os.path.samefile(entry, os.curdir)]


def installed() -> bytes:
    """32 bytes that change when a package is installed or removed."""
    found = [(entry, os.stat(entry).st_mtime_ns) for entry in package_directories()]
    return hashlib.sha256(repr(found).encode("utf-8", "surrogateescape")).digest()


def _stamps(folder: str, below: str) -> Iterator[tuple[str, int, int]]:
    """Path below the directory, size and time of every file, in the order of names; hidden and compiled ones aside."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            yield from _stamps(entry.path, f"{below}{entry.name}/")
            continue
        status = entry.stat()
        yield below + entry.name, status.st_size, status.st_mtime_ns
