"""Zip files of submissions: found, named, read in memory; a bad file in one costs itself alone."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.collect import find, judged, path_of, read
from auditor.finding import Coverage
from auditor.records import Document
from auditor.results import keep_report, kept_report
from auditor.source import Unreadable, archives
from auditor.source.archives import inside, names_in

GOALS = "县道养护绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t质量指标\t合格率\t≥95%\n"


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def named_in_gbk(name: str, content: str) -> bytes:
    """An archive as Chinese Windows packs it: the name in GBK, and no mark that says so."""
    raw = name.encode("gbk")
    return packed({"x" * len(raw): content}).replace(b"x" * len(raw), raw)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    """The paths found, an unreadable one with the beginning of the reason."""
    return [f"{one.path}: {one.zh[:6]}" if isinstance(one, Unreadable) else one for one in find(paths)]


def test_documents_of_an_archive_have_paths_of_their_own(here: Path) -> None:
    files = {"水利局/b.txt": GOALS, "a.txt": GOALS, "说明.png": b"x", "水利局/": b"", "水利局/~$b.docx": b"x"}
    (here / "submissions.zip").write_bytes(packed(files))
    assert found("submissions.zip") == ["submissions.zip/a.txt", "submissions.zip/水利局/b.txt"]
    document = read("submissions.zip/水利局/b.txt")
    assert isinstance(document, Document)
    assert [row.name.raw for row in document.indicators if row.name] == ["合格率"]
    assert document.source.path == "submissions.zip/水利局/b.txt"
    assert document.indicators[0].span.location.line == 3


def test_names_in_gbk_are_decoded(here: Path) -> None:
    (here / "a.zip").write_bytes(named_in_gbk("民政局/绩效目标表.txt", GOALS))
    assert found("a.zip") == ["a.zip/民政局/绩效目标表.txt"]
    assert isinstance(read("a.zip/民政局/绩效目标表.txt"), Document)


def test_archives_in_directories_are_searched_in_order(here: Path) -> None:
    (here / "d").mkdir()
    (here / "d" / "b.ZIP").write_bytes(packed({"x.txt": GOALS}))
    (here / "d" / "a.txt").write_text(GOALS, encoding="utf-8")
    (here / "d" / "c.rar").write_bytes(b"Rar!")
    assert found("d") == [os.path.join("d", "a.txt"), os.path.join("d", "b.ZIP") + "/x.txt",
                          os.path.join("d", "c.rar") + ": 只能直接读取"]  # fmt: skip
    assert found("d", os.path.join("d", "b.ZIP"))[3:] == []


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "文件已损坏或"), (b"PK\x03\x04 and nonsense", "文件已损坏或"), (packed({"a.png": b"x"}), "压缩包里没有")],
)
def test_an_archive_without_documents_says_so(here: Path, content: bytes, says: str) -> None:
    (here / "a.zip").write_bytes(content)
    assert found("a.zip") == [f"a.zip: {says}"]


def test_an_archive_in_an_archive_is_refused(here: Path) -> None:
    (here / "a.zip").write_bytes(packed({"inner.zip": packed({"x.txt": GOALS}), "y.txt": GOALS, "z.7z": b"7z"}))
    assert found("a.zip") == ["a.zip/inner.zip: 只能直接读取", "a.zip/y.txt", "a.zip/z.7z: 只能直接读取"]


def test_one_bad_file_costs_itself_alone(here: Path) -> None:
    (here / "a.zip").write_bytes(packed({"bad.docx": b"PK\x03\x04", "bad.pdf": b"%PDF-1.4 ?", "good.txt": GOALS}))
    reports = [judged(one, ()) for one in find(["a.zip"])]
    assert [(report.documents[0].path, report.documents[0].status) for report in reports] == [
        ("a.zip/bad.docx", "unreadable"), ("a.zip/bad.pdf", "unreadable"), ("a.zip/good.txt", "checked"),
    ]  # fmt: skip


def test_names_lead_nowhere_but_into_the_archive(here: Path) -> None:
    (here / "secret.txt").write_text("机密", encoding="utf-8")
    names = ("../secret.txt", "/etc/passwd.txt", "..\\..\\b.txt", "C:/c.txt", "d/./e.txt")
    (here / "a.zip").write_bytes(packed(dict.fromkeys(names, GOALS)))
    assert found("a.zip") == [
        "a.zip/C：/c.txt", "a.zip/b.txt", "a.zip/d/e.txt", "a.zip/etc/passwd.txt", "a.zip/secret.txt",
    ]  # fmt: skip
    for path in found("a.zip"):
        document = read(path)
        assert isinstance(document, Document) and document.source.text == GOALS
    missing = read("a.zip/../secret.txt")
    assert isinstance(missing, Coverage) and missing.problem and "没有这个文件" in missing.problem.zh


def test_a_directory_may_be_called_like_an_archive(here: Path) -> None:
    (here / "a.zip").mkdir()
    (here / "a.zip" / "x.txt").write_text(GOALS, encoding="utf-8")
    assert inside("a.zip/x.txt") is None
    assert isinstance(read("a.zip/x.txt"), Document)


def test_limits(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "many.zip").write_bytes(packed({f"{number}.txt": b"" for number in range(10_001)}))
    assert found("many.zip") == ["many.zip: 压缩包内有 "]
    (here / "bomb.zip").write_bytes(packed({"bomb.txt": b"a" * 40_000_000, "good.txt": GOALS}))
    bomb, good = map(read, found("bomb.zip"))
    assert isinstance(bomb, Coverage) and bomb.problem and "压缩炸弹" in bomb.problem.zh
    assert isinstance(good, Document)
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 1 << 20)
    assert found("bomb.zip") == ["bomb.zip: 压缩包解压后"]


def test_nothing_is_written(here: Path) -> None:
    (here / "a.zip").write_bytes(packed({"x/y.txt": GOALS}))
    for one in find(["a.zip"]):
        read(one)
    assert sorted(path.name for path in here.rglob("*")) == ["a.zip"]


def test_reports_are_kept_until_the_document_changes(here: Path) -> None:
    (here / "a.zip").write_bytes(packed({"x.txt": GOALS}))
    report = judged("a.zip/x.txt", ())
    keep_report("a.zip/x.txt", report, b"rules")
    assert kept_report("a.zip/x.txt", (), b"rules") is not None
    (here / "a.zip").write_bytes(packed({"x.txt": GOALS + "\n"}))
    assert kept_report("a.zip/x.txt", (), b"rules") is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, 60))
def test_damaged_archives_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(packed({"一/甲.txt": GOALS, "乙.txt": GOALS}))
    for at, value in changes:
        data[at % len(data)] = value
    path = tmp_path_factory.mktemp("zips") / "a.zip"
    path.write_bytes(bytes(data[: len(data) - cut]))
    for one in find([str(path)]):
        assert isinstance(read(one), Document | Coverage)
        assert path_of(one).startswith(str(path))
    try:
        names_in(str(path))
    except Unreadable as refusal:
        assert refusal.zh.endswith("。")
