"""Excel workbooks: what cells show, where they are, what is hidden or missing, and what is refused."""

from __future__ import annotations

import datetime
import functools
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pytest
from compound_files import compound
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.source import Source, TablePart, Unreadable
from auditor.source.compound import SIGNATURE
from auditor.source.number_formats import BUILT_IN, shower
from auditor.source.xlsx import read
from auditor.source.xlsx_package import Package, plain_string, read_workbook
from auditor.source.xlsx_sheet import plain_cell
from auditor.source.zipped import Member, chunks

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def relations(*items: tuple[str, str, str]) -> str:
    rows = (f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in items)
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def raw(sheet: str, formats: tuple[str, ...] = (), strings: str = "", book: str = "", around: str = "{}") -> bytes:
    """A workbook of one sheet from the XML inside its `worksheet`; format number 164 + n is style n + 1."""
    codes = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *range(164, 164 + len(formats))))
    return packed(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": relations(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "styles", "/xl/styles.xml"),
                ("r3", "sharedStrings", "sharedStrings.xml"),
            ),
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">{book}'
            '<sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
            "xl/worksheets/sheet1.xml": around.format(f"<worksheet {MAIN}>{sheet}</worksheet>"),
        }
    )


def rows(*cells: str) -> str:
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tables(source: Source) -> list[TablePart]:
    return [part for part in source.parts or () if isinstance(part, TablePart)]


def shown(source: Source) -> dict[str, str]:
    """Text by sheet and address, filled cells only."""
    return {
        f"{cell.place.sheet}!{cell.place.cell}": source.text[cell.start : cell.end]
        for table in tables(source)
        for cell in table.cells
        if cell.end > cell.start
    }


