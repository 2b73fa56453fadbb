"""Old and foreign office formats (.doc, .wps, .et, .rtf, .odt, .ods) by way of a LibreOffice that is installed.

What the bytes are decides, not the ending: a .wps or .et often holds what Word or Excel would have written. LibreOffice
runs without a window, with a profile of its own in which macros are off and nothing is fetched, within a time limit.
"""

from __future__ import annotations

import glob
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from auditor.source.compound import SIGNATURE, Compound
from auditor.source.model import Source, Unreadable
from auditor.source.text import digest
from auditor.source.zipped import locked, members, read_members

__all__ = ["find_soffice", "modern", "read"]

TIME_LIMIT = 180.0
"""Seconds that a conversion may take."""

NAMES = ("soffice", "libreoffice")
USUAL_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# Packages of the Document Foundation install under a versioned folder.
VERSIONED = "/opt/libreoffice*/program/soffice"

RTF = b"{\\rtf"
ZIP = b"PK\x03\x04"
WEB_PAGE = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<div", b"<body")
# Names of streams in a compound file, and what a file with such a stream is.
STREAMS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "writer"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
OPEN_DOCUMENT_TYPES = (
    (b"application/vnd.oasis.opendocument.text", "writer"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "calc"),
)
XML_PROGRAMS = (
    (b"Word.Document", "writer"),
    (b"Excel.Sheet", "calc"),
    (b"schemas-microsoft-com:office:spreadsheet", "calc"),
)
SUFFIX_PROGRAMS = {"et": "calc", "ods": "calc", "xls": "calc", "xlsx": "calc", "xlsb": "calc"}
SAID_OTHERWISE = {"wps": "doc", "et": "xls"}
WORD_FLAGS, WORD_ENCRYPTED = 10, 0x0100


@dataclass(frozen=True, slots=True)
class Program:
    """A program of LibreOffice: the ending and filter of what it writes for us, and the package that installs it."""

    suffix: str
    filter: str
    reader: str
    package: str


