"""PDF files with highlights: where each stands, and that nothing else changes."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from annotating import MESSAGE, finding_at, finding_on
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_drawing import HEIGHT, LABELS, Drawing
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject
from test_pdf import COLUMNS, MORE, ROW, plain, rotated, spots

from auditor.annotate.pdf import annotated
from auditor.annotate.pdf_mended import mended
from auditor.source import Location, Place, Source, Unreadable
from auditor.source.pdf import read

HEADING = "错误 V101 比率超过100%"
PROSE = "全年供水合格率达到999%，比上年提高，其中农村饮水安全工程的水质抽检合格率由各镇按季度上报，年末汇总后公布。"


def drawn(*lines: str, table: bool = True) -> bytes:
    """A page with lines of prose and a table below."""
    drawing = Drawing()
    for number, line in enumerate(lines):
        drawing.text(60, 80 + 16 * number, line)
    if table:
        drawing.table(200, [ROW] * 3, COLUMNS, spots())
    return drawing.done()


def source_of(data: bytes) -> Source:
    return read(data, "供水.pdf")


def with_notes(data: bytes, *phrases: str) -> bytes:
    source = source_of(data)
    return annotated(data, source, [finding_on(source, phrase) for phrase in phrases], "zh")


def highlighted(data: bytes) -> list[tuple[int, str]]:
    """The page and the words of every highlight: the characters whose middle, by PDFium, lies under its boxes."""
    out = []
    pages = pypdfium2.PdfDocument(data)
    for number in range(1, len(pages) + 1):
        printed = characters(pages[number - 1].get_textpage())
        for annotation in annotations(data, number - 1):
            if annotation["/Subtype"] == "/Highlight":
                under = [char for box in boxes(annotation) for char, x, y in printed if inside(x, y, box)]
                out.append((number, "".join(under)))
    return out


def characters(text: pypdfium2.PdfTextPage) -> list[tuple[str, float, float]]:
    """The characters of a page that are no blanks, and where the middle of each is."""
    out = []
    for index, char in enumerate(text.get_text_range(0, -1, errors="replace")):
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if not char.isspace():
            out.append((char, (left + right) / 2, (bottom + top) / 2))
    return out


def boxes(annotation: dict[str, object]) -> list[tuple[float, float, float, float]]:
    """The boxes of a highlight: left, bottom, right, top."""
    corners = [float(value) for value in annotation["/QuadPoints"]]  # type: ignore[attr-defined]
    lines = (corners[at : at + 8] for at in range(0, len(corners), 8))
    return [(min(line[::2]), min(line[1::2]), max(line[::2]), max(line[1::2])) for line in lines]


def inside(x: float, y: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def annotations(data: bytes, page: int = 0) -> list[dict[str, object]]:
    return [each.get_object() for each in PdfReader(io.BytesIO(data), strict=True).pages[page].get("/Annots", ())]


def test_highlights_stand_on_the_words() -> None:
    data = drawn(PROSE[:40], PROSE[40:])
    out = with_notes(data, "12.50", "工程验收合格率", "999%", "抽检合格率")
    assert highlighted(out) == [(1, "12.50"), (1, "工程验收合格率"), (1, "999%"), (1, "抽检合格率")]


def test_a_note_says_all_of_a_finding_and_pops_up() -> None:
    highlight, popup = annotations(with_notes(drawn(), "≥98.6%"))
    assert str(highlight["/Contents"]).split("\n")[:2] == [HEADING, MESSAGE]
    assert highlight["/T"] == "auditor"
    assert "/M" not in highlight
    assert popup["/Subtype"] == "/Popup"
    assert popup["/Parent"].get_object() is highlight  # type: ignore[attr-defined]
    assert highlight["/Popup"].get_object() is popup  # type: ignore[attr-defined]


def test_words_on_two_lines_are_highlighted_on_both() -> None:
    phrase = PROSE[35:45]
    out = with_notes(drawn(PROSE[:40], PROSE[40:], table=False), f"{phrase[:5]}\n{phrase[5:]}")
    assert highlighted(out) == [(1, phrase)]
    assert len(annotations(out)[0]["/QuadPoints"]) == 16  # type: ignore[arg-type]


def test_which_of_the_same_words_is_meant() -> None:
    data = drawn("本年第一次抽检合格率98%，第二次抽检合格率98%，第三次抽检合格率98%。", table=False)
    source = source_of(data)
    out = annotated(data, source, [finding_on(source, "98%", which=1)], "zh")
    ((left, *_),) = boxes(annotations(out)[0])
    words = "".join(char for char, x, _ in characters(pypdfium2.PdfDocument(data)[0].get_textpage()) if x < left)
    assert words.count("98%") == 1
    assert highlighted(out) == [(1, "98%")]


def test_a_cell_that_a_page_end_cuts_is_highlighted_on_both_pages() -> None:
    columns = (80.0, 80.0, 108.5, 100.0)
    rows = (LABELS[0], ("产出指标", "数量指标", "改造农村公路里程包括\n路面硬化和桥涵加固的", "≥12.5公里"))
    rest = (("", "", "里程", ""), *MORE)
    drawing = Drawing()
    drawing.table(780 - 64, [ROW, 36.0], columns, spots(rows))
    drawing.page()
    drawing.table(60, [ROW] * 3, columns, plain(rest))
    out = with_notes(drawing.done(), "加固的\n里程", "\n里程", "改造农村", "受益村庄")
    assert highlighted(out) == [(1, "加固的"), (1, "改造农村"), (2, "里程"), (2, "里程"), (2, "受益村庄")]
    assert sum(each["/Subtype"] == "/Highlight" for page in (0, 1) for each in annotations(out, page)) == 5


def test_a_paragraph_that_goes_on_over_a_page_end() -> None:
    lines = ["2023年度收、支总计均为1058.95万元。与上年度相比，收、支总计各增加", "24.62万元，主要是人员变动。"]
    drawing = Drawing()
    for y in (100, 140):
        drawing.text(84, y, "按照规定，现将水利局部门决算公开如下，收入和支出均反映在", 12)
    drawing.text(84, 740, lines[0], 12)
    drawing.page()
    drawing.text(60, 80, lines[1], 12)
    data = drawing.done()
    assert "\n24.62" in source_of(data).text
    assert highlighted(with_notes(data, "24.62万元", "各增加\n24")) == [(1, "各增加"), (2, "24.62万元"), (2, "24")]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_pages(turned: int) -> None:
    drawing = Drawing(HEIGHT, 595.0)
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    data = rotated(drawing.done(), turned)
    assert highlighted(with_notes(data, "98.6%", "公路里程")) == [(1, "98.6%"), (1, "公路里程")]


def test_words_printed_twice_or_with_signs_of_symbol_fonts() -> None:
    drawing = Drawing()
    drawing.text(60, 100, "合计11.1万元")
    drawing.text(60.3, 100, "合计11.1万元")
    drawing.text(60, 140, "⽬标⼈⺠满意")
    twice, signs = highlighted(with_notes(drawing.done(), "11.1", "目标人民"))
    assert (twice, signs) == ((1, "11.1"), (1, "⽬标⼈⺠"))


def test_a_row_and_a_place_without_words() -> None:
    data = drawn()
    source = source_of(data)
    start = source.text.index("质量指标")
    nowhere = replace(finding_at(source, 0, 0), location=Location("供水.pdf", None, None, None, None, Place()))
    row = annotated(data, source, [finding_at(source, start, start + len("质量指标\t工程验收合格率"))], "zh")
    assert highlighted(row) == [(1, "质量指标工程验收合格率")]
    sign, _ = annotations(annotated(data, replace(source, parts=()), [nowhere], "zh"))
    assert sign["/Subtype"] == "/Text"


def test_pages_stay_as_they_are_byte_by_byte() -> None:
    data = drawn(PROSE[:40])
    out = with_notes(data, "≥98.6%", "供水")
    assert out.startswith(data.rstrip())
    assert source_of(out).text == source_of(data).text
    assert out == with_notes(data, "≥98.6%", "供水")


def test_the_index_of_objects_is_of_the_kind_that_is_there() -> None:
    table = drawn()
    writer = PdfWriter(io.BytesIO(table), incremental=True)
    writer.add_annotation(0, FreeText(text="旧", rect=(60, 60, 120, 90)))
    stream = written(writer)
    for data, kind, other in ((table, b"\nxref\n", b"/XRef"), (stream, b"/XRef", b"\nxref\n")):
        out = with_notes(data, "≥98.6%")
        assert kind in out[len(data) :]
        assert other not in out[len(data) :]
        assert highlighted(out) == [(1, "≥98.6%")]


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("direct", [True, False])
def test_earlier_annotations_are_kept(direct: bool) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn())))
    writer.add_annotation(0, FreeText(text="旧", rect=(60, 60, 120, 90)))
    if not direct:
        page = writer.pages[0]
        page[NameObject("/Annots")] = writer._add_object(page["/Annots"])
    out = with_notes(written(writer), "≥98.6%")
    assert [each["/Subtype"] for each in annotations(out)] == ["/FreeText", "/Highlight", "/Popup"]


def test_forms_keep_what_was_typed_into_them() -> None:
    drawing = Drawing()
    drawing.text(60, 100, "Budget")
    drawing.canvas.acroForm.textfield(name="budget", x=160, y=HEIGHT - 105, width=120, height=20, value="146.68")
    drawing.table(200, [ROW] * 3, COLUMNS, spots())
    data = drawing.done()
    out = with_notes(data, "≥98.6%")
    assert source_of(out).text == source_of(data).text
    assert [each["/Subtype"] for each in annotations(out)] == ["/Widget", "/Highlight", "/Popup"]


def test_a_file_that_is_protected_is_refused() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    drawing = Drawing(encrypt=StandardEncryption("", "owner"))
    drawing.text(60, 100, "甲项目完成999%")
    with pytest.raises(Unreadable, match="protected"):
        with_notes(drawing.done(), "999%")


@pytest.mark.parametrize("start", [b"startxref\n7", b"startxref\n99999999", b""])
def test_a_file_with_a_wrong_index_is_written_anew_and_annotated(start: bytes) -> None:
    data = b"junk\n" + re.sub(rb"startxref\s+[0-9]+", start, drawn())
    out = with_notes(data, "≥98.6%", "工程验收")
    assert highlighted(out) == [(1, "≥98.6%"), (1, "工程验收")]
    assert source_of(out).text == source_of(data).text
    assert out == with_notes(data, "≥98.6%", "工程验收")


def test_mending_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        mended(b"nothing", "供水.pdf")


SAMPLE = drawn(PROSE[:40], PROSE[40:])


@given(st.data())
@settings(max_examples=40)
def test_any_words_are_highlighted(data: st.DataObject) -> None:
    source = source_of(SAMPLE)
    starts = [match.span() for match in re.finditer(r"[^\t\n]+", source.text)]
    first, last = data.draw(st.sampled_from(starts))
    start = data.draw(st.integers(first, last - 1))
    end = data.draw(st.integers(start + 1, last))
    out = annotated(SAMPLE, source, [finding_at(source, start, end)], "zh")
    assert highlighted(out) == [(1, source.text[start:end])]
