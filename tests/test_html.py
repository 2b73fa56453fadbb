"""The reader of web pages: tables, lists, what is not to be seen, encodings, and pages that are no pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.source import Source, TablePart, TextPart, Unreadable
from auditor.source.flatten import Budget
from auditor.source.html import read
from auditor.source.html_tags import attributes_of

Cell = tuple[int, int, int, int, str]


def page(body: str) -> Source:
    return read(f"<!DOCTYPE html><html><head><title>门户</title></head><body>{body}</body></html>".encode(), "a.html")


def lines(body: str) -> list[str]:
    return page(body).text.rstrip("\n").split("\n")


def tables(source: Source) -> list[TablePart]:
    return [part for part in source.parts or () if isinstance(part, TablePart)]


def grid(body: str, number: int = 0) -> list[Cell]:
    source = page(body)
    return [
        (one.row, one.column, one.rowspan, one.colspan, source.text[one.start : one.end])
        for one in tables(source)[number].cells
    ]


def row(*cells: str) -> str:
    return "<tr>" + "".join(one if one.startswith("<t") else f"<td>{one}</td>" for one in cells) + "</tr>"


def test_spans() -> None:
    body = "<table>" + row("<th colspan=2>绩效指标</th>", "<th>值</th>")
    body += row("<td rowspan='2'>产出</td>", "数量", "3") + row("质量", "95") + "</table>"
    assert grid(body) == [
        (0, 0, 1, 2, "绩效指标"),
        (0, 2, 1, 1, "值"),
        (1, 0, 2, 1, "产出"),
        (1, 1, 1, 1, "数量"),
        (1, 2, 1, 1, "3"),
        (2, 1, 1, 1, "质量"),
        (2, 2, 1, 1, "95"),
    ]


def test_a_row_span_of_zero_reaches_to_the_end_of_its_section() -> None:
    body = (
        "<table><tbody>"
        + row("<td rowspan=0>甲</td>", "1")
        + row("2")
        + "</tbody><tbody>"
        + row("乙", "3")
        + "</table>"
    )
    assert grid(body) == [
        (0, 0, 2, 1, "甲"),
        (0, 1, 1, 1, "1"),
        (1, 1, 1, 1, "2"),
        (2, 0, 1, 1, "乙"),
        (2, 1, 1, 1, "3"),
    ]


def test_spans_beyond_the_table_are_cut_off() -> None:
    body = (
        "<table>"
        + row("<td rowspan=9 colspan=99999999999>甲</td>")
        + row("<td colspan=x rowspan=-1>乙</td>")
        + "</table>"
    )
    assert grid(body) == [(0, 0, 2, 1, "甲"), (1, 1, 1, 1, "乙")]


def test_end_tags_may_be_missing() -> None:
    assert grid("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>") == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "乙"),
        (1, 0, 1, 1, "丙"),
        (1, 1, 1, 1, "丁"),
    ]
    assert lines("<p>甲<p>乙<ul><li>丙<li>丁</ul>戊") == ["甲", "乙", "丙", "丁", "戊"]


def test_lines_in_a_cell() -> None:
    assert grid("<table>" + row("≥95%<br>（年末）", "<p>甲</p><div>乙</div>丙") + "</table>") == [
        (0, 0, 1, 1, "≥95%\n（年末）"),
        (0, 1, 1, 1, "甲\n乙\n丙"),
    ]


def test_blanks_are_those_of_the_page() -> None:
    assert lines("<p>\n  项目   <b>名称</b>：\n\t校舍 &nbsp;维修</p>") == ["项目 名称： 校舍 \xa0维修"]
    assert lines("<pre>甲  乙\n丙</pre>丁") == ["甲  乙", "丙", "丁"]


def test_places() -> None:
    source = page("<p>上文</p><table>" + row("甲", "乙") + row("丙", "丁") + "</table>")
    last = tables(source)[0].cells[-1]
    location = source.span(last.start, last.end, last.place).location
    assert (source.kind, source.lined, location.line) == ("html", False, None)
    assert (location.place.table, location.place.row, location.place.cell) == (1, 2, "B2")


def test_headings_and_lists() -> None:
    source = page("<h1>绩效目标表</h1><p>正文</p><h3>一、<span>概况</span></h3>尾")
    assert [
        (source.text[part.start : part.end], part.heading) for part in source.parts or () if isinstance(part, TextPart)
    ] == [
        ("绩效目标表", True),
        ("正文", False),
        ("一、概况", True),
        ("尾", False),
    ]
    assert lines("<ol><li>甲<li><p>乙</p></ol><ol type=A start=3><li>丙</ol><ul><li>丁</ul>") == [
        "1. 甲",
        "2. 乙",
        "C. 丙",
        "丁",
    ]
    assert lines("<ol><li>甲<ol><li>内</ol><li value=7>乙<li>丙</ol>") == ["1. 甲", "1. 内", "7. 乙", "8. 丙"]
    assert lines('<ol style="list-style: none"><li>甲</ol><ol reversed><li>乙</ol>') == ["甲", "乙"]


def test_nested_tables() -> None:
    inner = "<table>" + row("合计", "10") + "</table>"
    source = page("<table>" + row("资金" + inner + "万元", "备注", "来源") + row("甲", "乙", "丙") + "</table>")
    assert [source.text[part.start : part.end] for part in tables(source)] == [
        "资金\n万元\t备注\t来源\n甲\t乙\t丙",
        "合计\t10",
    ]


def test_tables_that_arrange_the_page_are_not_tables() -> None:
    data = "<table>" + row("指标", "值") + row("合格率", "≥95%") + row("人数", "12") + "</table>"
    frame = "<table>" + row("某县财政局", "2024年") + row(f"<p>正文</p>{data}", "侧栏") + "</table>"
    source = page(frame)
    assert [source.text[part.start : part.end] for part in tables(source)] == ["指标\t值\n合格率\t≥95%\n人数\t12"]
    assert [part.place.table for part in tables(source)] == [1]
    assert source.text.startswith("某县财政局\n2024年\n正文\n指标")
    article = "".join(f"<p>第{number}段</p>" for number in range(40))
    assert tables(page("<table>" + row(article, "侧栏") + "</table>")) == []
    assert tables(page("<table role=presentation>" + row("甲", "乙") + "</table>")) == []
    assert tables(page("<table>" + row("只有一格", "") + "</table>")) == []


def test_captions_and_stray_text_stand_before_the_table() -> None:
    assert lines("<table><caption>附表</caption><tr>散文<td>甲<td>乙</table>后") == ["附表", "散文", "甲\t乙", "后"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a < b) document.write('<p>x</p>')</script>",
        "<style>p > a {}</style>",
        "<!-- <p>x</p> -->",
        "<!--> <!---> <!-- x --!>",
        "<?xml version='1.0'?>",
        "<![CDATA[x]]>",
        "</3>",
        "<nav><ul><li><a href=x>首页</a></li></ul></nav>",
        "<div role='navigation'><div>首页</div>x</div>",
        "<footer>版权所有</footer>",
        "<div style='DISPLAY : none'>x<div>y</div>z</div>",
        "<span hidden>x<span>y</span></span>",
        "<p style='color:red;visibility:hidden'>x<p>",
        "<ul><li hidden>x<ul><li>y</ul></ul>",
        "<select><option>x<option>y</select>",
        "<textarea><p>x</p></textarea>",
        "<noscript>x</noscript>",
        "<ruby><rp>(</rp><rt>x</rt></ruby>",
        "<del>x</del>",
        "<input type=hidden value=x><img alt=x hidden>",
        "<template><p>x</template>",
        "<iframe><p>x</iframe>",
    ],
)
def test_what_is_not_seen_is_not_read(hidden: str) -> None:
    assert lines(f"<p>前</p>{hidden}<p>后</p>") == ["前", "后"]


def test_hidden_cells_and_rows() -> None:
    body = (
        "<table>"
        + row("甲", "<td style='display:none'>密</td>", "乙")
        + "<tr hidden><td>丙<td>丁</tr>"
        + row("戊", "己")
    )
    assert [one[4] for one in grid(body + "</table>")] == ["甲", "乙", "戊", "己"]
    assert [one[4] for one in grid("<table><tr><td>甲<td hidden>密<td>乙<tr><td><span hidden>忘<td>丙</table>")] == [
        "甲",
        "乙",
        "",
        "丙",
    ]
    assert lines("<table hidden><tr><td>密<table><tr><td>x</table></table>后") == ["后"]


def test_a_page_that_hides_itself_until_a_script_runs() -> None:
    assert read("<html style='display:none'><body hidden>甲</body></html>".encode(), "a").text == "甲\n"


def test_menus() -> None:
    link = "<a href=x>{}</a>".format
    assert lines(f"<ul><li>{link('首页')}<li>{link('公开')}<li>{link('互动')}</ul><p>正文</p>") == ["正文"]
    assert lines(f"<div>{link('首页')} &gt; {link('公开')} | {link('预算')}</div>正文") == ["正文"]
    assert lines(f"<div>您的位置：{link('首页')} &raquo; {link('公开')} &raquo; 财政决算</div>正文") == ["正文"]
    assert lines("<p>首页须填写单位名称。</p>") == ["首页须填写单位名称。"]
    assert lines(f"<p>附件：{link('目标表')}</p><p>{link('一')}</p><p>{link('二')}</p>") == ["附件：目标表", "一", "二"]
    assert lines(f"<p>{link('一')}</p><p>{link('二')}</p>中<p>{link('三')}</p>") == ["一", "二", "中", "三"]
    assert lines("<p><a name=a>甲</a></p><p><a name=b>乙</a></p><p><a name=c>丙</a></p>") == ["甲", "乙", "丙"]


PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>公开</title>
<style>td {border: 1px}</style><script src="/js/menu.js"></script></head>
<body onload="start()"><div id="top"><a href="/"><img src="logo.gif" alt="县政府"></a></div>
<div class="menu"><ul><li><a href="/a">首页</a><li><a href="/b">政务公开</a><li><a href="/c">互动交流</a></ul></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/b">政务公开</a></div>
<table width="1000" cellpadding="0"><tr><td width="200"><a href="/l">领导之窗</a></td><td>
<h1>某县水利局2024年绩效目标表</h1><p align="center">发布时间：2024-03-01&nbsp;&nbsp;来源：水利局</p>
<p style="text-indent:2em">一、灌区维修项目</p>
<table border="1"><tbody><tr><td rowspan="2">产出指标</td><td>维修渠道长度</td><td>&ge;12.5公里</td></tr>
<tr><td>工程验收<br>合格率</td><td>100%</td></tr>
<tr><td>效益指标<td>受益农户<td>&ge;3200户</tr></tbody></table>
<p>附件：<a href="/f.docx">目标表.docx</a></p></td></tr></table>
<div id="links"><a href="/x">省水利厅</a> | <a href="/y">市水利局</a> | <a href="/z">县政府</a></div>
<footer>某县水利局主办</footer></body></html>"""


