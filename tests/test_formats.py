"""One logical document in text, Word, web page, Excel and PDF: the same records, and the same findings.

Compared is what a document says, not where: a place is a line in a text, a cell elsewhere. The layouts of
`fixtures.render.LAYOUTS` whose columns shift or whose words break are left to `test_parser_golden.py`, since what they
lose (a merged cell, a blank) is the subject of notes that whole formats cannot give.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import pytest

from auditor import load_rules
from auditor.engine import judge
from auditor.extract import as_json
from auditor.finding import Report
from auditor.records import Document, read_document
from auditor.source import read_bytes
from fixtures.render import LAYOUTS, Block, Description, Style, describe, descriptions, faulty_descriptions
from fixtures.render.compose import compose
from fixtures.render.docx import docx
from fixtures.render.html import html
from fixtures.render.pdf import LYING, UPRIGHT, pdf
from fixtures.render.tabs import unbroken
from fixtures.render.xlsx import one_sheet, sheets

WRITERS: dict[str, tuple[str, Callable[[Sequence[Block]], bytes]]] = {
    "text": ("txt", lambda blocks: unbroken(blocks).encode("utf-8")),
    "docx": ("docx", docx),
    "html": ("html", html),
    "xlsx": ("xlsx", one_sheet),
    "xlsx, a sheet for each table": ("xlsx", sheets),
    "pdf, upright": ("pdf", lambda blocks: pdf(blocks, UPRIGHT)),
    "pdf, lying": ("pdf", lambda blocks: pdf(blocks, LYING)),
}
FORMATS = [name for name in WRITERS if name != "text"]
# Forms with code, schedule and values in three columns; of a county; with the department's values in one column.
STYLES: dict[str, Style] = {name: LAYOUTS[name].style for name in ("tabs", "placeholders-free", "flow")}
CLEAN = {path.stem: describe(path) for path in descriptions()}
FAULTY = {path.stem: describe(path) for path in faulty_descriptions()}
DESCRIPTIONS = CLEAN | FAULTY


def styles_of(description: Description) -> Iterator[str]:
    """Self-evaluations have one form, whatever the style."""
    yield from STYLES if any(not project.evaluated for project in description.projects) else ["tabs"]


DOCUMENTS = [(name, style) for name, description in DESCRIPTIONS.items() for style in styles_of(description)]
each_document = pytest.mark.parametrize(("name", "style"), DOCUMENTS, ids=[" ".join(one) for one in DOCUMENTS])
each_format = pytest.mark.parametrize("form", FORMATS)


@cache
def read(name: str, style: str, form: str) -> Document:
    suffix, write = WRITERS[form]
    return read_document(read_bytes(write(compose(DESCRIPTIONS[name], STYLES[style])), f"source.{suffix}"))


@cache
def judged(name: str, style: str, form: str) -> Report:
    return judge([read(name, style, form)], load_rules())


def extracted(document: Document) -> Any:
    """What extract gives of a document."""
    return facts(json.loads(as_json([document], "zh"))["documents"][0])


def facts(value: Any) -> Any:
    """The value without places, and without the blanks at which a format breaks its lines."""
    if isinstance(value, dict):
        return {key: facts(one) for key, one in value.items() if key not in ("location", "path", "sha256", "span")}
    if isinstance(value, list | tuple):
        return [facts(one) for one in value]
    return "".join(value.split()) if isinstance(value, str) else value


def findings(report: Report) -> Counter[tuple[str, str | None, str | None]]:
    return Counter((one.rule.id, one.address.project, one.address.indicator) for one in report.findings)


def test_at_least_six_layouts_and_two_faulty_documents() -> None:
    assert len(DOCUMENTS) >= 6
    assert len(FAULTY) >= 2


@each_format
@each_document
def test_the_same_records(name: str, style: str, form: str) -> None:
    wanted = extracted(read(name, style, "text"))
    assert wanted["projects"]
    assert extracted(read(name, style, form)) == wanted


@each_format
@each_document
def test_the_same_findings(name: str, style: str, form: str) -> None:
    report = judged(name, style, form)
    assert findings(report) == findings(judged(name, style, "text"))
    assert not report.failures


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", FAULTY)
def test_planted_defects_are_found(name: str, form: str) -> None:
    facts = findings(judged(name, "tabs", form))
    found = {(rule[:2], project or "", indicator or "") for rule, project, indicator in facts}
    assert [one for one in FAULTY[name].planted if one not in found] == []


@pytest.mark.parametrize("form", WRITERS)
def test_every_finding_has_a_place_that_a_person_can_go_to(form: str) -> None:
    for name in FAULTY:
        for finding in judged(name, "tabs", form).findings:
            location = finding.location
            place = location.place
            if form == "text":
                assert location.line
            elif "xlsx" in form:
                assert place.sheet and place.cell
            elif "pdf" in form:
                assert place.page and place.bbox
            elif finding.address.project or finding.address.indicator:
                assert place.table and place.row and place.cell