def form() -> openpyxl.Workbook:
    """A form as departments fill it in: a merged title, merged levels, percentages, a date, an amount."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "绩效自评"
    for row in (
        ["2023年度项目支出绩效自评表"],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成日期", "金额"],
        ["产出指标", "数量指标", "改造里程", 12.5, datetime.date(2023, 12, 31), 1234.5],
        [None, "质量指标", "合格率", 0.98, 45291, "12.50"],
        [],
        ["填表说明"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A3:A4")
    sheet["D4"].number_format = "0%"
    sheet["E3"].number_format = "yyyy/m/d"
    sheet["F3"].number_format = "#,##0.00"
    return book


FORM = {
    "A1": "2023年度项目支出绩效自评表", "A2": "一级指标", "B2": "二级指标", "C2": "三级指标", "D2": "指标值",
    "E2": "完成日期", "F2": "金额", "A3": "产出指标", "B3": "数量指标", "C3": "改造里程", "D3": "12.5",
    "E3": "2023年12月31日", "F3": "1,234.50", "B4": "质量指标", "C4": "合格率", "D4": "98%", "E4": "45291",
    "F4": "12.50", "A6": "填表说明",
}  # fmt: skip


def test_cells_show_what_excel_shows_at_their_addresses() -> None:
    assert shown(read(saved(form()), "a.xlsx")) == {f"绩效自评!{cell}": text for cell, text in FORM.items()}


def test_merged_ranges_are_one_cell_and_blank_rows_part_tables() -> None:
    source = read(saved(form()), "a.xlsx")
    first, second = tables(source)
    spans = {cell.place.cell: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in first.cells}
    assert spans["A1"] == (0, 0, 1, 6)
    assert spans["A3"] == (2, 0, 2, 1)
    assert "A4" not in spans
    assert len(spans) == 18
    assert [(cell.place.table, cell.place.row, cell.place.cell, cell.row) for cell in second.cells] == [(2, 6, "A6", 0)]
    assert not source.lined
    assert source.kind == "xlsx"


def test_blank_cells_of_a_table_are_listed() -> None:
    source = read(raw(rows('<c r="A1"><v>1</v></c>', '<c r="C1"><v>3</v></c>')), "a.xlsx")
    assert [(c.place.cell, source.text[c.start : c.end]) for c in tables(source)[0].cells] == [
        ("A1", "1"), ("B1", ""), ("C1", "3"),
    ]  # fmt: skip
    assert source.text == "1\t\t3\n"


def test_every_sheet_is_read_and_hidden_things_are_said() -> None:
    book = form()
    other = book.create_sheet("底稿")
    other["B2"] = "核对数"
    other.sheet_state = "hidden"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["F"].hidden = True
    source = read(saved(book), "a.xlsx")
    assert shown(source)["底稿!B2"] == "核对数"
    assert shown(source)["绩效自评!F2"] == "金额"
    said = "".join(zh for zh, _ in source.notes)
    assert "底稿" in said
    assert "1 行、1 列" in said


def test_formulas_give_their_stored_result_and_the_lack_of_one_is_said() -> None:
    sheet = rows(
        '<c r="A1"><f>1+1</f><v>2</v></c>',
        '<c r="B1"><f>A1*2</f></c>',
        '<c r="C1"><f>A1*2</f><v></v></c>',
        '<c r="D1" t="str"><f>"" &amp; ""</f><v></v></c>',
        '<c r="E1" t="str"><f>"甲"</f><v>甲</v></c>',
    )
    source = read(raw(sheet), "a.xlsx")
    assert shown(source) == {"表1!A1": "2", "表1!E1": "甲"}
    assert "2 个公式" in source.notes[0][0]


def test_kinds_of_cells() -> None:
    sheet = rows(
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="B1" t="inlineStr"><is><r><t>公路</t></r><rPh><t>gonglu</t></rPh><r><t>里程</t></r></is></c>',
        '<c r="C1" t="b"><v>1</v></c>',
        '<c r="D1" t="e"><v>#DIV/0!</v></c>',
        '<c r="E1" t="d"><v>2023-12-31T00:00:00</v></c>',
        '<c t="s"><v>1</v></c>',
        '<c r="G1" t="s"><v>99</v></c>',
    )
    strings = (
        '<si><r><t>绩效</t></r><r><t>目标</t></r><rPh sb="0" eb="2"><t>x</t></rPh></si>'
        "<si><t>第一行_x000D_\n第二行_x005F_x000D_</t></si>"
    )
    assert list(shown(read(raw(sheet, strings=strings), "a.xlsx")).values()) == [
        "绩效目标", "公路里程", "TRUE", "#DIV/0!", "2023年12月31日", "第一行\n第二行_x000D_",
    ]  # fmt: skip


def test_prefixes_that_some_programs_write_make_no_difference() -> None:
    plain = raw(rows('<c r="A1" t="inlineStr"><is><t>甲</t></is></c>', '<c r="B1"><v>0.5</v></c>'))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, text in parts.items():
        if name.endswith(".xml"):
            opened = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
            parts[name] = opened.replace("xmlns=", "xmlns:x=")
    assert shown(read(packed(parts), "a.xlsx")) == {"表1!A1": "甲", "表1!B1": "0.5"}


def test_cells_out_of_order_and_cells_twice() -> None:
    sheet = (
        '<sheetData><row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>'
    )
    assert list(shown(read(raw(sheet), "a.xlsx")).items()) == [("表1!A1", "2"), ("表1!A2", "3"), ("表1!B2", "4")]


def test_a_filled_merged_cell_keeps_a_table_together_over_its_rows() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
    )
    source = read(raw(sheet), "a.xlsx")
    assert len(tables(source)) == 1
    assert tables(source)[0].cells[0].rowspan == 3


def test_text_under_a_merged_cell_is_not_shown() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    source = read(raw(sheet), "a.xlsx")
    assert shown(source) == {"表1!A1": "1", "表1!C1": "3"}
    assert source.text == "1\t3\n"


def test_text_under_a_merged_cell_above_the_table_loses_nothing() -> None:
    sheet = (
        '<sheetData><row r="3"><c r="A3"><v>1</v></c></row>'
        '<row r="7"><c r="A7"><v>2</v></c><c r="B7"><v>3</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A5"/></mergeCells>'
    )
    assert shown(read(raw(sheet), "a.xlsx")) == {"表1!A7": "2", "表1!B7": "3"}


def test_a_title_merged_beyond_the_table_does_not_widen_it() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>3</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:Z1"/></mergeCells>'
    )
    found = tables(read(raw(sheet), "a.xlsx"))[0].cells
    assert [(cell.place.cell, cell.colspan) for cell in found] == [("A1", 2), ("A2", 1), ("B2", 1)]


def test_a_stray_cell_far_away_makes_no_million_blanks() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>3</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    )
    source = read(raw(sheet), "a.xlsx")
    assert shown(source)["表1!XFD1"] == "2"
    assert sum(len(table.cells) for table in tables(source)) < 10


def test_dates_counted_from_1904() -> None:
    book = '<workbookPr date1904="1"/>'
    source = read(raw(rows('<c r="A1" s="1"><v>43829</v></c>'), ("yyyy/m/d",), book=book), "a.xlsx")
    assert shown(source) == {"表1!A1": "2023年12月31日"}


ACCOUNTS = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.98", "0%", "98%"),
        ("0.98460000000000003", "0.00%", "98.46%"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.333333333333333", "General", "0.333333333"),
        ("13102821000137", "General", "13102821000137"),
        ("1E-3", "General", "0.001"),
        ("44561", "General", "44561"),
        ("44561", "yyyy/m/d", "2021年12月31日"),
        ("44561", '[$-804]yyyy"年"m"月"d"日";@', "2021年12月31日"),
        ("44561", 'yyyy"年"m"月"', "2021年12月"),
        ("44561", "m/d", "12月31日"),
        ("44561.5", "yyyy-mm-dd hh:mm", "2021年12月31日 12:00"),
        ("0.354166666666667", "h:mm", "08:30"),
        ("1.5", "[h]:mm", "36:00"),
        ("59", "yyyy/m/d", "1900年2月28日"),
        ("61", "yyyy/m/d", "1900年3月1日"),
        ("99999999", "yyyy/m/d", "99999999"),
        ("12.5", '0.00"万元"', "12.50万元"),
        ("12.5", "0.00\\%", "12.50%"),
        ("0", ACCOUNTS, "-"),
        ("-1234.567", ACCOUNTS, "-1,234.57"),
        ("-5", "0.00_);[Red](0.00)", "(5.00)"),
        ("-5", "0;[Red]-0", "-5"),
        ("-0.001", "0.00", "0.00"),
        ("2.675", "0.00", "2.68"),
        ("1234567", "#,##0,", "1,235"),
        ("0.5", "0.##", "0.5"),
        ("7", "000", "007"),
        ("0.5", "# ?/?", "0.5"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("9.999", "0.0E+0", "1.0E+1"),
        ("85", '[>=90]"优";[>=80]"良";"中"', "良"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("12", 'General"元"', "12元"),
        ("7", "@", "7"),
        ("1e999", "0", "1e999"),
        ("5", "[>1.2.3]0", "5"),
        ("5", "[>.]0.0", "5.0"),
        ("不是数", "0.00", "不是数"),
    ],
)
def test_number_formats(value: str, code: str, text: str) -> None:
    assert shower(code)(value) == text


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_with_decimals_shows_the_nearest_such_number(value: Decimal) -> None:
    shown = shower("#,##0.00")(str(value))
    assert abs(Decimal(shown.replace(",", "")) - value) <= Decimal("0.005")
    assert len(shown.partition(".")[2]) == 2


CODES = st.one_of(st.sampled_from(sorted(BUILT_IN.values())), st.text('0#?,.%;"\\[]<>=1yMdhs@E+- _*年', max_size=20))


@given(CODES, st.floats())
def test_no_code_and_no_value_makes_showing_fail(code: str, value: float) -> None:
    assert isinstance(shower(code)(repr(value)), str)


# Refusals.


def test_an_xml_part_with_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>{}'
    with pytest.raises(Unreadable, match="document type"):
        read(raw(rows('<c r="A1"><v>1</v></c>'), around=bomb), "a.xlsx")


def test_links_out_of_the_file_are_not_followed() -> None:
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "../../../../etc/passwd")).replace(
            "/>", ' TargetMode="External"/>'
        ),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">'
        '<sheets><sheet name="甲" r:id="r1"/></sheets></workbook>',
    }
    with pytest.raises(Unreadable, match="empty"):
        read(packed(parts), "a.xlsx")


def test_empty_workbooks_are_refused() -> None:
    with pytest.raises(Unreadable, match="empty"):
        read(saved(openpyxl.Workbook()), "a.xlsx")


def test_encrypted_is_said() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "a.xlsx")


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04", SIGNATURE + bytes(2000)])
def test_damaged_is_said(data: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(data, "a.xls")


def test_another_archive_is_no_workbook() -> None:
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        read(packed({"readme.txt": "甲"}), "a.xlsx")


def test_more_cells_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.source.xlsx.MOST_CELLS", 3)
    with pytest.raises(Unreadable, match="which is the limit"):
        read(saved(form()), "a.xlsx")


def test_web_pages_that_call_themselves_xls_are_read() -> None:
    page = "<html><body><table><tr><td>项目名称</td><td>农村公路改造</td></tr></table></body></html>".encode()
    assert "农村公路改造" in read(page, "a.xls").text


@functools.cache
def sample() -> bytes:
    return saved(form())


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=20))
def test_altered_bytes_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(sample())
    for at, value in changes:
        data[at % len(data)] = value
    read_or_refused(bytes(data))


XML = (
    '<sheetData><row r="1"><c r="A1" s="1" t="s"><f>1</f><v>0</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
)
PLACED = st.tuples(st.integers(0, len(XML) - 1), st.sampled_from('0123456789AZ:<>/"= -e.'))


@settings(max_examples=150)
@given(st.lists(PLACED, min_size=1, max_size=8))
def test_altered_sheets_are_read_or_refused(changes: list[tuple[int, str]]) -> None:
    text = list(XML)
    for at, char in changes:
        text[at] = char
    read_or_refused(raw("".join(text), ("yyyy/m/d",), "<si><t>甲</t></si>"))


def read_or_refused(data: bytes) -> None:
    try:
        source = read(data, "a.xlsx")
    except Unreadable as refusal:
        assert refusal.zh.endswith("。")
        return
    for table in tables(source):
        for cell in table.cells:
            assert 0 <= cell.start <= cell.end <= len(source.text)


# Cells and strings that are read past the parser.


def test_plain_cells_and_strings_are_found() -> None:
    cells = '<c r="A1" s="3"/><c r="AB12" t="s"><v>5</v></c><c r="C1" s="1" t="n"><v>1.5E-3</v></c><c r="D1"></c>'
    assert plain_cell().findall(f"<row>{cells}</row>") == [
        ("A", "3", "", ""),
        ("AB", "", "s", "5"),
        ("C", "1", "n", "1.5E-3"),
        ("D", "", "", ""),
    ]
    strings = (
        '<si><t>甲\n乙</t></si><si><t xml:space="preserve"> 丙</t><phoneticPr fontId="1" type="noConversion"/></si>'
    )
    assert plain_string().findall(f"<sst>{strings}</sst>") == ["甲\n乙", " 丙"]


STRINGS = (
    "<si><t>甲</t></si>",
    '<si><t xml:space="preserve"> 乙 </t><phoneticPr fontId="1"/></si>',
    "<si><r><rPr><b/></rPr><t>丙</t></r><r><t>丁</t></r></si>",
    "<si><t>a&amp;b</t></si>",
    "<si><t>_x000D_戊\r\n己</t></si>",
    '<si><t>庚</t><rPh sb="0" eb="1"><t>geng</t></rPh></si>',
    "<si><rPh><si><t>辛</t></si></rPh><t>壬</t></si>",
    "<si/>",
    "<si><t/></si>",
)
VALUES = (
    "<v>0</v>",
    "<v>1.50</v>",
    "<v>9</v>",
    "<v>-0.004</v>",
    "<v>1</v><f>A1</f>",
    "<f>A1+1</f><v>2</v>",
    "<f>B2</f>",
    "<v>a&lt;b</v>",
    "<v>x\ry</v>",
    "<v/>",
    "<is><t>癸</t></is>",
    '<c r="B2"><v>7</v></c>',
    "",
)
KINDS = ("", ' t="s"', ' t="n"', ' t="str"', ' t="b"', ' t="inlineStr"', ' t="d"', ' t="e"')
STYLES = ("", ' s="0"', ' s="1"', ' s="2"', ' s="99"', ' s="x"')
WRITTEN = st.builds(
    lambda place, style, kind, value: f"<c{place}{style}{kind}>{value}</c>" if value else f"<c{place}{style}{kind}/>",
    st.sampled_from(("", ' r="A1"', ' r="B1"', ' r="C2"', ' r="XFE1"', ' r="1"', ' r="AAAA1"', " r='D1'")),
    st.sampled_from(STYLES),
    st.sampled_from(KINDS),
    st.sampled_from(VALUES),
)


FIRST = len(f"<worksheet {MAIN}>")


def facts(data: bytes) -> object:
    try:
        source = read(data, "a.xlsx")
    except Unreadable as error:
        return error.zh
    strings = read_workbook(Package(data, "a.xlsx")).strings
    return source.text, [list(table.cells) for table in tables(source)], source.notes, strings


@settings(max_examples=300, deadline=None)
@example([["<c><f>B2</f></c>", '<c r="B1"/>', '<c r="C1"><v>1</v></c>']], [], "", 900)
@example([['<c r="A1"><v>1</v></c>']], list(STRINGS), "", 400)
@example([['<c r="A1" s="2"><v>0.5</v></c>', '<c r="B1" s="9"><v>0.5</v></c>']], [], "", 400)
@given(
    st.lists(st.lists(WRITTEN, max_size=4), min_size=1, max_size=4),
    st.lists(st.sampled_from(STRINGS), max_size=9),
    st.sampled_from(("", "\n", "<!-- a -->", "<x>", "<rPh>")),
    st.integers(20, 900),
)
def test_what_is_plain_is_read_as_the_handlers_read_it(
    written: list[list[str]], strings: list[str], between: str, size: int
) -> None:
    """Read in small pieces, so that cuts fall everywhere; the first one holds the start of the root element."""

    def pieces(data: bytes, member: Member, path: str) -> Iterator[bytes]:
        content = b"".join(chunks(data, member, path))
        yield content[:FIRST]
        for at in range(FIRST, len(content), size):
            yield content[at : at + size]

    body = "".join(f'<row r="{number}">{between.join(row)}</row>' for number, row in enumerate(written, 1))
    data = raw(f"<sheetData>{body}</sheetData>", ("0.00", "0%"), "".join(strings))
    expected = facts(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("auditor.source.xlsx_package.chunks", pieces)
        patch.setattr("auditor.source.plain_xml.WORTH", 0)
        assert facts(data) == expected
