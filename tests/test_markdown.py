"""The reader of Markdown: tables with and without outer pipes, headings, paragraphs; every offset that of the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.source import Source, TablePart, TextPart, Unreadable
from auditor.source.markdown import read


def source_of(text: str) -> Source:
    return read(text.encode(), "a.md")


def rows(text: str, number: int = 0) -> list[list[str]]:
    """The cells of a table by row."""
    source = source_of(text)
    table = [part for part in source.parts or () if isinstance(part, TablePart)][number]
    out: list[list[str]] = [[] for _ in range(max(one.row for one in table.cells) + 1)]
    for one in table.cells:
        assert one.column == len(out[one.row])
        out[one.row].append(source.text[one.start : one.end])
    return out


def prose(text: str) -> list[str]:
    source = source_of(text)
    return [source.text[part.start : part.end] for part in source.parts or () if isinstance(part, TextPart)]


def headings(text: str) -> list[str]:
    source = source_of(text)
    return [
        source.text[part.start : part.end] for part in source.parts or () if isinstance(part, TextPart) and part.heading
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| 指标 | 值 |\n| --- | :-: |\n| 合格率 | ≥95% |\n| 人数 |  |\n",
        "指标 | 值\n---|---\n合格率 | ≥95%\n人数 | |\n",
        "|指标|值|\n|-|-|\n|合格率|≥95%|\n|人数||",
        "> | 指标 | 值 |\r\n> |:---|---:|\r\n> | 合格率 | ≥95% |\r\n> | 人数 | |\r\n",
        "上文\n| 指标 | 值 |\n|---|---|\n| 合格率 | ≥95% |\n| 人数 | |\n注：下文",
        "| **指标** | 值 |\n|---|---|\n| `合格率` | __≥95%__ |\n| *人数* | |\n",
        "| 指标 | 值 |\n| 合格率 | ≥95% |\n| 人数 | |\n",
    ],
)
def test_tables(text: str) -> None:
    assert rows(text) == [["指标", "值"], ["合格率", "≥95%"], ["人数", ""]]


def test_escaped_pipes_stay_in_their_cell() -> None:
    assert rows("| a \\| b | c |\n|---|---|\n| d\\\\| e |\n") == [["a \\| b", "c"], ["d\\\\", "e"]]


def test_emphasis_inside_a_cell_breaks_nothing() -> None:
    assert rows("| 完成**98**% | **人 |\n|---|---|\n| **甲** 与 **乙** | ** |\n") == [
        ["完成**98**%", "**人"],
        ["**甲** 与 **乙**", "**"],
    ]


def test_rows_of_other_lengths() -> None:
    assert rows("| 甲 | 乙 |\n|---|---|\n| 丙 |\n| 丁 | 戊 | 己 |\n\n| 庚 |") == [
        ["甲", "乙"],
        ["丙"],
        ["丁", "戊", "己"],
    ]


def test_two_tables_and_places() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n| 戊 | 己 |\n|---|---|\n| 庚 | 辛 |\n"
    assert rows(text, 1) == [["戊", "己"], ["庚", "辛"]]
    source = source_of(text)
    table = (source.parts or ())[1]
    assert isinstance(table, TablePart)
    last = table.cells[-1]
    location = source.span(last.start, last.end, last.place).location
    assert (source.kind, source.lined) == ("markdown", True)
    assert (location.line, location.column, location.end_column) == (7, 7, 8)
    assert (location.place.table, location.place.row, location.place.cell) == (2, 2, "B2")


@pytest.mark.parametrize(
    "text",
    [
        "甲 | 乙\n丙 | 丁",
        "甲\n---\n乙",
        "95% |\n98% |\n",
        "```\n| 甲 | 乙 |\n|---|---|\n```",
        "| 一行 |",
        "甲\n|---|---|",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert not any(isinstance(part, TablePart) for part in source_of(text).parts or ())


def test_headings() -> None:
    text = "# 绩效目标表\n## 一、概况 ##\n正文#1\n#REF!\n\n第二部分\n===\n### **资金** C#\n---\n"
    assert headings(text) == ["绩效目标表", "一、概况", "第二部分", "**资金** C#"]
    assert prose(text)[2] == "正文#1\n#REF!"


def test_paragraphs() -> None:
    assert prose("做好全年\n培训工作。\n完成率98%。\n\n第二段  \n另起") == [
        "做好全年\n培训工作。",
        "完成率98%。",
        "第二段",
        "另起",
    ]
    assert prose("目标\n一、甲\n（二）乙\n3.丙\n4、丁\n5.5万元") == [
        "目标",
        "一、甲",
        "（二）乙",
        "3.丙",
        "4、丁\n5.5万元",
    ]
    assert prose("- 甲\n* 乙\n+ 丙\n    续") == ["甲", "乙", "丙\n    续"]
    assert prose("> 引用\n> 续行\n>\n***\n**全粗**\n>95%") == ["引用", "续行", "**全粗**\n>95%"]
    assert prose("**全粗**\n\n**前**与**后**") == ["全粗", "**前**与**后**"]


def test_what_is_not_shown() -> None:
    assert prose("---\ntitle: 目标\n---\n甲\n<!-- 乙\n丙 --> 丁\n<div>\n戊\n</div>\n") == ["甲", "丁", "戊"]
    assert prose("```text\n# 甲\n\n- 乙\n```\n丙") == ["# 甲", "- 乙", "丙"]


HTML = (
    "<html><body><table><tr><td rowspan=2>产出</td><td>数量</td></tr>"
    "<tr><td> 质量<br>≥95% </td></tr></table></body></html>"
)


def test_tables_in_html() -> None:
    source = source_of(f"上文\n\n{HTML}\n下文")
    table = (source.parts or ())[1]
    assert isinstance(table, TablePart)
    assert [(one.row, one.column, one.rowspan, source.text[one.start : one.end]) for one in table.cells] == [
        (0, 0, 2, "产出"),
        (0, 1, 1, "数量"),
        (1, 1, 1, "质量<br>≥95%"),
    ]
    assert prose(f"上文\n\n{HTML}\n下文") == ["上文", "下文"]
    nested = "<table>\n<tr><td>甲<table><tr><td>乙</td></tr></table></td><td>丙</td></tr>\n</table> 丁"
    assert rows(nested) == [["甲<table><tr><td>乙</td></tr></table>", "丙"]]
    assert prose(nested) == ["丁"]
    assert prose("<table>没有结尾\n下文") == ["<table>没有结尾\n下文"]
    assert rows("<TABLE><TR><TD>甲<TD>乙</TABLE>") == [["甲", "乙"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    source = read("# 目标\n\n| 甲 | 乙 |\n|---|---|\n".encode(encoding), "a.md")
    assert len(source.parts or ()) == 2


def test_empty_files_are_refused() -> None:
    for data in (b"", b" \n\n"):
        with pytest.raises(Unreadable):
            read(data, "a.md")


def test_too_many_cells() -> None:
    with pytest.raises(Unreadable, match="table cells"):
        source_of("|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + ("|" * 1000 + "\n") * 400)


@pytest.mark.parametrize(
    "hostile",
    [
        "# " + " " * 300_000 + "x",
        "# x" + " #" * 200_000,
        "|" + " " * 300_000 + "-",
        "|" * 100_000,
        "\\" * 300_000 + "|",
        "*" * 300_000 + "x",
        "<a" * 200_000,
        "<table\n" * 50_000 + "</table>",
        "<table>\n" * 50_000 + "</table>",
        "<table><td>\n" * 50_000 + "</table>",
        "<!--\n" * 50_000,
        "```\n" * 50_000,
        "> " * 200_000,
        "- " * 200_000 + "x",
    ],
)
def test_no_text_takes_long(hostile: str) -> None:
    start = time.process_time()
    only_unreadable("甲\n" + hostile)
    assert time.process_time() - start < 3


def only_unreadable(text: str) -> None:
    try:
        source = source_of(text)
    except Unreadable:
        return
    end = 0
    for part in source.parts or ():
        assert end <= part.start <= part.end <= len(source.text)
        end = part.end
        if isinstance(part, TablePart):
            for one, two in zip(part.cells, part.cells[1:], strict=False):
                assert part.start <= one.start <= one.end <= two.start <= two.end <= part.end


TOKENS = st.sampled_from(
    [
        "|",
        "-",
        "---",
        "\n",
        "\n\n",
        " ",
        "甲",
        "**",
        "`",
        "```",
        "# ",
        "> ",
        "<table>",
        "</table>",
        "<td>",
        "<tr>",
        "\\",
        "<!--",
        "-->",
        "12.",
        "。",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_no_mixture_of_marks_fails(text: str) -> None:
    only_unreadable(text)


TEXTS = (
    st.text(st.sampled_from("甲乙丙12.%≥（）*` "), max_size=6)
    .map(str.strip)
    .filter(lambda text: not set("*`") & set(text))
)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=2, max_size=5)
    )
)
def test_cells_come_back_as_written(cells: list[list[str]]) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    lines.insert(1, "|" + " --- |" * len(cells[0]))
    assert rows("\n".join(lines)) == cells