def test_a_whole_page() -> None:
    source = read(PAGE.encode("gb18030"), "a.html")
    assert source.text == (
        "领导之窗\n某县水利局2024年绩效目标表\n发布时间：2024-03-01\xa0\xa0来源：水利局\n"
        "一、灌区维修项目\n产出指标\t维修渠道长度\t≥12.5公里\n工程验收\n合格率\t100%\n效益指标\t受益农户\t≥3200户\n"
        "附件：目标表.docx\n"
    )
    assert [len(table.cells) for table in tables(source)] == [8]


def test_characters() -> None:
    assert lines("<p>&ge;98&#37; &#x2264;3 &lt;p&gt; AT&T a&b; &#9999999999;</p>") == ["≥98% ≤3 <p> AT&T a&b; \ufffd"]
    assert lines(f"<p>&#{'9' * 5000};甲</p>")[0].endswith("甲")
    assert lines("<p>1<3 且 5>4，a<甲</p>") == ["1<3 且 5>4，a<甲"]
    assert lines("<p>10<sup>4</sup>千瓦时<sup>[1]</sup> 13&shy;5</p>") == ["10⁴千瓦时[1] 135"]


def test_attributes() -> None:
    raw = """ A=1 b = "x>y" c='"' d checked e="&lt;" a=2 f=/g/ "stray" h="1"i=2"""
    found = attributes_of(raw)
    assert found | {'"stray"': ""} == {
        "a": "1",
        "b": "x>y",
        "c": '"',
        "d": "",
        "checked": "",
        "e": "<",
        "f": "/g/",
        '"stray"': "",
        "h": "1",
        "i": "2",
    }
    assert lines("<p title='a>b'>甲</p><p title=\"未完>乙</p>") == ["甲", "乙"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("utf-8-sig", ""),
        ("gb18030", ""),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", '<meta charset="utf-8">'),
        ("utf-16", ""),
        ("big5", '<meta charset="big5">'),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    text = "預算績效目標" if encoding == "big5" else "预算绩效目标表①"
    assert read(f"<html>{declared}<p>{text}</p></html>".encode(encoding), "a.html").text == text + "\n"


def test_a_few_broken_characters_do_not_spoil_a_page() -> None:
    data = "<meta charset=utf-8><p>预算绩效目标</p>".encode() + "甲".encode() * 2000 + b"\xe9"
    source = read(data, "a.html")
    assert source.text.startswith("预算绩效目标\n甲") and "1 处" in source.notes[0][0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"<html><body><script>load()</script></body></html>", "脚本"),
        (b"\x00\x01\x02\x03" * 500, "文本"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "文本"),
        (b" " * (64 * 1024 * 1024 + 1), "64 MB"),
        (b"<table>" * 40 + "<td>甲<td>乙".encode(), "嵌套"),
        (b"<table><tr>" + b"<td>" * 300_001, "单元格"),
        (b"<table>" + b"<tr><td colspan=400>" * 1000, "单元格"),
    ],
)
def test_refusals(data: bytes, word: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "a.html")
    assert word in caught.value.zh and caught.value.zh.endswith("。")


