"""Texts of a document searched all at once: what a rule is spared is nothing that it looks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.comparing import occurrences
from auditor.engine import judge
from auditor.library import load
from auditor.records import Document, read_document
from auditor.records.once import once
from auditor.records.survey import passages
from auditor.records.texts import Texts
from auditor.rule import Rule
from auditor.source import from_text

Clue = str | re.Pattern[str]
Asked = tuple[re.Pattern[str], tuple[Clue, ...]]


def lines(quotes: list[str], after: Texts[int] | None = None) -> Texts[int]:
    """Texts that stand in numbered lines."""
    return Texts(range(len(quotes)), quotes, after)


QUOTES = st.lists(st.text(alphabet="增长率1.5%，。的 x（", max_size=8), max_size=6)
WORDS = st.sampled_from(["率", "的的", "5%", "x", "。"])

# What rules about wording look for, in every spelling that they know, and what only looks like it.
SCRAPS = st.sampled_from(
    [
        "XX县", "ｘｘ市", "××项目", "○○镇", "xlsx", "≥**%", "＊＊万元", "∗人", "__户", "20XX年", "20__年",
        "**重点**", "赣财发(2018)21号", "赣财发〔2019〕5号", "第（2020）7 号", "合格率达到120%",
        "满意度均为１０５％", "占比70，", "增长13.95；", "公用系数增长13.95。", "经费收入12.50，", "安排12.50万元",
        "项目支出1,200.35。", "下降%，", "保有量为辆。", "共计个团组，", "的的", "目的的确", "提高提高", "一步一步",
        "本县and部门", "资金 OF 单位", "（甲)", "(乙）", "（丙", "丁）", "”戊“", "“己”和“庚”", "《辛", "布署",
        "部署", "主办單位", "2023年2月30日", "2023-13-05", "2024年12月底前", "截至2021年12月31日",
        "截止2019年12月31日", "2018年公用经费支出12万元", "发放问卷30份，其中满意率33.3%",
        "抽样30户，满意率33.4百分比，", "抽查8户，合格率70percent", "基本支出拨款36.20万元",
        "基本支出拨款36.30万元。", "机关运行经费36.20 万元", "公用经费40.00万元", "项目支出360.00万元，占30.00%",
        "项目支出360.00万元，占31.00%", "自评92分，等级为良", "评价等级为优（85分）", "3个项目为优", "5个良，",
        "农村供水站维修项目绩效自评结果为优。", "结余0.35元", "拨付123456.78元，", "共123456.78万元，",
        "计123456.78元。", "每亩0.50元", "共计安排0.50元，合计3万元", "帐篷", "账篷", "棉被和帐篷", "救灾帐篷库",
        "救灾账篷库", "云岭县林业局", "云岭线林业局", "，", "、", "。", "和", "参与", "一、", "\n", "\t", " ",
    ]
)  # fmt: skip
TABLE = """\
云岭县林业局

{prose}

2023年度项目支出绩效自评表

