"""Figures in running text: what is found, what is passed over, and where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.values import scan_figures
from auditor.values.numerals import plain_digits


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in scan_figures(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("本年收入合计 2,018.60 万元，增长 4.5%。", [("2,018.60 万元", "money"), ("4.5%", "ratio")]),
        ("其中：教育支出60万元,占30.00%;", [("60万元", "money"), ("30.00%", "ratio")]),
        ("培训教师6000余人次、3万多名学生", [("6000余人次", "count"), ("3万多名", "count")]),
        ("接待 4 批次 36 人", [("4 批次", "count"), ("36 人", "count")]),
        ("每生每年1000元，共1.2亿元", [("1000元", "money"), ("1.2亿元", "money")]),
        ("维护费39元/台/月", [("39元/台/月", "money")]),
        ("开展6-10轮巡查，合格率95%-98%", [("6-10轮", "count"), ("95%-98%", "ratio")]),
        ("补助10万元至20万元", [("10万元至20万元", "money")]),
        ("下降-5.3%，上升2个百分点", [("-5.3%", "ratio"), ("2个百分点", "ratio")]),
        ("安排资金10万，发放手册10万册", [("10万", "plain"), ("10万册", "count")]),
        ("单价100万元（含）以上设备 0 台（套）", [("100万元", "money"), ("0 台（套）", "count")]),
        ("①100万元", [("100万元", "money")]),
        ("分别为100，200", [("100", "plain"), ("200", "plain")]),
        ("较上年增长13.95。", [("13.95", "plain")]),
        ("2000份×5元=1万元", [("2000份", "count"), ("5元", "money"), ("1万元", "money")]),
        ("目标1：20个站点", [("20个", "count")]),
        ("目标 2：2024年完成", [("2024年", "year")]),
        ("绿化 300 亩、硬化 12.5公里", [("300 亩", "count"), ("12.5公里", "count")]),
        ("完成95\\%的任务", [("95\\%", "ratio")]),
        ("2023 年度共有学生 1200 名", [("2023 年度", "year"), ("1200 名", "count")]),
        ("于2023年3月1日至9月30日施工", [("2023年3月1日至9月30日", "date")]),
        ("截至12月底，1-6月", [("12月底", "date"), ("1-6月", "date")]),
        ("2023-2025年规划投入5亿元", [("2023-2025年", "year"), ("5亿元", "money")]),
    ],
)
def test_figures(text, figures):
    assert found(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "根据财预〔2020〕10号、教发(2009)46号、【2016】29号文件",
        "1. 修缮校舍；2、配备教师；（3）组织培训；(4)检查",
        "一是第3次会议，第12条，第1、2批",
        "全天候7*24小时、7×24小时值守",
        "购置A4纸，建成9+X系统，5G网络，V2.3.1版本，H5页面",
        "联系电话0311-12345678、13800001234，12345热线",
        "8:30至17:00，9时30分",
        "附件3、表2、项目1：、指标2：",
        "“5.18”活动、“12345”平台",
        "编码13063700P004335100725，代码2080505001",
        "3部门联合，2本级",
        "教师与学生之比1:15，占1/3",
        "四级网络，三年行动，十四五",
        "②，③",
        "[bookmark: _Toc67669227]一、概况",
        "007号，01",
    ],
)
def test_passed_over(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "approximate", "comparator"),
    [
        ("约500人", True, None),
        ("近3年", True, None),
        ("附近3个", False, None),
        ("500人左右", True, None),
        ("98%以上", True, "≥"),
        ("20日内", False, "≤"),
        ("10余次", True, None),
        ("不低于90%", False, "≥"),
        ("完成率≥95%", False, "≥"),
        ("500人", False, None),
    ],
)
def test_what_stands_around_a_figure(text, approximate, comparator):
    (one,) = scan_figures(text)
    assert one.value.comparator == comparator
    assert ("approximate" in one.value.problems) == approximate
    figure = one.value.figure
    assert approximate == (figure.high - figure.low >= figure.number / 5)


def test_the_value_of_a_figure():
    (amount,) = scan_figures("共计 1,234.50 万元")
    assert (str(amount.value.number), amount.value.unit.symbol, amount.value.unit.factor) == ("1234.50", "万元", 10000)
    (percent,) = scan_figures("占95%")
    assert str(percent.value.figure.low) == "94.5"


pieces = st.sampled_from(
    ["12", "3.5", "1,200", "2023年", "12月", "万元", "%", "个", "约", "余", "以上", "，", "。", "〔2020〕3号", "第",
     "至", "-", " ", "\n", "增长", "×", "A", "（", "）", "①", "㎡", "/", "人", ":", "１２", "万"]
)  # fmt: skip
prose = st.lists(pieces, max_size=14).map("".join) | st.text(max_size=30)


@settings(max_examples=200)
@given(prose)
def test_figures_lie_in_the_text_in_order_and_hold_their_digits(text):
    end = 0
    for one in scan_figures(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        quoted = text[one.start : one.end].translate({0xFF10 + digit: str(digit) for digit in range(10)})
        assert any(sign in "0123456789一二〇零三四五六七八九○" for sign in quoted)
        if one.value.figure is not None:
            assert one.value.figure.printed.lstrip("-") in plain_digits(quoted)
            assert one.kind in {"money", "ratio", "count", "plain"}
        else:
            assert one.kind in {"year", "date"}


@settings(max_examples=100)
@given(prose, prose)
def test_a_sentence_is_read_by_itself(before, text):
    """What stands in an earlier sentence changes nothing."""
    gap = "。本年度\n" if not before or before[-1].isascii() else "。\n"
    offset = len(before + gap)
    later = [(one.start - offset, one.kind) for one in scan_figures(before + gap + "。" + text) if one.start >= offset]
    alone = [(one.start, one.kind) for one in scan_figures("。" + text)]
    assert later == alone