@pytest.mark.parametrize(
    "hostile",
    [
        "<a " * 100_000,
        '<a x="' * 100_000,
        "<a x='>' " * 100_000,
        "<b " * 100_000 + 'x=">"',
        "<!--" * 100_000,
        "<!-" * 100_000,
        "</" * 100_000,
        "<script>" * 100_000,
        "<style></sty" * 50_000,
        "&" * 300_000,
        "&#" * 100_000,
        "<a href=x>" * 100_000 + "甲",
        "<div hidden>" * 100_000 + "甲",
        "<ul>" * 100_000 + "<li>甲",
        "<sup>" * 100_000 + "1",
        "<p style='" + ";display" * 50_000 + "'>甲",
        "<table>" + "<tr><td rowspan=60000 colspan=400>" * 300 + "<tr><td>" * 50_000,
        " \n" * 300_000 + "甲",
    ],
)
def test_no_page_takes_long(hostile: str) -> None:
    start = time.process_time()
    only_unreadable(hostile.encode())
    assert time.process_time() - start < 3


def only_unreadable(data: bytes) -> None:
    try:
        source = read(data, "a.html")
    except Unreadable:
        return
    for part in source.parts or ():
        assert 0 <= part.start <= part.end <= len(source.text)
    source.text.encode("utf-8")


