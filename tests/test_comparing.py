"""Comparing texts: filler, order of words, shared stretches, what stands apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.comparing import bare, core, letters, likeness, one_apart, pieces, shared_stretch, twins
from auditor.values.tables import sections

PHRASES = st.text(alphabet="完成提升保障公路养护工作率情况的，。 各项A1", max_size=24)


@pytest.mark.parametrize(
    ("phrase", "about"),
    [
        ("完成全县公路养护任务。", "公路养护"),
        ("公路养护完成率", "公路养护"),
        ("进一步提升公路养护水平", "公路养护"),
        ("有利于牧民定居", "牧民定居"),
        ("及时支付养护费", "及时支付养护费"),
        ("养护公路的数量", "养护公路数量"),
        ("完成工作", "工作"),
        ("率", "率"),
        ("", ""),
    ],
)
def test_core(phrase: str, about: str) -> None:
    assert core(phrase) == about


@given(PHRASES)
@settings(max_examples=200)
def test_core_takes_away_and_keeps_what_is_left(phrase: str) -> None:
    assert len(core(phrase)) <= len(bare(phrase))
    assert not (len(bare(phrase)) >= 2 and not core(phrase)) or set(bare(phrase)) <= set("的各项")


def test_filler_stands_in_one_section_each() -> None:
    filler = sections("filler.txt")
    assert set(filler) == {"anywhere", "head", "tail"}
    for words in filler.values():
        assert len(words) == len(set(words))
    assert not set(filler["anywhere"]) & (set(filler["head"]) | set(filler["tail"]))


def test_letters_ignore_order_and_words_for_a_rate() -> None:
    assert letters("工作完成率") == letters("完成工作比率")
    assert letters("工作完成率") != letters("工作按时完成率")


@given(PHRASES, PHRASES)
@settings(max_examples=200)
def test_one_apart_is_what_stands_between_beginning_and_end(one: str, other: str) -> None:
    apart = one_apart(one, other)
    if apart is None:
        assert one == other
        return
    first, second = apart
    assert one != other
    assert len(one) - len(first) == len(other) - len(second)
    kept = len(one) - len(first)
    assert any(
        one[:head] == other[:head] and one[head : head + len(first)] == first for head in range(kept + 1)
    )


def test_one_apart_of_names() -> None:
    assert one_apart("水泵采购单价", "滤芯采购单价") == ("水泵", "滤芯")
    assert one_apart("合格率", "验收合格率") == ("", "验收")


def test_likeness_and_shared_stretch() -> None:
    goal = "完成田间道路和灌溉渠道工程，改善生产条件"
    assert likeness(goal, goal) == 100
    assert likeness(goal, "开展宣传活动") == 0
    start, again, length = shared_stretch("先清淤，" + goal, goal)
    assert (start, again, length) == (4, 0, len(goal))


def test_pieces_leave_out_punctuation() -> None:
    text = "疏通涵洞，修补路面。"
    assert [text[start:end] for start, end in pieces(text)] == ["疏通涵洞", "修补路面"]


@given(st.lists(st.sampled_from(["甲1", "甲2", "乙1", "乙1", "无1"]), max_size=8))
def test_twins_are_all_pairs_of_one_key(things: list[str]) -> None:
    def key(thing: str) -> str | None:
        return None if thing[0] == "无" else thing[0]

    numbered = list(enumerate(things))
    found = list(twins(numbered, lambda thing: key(thing[1])))
    wanted = [(one, other) for one, other in combinations(numbered, 2) if key(one[1]) == key(other[1]) is not None]
    assert sorted(found) == wanted
