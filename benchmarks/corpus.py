"""Texts set again as Word documents and printed to PDF by LibreOffice give the findings of the text.

`python -m benchmarks.corpus FOLDER` reads every text of a folder (by default ../shared/corpus), prints the findings
that only one of the formats has, and exits with 1 where there are any. Nothing is kept.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from auditor import load_rules
from auditor.engine import judge
from auditor.records import Document, read_document
from auditor.source import read_path
from auditor.source.office import find_soffice
from benchmarks.resetting import reset
from fixtures.render.docx import docx
from fixtures.render.html import html
from fixtures.render.xlsx import one_sheet

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
WRITERS = {"docx": docx, "xlsx": one_sheet, "html": html}
# Findings on how a text is broken and shifted, which the document it was taken from is not; and on the headings of
# columns, which are set anew.
OF_THE_TEXT = ("F3", "F203")

Facts = Counter[tuple[str, str, str]]


def facts(document: Document) -> Facts:
    """Rule, project and indicator of every finding; PDF keeps no blanks between ideographs and letters."""
    report = judge([document], load_rules())
    return Counter(
        (found.rule.id, _squeezed(found.address.project), _squeezed(found.address.indicator))
        for found in report.findings
        if not found.rule.id.startswith(OF_THE_TEXT)
    )


def _squeezed(name: str | None) -> str:
    return "".join((name or "").split())


def set_again(text: Path, folder: Path) -> dict[str, Path]:
    """The document in every format, by format."""
    blocks = reset(read_document(read_path(str(text))))
    made = {}
    for suffix, write in WRITERS.items():
        made[suffix] = folder / f"{text.stem}.{suffix}"
        made[suffix].write_bytes(write(blocks))
    soffice = find_soffice()
    if soffice is not None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(made["docx"])]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        made["pdf"] = folder / f"{text.stem}.pdf"
    return made


def main() -> int:
    """Prints what differs; the exit status."""
    corpus = Path(sys.argv[1]) if sys.argv[1:] else CORPUS
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for text in sorted(corpus.glob("*.txt")):
            wanted = facts(read_document(read_path(str(text))))
            for suffix, path in set_again(text, Path(folder)).items():
                found = facts(read_document(read_path(str(path))))
                lost, more = wanted - found, found - wanted
                differing += lost.total() + more.total()
                print(f"{text.stem}.{suffix}: {found.total()} findings, {lost.total()} lost, {more.total()} more")
                for sign, facts_of in (("-", lost), ("+", more)):
                    for fact, times in sorted(facts_of.items(), key=str):
                        print(f"  {sign} {' '.join(filter(None, fact))}" + f" x{times}" * (times > 1))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
