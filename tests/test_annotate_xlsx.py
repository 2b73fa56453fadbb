"""Excel workbooks with notes and a list of findings: where each stands, and that nothing else changes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
from annotating import MESSAGE, converted, finding_at, finding_on, needs_soffice
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from test_xlsx import MAIN, OFFICE, PACKAGE, packed, raw

from auditor.annotate.xlsx import annotated
from auditor.source import Source
from auditor.source.xlsx import read

HEADING = "错误 V101 比率超过100%"
LIST = "审核意见"
ROWS = (
    ("三级指标", "指标值", "依据"),
    ("供水水质达标率", "≥999%", "抽检报告"),
    ("水价", None, "合同"),
)


def book(notes: dict[str, str] | None = None) -> bytes:
    """A workbook of two sheets, the second named awkwardly and with a merged cell."""
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "说明"
    first["B2"] = "本表由水务局填写"
    second = workbook.create_sheet("目标 '24")
    for row in ROWS:
        second.append(row)
    second.merge_cells("A4:C4")
    second["A4"] = "合计 2 项"
    for place, text in (notes or {}).items():
        second[place].comment = Comment(text, "审核员")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


BOOK = book()


def source_of(data: bytes) -> Source:
    return read(data, "供水.xlsx")


def with_notes(data: bytes, *phrases: str) -> bytes:
    source = source_of(data)
    return annotated(data, source, [finding_on(source, phrase) for phrase in phrases], "zh")


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def notes(data: bytes) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_notes_stand_at_the_cells() -> None:
    out = notes(with_notes(book(), "≥999%", "水务局", "合计"))
    assert sorted(out) == ["目标 '24!A4", "目标 '24!B2", "说明!B2"]
    assert out["目标 '24!B2"].split("\n") == [
        HEADING,
        "“供水水质达标率”不可能达到 999%。",
        "修改：核对后改正指标值。",
        "建议改为：≥99%",
        "依据：财预〔2015〕88号",
        "对照：部门表中的同名指标，第41行“≥99%”、第42行“≥98%”",
    ]


def test_several_findings_on_a_cell_share_its_note() -> None:
    out = notes(with_notes(book(), "≥999%", "999", "供水"))
    assert out["目标 '24!B2"].count(HEADING) == 2
    assert out["目标 '24!A2"].count(HEADING) == 1


def test_an_empty_cell_and_a_row() -> None:
    data = book()
    source = source_of(data)
    empty = source.text.index("水价\t") + len("水价\t")
    row = source.text.index("供水水质达标率")
    findings = [finding_at(source, empty, empty), finding_at(source, row, row + len("供水水质达标率\t≥999%"))]
    assert sorted(notes(annotated(data, source, findings, "zh"))) == ["目标 '24!A2", "目标 '24!B3"]


def test_notes_that_are_there_go_on_with_ours() -> None:
    out = notes(with_notes(book({"B2": "请核实", "C3": "已核"}), "≥999%", "水价"))
    assert out["目标 '24!B2"].startswith(f"请核实\n\n{HEADING}")
    assert out["目标 '24!C3"] == "已核"
    assert out["目标 '24!A3"].startswith(HEADING)


def test_a_note_without_any_text_and_one_with_reading_aids() -> None:
    empty = '<comment ref="A1" authorId="0"><text/></comment>'
    aided = '<comment ref="B1" authorId="0"><text><r><t>旧</t></r><rPh sb="0" eb="1"><t>jiu</t></rPh></text></comment>'
    listed = f"<authors><author>甲</author></authors><commentList>{empty}{aided}</commentList>"
    sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    relation = f'<Relationship Id="c" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
    made = parts(raw(sheet)) | {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/comments1.xml": f"<comments {MAIN}>{listed}</comments>".encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'.encode(),
    }
    out = parts(with_notes(packed({name: content.decode() for name, content in made.items()}), "1", "2"))
    written = out["xl/comments1.xml"].decode()
    assert re.search(r'<comment ref="A1" authorId="0"><text><r [^>]*><t xml:space="preserve">\n\n' + HEADING, written)
    assert re.search(r'<r><t>旧</t></r><r [^>]*><t xml:space="preserve">\n\n' + HEADING, written)
    assert "legacyDrawing" not in out["xl/worksheets/sheet1.xml"].decode()


def test_the_list_has_a_row_and_a_link_for_every_finding() -> None:
    sheet = opened(with_notes(book(), "≥999%", "水务局"))[LIST]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [
        "级别", "规则", "工作表", "单元格", "项目", "指标", "原文", "问题", "修改建议", "建议改为", "依据",
    ]  # fmt: skip
    assert rows[1][:8] == [
        "错误", "V101", "目标 '24", "B2", "农村饮水安全工程", "供水水质达标率", "≥999%",
        f"{MESSAGE}\n对照：部门表中的同名指标，第41行“≥99%”、第42行“≥98%”",
    ]  # fmt: skip
    assert [sheet["D2"].hyperlink.location, sheet["D3"].hyperlink.location] == ["'目标 ''24'!B2", "'说明'!B2"]
    assert sheet["A1"].font.b
    assert sheet["H2"].alignment.wrap_text
    assert sheet.freeze_panes == "A2"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_name_of_the_list_is_not_taken_twice() -> None:
    once = with_notes(book(), "≥999%")
    assert opened(with_notes(once, "≥999%")).sheetnames == ["说明", "目标 '24", LIST, f"{LIST}1"]


def test_all_else_stays_as_it_is() -> None:
    data = book({"B2": "请核实"})
    before, after = parts(data), parts(with_notes(data, "≥999%"))
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments/comment1.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
    }
    assert set(after) - set(before) == {"xl/worksheets/auditor.xml"}
    assert source_of(with_notes(data, "≥999%")).text.startswith(source_of(data).text)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert with_notes(BOOK, "≥999%", "水价") == with_notes(BOOK, "≥999%", "水价")


def test_the_drawing_is_named_where_the_order_of_elements_has_it() -> None:
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    sheet = cells + '<pageMargins left="1"/>{}<extLst><ext/></extLst>'
    for between in ('<drawing r:id="x"/>', ""):
        made = {name: content.decode() for name, content in parts(raw(sheet.format(between))).items()}
        made["[Content_Types].xml"] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        made["xl/worksheets/sheet1.xml"] = made["xl/worksheets/sheet1.xml"].replace(MAIN, f'{MAIN} xmlns:r="{OFFICE}"')
        out = parts(with_notes(packed(made), "1"))["xl/worksheets/sheet1.xml"].decode()
        assert re.search(r"(<pageMargins[^>]*>|<drawing[^>]*>)<legacyDrawing [^>]*r:id=[^>]*/><extLst>", out)


def test_a_drawing_that_is_there_gets_more_boxes() -> None:
    once = with_notes(book(), "≥999%")
    twice = with_notes(once, "水价", "≥999%")
    (drawing,) = (name for name in parts(twice) if name.endswith(".vml"))
    boxes = parts(twice)[drawing].decode()
    ids = re.findall(r'<v:shape [^>]*id="_x0000_s([0-9]+)"', boxes)
    assert len(ids) == len(set(ids)) == 2
    assert boxes.count("<v:shapetype") == 1
    assert re.findall(r"<x:Row>([0-9]+)</x:Row><x:Column>([0-9]+)<", boxes) == [("1", "1"), ("2", "0")]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
@settings(max_examples=60)
def test_whatever_a_finding_says_is_shown_as_it_is(words: str) -> None:
    source = source_of(BOOK)
    out = annotated(BOOK, source, [finding_on(source, "≥999%", suggestion=f"_x0041_{words}")], "zh")
    shown = read(out, "供水.xlsx").text[len(source.text) :]
    assert "_x0041_" in shown
    printable = [char for char in words if char.isalnum()]
    assert all(char in shown for char in printable)


def test_a_cell_that_cannot_be_found_is_in_the_list_alone() -> None:
    source = source_of(BOOK)
    source.parts = ()
    out = annotated(BOOK, source, [finding_on(source, "≥999%")], "zh")
    assert not notes(out)
    assert opened(out)[LIST]["G2"].value == "≥999%"


@needs_soffice
def test_libreoffice_sees_the_same_text_and_the_notes(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(with_notes(book({"B2": "请核实"}), "≥999%", "999", "水务局", "水价"))
    converted(tmp_path, "fods", "a.xlsx")
    seen = re.sub(r"\s*\n\s*", "", (tmp_path / "a.fods").read_text("utf-8"))
    cells = re.findall(r"<office:annotation .*?</office:annotation>(?:<text:p>)([^<]*)", seen)
    assert cells == ["本表由水务局填写", "≥999%", "水价"]
    assert seen.count(HEADING) == 4
    assert "请核实" in seen
    assert f'table:name="{LIST}"' in seen
