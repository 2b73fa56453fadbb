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
    sum=("合计", "sum"),
    ratio=("比率", "ratio"),
    change=("增减", "change"),
    growth=("增长率", "growth"),
    product=("数量乘单价", "product"),
    same=("同一数字", "same figure"),
    comparison=("大小比较", "comparison"),
    count=("个数", "count"),
    span=("日期跨度", "span of dates"),
    order=("先后", "order"),
    unit=("单位", "unit"),
    period=("期限", "period"),
)
