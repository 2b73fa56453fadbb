"""Word documents with comments: where each stands, and that nothing else changes."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import docx_constructs
import pytest
from annotating import MESSAGE, converted, finding_at, finding_on, needs_soffice
from docx_files import MAIN, cell, docx, docx_parts, paragraph, row, run, table, unzipped, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.annotate.docx import annotated
from auditor.finding import Finding
from auditor.source import Source, Unreadable
from auditor.source.docx import read

W = f"{{{MAIN}}}"
COMMENTS = "word/comments.xml"
TARGET = table(row("供水水质达标率", cell(paragraph(run("≥9"), run("99", "<w:b/>"), run("%，按月考核"))), "抽检报告"))
RAISED = '<w:vertAlign w:val="superscript"/>'


def source_of(data: bytes) -> Source:
    return read(data, "供水.docx")


def with_comments(data: bytes, *phrases: str) -> bytes:
    source = source_of(data)
    return annotated(data, source, [finding_on(source, phrase) for phrase in phrases], "zh")


def commented(data: bytes) -> list[tuple[str, list[str]]]:
    """The words that each comment is on, and its paragraphs, in the order of their ids."""
    parts = unzipped(data)
    document = ElementTree.fromstring(parts["word/document.xml"])
    open_: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    referred = []
    for element in document.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            words[number] = "".join(open_.pop(number))
        elif element.tag == f"{W}commentReference":
            referred.append(number)
        elif element.tag == f"{W}t":
            for piece in open_.values():
                piece.append(element.text or "")
    assert not open_
    assert sorted(referred) == sorted(words)
    comments = ElementTree.fromstring(parts[COMMENTS])
    return [
        (words[one.get(f"{W}id", "")], ["".join(each.itertext()) for each in one.iter(f"{W}p")])
        for one in sorted(comments, key=lambda one: int(one.get(f"{W}id", "")))
    ]


def words_of(data: bytes) -> list[str]:
    return [words for words, _ in commented(data)]


def body_of(data: bytes) -> str:
    return unzipped(data)["word/document.xml"].decode()


def test_a_comment_says_all_of_a_finding() -> None:
    assert commented(with_comments(docx(TARGET), "≥999%")) == [
        (
            "≥999%",
            [
                "错误 V101 比率超过100%",
                "“供水水质达标率”不可能达到 999%。",
                "修改：核对后改正指标值。",
                "建议改为：≥99%",
                "依据：财预〔2015〕88号",
                "对照：部门表中的同名指标，第41行“≥99%”、第42行“≥98%”",
            ],
        )
    ]


def test_runs_are_cut_and_keep_their_properties() -> None:
    out = body_of(with_comments(docx(TARGET), "9%，按"))
    assert (
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">9</w:t></w:r><w:commentRangeStart w:id="0"/>'
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">9</w:t></w:r>'
        '<w:r><w:rPr></w:rPr><w:t xml:space="preserve">%，按</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:rPr></w:rPr><w:t xml:space="preserve">月考核</w:t></w:r>'
    ) in out


def test_all_else_stays_as_it_is() -> None:
    data = docx(TARGET, styles="", header1=paragraph("某县水务局"))
    before, after = unzipped(data), unzipped(with_comments(data, "≥999%"))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", COMMENTS}
    marks = r'<w:commentRange(?:Start|End) w:id="0"/>|<w:r><w:commentReference w:id="0"/></w:r>'
    assert re.sub(marks, "", body_of(with_comments(data, "≥999%"))).replace(
        '<w:t xml:space="preserve">%</w:t></w:r><w:r><w:rPr></w:rPr><w:t xml:space="preserve">，',
        '<w:t xml:space="preserve">%，',
    ) == body_of(data)


def test_the_same_input_gives_the_same_bytes() -> None:
    data = docx(TARGET)
    assert with_comments(data, "≥999%", "抽检") == with_comments(data, "≥999%", "抽检")
    assert "date" not in unzipped(with_comments(data, "≥999%"))[COMMENTS].decode()


def test_comments_on_the_same_and_on_overlapping_words() -> None:
    out = with_comments(docx(TARGET), "≥999%", "≥999%", "99%，按", "水质")
    assert words_of(out) == ["≥999%", "≥999%", "99%，按", "水质"]
    assert source_of(out).text == source_of(docx(TARGET)).text


def test_earlier_comments_are_kept() -> None:
    mark = '<w:commentRangeStart w:id="7"/>'
    end = '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    data = docx(
        TARGET + paragraph(mark, run("原有"), end),
        comments=f'<w:comment w:id="7" w:author="审核员">{paragraph("请核实")}</w:comment>',
    )
    out = with_comments(data, "≥999%")
    assert [(words, lines[0]) for words, lines in commented(out)] == [
        ("原有", "请核实"),
        ("≥999%", "错误 V101 比率超过100%"),
    ]
    assert unzipped(out)["[Content_Types].xml"] == unzipped(data)["[Content_Types].xml"]
    assert '<w:comment w:id="7" w:author="审核员">' in unzipped(out)[COMMENTS].decode()


def test_a_document_without_relations_and_with_empty_ones() -> None:
    parts = docx_parts(TARGET)
    name = "word/_rels/document.xml.rels"
    alone = zipped({one: content for one, content in parts.items() if one != name})
    empty = zipped({**parts, name: re.sub(r">\s*</Relationships>", "/>", str(parts[name]))})
    for data in (alone, empty):
        out = with_comments(data, "≥999%")
        assert words_of(out) == ["≥999%"]
        assert 'Target="/word/comments.xml"' in unzipped(out)[name].decode()


def test_other_prefixes_and_the_strict_form() -> None:
    parts = docx_parts(TARGET)
    body = str(parts["word/document.xml"])
    other = body.replace("w:", "ns0:").replace("xmlns:ns0:", "xmlns:w:").replace("xmlns:w=", "xmlns:ns0=")
    strict = body.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    default = re.sub(r"(</?)w:", r"\1", body).replace("<document", f'<document xmlns="{MAIN}"')
    for xml in (other, default):
        assert words_of(with_comments(zipped({**parts, "word/document.xml": xml}), "≥999%")) == ["≥999%"]
    out = unzipped(with_comments(zipped({**parts, "word/document.xml": strict}), "≥999%"))
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in out[COMMENTS]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in out["word/_rels/document.xml.rels"]


# name of the construct -> phrase of its text, and what stands between the marks of the comment
CONSTRUCTS = {
    "runs": ("98", "98"),
    "inserted": ("5%", "5%"),
    "hyperlink": ("率", "率"),
    "smart_tag": ("5%", "5%"),
    "complex_field": ("95", "1295%"),
    "simple_field": ("95", "95%"),
    "control_round_run": ("5", "95%"),
    "control_round_paragraph": ("95", "95"),
    "control_round_cell": ("95", "95"),
    "control_round_row": ("95", "95"),
    "control_round_table": ("收合", "收合"),
    "nested_table": ("9.5", "9.5"),
    "line_break": ("季度", "季度"),
    "two_paragraphs": ("95%\n（年", "95%（年"),
    "no_break_hyphen": ("1-3", "13"),
    "symbol_font": ("5≥", "5³"),
    "vertical_merge": ("≥3", "≥3"),
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_constructs(name: str) -> None:
    data = (docx_constructs.FOLDER / f"{name}.docx").read_bytes()
    phrase, words = CONSTRUCTS[name]
    out = with_comments(data, phrase)
    assert [each.strip() for each in words_of(out)] == [words]
    assert source_of(out).text == source_of(data).text


def test_a_text_box_is_commented_on_where_it_is_anchored() -> None:
    data = docx(paragraph(run("见"), docx_constructs.box(paragraph("抽检比例 95%")), run("表")))
    out = with_comments(data, "95%")
    assert words_of(out) == ["抽检比例 95%抽检比例 95%"]
    assert body_of(out).count("commentRangeStart") == 1
    assert body_of(out).index("commentRangeStart") < body_of(out).index("AlternateContent")


def test_words_before_and_inside_a_text_box() -> None:
    data = docx(paragraph(run("见"), docx_constructs.box(paragraph("框内")), run("表一")))
    source = source_of(data)
    start = source.text.index("表一")
    out = annotated(data, source, [finding_at(source, start, len(source.text) - 1)], "zh")
    assert words_of(out) == ["表一"]


def test_blanks_at_a_cut_are_kept_and_no_others() -> None:
    text = "<w:r><w:t>  甲 \n乙  </w:t></w:r><w:r><w:t>丙</w:t></w:r>"
    data = docx(paragraph(text))
    out = with_comments(data, "乙")
    assert source_of(out).text == source_of(data).text == "甲  乙丙\n"
    assert words_of(out) == ["乙"]


def test_signs_that_xml_writes_otherwise() -> None:
    data = docx(paragraph(run("a&amp;b&lt;&#x4e2d;&#20013;c<!-- x -->d")))
    for phrase in ("&b", "<中", "中c"):
        out = with_comments(data, phrase)
        assert source_of(out).text == source_of(data).text
        assert phrase in words_of(out)[0]


def test_raised_figures_stay_one() -> None:
    data = docx(paragraph(run("约10"), run("12", RAISED), run("次")))
    out = with_comments(data, "¹")
    assert source_of(out).text == source_of(data).text
    assert words_of(out) == ["12"]


def test_what_stands_elsewhere_goes_to_the_nearest_words_with_its_quotation() -> None:
    level = docx_constructs.lists(docx_constructs.level(0, "decimal", "指标%1："))
    data = docx(paragraph("甲") + docx_constructs.listed("乙"), numbering=level)
    assert source_of(data).text == "甲\n指标1：乙\n"
    (first,), (second,) = (commented(with_comments(data, phrase)) for phrase in ("指标1", "指标1：乙"))
    assert first[0] == "甲"
    assert first[1][1] == "原文：指标1"
    assert second[0] == "乙"


def test_headers_and_places_without_text() -> None:
    properties = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    data = docx(table(row("甲", "")) + properties, header1=paragraph("某县水务局2024年"))
    source = source_of(data)
    empty = source.text.index("\t") + 1
    findings = [finding_on(source, "2024年"), finding_at(source, empty, empty), finding_at(source, 0, 0)]
    assert words_of(annotated(data, source, findings, "zh")) == ["甲", "甲", "甲"]


def test_a_finding_on_a_row_or_on_a_whole_table() -> None:
    data = docx(table(row("甲", "乙"), row("丙", "丁")))
    assert words_of(with_comments(data, "丙\t丁", "甲\t乙\n丙\t丁")) == ["丙丁", "甲"]


def test_a_document_with_nothing_to_hold_a_comment_is_refused() -> None:
    properties = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    data = docx(paragraph() + properties, header1=paragraph("某县水务局"))
    with pytest.raises(Unreadable, match="no place for comments"):
        with_comments(data, "水务")


def test_a_guarded_paragraph_is_referred_to_from_the_next() -> None:
    inside = docx_constructs.control(paragraph(run("甲乙丙")))
    out = body_of(with_comments(docx(inside + paragraph("丁")), "乙"))
    assert out.index("commentRangeEnd") < out.index("丙") < out.index("commentReference") < out.index("丁")


PIECES = st.lists(
    st.tuples(st.text("甲乙1≥% &<", min_size=1, max_size=4), st.sampled_from(["", "<w:b/>", RAISED])),
    min_size=1,
    max_size=5,
)


@given(PIECES, st.booleans(), st.data())
@settings(max_examples=150)
def test_however_the_runs_are_cut(pieces: list[tuple[str, str]], preserved: bool, data: st.DataObject) -> None:
    runs = "".join(run(escape(text), properties) for text, properties in pieces)
    runs = runs if preserved else runs.replace(' xml:space="preserve"', "")
    document = docx(table(row(cell(f"<w:p>{runs}</w:p>"), "末")))
    source = source_of(document)
    findings = data.draw(st.lists(extents(source), min_size=1, max_size=4))
    out = annotated(document, source, findings, "zh")
    assert source_of(out).text == source.text
    for words, finding in zip(words_of(out), findings, strict=True):
        assert squeezed(finding.quote) in squeezed(words)
    assert out == annotated(document, source, findings, "zh")


def squeezed(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans("¹", "1"))


def extents(source: Source) -> st.SearchStrategy[Finding]:
    """Findings on stretches of the first cell, or of the last."""
    end = source.text.index("\t")
    inside = st.tuples(st.integers(0, max(end - 1, 0)), st.integers(1, 6)).map(lambda at: (at[0], min(end, sum(at))))
    chosen = inside.filter(lambda at: at[0] < at[1] and not source.text[slice(*at)].isspace()) if end else st.nothing()
    last = st.just((end + 1, end + 2))
    return st.one_of(chosen, last).map(lambda at: finding_at(source, *at))


@needs_soffice
def test_libreoffice_sees_the_same_text_and_the_comments(tmp_path: Path) -> None:
    names = [*CONSTRUCTS, "target"]
    for name in names:
        path = docx_constructs.FOLDER / f"{name}.docx"
        data = docx(paragraph("目标") + TARGET) if name == "target" else path.read_bytes()
        (tmp_path / f"{name}.docx").write_bytes(data)
        phrase = "≥999%" if name == "target" else CONSTRUCTS[name][0]
        (tmp_path / f"{name}-r.docx").write_bytes(with_comments(data, phrase))
    files = sorted(path.name for path in tmp_path.glob("*.docx"))
    converted(tmp_path, "txt:Text (encoded):UTF8", *files)
    converted(tmp_path, "fodt", *files)
    for name in names:
        before, after = ((tmp_path / f"{name}{end}.txt").read_text("utf-8-sig").strip() for end in ("", "-r"))
        # A field that LibreOffice would compute anew keeps the words that it was saved with beside a comment.
        assert name == "simple_field" or after == before, name
        seen = (tmp_path / f"{name}-r.fodt").read_text("utf-8")
        assert len(re.findall("<office:annotation ", seen)) == seen.count(MESSAGE) == 1, name
    seen = re.sub(r"\s*\n\s*", "", (tmp_path / "target-r.fodt").read_text("utf-8"))
    assert re.search(r"</office:annotation>(<[^>]*>)*≥9(<[^>]*>)*99(<[^>]*>)*%<office:annotation-end", seen)
