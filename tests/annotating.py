"""Findings made by hand on phrases of a document, LibreOffice for those who have it, for the tests of annotation."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from report_sample import impossible

from auditor.finding import Finding
from auditor.source import Source
from auditor.source.office import find_soffice

SOFFICE = find_soffice()
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
MESSAGE = impossible().message.zh


def finding_on(source: Source, phrase: str, which: int = 0, **other: object) -> Finding:
    """A finding on a phrase of the text, the `which`th such."""
    at = -1
    for _ in range(which + 1):
        at = source.text.index(phrase, at + 1)
    return finding_at(source, at, at + len(phrase), **other)


def finding_at(source: Source, start: int, end: int, **other: object) -> Finding:
    """A finding on a stretch of the text."""
    quote = source.span(start, end).quote
    return replace(impossible(), extent=(start, end), quote=quote, **other)  # type: ignore[arg-type]


def converted(folder: Path, form: str, *names: str) -> None:
    """Lets LibreOffice write the files of a folder in another form beside them."""
    profile = (folder / "profile").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    command += ["--outdir", str(folder), *(str(folder / name) for name in names)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
