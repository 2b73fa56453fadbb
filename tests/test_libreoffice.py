"""What LibreOffice makes of a fixture (.doc, .rtf, .odt, .xls, .ods, a PDF, a web page, its own .docx and .xlsx)
gives the records and findings of the file it was made from. Skipped where LibreOffice is not installed."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest
from test_formats import DESCRIPTIONS, STYLES, WRITERS, extracted, findings

from auditor import load_rules
from auditor.engine import judge
from auditor.records import Document, read_document
from auditor.source import read_path
from auditor.source.office import find_soffice
from fixtures.render.compose import compose

SOFFICE = find_soffice()
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

# A goal document and a self-evaluation, both with defects, and one without whose tables run over page ends.
GOALS, EVALUATION, LONG = NAMES = ("community-health", "vocational-training", "culture-budget")
# What a file is made from, what LibreOffice is told to make of it, and of which documents: where it takes LibreOffice
# again to read what it made, one will do.
MADE = {
    ("docx", "docx:MS Word 2007 XML"): NAMES,
    ("docx", "pdf"): NAMES,
    ("docx", "html"): NAMES,
    ("docx", "doc"): (GOALS,),
    ("docx", "rtf"): (EVALUATION,),
    ("docx", "odt"): (LONG,),
    ("xlsx", "xlsx:Calc MS Excel 2007 XML"): NAMES,
    ("xlsx", "xls"): NAMES,
    ("xlsx", "ods"): (EVALUATION,),
}
CASES = [(form, made, name) for (form, made), names in MADE.items() for name in names]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of `NAME.docx` and `NAME.xlsx`, and below it one for each format that LibreOffice made of them."""
    folder = tmp_path_factory.mktemp("made")
    profile = (folder / "profile").as_uri()
    for (form, target), names in MADE.items():
        paths = [folder / f"{name}.{form}" for name in names]
        for path in paths:
            path.write_bytes(WRITERS[form][1](compose(DESCRIPTIONS[path.stem], STYLES["tabs"])))
        command = [str(SOFFICE), "--headless", f"-env:UserInstallation={profile}", "--convert-to", target,
                   "--outdir", str(folder / target.partition(":")[0]), *map(str, paths)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@cache
def read(path: Path) -> Document:
    return read_document(read_path(str(path)))


@pytest.mark.parametrize(("form", "made", "name"), CASES, ids=["-".join(case) for case in CASES])
def test_the_same_records_and_findings(folder: Path, form: str, made: str, name: str) -> None:
    suffix = made.partition(":")[0]
    original, copy = read(folder / f"{name}.{form}"), read(folder / suffix / f"{name}.{suffix}")
    assert extracted(copy) == extracted(original)
    rules = load_rules()
    assert findings(judge([copy], rules)) == findings(judge([original], rules))
