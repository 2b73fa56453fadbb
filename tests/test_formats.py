"""One logical document in text, Word, web page, Excel and PDF: the same records, and the same findings.

Compared is what a document says, not where: a place is a line in a text, a cell elsewhere. Text is written three ways;
those of `fixtures.render.LAYOUTS` that no longer say what was in which column are left to `test_parser_golden.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditor import load_rules
from auditor.engine import judge
from auditor.extract import as_json
from auditor.finding import Report
from auditor.records import Document, read_document
from auditor.source import read_bytes, read_path
from fixtures.render import LAYOUTS, Block, Description, Style, describe, descriptions, faulty_descriptions
from fixtures.render.compose import compose
from fixtures.render.docx import docx
from fixtures.render.html import html
from fixtures.render.pdf import LYING, UPRIGHT, pdf
from fixtures.render.tabs import in_order, shifted, unbroken
from fixtures.render.xlsx import one_sheet, sheets

WRITERS: dict[str, tuple[str, Callable[[Sequence[Block]], bytes]]] = {
    "text": ("txt", lambda blocks: unbroken(blocks).encode("utf-8")),
    "text, words broken": ("txt", lambda blocks: in_order(blocks).encode("utf-8")),
    "text, rows shifted": ("txt", lambda blocks: shifted(blocks).encode("utf-8")),
    "docx": ("docx", docx),
    "html": ("html", html),
    "xlsx": ("xlsx", one_sheet),
    "xlsx, a sheet for each table": ("xlsx", sheets),
    "pdf, upright": ("pdf", lambda blocks: pdf(blocks, UPRIGHT)),
    "pdf, lying": ("pdf", lambda blocks: pdf(blocks, LYING)),
}
FORMATS = [name for name in WRITERS if name != "text"]
# Forms with code and schedule, or of a county; the department's values in three columns, or in one; other titles. The
# text with shifted rows says so, which is a finding (F301) that no other format can give.
STYLES: dict[str, Style] = {}
for layout, known in LAYOUTS.items():
    if known.style not in STYLES.values():
        STYLES[layout] = known.style
CLEAN = {path.stem: describe(path) for path in descriptions()}
FAULTY = {path.stem: describe(path) for path in faulty_descriptions()}
DESCRIPTIONS = CLEAN | FAULTY


def styles_of(description: Description) -> Iterator[str]:
    """Every style for the faulty, three for the others; self-evaluations have one form, whatever the style."""
    if all(project.evaluated for project in description.projects):
        yield "tabs"
    else:
        yield from STYLES if description in FAULTY.values() else ("tabs", "placeholders-free", "flow")


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


def findings_but(report: Report, rule: str) -> Counter[tuple[str, str | None, str | None]]:
    return Counter({fact: times for fact, times in findings(report).items() if fact[0] != rule})


OFFICE = Path(__file__).parent.parent / "fixtures" / "office"
# What people made of a document in LibreOffice: the style it was set in.
MESS = {"rural-water": "tabs", "water-evaluation": "tabs", "school-meals": "placeholders-free"}
MADE = sorted(path for path in OFFICE.iterdir() if path.stem in MESS)


@pytest.mark.parametrize("path", MADE, ids=[path.name for path in MADE])
def test_the_mess_that_people_make_says_the_same(path: Path) -> None:
    wanted = MESS[path.stem]
    document = read_document(read_path(str(path)))
    assert extracted(document) == extracted(read(path.stem, wanted, "text"))
    assert findings(judge([document], load_rules())) == findings(judged(path.stem, wanted, "text"))


def test_what_was_hidden_or_changed_is_told() -> None:
    notes = {path.name: " ".join(zh for zh, _ in read_path(str(path)).notes) for path in OFFICE.iterdir()
             if path.suffix in (".docx", ".xlsx", ".pdf")}  # fmt: skip
    assert "修订" in notes["rural-water.docx"] and "隐藏文字" in notes["rural-water.docx"]
    assert "字典" in notes["water-evaluation.xlsx"] and "1 列" in notes["water-evaluation.xlsx"]
    assert "续表" in notes["rural-water.pdf"] and "页眉" in notes["rural-water.pdf"]


def test_at_least_six_layouts_and_two_faulty_documents() -> None:
    assert len({style for _, style in DOCUMENTS}) >= 6
    assert len(FAULTY) >= 2
    assert all(judged(name, style, "text").findings for name, style in DOCUMENTS if name in FAULTY)


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
    assert findings_but(report, "F301" if "shifted" in form else "") == findings(judged(name, style, "text"))
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
            if "text" in form:
                assert location.line
            elif "xlsx" in form:
                assert place.sheet and place.cell
            elif "pdf" in form:
                assert place.page and place.bbox
            elif finding.address.project or finding.address.indicator:
                assert place.table and place.row and place.cell
