"""Work that the description promises for all, with a target below 100%."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.records.context import clauses
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_name, polarity
from auditor.values.phrases import says

SAID = Text(zh="描述", en="description")
WHOLE = 100


@rule(
    id="S304",
    name="all-promised-less-targeted",
    title=Text(zh="描述说全部做到，指标值低于 100%", en="All promised, less than 100% targeted"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "target", "description"],
    message=Text(
        zh="“{name}”的描述说“{said}”，指标值却是“{target}”。",
        en="The description of “{name}” says “{said}”, but the target is “{target}”.",
    ),
    advice=Text(
        zh="确能全部做到的写“=100%”；允许有少量做不到的，改写描述。",
        en="Write =100% where all is meant; where a few may be left, rewrite the description.",
    ),
    rationale=Text(
        zh="描述要求全部做到，指标值留有余地，两处标准不一致。",
        en="A description that demands all and a target that leaves room set two standards.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="all pupils insured",
                frame="goal-table",
                rows=[
                    {"level2": "质量指标", "name": "校方责任险投保率", "description": "所有学生投保", "target": "≥95%"}
                ],
                expect=[Expect(1, "≥95%")],
                instead=[
                    {"level2": "质量指标", "name": "校方责任险投保率", "description": "所有学生投保", "target": "=100%"}
                ],
            ),
        ],
        good=[
            Good(
                name="all of them are the denominator",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "校方责任险投保率",
                        "description": "投保学生占全部学生的比例",
                        "target": "≥95%",
                    }
                ],
            ),
            Good(
                name="satisfaction is never complete",
                frame="goal-table",
                rows=[
                    {
                        "level1": "满意度指标",
                        "level2": "服务对象满意度指标",
                        "name": "学生家长满意度",
                        "description": "向所有家长发放问卷",
                        "target": "≥90%",
                    }
                ],
            ),
        ],
    ),
)
def less_than_all(indicator: Indicator) -> Iterator[Found]:
    """Percentages below 100 of good things that a clause of the description promises for all."""
    name, target, description = indicator.name, indicator.target, indicator.description
    if name is None or target is None or description is None or polarity(name.raw) == "lower":
        return
    value = target.value
    if value.unit is None or value.unit.symbol != "%" or value.number is None or not 0 < value.number < WHOLE:
        return
    if value.comparator in ("≤", "<") or category_of_name(name.raw) == "satisfaction" or says(description.raw, "share"):
        return
    said = next((clause for clause in clauses(description) if says(clause.raw, "all")), None)
    if said is not None:
        values = {"name": name.raw, "said": said.raw, "target": target.raw}
        yield Found(at=target, evidence=[(SAID, said)], values=values, suggestion="=100%")
