"""Amounts of a project in the summary of another document."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.matching import differs, summarised
from auditor.collection.samples import evaluation
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

BUDGET = Text(zh="预算数", en="a budget")
SPENT = Text(zh="执行数", en="an expenditure")


def two(budget: str, spent: str) -> str:
    """A self-evaluation with 50.00 and a summary in another document with these amounts."""
    done = [("数量指标", "检测水样数量", "≥1400份", "1420份", "90")]
    table = evaluation("自评.txt", "临河县水务局", "水质检测", done)
    summary = [
        "=== 汇总.txt",
        "临河县水务局",
        "2024年度项目支出绩效自评结果汇总表",
        "序号\t项目名称\t全年预算数\t全年执行数\t执行率\t自评得分",
        f"1\t水质检测\t{budget}\t{spent}\t100%\t100",
        "2\t管网维修\t80.00\t80.00\t100%\t97",
    ]
    return table + "\n".join(summary) + "\n"


@rule(
    id="C402",
    name="summary-amount-differs-from-self-evaluation",
    title=Text(zh="汇总表金额与自评表不符", en="An amount of the summary is not that of the self-evaluation"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="汇总表中“{project}”{what}为 {summary}，自评表为 {own}（名称相同）。",
        en="The summary gives “{project}” {what} of {summary}, its self-evaluation {own} (same name).",
    ),
    advice=Text(
        zh="请核对两处金额，改正其中一处。",
        en="Check both amounts and correct the one that is wrong.",
    ),
    rationale=Text(
        zh="汇总表由各自评表汇总而来，同一项目的预算数和执行数应当相同。",
        en="A summary is made from the self-evaluations: one project has one budget and one expenditure.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[
            Bad(
                name="another expenditure",
                text=two("50.00", "48.00"),
                expect=[Expect(14, "48.00")],
                instead=two("50.00", "50.00"),
            ),
        ],
        good=[
            Good(name="the same amounts in 元", text=two("500000", "500000")),
            Good(name="rounded", text=two("50", "50.0")),
        ],
    ),
)
def summary_differs(collection: Collection) -> Iterator[Across]:
    """Every amount of a summary that is none of the project's own in another document.

    The budget of a summary may be the initial or the adjusted one.
    """
    for line, entry in summarised(collection):
        for what, listed, own in (
            (BUDGET, line.budget, (entry.adjusted, entry.budget)),
            (SPENT, line.spent, (entry.spent,)),
        ):
            if listed is None or not differs(listed, own):
                continue
            shown = next(amount for amount in own if amount is not None)
            yield Across(
                at=listed.place,
                evidence=[(Text(zh="自评表", en="self-evaluation"), shown.place)],
                values={"project": line.name, "what": what, "summary": listed.printed, "own": shown.printed},
            )
