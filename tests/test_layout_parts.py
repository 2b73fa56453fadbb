"""Titles that stand in rows of a table: above it in a sheet or form, and between one table and the next; its end where
a document has too many cells."""

from __future__ import annotations

import pytest
from docx_files import cell, docx, row, span, table

from auditor import load_rules
from auditor.engine import judge
from auditor.layout import Paragraph, Table, lay_out, parts
from auditor.records import read_document
from auditor.source import read_bytes
from fixtures.render import Text
from fixtures.render.grid import Slot, grid
from fixtures.render.xlsx import one_sheet

HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
ROW = ("产出指标", "数量指标", "改造里程", "≥12公里")


def titled(text: str) -> str:
    return row(cell(text, properties=span(4)))


def word(*rows: str) -> list[str | int]:
    """The blocks of a Word table of these rows: a paragraph by its text, a table by the number of its rows."""
    return blocks(docx(table(*rows, widths=(2000,) * 4)), "a.docx")


def blocks(data: bytes, path: str) -> list[str | int]:
    found = lay_out(read_bytes(data, path))
    return [block.text if isinstance(block, Paragraph) else len(block.rows) if isinstance(block, Table) else -block.rows
            for block in found]  # fmt: skip


def test_a_title_in_the_first_row_of_a_form_stands_above_it() -> None:
    assert word(titled("附件2"), titled("农村公路养护绩效目标表"), row(*HEADER), row(*ROW)) == [
        "附件2", "农村公路养护绩效目标表", 2,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["项目名称：农村公路养护", "绩效目标"])
def test_what_belongs_to_a_form_stays_in_it(text: str) -> None:
    assert word(titled(text), row(*HEADER), row(*ROW)) == [3]


def test_a_label_with_nothing_beside_it_is_no_title() -> None:
    assert word(row(cell("某单位"), cell("", properties=span(3))), row(*HEADER), row(*ROW)) == [3]


def test_a_title_between_rows_opens_another_table() -> None:
    assert word(row(*HEADER), row(*ROW), titled("2.危桥改造绩效目标表"), row(*HEADER), row(*ROW)) == [
        2, "2.危桥改造绩效目标表", 2,
    ]  # fmt: skip
    assert word(row(*HEADER), row(*ROW), titled("合计数与分项数的差由四舍五入造成。"), row(*ROW)) == [4]


def test_blank_rows_above_a_table_are_left_out() -> None:
    assert word(row("", "", "", ""), titled("农村公路养护绩效目标表"), row(*HEADER), row(*ROW)) == [
        "农村公路养护绩效目标表", 2,
    ]  # fmt: skip


def test_titles_of_a_sheet_need_not_be_merged() -> None:
    form = grid([["附件2", "", "", ""], ["", "", "", "单位：万元"], HEADER, ROW], (5,) * 4)
    assert blocks(one_sheet([form]), "a.xlsx") == ["附件2", "单位：万元", 2]


def test_a_sheet_of_single_cells_is_prose() -> None:
    texts = ["一、说明", "绩效目标：全年养护县道12公里。", "以上均为年初预算数。"]
    found = list(lay_out(read_bytes(one_sheet([Text(text) for text in texts]), "a.xlsx")))
    assert [(block.text, block.heading) for block in found if isinstance(block, Paragraph)] == [
        (texts[0], True), (texts[1], False), (texts[2], False),
    ]  # fmt: skip
    assert [block.span.place.cell for block in found] == ["A1", "A2", "A3"]


def test_places_stay_those_of_the_sheet() -> None:
    title, form = lay_out(read_bytes(one_sheet([grid([[Slot("养护绩效目标表", 4)], HEADER, ROW], (5,) * 4)]), "a.xlsx"))
    assert isinstance(title, Paragraph) and isinstance(form, Table)
    assert (title.span.place.cell, form.rows[0].span.place.cell, form.rows[1].cells[3].span.place.cell) == (
        "A2", "A3", "D4",
    )  # fmt: skip


def test_rows_beyond_the_limit_are_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_CELLS", 14)
    form = word(row(*HEADER), *[row(*ROW)] * 4)
    assert form == [3, -2]
    data = one_sheet([grid([HEADER, *[ROW] * 4], (5,) * 4), grid([HEADER, ROW], (5,) * 4)])
    assert blocks(data, "a.xlsx") == [1, -4, 2]
    report = judge([read_document(read_bytes(data, "a.xlsx"))], load_rules())
    problem = report.documents[0].problem
    assert report.status() == 2 and problem is not None
    assert problem.zh == "文件的单元格太多，自工作表“Sheet1”的 A3 起有 4 行没有检查；请拆分后再检查。"
    assert problem.en.startswith("the file has too many cells: from A3 of sheet Sheet1 on, 4 rows")
