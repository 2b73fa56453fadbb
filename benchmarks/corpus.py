"""Texts set again as Word documents and printed to PDF by LibreOffice give the findings of the text.

`python -m benchmarks.corpus FOLDER` reads every text of a folder (by default ../shared/corpus), prints the findings
that only one of the formats has, and exits with 1 where there are any. Nothing is kept. Compared is all that a finding
says: rule, project, indicator, message, and the words at its places.
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
# What only the text has, and why that is right: its rows are shifted (F301), with names under the targets (F302) and
# values under the units (F303), and a column bears another's heading (F203). The documents are set from the records,
# in which all stands where it belongs, and under headings of our own. Of other rules nothing may differ.
OF_THE_TEXT = ("F203", "F301", "F302", "F303")

Fact = tuple[str, ...]


def facts(document: Document) -> Counter[Fact]:
    """All that the findings say, by how often; without blanks, which PDF does not keep between words."""
    report = judge([document], load_rules())
    return Counter(
        tuple(
            "".join((words or "").split())
            for words in (
                found.rule.id, found.address.project, found.address.indicator, found.message.zh, found.quote,
                *(one.quote for one in found.evidence),
            )
        )
        for found in report.findings
    )  # fmt: skip


def differences(text: Counter[Fact], other: Counter[Fact]) -> tuple[Counter[Fact], Counter[Fact]]:
    """What the document set again lost of the text's findings, and what it has more; empty where both agree."""
    lost = Counter({fact: times for fact, times in (text - other).items() if fact[0] not in OF_THE_TEXT})
    return lost, other - text


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
                lost, more = differences(wanted, found)
                differing += lost.total() + more.total()
                print(f"{text.stem}.{suffix}: {found.total()} findings, {lost.total()} lost, {more.total()} more")
                for sign, facts_of in (("-", lost), ("+", more)):
                    for fact, times in sorted(facts_of.items(), key=str):
                        print(f"  {sign} {' '.join(filter(None, fact))}" + f" x{times}" * (times > 1))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
