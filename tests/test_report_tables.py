"""The findings as CSV and as a workbook: rows and columns, what spreadsheets would run, what they could not read."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from report_hostile import reports
from report_sample import PATH, broken, clean, impossible, notation, sample

from auditor.finding import Coverage, Report
from auditor.report import render
from auditor.report.columns import COLUMNS, FORMULA_STARTS, rows
from auditor.report.words import visible
from auditor.wording import Text

TITLES = ["序号", "级别", "规则", "类别", "文件", "项目", "指标", "位置", "原文", "问题", "修改建议", "建议改为",
          "依据", "处理意见", "责任人"]  # fmt: skip
SHEETS = ["问题清单", "按文件汇总", "按项目汇总", "按规则汇总"]
EMPTY = Report((), ())


def table(report: Report, lang: str = "zh") -> list[list[str]]:
    rendered = render(report, "csv", lang)
    assert isinstance(rendered, bytes)
    return list(csv.reader(io.StringIO(rendered.decode("utf-8-sig"), newline=""), strict=True))


def book(report: Report, lang: str = "zh") -> Any:
    rendered = render(report, "xlsx", lang)
    assert isinstance(rendered, bytes)
    return openpyxl.load_workbook(io.BytesIO(rendered))


def cells(sheet: Any) -> list[list[Any]]:
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def several() -> Report:
    """Two documents, of which one has nothing wrong, one that cannot be read, and rules that failed."""
    whole = broken()
    second = Coverage("b.docx", "2" * 64, "checked", 2, 9, department="水利局")
    failure = replace(whole.failures[0], path="", line=None)
    return replace(whole, documents=(*whole.documents, second), failures=(*whole.failures, failure))


# CSV


def test_csv_is_utf_8_that_spreadsheets_recognise() -> None:
    rendered = render(sample(), "csv", "zh")
    assert isinstance(rendered, bytes)
    assert rendered.startswith(b"\xef\xbb\xbf") and rendered.endswith(b"\r\n")
    assert rendered == render(sample(), "csv", "zh")


def test_csv_has_a_row_of_titles_and_one_for_every_finding() -> None:
    head, *body = table(sample())
    assert head == TITLES
    assert [row[0] for row in body] == ["1", "2", "3", "4", "5", "6"]
    assert dict(zip(head, body[0], strict=True)) == {
        "序号": "1", "级别": "错误", "规则": "V101", "类别": "V1 数值不可能", "文件": PATH, "项目": "农村饮水安全工程",
        "指标": "供水水质达标率", "位置": "第152行", "原文": "≥999 百分比",
        "问题": "“供水水质达标率”不可能达到 999%。\n对照：部门表中的同名指标，第41行“≥99%”、第42行“≥98%”",
        "修改建议": "核对后改正指标值。", "建议改为": "≥99%", "依据": "财预〔2015〕88号", "处理意见": "", "责任人": "",
    }  # fmt: skip
    assert body[-1][5:7] == ["", ""], "a finding without a project"


def test_csv_in_english() -> None:
    head, first, *_ = table(sample(), "en")
    assert not re.search("[\u4e00-\u9fff]", "".join(head))
    assert first[1] == "error" and first[7] == "line 152"


@pytest.mark.parametrize("report", [EMPTY, clean()])
def test_csv_without_findings_is_a_row_of_titles(report: Report) -> None:
    assert table(report) == [TITLES]


@given(reports())
def test_csv_cells_are_no_formulas_and_lose_nothing(report: Report) -> None:
    head, *body = table(report)
    assert len(body) == len(report.findings)
    for got, expected in zip(body, rows(report, "zh"), strict=True):
        assert len(got) == len(head)
        for cell, text in zip(got[1:], expected, strict=True):
            assert not cell.lstrip().startswith(FORMULA_STARTS)
            assert cell in (text, "'" + text)


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", "＝1+1", '=HYPERLINK("http://a.example")', "\t=1", "\r=1", "  =1", "　=1"]
)
def test_csv_formulas_are_shown_and_not_run(text: str) -> None:
    finding = replace(impossible(), quote=text, suggestion=text)
    row = dict(zip(*table(replace(sample(), findings=(finding,))), strict=True))
    for title in ("原文", "建议改为"):
        assert row[title] == "'" + text.translate({9: " ", 13: " "})


# The workbook


def test_the_workbook_has_a_row_for_every_finding_and_room_to_work() -> None:
    sheet = book(sample())["问题清单"]
    head, *body = cells(sheet)
    assert head == TITLES
    assert [row[0] for row in body] == [1, 2, 3, 4, 5, 6]
    assert [list(map(str, row)) for row in body] == table(sample())[1:]
    assert all(row[13:] == ["", ""] for row in body)
    assert sheet.auto_filter.ref == "A1:O7" and sheet.freeze_panes == "D2"


def test_the_workbook_sums_up_by_document_project_and_rule() -> None:
    whole = book(several())
    assert whole.sheetnames == SHEETS
    documents = {row[0]: row[1:] for row in cells(whole["按文件汇总"])}
    assert documents[PATH][0] == ""
    assert documents[PATH][1].startswith("第7行：规则 T101 出错")
    assert documents[PATH][2:] == [17, 128, 0, 3, 1, 0, 5, 6]
    assert documents["jiaoyu.docx"][1] == "没有读取权限。"
    assert documents["weisheng.txt"][1] == "未识别到绩效指标"
    assert documents["b.docx"] == ["水利局", "已检查", 2, 9, 0, 0, 0, 0, 0, 0]
    assert documents["各文件之间"][1].startswith("规则 T101 出错")
    assert documents["合计"] == ["", "", 19, 137, 0, 3, 1, 0, 5, 6]
    projects = [row[1:] for row in cells(whole["按项目汇总"])][1:]
    assert projects == [["农村饮水安全工程", 1, 0, 4, 5], ["正文及其他", 0, 0, 1, 1], ["", 1, 0, 5, 6]]
    rules = [row[:5] for row in cells(whole["按规则汇总"])][1:]
    assert rules == [["V101", "比率超过100%", 1, 1, 1], ["V501", "写法不统一", 5, 1, 2], ["", "合计", 6, "", ""]]


def test_every_sheet_can_be_filtered_and_printed() -> None:
    for sheet in book(several()):
        widest = sheet.cell(1, sheet.max_column).column_letter
        assert sheet.auto_filter.ref.startswith(f"A1:{widest}")
        assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0


def test_rows_are_as_tall_as_their_text() -> None:
    long = replace(impossible(), message=Text("很长的问题说明。" * 20, ""))
    sheet = book(replace(sample(), findings=(notation(9), long)))["问题清单"]
    heights = [sheet.row_dimensions[line].height for line in (2, 3)]
    assert heights[0] < 40 < 120 < heights[1]
    path = replace(impossible(), location=replace(impossible().location, path="very-long-name-of-a-file-" * 8))
    sheet = book(replace(sample(), findings=(path,)))["问题清单"]
    assert sheet.row_dimensions[2].height > 120, "names that nothing breaks are broken anywhere"


@pytest.mark.parametrize("report", [EMPTY, clean()])
def test_a_workbook_without_findings_has_its_titles(report: Report) -> None:
    whole = book(report)
    assert whole.sheetnames == SHEETS
    assert cells(whole["问题清单"]) == [TITLES]
    assert len(cells(whole["按文件汇总"])) == (3 if report.documents else 1)


def test_the_workbook_in_english() -> None:
    whole = book(several(), "en")
    heads = [cell for sheet in whole for cell in cells(sheet)[0]]
    assert not re.search("[\u4e00-\u9fff]", "".join((*whole.sheetnames, *heads)))


@given(reports())
def test_cells_of_the_workbook_are_texts_and_lose_nothing(report: Report) -> None:
    whole = book(report)
    for sheet in whole:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert kinds <= {"s", "n"}
        assert {type(cell) for row in cells(sheet) for cell in row} <= {str, int}
    body = cells(whole["问题清单"])[1:]
    for got, expected in zip(body, rows(report, "zh"), strict=True):
        assert [unescaped(cell) for cell in got[1:]] == expected
    assert len(body) == len(report.findings)


def unescaped(cell: str) -> str:
    """The text as Excel shows it: `_x005F_` is how workbooks write a `_` that would open an escape."""
    return cell.replace("_x005F_", "_")


def test_two_workbooks_are_the_same_bytes() -> None:
    assert render(several(), "xlsx", "zh") == render(several(), "xlsx", "zh")


def test_text_beyond_what_a_cell_holds_is_cut() -> None:
    finding = replace(impossible(), quote="长" * 40_000)
    cell = cells(book(replace(sample(), findings=(finding,)))["问题清单"])[1][8]
    assert len(cell) == 32_767 and cell.endswith("…")


def test_columns_are_titled_in_both_languages_and_no_two_alike() -> None:
    for lang in ("zh", "en"):
        titles = [column.title.in_(lang) for column in COLUMNS]
        assert len(set(titles)) == len(titles) and all(titles)


def test_cells_hold_no_control_characters() -> None:
    assert visible("a\x00b\u202ec\ud800\ufffe") == "a b c\ufffd\ufffd"
