"""PDFs that may be made to exhaust time or memory are read in a process of their own, which can be ended.

PDFium cannot be interrupted, and a page of a few bytes can draw billions of lines: by forms inside forms, each used
several times, by streams that unpack to a thousand times their size, by one stream or page used over and over. Files
exported from office programs do nothing of the kind. So what could is looked for in the bytes, and only then a process
is started.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterator

from auditor.source.model import Source, Unreadable
from auditor.source.zipped import damaged

__all__ = ["is_risky", "read_apart", "serve"]

TIME_LIMIT = 120.0
"""Seconds that reading a risky file may take."""

MEMORY_LIMIT = 2 << 30
LARGEST_STREAM = 8 << 20
MOST_INFLATED = 64 << 20
# Deflate packs 1032 bytes into one at best (RFC 1951: 258 bytes by two bits).
BEST_RATIO = 1032
DICTIONARY = 4096
OUT_OF_MEMORY = 12
# Signals by which a process ends itself when memory runs out: SIGTRAP, SIGABRT.
ABORTED = (OUT_OF_MEMORY, -5, -6)

STREAM = re.compile(rb"stream\r?\n")
FORM = re.compile(rb"/Form\b(?!Type)")
# Names may be written with escapes; no program writes letters so.
DISGUISED = re.compile(rb"/[A-Za-z]{0,12}#(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])")
# The filters that make more of less; the others (ASCII85, the pictures') are no danger.
DEFLATED = re.compile(rb"/(?:FlateDecode|Fl)\b")
PACKED_OTHERWISE = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL|Crypt)\b")
ASCII = re.compile(rb"/A(?:SCII)?(?:85|Hx|HexDecode)")
ARRAY = re.compile(rb"\[([^\[\]]{200,})\]")
REFERENCE = re.compile(rb"([0-9]+)\s+[0-9]+\s+R\b")
MANY = 64


def is_risky(data: bytes) -> bool:
    """Whether a PDF could be one that unfolds to far more than its size; false for what office programs export."""
    if b"/Encrypt" in data or DISGUISED.search(data) or FORM.search(data):
        return True
    inflated = 0
    for head, start, end in _streams(data):
        packings = len(DEFLATED.findall(head))
        if packings > 1 or PACKED_OTHERWISE.search(head):
            return True
        objects = b"/ObjStm" in head
        if not packings or (not objects and (end - start) * BEST_RATIO <= LARGEST_STREAM):
            continue
        if ASCII.search(head):
            return True
        content = _inflated(data, start, end)
        inflated += len(content)
        if len(content) > LARGEST_STREAM or inflated > MOST_INFLATED:
            return True
        if objects and (FORM.search(content) or _repeats(content)):
            return True
    return _repeats(data)


def _streams(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The dictionary before each stream, as far as it can be found, and where its bytes begin and end."""
    at = 0
    while match := STREAM.search(data, at):
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        head = data[max(at, match.start() - DICTIONARY) : match.start()]
        yield head[head.rfind(b" obj") + 1 :], match.end(), end
        at = end + len(b"endstream")


def _inflated(data: bytes, start: int, end: int) -> bytes:
    """The unpacked bytes of a stream, or as many as show that there are too many."""
    try:
        return zlib.decompressobj().decompress(data[start:end], LARGEST_STREAM + 1)
    except zlib.error:
        return b""


def _repeats(data: bytes) -> bool:
    """Whether an array names the same few objects again and again."""
    for match in ARRAY.finditer(data):
        if match[1].count(b"R") <= MANY:
            continue
        references = REFERENCE.findall(match[1])
        if len(references) > MANY and len(set(references)) * 2 < len(references):
            return True
    return False


def read_apart(data: bytes, path: str) -> Source:
    """The document, read in a process of its own. Raises Unreadable as reading does, and past the limits."""
    import pickle
    import subprocess

    command = [sys.executable, "-c", "from auditor.source.pdf_guard import serve; serve()"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps((data, path)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIME_LIMIT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(path) from error
    if done.returncode:
        # PDFium came to grief, over damage or for want of memory.
        raise _too_much(path) if done.returncode in ABORTED else damaged(path)
    result: Source | tuple[str, str] = pickle.loads(done.stdout)
    if isinstance(result, Source):
        return result
    raise Unreadable(path, *result)


def serve() -> None:
    """Reads one document given on standard input and writes the Source, or the reason why there is none."""
    import pickle

    from auditor.source.pdf import read_here

    _limit_memory()
    data, path = pickle.load(sys.stdin.buffer)
    try:
        result: Source | tuple[str, str] = read_here(data, path)
    except Unreadable as refusal:
        result = refusal.zh, refusal.en
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    pickle.dump(result, sys.stdout.buffer)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _too_much(path: str) -> Unreadable:
    return Unreadable(
        path,
        "文件展开后过大或读取时间过长，超出上限，不予读取；请用 Word、WPS 或 Excel 重新导出 PDF。",
        "the file unfolds to more than is read or takes too long; it is not read. "
        "Export it to PDF again from Word, WPS or Excel.",
    )
