"""A percentage that no count of its stated sample gives (the GRIM test of Brown and Heathers)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from auditor.records import Document
from auditor.records.prose import Told, running_texts, told_by_sentence
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values import Figure, to_decimals

SAMPLE = Text(zh="样本数", en="the sample")
ASKED = re.compile(r"问卷|样本|抽样|抽查|抽检|调查|受访|访谈|回收|收回|其中")
SHARE = re.compile(r"满意|知晓|合格|达标|支持|认可|好评|率")
NOT_OF_SAMPLE = re.compile(r"回收率|有效率|增长|提高|下降|上年|目标|不低于|达到")
# All that stands for a percentage.
PERCENT = ("%", "％", "﹪", "百分", "ercent", "ERCENT", "pct")
UNITS = ("份", "人", "名", "户", "个", "家", "批次")
HUNDRED = Decimal(100)


@rule(
    id="S307",
    name="percentage-impossible-for-sample",
    title=Text(zh="按样本数算不出这个百分数", en="Percentage that the sample cannot give"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    options={
        "largest": Option(
            type="number",
            default="1000",
            meaning=Text(zh="样本多于这个数就不检查", en="larger samples are not checked"),
        )
    },
    message=Text(
        zh="样本是“{sample}”，得不出 {percent}，相邻的两个可能值是 {below} 和 {above}。",
        en="No count out of “{sample}” gives {percent}; the nearest possible values are {below} and {above}.",
    ),
    advice=Text(
        zh="核对问卷份数和满意份数，重新计算百分数；有多个题目取平均的，写明算法。",
        en="Check the numbers of answers and compute again; where several questions were averaged, say so.",
    ),
    rationale=Text(
        zh="满意率是满意份数与总份数之比，总份数一定，能得到的百分数就是固定的几个；得不到的数说明计算或者抄写有误。",
        en="A share of so many answers can only take certain values; another one was miscounted or miscopied.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="sixty answers",
                text="向参训教师发放问卷60份，全部收回，满意率为94.2%。",
                expect=[Expect(1, "94.2%")],
                instead="向参训教师发放问卷60份，全部收回，满意率为95.0%。",
            ),
        ],
        good=[
            Good(name="fifty-seven of sixty", text="向参训教师发放问卷60份，收回60份，满意率为95%。"),
            Good(name="cut off instead of rounded", text="向参训教师发放问卷70份，收回70份，满意率为98.57%。"),
            Good(name="people of another sentence", text="培训教师20名。问卷调查显示，满意率为96%。"),
            Good(name="sent and returned", text="向参训教师发放问卷60份，收回52份，满意率为94.2%。"),
            Good(name="against a target", text="向参训教师发放问卷60份，满意率目标不低于94.2%。"),
        ],
    ),
)
def impossible_share(document: Document, *, largest: Decimal) -> Iterator[Found]:
    """Shares that none of the samples stated in their sentence can give."""
    for text, _ in running_texts(document).having(*PERCENT):
        for told in told_by_sentence(text):
            samples = [one for one in told if is_sample(one, largest)]
            for one in told:
                figure = one.value.figure
                if not samples or figure is None or not is_share(one, samples):
                    continue
                if not any(is_possible(figure, size_of(sample)) for sample in samples):
                    below, above = neighbours(figure, size_of(samples[-1]))
                    values = {
                        "sample": samples[-1].figure.raw,
                        "percent": one.figure.raw,
                        "below": f"{below}%",
                        "above": f"{above}%",
                    }
                    yield Found(at=one.figure, evidence=[(SAMPLE, sample.figure) for sample in samples], values=values)


def is_sample(one: Told, largest: Decimal) -> bool:
    """Whether a figure is the size of a survey: a whole number of answers or people."""
    value = one.value
    if value.unit is None or value.unit.symbol not in UNITS or value.upper is not None or value.number is None:
        return False
    exact = value.figure is not None and not value.figure.decimals and "approximate" not in value.problems
    return exact and 1 < value.number <= largest and bool(ASKED.search(one.lead + one.rest))


def is_share(one: Told, samples: list[Told]) -> bool:
    """Whether a percentage is told of the sample before it."""
    value = one.value
    if value.unit is None or value.unit.symbol != "%" or value.upper is not None or value.comparator is not None:
        return False
    after = samples[0].found.start < one.found.start
    return after and bool(SHARE.search(one.lead)) and not NOT_OF_SAMPLE.search(one.lead)


def size_of(sample: Told) -> Decimal:
    """The number of answers."""
    assert sample.value.number is not None
    return sample.value.number


def is_possible(share: Figure, size: Decimal) -> bool:
    """Whether a whole number out of `size` is printed as this percentage, rounded or cut off."""
    count = (share.number * size / HUNDRED).to_integral_value(ROUND_FLOOR)
    nearest = [(count + step) * HUNDRED / size for step in (0, 1)]
    cut = share.truncated
    return any(share.low <= each <= share.high or cut.low <= each <= cut.high for each in nearest)


def neighbours(share: Figure, size: Decimal) -> tuple[Decimal, Decimal]:
    """The percentages below and above that the sample gives, with as many decimals as the one printed."""
    count = (share.number * size / HUNDRED).to_integral_value(ROUND_FLOOR)
    below, above = (to_decimals((count + step) * HUNDRED / size, max(share.decimals, 1)) for step in (0, 1))
    return below, above
