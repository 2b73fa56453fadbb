"""Members of zip files: names, methods, limits, damage."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.source import Unreadable
from auditor.source.zipped import Limits, chunks, members, read_members

NOISE = random.Random(7).randbytes(300_000)


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


FILES = {"word/document.xml": b"<w/>" * 50_000, "empty": b"", "noise": NOISE}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("before", [b"", b"some mail header\n"])
@pytest.mark.parametrize("comment", [b"", b"PK-free comment" * 100])
def test_content(method: int, before: bytes, comment: bytes) -> None:
    data = packed(FILES, method)
    data = before + data[:-2] + len(comment).to_bytes(2, "little") + comment
    assert read_members(data, "a", lambda name: True) == FILES
    assert read_members(data, "a", ["noise", "absent"]) == {"noise": NOISE}
    assert max(map(len, chunks(data, members(data, "a")["noise"], "a"))) <= 65_536


def test_names_packed_on_chinese_windows() -> None:
    data = packed({"预算/绩效目标表.docx": b"1", "ascii.txt": b"2"})
    assert list(members(data, "a")) == ["预算/绩效目标表.docx", "ascii.txt"]
    utf8, gbk = "目标.txt".encode(), "目标.txt".encode("gb18030")
    plain = packed({"x" * len(gbk): b"1"}).replace(b"x" * len(gbk), gbk)
    assert list(members(plain, "a")) == ["目标.txt"]
    unmarked = packed({"x" * len(utf8): b"1"}).replace(b"x" * len(utf8), utf8)
    assert list(members(unmarked, "a")) == ["目标.txt"]
    assert list(members(packed({"word\\a.xml": b"1"}), "a")) == ["word/a.xml"]


def refusal(data: bytes, limits: Limits) -> str:
    with pytest.raises(Unreadable) as caught:
        read_members(data, "a", lambda name: True, limits)
    return caught.value.zh


def test_limits() -> None:
    data = packed(FILES)
    assert "3 个文件" in refusal(data, Limits(entries=2))
    assert "上限" in refusal(data, Limits(size=400_000))
    assert "压缩炸弹" in refusal(data, Limits(ratio=10, free=1000))
    assert read_members(data, "a", ["noise"], Limits(ratio=10, free=1000)) == {"noise": NOISE}


def test_a_member_that_grows_beyond_its_declared_size() -> None:
    data = bytearray(packed({"a": b"a" * 100_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (70_000).to_bytes(4, "little")
    assert "损坏" in refusal(bytes(data), Limits())


def test_damage_and_locks() -> None:
    data = packed(FILES)
    at = data.index(b"PK\x01\x02")
    locked = data[: at + 8] + b"\x01" + data[at + 9 :]
    assert "加密" in refusal(locked, Limits())
    unknown = data[: at + 10] + b"\x63" + data[at + 11 :]
    for broken in (b"", b"PK", data[:-1], data[: len(data) // 2], data[:60] + b"?" + data[61:], unknown):
        assert "损坏" in refusal(broken, Limits())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=5), st.integers(0, 40))
def test_damaged_archives_are_refused_or_read(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(packed({"甲.xml": b"<w/>" * 30, "b": b"1"}))
    for at, value in changes:
        data[at % len(data)] = value
    try:
        found = read_members(bytes(data[: len(data) - cut]), "a", lambda name: True)
    except Unreadable:
        return
    assert set(found.values()) <= {b"<w/>" * 30, b"1", b""}
