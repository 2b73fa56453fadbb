"""`auditor annotate`: copies in every format, exit status, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import docx_files
import openpyxl
import pytest
from annotating import SOFFICE, converted, needs_soffice
from click.testing import CliRunner, Result
from pdf_drawing import Drawing, Spot
from test_annotate_docx import commented
from test_annotate_pdf import highlighted
from test_annotate_xlsx import notes
from test_xlsx import saved

from auditor.annotate import annotated, opened
from auditor.cli import auditor as root
from auditor.source import Unreadable

TITLE = "2024年乡镇供水项目绩效目标表"
ROWS = (
    ("项目编码", "330281241234567890011", "项目名称", "乡镇供水管网改造"),
    ("预算规模及资金用途", "预算数", "12.00", "其中：财政资金12.00"),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "质量指标", "供水水质达标率", "≥120%"),
    ("满意度指标", "服务对象满意度指标", "用户满意度", "≥90%"),
)
WRONG = "≥120%"


def as_docx(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    width = '<w:tcW w:w="2200" w:type="dxa"/>'
    cells = ([docx_files.cell(text, properties=width) for text in texts] for texts in rows)
    table = docx_files.table(*(docx_files.row(*each) for each in cells), widths=(2200,) * 4)
    return docx_files.docx(docx_files.paragraph(TITLE) + table + docx_files.paragraph("以上"))


def as_xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    for row in ((TITLE,), *ROWS):
        workbook.active.append(row)
    return saved(workbook)


def as_pdf() -> bytes:
    drawing = Drawing()
    drawing.centred(60, TITLE, 16)
    spots = [Spot(row, column, text) for row, texts in enumerate(ROWS) for column, text in enumerate(texts)]
    drawing.table(100, [24.0] * len(ROWS), (110.0, 130.0, 110.0, 110.0), spots)
    return drawing.done()


MAKE = {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("AUDITOR_LANG", "AUDITOR_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for form, make in MAKE.items():
        Path(f"a.{form}").write_bytes(make())
    Path("a.txt").write_text("\n".join("\t".join(row) for row in ROWS), encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, ["annotate", *arguments, "--no-config"], catch_exceptions=False)


def marked(path: str) -> list[str]:
    """The words or cells that the comments of a copy stand on."""
    data = Path(path).read_bytes()
    if path.endswith("docx"):
        return [words for words, _ in commented(data)]
    return [words for _, words in highlighted(data)] if path.endswith("pdf") else list(notes(data))


@pytest.mark.parametrize(("form", "place"), [("docx", WRONG), ("xlsx", "Sheet!D5"), ("pdf", WRONG)])
def test_a_copy_in_every_format(form: str, place: str) -> None:
    before = Path(f"a.{form}").read_bytes()
    result = run(f"a.{form}", "-o", f"b.{form}", "--select", "V101")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"已写入 b.{form}：添加批注 1 处（错误 1 处）\n"
    assert marked(f"b.{form}") == [place]
    assert Path(f"a.{form}").read_bytes() == before
    again = run(f"a.{form}", "-o", f"c.{form}", "--select", "V101", "--lang", "en")
    assert again.stderr == f"written to c.{form}: comments: 1 (error: 1)\n"


@pytest.mark.parametrize("form", MAKE)
def test_the_copy_is_the_same_every_time(form: str) -> None:
    run(f"a.{form}", "-o", f"b.{form}")
    run(f"a.{form}", "-o", f"c.{form}")
    assert Path(f"b.{form}").read_bytes() == Path(f"c.{form}").read_bytes()


@pytest.mark.parametrize("form", MAKE)
def test_without_findings_the_copy_is_the_document(form: str) -> None:
    result = run(f"a.{form}", "-o", f"b.{form}", "--select", "V103", "--ignore", "V1")
    assert result.exit_code == 2  # no rule is left
    result = run(f"a.{form}", "-o", f"b.{form}", "--select", "T7")
    assert (result.exit_code, result.stderr) == (0, f"已写入 b.{form}：未发现问题，没有批注\n")
    assert Path(f"b.{form}").read_bytes() == Path(f"a.{form}").read_bytes()


def test_status_follows_fail_on() -> None:
    assert run("a.docx", "-o", "b.docx", "--select", "V101", "--fail-on", "never").exit_code == 0


def test_formats_without_comments_are_refused() -> None:
    result = run("a.txt", "-o", "b.docx")
    assert result.exit_code == 2
    assert "只能在 Word（.docx）、Excel（.xlsx）和 PDF 文件中添加批注" in result.stderr
    assert not Path("b.docx").exists()


def test_a_copy_is_never_put_over_a_file_unasked() -> None:
    Path("b.docx").write_bytes(b"mine")
    result = run("a.docx", "-o", "b.docx")
    assert (result.exit_code, "--force" in result.stderr) == (2, True)
    assert Path("b.docx").read_bytes() == b"mine"
    assert run("a.docx", "-o", "b.docx", "--select", "V101", "--force").exit_code == 1
    assert marked("b.docx") == [WRONG]


@pytest.mark.parametrize("link", [os.link, os.symlink, None])
def test_the_original_is_never_overwritten(link: object) -> None:
    before = Path("a.docx").read_bytes()
    if callable(link):
        link("a.docx", "b.docx")
    result = run("a.docx", "-o", "b.docx" if link else "./a.docx", "--force")
    assert (result.exit_code, "同时是要检查的文件" in result.stderr) == (2, True)
    assert Path("a.docx").read_bytes() == before


@pytest.mark.parametrize("output", ["b.pdf", "b", "missing/b.docx", "."])
def test_outputs_that_cannot_be(output: str) -> None:
    result = run("a.docx", "-o", output)
    assert result.exit_code == 2
    assert result.stderr.startswith("auditor: ")
    assert sorted(os.listdir()) == ["a.docx", "a.pdf", "a.txt", "a.xlsx"]


def test_standard_input_cannot_be_annotated() -> None:
    assert run("-", "-o", "b.docx").exit_code == 2


def test_files_that_cannot_be_read_and_hold_nothing() -> None:
    Path("broken.docx").write_bytes(b"PK\x03\x04broken")
    Path("empty.docx").write_bytes(as_docx([("甲", "乙")]))
    for name, said in (("broken", "已损坏"), ("empty", "未识别到绩效指标"), ("missing", "找不到")):
        result = run(f"{name}.docx", "-o", "b.docx")
        assert (result.exit_code, said in result.stderr) == (2, True)
        assert not Path("b.docx").exists()


def test_a_directory_gives_a_directory() -> None:
    Path("in/below").mkdir(parents=True)
    Path("in/one.docx").write_bytes(as_docx())
    Path("in/below/two.pdf").write_bytes(as_pdf())
    Path("in/three.txt").write_text(Path("a.txt").read_text("utf-8"), encoding="utf-8")
    result = run("in", "-o", "out", "--select", "V101")
    assert result.exit_code == 2
    assert "in/three.txt：只能在" in result.stderr.replace(os.sep, "/")
    assert [marked(f"out/{name}") for name in ("one.docx", "below/two.pdf")] == [[WRONG], [WRONG]]
    again = run("in", "-o", "out", "--select", "V101")
    assert again.stderr.count("--force") == 2


def test_a_directory_of_copies_is_not_among_the_originals() -> None:
    Path("in").mkdir()
    Path("in/one.docx").write_bytes(as_docx())
    for output in ("in", "in/out", "a.docx"):
        assert run("in", "-o", output).exit_code == 2
    assert os.listdir("in") == ["one.docx"]


def test_a_copy_is_not_put_over_an_original_deeper_down() -> None:
    Path("x/x").mkdir(parents=True)
    Path("x/x/one.docx").write_bytes(as_docx())
    before = Path("x/x/one.docx").read_bytes()
    os.makedirs("x/x/x")
    Path("x/x/x/one.docx").write_bytes(as_docx())
    result = run("x/x", "-o", "x", "--force", "--select", "V101")
    assert result.exit_code == 2
    assert Path("x/x/one.docx").read_bytes() == before
    assert marked("x/one.docx") == [WRONG]


def test_a_copy_that_would_read_otherwise_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.annotate.parts.Parts.saved", lambda _: as_docx([("别", "的")]))
    result = run("a.docx", "-o", "b.docx")
    assert (result.exit_code, "不一致" in result.stderr) == (2, True)
    assert not Path("b.docx").exists()


def test_a_failure_costs_one_copy_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise ZeroDivisionError

    Path("in").mkdir()
    Path("in/one.docx").write_bytes(as_docx())
    Path("in/two.pdf").write_bytes(as_pdf())
    monkeypatch.setattr("auditor.annotate.docx.annotated", fail)
    result = run("in", "-o", "out", "--select", "V101")
    assert result.exit_code == 2
    assert "one.docx" in result.stderr
    assert os.listdir("out") == ["two.pdf"]


def test_the_ending_of_a_copy() -> None:
    Path("a.docm").write_bytes(as_docx())
    Path("a.wps").write_bytes(as_docx())
    assert [opened(name).ending for name in ("a.docx", "a.docm", "a.wps", "a.xlsx", "a.pdf")] == [
        ".docx", ".docm", ".docx", ".xlsx", ".pdf",
    ]  # fmt: skip
    assert annotated(opened("a.wps"), (), "zh") == as_docx()
    with pytest.raises(Unreadable):
        opened("a.txt")


@needs_soffice
def test_old_formats_are_converted_and_said_to_be(tmp_path: Path) -> None:
    assert SOFFICE is not None
    converted(tmp_path, "doc", "a.docx")
    converted(tmp_path, "xls", "a.xlsx")
    for old, new, place in (("a.doc", "b.docx", WRONG), ("a.xls", "b.xlsx", "Sheet!D5")):
        result = run(old, "-o", new, "--select", "V101")
        assert (result.exit_code, result.stderr.strip().endswith("由 LibreOffice 转换而来")) == (1, True), result.stderr
        assert marked(new) == [place]
    assert run("a.doc", "-o", "c.doc").exit_code == 2
