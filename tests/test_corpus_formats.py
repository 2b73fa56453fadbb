"""The shared texts, set as real documents, give the findings that their text gives.

Half a minute for all of them, most of it LibreOffice's; without LibreOffice there is no PDF to read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.records import read_document
from auditor.source import read_path
from auditor.source.office import find_soffice
from benchmarks.corpus import CORPUS, differences, facts, set_again

TEXTS = sorted(CORPUS.glob("*.txt"))


@pytest.mark.skipif(not TEXTS, reason="no shared corpus beside the repository")
@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in TEXTS])
def test_the_same_findings_in_every_format(text: Path, tmp_path: Path) -> None:
    wanted = facts(read_document(read_path(str(text))))
    assert wanted
    documents = set_again(text, tmp_path)
    assert set(documents) == {"docx", "xlsx", "html"} | ({"pdf"} if find_soffice() else set())
    for suffix, path in documents.items():
        lost, more = differences(wanted, facts(read_document(read_path(str(path)))))
        assert (lost, more) == ({}, {}), suffix
