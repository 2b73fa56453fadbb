"""The report as Markdown, as a renderer reads it: headings, tables, and the very characters of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report_hostile import reports, texts
from report_sample import PATH, broken, clean, impossible, notation, sample

from auditor.finding import Address, Report
from auditor.report import render
from auditor.report.markdown import code, plain
from auditor.report.words import visible
from auditor.wording import Text

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What the report itself is made of; a document can add nothing to it.
OWN = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "blockquote_open",
    "blockquote_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "table_open",
    "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open",
    "th_close", "td_open", "td_close",
}  # fmt: skip
OWN_INLINE = {"text", "text_special", "strong_open", "strong_close", "code_inline"}


def parsed(report: Report, lang: str = "zh", detail: str = "normal") -> list[Token]:
    rendered = render(report, "markdown", lang, detail)
    assert isinstance(rendered, str) and rendered.endswith("\n") and not rendered.endswith("\n\n")
    return RENDERER.parse(rendered)


def shown(token: Token) -> str:
    """What a reader sees of an inline token."""
    return "".join(part.content for part in token.children or ())


def lines(report: Report, lang: str = "zh") -> list[str]:
    return [shown(token) for token in parsed(report, lang) if token.type == "inline"]


def headings(report: Report) -> list[tuple[str, str]]:
    tokens = parsed(report)
    return [(at.tag, shown(text)) for at, text in pairwise(tokens) if at.type == "heading_open"]


def tables(report: Report) -> Iterator[list[list[str]]]:
    """The rows of every table."""
    table: list[list[str]] = []
    in_cell = False
    for token in parsed(report):
        if token.type == "table_open":
            table = []
        elif token.type == "tr_open":
            table.append([])
        elif token.type in ("th_open", "td_open"):
            in_cell = True
        elif token.type == "inline" and in_cell:
            table[-1].append(shown(token))
            in_cell = False
        elif token.type == "table_close":
            yield table


def same(text: str) -> str:
    """The text as a page shows it: blanks in a row are one."""
    return " ".join(visible(text).split())


def test_the_report_reads_as_a_page() -> None:
    assert headings(sample()) == [
        ("h1", "预算绩效文本检查报告"), ("h2", PATH), ("h3", "农村饮水安全工程"), ("h3", "正文及其他"),
    ]  # fmt: skip
    text = lines(sample())
    for words in (
        "错误 1 处 · 提示 5 处",
        "检查 17 个项目、128 条指标；3 行未能识别（第 41、42、97 行）",
        "错误 V101 比率超过100% · 第152行 · 指标“供水水质达标率”",
        "产出指标  质量指标  供水水质达标率  抽检合格水样占比 ≥999 百分比 合同",
        "“供水水质达标率”不可能达到 999%。",
        "建议改为：≥99%",
        "修改：核对后改正指标值。",
        "对照：部门表中的同名指标，第41行“≥99%”、第42行“≥98%”",
        "依据：财预〔2015〕88号",
        "另有 3 处同类提示：第 154、155、156 行",
    ):
        assert words in text


def test_tables_of_counts() -> None:
    families, documents = tables(broken())
    assert families == [
        ["类别", "错误", "警告", "提示", "合计"], ["V1 数值不可能", "1", "0", "0", "1"],
        ["V5 符号写法不统一", "0", "0", "5", "5"],
    ]  # fmt: skip
    assert documents == [
        ["文件", "错误", "警告", "提示", "合计"], [PATH, "1", "0", "5", "6"], ["jiaoyu.docx", "0", "0", "0", "0"],
        ["weisheng.txt", "0", "0", "0", "0"],
    ]  # fmt: skip


def test_what_was_not_done_stands_before_the_findings() -> None:
    text = lines(broken())
    assert text.index("⚠ jiaoyu.docx：没有读取权限。") < text.index("类别")


def test_reports_without_findings() -> None:
    assert lines(clean()) == ["预算绩效文本检查报告", "未发现问题", lines(clean())[-1]]
    assert headings(Report((), ())) == [("h1", "预算绩效文本检查报告")]
    assert list(tables(clean())) == []


def test_accepted_findings_are_counted() -> None:
    assert "另有已接受的问题 1 处，未列出。" in lines(replace(sample(), accepted=(notation(9),)))


def test_english_page_is_english() -> None:
    text = "\n".join(lines(sample(), "en"))
    assert not re.search("错误|提示|修改|对照|依据|合计", text) and "suggested: ≥99%" in text


@pytest.mark.parametrize("name", ["a|b", "a\\|b", "a\nb", "`a|b`", "|", "目标表|终.txt"])
def test_names_with_bars_and_line_breaks_keep_the_table_whole(name: str) -> None:
    document = replace(clean().documents[0], path=name)
    finding = replace(impossible(), location=replace(impossible().location, path=name))
    _, documents = tables(Report((finding,), (document, *clean().documents)))
    assert [len(row) for row in documents] == [5, 5, 5]
    assert documents[1][0] == same(name)


@given(texts)
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    tokens = RENDERER.parse(plain(text))
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    parts = [part for token in tokens for part in token.children or ()]
    assert {part.type for part in parts} <= {"text", "text_special"}
    assert same("".join(part.content for part in parts)) == same(text)


@given(texts.filter(lambda text: visible(text).strip(" ") != ""))
def test_code_is_shown_as_it_is(text: str) -> None:
    (token,) = [token for token in RENDERER.parse("x " + code(text)) if token.type == "inline"]
    assert [part.type for part in token.children or ()] == ["text", "code_inline"]
    assert shown(token).removeprefix("x ") == visible(text)


@given(reports())
def test_a_page_has_its_own_form_whatever_the_documents_say(report: Report) -> None:
    tokens = parsed(report)
    assert {token.type for token in tokens} <= OWN
    assert {part.type for token in tokens for part in token.children or ()} <= OWN_INLINE
    assert sum(token.tag == "h2" for token in tokens if token.type == "heading_open") == len(
        {finding.location.path for finding in report.findings}
    )
    text = "\n".join(same(shown(token)) for token in tokens if token.type == "inline")
    shown_findings = [finding for finding in report.findings if finding.severity != "note"]
    assert all(same(finding.message.zh) in text for finding in shown_findings)


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_a_project_without_a_name_has_a_heading_all_the_same(name: str) -> None:
    finding = replace(impossible(), address=Address(name))
    assert [tag for tag, _ in headings(replace(sample(), findings=(finding,)))] == ["h1", "h2", "h3"]


def test_a_message_of_several_lines_stays_one_paragraph() -> None:
    finding = replace(impossible(), message=Text("甲。\n\n# 乙", ""))
    assert "甲。  # 乙" in lines(replace(sample(), findings=(finding,)))
