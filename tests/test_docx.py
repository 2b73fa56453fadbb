"""The reader of Word files: every construct, the grid, the limits, and that nothing but Unreadable comes out of it."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_constructs import CONSTRUCTS, FOLDER, HIDDEN_MARK, build, deleted, level, listed, lists
from docx_files import (
    MAIN,
    MERGE_ON,
    MERGE_START,
    OFFICE,
    cell,
    docx,
    docx_parts,
    paragraph,
    row,
    run,
    span,
    table,
    unzipped,
    zipped,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.source import CellPart, Source, TablePart, TextPart, Unreadable
from auditor.source.docx import read, read_anchored
from auditor.source.docx_symbols import symbol, translate
from auditor.source.docx_tables import visible_edges
from auditor.source.flatten import address
from auditor.source.numerals import FORMS, letters, numeral, roman

SAMPLE = docx(
    paragraph("一、项目绩效目标", properties='<w:pStyle w:val="1"/>')
    + table(row("一级指标", "指标", "指标值"), row("产出指标", "设备购置数量", "≥3台"), row("", "验收合格率", "≥95%"))
    + paragraph("资金", deleted("共"), "12.5万元。"),
    styles='<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    numbering=lists(level(0, "decimal", "%1.")),
)


def tables(source: Source) -> list[TablePart]:
    return [part for part in source.parts or () if isinstance(part, TablePart)]


def grid(body: str, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Row, column, row span, column span and text of the cells of a table."""
    source = read(docx(body), "a.docx")
    return [
        (one.row, one.column, one.rowspan, one.colspan, source.text[one.start : one.end])
        for one in tables(source)[number].cells
    ]


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, "a.docx")
    assert caught.value.path == "a.docx"
    assert caught.value.zh.endswith("。") and caught.value.en.endswith(".")
    return caught.value


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name: str) -> None:
    source = read(build(name), "a.docx")
    assert source.text == CONSTRUCTS[name][2] + "\n"
    assert (source.kind, source.lined) == ("docx", False)


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_fixture_files_are_those_of_the_table(name: str) -> None:
    assert unzipped((FOLDER / f"{name}.docx").read_bytes()) == unzipped(build(name)), "run tests/docx_constructs.py"


def test_there_is_no_fixture_without_an_expectation() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.docx")) == sorted(CONSTRUCTS)


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_parts_cover_the_text(name: str) -> None:
    source = read(build(name), "a.docx")
    assert "\n".join(source.text[part.start : part.end] for part in source.parts or ()) + "\n" == source.text
    for part in tables(source):
        between = [(one.end, two.start) for one, two in zip(part.cells, part.cells[1:], strict=False)]
        assert [source.text[end:start] for end, start in between] == [
            "\t" if one.row == two.row else "\n" for one, two in zip(part.cells, part.cells[1:], strict=False)
        ]


def test_merged_cells() -> None:
    body = table(
        row(cell("绩效指标", properties=span(2)), "值"),
        row(cell("产出", properties=MERGE_START), "数量", "3"),
        row(cell(properties=MERGE_ON), "质量", "95"),
    )
    assert grid(body) == [
        (0, 0, 1, 2, "绩效指标"),
        (0, 2, 1, 1, "值"),
        (1, 0, 2, 1, "产出"),
        (1, 1, 1, 1, "数量"),
        (1, 2, 1, 1, "3"),
        (2, 1, 1, 1, "质量"),
        (2, 2, 1, 1, "95"),
    ]


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    assert grid(table(row("甲", "乙"), row(cell("丙", properties=MERGE_ON), "丁")))[2] == (1, 0, 1, 1, "丙")


def test_a_merge_ends_where_another_cell_begins() -> None:
    body = table(
        row(cell("甲", properties=MERGE_START), "1"),
        row("乙", "2"),
        row(cell("丙", properties=MERGE_ON), "3"),
    )
    assert [one[:3] + one[4:] for one in grid(body) if one[1] == 0] == [
        (0, 0, 1, "甲"),
        (1, 0, 1, "乙"),
        (2, 0, 1, "丙"),
    ]


