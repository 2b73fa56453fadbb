"""One goal in very many projects."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.collection import Across, Collection
from auditor.collection.copied import formulas
from auditor.collection.samples import goal_table
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

SHOWN = 5
FORMULA = "保障单位正常运转，按时完成上级交办的各项工作任务。"


def many(goals: int) -> str:
    """As many documents of different offices with one goal."""
    schools = [f"第{at}中学" for at in range(goals)]
    return "".join(goal_table(f"{school}.txt", f"临河县{school}", f"{school}运转经费", FORMULA) for school in schools)


@rule(
    id="C103",
    name="goal-is-a-formula-of-many-projects",
    title=Text(zh="许多项目使用同一句绩效目标", en="Very many projects use one goal"),
    severity="note",
    confidence="possible",
    since="0.1.0",
    scope="collection",
    message=Text(
        zh="这句绩效目标在 {count} 个项目中相同（地名、年份和数字除外），共涉及 {departments} 个部门"
        "。",
        en="Places, years and figures aside, {count} projects of {departments} departments have this goal.",
    ),
    advice=Text(
        zh="请在布置填报时要求各项目写明自己的任务和标准，不用通用语句代替绩效目标。",
        en="Ask for goals that state each project's own tasks and standards; a phrase that fits all is no goal.",
    ),
    rationale=Text(
        zh="放在任何项目里都成立的目标不能说明资金要办成什么事；逐对列出没有意义，因此合并为一条提示。",
        en="A goal that fits every project says nothing about what its funds are to achieve; pairs would say no "
        "more, so the group is told once.",
    ),
    basis="convention",
    examples=Examples(
        bad=[Bad(name="thirteen projects", text=many(13), expect=[Expect(7, FORMULA)], instead=many(12))],
        good=[Good(name="a dozen projects", text=many(12))],
    ),
)
def formula(collection: Collection) -> Iterator[Across]:
    """The first goal of every group of very many, with some of the others."""
    for group in formulas(collection):
        yield Across(
            at=group[0].goal.place,
            evidence=[(Text(zh="另见", en="see also"), goal.goal.place) for goal in group[1 : SHOWN + 1]],
            values={"count": str(len(group)), "departments": str(len({goal.filing.department for goal in group}))},
        )
