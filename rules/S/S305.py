"""A result told in words that contradicts the actual value in the table."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator, Project
from auditor.records.contradiction import other_figure
from auditor.records.prose import told_in
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

SAID = Text(zh="目标实际完成情况", en="the results as told")


@rule(
    id="S305",
    name="results-contradict-actual",
    title=Text(zh="实际完成情况与实际完成值不符", en="Results contradict the actual value"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    needs=["name", "actual"],
    message=Text(
        zh="“{name}”的实际完成值是“{actual}”，实际完成情况写的是“{said}”。",
        en="The actual value of “{name}” is “{actual}”; the results say “{said}”.",
    ),
    advice=Text(
        zh="按佐证材料核对完成数，两处改成一致；没有达到目标的，重新计分并说明原因。",
        en="Check the records and make both agree; where the target was missed, score again and give the reason.",
    ),
    rationale=Text(
        zh="两处说的是同一件事的完成数；不一致说明至少有一处不实，得分也就靠不住。",
        en="Both tell how much of one thing was done. Where they differ, one is untrue and the score rests on nothing.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="fewer stations than claimed",
                frame="self-evaluation",
                fields={"result": "全年补助服务站6个，方便老人就餐。"},
                rows=[{"name": "补助服务站数量", "target": "≥8个", "actual": "8个"}],
                expect=[Expect(1, "8个")],
                instead=[{"name": "补助服务站数量", "target": "≥8个", "actual": "6个"}],
            ),
        ],
        good=[
            Good(
                name="both say the same",
                frame="self-evaluation",
                fields={"result": "全年补助服务站9个，方便老人就餐。"},
                rows=[{"name": "补助服务站数量", "target": "≥8个", "actual": "9个"}],
            ),
            Good(
                name="by how much the target was missed",
                frame="self-evaluation",
                fields={"result": "补助服务站数量比目标少2个，已安排下年补足。"},
                rows=[{"name": "补助服务站数量", "target": "≥8个", "actual": "6个", "score": "7.5"}],
            ),
        ],
    ),
)
def contradicted(indicator: Indicator, project: Project) -> Iterator[Found]:
    """Actual values that a figure of the results about the same thing contradicts."""
    if indicator.actual is None or indicator.name is None:
        return
    other = other_figure(indicator, indicator.actual.value, told_in(project.results))
    if other is not None and other.certain:
        values = {"name": indicator.name.raw, "actual": indicator.actual.raw, "said": other.place.raw}
        yield Found(at=indicator.actual, evidence=[(SAID, other.place)], values=values)