def test_old_horizontal_merge() -> None:
    body = table(
        row(cell("合计", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"), "9"),
        row("甲", "乙", "丙"),
    )
    assert grid(body)[:2] == [(0, 0, 1, 2, "合计"), (0, 2, 1, 1, "9")]


def test_grid_before_moves_the_row() -> None:
    body = table(row("一级", "二级", "三级"), row("人数", properties='<w:gridBefore w:val="2"/>'))
    assert grid(body)[3] == (1, 2, 1, 1, "人数")


def test_columns_nobody_can_see_are_not_counted() -> None:
    body = table(
        row(cell("甲", properties=span(3)), cell("乙", properties=span(2))),
        row(cell("丙", properties=span(3)), cell("丁", properties=span(2))),
    )
    assert [one[1] for one in grid(body)] == [0, 1, 0, 1]


def test_borders_dragged_nearly_into_line_are_one() -> None:
    body = table(
        row("指标", cell("指标值", properties=span(2))),
        row(cell("合格率", properties=span(2)), "≥95%"),
        widths=(2000, 30, 2000),
    )
    assert [(one[1], one[3]) for one in grid(body)] == [(0, 1), (1, 1), (0, 1), (1, 1)]


def test_a_narrow_column_with_text_stays() -> None:
    body = table(row("序", "一", "二"), widths=(30, 2000, 2000))
    assert [one[1] for one in grid(body)] == [0, 1, 2]


def test_visible_edges() -> None:
    assert visible_edges([500, 50, 50, 500]) == [0, 1, 1, 1, 2]
    assert visible_edges([60, 60, 60, 60]) == [0, 0, 1, 1, 2]
    assert visible_edges([0, 0]) == [0, 1, 2]


def test_places() -> None:
    source = read(docx(paragraph("上文") + table(row("甲", "乙"), row("丙", "丁"))), "a.docx")
    last = tables(source)[0].cells[-1]
    location = source.span(last.start, last.end, last.place).location
    assert (location.line, location.place.table, location.place.row, location.place.cell) == (None, 1, 2, "B2")
    assert location.place.page is None


def test_nested_tables_are_numbered_in_the_order_of_the_file() -> None:
    inner = table(row("内"))
    body = table(row(cell(inner), "外")) + table(row("后"))
    source = read(docx(body), "a.docx")
    texts = [source.text[part.start : part.end] for part in tables(source)]
    assert texts == ["\t外", "内", "后"]
    assert [part.place.table for part in tables(source)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("properties", "style", "heading"),
    [
        ('<w:pStyle w:val="1"/>', '<w:name w:val="heading 1"/>', True),
        ('<w:pStyle w:val="1"/>', '<w:name w:val="Title"/>', True),
        ('<w:pStyle w:val="1"/>', '<w:name w:val="toc 1"/>', False),
        ('<w:pStyle w:val="1"/>', '<w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>', True),
        ('<w:pStyle w:val="1"/>', '<w:name w:val="x"/><w:basedOn w:val="1"/>', False),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', '<w:name w:val="heading 1"/>', False),
        ('<w:outlineLvl w:val="0"/>', "", True),
        ("", '<w:name w:val="heading 1"/>', False),
    ],
)
def test_headings(properties: str, style: str, heading: bool) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="1">{style}</w:style>'
    source = read(docx(paragraph("标题", properties=properties), styles=styles), "a.docx")
    part = (source.parts or ())[0]
    assert isinstance(part, TextPart) and part.heading is heading


RENDERED, NEW_PAGE = "<w:r><w:lastRenderedPageBreak/></w:r>", '<w:r><w:br w:type="page"/></w:r>'


def page_numbers(body: str, pages: str) -> list[int | None]:
    source = read(docx(body, pages=pages), "a.docx")
    places: list[int | None] = []
    for part in source.parts or ():
        cells: tuple[CellPart, ...] = part.cells if isinstance(part, TablePart) else ()
        places += [one.place.page for one in cells] or [part.place.page]
    return places


def test_pages_are_named_where_the_breaks_agree_with_the_count() -> None:
    body = (
        paragraph("一", NEW_PAGE)
        + paragraph(RENDERED, "二")
        + table(row("三"), row(cell(paragraph(RENDERED, "四")), "五"))
    )
    assert page_numbers(body, "3") == [1, 2, 2, 3, 3]
    assert page_numbers(body, "4") == [None] * 5
    assert page_numbers(paragraph("一"), "1") == [None]


def test_a_row_cut_by_a_page_end_counts_once() -> None:
    halves = paragraph("上", RENDERED, "下")
    assert page_numbers(table(row(cell(halves), cell(halves)), row("后")), "2") == [1, 1, 2]


def test_headers_and_footers_in_tables_and_external_relations() -> None:
    files = docx_parts(
        paragraph("正文") + '<w:sectPr><w:headerReference r:id="header1"/><w:headerReference r:id="away"/></w:sectPr>',
        header1=table(row("文号", "某财〔2024〕5号")),
    )
    relations = str(files["word/_rels/document.xml.rels"])
    away = f'<Relationship Id="away" Type="{OFFICE}/header" Target="file:///etc/hostname" TargetMode="External"/>'
    files["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", away + "</Relationships>")
    assert read(zipped(files), "a.docx").text == "正文\n文号\t某财〔2024〕5号\n"


def test_anchors_point_at_the_paragraphs_of_the_main_part() -> None:
    body = (
        listed("总体目标")
        + table(row("甲", cell(paragraph("乙") + paragraph("丙"))))
        + paragraph("上", properties=HIDDEN_MARK)
        + paragraph("下")
    )
    files = docx_parts(body, numbering=lists(level(0, "chineseCounting", "%1、")))
    source, anchors, main = read_anchored(zipped(files), "a.docx")
    xml = str(files[main]).encode()
    texts = [source.text[anchor.start : anchor.end] for anchor in anchors]
    assert texts == ["总体目标", "甲", "乙", "丙", "上下"]
    for anchor, text in zip(anchors, texts, strict=True):
        following = xml[anchor.at :].decode()
        assert following.startswith("<w:p>") and text[0] in following.partition("</w:p>")[0]


def respelt(files: dict[str, str | bytes], *changes: tuple[str, str]) -> str:
    """The text read after the same replacements in all names and contents."""
    out: dict[str, str | bytes] = {}
    for name, content in files.items():
        text = str(content)
        for old, new in changes:
            name, text = name.replace(old, new), text.replace(old, new)
        out[name] = text
    return read(zipped(out), "a.docx").text


def test_other_spellings_of_the_same_file() -> None:
    body, parts, text = CONSTRUCTS["list_chinese"]
    files = docx_parts(body, **parts)
    prefix = (("<w:", "<ns0:"), ("</w:", "</ns0:"), (" w:", " ns0:"), ("xmlns:w=", "xmlns:ns0="))
    default = (("<w:", "<"), ("</w:", "</"), ("xmlns:w=", f'xmlns:w="{MAIN}" xmlns='))
    strict = (MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert respelt(files, *prefix) == text + "\n"
    assert respelt(files, *default) == text + "\n"
    assert respelt(files, strict) == text + "\n"
    assert respelt(files, ("document.xml", "document2.xml")) == text + "\n"
    assert respelt(files, ("word/", "word\\")) == text + "\n"
    assert respelt(files, ("word/", "WORD/")) == text + "\n"


def test_utf_16() -> None:
    body, parts, text = CONSTRUCTS["list_chinese"]
    files = docx_parts(body, **parts)
    for name in ("word/document.xml", "word/numbering.xml"):
        files[name] = str(files[name]).replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(zipped(files), "a.docx").text == text + "\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (paragraph("甲", deleted("乙")), ["修订"]),
        (paragraph("甲", run("乙", "<w:vanish/>")), ["隐藏"]),
        (table(row(cell("甲", properties=MERGE_START)), row(cell("盖住", properties=MERGE_ON))), ["隐藏"]),
        (paragraph("甲", "<w:r><w:object/></w:r>"), ["嵌有"]),
        (paragraph("甲"), []),
    ],
)
def test_notes_say_what_was_left_out(body: str, words: list[str]) -> None:
    notes = read(docx(body), "a.docx").notes
    assert len(notes) == len(words)
    assert all(word in zh for word, (zh, _) in zip(words, notes, strict=True))


def test_refusals_name_the_reason() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    picture = paragraph("<w:r><w:drawing/></w:r>")
    assert "空" in refusal(b"").zh
    assert "加密" in refusal(ole + "EncryptedPackage".encode("utf-16-le")).zh
    assert ".doc" in refusal(ole).zh
    assert "不是 Word" in refusal(b"%PDF-1.7 ...").zh
    assert "不是 Word" in refusal(zipped({"a.txt": "甲"})).zh
    main = (
        f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    assert "Excel" in refusal(zipped({"_rels/.rels": main, "xl/workbook.xml": "<workbook/>"})).zh
    assert "没有文字" in refusal(docx(paragraph(" "))).zh
    assert "图片" in refusal(docx(picture)).zh
    assert "损坏" in refusal(SAMPLE[: len(SAMPLE) // 2]).zh
    assert "损坏" in refusal(zipped({"word/styles.xml": "<w/>"})).zh
    assert "损坏" in refusal(docx("<w:p>")).zh


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_document_types_and_entities_are_refused(declaration: str) -> None:
    files = docx_parts(paragraph("&a;" if "ENTITY" in declaration else "甲"))
    for name in ("word/document.xml", "_rels/.rels"):
        content = str(files[name])
        head, _, rest = content.partition("?>") if content.startswith("<?xml") else ("", "", content)
        spoiled = files | {name: f"{head}?>{declaration}{rest}" if head else declaration + rest}
        assert "实体声明" in refusal(zipped(spoiled)).zh


def many(count: int, one: str) -> str:
    """Something over and over with noise between, so that it does not pack like a bomb."""
    noise = random.Random(1)
    return "".join(f"{one}<!--{noise.getrandbits(64):x}-->" for _ in range(count))


def test_too_many_cells() -> None:
    cells = (
        "<w:tbl>"
        + many(31_000, "<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr></w:tc>' * 10 + "</w:tr>")
        + "</w:tbl>"
    )
    assert "300000 个单元格" in refusal(docx(cells)).zh


def test_wide_spans_count_as_the_cells_they_cover() -> None:
    assert "个单元格" in refusal(docx(table(*[row(cell("甲", properties=span(999_999)))] * 400))).zh


def test_a_zip_bomb() -> None:
    assert "压缩炸弹" in refusal(docx(paragraph(" " * 40_000_000))).zh


def test_what_unpacks_beyond_the_limit() -> None:
    data = bytearray(SAMPLE)
    at = data.index(b"PK\x01\x02")
    while data[at : at + 4] == b"PK\x01\x02":
        name, extra, comment = struct.unpack_from("<3H", data, at + 28)
        struct.pack_into("<L", data, at + 24, 900_000_000)
        at += 46 + name + extra + comment
    assert "128 MB" in refusal(bytes(data)).zh


def test_elements_and_tables_nested_too_deeply() -> None:
    assert "嵌套过深" in refusal(docx("<w:sdt>" * 200_000)).zh
    nest = "甲"
    for _ in range(40):
        nest = table(row(cell(nest)))
    assert "层嵌套表格" in refusal(docx(nest)).zh


def test_labels_cannot_be_blown_up() -> None:
    huge = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="2147483647"/></w:lvlOverride>'
    for form in ("upperRoman", "lowerLetter", "chineseCounting"):
        numbering = lists(level(0, form, "%1" * 500), override=huge)
        assert len(read(docx(listed("甲", 0, "10"), numbering=numbering), "a.docx").text) < 1000


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, auditor.source.docx; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"zipfile", "xml.etree", "xml.dom", "lxml", "pathlib", "urllib", "email", "docx"} & set(loaded)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {3: "03", 12: "12"}),
        (
            "chineseCounting",
            {
                1: "一",
                10: "十",
                12: "十二",
                20: "二十",
                101: "一百零一",
                110: "一百一十",
                1005: "一千零五",
                10000: "10000",
            },
        ),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰", 205: "贰佰零伍"}),
        ("ideographDigital", {9: "九", 10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa", 781: "781"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("none", {5: ""}),
        ("unheard-of", {5: "5"}),
    ],
)
def test_numerals(form: str, expected: dict[int, str]) -> None:
    assert {number: numeral(number, form) for number in expected} == expected


@given(st.integers(0, 10**9), st.sampled_from(sorted(FORMS)))
def test_numerals_stay_short(number: int, form: str) -> None:
    assert len(numeral(number, form)) < 40


@given(st.integers(1, 3999), st.integers(1, 3999))
def test_different_numbers_have_different_numerals(one: int, two: int) -> None:
    for form in (
        roman,
        letters,
        FORMS["chineseCounting"],
        FORMS["chineseLegalSimplified"],
        FORMS["decimalEnclosedCircle"],
    ):
        assert (form(one) == form(two)) == (one == two)


def test_symbols() -> None:
    assert [symbol(code, "Symbol") for code in ("F0B3", "00A3", "B1", "F0B4")] == ["≥", "≤", "±", "×"]
    assert symbol("2265", "宋体") == "≥"
    assert [symbol(code, "Symbol") for code in ("", "zz", "D800", "0000", "FFFFFFFF")] == [""] * 5
    assert translate("\uf0b3\uf0b3ab率", "") == "≥≥ab率"
    assert translate("°", "宋体") == "°"


def test_addresses() -> None:
    assert [address(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<>&\ufeff\u200b\u2060\xad"), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.lists(TEXTS, max_size=2), min_size=1, max_size=4), min_size=1, max_size=4))
def test_cells_come_back_as_written(rows: list[list[list[str]]]) -> None:
    body = table(*(row(*(cell(*(paragraph(run(text)) for text in texts)) for texts in cells)) for cells in rows))
    source = read(docx(paragraph("甲") + body), "a.docx")
    found = [source.text[one.start : one.end] for one in tables(source)[0].cells]

    def shown(text: str) -> str:
        return "".join(translate(one, "") if "\uf020" <= one <= "\uf0ff" else one for one in text).replace("\t", " ")

    assert found == ["\n".join(shown(text) for text in texts if text.strip()) for cells in rows for texts in cells]


def only_unreadable(reader: Callable[[bytes, str], Source], data: bytes) -> None:
    try:
        source = reader(data, "a")
    except Unreadable:
        return
    for part in source.parts or ():
        assert 0 <= part.start <= part.end <= len(source.text)
    source.text.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(CONSTRUCTS)),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_damaged_files_are_refused_or_read(name: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(build(name))
    for at, value in changes:
        data[at % len(data)] = value
    only_unreadable(read, bytes(data))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(CONSTRUCTS)), st.data())
def test_damaged_xml_is_refused_or_read(name: str, data: st.DataObject) -> None:
    body, parts, _ = CONSTRUCTS[name]
    files = docx_parts(body, **parts)
    victim = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(str(files[victim]).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content[start:end] = data.draw(
            st.sampled_from([b"", b"w:", b"<w:p>", b"</w:tc>", b"9999999999", b'"/>', b"\xff", b"&#0;"])
        )
    only_unreadable(read, zipped(files | {victim: bytes(content)}))


def test_paths_are_named_as_given() -> None:
    assert read(SAMPLE, str(Path("x") / "a.docx")).path == str(Path("x") / "a.docx")
