"""A result told in words that misses the target, where the table has no actual value to compare."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator, Project
from auditor.records.contradiction import other_figure
from auditor.records.prose import told_in
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import polarity
from auditor.values.scoring import comparable, met

SAID = Text(zh="目标实际完成情况", en="the results as told")


@rule(
    id="S306",
    name="results-miss-target",
    title=Text(zh="实际完成情况没有达到指标值", en="Results miss the target"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "target", "actual"],
    message=Text(
        zh="“{name}”的指标值是“{target}”，实际完成情况写的是“{said}”，没有达到，表中的实际完成值却写“{actual}”。",
        en="The target of “{name}” is “{target}” and the results say “{said}”, which misses it, while the table gives "
        "“{actual}” as the actual value.",
    ),
    advice=Text(
        zh="实际完成值填实际完成的数量；没有达到目标的，按比例计分并说明原因。",
        en="Enter the number actually reached; where it misses the target, score in proportion and give the reason.",
    ),
    rationale=Text(
        zh="实际完成值写百分数或者文字，掩盖了没有完成的数量；文字说明里的数字与目标一比就能看出来。",
        en="A percentage or words as the actual value hide the shortfall that the figure in the text shows.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10"}],
    examples=Examples(
        bad=[
            Bad(
                name="one meeting where two were planned",
                frame="self-evaluation",
                fields={"result": "召开养老服务推进会议1次，服务站运营正常。"},
                rows=[{"name": "召开养老服务推进会议", "target": "≥2次", "actual": "100%"}],
                expect=[Expect(1, "100%")],
                instead=[{"name": "召开养老服务推进会议", "target": "≥2次", "actual": "1次", "score": "5"}],
            ),
        ],
        good=[
            Good(
                name="enough meetings",
                frame="self-evaluation",
                fields={"result": "召开养老服务推进会议3次，服务站运营正常。"},
                rows=[{"name": "召开养老服务推进会议", "target": "≥2次", "actual": "100%"}],
            ),
        ],
    ),
)
def missed(indicator: Indicator, project: Project) -> Iterator[Found]:
    """Targets missed by a figure of the results about the same thing, where the actual value is not comparable."""
    name, target, actual = indicator.name, indicator.target, indicator.actual
    if name is None or target is None or actual is None or comparable(target.value, actual.value):
        return
    other = other_figure(indicator, target.value, told_in(project.results))
    if other is None or not other.certain or met(target.value, other.place.value, polarity(name.raw)) is not False:
        return
    values = {"name": name.raw, "target": target.raw, "said": other.place.raw, "actual": actual.raw}
    yield Found(at=actual, evidence=[(SAID, other.place), target], values=values)
