"""The types of the names that rules use: text, number, figure, flag, lists of these, and words of a closed set."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.values import PROBLEMS

__all__ = [
    "CATEGORY",
    "CLAIM_KIND",
    "COMPARATOR",
    "DOCUMENT_KIND",
    "FIGURE",
    "FIGURES",
    "FLAG",
    "KIND",
    "NUMBER",
    "POLARITY",
    "PROBLEM",
    "RATIO",
    "TEXT",
    "TEXTS",
    "VAGUE",
    "VALUE_KIND",
    "Type",
    "choice",
    "list_of",
]


@dataclass(frozen=True, slots=True)
class Type:
    """`kind` is text, number (exact), figure (printed, an interval), flag or list; `choices` a text's possible values.

    Each choice is a code with its Chinese and English wording.
    """

    kind: str
    of: Type | None = None
    choices: tuple[tuple[str, str, str], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the choices."""
        return tuple(code for code, _, _ in self.choices)

    def __str__(self) -> str:
        return f"list of {self.of}" if self.of else self.kind


TEXT = Type("text")
NUMBER = Type("number")
FIGURE = Type("figure")
FLAG = Type("flag")


def list_of(element: Type) -> Type:
    """A list of elements of one type."""
    return Type("list", of=element)


def choice(**wording: tuple[str, str]) -> Type:
    """A text of a closed set: its codes, each with Chinese and English wording; `_` in a keyword stands for `-`."""
    return Type("text", choices=tuple((code.replace("_", "-"), zh, en) for code, (zh, en) in wording.items()))


TEXTS = list_of(TEXT)
FIGURES = list_of(FIGURE)

KIND = choice(
    goal_table=("绩效目标表", "goal table"),
    self_evaluation=("绩效自评表", "self-evaluation"),
    goal_outline=("分项绩效目标", "goal outline"),
)
DOCUMENT_KIND = Type(
    "text",
    choices=(
        *KIND.choices,
        ("budget", "预算公开", "budget"),
        ("final-accounts", "决算公开", "final accounts"),
        ("text", "其他文本", "other text"),
    ),
)
VALUE_KIND = choice(
    number=("数值", "number"),
    range=("区间", "range"),
    date=("日期", "date"),
    words=("文字", "words"),
    placeholder=("占位文字", "placeholder"),
    empty=("空", "empty"),
    malformed=("无法识读", "malformed"),
)
PROBLEM = Type("text", choices=tuple((code, code, code) for code in PROBLEMS))
RATIO = choice(
    bounded=("部分占全体的比率", "share of a whole"),
    incidence=("发生率", "incidence"),
    reduction=("下降率", "reduction"),
    growth=("增长率", "growth"),
    completion=("完成率", "completion"),
    permille=("千分比", "per mille"),
    multiple=("倍数", "multiple"),
    ratio=("比率", "ratio"),
)
POLARITY = choice(higher=("越高越好", "higher is better"), lower=("越低越好", "lower is better"))
CATEGORY = choice(
    quantity=("数量", "quantity"),
    quality=("质量", "quality"),
    timeliness=("时效", "timeliness"),
    cost=("成本", "cost"),
    economic=("经济效益", "economic benefit"),
    social=("社会效益", "social benefit"),
    ecological=("生态效益", "ecological benefit"),
    sustainable=("可持续影响", "sustainable effect"),
    satisfaction=("满意度", "satisfaction"),
    output=("产出", "output"),
    benefit=("效益", "benefit"),
    management=("管理", "management"),
)
VAGUE = choice(
    measure=("指标名称", "name of a measure"),
    timely=("及时一类", "timely"),
    trend=("趋势", "trend"),
    degree=("程度", "degree"),
    slogan=("口号", "slogan"),
    gradable=("可分档", "gradable"),
)
COMPARATOR = Type("text", choices=tuple((sign, sign, sign) for sign in (">", "≥", "=", "≤", "<")))
CLAIM_KIND = choice(
    sum=("分项之和等于合计", "parts sum to a total"),
    rest=("其余分项空白，已填分项之和等于合计", "parts sum to a total, the others being blank"),
    short=("列举的分项之和略少于合计", "the parts listed nearly sum to a total"),
    ratio=("占比、执行率、完成率是两数之商", "a share or rate is a quotient"),
    change=("增减额是两数之差", "a change is a difference"),
    growth=("增减幅度是增减额与基数之商", "a rate of change is the change over its base"),
    direction=("增加、减少与增减幅度的说法同向", "the words of a change and of its rate have one direction"),
    order=("大于、小于等文字与两数相符", "words of order agree with two figures"),
    product=("数量乘单价等于金额", "quantity times price is the amount"),
    same=("同一数字前后一致", "one figure stated twice is the same"),
    unit=("金额的单位与有关数字相符", "an amount has the unit of the figures around it"),
    count=("个数与所列一致", "a number is that of the things listed"),
    period=("天数与起止日期相符", "a number of days is that between two dates"),
    score=("执行率得分等于执行率乘分值", "points of execution are the rate times the weight"),
    weights=("没有合计的分值共100分，或不含执行率共90分", "weights without a total are 100, or 90 without execution"),
    mean=("平均分是各项得分的平均", "a mean score is the mean of the scores"),
)
