"""What names say about the notation of their values, and where a sentence breaks off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values import parse_value
from auditor.values.lexicon import vague_grade
from auditor.values.naming import (
    counted_in_name,
    is_capped,
    is_measure_name,
    is_unitless,
    is_yearlike,
    unit_in_name,
)
from auditor.values.tables import sections
from auditor.values.unfinished import breaking_point


@pytest.mark.parametrize(
    ("name", "capped"),
    [
        ("水质合格率", True),
        ("事故发生率", True),
        ("能耗下降率", True),
        ("护林员到岗率", True),
        ("供水设施正常运转", True),
        ("管护资金持续保障", True),
        ("任务完成后及时拨付资金", True),
        ("任务完成率", False),
        ("收入增长率", False),
        ("国有资产保值增值率", False),
        ("资金撬动率", False),
        ("成本控制率", False),
        ("应急保障能力提升", False),
        ("培训人数", False),
    ],
)
def test_what_ends_at_one_hundred(name: str, capped: bool) -> None:
    assert is_capped(name) is capped


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("培训人数", "人"),
        ("受益户数", "户"),
        ("参训人次", "人次"),
        ("演出场次", "场次"),
        ("供餐天数", "天"),
        ("维修栋数", "栋"),
        ("学生数", None),
        ("服务站", None),
        ("空气质量指数", None),
        ("培训数量", None),
    ],
)
def test_the_unit_that_an_ending_tells(name: str, unit: str | None) -> None:
    assert counted_in_name(name) == unit


def test_the_unit_in_brackets() -> None:
    assert unit_in_name("综合满意度（%）") == "%"
    assert unit_in_name("参与人数(人)。") == "人"
    assert unit_in_name("护路工作（含宣传）") is None
    assert unit_in_name("满意度") is None


def test_values_without_a_unit_by_nature() -> None:
    assert is_unitless("灌溉水利用系数")
    assert not is_unitless("灌溉面积")


def test_years() -> None:
    assert is_yearlike(parse_value("2024"))
    assert not any(map(is_yearlike, map(parse_value, ("2024册", "≥2024", "2124", "2024年", "20240"))))


def test_names_of_measures() -> None:
    assert is_measure_name("及时率", "发放及时性")
    assert is_measure_name("苗木成活率", "造林质量")
    assert is_measure_name("培训人数", "培训人数")
    assert not is_measure_name("提高成活率", "造林质量")
    assert not is_measure_name("良好", "造林质量")
    assert not is_measure_name("", "")


def test_emphasis_is_a_slogan_and_a_standard_is_not() -> None:
    assert vague_grade("有效解决") == "slogan"
    assert vague_grade("充分发挥作用") == "slogan"
    assert vague_grade("全面达标") is None
    assert vague_grade("有效期内完成验收工作") is None
    assert vague_grade("逐年提高") == "trend"


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("通过日常巡查，在改善水质、保护岸线", "在改善水质、保护岸线"),
        ("水面整洁，两岸绿化美化，群众", "群众"),
        ("管护河道涉及的堤防、水闸、", "管护河道涉及的堤防、水闸、"),
        ("保障供水，提高水质，进一步", "进一步"),
        ("通过日常巡查，在改善水质方面发挥作用", None),
        ("在全县河道推行巡查制度", None),
        ("两岸绿化，群众满意度提高", None),
        ("河道内存在的隐患及问题，现已不存在", None),
        ("管护河道、", None),
    ],
)
def test_where_a_sentence_breaks_off(text: str, clause: str | None) -> None:
    at = breaking_point(text)
    assert (None if at is None else text[at:]) == clause


@given(st.text(max_size=60))
def test_no_text_makes_them_raise(text: str) -> None:
    at = breaking_point(text)
    assert at is None or 0 <= at <= len(text)
    is_capped(text), is_unitless(text), unit_in_name(text), counted_in_name(text), is_measure_name(text, text)


@pytest.mark.parametrize("file", ["names.txt", "unfinished.txt"])
def test_no_word_stands_twice_in_a_section(file: str) -> None:
    for section, words in sections(file).items():
        assert len(set(words)) == len(words), section
