"""PDF files: what is a table, what is in its cells, and what is refused."""

from __future__ import annotations

import ctypes
import functools
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_drawing import HEIGHT, LABELS, MANNERS, Drawing, Spot, width_of

from auditor.source import Source, TablePart, TextPart, Unreadable, rejoin
from auditor.source.pdf import read
from auditor.source.pdf_calls import Pdfium

COLUMNS = (80.0, 80.0, 150.0, 100.0)
ROW = 24.0


def spots(rows: tuple[tuple[str, ...], ...] = LABELS, first: int = 0) -> list[Spot]:
    """The rows as cells, an empty one joined to the cell above it."""
    out: list[Spot] = []
    for column in range(len(rows[0])):
        row = 0
        while row < len(rows):
            end = row + 1
            while end < len(rows) and not rows[end][column]:
                end += 1
            out.append(Spot(first + row, column, rows[row][column], end - row))
            row = end
    return out


def tables(source: Source) -> list[TablePart]:
    return [part for part in source.parts or () if isinstance(part, TablePart)]


def cells(source: Source, table: int = 0) -> list[tuple[str, int, int]]:
    """Address, row span and text as one line of every cell of a table."""
    return [
        (cell.place.cell or "", cell.rowspan, rejoin(source.text[cell.start : cell.end]))
        for cell in tables(source)[table].cells
    ]


def texts(source: Source, table: int = 0) -> list[str]:
    return [text for _, _, text in cells(source, table)]


def prose(source: Source) -> list[str]:
    return [rejoin(source.text[p.start : p.end]) for p in source.parts or () if isinstance(p, TextPart)]


WANTED = [
    ("A1", 1, "一级指标"), ("B1", 1, "二级指标"), ("C1", 1, "三级指标"), ("D1", 1, "指标值"),
    ("A2", 2, "产出指标"), ("B2", 1, "数量指标"), ("C2", 1, "改造农村公路里程"), ("D2", 1, "≥12.50公里"),
    ("B3", 1, "质量指标"), ("C3", 1, "工程验收合格率"), ("D3", 1, "≥98.6%"),
]  # fmt: skip


@pytest.mark.parametrize("manner", sorted(MANNERS))
def test_borders_of_every_manner_give_the_same_cells(manner: str) -> None:
    drawing = Drawing()
    drawing.table(100, [ROW] * 3, COLUMNS, spots(), manner=manner)
    assert cells(read(drawing.done(), "a.pdf")) == WANTED


@pytest.mark.parametrize("sides", ["tb", "lr", "tbl", "b"])
def test_sides_that_are_not_ruled_are_closed(sides: str) -> None:
    drawing = Drawing()
    drawing.table(100, [ROW] * 3, COLUMNS, spots(), sides=sides)
    assert cells(read(drawing.done(), "a.pdf")) == WANTED


def test_places_tell_page_table_row_cell_and_box() -> None:
    drawing = Drawing()
    drawing.text(60, 60, "附表")
    drawing.page()
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    source = read(drawing.done(), "a.pdf")
    cell = tables(source)[0].cells[-1]
    assert (cell.place.table, cell.place.row, cell.place.cell, cell.place.page) == (1, 3, "D3", 2)
    assert cell.place.bbox == pytest.approx((370, HEIGHT - 172, 470, HEIGHT - 148), abs=0.5)
    assert source.text[cell.start : cell.end] == "≥98.6%"
    assert not source.lined
    assert source.kind == "pdf"


def test_paragraph_has_page_and_box() -> None:
    drawing = Drawing()
    drawing.text(60, 60, "改造农村公路")
    part = (read(drawing.done(), "a.pdf").parts or ())[0]
    assert part.place.page == 1
    assert part.place.bbox == pytest.approx((60, HEIGHT - 62, 120, HEIGHT - 51), abs=2)


