"""What is read past the parser is read as its handlers read it: annotating, which needs them, is the measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from docx_constructs import AUTHOR, CONSTRUCTS, box, build, deleted, field, instruction, level, lists, style
from docx_files import MAIN, cell, docx, docx_parts, paragraph, row, run, span, table, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.source import Source, TablePart, Unreadable
from auditor.source.docx import read, read_anchored
from auditor.source.docx_body import BodyReader
from auditor.source.docx_plain import MEANT, plain_pattern
from auditor.source.zipped import Member, chunks

STYLES = (
    style("Body", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    + style("Title", "")
    + style("Gone", "<w:rPr><w:vanish/></w:rPr>")
)
LISTED = style("Item", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
FIRST = len(str(docx_parts("")["word/document.xml"])) - 5
PARTS = {"styles": STYLES + LISTED, "numbering": lists(level(0, "decimal", "%1."))}


def facts(source: Source) -> list[object]:
    cells = [list(part.cells) if isinstance(part, TablePart) else part for part in source.parts or ()]
    return [source.text, cells, source.notes]


def same_both_ways(data: bytes, size: int) -> None:
    """Read in small pieces, so that cuts fall everywhere; the first one holds the start of the root element."""

    def pieces(data: bytes, member: Member, path: str) -> Iterator[bytes]:
        content = b"".join(chunks(data, member, path))
        yield content[:FIRST]
        for at in range(FIRST, len(content), size):
            yield content[at : at + size]

    def outcome(reader: Callable[[], Source]) -> list[object]:
        try:
            return facts(reader())
        except Unreadable as error:
            return [error.zh]

    expected = outcome(lambda: read_anchored(data, "a.docx")[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("auditor.source.docx.chunks", pieces)
        patch.setattr("auditor.source.plain_xml.WORTH", 0)
        assert outcome(lambda: read(data, "a.docx")) == expected


@pytest.mark.parametrize("piece", [50, 300, 4000])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_constructs(name: str, piece: int) -> None:
    same_both_ways(build(name), piece)


LOOKS = '<w:rFonts w:hint="eastAsia" w:ascii="宋体"/><w:b/><w:color w:val="FF0000"/><w14:ligatures w14:val="none"/>'
AS_WORD_WRITES = (
    '<w:p w14:paraId="1A2B3C4D" w:rsidR="00A1"><w:pPr><w:pStyle w:val="Body"/><w:jc w:val="center"/>'
    f'<w:rPr>{LOOKS}</w:rPr></w:pPr><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00A1"><w:rPr>{LOOKS}</w:rPr>'
    '<w:t>设备</w:t></w:r><w:bookmarkStart w:id="0" w:name="a"/><w:r><w:t xml:space="preserve"> 购置 </w:t></w:r></w:p>'
)
BORDERS = '<w:tcBorders><w:top w:val="nil"/><w:end w:val="nil"/></w:tcBorders><w:vAlign w:val="center"/>'


def test_what_is_plain() -> None:
    start = f'<w:tc><w:tcPr><w:tcW w:w="9" w:type="dxa"/>{span(2)}<w:vMerge/>{BORDERS}</w:tcPr>'
    body = f"<w:tr>{start}{AS_WORD_WRITES}</w:tc>{AS_WORD_WRITES}<w:p/><w:p></w:p></w:tr>"
    runs = AS_WORD_WRITES[AS_WORD_WRITES.index("<w:proofErr") :].removesuffix("</w:p>")
    assert plain_pattern().split(body) == [
        "<w:tr>",
        *(start, "Body", runs, ""),
        *(None, "Body", runs, ""),
        *(None, None, None, ""),
        *(None, None, "", "</w:tr>"),
    ]


def test_it_goes_past_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str | None] = []
    whole = BodyReader._take_plain

    def watched(reader: BodyReader, cell: str | None, style: str | None, runs: str | None) -> None:
        taken.append(style)
        whole(reader, cell, style, runs)

    monkeypatch.setattr(BodyReader, "_take_plain", watched)
    short, long = docx(AS_WORD_WRITES), docx(AS_WORD_WRITES * 200)
    assert not (read(short, "a.docx"), taken)[1], "making the pattern takes longer than it saves"
    read(long, "a.docx")
    assert taken.count("Body") in range(197, 201)


@pytest.mark.parametrize(
    "one",
    [
        paragraph(run("甲") + "<w:r><w:tab/></w:r>"),
        paragraph("a&amp;b"),
        paragraph("x²"),
        paragraph("\uf0b3"),
        paragraph("甲\r\n"),
        paragraph("a>b"),
        "<w:p><w:r><w:t> 甲</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>甲 </w:t></w:r></w:p>",
        paragraph(deleted("甲")),
        paragraph("甲", properties='<w:outlineLvl w:val="1"/>'),
        "<w:p><w:r><w:rPr><w:b></w:rPr></w:r></w:p>",
        "<w:p w:a='1'><w:r/></w:p>",
        '<w:p w:a="<"/>',
        "<w:p><w:r></w:p>",
        f'<w:tag w:val="{paragraph("甲")}"/>',
        paragraph("甲", properties='<w:pStyle w:val="a\tb"/>'),
    ],
)
def test_what_is_left_to_the_parser(one: str) -> None:
    assert not plain_pattern().search(f"<w:body>{one}</w:body>")


@pytest.mark.parametrize("name", MEANT)
def test_properties_with_a_meaning(name: str) -> None:
    for meant in (f"<w:{name}/>", f'<w:{name} w:val="1"/>', f'<w:{name} w:val="superscript"/>'):
        body = (
            paragraph(run("甲2", meant), "乙")
            + paragraph("丙", properties=meant)
            + paragraph("丁", properties=f"<w:rPr>{meant}</w:rPr>")
            + table(row("戊", cell("己", properties=meant), "庚"), row("辛", cell("壬", properties=meant), "癸"))
        )
        for piece in (60, 700):
            same_both_ways(docx(body, **PARTS), piece)


def test_comments_and_raw_text_end_it() -> None:
    for hidden in ("<!-- {} -->", "<![CDATA[{}]]>", "<?a {}?>"):
        body = paragraph("甲") * 9 + "<w:p><w:r><w:t>" + hidden.format(">" + paragraph("没有")) + "</w:t></w:r></w:p>"
        for piece in (40, 90, 400, 700):
            same_both_ways(docx(body + paragraph("乙") * 9), piece)


def test_other_prefixes_and_encodings() -> None:
    body = paragraph("甲") * 5 + table(row("乙", "丙")) + paragraph(run("丁", "<w1:vanish/>"))
    main = str(docx_parts(body)["word/document.xml"])
    other = main.replace("<w:", "<n:").replace("</w:", "</n:").replace(" w:", " n:").replace("xmlns:w=", "xmlns:n=")
    strange = "<n:body>" + paragraph("没有") * 9
    for spelt in (
        main.encode(),
        b"\xef\xbb\xbf" + main.encode(),
        main.replace("xmlns:r=", f'xmlns:w1="{MAIN}" xmlns:r=').encode(),
        main.replace('"UTF-8"', "'utf-8'").encode(),
        main.replace("UTF-8", "GBK").encode("gbk"),
        main.replace("UTF-8", "UTF-16").encode("utf-16"),
        main.partition("?>")[2].encode(),
        other.encode(),
        other.replace("n:document", "w:document").replace("xmlns:r=", "xmlns:w=").replace("<n:body>", strange).encode(),
        main.encode().replace("甲".encode(), b"\xff\xfe\xfd", 1),
    ):
        for piece in (60, 700, 5000):
            same_both_ways(zipped(docx_parts(body) | {"word/document.xml": spelt}), piece)


HIDDEN = run("隐", "<w:vanish/>")


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{run('甲')}{paragraph('乙')}{run('丙')}</w:p>",
        f"<w:p>{run('甲')}{box(paragraph('乙'))}{paragraph('丙')}</w:p>",
        field("begin") + paragraph("甲") + paragraph("乙"),
        paragraph(field("begin"), box(paragraph("甲") + paragraph("乙")), field("end")),
        paragraph(HIDDEN) + paragraph("甲") + paragraph("<m:den/>"),
        paragraph(HIDDEN) + paragraph() + paragraph("<m:den/>"),
        table(row(cell(paragraph("隐", properties='<w:pStyle w:val="Gone"/>')), "甲")) + paragraph("<m:den/>"),
        paragraph(HIDDEN) + run("甲") + paragraph("乙"),
        paragraph("甲", properties='<w:pStyle w:val="Gone"/>') + paragraph("乙"),
        "<w:p/>" + paragraph("甲", properties=f"<w:rPr><w:del {AUTHOR}/></w:rPr>") + paragraph("乙") + "<w:p/>",
    ],
)
def test_what_the_paragraphs_before_leave_behind(body: str) -> None:
    for size in (90, 300, 5000):
        same_both_ways(docx(paragraph("始" * 99) + body + paragraph("终"), **PARTS), size)


def test_pages() -> None:
    new, rendered = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = paragraph("始" * 99) + paragraph("一", new) + paragraph("二") + paragraph(rendered, "三")
    same_both_ways(docx(body + table(row(cell(paragraph(rendered, "四")), "五")), pages="4"), 5000)


def test_what_stands_behind_the_end() -> None:
    main = str(docx_parts(paragraph("甲") * 9)["word/document.xml"])
    for end in ("", "\n", "乙", "<w"):
        same_both_ways(zipped(docx_parts("") | {"word/document.xml": main + end}), 400)


def test_text_without_end_is_not_held() -> None:
    same_both_ways(docx(paragraph("甲") + paragraph("长" * 3000) + paragraph("乙")), 100)


WORDS = ("甲", "合计", "12.5", "≥3", " 乙", "丙 ", "", " ", "m²", "\uf0b3", "a&lt;b", "1]]&gt;", "x>y", "第\n二")
RUN_LOOKS = (
    "",
    "<w:b/>",
    '<w:rFonts w:ascii="Symbol"/>',
    "<w:vanish/>",
    '<w:vanish w:val="0"/>',
    '<w:rStyle w:val="Gone"/>',
    '<w:color w:val="1"/><w:sz w:val="21"/>',
)
LONE_RUNS = (
    "<w:r><w:br/></w:r>",
    '<w:r><w:br w:type="page"/></w:r>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<w:r><w:tab/></w:r>",
    "<w:r/>",
    "<m:den/>",
    run("2", '<w:vertAlign w:val="superscript"/>'),
    field("begin"),
    field("separate"),
    field("end"),
    instruction("REF a"),
    '<w:bookmarkEnd w:id="0"/>',
    deleted("删"),
    box(paragraph("框") + paragraph("内", properties='<w:pStyle w:val="Item"/>')),
    box(paragraph("隐", properties="<w:rPr><w:vanish/></w:rPr>")),
)
PARAGRAPH_LOOKS = (
    "",
    '<w:jc w:val="center"/>',
    '<w:pStyle w:val="Body"/>',
    '<w:pStyle w:val="Title"/><w:ind w:left="1"/>',
    '<w:pStyle w:val="Gone"/>',
    '<w:pStyle w:val="Item"/>',
    '<w:pStyle w:val="none"/>',
    '<w:outlineLvl w:val="0"/>',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    "<w:rPr><w:b/></w:rPr>",
    "<w:rPr><w:vanish/></w:rPr>",
    f"<w:rPr><w:del {AUTHOR}/></w:rPr>",
)
CELL_LOOKS = (
    "",
    '<w:tcW w:w="1"/>',
    span(2),
    span(0),
    span(9999),
    '<w:vMerge w:val="restart"/>',
    "<w:vMerge/>",
    span(2) + "<w:vMerge/>",
    '<w:hMerge w:val="restart"/>',
    "<w:hMerge/>",
    '<w:cellMerge w:vMerge="cont"/>',
    f"<w:cellDel {AUTHOR}/>",
    BORDERS,
)


def texts() -> st.SearchStrategy[str]:
    kept = st.builds(run, st.sampled_from(WORDS), st.sampled_from(RUN_LOOKS))
    trimmed = st.sampled_from(WORDS).map(lambda word: f"<w:r><w:t>{word}</w:t></w:r>")
    return kept | trimmed | st.sampled_from(LONE_RUNS)


def paragraphs() -> st.SearchStrategy[str]:
    looks = st.sampled_from(PARAGRAPH_LOOKS)
    return st.builds(
        lambda content, look: paragraph(*content, properties=look), st.lists(texts(), max_size=3), looks
    ) | st.just("<w:p/>")


def tables(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(
        lambda blocks, look: cell(*blocks, properties=look),
        st.lists(content, max_size=3),
        st.sampled_from(CELL_LOOKS),
    )
    before = st.sampled_from(("", "", "", '<w:gridBefore w:val="1"/>', f"<w:del {AUTHOR}/>", "<w:hidden/>"))
    rows = st.builds(lambda cells, look: row(*cells, properties=look), st.lists(cells, max_size=4), before)
    return st.lists(rows, min_size=1, max_size=4).map(lambda rows: table(*rows, widths=(500, 50, 900)))


BLOCKS = paragraphs() | tables(paragraphs() | tables(paragraphs()))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(BLOCKS | paragraphs() | st.sampled_from(LONE_RUNS), min_size=1, max_size=6),
    st.integers(40, 3000),
    st.sampled_from(("2", "3", "")),
)
def test_any_document(blocks: list[str], piece: int, pages: str) -> None:
    same_both_ways(docx(paragraph("始") + "".join(blocks), pages=pages, **PARTS), piece)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4), st.integers(40, 900), st.data())
def test_damaged_documents_are_refused_alike(blocks: list[str], piece: int, data: st.DataObject) -> None:
    files = docx_parts(paragraph("始") + "".join(blocks), **PARTS)
    content = bytearray(str(files["word/document.xml"]).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(700, len(content)))
        content[start : start + data.draw(st.integers(0, 9))] = data.draw(
            st.sampled_from([b"", b"<w:p>", b"</w:p>", b"</w:tc>", b"<w:t>", b'"/>', b">", b"<", b"&", b"\xff", b"]]>"])
        )
    same_both_ways(zipped(files | {"word/document.xml": bytes(content)}), piece)
