"""Old office formats by way of LibreOffice, and .xls without it; tests that need it skip where it is not installed."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from compound_files import compound
from hypothesis import given, settings
from hypothesis import strategies as st
from test_xlsx import FORM, form, saved, shown

from auditor.source import Source, TablePart, Unreadable, rejoin
from auditor.source import office as office_module
from auditor.source.office import find_soffice, kind_of, read
from auditor.source.text import digest
from auditor.source.xlsx import read as read_workbook

SOFFICE = find_soffice()
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

RTF = (
    rb"{\rtf1\ansi\ansicpg936 \u39033?\u30446?\u21517?\u31216?\par"
    rb"\trowd\cellx3000\cellx6000\intbl 146.68\cell \intbl 98%\cell\row\pard done\par}"
)

TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
  xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"
  office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>某县水利局绩效目标</text:p>{links}
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>预算数</text:p></table:table-cell>
<table:table-cell><text:p>146.68万元</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document>"""

LINKS = """<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">
<draw:image xlink:href="{url}/picture.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>
</draw:frame></text:p>
<text:section text:name="A"><text:section-source xlink:href="{url}/section.odt" xlink:type="simple"/>
<text:p>原文</text:p></text:section>
<text:section text:name="B"><text:section-source xlink:href="file://{file}" xlink:type="simple"/>
<text:p>旧文</text:p></text:section>"""


def converted(folder: Path, name: str, data: bytes, suffix: str) -> bytes:
    """What LibreOffice makes of a file, for the tests to read back."""
    assert SOFFICE is not None
    (folder / name).write_bytes(data)
    profile = (folder / "profile").as_uri()
    options = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([SOFFICE, *options, str(folder / name)], check=True, capture_output=True, timeout=120)
    return (folder / name).with_suffix(f".{suffix}").read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def xls(folder: Path) -> bytes:
    return converted(folder, "form.xlsx", saved(form()), "xls")


@pytest.fixture(scope="module")
def doc(folder: Path) -> bytes:
    return converted(folder, "plain.fodt", TEXT.replace("{links}", "").encode(), "doc")


def cells(source: Source) -> list[str]:
    return [
        rejoin(source.text[cell.start : cell.end])
        for part in source.parts or ()
        if isinstance(part, TablePart)
        for cell in part.cells
    ]


@needs_soffice
def test_xls_shows_what_xlsx_shows_without_a_conversion(xls: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_module, "find_soffice", lambda: None)
    for name in ("a.xls", "a.et"):
        source = read_workbook(xls, name) if name == "a.xls" else read(xls, name)
        assert shown(source) == {f"绩效自评!{cell}": text for cell, text in FORM.items()}
        spans = {cell.place.cell: (cell.rowspan, cell.colspan) for cell in (source.parts or ())[0].cells}  # type: ignore[union-attr]
        assert (spans["A1"], spans["A3"]) == ((1, 6), (2, 1))


@needs_soffice
def test_ods_shows_what_xlsx_shows(folder: Path) -> None:
    source = read_workbook(converted(folder, "form.xlsx", saved(form()), "ods"), "a.ods")
    assert shown(source) == {f"绩效自评!{cell}": text for cell, text in FORM.items()}
    assert source.kind == "ods"


@needs_soffice
def test_doc_and_wps_are_read_as_word_would_show_them(doc: bytes) -> None:
    for name in ("a.doc", "a.wps"):
        source = read(doc, name)
        assert cells(source) == ["预算数", "146.68万元"]
        assert "某县水利局绩效目标" in source.text
        assert (source.path, source.kind, source.sha256) == (name, name[2:], digest(doc))
        assert "LibreOffice" in source.notes[0][0]


@needs_soffice
def test_conversions_at_the_same_time_do_not_meet() -> None:
    with ThreadPoolExecutor(2) as pool:
        sources = list(pool.map(lambda name: read(RTF, name), ["a.rtf", "b.rtf"]))
    assert [cells(source) for source in sources] == [["146.68", "98%"]] * 2
    assert all("项目名称" in source.text for source in sources)


class Listener:
    """A server that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.visits = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.socket.close()


@needs_soffice
def test_nothing_is_fetched_and_no_other_file_is_drawn_in(folder: Path, doc: bytes, listener: Listener) -> None:
    secret = folder / "secret.txt"
    secret.write_text("机密")
    links = LINKS.format(url=listener.url, file=secret)
    linked = converted(folder, "linked.fodt", TEXT.replace("{links}", links).encode(), "odt")
    listener.visits = 0
    source = read(linked, "a.odt")
    assert listener.visits == 0
    assert "原文" in source.text
    assert "机密" not in source.text
    assert cells(source) == ["预算数", "146.68万元"]


def program(folder: Path, script: str) -> str:
    """A stand-in for LibreOffice."""
    place = folder / "soffice"
    place.write_text(f"#!{sys.executable}\n{script}")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return str(place)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are made during a test."""
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_conversion_that_takes_too_long_is_ended_with_all_it_started(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "alive"
    child = f"import time,pathlib; time.sleep(1.5); pathlib.Path({str(mark)!r}).write_text('x')"
    script = f"import subprocess,sys,time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    monkeypatch.setattr(office_module, "find_soffice", lambda: program(tmp_path, script))
    monkeypatch.setattr(office_module, "TIME_LIMIT", 0.5)
    with pytest.raises(Unreadable, match="took more than"):
        read(RTF, "a.rtf")
    time.sleep(1.5)
    assert not mark.exists()
    assert list(scratch.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_conversion_that_gives_nothing_is_said(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_module, "find_soffice", lambda: program(tmp_path, ""))
    with pytest.raises(Unreadable, match="cannot open this file"):
        read(RTF, "a.rtf")
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(("name", "package"), [("a.doc", "libreoffice-writer"), ("a.et", "libreoffice-calc")])
def test_without_libreoffice_the_package_is_named(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_module, "find_soffice", lambda: None)
    with pytest.raises(Unreadable) as caught:
        read(compound({"Other": b"x"}), name)
    assert package in caught.value.zh
    assert package in caught.value.en


def word(flags: int) -> bytes:
    """A Word document of nothing but the flags in its information block."""
    return compound({"1Table": b"x", "WordDocument": b"\xec\xa5" + bytes(8) + flags.to_bytes(2, "little")})


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (RTF, "a.doc", "writer"),
        (compound({"Workbook": b"x"}), "a.et", "xls"),
        (compound({"Book": b"x"}), "a.wps", "xls"),
        (word(0), "a.wps", "writer"),
        (word(0x0100), "a.doc", "locked"),
        (compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "a.wps", "locked"),
        (b"<html><body>", "a.doc", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "a.doc", "writer"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "a.xls", "calc"),
        (saved(form()), "a.et", "xlsx"),
    ],
)
def test_the_bytes_decide_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


def test_a_container_whose_chains_run_in_circles_is_refused() -> None:
    data = bytearray(compound({"Workbook": b"x"}))
    # The second sector of the stream leads back to the first.
    data[512 + 4 * 3 : 512 + 4 * 4] = (2).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged"):
        read_workbook(bytes(data), "a.xls")


def test_encrypted_is_said() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read(word(0x0100), "a.doc")


@needs_soffice
@settings(max_examples=60)
@given(changes=st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=20))
def test_altered_xls_files_are_read_or_refused(xls: bytes, changes: list[tuple[int, int]]) -> None:
    data = bytearray(xls)
    for at, value in changes:
        data[at % len(data)] = value
    try:
        read_workbook(bytes(data), "a.xls")
    except Unreadable as refusal:
        assert refusal.zh.endswith("。")
