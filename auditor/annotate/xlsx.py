"""Excel workbooks with a note at the cell of each finding, and a sheet that lists them all."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.annotate.parts import Parts
from auditor.annotate.places import touched
from auditor.annotate.remark import remark
from auditor.annotate.xlsx_list import add_list
from auditor.annotate.xlsx_notes import BETWEEN, add_notes
from auditor.annotate.xlsx_workbook import Workbook
from auditor.finding import Finding
from auditor.source.model import NOWHERE, Place, Source

__all__ = ["annotated"]


def annotated(data: bytes, source: Source, findings: Sequence[Finding], lang: str) -> bytes:
    """The workbook with the findings as notes of cells and as a last sheet; every other part stays as it is.

    A finding on several cells of a row is noted at the first of them. Raises Unreadable for a workbook that is damaged.
    """
    parts = Parts(data, source.path)
    workbook = Workbook(parts)
    places = [_place(source, finding) for finding in findings]
    notes: dict[str, dict[str, list[str]]] = {}
    for finding, place in zip(findings, places, strict=True):
        if place.sheet in workbook.sheets and place.cell:
            cells = notes.setdefault(place.sheet, {})
            cells.setdefault(place.cell, []).append("\n".join(remark(finding, lang)))
    for number, (sheet, part) in enumerate(workbook.sheets.items(), 1):
        if sheet in notes:
            texts = {cell: BETWEEN.join(several) for cell, several in notes[sheet].items()}
            add_notes(parts, workbook, part, number, texts)
    add_list(parts, workbook, list(zip(findings, places, strict=True)), lang)
    return parts.saved()


def _place(source: Source, finding: Finding) -> Place:
    """Sheet and cell of a finding."""
    pieces = touched(source, finding.extent)
    return pieces[0].place if pieces else NOWHERE
