"""A project's table printed twice with figures that differ."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Datum, Document, Project
from auditor.records.survey import printed_again, rows, tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import Value, agrees

FIRST = Text(zh="前一份写作", en="the copy before says")

TABLE = """\
{number}、沼气设施维护绩效自评表
项目名称	沼气设施维护
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
产出指标	数量指标	维护沼气池数量	≥300口	312口	45	{score}
满意度指标	服务对象满意度指标	农户满意度	≥90%	93%	45	45
总分				90	{total}

"""
FIRST_COPY = TABLE.format(number=1, score=45, total=90)


@rule(
    id="T503",
    name="copies-of-table-differ",
    title=Text(zh="同一项目的两份表数字不一致", en="Two copies of a table differ"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="{what}在这一份表里是“{again}”，在前一份表里是“{first}”。",
        en="{what} is “{again}” in this copy of the table and “{first}” in the one before.",
    ),
    advice=Text(zh="以核定数为准改成一致，多余的一份删去。", en="Correct the wrong one, and delete one of the copies."),
    rationale=Text(
        zh="同一张表印了两份而数字不同，读者无法知道以哪一份为准。",
        en="Where two copies of one table differ nobody knows which of them counts.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2016-143", "article": "4"}],
    examples=Examples(
        bad=[
            Bad(
                name="another score",
                text=FIRST_COPY + TABLE.format(number=2, score=40, total=85),
                expect=[Expect(11, "40"), Expect(13, "85")],
                instead=FIRST_COPY + FIRST_COPY.replace("1、", "2、"),
            ),
        ],
        good=[
            Good(name="the same figures", text=FIRST_COPY + FIRST_COPY.replace("1、", "2、")),
            Good(
                name="another project",
                text=FIRST_COPY + TABLE.format(number=2, score=40, total=85).replace("沼气设施维护", "沼渣清运"),
            ),
        ],
    ),
)
def copies_differ(document: Document) -> Iterator[Found]:
    """Every figure of a table printed again that the first print states otherwise."""
    printed: dict[str, list[Project]] = {}
    for project in tables(document):
        namesakes = printed.setdefault(bare(project.name.raw) if project.name is not None else "", [])
        first = next((one for one in namesakes if printed_again(one, project)), None)
        namesakes.append(project)
        if first is None:
            continue
        before = figures(first)
        for key, (what, again) in figures(project).items():
            if key in before and not alike(before[key][1], again):
                values = {"what": what, "first": before[key][1].raw, "again": again.raw}
                yield Found(at=again, evidence=[(FIRST, before[key][1])], values=values)


def figures(project: Project) -> dict[str, tuple[Text, Datum[Value]]]:
    """The amounts, targets, actual values and scores of a project by what they are of, each of these once."""
    found: dict[str, tuple[Text, Datum[Value]]] = {}
    for line in project.funds:
        if line.amount is not None:
            name = line.item.raw
            found.setdefault(f"{line.key} {line.column}", (Text(zh=f"“{name}”", en=f"“{name}”"), line.amount))
    for row in rows(project):
        name = row.name.raw if row.name is not None else ""
        level = row.level2.raw if row.level2 is not None else ""
        for field, datum in (("target", row.target), ("actual", row.actual), ("score", row.score)):
            if datum is not None:
                text = Text(zh=f"“{name}”的{FIELDS[field].zh}", en=f"The {FIELDS[field].en} of “{name}”")
                found.setdefault(f"{bare(level)} {bare(name)} {field}", (text, datum))
    if project.total_score is not None:
        found["total"] = (Text(zh="总分", en="The total"), project.total_score)
    return found


FIELDS = {
    "target": Text(zh="指标值", en="target"),
    "actual": Text(zh="完成值", en="actual value"),
    "score": Text(zh="得分", en="score"),
}


def alike(first: Datum[Value], again: Datum[Value]) -> bool:
    """Whether two values read the same, or their figures agree."""
    if first.value.figure is not None and again.value.figure is not None:
        return agrees(first.value.figure, again.value.figure)
    return first.value.printed() == again.value.printed()