TOKENS = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th rowspan=2>",
        "<td colspan=3>",
        "<tbody>",
        "</tbody>",
        "<caption>",
        "<p>",
        "</p>",
        "<li>",
        "<ol>",
        "</ol>",
        "<ul>",
        "</ul>",
        "<h2>",
        "</h2>",
        "<div hidden>",
        "</div>",
        "<nav>",
        "</nav>",
        "<a href=x>",
        "</a>",
        "<pre>",
        "</pre>",
        "<br>",
        "<sup>",
        "</sup>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<td hidden>",
        "<tr hidden>",
        "<span",
        "甲",
        "12",
        "&amp;",
        "<",
        ">",
        "'",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_no_mixture_of_tags_fails(body: str) -> None:
    only_unreadable(body.encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_fail(data: bytes) -> None:
    only_unreadable(data)


def test_limits_on_paragraphs_and_characters() -> None:
    budget = Budget("a.html", most_paragraphs=3, most_characters=20)
    budget.take_paragraph("甲\n乙")
    with pytest.raises(Unreadable, match="3 paragraphs"):
        budget.take_paragraph("丙\n丁")
    with pytest.raises(Unreadable, match="20 characters"):
        Budget("a.html", most_characters=20).take_paragraph("戊" * 21)


TEXTS = st.text(st.sampled_from("甲乙丙12.%≥（）a b"), min_size=1, max_size=6).map(str.strip).filter(bool)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_come_back_as_written(rows: list[list[str]]) -> None:
    body = "<table>" + "".join(row(*cells) for cells in rows) + "</table>"
    expected = [" ".join(text.split()) for cells in rows for text in cells]
    assert [one[4] for one in grid(body)] == expected
