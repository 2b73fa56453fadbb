"""A score for a missed target that follows from none of the known formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule
from auditor.values import Figure, Interval, category_of_name, polarity
from auditor.values.scoring import DIRECTIONS, met, proportional


def row(name: str, target: str, actual: str, score: str) -> dict[str, str]:
    """A row of an example, out of ten points, with a reason."""
    values = {"name": name, "target": target, "actual": actual, "score": score}
    return {"level2": "质量指标", "weight": "10", "deviation": "人手不足。", **values}


@rule(
    id="S705",
    name="score-out-of-proportion",
    title=Text(zh="得分与完成比例不符", en="Score out of proportion"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "target", "actual", "weight", "score"],
    options={
        "steps": Option(
            type="texts",
            default=["0", "0.5", "0.6", "0.7", "0.75", "0.8", "0.9"],
            meaning=Text(zh="分档计分时可能得到的比例", en="shares of the weight where points are given in steps"),
        ),
        "reverse": Option(
            type="texts",
            default=["quotient", "excess"],
            meaning=Text(
                zh="越低越好的指标未达标时的公式，符合其中一种即可：quotient 目标值÷实际值，excess 1－超出目标的比例",
                en="formulas for a missed ceiling, any will do: quotient is target ÷ actual, excess one less the share "
                "above the target",
            ),
        ),
    },
    message=Text(
        zh="“{name}”的目标是“{target}”，实际“{actual}”，按比例应得 {expected} 分，实得 {score} 分。",
        en="The target of “{name}” is “{target}” and the actual value “{actual}”; in proportion that is {expected} "
        "points, not {score}.",
    ),
    advice=Text(
        zh="按完成比例重新计分；另有计分办法的，在说明栏写明。",
        en="Score again in proportion; where another method is used, name it in the remarks.",
    ),
    rationale=Text(
        zh="没有达到目标的定量指标按完成比例计分，反向指标按超出比例扣分；得分与比例对不上，总分不可靠。",
        en="A missed target earns points in proportion. Where a score does not fit, the total cannot be relied on.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="too much for half",
                frame="self-evaluation",
                rows=[row("上门探访次数", "≥240次", "120次", "9.6")],
                expect=[Expect(1, "9.6")],
                instead=[row("上门探访次数", "≥240次", "120次", "5")],
            ),
        ],
        good=[
            Good(
                name="a reverse indicator by either formula",
                frame="self-evaluation",
                rows=[
                    row("服务投诉率", "≤2.0%", "2.5%", "8.00"),
                    row("餐食报废率", "≤2.0%", "2.5%", "7.50"),
                ],
            ),
            Good(
                name="whole points and steps",
                frame="self-evaluation",
                rows=[
                    row("上门探访次数", "≥240次", "219次", "9"),
                    row("上门探访老人数", "≥240人", "120人", "6"),
                ],
            ),
            Good(
                name="an accident where none was allowed",
                frame="self-evaluation",
                rows=[row("食品安全事故数", "≤0起", "1起", "0")],
            ),
        ],
    ),
)
def out_of_proportion(indicator: Indicator, *, steps: Sequence[str], reverse: Sequence[str]) -> Iterator[Found]:
    """Scores of missed targets that neither a formula nor a step gives; full marks are S602's."""
    name, target, actual = indicator.name, indicator.target, indicator.actual
    weight, score = indicator.weight, indicator.score
    if name is None or target is None or actual is None or weight is None or score is None:
        return
    full, given = weight.value.figure, score.value.figure
    # Satisfaction is scored in bands of its own.
    if full is None or given is None or category_of_name(name.raw) == "satisfaction":
        return
    if target.value.comparator not in DIRECTIONS or met(target.value, actual.value, polarity(name.raw)) is not False:
        return
    if given.number >= full.number or any(given.number == full.number * Decimal(step) for step in steps):
        return
    expected = list(proportional(target.value, actual.value, full, polarity(name.raw), reverse))
    if not expected or any(printed(given).meets(points) for points in expected):
        return
    yield Found(
        at=score,
        evidence=[weight, target, actual],
        values={
            "name": name.raw,
            "target": target.raw,
            "actual": actual.raw,
            "expected": tuple(given.round_like(points) for points in expected),
            "score": given,
        },
    )


def printed(score: Figure) -> Interval:
    """The points that are printed as this score, rounded or cut off."""
    step = Decimal(1).scaleb(-score.decimals)
    return Interval(score.number - step / 2, score.number + step)
