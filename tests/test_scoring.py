"""Whether actual values meet their targets, and the points that a miss earns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values import Figure, agrees, parse_value
from auditor.values.scoring import comparable, direction, met, proportional, turned

MEETINGS = [
    # target, actual, polarity of the name, whether it is met
    ("≥95%", "95%", "higher", True),
    ("≥95%", "94.6%", "higher", False),
    ("≥95%", "≥95%", "higher", True),
    ("≥95.5%", "95%", "higher", None),
    ("≥10次", "100%", None, None),
    ("≥3.2万户", "32000户", None, True),
    ("≥60人", "58人", None, False),
    ("≤12%", "12.6%", "lower", False),
    ("≤2小时", "90分钟", "lower", True),
    ("=0起", "1起", "lower", False),
    ("=0起", "1起", None, None),
    ("5人", "4人", None, None),
    (">5人", "5人", None, None),
    ("30-45天", "38天", None, True),
    ("30-45天", "28天", None, None),
    ("≥0.9‰", "0.3‰", "lower", None),
    ("2023年11月底前", "2023年12月20日", None, False),
    ("2023年11月底前", "2023年11月30日", None, True),
    ("2023年12月底前", "2023年", None, True),
    ("2023年11月底前", "2023年", None, None),
    ("每月20日前", "每月18日前", None, True),
    ("及时", "及时", None, None),
]


@pytest.mark.parametrize(("target", "actual", "polarity", "expected"), MEETINGS)
def test_met(target: str, actual: str, polarity: str | None, expected: bool | None) -> None:
    assert met(parse_value(target), parse_value(actual), polarity) is expected


def test_direction_is_that_of_the_comparator_unless_the_name_says_otherwise() -> None:
    assert direction(parse_value("≥5次"), None) == "higher"
    assert direction(parse_value("5次"), "lower") == "lower"
    assert direction(parse_value("≥5次"), "lower") is None


def test_figures_of_different_dimensions_are_not_comparable() -> None:
    assert not comparable(parse_value("≥10次"), parse_value("100%"))
    assert not comparable(parse_value("≥10"), parse_value("100%"))
    assert comparable(parse_value("≥1公里"), parse_value("900米"))


def points(target: str, actual: str, weight: str = "10") -> list[str]:
    return [f"{one.middle:.2f}" for one in proportional(parse_value(target), parse_value(actual), Figure.read(weight))]


def test_points_in_proportion() -> None:
    assert points("≥240次", "120次") == ["5.00"]
    assert points("≤200次", "250次") == ["8.00", "7.50"]
    assert points("≤3次", "9次") == ["3.33", "0.00"]
    assert points("≤0起", "2起") == ["0.00"]
    assert points("≥10次", "80%") == []


WHOLE = st.integers(min_value=1, max_value=10_000)


@given(target=WHOLE, actual=WHOLE, weight=st.integers(min_value=1, max_value=50))
def test_a_miss_earns_less_than_all_points(target: int, actual: int, weight: int) -> None:
    for sign in "≥≤":
        goal, made = parse_value(f"{sign}{target}次"), parse_value(f"{actual}次")
        if met(goal, made) is not False:
            continue
        for one in proportional(goal, made, Figure.read(str(weight))):
            assert 0 <= one.low <= one.high < weight


@given(target=WHOLE, actual=WHOLE)
def test_a_bound_and_its_opposite_are_both_met_at_equality_only(target: int, actual: int) -> None:
    made = parse_value(f"{actual}次")
    both = {met(parse_value(f"{sign}{target}次"), made) for sign in "≥≤"}
    assert both == ({True} if target == actual else {True, False})


def test_turned() -> None:
    assert turned(parse_value("≥96万元")) == "≤96万元"
    assert turned(parse_value("96万元")) is None
    for text in ("≥90%", "＜3 起", "不低于30天"):
        again = parse_value(turned(parse_value(text)) or "")
        assert again.number == parse_value(text).number
        assert turned(again) == parse_value(text).printed()


def test_an_exact_proportion_agrees_with_its_print() -> None:
    (one,) = proportional(parse_value("≥92%"), parse_value("89.7%"), Figure.read("10"))
    assert agrees(one, Figure.read("9.75"))
    assert one.high < Decimal(10)
