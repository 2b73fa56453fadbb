"""The grammar of values: every shape of a 指标值, and the properties that hold for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.values import PROBLEMS, Value, is_blank, is_placeholder, parse_amount, parse_value
from auditor.values.comparators import comparators
from auditor.values.units import DIMENSIONS, table

WIDE = {ord(plain): chr(ord(plain) + 0xFEE0) for plain in "0123456789%<>=/"}


def meaning(value: Value) -> tuple[object, ...]:
    """What a value says, whatever it was read from."""
    upper = value.upper.number if value.upper else None
    return value.kind, value.comparator, value.number, upper, value.unit and value.unit.symbol, value.text


NUMBERS = [
    ("≥98 百分 比", "≥", "98", "%"),
    ("100 个", None, "100", "个"),
    ("=1套", "=", "1", "套"),
    (" = 365 天", "=", "365", "天"),
    ("≤ 3 ‰", "≤", "3", "‰"),
    ("≥3.2万户", "≥", "3.2", "万户"),
    ("0.98", None, "0.98", None),
    ("0百分比", None, "0", "%"),
    ("＞90%", ">", "90", "%"),
    ("≥９５．５％", "≥", "95.5", "%"),
    ("1,234.50元", None, "1234.50", "元"),
    ("1，234元", None, "1234", "元"),
    (".5", None, "0.5", None),
    ("-5%", None, "-5", "%"),
    ("≥-3.5%", "≥", "-3.5", "%"),
    ("13829人", None, "13829", "人"),
    ("120人次", None, "120", "人次"),
    ("100元/ 人/年", None, "100", "元/人/年"),
    ("30000 元/人/年", None, "30000", "元/人/年"),
    ("100元/人·年", None, "100", "元/人·年"),
    ("≥2 次/年", "≥", "2", "次/年"),
    ("20万元", None, "20", "万元"),
    ("9 万", None, "9", "万"),
    ("≤12月份", "≤", "12", "月份"),
    ("≤10日", "≤", "10", "日"),
    ("≥2件案件", "≥", "2", "件案件"),
    ("≥38支（箱）", "≥", "38", "支（箱）"),
    ("≤6条/天/元", "≤", "6", "条/天/元"),
    ("2台（套）", None, "2", "台（套）"),
    ("36个月", None, "36", "个月"),
    ("2.5个百分点", None, "2.5", "个百分点"),
    ("1.5倍", None, "1.5", "倍"),
    ("500㎡", None, "500", "㎡"),
    ("≤5 ℃", "≤", "5", "℃"),
    ("3级", None, "3", "级"),
    ("≥5大类", "≥", "5", "大类"),
    ("不低于95%", "≥", "95", "%"),
    ("不少于20场", "≥", "20", "场"),
    ("大于等于85%", "≥", "85", "%"),
    ("不超过20万元", "≤", "20", "万元"),
    ("小于3起", "<", "3", "起"),
    ("高于全年80%", ">", "80", "%"),
    ("达到100%", None, "100", "%"),
    ("95%以上", "≥", "95", "%"),
    ("95%（含）以上", "≥", "95", "%"),
    ("5人及以上", "≥", "5", "人"),
    ("24小时内", "≤", "24", "小时"),
    ("3个工作日以内", "≤", "3", "个工作日"),
    ("控制在5%以内", "≤", "5", "%"),
    ("至少2次", "≥", "2", "次"),
    ("三次", None, "3", "次"),
    ("不少于两次", "≥", "2", "次"),
    ("二十万元", None, "20", "万元"),
    ("百分之九十五", None, "95", "%"),
    ("百分之95以上", "≥", "95", "%"),
    ("每月1次", None, "1", "次/月"),
    ("每年不少于2次", "≥", "2", "次/年"),
    ("每人每年100元", None, "100", "元/人/年"),
    ("100名学生", None, "100", "名学生"),
    ("100%完成", None, "100", "%"),
    ("12次（每月1次）", None, "12", "次"),
    ("$\\geq 95\\%$", "≥", "95", "%"),
    ("文字描述 95%", None, "95", "%"),
    ("零", None, "0", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "comparator", "number", "unit"), NUMBERS)
def test_numbers(text, comparator, number, unit):
    assert meaning(parse_value(text)) == ("number", comparator, Decimal(number), None, unit, None)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10-20", "10", "20", None),
        ("10～20次", "10", "20", "次"),
        ("10—20万元", "10", "20", "万元"),
        ("10至20天", "10", "20", "天"),
        ("6-10轮", "6", "10", "轮"),
        ("95%-100%", "95", "100", "%"),
        ("5元到8元", "5", "8", "元"),
        ("-5～-3%", "-5", "-3", "%"),
    ],
)
def test_ranges(text, low, high, unit):
    assert meaning(parse_value(text)) == ("range", None, Decimal(low), Decimal(high), unit, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("及时", "及时"),
        ("高质量完成", "高质量完成"),
        ("逐年增长", "逐年增长"),
        ("文字描述 显著", "显著"),
        ("定性：优良中低差", "优良中低差"),
        ("定性", "定性"),
        ("一般", "一般"),
        ("十分满意", "十分满意"),
        ("万无一失", "万无一失"),
        ("一次性补助", "一次性补助"),
        ("不超预算", "不超预算"),
        ("三年行动", "三年行动"),
        ("零事故", "零事故"),
        ("√", "√"),
        ("7*24小时", "7*24小时"),
        ("前3名", "前3名"),
        ("提前3天", "提前3天"),
        ("春节走访5户", "春节走访5户"),
        ("宣传2次，培训3次", "宣传2次，培训3次"),
        ("9:30", "9:30"),
        ("①100", "①100"),
        ("12个行政村完成卫生厕所改造", "12个行政村完成卫生厕所改造"),
    ],
)
def test_words(text, words):
    value = parse_value(text)
    assert (value.kind, value.text, value.number) == ("words", words, None)


def test_a_circled_digit_is_no_digit():
    assert parse_value("②").number is None
    assert parse_value("①100万元").number is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年12 月底前", "date"),
        ("2024年12月31日前", "date"),
        ("2024年12月底前支出", "date"),
        ("12月底", "date"),
        ("12月", "date"),
        ("年底前", "date"),
        ("全年", "date"),
        ("2024年", "date"),
        ("每月10日前", "date"),
        ("6月20日-9月10日", "date"),
        ("1-12月", "date"),
        ("2月30日", "date"),
        ("≤2024年12月", "date"),
        ("不晚于12月底", "date"),
        ("2024年工作计划", "words"),
        ("3年", "number"),
        ("3个月", "number"),
        ("", "empty"),
        ("无", "empty"),
        ("——", "empty"),
        ("/", "empty"),
        ("指标2：", "placeholder"),
        ("≥**%", "placeholder"),
        ("暂不确定", "placeholder"),
        ("≥", "malformed"),
        ("≥%", "malformed"),
        ("≥显著", "malformed"),
        ("%", "malformed"),
        ("12,34", "malformed"),
        ("1.2.3", "malformed"),
        ("98%%", "malformed"),
        ("≥95%以下", "malformed"),
        ("###", "malformed"),
    ],
)
def test_kinds(text, kind):
    assert parse_value(text).kind == kind


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("≧95%", ("notation",)),
        (">=95", ("notation",)),
        ("≥≥95%", ("two-comparators",)),
        ("≥95%以上", ("two-comparators",)),
        ("292%", ("lost-comparator",)),
        ("2100%", ("lost-comparator",)),
        ("≥292%", ()),
        ("220%", ()),
        ("2280次", ()),
        ("98百分比", ("spelled-unit",)),
        ("9 万", ("bare-wan",)),
        ("9 万元", ()),
        ("3.2万户", ()),
        ("2件案件", ("doubled-noun",)),
        ("3个村", ("unit-noun",)),
        ("6条/天/元", ("unit-order",)),
        ("38支（箱）", ("unit-list",)),
        ("5人/户", ("unit-list",)),
        ("≤12月份", ("month-as-value",)),
        ("≤12个月", ()),
        ("≤10日", ("day-as-value",)),
        ("10日内", ()),
        ("≤45日", ()),
        ("100%完成", ("trailing-text",)),
        ("约500人", ("approximate",)),
        ("500人左右", ("approximate",)),
        ("100余人", ("approximate",)),
        ("3万多元", ("approximate",)),
        ("≥1 400米", ("split-number",)),
        ("20-10次", ("range-order",)),
        ("12,34", ("thousands",)),
        ("1.2.3", ("garbled",)),
        ("≥", ("missing-number",)),
        ("走访5户", ("figure-in-words",)),
        ("2次，3次", ("several-figures",)),
    ],
)
def test_problems(text, problems):
    assert parse_value(text).problems == problems


def test_every_problem_word_is_in_the_table_and_used():
    with open(parse_value.__wrapped__.__code__.co_filename, encoding="utf-8") as code:
        parsing = code.read()
    for module in ("comparators", "quantities", "units"):
        with open(__import__(f"auditor.values.{module}", fromlist=["x"]).__file__, encoding="utf-8") as code:
            parsing += code.read()
    assert [word for word in PROBLEMS if f'"{word}"' not in parsing] == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [("不低于95%", "不低于"), ("≧95%", "≧"), ("5%以内", "以内"), ("超过50%以上", "超过以上"), ("达到95%", "")],
)
def test_the_comparator_as_printed(text, printed):
    assert parse_value(text).printed_comparator == printed


def test_a_percentage_is_a_rounded_figure_and_a_count_is_not():
    percent, count, about = parse_value("95%").figure, parse_value("95个").figure, parse_value("约500人").figure
    assert (percent.low, percent.high) == (Decimal("94.5"), Decimal("95.5"))
    assert count.low == count.high == 95
    assert (about.low, about.high) == (450, 550)


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit"),
    [
        ("9.47", "number", "9.47", None),
        ("1,234.50", "number", "1234.50", None),
        ("￥1,234.50元", "number", "1234.50", "元"),
        ("20万", "number", "20", "万"),
        ("100%", "number", "100", "%"),
        ("292%", "number", "292", "%"),
        ("-12.5", "number", "-12.5", None),
        ("—", "empty", None, None),
        ("-", "empty", None, None),
        ("空", "empty", None, None),
        ("", "empty", None, None),
    ],
)
def test_amounts(text, kind, number, unit):
    value = parse_amount(text)
    assert (value.kind, value.unit and value.unit.symbol) == (kind, unit)
    assert value.number == (Decimal(number) if number else None)
    assert "lost-comparator" not in value.problems


@pytest.mark.parametrize("text", ["", " ", "无", "—", "－", "/", "、", "——", "N/A", "（无）", "无。", "空", "-", "//"])
def test_blanks(text):
    assert is_blank(text)
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", ["0", "无事故", "……", "___", "×", "有", "无障碍设施改造", "*"])
def test_not_blank(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    "text",
    ["指标1", "指标2：", "指标 3 ：", "目标内容1", "1. 目标内容 1", "目标1:", "**人", "≥**%", "≥*%", "X个", "xxx",
     "___", "……", "暂不确定", "项目实际值", "待定", "请在此处简要说明存在的问题", "XX镇道路硬化", "绩效目标1", "null"],
)  # fmt: skip
def test_placeholders(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["数量指标", "指标1：新建校舍面积", "目标1：完成改造", "7*24小时", "**教育支出**", "二○○八年", "MAXX", "3XL",
     "目标", "及时", "×", "3×5米", "项目实际完成值", ""],
)  # fmt: skip
def test_not_placeholders(text):
    assert not is_placeholder(text)


def test_comparator_words_read_as_the_section_they_stand_in():
    for place, words in comparators().items():
        for word, sign in words.items():
            text = f"80%{word}" if place == "after" else f"{word}80%"
            assert parse_value(text).comparator == sign, text


digits = st.decimals(min_value=0, max_value=10**7, places=2).map(lambda number: f"{number:f}") | st.integers(
    0, 10**6
).map(str)
units = st.sampled_from(["", *sorted(table()), "万元", "万户", "元/人/年", "件案件", "支（箱）", "个中心", "百分比"])
signs = st.sampled_from(["", ">", "≥", "=", "≤", "<", "≧", "不低于", "不超过"])
well_formed = st.builds("{}{}{}".format, signs, digits, units)
scraps = st.sampled_from(
    [*"≥≤=%‰9万元个人次/（）约内-~至每年月一十点无：，。·①㎡$*", "2024年", "12月", "31日", "底前", "以上", "以内",
     "不低于", "百分之", "及时", "显著", "指标", "定性", "\\geq", "3.5"]
)
anything = st.text(max_size=16) | st.lists(scraps, max_size=7).map("".join)


@settings(max_examples=200)
@given(well_formed | anything)
def test_a_printed_value_reads_back(text):
    value = parse_value(text)
    assert meaning(parse_value(value.printed())) == meaning(value)


@settings(max_examples=200)
@given(anything)
def test_no_text_raises(text):
    for value in (parse_value(text), parse_amount(text)):
        assert value.kind in {"number", "range", "date", "words", "placeholder", "empty", "malformed"}
        assert value.raw == " ".join(text.split())
        assert (value.figure is not None) == (value.kind in ("number", "range"))
        assert set(value.problems) <= set(PROBLEMS)
        assert value.text is None or value.kind in ("words", "date", "placeholder", "malformed")


@settings(max_examples=200)
@given(well_formed, st.data())
def test_blanks_and_full_width_forms_change_nothing_but_raw(text, data):
    plain = parse_value(text)
    assert meaning(parse_value(text.translate(WIDE))) == meaning(plain)
    at = data.draw(st.integers(0, len(text)))
    blank = data.draw(st.sampled_from([" ", "\u3000", "\n", "\u200b", "\u00a0"]))
    assert meaning(parse_value(text[:at] + blank + text[at:])) == meaning(plain)


@given(signs, digits, units)
def test_the_parts_of_a_value_are_read_as_written(sign, number, unit):
    value = parse_value(f"{sign}{number}{unit}")
    if value.kind == "date":
        return
    assert value.number == Decimal(number)
    assert value.comparator == {"": None, "≧": "≥", "不低于": "≥", "不超过": "≤"}.get(sign, sign)
    assert (value.unit.symbol if value.unit else "") == {"百分比": "%"}.get(unit, unit)


def test_dimensions_of_units_are_documented():
    for unit in ("万元", "元/人/年", "件案件", "次/年"):
        parsed = parse_value(f"3{unit}").unit
        assert set(parsed.dimension.split("/")) <= set(DIMENSIONS)
