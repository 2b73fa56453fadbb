"""One indicator with one target in the department's table and another in the project's."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Datum, Document
from auditor.records.alike import Standing, agree, described_alike, key_of, same_words, telling_words
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value, agrees, category_of_name, ratio_kind, total

PROJECT = Text(zh="项目表", en="the project's table")
# Shorter names (合格率, 培训人数) stand for different things in the department and in its projects.
SHORTEST = 5
SHORTEST_RATE = 7

HEAD = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
TABLES = f"""\
部门整体支出绩效指标
{HEAD}产出指标\t数量指标\t供水管网改造长度\t年内改造的管网\t≥24.6公里\t工作计划

1、供水管网改造绩效目标表
绩效目标\t1.改造老旧供水管网。
{HEAD}{{rows}}"""
ROW = "产出指标\t数量指标\t{name}\t年内改造的管网\t{target}\t施工方案\n"


@rule(
    id="U301",
    name="department-and-project-differ",
    title=Text(zh="部门整体指标值与项目指标值不一致", en="Targets of department and project differ"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    message=Text(
        zh="部门整体指标“{name}”为“{target}”，项目表中同一指标为“{others}”。",
        en="The department has “{target}” for “{name}”, the project's table “{others}” for the same indicator.",
    ),
    advice=Text(
        zh="核对依据后改成一致；口径确实不同的，在名称或指标描述中写明。",
        en="Check the basis and make them agree; where they measure different things, say so in name or description.",
    ),
    rationale=Text(
        zh="部门整体指标由项目指标汇总而来；同一指标两个数值，执行和考核都没有依据。",
        en="The department's indicators summarise those of its projects; of two values for one, neither binds.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="length of pipes",
                text=TABLES.format(rows=ROW.format(name="供水管网改造长度", target="≥18.2公里")),
                expect=[Expect(3, "≥24.6公里")],
                instead=TABLES.format(rows=ROW.format(name="供水管网改造长度", target="≥24.6公里")),
            ),
        ],
        good=[
            Good(
                name="the same length in metres",
                text=TABLES.format(rows=ROW.format(name="供水管网改造长度", target="≥24600米")),
            ),
            Good(
                name="two projects make up the whole",
                text=TABLES.format(rows=ROW.format(name="供水管网改造长度", target="≥14公里"))
                + "\n2、城区管网改造绩效目标表\n绩效目标\t1.改造城区供水管网。\n"
                + HEAD
                + ROW.format(name="供水管网改造长度", target="≥10.6公里"),
            ),
            Good(
                name="another indicator",
                text=TABLES.format(
                    rows="产出指标\t数量指标\t供水管网检漏长度\t年内检漏的管网\t≥120公里\t施工方案\n"
                ),
            ),
        ],
    ),
)
def department_and_project(document: Document) -> Iterator[Found]:
    """Targets of the department that none of the same indicators of projects has, nor their sum."""
    if not any(project.department for project in document.projects):
        return
    standings = [
        Standing(project, row, row.target)
        for project in document.projects
        for row in project.indicators
        if row.target is not None and key_of(row)
    ]
    theirs = [other for other in standings if not other.project.department]
    likely: dict[str, list[int]] = {}
    for at, other in enumerate(theirs):
        for key in {key_of(other.indicator), telling_words(other.indicator)} - {""}:
            likely.setdefault(key, []).append(at)
    for one in (one for one in standings if one.project.department):
        candidates = {at for key in (key_of(one.indicator), telling_words(one.indicator)) for at in likely.get(key, ())}
        others = [theirs[at] for at in sorted(candidates) if is_same(one, theirs[at])]
        verdicts = [agree(one.target.value, other.target.value) for other in others]
        if not others or True in verdicts or False not in verdicts or adds_up(one.target, others):
            continue
        against = [other.target for other, verdict in zip(others, verdicts, strict=True) if verdict is False]
        assert one.indicator.name is not None
        yield Found(
            at=one.target,
            evidence=[(PROJECT, target) for target in against],
            values={
                "name": one.indicator.name.raw,
                "target": one.target.value.printed(),
                "others": tuple(dict.fromkeys(target.value.printed() for target in against)),
            },
        )


def is_same(one: Standing, other: Standing) -> bool:
    """Whether two rows are one indicator: by a name that says enough, or by their description."""
    units = one.target.value.unit, other.target.value.unit
    if units[0] is None or units[1] is None:
        return False
    if described_alike(one.indicator, other.indicator) and units[0].dimension == units[1].dimension:
        return True
    key = key_of(one.indicator)
    if key != key_of(other.indicator) or category_of_name(key) == "satisfaction":
        return False
    rate = ratio_kind(key) is not None
    if rate and not same_words(one.indicator, other.indicator):
        return False
    return len(key) >= (SHORTEST_RATE if rate else SHORTEST)


def adds_up(target: Datum[Value], parts: list[Standing]) -> bool:
    """Whether the targets of the projects sum to that of the department."""
    values = [part.target.value for part in parts]
    if target.value.figure is None or target.value.unit is None:
        return False
    scaled = [value.figure.scaled(value.unit.factor) for value in values if value.figure and value.unit]
    return len(scaled) == len(parts) and agrees(total(scaled), target.value.figure.scaled(target.value.unit.factor))