def test_figures_are_whole_whatever_order_they_are_drawn_in() -> None:
    drawing = Drawing()
    figures = ("≤146.68万元", "1,055.32", "0.5%", "9746.50")
    drawing.table(100, [ROW], [120.0] * 4, [Spot(0, column, "") for column in range(4)])
    for column, figure in enumerate(figures):
        x = 64 + 120 * column
        drawn = []
        for char in figure:
            drawn.append((x, char))
            x += width_of(char)
        for place, char in reversed(drawn):
            drawing.text(place, 116, char)
    assert texts(read(drawing.done(), "a.pdf")) == list(figures)


@pytest.mark.parametrize("gap", [1.0, 3.0, 6.0])
def test_letters_spaced_out_are_one_word(gap: float) -> None:
    drawing = Drawing()
    drawing.table(100, [ROW], [200.0, 200.0], [Spot(0, 0, ""), Spot(0, 1, "")])
    for x, text in ((64.0, "指标值确定"), (264.0, "95.5%")):
        for char in text:
            drawing.text(x, 116, char)
            x += width_of(char) + gap
    assert texts(read(drawing.done(), "a.pdf")) == ["指标值确定", "95.5%"]


def test_words_with_printed_spaces_between_all_characters_are_one_word() -> None:
    drawing = Drawing()
    drawing.table(100, [ROW], [200.0, 200.0], [Spot(0, 0, "项 目 名 称"), Spot(0, 1, "9 5 . 5 %")])
    assert texts(read(drawing.done(), "a.pdf")) == ["项目名称", "95.5%"]


def test_separate_figures_stay_separate() -> None:
    drawing = Drawing()
    drawing.table(100, [ROW], [200.0, 200.0], [Spot(0, 0, "9+X 1 400"), Spot(0, 1, "5 5 10")])
    assert texts(read(drawing.done(), "a.pdf")) == ["9+X 1 400", "5 5 10"]


def test_a_number_broken_by_a_narrow_cell_is_whole_and_two_numbers_are_two() -> None:
    drawing = Drawing()
    drawing.table(100, [40.0], [38.0, 90.0], [Spot(0, 0, "123456\n.75"), Spot(0, 1, "100\n200")])
    source = read(drawing.done(), "a.pdf")
    assert texts(source) == ["123456.75", "100 200"]


def test_bold_made_by_printing_twice_is_read_once() -> None:
    drawing = Drawing()
    drawing.text(60, 100, "合计11.1")
    drawing.text(60.3, 100, "合计11.1")
    assert prose(read(drawing.done(), "a.pdf")) == ["合计11.1"]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_pages_read_as_upright_ones(turned: int) -> None:
    drawing = Drawing(HEIGHT, 595.0)
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    data = rotated(drawing.done(), turned)
    source = read(data, "a.pdf")
    assert cells(source) == WANTED
    assert tables(source)[0].cells[0].place.bbox == pytest.approx((60, 595 - 124, 140, 595 - 100), abs=0.5)


