"""How characters are written and read: the data files hold what they say, and nothing else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.values.tables import rows, sections
from auditor.values.writing import (
    either_word,
    known_slips,
    mistakable,
    neighbours,
    pair_of,
    simplified_form,
    sounds_alike,
    unsimplified,
)


def test_wrong_forms_are_never_right_ones() -> None:
    table = [(right, forms) for right, forms in rows("traditional.tsv")]
    right = {char for char, _ in table}
    wrong = [form for _, forms in table for form in forms]
    assert len(wrong) == len(set(wrong))
    assert not right & set(wrong)
    assert all(len(char) == 1 for char in right)


def test_simplified_form() -> None:
    assert [simplified_form(char) for char in "辦們爲査"] == ["办", "们", "为", "查"]
    assert [simplified_form(char) for char in "乾著瞭藉昇办"] == [None] * 6
    assert unsimplified().findall("乾著瞭藉昇办、主办單位、業務") == ["單", "業", "務"]


def test_slips_differ_from_what_is_right() -> None:
    slips = known_slips()
    assert slips["拔付"] == "拨付"
    assert all(wrong != right for wrong, right in slips.items())
    assert not set(slips) & set(slips.values())
    assert all(len(wrong) >= 2 for wrong in slips)


def test_no_right_word_holds_a_slip() -> None:
    """A slip that is part of a right word would be reported wherever that word stands."""
    words = ["校园满意", "按装机容量", "按排放量", "预防犯罪", "应急时限", "选拔打造", "累积效应", "点缀学校"]
    assert [(slip, word) for slip in known_slips() for word in words if slip in word] == []


def test_sounds() -> None:
    assert sounds_alike("时长", "市场")
    assert sounds_alike("防空", "防控")
    assert not sounds_alike("回放", "回族")
    assert not sounds_alike("市场", "市")
    assert not sounds_alike("A", "B")


@given(st.text(alphabet="帐账篷棚救灾库\n\U00020000", max_size=24))
@settings(max_examples=200)
def test_mistakable(text: str) -> None:
    def alike(one: int, other: int) -> bool:
        return text[one - 1] == text[other - 1] and text[one] != text[other] and sounds_alike(text[one], text[other])

    places = range(1, len(text))
    pairs = {pair_of(before, char) for before, char in pairwise(text)}
    assert pairs == set().union(*neighbours(text))
    assert mistakable(text, pairs) == [one for one in places if any(alike(one, other) for other in places)]


def test_homophones_sound_alike() -> None:
    for pair in sections("homophones.txt")["either"]:
        one, other = pair.split()
        assert sounds_alike(one, other), pair
        assert either_word(other, one)
    assert not either_word("时长", "市场")
