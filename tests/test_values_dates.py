"""Dates, deadlines and periods; Chinese numerals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values import (
    DateSpan,
    PartialDate,
    days_between,
    find_dates,
    parse_chinese_number,
    parse_date,
    parse_date_span,
    parse_numeral,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2020年12月31日", PartialDate(2020, 12, 31)),
        ("2020 年 12 月 31 日前", PartialDate(2020, 12, 31, before=True)),
        ("2020-12-31", PartialDate(2020, 12, 31)),
        ("2020.5.1", PartialDate(2020, 5, 1)),
        ("2020年底前", PartialDate(2020, end=True, before=True)),
        ("12月底", PartialDate(month=12, end=True)),
        ("12月份", PartialDate(month=12)),
        ("2024年12月底前支付", PartialDate(2024, 12, end=True, before=True)),
        ("每月10日前", PartialDate(day=10, before=True, every=True)),
        ("10号之前", PartialDate(day=10, before=True)),
        ("2月30日", PartialDate(month=2, day=30)),
        ("2023年13月", PartialDate(2023, 13)),
        ("2023年度", PartialDate(2023)),
        ("二〇二三年", PartialDate(2023)),
        ("年底前", PartialDate(end=True, before=True)),
        ("2024年第四季度", PartialDate(2024)),
        ("13月", None),
        ("10日", None),
        ("3年", None),
        ("3个月", None),
        ("2024.12", None),
        ("2024年工作要点", None),
        ("46号文件", None),
        ("10号线", None),
        ("及时", None),
        ("1-6月", None),
    ],
)
def test_dates(text, read):
    assert parse_date(text) == read


@pytest.mark.parametrize(
    ("text", "start", "end", "days", "months"),
    [
        ("2020年6月20日-9月10日", PartialDate(2020, 6, 20), PartialDate(2020, 9, 10), 83, None),
        ("6月20日至9月10日", PartialDate(None, 6, 20), PartialDate(None, 9, 10), 83, None),
        ("2月1日至3月1日", PartialDate(None, 2, 1), PartialDate(None, 3, 1), None, None),
        ("6月20-25日", PartialDate(None, 6, 20), PartialDate(None, 6, 25), 6, None),
        ("1-12月", PartialDate(None, 1), PartialDate(None, 12), None, 12),
        ("2024年1-6月", PartialDate(2024, 1), PartialDate(2024, 6), 182, 6),
        ("2023年11月至次年3月", PartialDate(2023, 11), PartialDate(2024, 3), 152, 5),
        ("2024.01-2024.12", PartialDate(2024, 1), PartialDate(2024, 12), 366, 12),
        ("2024年1月-12月", PartialDate(2024, 1), PartialDate(2024, 12), 366, 12),
        ("2021-2023年", PartialDate(2021), PartialDate(2023), 1095, None),
        ("2020年9月10日-6月20日", PartialDate(2020, 9, 10), PartialDate(2020, 6, 20), -81, None),
    ],
)
def test_periods(text, start, end, days, months):
    span = parse_date_span(text)
    assert span == DateSpan(start, end)
    assert (span.days, span.months) == (days, months)


@pytest.mark.parametrize(
    ("when", "possible"),
    [
        (PartialDate(month=2, day=29), True),
        (PartialDate(2023, 2, 29), False),
        (PartialDate(2024, 2, 29), True),
        (PartialDate(1900, 2, 29), False),
        (PartialDate(month=2, day=30), False),
        (PartialDate(month=4, day=31), False),
        (PartialDate(2023, 13), False),
        (PartialDate(day=32), False),
        (PartialDate(), True),
    ],
)
def test_what_the_calendar_has(when, possible):
    assert when.possible is possible
    assert possible or when.first() is when.last() is None


def test_the_days_a_date_can_mean():
    assert (PartialDate(2023, 2).first(), PartialDate(2023, 2).last()) == (date(2023, 2, 1), date(2023, 2, 28))
    assert (PartialDate(2023).first(), PartialDate(2023).last()) == (date(2023, 1, 1), date(2023, 12, 31))
    assert PartialDate(2023, end=True).first() == date(2023, 12, 31)
    assert PartialDate(2023, 6, end=True).first() == date(2023, 6, 30)
    assert PartialDate(month=6).first() is None


def test_dates_in_a_text_are_found_where_they_stand():
    text = "截至 2022 年 12 月 31 日，3月至5月施工，共12个月、7*24小时，10日前支付"
    assert [text[one.start : one.end] for one in find_dates(text)] == ["2022 年 12 月 31 日", "3月至5月", "10日前"]


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_days_between_are_those_of_the_calendar(start, end):
    text = f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"
    span = parse_date_span(text)
    assert days_between(span.start, span.end) == (end - start).days
    assert span.days == (end - start).days + 1


pieces = st.sampled_from(["2024", "年", "13", "月", "31", "日", "底", "前", "-", "至", "99", "1", "每月", "次年", "〇"])


@given(st.text(max_size=20) | st.lists(pieces, max_size=12).map("".join))
def test_no_text_makes_a_date_raise(text):
    for one in find_dates(text):
        assert 0 <= one.start < one.end <= len(text)
        dates = (one.date.start, one.date.end) if isinstance(one.date, DateSpan) else (one.date,)
        assert all(when.first() is None or when.first() <= when.last() for when in dates)
    assert not (parse_date(text) and parse_date_span(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二十三", "23"), ("一千二百", "1200"), ("三点五", "3.5"), ("壹佰", "100"), ("十", "10"), ("十五", "15"),
        ("一百零五", "105"), ("一千零五十", "1050"), ("两千", "2000"), ("三万五千", "35000"), ("零", "0"),
        ("一亿二千万", "120000000"), ("零点五", "0.5"), ("三点五万", "35000"), ("一万零五百", "10500"),
        ("壹拾贰", "12"),
    ],
)  # fmt: skip
def test_chinese_numbers(text, number):
    assert parse_chinese_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["一百五", "一万二", "三五", "二〇二三", "百", "万", "十零", "零五", "一零", "几十", "半", "一次", "点五", ""],
)
def test_uncertain_chinese_numbers(text):
    assert parse_chinese_number(text) is None


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("07", 7), ("十二", 12), ("一百五", None), ("", None)])
def test_numerals_of_either_writing(text, number):
    assert parse_numeral(text) == number


def spelled(number: int) -> str:
    """A number below 10^8 in Chinese numerals, as one writes it."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return spelled(number // 10_000) + "万" + gap + (spelled(rest) if rest else "")
    out, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if gap and out else "") + "零一二三四五六七八九"[digit] + word
            gap = False
        else:
            gap = True
    return out or "零"


@given(st.integers(0, 10**8 - 1))
def test_a_spelled_number_reads_back(number):
    assert parse_chinese_number(spelled(number)) == number


@given(st.text(max_size=10) | st.text("零一二三十百千万亿点两壹拾", max_size=8))
def test_no_text_makes_a_chinese_number_raise(text):
    number = parse_chinese_number(text)
    assert number is None or number >= 0
