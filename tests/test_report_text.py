"""The report for people: its words, its marks, and the same words in colour."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from report_sample import PATH, at, broken, clean, impossible, notation, sample

from auditor.finding import Coverage, Report
from auditor.report import render
from auditor.report.width import carets, clip_end, clip_middle, clip_start, columns, pad, wrap
from auditor.report.words import coverage_line, first_sentence, place, places, problems
from auditor.wording import Text

ANSI = re.compile("\x1b\\[[0-9;]*m")


def text_of(report: Report, lang: str = "zh", detail: str = "normal") -> str:
    rendered = render(report, "text", lang, detail)
    assert isinstance(rendered, str)
    return rendered


def test_a_finding_says_where_what_why_and_what_to_write() -> None:
    text = text_of(sample())
    for words in (
        "◆ 农村饮水安全工程",
        "错误 V101  第152行  指标“供水水质达标率”",
        "“供水水质达标率”不可能达到 999%。",
        "建议改为：≥99%",
        "修改：核对后改正指标值。",
        "理由：达标率以全部为限。\n",
        "依据：财预〔2015〕88号",
        "对照：部门表中的同名指标，第41行“≥99%”、第42行“≥98%”",
    ):
        assert words in text


def test_english_report_is_english() -> None:
    text = text_of(sample(), "en")
    for words in ("error V101  line 152", "suggested: ≥99%", "why: A ratio is bounded by the whole.\n", "summary: "):
        assert words in text
    assert not re.search("错误|提示|理由|小结|第.*行", text)


def test_marks_stand_under_the_culprit() -> None:
    lines = text_of(sample()).splitlines()
    at_quote = next(number for number, line in enumerate(lines) if "≥999 百分比" in line)
    quote, marks = lines[at_quote], lines[at_quote + 1]
    start = quote.index("≥999 百分比")
    assert columns(marks[: marks.index("^")]) == columns(quote[:start])
    assert marks.count("^") == columns("≥999 百分比")


def test_long_lines_are_shortened_around_the_mark() -> None:
    context = "前" * 200 + "错误之处" + "后" * 200
    finding = replace(impossible(), context=context, mark=(200, 204), quote="错误之处")
    line = next(line for line in text_of(replace(sample(), findings=(finding,))).splitlines() if "错误之处" in line)
    assert line.strip().startswith("…前") and line.endswith("后…")
    assert columns(line) < 80


def test_a_finding_without_quotation_has_no_marks() -> None:
    finding = replace(impossible(), context="", quote="", mark=(0, 0))
    assert "^" not in text_of(replace(sample(), findings=(finding,)))


def test_notes_of_one_rule_are_folded_and_others_never() -> None:
    text = text_of(sample())
    assert "另有 3 处同类提示：第 154、155、156 行" in text
    errors = replace(sample(), findings=tuple(impossible(line) for line in range(10, 20)))
    assert text_of(errors).count("错误 V101") == 10
    assert text_of(sample(), detail="full").count("提示 V501") == 5


def test_the_reason_of_a_note_is_given_once() -> None:
    assert text_of(sample()).count("理由：同一文件宜用一种写法。") == 1
    assert text_of(sample(), detail="full").count("理由：同一文件宜用一种写法。") == 5


def test_brief_gives_a_line_for_each_finding() -> None:
    lines = text_of(sample(), detail="brief").splitlines()
    assert lines[0] == f"{PATH} 第152行 错误 V101 “供水水质达标率”不可能达到 999%。"
    assert sum("V501 百分比与" in line for line in lines) == 5


def test_full_counts_what_every_rule_did() -> None:
    text = text_of(sample(), detail="full")
    assert "规则 V101：考察 128 处，检查 100 处，缺少 target 而略过 28 处" in text
    assert "规则 V501：考察 1 处，检查 1 处\n" in text


def test_summary_counts_by_severity_and_family() -> None:
    text = text_of(sample())
    assert "小结：错误 1 处 · 提示 5 处\n  V1 数值不可能 1 · V5 符号写法不统一 5\n" in text


def test_accepted_findings_are_counted() -> None:
    assert "小结：错误 1 处 · 提示 5 处 · 已接受 1 处" in text_of(replace(sample(), accepted=(notation(9),)))


def test_coverage_names_the_unread_lines() -> None:
    assert text_of(sample()).endswith("检查 17 个项目、128 条指标；3 行未能识别（第 41、42、97 行）\n")


def test_a_clean_report_says_what_was_read() -> None:
    text = text_of(clean())
    assert "未发现问题" in text
    assert text.endswith("检查 4 个项目、39 条指标，核算 12 处数字；没有未能识别的行\n")


def test_nothing_found_is_not_claimed_where_nothing_was_read() -> None:
    nothing = Report((), (Coverage("a.txt", None, "unreadable", problem=Text("坏", "bad")),))
    assert text_of(nothing) == "检查 0 个项目、0 条指标；1 个文件未能检查\n"


def test_problems_name_file_and_place() -> None:
    assert problems(broken(), "zh") == [
        "jiaoyu.docx：没有读取权限。",
        "weisheng.txt：未识别到绩效指标",
        f"{PATH}：第7行：规则 T101 出错，自此处起未能检查：ZeroDivisionError: the divisor can be zero",
    ]
    assert problems(broken(), "en")[2].startswith(f"{PATH}: line 7: rule T101 failed")


def test_coverage_of_several_documents_counts_them() -> None:
    line = coverage_line(broken().documents, "zh")
    assert line == "1 个文件：检查 17 个项目、128 条指标；3 行未能识别；2 个文件未能检查"


def test_coverage_of_formats_without_lines_names_places() -> None:
    unread = ((at(None, sheet="目标", cell="B7"), Text("", "")), (at(None, page=3, table=2, row=4), Text("", "")))
    document = Coverage("a.xlsx", "0", "checked", 1, 2, unread=unread)
    assert coverage_line([document], "zh").endswith("；2 处未能识别（工作表“目标” B7、第3页 表2第4行）")


@pytest.mark.parametrize(
    ("location", "zh", "en"),
    [
        (at(152), "第152行", "line 152"),
        (at(152, 154), "第152–154行", "lines 152–154"),
        (at(None, page=3, table=2, row=4), "第3页 表2第4行", "page 3, table 2, row 4"),
        (at(None, sheet="目标", table=1, row=9, cell="E9"), "工作表“目标” E9", "sheet “目标”, E9"),
        (at(None, table=2), "表2", "table 2"),
        (at(None), "", ""),
    ],
)
def test_places_in_words(location: object, zh: str, en: str) -> None:
    assert (place(location, "zh"), place(location, "en")) == (zh, en)  # type: ignore[arg-type]


def test_long_lists_of_places_end_with_a_sign() -> None:
    many = [at(line) for line in range(1, 20)]
    assert places(many, "zh") == "第 1、2、3、4、5、6、7、8、9、10、11、12 行等 19 行"
    assert places(many, "en") == "lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 … (19)"


def test_document_text_cannot_steer_the_terminal() -> None:
    finding = replace(impossible(), message=Text("\x1b]0;x\x07坏\u202e", ""), context="\x1b[31m红\x9b", mark=(0, 6))
    for colour in (False, True):
        rendered = str(render(replace(sample(), findings=(finding,)), "text", "zh", "normal", colour))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", ANSI.sub("", rendered))


@pytest.mark.parametrize("detail", ["brief", "normal", "full"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_colour_prints_the_same_words(monkeypatch: pytest.MonkeyPatch, lang: str, detail: str) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    coloured = str(render(sample(), "text", lang, detail, colour=True))
    plain = [line for line in text_of(sample(), lang, detail).splitlines() if not re.fullmatch("[\\s^]+", line)]
    assert "".join(ANSI.sub("", coloured).split()) == "".join("".join(plain).split())
    assert "\x1b[1;4;31m≥999 百分比" in coloured or detail == "brief"


def test_first_sentence() -> None:
    assert first_sentence("甲。乙。") == "甲。"
    assert first_sentence("No. 3 is it. Then more.") == "No. 3 is it."
    assert first_sentence("1.5 万元，无句号") == "1.5 万元，无句号"


def test_clipping_keeps_within_the_columns() -> None:
    assert clip_end("绩效目标", 5) == "绩效…"
    assert clip_start("绩效目标", 5) == "…目标"
    assert clip_middle("一二三四五六七八", 9) == "一…七八"
    assert clip_end("abc", 3) == clip_start("abc", 3) == clip_middle("abc", 3) == "abc"


def test_pad_and_carets_measure_columns() -> None:
    assert pad("目标", 6) == "目标  "
    assert carets("指标 a", "值1") == "\u3000\u3000  ^^^"


def test_wrap_breaks_between_wide_characters_and_never_before_a_stop() -> None:
    assert wrap("一二三四五", 6) == ["一二三", "四五"]
    assert wrap("一二三。四", 6) == ["一二三。", "四"]
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("用 --lang 选择", 9) == ["用 --lang", "选择"]