PROGRAMS = {
    "writer": Program("docx", "MS Word 2007 XML", "docx", "libreoffice-writer"),
    "calc": Program("xlsx", "Calc MS Excel 2007 XML", "xlsx", "libreoffice-calc"),
}

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
SETTING = (
    '<item oor:path="/org.openoffice.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
# Macros never run, linked documents and pictures are not updated, and what would be fetched meets a closed door.
PROFILE = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read(data: bytes, path: str) -> Source:
    """The document as a Source, as the Word or Excel file that LibreOffice makes of it would give.

    Raises Unreadable where LibreOffice is not installed, takes too long or cannot convert the file, for encrypted
    files, and for everything that the reader of the converted file refuses.
    """
    kind = kind_of(data, path)
    if kind == "locked":
        raise locked(path)
    if kind not in PROGRAMS:
        return _reader(kind)(data, path)
    program = PROGRAMS[kind]
    source = _reader(program.reader)(_converted(data, path, program), path)
    source.sha256 = digest(data)
    source.kind = suffix_of(path) or program.suffix
    source.notes = (
        (
            "本文件由 LibreOffice 转换后读取，页码可能与原文件不同。",
            "the file was read as converted by LibreOffice; pages may differ.",
        ),
        *source.notes,
    )
    return source


def modern(data: bytes, path: str) -> tuple[str, bytes]:
    """The document as a file of today, converted where need be, and the name of the module that reads it.

    Raises Unreadable as `read` does where LibreOffice is needed and for encrypted files.
    """
    kind = kind_of(data, path)
    if kind == "locked":
        raise locked(path)
    program = PROGRAMS.get("calc" if kind == "xls" else kind)
    return (program.reader, _converted(data, path, program)) if program else (kind, data)


def kind_of(data: bytes, path: str) -> str:
    """What the bytes are: a program of LibreOffice that reads them, a reader module of our own, or `locked`."""
    if data.startswith(ZIP):
        return _kind_of_package(data, path)
    if data.startswith(SIGNATURE):
        return _kind_of_compound(data, path)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(RTF):
        return "writer"
    if head.lower().startswith(WEB_PAGE):
        return "html"
    programs = [program for mark, program in XML_PROGRAMS if mark in head]
    return programs[0] if programs else _by_suffix(path)


def _kind_of_package(data: bytes, path: str) -> str:
    names = members(data, path)
    lower = {name.lower() for name in names}
    if "content.xml" in lower:
        parts = read_members(data, path, ("mimetype", "META-INF/manifest.xml"))
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            return "locked"
        kind = parts.get("mimetype", b"")
        return next((program for mark, program in OPEN_DOCUMENT_TYPES if kind.startswith(mark)), _by_suffix(path))
    if "xl/workbook.bin" in lower:
        return "calc"
    return "xlsx" if any(name.startswith("xl/") for name in lower) else "docx"


def _kind_of_compound(data: bytes, path: str) -> str:
    """The kind by the streams of a compound file; a Word document tells whether it is encrypted (MS-DOC 2.5.2)."""
    compound = Compound(data, path)
    kind = next((kind for name, kind in STREAMS if name in compound.entries), None)
    if kind != "writer":
        return kind or _by_suffix(path)
    block = compound.stream("WordDocument") or b""
    flags = int.from_bytes(block[WORD_FLAGS : WORD_FLAGS + 2], "little")
    return "locked" if flags & WORD_ENCRYPTED else "writer"


def suffix_of(path: str) -> str:
    """The ending of a name in lower case, without its point."""
    return os.path.splitext(path)[1].lower().lstrip(".")


def _by_suffix(path: str) -> str:
    return SUFFIX_PROGRAMS.get(suffix_of(path), "writer")


def _reader(name: str) -> Callable[[bytes, str], Source]:
    """The `read` of a reader module."""
    reader: Callable[[bytes, str], Source] = importlib.import_module(f"auditor.source.{name}").read
    return reader


def find_soffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    versioned = sorted(glob.glob(VERSIONED), reverse=True)
    return next((place for place in (*USUAL_PLACES, *versioned) if os.path.isfile(place)), None)


def _converted(data: bytes, path: str, program: Program) -> bytes:
    """The bytes of the file that LibreOffice makes of `data`."""
    soffice = find_soffice()
    if soffice is None:
        raise _not_installed(path, program)
    with tempfile.TemporaryDirectory(prefix="auditor-", ignore_cleanup_errors=True) as folder:
        profile = os.path.join(folder, "profile")
        _write_profile(profile)
        given = os.path.join(folder, f"document.{_safe_suffix(path)}")
        with open(given, "wb") as file:
            file.write(data)
        made = os.path.join(folder, "made")
        _run(
            [
                soffice,
                f"-env:UserInstallation={_file_url(profile)}",
                "--headless",
                "--invisible",
                "--nologo",
                "--nodefault",
                "--norestore",
                "--nolockcheck",
                "--nofirststartwizard",
                "--convert-to",
                f"{program.suffix}:{program.filter}",
                "--outdir",
                made,
                given,
            ],
            folder,
            path,
        )
        result = os.path.join(made, f"document.{program.suffix}")
        if not os.path.isfile(result):
            raise _not_converted(path, program)
        with open(result, "rb") as file:
            return file.read()


def _safe_suffix(path: str) -> str:
    """The ending under which LibreOffice is given the file; it opens .wps as Works, unless it is called .doc."""
    suffix = suffix_of(path)
    return SAID_OTHERWISE.get(suffix, suffix) if suffix.isascii() and suffix.isalnum() else "doc"


def _write_profile(folder: str) -> None:
    """A user profile with the settings that keep a conversion to itself."""
    user = os.path.join(folder, "user")
    os.makedirs(user)
    items = "\n".join(SETTING.format(path=where, name=name, value=value) for where, name, value in PROFILE)
    with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(SETTINGS.format(items=items))


def _file_url(folder: str) -> str:
    """The folder as LibreOffice wants it."""
    from urllib.request import pathname2url

    url = pathname2url(os.path.abspath(folder))
    return "file:" + url if url.startswith("//") else "file://" + url


def _run(command: list[str], folder: str, path: str) -> None:
    """Runs a conversion and ends it, with all that it started, when its time is over."""
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", "TMPDIR": folder, "TMP": folder, "TEMP": folder}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            path,
            f"LibreOffice 转换超过 {TIME_LIMIT:.0f} 秒，已中止；"
            "请用 Word、WPS 或 Excel 另存为 .docx 或 .xlsx 后再检查。",
            f"its conversion by LibreOffice took more than {TIME_LIMIT:.0f} seconds and was ended; "
            "save it as .docx or .xlsx and check that.",
        ) from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those that it started: soffice is only the starter of another program."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _not_installed(path: str, program: Program) -> Unreadable:
    return Unreadable(
        path,
        f"读取这种格式需要 LibreOffice，本机没有找到；请安装软件包 {program.package}"
        f"（Windows、macOS：安装 LibreOffice），或用 Word、WPS、Excel 另存为 .{program.suffix} 后再检查。",
        f"reading this format needs LibreOffice, which was not found; install the package {program.package} "
        f"(on Windows and macOS: LibreOffice), or save the file as .{program.suffix} and check that.",
    )


def _not_converted(path: str, program: Program) -> Unreadable:
    return Unreadable(
        path,
        f"LibreOffice 无法打开这个文件：文件可能已损坏或设有密码，或者没有安装软件包 {program.package}。"
        f"请用 Word、WPS、Excel 另存为 .{program.suffix} 后再检查。",
        f"LibreOffice cannot open this file: it may be damaged or ask for a password, or the package {program.package} "
        f"is missing. Save it as .{program.suffix} and check that.",
    )