项目名称\t农村供水站维修{name}
主管部门\t云岭县林业局\t实施单位\t县供水中心
绩效目标\t1.{goal}
一级指标\t二级指标\t三级指标\t绩效指标描述\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t{indicator}\t{description}\t≥8个\t{actual}\t100\t85
总分\t\t\t\t\t\t100\t85
"""
PLAIN = {"prose": "", "name": "供水", "goal": "保供水。", "indicator": "次数", "description": "", "actual": "8个"}
FIELDS = {field: st.lists(SCRAPS, max_size=6).map("".join) for field in re.findall(r"\{(.*?)\}", TABLE)}


@given(QUOTES, st.lists(WORDS, min_size=1, max_size=3))
@settings(max_examples=200)
def test_texts_that_hold_a_clue_are_had(quotes: list[str], words: list[str]) -> None:
    texts = lines(quotes)
    wanted = [(line, quote) for line, quote in enumerate(quotes) if any(word in quote for word in words)]
    assert list(texts.having(*words)) == wanted
    assert list(texts.having(*(re.compile(re.escape(word)) for word in words))) == wanted
    assert texts.numbers(*words) == [line for line, _ in wanted]


@given(QUOTES)
def test_without_a_clue_all_texts_are_had(quotes: list[str]) -> None:
    texts = lines(quotes)
    assert list(texts.having()) == list(enumerate(quotes))
    assert len(texts) == len(quotes) and list(texts) == list(range(len(quotes)))


@given(QUOTES, QUOTES)
def test_texts_stand_after_others(quotes: list[str], more: list[str]) -> None:
    texts = lines(more, after=lines(quotes))
    assert list(texts.having()) == [*enumerate(quotes), *enumerate(more)]


@given(QUOTES, WORDS)
@settings(max_examples=200)
def test_matches_stand_in_one_text_each(quotes: list[str], word: str) -> None:
    texts = lines(quotes)
    pattern = re.compile(rf"^{re.escape(word)}|{re.escape(word)}$|[^率]{re.escape(word)}")
    wanted = [(line, found.span()) for line, quote in enumerate(quotes) for found in pattern.finditer(quote)]
    assert [(line, found.span()) for line, found in texts.matches(pattern, word)] == wanted


@given(QUOTES, WORDS)
@settings(max_examples=200)
def test_occurrences(quotes: list[str], word: str) -> None:
    wanted = [(line, at) for line, quote in enumerate(quotes) for at in range(8) if quote.startswith(word, at)]
    assert list(lines(quotes).occurrences(word)) == wanted
    text = "".join(quotes)
    assert occurrences(text, word) == [at for at in range(len(text)) if text.startswith(word, at)]


def test_an_answer_is_computed_once_for_every_document() -> None:
    asked: list[Document] = []

    @once
    def title(document: Document) -> int:
        asked.append(document)
        return len(asked)

    one, other = (read_document(from_text("说明")) for _ in range(2))
    assert [title(one), title(other), title(one), title(other)] == [1, 2, 1, 2]
    assert asked == [one, other]


def test_passages_are_read_in_order_and_once() -> None:
    text = TABLE.format(**PLAIN | {"prose": "甲。", "goal": "保供水。2.保安全。"})
    found = passages(read_document(from_text(text)))
    starts = [passage.span.start for passage in found]
    assert starts == sorted(set(starts))
    assert [passage.text for passage in found if "保" in passage.text] == ["保供水。", "保安全。"]
    assert all(passage.part(0, len(passage.text)).quote == passage.text for passage in found)


@cache
def rules() -> tuple[Rule, ...]:
    return load().rules


@cache
def asked_of_texts() -> dict[str, Asked]:
    """What rules look for in texts, with the clues that they give, by the rule that asks."""
    found: dict[str, Asked] = {}
    text = TABLE.format(**PLAIN | {"prose": "赣财发〔2019〕5号。"})
    with pytest.MonkeyPatch.context() as patch:
        for rule in rules():

            def noted(
                self: Texts[Any], pattern: re.Pattern[str], *clues: Clue, rule: Rule = rule
            ) -> Iterator[tuple[Any, re.Match[str]]]:
                found[f"{rule.id} {len(found)}"] = pattern, clues
                return iter(())

            patch.setattr(Texts, "matches", noted)
            judge([read_document(from_text(text))], [rule])
    return found


@pytest.mark.parametrize("asked", asked_of_texts())
@given(st.data())
@settings(max_examples=60)
def test_all_matches_hold_a_clue(asked: str, data: st.DataObject) -> None:
    pattern, clues = asked_of_texts()[asked]
    quote = data.draw(st.from_regex(pattern)).replace("\n", " ")
    texts = lines(["截", quote, "，"])
    wanted = [found.span() for found in pattern.finditer(quote)]
    assert [found.span() for line, found in texts.matches(pattern, *clues) if line == 1] == wanted


def without_clues(ask: Callable[..., Any]) -> Callable[..., Any]:
    """The method of texts, which no longer heeds clues."""
    return lambda texts, *clues: ask(texts, re.compile(""))


@given(st.fixed_dictionaries(FIELDS))
@settings(max_examples=150)
def test_no_clue_loses_a_finding(fields: dict[str, str]) -> None:
    text = TABLE.format(**fields)
    found = judge([read_document(from_text(text))], rules())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Texts, "numbers", without_clues(Texts.numbers))
        assert judge([read_document(from_text(text))], rules()).findings == found.findings
    assert not found.failures
