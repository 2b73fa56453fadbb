"""The score of a project in the summary of another document."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.matching import agree, summarised
from auditor.collection.samples import evaluation
from auditor.rule import Bad, Examples, Expect, Good, Text, rule


def two(score: str) -> str:
    """A self-evaluation with 100 points, and a summary in another document with this score."""
    done = [("数量指标", "检测水样数量", "≥1400份", "1420份", "90")]
    table = evaluation("自评.txt", "临河县水务局", "水质检测", done) + "总分\t\t\t\t\t100\t100\n"
    summary = [
        "=== 汇总.txt",
        "临河县水务局",
        "2024年度项目支出绩效自评结果汇总表",
        "序号\t项目名称\t全年预算数\t全年执行数\t执行率\t自评得分",
        f"1\t水质检测\t50.00\t50.00\t100%\t{score}",
        "2\t管网维修\t80.00\t80.00\t100%\t97",
    ]
    return table + "\n".join(summary) + "\n"


@rule(
    id="C401",
    name="summary-differs-from-self-evaluation",
    title=Text(zh="汇总表得分与自评表不符", en="A score of the summary is not that of the self-evaluation"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="汇总表中“{project}”得分为 {summary}，自评表总分为 {own}（名称相同）。",
        en="The summary gives “{project}” {summary} points, its self-evaluation {own} (same name).",
    ),
    advice=Text(
        zh="请核对两处得分，改正其中一处。",
        en="Check both scores and correct the one that is wrong.",
    ),
    rationale=Text(
        zh="汇总表由各项目自评表汇总而来，同一项目的得分应当相同。",
        en="A summary is made from the self-evaluations: one project has one score.",
    ),
    basis="arithmetic",
    examples=Examples(
        bad=[Bad(name="another score", text=two("98"), expect=[Expect(15, "98")], instead=two("100"))],
        good=[Good(name="the same score", text=two("100")), Good(name="with decimals", text=two("100.00"))],
    ),
)
def summary_differs(collection: Collection) -> Iterator[Across]:
    """Every line of a summary with another score than the project's self-evaluation in another document."""
    for line, entry in summarised(collection):
        if line.score is not None and entry.score is not None and not agree(line.score, entry.score):
            yield Across(
                at=line.score.place,
                evidence=[(Text(zh="自评表总分", en="total of the self-evaluation"), entry.score.place)],
                values={"project": entry.name, "summary": line.score.printed, "own": entry.score.printed},
            )
