"""Every finding on the faulty fixtures is commented on at its own cell: looked up in the copies by other means than
those that read and wrote them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree import ElementTree

import openpyxl
import pytest
from docx_files import MAIN, unzipped
from pypdf import PdfReader
from test_annotate_pdf import annotations, boxes, highlighted, inside
from test_formats import FAULTY, STYLES, WRITERS

from auditor import load_rules
from auditor.annotate import Original, annotated
from auditor.engine import judge
from auditor.finding import Finding
from auditor.records import read_document
from auditor.source import read_bytes
from fixtures.render.compose import compose

W = f"{{{MAIN}}}"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Rule, message, and where the comment stands.
Comment = tuple[str, str, str]


@cache
def copied(name: str, form: str) -> tuple[tuple[Finding, ...], bytes]:
    """The findings on a document, and the copy with all of them."""
    suffix, write = WRITERS[form]
    data = write(compose(FAULTY[name], STYLES["tabs"]))
    source = read_bytes(data, f"a.{suffix}")
    findings = judge([read_document(source)], load_rules()).findings
    assert findings
    return findings, annotated(Original(suffix, data, source, converted=False), findings, "zh")


def heading_of(text: str) -> tuple[str, str]:
    """Rule and message of a comment: `错误 T101 分项之和与合计不符`, and the line below."""
    first, message = text.split("\n")[:2]
    return first.split()[1], message


def in_word(data: bytes) -> Iterator[Comment]:
    """The comments of a Word file by table, and row and column of the cell in its grid."""
    parts = unzipped(data)
    comments = ElementTree.fromstring(parts["word/comments.xml"])
    texts = {
        one.get(f"{W}id"): heading_of("\n".join("".join(line.itertext()) for line in one.iter(f"{W}p")))
        for one in comments
    }
    body = ElementTree.fromstring(parts["word/document.xml"])
    in_tables = set()
    for number, table in enumerate(body.iter(f"{W}tbl"), start=1):
        for down, row in enumerate(table.iter(f"{W}tr"), start=1):
            column = 0
            for cell in row.iter(f"{W}tc"):
                for start in cell.iter(f"{W}commentRangeStart"):
                    in_tables.add(start)
                    yield *texts[start.get(f"{W}id")], f"table {number} {LETTERS[column]}{down}"
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                column += 1 if span is None else int(span.get(f"{W}val", "1"))
    for start in body.iter(f"{W}commentRangeStart"):
        if start not in in_tables:
            yield *texts[start.get(f"{W}id")], "prose"


def in_excel(data: bytes) -> Iterator[Comment]:
    """The notes of a workbook by sheet and cell."""
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                for text in cell.comment.text.split("\n\n") if cell.comment else ():
                    yield *heading_of(text), f"{sheet.title}!{cell.coordinate}"


def place_of(finding: Finding) -> str:
    place = finding.location.place
    if place.sheet:
        return f"{place.sheet}!{place.cell}"
    return f"table {place.table} {place.cell}" if place.table else "prose"


FORMS: dict[str, Callable[[bytes], Iterator[Comment]]] = {
    "docx": in_word,
    "xlsx": in_excel,
    "xlsx, a sheet for each table": in_excel,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FAULTY)
def test_every_comment_stands_at_the_cell_of_its_finding(name: str, form: str) -> None:
    findings, copy = copied(name, form)
    wanted = Counter((one.rule.id, one.message.zh, place_of(one)) for one in findings)
    assert Counter(FORMS[form](copy)) == wanted


@pytest.mark.parametrize("form", ["pdf, upright", "pdf, lying"])
@pytest.mark.parametrize("name", FAULTY)
def test_every_highlight_begins_in_the_box_of_its_finding_and_is_on_its_words(name: str, form: str) -> None:
    findings, copy = copied(name, form)
    words = iter(highlighted(copy))
    open_ = list(findings)
    for page in range(1, len(PdfReader(io.BytesIO(copy)).pages) + 1):
        for annotation in annotations(copy, page - 1):
            if annotation["/Subtype"] != "/Highlight":
                continue
            heading = heading_of(str(annotation["/Contents"]))
            left, bottom, _, top = boxes(annotation)[0]
            finding = next(
                one
                for one in open_
                if (one.rule.id, one.message.zh) == heading and one.location.place.page == page
                and inside(left, (bottom + top) / 2, one.location.place.bbox or (0, 0, 0, 0))
            )  # fmt: skip
            assert next(words) == (page, "".join(finding.quote.split()))
            open_.remove(finding)
    assert open_ == []
