"""A number in the goal or in the description that contradicts the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor.records import Document, Indicator
from auditor.records.contradiction import contradicting
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

SAID = Text(zh="文中的数字", en="the figure in the text")


@rule(
    id="S301",
    name="text-contradicts-target",
    title=Text(zh="绩效目标或描述的数字与指标值不符", en="Goal or description contradicts the target"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”的指标值是“{target}”，文中写的是“{said}”。",
        en="The target of “{name}” is “{target}”; the text says “{said}”.",
    ),
    advice=Text(
        zh="按实施方案核对数量，把绩效目标、指标描述和指标值改成一致。",
        en="Check the number and make goal, description and target agree.",
    ),
    rationale=Text(
        zh="指标值是绩效目标的细化，说的是同一件事；数字不一致，年终按哪个考核没有依据。",
        en="The target details the goal. Where the two numbers differ, nobody knows which of them binds.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="the goal has more stations",
                frame="goal-table",
                fields={"goal": "全年管护供水站15处，保障群众用水。"},
                rows=[{"name": "管护供水站数量", "description": "日常管护", "target": "12 处"}],
                expect=[Expect(1, "12 处")],
                instead=[{"name": "管护供水站数量", "description": "日常管护", "target": "15 处"}],
            ),
            Bad(
                name="a rate in the goal",
                frame="goal-table",
                fields={"goal": "做好日常管护，供水保证率不低于95%。"},
                rows=[{"level2": "质量指标", "name": "供水保证率", "description": "日常管护", "target": "≥85%"}],
                expect=[Expect(1, "≥85%")],
                instead=[{"level2": "质量指标", "name": "供水保证率", "description": "日常管护", "target": "≥95%"}],
            ),
        ],
        good=[
            Good(
                name="old and new ones add up",
                frame="goal-table",
                fields={"goal": "管护老供水站10处，管护新供水站5处。"},
                rows=[{"name": "管护供水站数量", "description": "日常管护", "target": "15 处"}],
            ),
            Good(
                name="the same number in ten thousands",
                frame="goal-table",
                fields={"goal": "管护供水站，供水受益人口8.32万人。"},
                rows=[{"name": "供水受益人口", "description": "日常管护", "target": "≥83200 人"}],
            ),
            Good(
                name="another thing with the same unit",
                frame="goal-table",
                fields={"goal": "更换水表260个，方便群众用水。"},
                rows=[{"name": "管护供水站数量", "description": "日常管护", "target": "12 个"}],
            ),
            Good(
                name="so many of each",
                frame="goal-table",
                fields={"goal": "每乡管护供水站2处以上。"},
                rows=[{"name": "管护供水站数量", "description": "日常管护", "target": "12 处"}],
            ),
        ],
    ),
)
def contradicted(indicator: Indicator, document: Document) -> Iterator[Found]:
    """Targets that a figure of goal or description about the same thing contradicts."""
    target = indicator.target
    if target is None or indicator.name is None:
        return
    other = contradicting(document).get(id(indicator))
    if other is None or not other.certain:
        return
    said = other.place.value
    yield Found(
        at=target,
        evidence=[(SAID, other.place)],
        values={"name": indicator.name.raw, "target": target.raw, "said": other.place.raw},
        suggestion=replace(target.value, figure=said.figure, unit=said.unit).printed(),
    )