def rotated(data: bytes, degrees: int) -> bytes:
    """The same pages with a /Rotate entry."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_a_landscape_table_set_sideways_on_an_upright_page() -> None:
    drawing = Drawing(595.0, HEIGHT)
    drawing.canvas.translate(595, 0)
    drawing.canvas.rotate(90)
    drawing.height = 595.0
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    source = read(drawing.done(), "a.pdf")
    assert cells(source) == WANTED
    assert tables(source)[0].cells[0].place.bbox == pytest.approx((100, 60, 124, 140), abs=0.5)


def test_a_watermark_across_the_page_is_not_read() -> None:
    drawing = Drawing()
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    drawing.canvas.saveState()
    drawing.canvas.translate(200, 600)
    drawing.canvas.rotate(35)
    drawing.canvas.setFont("STSong-Light", 60)
    drawing.canvas.drawString(0, 0, "内部资料")
    drawing.canvas.restoreState()
    assert cells(read(drawing.done(), "a.pdf")) == WANTED


def test_a_frame_round_a_page_is_no_table() -> None:
    drawing = Drawing()
    drawing.canvas.rect(30, 30, 535, 782)
    drawing.text(60, 60, "某县水利局")
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    source = read(drawing.done(), "a.pdf")
    assert len(tables(source)) == 1
    assert prose(source) == ["某县水利局"]


def test_underlines_make_no_rows() -> None:
    drawing = Drawing()
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    drawing.rule(204, 138, 280, 138)
    assert cells(read(drawing.done(), "a.pdf")) == WANTED


def test_radicals_and_symbol_codes_read_as_what_they_print() -> None:
    drawing = Drawing()
    drawing.text(60, 100, "⽬标⼈⺠")
    assert prose(read(drawing.done(), "a.pdf")) == ["目标人民"]


def test_text_typed_into_form_fields_is_read() -> None:
    drawing = Drawing()
    drawing.text(60, 100, "Budget")
    drawing.canvas.acroForm.textfield(name="budget", x=160, y=HEIGHT - 105, width=120, height=20, value="146.68")
    assert any("146.68" in text for text in prose(read(drawing.done(), "a.pdf")))


# Tables and page ends.

HEADER = ("序号", "项目", "预算数", "执行数")


def pages(*draw: Callable[[Drawing], object]) -> Source:
    """A document of pages, each drawn by a function, with page numbers."""
    drawing = Drawing()
    for number, one in enumerate(draw, 1):
        one(drawing)
        drawing.centred(815, f"- {number} -", 9)
        drawing.page()
    return read(drawing.done(), "a.pdf")


Rows = tuple[tuple[str, ...], ...]
Draw = Callable[[Drawing], object]


def table_at(top: float, rows: Rows) -> Draw:
    return lambda drawing: drawing.table(top, [ROW] * len(rows), COLUMNS, spots(rows))


def to_the_end(rows: Rows) -> Draw:
    """A table whose last row ends at the foot of the page."""
    return table_at(780 - ROW * len(rows), rows)


def plain(rows: Rows) -> list[Spot]:
    """The rows as cells that are not merged."""
    return [Spot(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)]


MORE = (
    ("效益指标", "社会效益指标", "受益村庄数量", "≥35个"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
)


def test_a_table_goes_on_at_the_top_of_the_next_page() -> None:
    source = pages(to_the_end(LABELS), table_at(60, MORE))
    assert len(tables(source)) == 1
    assert cells(source)[:11] == WANTED
    assert [(cell.place.cell, cell.place.row, cell.place.page) for cell in tables(source)[0].cells[11:]] == [
        ("A4", 4, 2), ("B4", 4, 2), ("C4", 4, 2), ("D4", 4, 2), ("A5", 5, 2), ("B5", 5, 2), ("C5", 5, 2), ("D5", 5, 2),
    ]  # fmt: skip
    assert prose(source) == []
    assert any("第 2 页" in zh for zh, _ in source.notes)


def test_a_repeated_header_is_left_out_of_the_table_that_goes_on() -> None:
    source = pages(to_the_end(LABELS), table_at(60, (LABELS[0], *MORE)))
    assert [text for text in texts(source) if text == "一级指标"] == ["一级指标"]
    assert len(tables(source)) == 1
    assert cells(source)[11][2] == "效益指标"


def test_a_merged_cell_goes_on_over_the_page_end() -> None:
    more = (("", "时效指标", "完工及时率", "100%"), ("", "成本指标", "每公里造价", "≤45.2万元"))
    below = [Spot(0, 0, "", 2), *(Spot(r, c, more[r][c]) for r in range(2) for c in range(1, 4))]
    source = pages(to_the_end(LABELS), lambda d: d.table(60, [ROW] * 2, COLUMNS, below))
    assert ("A2", 4, "产出指标") in cells(source)
    assert [text for text in texts(source) if not text] == []


@pytest.mark.parametrize(("above", "below"), [("产出", "指标"), ("服务对象满意", "度指标")])
def test_a_label_broken_by_the_page_end_is_whole(above: str, below: str) -> None:
    rows = (LABELS[0], (above, "数量指标", "改造里程", "≥12公里"))
    source = pages(to_the_end(rows), table_at(60, ((below, "质量指标", "合格率", "100%"),)))
    assert ("A2", 2, above + below) in cells(source)


def test_a_row_cut_by_the_page_end_is_one_row() -> None:
    rows = (LABELS[0], ("产出指标", "数量指标", "改造农村公路里程包括\n路面硬化和桥涵加固的", "≥12.5公里"))
    rest = (("", "", "里程", ""), *MORE)
    columns = (80.0, 80.0, 108.5, 100.0)
    source = pages(
        lambda d: d.table(780 - 64, [ROW, 36.0], columns, spots(rows)),
        lambda d: d.table(60, [ROW] * 3, columns, plain(rest)),
    )
    assert ("C2", 1, "改造农村公路里程包括路面硬化和桥涵加固的里程") in cells(source)
    assert ("A3", 1, "效益指标") in cells(source)
    assert len(texts(source)) == 16


def test_a_figure_and_its_unit_parted_by_the_page_end_are_one_cell() -> None:
    """Between a figure and an ideograph goes a quarter of a blank, so a unit may not fit where another would."""
    rows = (("产出指标", "数量指标", "改造农村公路里", "≥5200"),)
    rest = (("", "", "程", "人"), *MORE)
    columns = (80.0, 80.0, 82.0, width_of("≥5200") + 2 * 4 + 11.0)
    source = pages(
        lambda d: d.table(756, [ROW], columns, plain(rows)),
        lambda d: d.table(60, [ROW] * 3, columns, plain(rest)),
    )
    assert texts(source)[:5] == ["产出指标", "数量指标", "改造农村公路里程", "≥5200人", "效益指标"]


def test_merged_cells_of_a_cut_row_are_whole() -> None:
    above = [Spot(0, 0, "部门产", 2), Spot(0, 1, "数量指标"), Spot(0, 2, "桥涵座数"), Spot(0, 3, "≥3座"),
             Spot(1, 1, "质量指标"), Spot(1, 2, "改造农村公路验收"), Spot(1, 3, "100%")]  # fmt: skip
    below = [Spot(0, 0, "出", 2), Spot(0, 1, ""), Spot(0, 2, "合格率"), Spot(0, 3, ""),
             Spot(1, 1, "时效指标"), Spot(1, 2, "完工及时率"), Spot(1, 3, "100%")]  # fmt: skip
    columns = (80.0, 80.0, 90.0, 80.0)
    source = pages(
        lambda d: d.table(732, [ROW] * 2, columns, above), lambda d: d.table(60, [ROW] * 2, columns, below)
    )
    assert cells(source)[0] == ("A1", 3, "部门产出")
    assert ("C2", 1, "改造农村公路验收合格率") in cells(source)


def test_a_table_of_one_row_goes_on_with_more_columns() -> None:
    above = [Spot(0, 0, "绩效目标"), Spot(0, 1, "1.改造公路12.5公里；", 1, 3)]
    below = [Spot(0, 0, ""), Spot(0, 1, "2.加固桥涵3座。", 1, 3), *spots(LABELS, 1)]
    source = pages(
        lambda d: d.table(750, [30.0], COLUMNS, above), lambda d: d.table(60, [30.0, *[ROW] * 3], COLUMNS, below)
    )
    assert len(tables(source)) == 1
    assert texts(source)[:3] == ["绩效目标", "1.改造公路12.5公里；2.加固桥涵3座。", "一级指标"]


def test_a_table_goes_on_over_a_footnote() -> None:
    def first(drawing: Drawing) -> None:
        drawing.table(745 - ROW * len(LABELS), [ROW] * len(LABELS), COLUMNS, spots())
        drawing.text(60, 770, "1 单价按上年合同价计算。", 8)

    source = pages(first, table_at(60, MORE))
    assert len(tables(source)) == 1
    assert len(pages(first, lambda d: d.text(60, 70, "二、说明"), table_at(60, MORE)).parts or ()) > 2


def test_a_long_text_cut_between_its_paragraphs_is_one_cell() -> None:
    above = (Spot(0, 0, "绩效目标"), Spot(0, 1, "1.改造公路12.5公里；"))
    below = (Spot(0, 0, ""), Spot(0, 1, "2.加固桥涵3座。"))
    source = pages(
        lambda d: d.table(750, [30.0], (80.0, 330.0), above),
        lambda d: d.table(60, [30.0], (80.0, 330.0), below),
    )
    assert texts(source) == ["绩效目标", "1.改造公路12.5公里；2.加固桥涵3座。"]


def test_a_row_with_an_empty_cell_is_not_taken_for_the_rest_of_a_cut_row() -> None:
    rows = (LABELS[0], ("产出指标", "数量指标", "改造里程", "≥12.5公里"))
    new = (("", "", "桥涵座数", ""), *MORE)
    source = pages(to_the_end(rows), lambda d: d.table(60, [ROW] * 3, COLUMNS, plain(new)))
    assert ("C3", 1, "桥涵座数") in cells(source)
    assert ("D3", 1, "") in cells(source)


FORM = (("项目名称", "农村公路改造", "实施单位", "某县交通局"), ("预算数", "146.68", "其他资金", "0"), *LABELS)
OTHER_FORM = (("项目名称", "桥涵加固", "实施单位", "某县交通局"), ("预算数", "35.20", "其他资金", "0"), *LABELS)


def test_two_forms_that_meet_at_a_page_top_stay_two() -> None:
    source = pages(to_the_end(FORM), table_at(60, OTHER_FORM))
    assert [texts(source, n)[1] for n in range(2)] == ["农村公路改造", "桥涵加固"]


def test_a_form_cut_before_its_indicator_header_is_one() -> None:
    source = pages(to_the_end(FORM[:2]), table_at(60, FORM[2:]))
    assert len(tables(source)) == 1
    assert texts(source)[8] == "一级指标"


def test_a_caption_parts_two_tables() -> None:
    def second(drawing: Drawing) -> None:
        drawing.centred(60, "2.桥涵加固绩效目标表", 14)
        table_at(80, MORE)(drawing)

    source = pages(to_the_end(LABELS), second)
    assert len(tables(source)) == 2
    assert prose(source) == ["2.桥涵加固绩效目标表"]


def test_tables_of_other_width_or_other_columns_stay_two() -> None:
    columns = ((100.0, 100.0), (50.0, 50.0, 70.0, 65.0, 55.0, 50.0, 70.0))
    for widths in columns:
        spots = [Spot(0, column, f"甲{column}") for column in range(len(widths))]
        source = pages(to_the_end(LABELS), lambda d, w=widths, s=spots: d.table(60, [ROW], w, s))
        assert len(tables(source)) == 2


def test_a_table_that_ended_well_above_the_page_end_is_finished() -> None:
    source = pages(
        lambda d: d.text(60, 780, "以上金额均为万元。"), table_at(400, LABELS), table_at(60, MORE), to_the_end(MORE)
    )
    assert len(tables(source)) == 3


def test_numbering_that_starts_again_is_another_table() -> None:
    first = (HEADER, ("1", "公路", "10", "9"), ("2", "桥涵", "5", "5"))
    again = (HEADER, ("1", "水库", "7", "6"), ("2", "渠道", "3", "3"))
    on = (HEADER, ("3", "水库", "7", "6"), ("4", "渠道", "3", "3"))
    assert len(tables(pages(to_the_end(first), table_at(60, again)))) == 2
    assert len(tables(pages(to_the_end(first), table_at(60, on)))) == 1


def test_columns_are_counted_over_both_pages() -> None:
    top = (Spot(0, 0, "项目编码"), Spot(0, 1, "A-17"), Spot(0, 2, "项目名称"), Spot(0, 3, "公路"))
    low = [Spot(0, c, t) for c, t in enumerate(("3月底", "25%", "6月底", "50%", "9月底", "75%"))]
    source = pages(
        lambda d: d.table(756, [ROW], (60.0, 180.0, 60.0, 120.0), top),
        lambda d: d.table(60, [ROW], (60.0, 60.0, 120.0, 60.0, 60.0, 60.0), low),
    )
    assert [(cell.place.cell, cell.colspan) for cell in tables(source)[0].cells] == [
        ("A1", 1), ("B1", 2), ("D1", 1), ("E1", 2), ("A2", 1), ("B2", 1), ("C2", 1), ("D2", 1), ("E2", 1), ("F2", 1),
    ]  # fmt: skip


# Tables without rules.


def aligned(drawing: Drawing, top: float, rows: tuple[tuple[str, ...], ...], leading: float = 22.0) -> None:
    for index, row in enumerate(rows):
        x = 60.0
        for width, text in zip(COLUMNS, row, strict=True):
            drawing.text(x, top + index * leading, text)
            x += width


LAST = (MORE[0], ("满意度指标", "服务对象", "村民满意度", "≥90%"))
FILLED = (LABELS[0], LABELS[1], ("产出指标", *LABELS[2][1:]), *MORE[:1])


def test_a_table_without_rules_is_read_by_its_columns_and_said_to_be_guessed() -> None:
    drawing = Drawing()
    drawing.text(60, 80, "农村公路改造绩效目标表")
    aligned(drawing, 120, FILLED)
    drawing.text(60, 400, "以上指标由县交通局填报，县财政局审核，年终据此开展绩效自评。")
    source = read(drawing.done(), "a.pdf")
    assert texts(source) == [text for row in FILLED for text in row]
    assert prose(source) == ["农村公路改造绩效目标表", "以上指标由县交通局填报，县财政局审核，年终据此开展绩效自评。"]
    assert any("没有框线" in zh for zh, _ in source.notes)


def test_a_table_without_rules_goes_on_over_the_page_end() -> None:
    rest = (*LAST, ("", "", "群众满意度", "≥85%"))
    source = pages(lambda d: aligned(d, 690, FILLED), lambda d: aligned(d, 60, rest))
    assert len(tables(source)) == 1
    assert texts(source) == [text for row in (*FILLED, *rest) for text in row]


def test_wrapped_cells_of_a_table_without_rules_are_whole() -> None:
    drawing = Drawing()
    aligned(drawing, 100, FILLED[:2])
    aligned(drawing, 144, (("产出指标", "质量指标", "改造后的农村公路在一年内", "≥98.6%"),), 14)
    aligned(drawing, 158, (("", "", "的完好率", ""),))
    aligned(drawing, 180, LAST)
    source = read(drawing.done(), "a.pdf")
    assert "改造后的农村公路在一年内的完好率" in texts(source)
    assert len(texts(source)) == 20


def test_prose_after_a_table_without_rules_is_no_row_of_it() -> None:
    source = pages(
        lambda d: aligned(d, 690, FILLED), lambda d: d.text(60, 60, "以上由县交通局填报，县财政局审核后下达各乡镇。")
    )
    assert prose(source) == ["以上由县交通局填报，县财政局审核后下达各乡镇。"]


def test_horizontal_rules_alone_make_rows() -> None:
    drawing = Drawing()
    aligned(drawing, 120, FILLED, 24.0)
    for index in range(5):
        drawing.rule(58, 104 + index * 24, 470, 104 + index * 24)
    assert texts(read(drawing.done(), "a.pdf")) == [text for row in FILLED for text in row]


def test_lines_with_gaps_are_no_table() -> None:
    drawing = Drawing()
    for index, line in enumerate(("单位：某县水利局", "填报人：科室甲", "2023年度")):
        drawing.text(60, 100 + index * 20, line)
        drawing.text(300, 100 + index * 20, f"联系方式{index}")
    source = read(drawing.done(), "a.pdf")
    assert tables(source) == []
    assert prose(source)[0] == "单位：某县水利局联系方式0"


def test_a_header_over_ragged_rows_is_left_as_text() -> None:
    drawing = Drawing()
    aligned(drawing, 100, LABELS[:1])
    drawing.text(60, 122, "产出指标数量指标改造农村公路里程包括路面硬化和桥涵加固")
    drawing.text(60, 144, "≥12.5公里")
    assert tables(read(drawing.done(), "a.pdf")) == []


# Prose.


def test_wrapped_lines_are_one_paragraph_even_over_a_page_end() -> None:
    lines = ["2023年度收、支总计均为1058.95万元。与上年度相比，收、支总计各增加", "24.62万元，主要是人员变动。"]
    full = 60 + width_of(lines[0], 12)

    def first(drawing: Drawing) -> None:
        for y in (100, 140):
            drawing.text(84, y, "按照规定，现将水利局部门决算公开如下，收入和支出均反映在", 12)
        drawing.text(84, 740, lines[0], 12)

    source = pages(first, lambda d: d.text(60, 80, lines[1], 12))
    assert full > 400
    assert "".join(lines) in prose(source)


def test_running_heads_and_page_numbers_are_left_out_and_said_so() -> None:
    def page(text: str) -> Callable[[Drawing], None]:
        def draw(drawing: Drawing) -> None:
            drawing.centred(40, "某县2023年度部门决算公开", 9)
            drawing.text(60, 120, text)

        return draw

    source = pages(page("甲项目"), page("乙项目"), page("丙项目"))
    assert prose(source) == ["甲项目", "乙项目", "丙项目"]
    assert any("6 行" in zh for zh, _ in source.notes)


def test_a_running_head_may_stand_below_the_margin() -> None:
    def page(text: str) -> Callable[[Drawing], None]:
        def draw(drawing: Drawing) -> None:
            drawing.text(60, 95, "某县水利局文件")
            drawing.text(60, 140, text)

        return draw

    assert prose(pages(page("甲项目"), page("乙项目"), page("丙项目"))) == ["甲项目", "乙项目", "丙项目"]


def test_a_heading_is_no_part_of_the_sentence_before_it() -> None:
    sentence = "按照规定，现将水利局部门决算公开如下，收入和支出均反映在部门决算表的各栏里面。"

    def first(drawing: Drawing) -> None:
        drawing.text(60, 740, sentence, 12)

    def second(drawing: Drawing) -> None:
        drawing.centred(80, "部门整体支出绩效目标表", 12)
        drawing.text(60, 110, sentence, 12)

    assert prose(pages(first, second))[:2] == [sentence, "部门整体支出绩效目标表"]


def test_a_line_that_a_figure_found_no_room_on_goes_on() -> None:
    full = "按照有关规定，现将我局的部门决算公开如下，所有收入和支出均反映在部门决算各表之中。"
    line = "较上年决算数减少，压减下乡用车与公务接待两项费用以后下降"
    drawing = Drawing()
    for y in (100, 120, 140):
        drawing.text(60, y, full, 12)
    right = 60 + width_of(full, 12)
    drawing.text(right - 34 - width_of(line, 12), 160, line, 12)
    drawing.text(60, 180, "6.28%。", 12)
    assert prose(read(drawing.done(), "a.pdf"))[-1] == line + "6.28%。"


def test_figures_set_small_and_high() -> None:
    """Behind an ideograph they refer to a note, behind a letter they are a power."""
    drawing = Drawing()
    drawing.text(60, 100, "预算绩效目标", 12)
    drawing.text(60 + width_of("预算绩效目标", 12), 95, "1", 7)
    drawing.text(60, 140, "改造面积12m", 12)
    drawing.text(60 + width_of("改造面积12m", 12), 135, "2", 7)
    assert prose(read(drawing.done(), "a.pdf")) == ["预算绩效目标", "改造面积12m²"]


def test_a_long_title_on_two_centred_lines_is_one_paragraph() -> None:
    drawing = Drawing()
    lines = ["某县水利局2023年度农村饮水安全巩固提升工程绩效", "自评表"]
    for index, line in enumerate(lines):
        drawing.centred(80 + 24 * index, line, 18)
    drawing.text(60, 150, "以上金额均为万元，合计数与分项数之间的差由四舍五入造成。", 16)
    assert prose(read(drawing.done(), "a.pdf"))[0] == "".join(lines)


def test_a_title_set_larger_is_a_heading() -> None:
    drawing = Drawing()
    drawing.centred(80, "第二部分 部门决算表", 18)
    for index in range(4):
        drawing.text(84, 130 + 20 * index, "收入和支出均反映在部门决算中。", 12)
    drawing.text(60, 300, "以上金额均为万元，合计数与分项数之间的差由四舍五入造成。", 12)
    parts = [part for part in read(drawing.done(), "a.pdf").parts or () if isinstance(part, TextPart)]
    assert [part.heading for part in parts] == [True, False, False, False, False, False]


# Refusals.


def test_encrypted_is_said() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    drawing = Drawing(encrypt=StandardEncryption("secret", "owner"))
    drawing.text(60, 100, "甲")
    with pytest.raises(Unreadable, match="encrypted"):
        read(drawing.done(), "a.pdf")


def test_an_owner_password_alone_does_not_keep_readers_out() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    drawing = Drawing(encrypt=StandardEncryption("", "owner"))
    drawing.text(60, 100, "甲项目")
    assert prose(read(drawing.done(), "a.pdf")) == ["甲项目"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"%PDF-1.7 nothing", b"PK\x03\x04"])
def test_damaged_is_said(data: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(data, "a.pdf")


def picture(drawing: Drawing) -> None:
    from reportlab.lib.utils import ImageReader

    pixels = b"P5 2 2 255\n" + bytes([0, 255, 255, 0])
    drawing.canvas.drawImage(ImageReader(io.BytesIO(pixels)), 0, 0, 595, 842)


def test_a_scan_is_said() -> None:
    drawing = Drawing()
    picture(drawing)
    with pytest.raises(Unreadable, match="scan") as caught:
        read(drawing.done(), "a.pdf")
    assert "扫描" in caught.value.zh


def test_no_text_at_all_is_said() -> None:
    drawing = Drawing()
    drawing.page()
    with pytest.raises(Unreadable, match="no text"):
        read(drawing.done(), "a.pdf")


def test_scanned_pages_among_others_are_noted() -> None:
    drawing = Drawing()
    drawing.text(60, 100, "甲项目")
    drawing.page()
    picture(drawing)
    source = read(drawing.done(), "a.pdf")
    assert any("第 2 页只有图像" in zh for zh, _ in source.notes)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.source.pdf_page.MOST_PAGES", 1)
    drawing = Drawing()
    drawing.text(60, 100, "甲")
    drawing.page()
    drawing.text(60, 100, "乙")
    with pytest.raises(Unreadable, match="2 pages"):
        read(drawing.done(), "a.pdf")


@pytest.mark.parametrize("limit", ["MOST_CELLS", "MOST_CHARACTERS"])
def test_too_much_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"auditor.source.pdf.{limit}", 3)
    drawing = Drawing()
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    with pytest.raises(Unreadable, match="more than 3"):
        read(drawing.done(), "a.pdf")


@functools.cache
def sample() -> bytes:
    drawing = Drawing()
    drawing.text(60, 60, "农村公路改造")
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    return drawing.done()


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=30), st.integers(0, 10_000)
)
def test_altered_bytes_are_read_or_refused(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(sample())
    for at, value in changes:
        data[at % len(data)] = value
    if cut % 3 == 0:
        del data[cut % len(data) :]
    try:
        source = read(bytes(data), "a.pdf")
    except Unreadable as refusal:
        assert refusal.zh.endswith("。")
        return
    for part in source.parts or ():
        assert 0 <= part.start <= part.end <= len(source.text)


def test_pdfium_takes_and_gives_addresses() -> None:
    """A null pointer is None, any other a number; constants and structures are what they are."""
    drawing = Drawing()
    drawing.table(100, [ROW] * 3, COLUMNS, spots())
    data, pdfium = drawing.done(), Pdfium()
    assert pdfium.FPDF_LoadMemDocument64(b"%PDF", 4, None) is None
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    frame = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(frame))
    assert type(document) is type(page) is int
    assert frame.top == pytest.approx(HEIGHT, abs=1)
    assert pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, 0)) in (
        pdfium.FPDF_PAGEOBJ_PATH,
        pdfium.FPDF_PAGEOBJ_TEXT,
    )
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
