"""The notice to departments: what stands in it, and the templates it is made from."""

from __future__ import annotations

import io
import re
import runpy
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import PATH, broken, clean, impossible, notation, sample
from running import goals, run, write

from auditor.finding import Address, Coverage, Report
from auditor.report import render
from auditor.report.docx_template import TemplateError
from auditor.report.notice import FIELDS, notice_template, read_notice_template
from auditor.source import read_bytes
from auditor.wording import Text

ROOT = Path(__file__).parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def made(report: Report, lang: str = "zh", template: bytes | None = None, detail: str = "normal") -> bytes:
    data = render(report, "docx", lang, detail, template=template)
    assert isinstance(data, bytes)
    return data


def lines(data: bytes) -> list[str]:
    """The paragraphs as the reader of documents sees them."""
    return read_bytes(data, "notice.docx").text.splitlines()


def template(*paragraphs: str, around: str = "{}") -> bytes:
    """The shipped template with other paragraphs; one that begins with a tag is XML as it stands."""
    inside = "".join(one if one.startswith("<") else f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    return with_body(lambda body: around.format(inside) + body[body.rindex("<w:sectPr>") :])


def with_body(change: Callable[[str], str], **others: bytes) -> bytes:
    """The shipped template with its body changed and parts added."""
    content = parts(notice_template("zh"))
    head, body = content["word/document.xml"].decode().split("<w:body>")
    content["word/document.xml"] = f"{head}<w:body>{change(body)}".encode()
    return packed({**content, **{f"word/{name}.xml": data for name, data in others.items()}})


def cells(*texts: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts) + "</w:tr>"


def of_departments(*names: str | None) -> Report:
    """A report on a document a department, each with an error."""
    paths = [f"in/{at}.txt" for at, _ in enumerate(names)]
    documents = tuple(replace(clean().documents[0], path=path, department=name, year=2024)
                      for path, name in zip(paths, names, strict=True))  # fmt: skip
    findings = tuple(replace(impossible(), location=replace(impossible().location, path=path)) for path in paths)
    return Report(findings, documents)


def refused(data: bytes) -> Text:
    with pytest.raises(TemplateError) as caught:
        read_notice_template(data)
    return caught.value.text


# What stands in a notice


def test_a_finding_says_where_what_by_which_norm_and_what_to_write() -> None:
    text = "\n".join(lines(made(sample())))
    for words in (
        "一、必须修改的问题（1处）", "（一）农村饮水安全工程",
        "1．第152行，指标“供水水质达标率”，原文“≥999 百分比”。“供水水质达标率”不可能达到 999%。",
        "对照：部门表中的同名指标，第41行“≥99%”、第42行“≥98%”。",
        "修改意见：建议改为“≥99%”。核对后改正指标值。", "依据：财预〔2015〕88号。",
    ):  # fmt: skip
        assert words in text


def test_notes_are_told_in_one_item_a_rule() -> None:
    found = lines(made(sample()))
    at = found.index("二、供参考的提示（5处）")
    assert found[at + 1 : at + 3] == [
        "2．写法不统一，共 5 处。农村饮水安全工程：第 153、154、155、156 行；正文及其他：第 170 行。",
        "修改意见：统一写作 %。",
    ]
    in_full = "\n".join(lines(made(sample(), detail="full")))
    assert "2．第153行，原文“百分比”。百分比与 % 混用。" in in_full and "6．第170行" in in_full


def test_findings_are_numbered_through_and_projects_within_their_section() -> None:
    other = Address("乡村道路", "合格率")
    warning = replace(impossible(160), severity="warning")
    report = replace(sample(), findings=(
        impossible(1), replace(impossible(2), address=other), warning, replace(warning, address=other),
    ))  # fmt: skip
    found = [line for line in lines(made(report)) if re.match("[一二]、|（[一二]）|[0-9]+．", line)]
    assert [line[:3] for line in found] == [
        "一、必", "（一）", "1．第", "（二）", "2．第", "二、建", "（一）", "3．第", "（二）", "4．第",
    ]  # fmt: skip


def test_the_advice_of_a_rule_is_said_once_a_project() -> None:
    plain = replace(impossible(), suggestion=None)
    report = replace(sample(), findings=(plain, plain, replace(plain, address=Address("乡村道路"))))
    said = [line for line in lines(made(report)) if line.startswith(("修改意见", "依据"))]
    assert said == [
        "修改意见：核对后改正指标值。", "依据：财预〔2015〕88号。", "修改意见：同第1条。",
        "修改意见：核对后改正指标值。", "依据：财预〔2015〕88号。",
    ]  # fmt: skip


def test_a_report_without_findings_asks_for_nothing() -> None:
    text = "\n".join(lines(made(clean())))
    assert "经审核，未发现需要修改的问题。" in text
    assert "现将审核意见反馈如下" not in text and "逐条核实" not in text and "一、" not in text
    assert "Nothing was found that needs to be changed." in "\n".join(lines(made(clean(), "en")))


def test_notes_alone_ask_for_nothing() -> None:
    text = "\n".join(lines(made(replace(sample(), findings=(notation(7),)))))
    assert "未发现需要修改的问题" in text and "一、供参考的提示（1处）" in text


def test_every_department_has_its_own_letter() -> None:
    data = made(of_departments("甲县水利局", "乙县教育局", "甲县水利局", None))
    text = "\n".join(lines(data))
    assert text.count("审核意见的函") == 3
    assert re.findall("^(.*)：\n你单位.*共([0-9])份", text, re.MULTILINE) == [
        ("甲县水利局", "2"), ("乙县教育局", "1"), ("＿＿＿＿＿＿", "1"),
    ]  # fmt: skip
    assert len(re.findall("^1．", text, re.MULTILINE)) == 3
    sections = list(ElementTree.fromstring(parts(data)["word/document.xml"]).iter(W + "sectPr"))
    assert len(sections) == 3
    for section in sections:
        names = [child.tag.removeprefix(W) for child in section]
        assert names == ["footerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "docGrid"]
        assert [child.get(W + "start") for child in section.iter(W + "pgNumType")] == ["1"]


def test_projects_name_their_document_where_there_are_several() -> None:
    text = "\n".join(lines(made(of_departments("甲县水利局", "甲县水利局"))))
    assert "（一）农村饮水安全工程（0.txt）" in text and "（二）农村饮水安全工程（1.txt）" in text


def test_documents_of_one_name_are_told_apart() -> None:
    report = of_departments("甲县水利局", "甲县水利局")
    first, second = report.documents
    documents = (replace(first, path="a/x.txt"), replace(second, path="b/x.txt"))
    assert "（a/x.txt、b/x.txt）" in "\n".join(lines(made(replace(report, findings=(), documents=documents))))


def test_what_was_not_checked_is_never_called_free_of_problems() -> None:
    nothing = Report((), broken().documents[1:])
    text = "\n".join(lines(made(nothing)))
    assert "未能审核" in text and "jiaoyu.docx（没有读取权限。）" in text
    assert "未发现" not in text and "审核完毕" not in text


def test_documents_that_were_not_checked_get_no_letter_beside_those_that_were() -> None:
    text = "\n".join(lines(made(broken())))
    assert text.count("审核意见的函") == 1 and "jiaoyu.docx" not in text


def test_the_same_report_gives_the_same_bytes() -> None:
    assert made(sample()) == made(sample())
    with zipfile.ZipFile(io.BytesIO(made(sample()))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.text(st.characters(exclude_categories=())), st.text())
def test_words_of_a_document_are_never_markup(quote: str, project: str) -> None:
    words = Text(quote, quote)
    odd = replace(impossible(), quote=quote, message=words, suggestion=quote, address=Address(project, quote))
    document = Coverage(PATH, "0" * 64, "checked", department=quote)
    read_bytes(made(Report((odd,), (document,))), "notice.docx")


def test_placeholders_and_markup_in_a_document_stay_what_they_are() -> None:
    words = "</w:t>&<{问题}\x00\x1b\udcb2]]>"
    odd = replace(impossible(), quote=words, message=Text(words, words))
    text = "\n".join(lines(made(replace(sample(), findings=(odd,)))))
    assert text.count("</w:t>&<{问题}  \ufffd]]>") == 2


# Templates


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_templates_are_those_of_the_script(lang: str) -> None:
    script = runpy.run_path(str(ROOT / "scripts/notice_templates.py"))
    made_now = {name: content.encode() for name, content in script["template"](lang).items()}
    assert parts(notice_template(lang)) == made_now


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_placeholder_is_left(lang: str) -> None:
    for report in (sample(), clean(), broken(), Report((), ())):
        assert not re.search("[{}｛｝]", "".join(lines(made(report, lang))))


def test_a_placeholder_may_be_split_over_runs_and_looks_like_its_first() -> None:
    split = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲{</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>问</w:t></w:r>"
        "<w:r><w:rPr><w:i/></w:rPr><w:t>题}乙{序</w:t></w:r><w:r><w:t>号}丙</w:t></w:r></w:p>"
    )
    data = made(sample(), template=template(split))
    assert lines(data)[0] == "甲“供水水质达标率”不可能达到 999%。乙1丙"
    runs = next(ElementTree.fromstring(parts(data)["word/document.xml"]).iter(W + "p")).iter(W + "r")
    words = ["".join(text.text or "" for text in one.iter(W + "t")) for one in runs]
    assert words == ["甲“供水水质达标率”不可能达到 999%。", "", "乙1", "丙"]


@pytest.mark.parametrize("name", ["{问题}", "｛问题｝", "{ 问题 }", "{problem}", "{Problem}"])
def test_names_in_both_languages_and_wide_braces(name: str) -> None:
    assert lines(made(sample(), template=template(name)))[0] == "“供水水质达标率”不可能达到 999%。"


def test_a_row_of_a_table_is_repeated() -> None:
    rows = cells("序号", "项目", "问题"), cells("{序号}", "{项目}", "{规则}：{问题}"), cells("合计", "{错误数}", "")
    table = f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
    data = made(sample(), template=template("{主送单位}", table))
    found = [["".join(text.text or "" for text in cell.iter(W + "t")) for cell in row.iter(W + "tc")]
             for row in ElementTree.fromstring(parts(data)["word/document.xml"]).iter(W + "tr")]  # fmt: skip
    assert found == [
        ["序号", "项目", "问题"],
        ["1", "农村饮水安全工程", "V101：“供水水质达标率”不可能达到 999%。"],
        ["2", "供参考的提示", "V501：农村饮水安全工程：第 153、154、155、156 行；正文及其他：第 170 行。"],
        ["合计", "1", ""],
    ]


def test_a_table_below_the_title_of_a_project_is_repeated_with_it() -> None:
    table = f"<w:tbl><w:tblPr/>{cells('问题')}{cells('{问题}')}</w:tbl>"
    findings = (impossible(1), impossible(2), replace(impossible(3), address=Address("乡村道路")))
    data = made(replace(sample(), findings=findings), template=template("{项目}", table))
    tables = list(ElementTree.fromstring(parts(data)["word/document.xml"]).iter(W + "tbl"))
    assert [len(list(one.iter(W + "tr"))) for one in tables] == [3, 2]


def test_a_table_is_left_out_where_no_row_is_left() -> None:
    own = template("{主送单位}", f"<w:tbl><w:tblPr/>{cells('{问题}')}</w:tbl>")
    assert "<w:tbl>" in parts(made(sample(), template=own))["word/document.xml"].decode()
    assert "<w:tbl>" not in parts(made(clean(), template=own))["word/document.xml"].decode()


def test_without_sections_a_project_stands_together() -> None:
    findings = (impossible(1), replace(impossible(2), severity="warning"))
    found = lines(made(replace(sample(), findings=findings), template=template("{项目}", "{级别}{序号}{问题}")))
    assert [line[:6] for line in found] == ["农村饮水安全", "错误1“供水", "警告2“供水"]


def test_a_paragraph_with_nothing_to_tell_is_left_out() -> None:
    report = replace(sample(), findings=(replace(impossible(), suggestion=None),))
    found = lines(made(report, template=template("{问题}", "改为：{建议改为}", "文：{原文}")))
    assert [line[:2] for line in found] == ["“供", "文："]


def test_what_else_is_in_a_template_is_kept() -> None:
    logo = b"\x89PNG not looked into"
    header = (b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
              b"<w:p><w:r><w:t>\xe6\x9f\x90\xe5\x8e\xbf</w:t></w:r></w:p></w:hdr>")  # fmt: skip
    own = with_body(lambda body: "<w:p w:rsidR='1'><w:r><w:t>本局名头</w:t></w:r></w:p>" + body, header1=header)
    own = packed({**parts(own), "word/media/logo.png": logo})
    found = parts(made(of_departments("甲", "乙"), template=own))
    assert found["word/media/logo.png"] == logo and found["word/header1.xml"] == header
    same = {name for name, content in parts(own).items() if found[name] == content}
    assert same == set(found) - {"word/document.xml"}
    assert found["word/document.xml"].decode().count("本局名头") == 2


def test_further_copies_have_no_marks_that_may_stand_once() -> None:
    marked = ("<w:p xmlns:w14='urn:w14' w14:paraId='0A'><w:bookmarkStart w:id='0' w:name='x'/>"
              "<w:r><w:t>{问题}</w:t></w:r><w:bookmarkEnd w:id='0'/></w:p>")  # fmt: skip
    document = parts(made(of_departments("甲", "乙"), template=template(marked)))["word/document.xml"].decode()
    assert document.count("不可能") == 2
    assert document.count("w14:paraId=") == document.count("<w:bookmarkStart") == document.count("<w:bookmarkEnd") == 1


def test_a_dotx_gives_a_docx() -> None:
    own = parts(notice_template("zh"))
    types = "[Content_Types].xml"
    own[types] = own[types].replace(b"document.main+xml", b"template.main+xml")
    assert b"template.main+xml" not in parts(made(sample(), template=packed(own)))[types]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (template("{问题}", "{主送单为}"), "没有占位符 {主送单为}，是不是 {主送单位}？"),
        (template("{问题}", "{天气}"), "没有占位符 {天气}"),
        (template("{主送单位}"), "没有占位符 {问题}，审核意见无处可写"),
        (template("{问题}", "（见{附件）"), "花括号不成对：（见{附件）"),
        (with_body(lambda body: body, footer1="<w:ftr><w:p><w:t>{项目}</w:t></w:p></w:ftr>".encode()),
         "占位符 {项目} 写在 word/footer1.xml 里"),
        (b"not a zip file", "不是 .docx 文件"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "不是 .docx 文件"),
        (packed({"a.txt": b"a"}), "不是 .docx 文件"),
        (packed({**parts(notice_template("zh")), "word/document.xml": b"<w:document"}), "XML 已损坏"),
        (packed({**parts(notice_template("zh")), "word/document.xml": b"<!DOCTYPE d><w:document/>"}), "XML 已损坏"),
        (packed({**parts(notice_template("zh")), "word/document.xml": b"<a>" * 5000}), "XML 已损坏"),
        (packed({**parts(notice_template("zh")), "word/document.xml": b"<d/>"}), "不是 Word 写的"),
        (packed({**parts(notice_template("zh")), "[Content_Types].xml": b"<Types/>"}), "不是 .docx 文件"),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_refused(data: bytes, told: str) -> None:
    text = refused(data)
    assert told in text.zh and text.en and not re.search("[。，]", text.en)


@pytest.mark.parametrize("page", ["notice.md", "notice.zh.md"])
def test_every_placeholder_is_in_the_guide(page: str) -> None:
    guide = (ROOT / "docs" / page).read_text(encoding="utf-8")
    names = [field.name.zh for field in FIELDS] + [field.name.en for field in FIELDS]
    assert [name for name in names if f"`{{{name}}}`" not in guide] == []


# On the command line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    write("goals.txt", goals(quality="≥999%"))
    return tmp_path


def test_the_template_is_written_and_used(folder: Path) -> None:
    assert run("notice-template", "-o", "own.docx", "--lang", "zh").exit_code == 0
    Path("own.docx").write_bytes(template("本局：{问题}"))
    assert run("check", "goals.txt", "-f", "docx", "-o", "a.docx", "--template", "own.docx").exit_code == 1
    Path("auditor.toml").write_text('notice-template = "own.docx"\n', encoding="utf-8")
    assert run("check", "goals.txt", "-f", "docx", "-o", "b.docx").exit_code == 1
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()
    assert lines(Path("b.docx").read_bytes())[0].startswith("本局：")
    assert "own.docx" in run("config", "goals.txt").stdout


def test_a_template_that_is_there_is_not_overwritten(folder: Path) -> None:
    Path("own.docx").write_bytes(b"mine")
    assert run("notice-template", "-o", "own.docx").exit_code == 2
    Path("own.docx").write_bytes(notice_template("zh"))
    result = run("check", "goals.txt", "-f", "docx", "-o", "own.docx", "--template", "own.docx")
    assert result.exit_code == 2 and Path("own.docx").read_bytes() == notice_template("zh")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-f", "docx", "--template", "bad.docx"), "template bad.docx: there is no placeholder {whether}"),
        (("-f", "docx", "--template", "goals.txt"), "template goals.txt: not a .docx file"),
        (("-f", "docx", "--template", "none.docx"), "there is no file none.docx"),
        (("-f", "text", "--template", "bad.docx"), "--template is for docx reports"),
    ],
)
def test_a_faulty_template_is_told_with_its_name(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    Path("bad.docx").write_bytes(template("{问题}", "{whether}"))
    result = run("check", "goals.txt", "-o", "out.docx", *arguments)
    assert result.exit_code == 2 and told in result.stderr
    assert not Path("out.docx").exists()


def test_a_template_in_the_configuration_that_is_missing(folder: Path) -> None:
    Path("auditor.toml").write_text('notice-template = "none.docx"\n', encoding="utf-8")
    result = run("check", "goals.txt", "-f", "docx", "-o", "out.docx")
    assert result.exit_code == 2 and "none.docx cannot be read" in result.stderr
    assert run("check", "goals.txt").exit_code == 1
