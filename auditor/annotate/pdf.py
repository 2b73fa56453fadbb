"""PDF files with a highlight and a pop-up note on the words of each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.annotate.pdf_append import Appendix
from auditor.annotate.pdf_words import Words, find_words
from auditor.annotate.places import touched
from auditor.annotate.remark import AUTHOR, remark
from auditor.finding import Finding
from auditor.source.model import CellPart, Source, Unreadable
from auditor.source.pdf_geometry import Box, around
from auditor.source.zipped import damaged

__all__ = ["annotated"]

COLOURS = {"error": "1 .62 .58", "warning": "1 .84 .38", "note": ".65 .83 1"}
NOTE_WIDTH, NOTE_HEIGHT = 200.0, 140.0
# Side of the sign of a note that stands on no words, and its distance from the edges of the page.
SIGN, EDGE = 20.0, 12.0
# Printed with the page.
FLAGS = "/F 4"


def annotated(data: bytes, source: Source, findings: Sequence[Finding], lang: str) -> bytes:
    """The file with a note for each finding, on every page on which its words stand; the pages stay as they are.

    A finding without words gets a note at the top of its page, or of the first. Notes carry no date, so that the same
    input gives the same bytes. Raises Unreadable for files that are protected or damaged.
    """
    wanted = [list(_words(source, finding)) for finding in findings]
    find_words(data, source.path, [words for several in wanted for words in several])
    try:
        return _appended(Appendix(data, source.path), zip(findings, wanted, strict=True), lang)
    except Unreadable:
        raise
    except Exception as error:
        # Whatever a faulty file makes pypdf stumble over.
        raise damaged(source.path) from error


def _appended(appendix: Appendix, found: Iterable[tuple[Finding, list[Words]]], lang: str) -> bytes:
    """The file with the notes behind it."""
    notes: dict[int, list[int]] = {}
    for finding, several in found:
        text = "\n".join(remark(finding, lang))
        for page, boxes in (_by_page(several) or {finding.location.place.page or 1: []}).items():
            notes.setdefault(page, []).extend(_note(appendix, page, boxes, finding.severity, text))
    for page, numbers in notes.items():
        appendix.annotate(page, numbers)
    return appendix.saved()


def _words(source: Source, finding: Finding) -> Iterator[Words]:
    """What of each cell or paragraph a finding is about."""
    start, end = finding.extent
    for piece in touched(source, finding.extent):
        place = piece.place
        if place.page is not None and place.bbox is not None:
            text = source.text[piece.start : piece.end]
            first, last = max(start - piece.start, 0), min(end, piece.end) - piece.start
            yield Words(text, first, last, place.page, Box(*place.bbox), isinstance(piece, CellPart))


def _by_page(several: Sequence[Words]) -> dict[int, list[Box]]:
    """The boxes of the words by page; of words that were not found that of their cell or paragraph."""
    boxes: dict[int, list[Box]] = {}
    for words in several:
        for page, box in words.found or [(words.page, words.box)]:
            boxes.setdefault(page, []).append(box)
    return boxes


def _note(appendix: Appendix, page: int, boxes: Sequence[Box], severity: str, text: str) -> list[int]:
    """Adds a note on the boxes of a page, or at its top; the numbers of its annotations."""
    left, _, right, top = appendix.page_box(page)
    box = around(list(boxes)) if boxes else Box(left + EDGE, top - EDGE - SIGN, left + EDGE + SIGN, top - EDGE)
    colour, parent = COLOURS[severity], appendix.page_reference(page)
    kind = "/Subtype/Text/Name/Comment"
    if boxes:
        look = appendix.add(_look(boxes, box, colour))
        kind = f"/Subtype/Highlight/QuadPoints[{' '.join(map(_corners, boxes))}]/AP<</N {look} 0 R>>"
    popup = next(appendix.numbers)
    content = (
        f"<</Type/Annot{kind}/Rect[{_numbers(*box)}]/C[{colour}]/T({AUTHOR})/Contents<{_coded(text)}>{FLAGS}"
        f"/P {parent}/Popup {popup} 0 R>>"
    )
    note = appendix.add(content.encode("ascii"))
    beside = Box(right - NOTE_WIDTH, max(box.y1 - NOTE_HEIGHT, 0.0), right, max(box.y1, NOTE_HEIGHT))
    shown = f"<</Type/Annot/Subtype/Popup/Rect[{_numbers(*beside)}]/Parent {note} 0 R/Open false/P {parent}>>"
    appendix.objects[popup, 0] = shown.encode("ascii")
    return [note, popup]


def _look(boxes: Sequence[Box], around_them: Box, colour: str) -> bytes:
    """What a highlight looks like: its boxes filled as with a marker, so that the words stay readable."""
    areas = " ".join(f"{_numbers(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)} re" for box in boxes)
    drawn = f"/M gs {colour} rg {areas} f"
    resources = "<</ExtGState<</M<</Type/ExtGState/BM/Multiply>>>>>>"
    head = f"<</Type/XObject/Subtype/Form/BBox[{_numbers(*around_them)}]/Resources{resources}/Length {len(drawn)}>>"
    return f"{head}\nstream\n{drawn}\nendstream".encode("ascii")


def _corners(box: Box) -> str:
    """The corners in the order that programs follow: upper left, upper right, lower left, lower right."""
    return _numbers(box.x0, box.y1, box.x1, box.y1, box.x0, box.y0, box.x1, box.y0)


def _numbers(*given: float) -> str:
    return " ".join(f"{number:.1f}" for number in given)


def _coded(text: str) -> str:
    """Text as the hexadecimal digits of its UTF-16, which the mark at its beginning announces."""
    return "FEFF" + text.encode("utf-16-be", "replace").hex().upper()
