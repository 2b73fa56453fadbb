"""A budget in the goal or the purpose that is not the project's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Datum, Project
from auditor.records.money import budget_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import parse_amount

BUDGET = Text(zh="表中的预算数", en="the budget of the table")
# The budget of this year and this project; what was invested in all, or is paid in parts, is something else.
STATED = re.compile(
    r"(?:项目|年度|本年|本年度|20[0-9]{2}年)?(?:预算|安排)(?:总额|资金|金额|数|总计|共计)*(?:为|是|共)?\s*"
    r"(?P<amount>[0-9]+(?:\.[0-9]+)?\s*(?:万元|元))"
)
ELSEWHERE = re.compile(r"上年|去年|其中|三年|总投资|分期|每|压减|追加|结转|财政压|原预算|部门预算")

FORM = """\
2024年部门项目支出预算绩效目标表

项目名称		困难群众冬季取暖
主管部门		云岭县民政局	实施单位	云岭县社会救助中心
绩效目标		{goal}
项目资金		年度资金总额	46.00万元
绩效指标	一级指标	二级指标	三级指标	指标值
	产出指标	数量指标	补助户数	≥420户
"""


@rule(
    id="T507",
    name="budget-in-goal-differs",
    title=Text(zh="目标里的预算与预算数不一致", en="Budget in the goal differs from the table's"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="文字里写“{stated}”，表中预算数是 {budget}。",
        en="The text says “{stated}”, the table's budget is {budget}.",
    ),
    advice=Text(
        zh="以批复的预算数为准改成一致；说的是另一笔资金的，写清楚。",
        en="Use the budget as approved; where another sum is meant, say which.",
    ),
    rationale=Text(
        zh="绩效目标要与预算相匹配；目标按一个数写、预算是另一个数，任务量和资金就对不上。",
        en="Goal and budget go together; written for another amount the goal does not fit the money.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="last year's budget in the goal",
                text=FORM.format(goal="项目预算52.00万元，为420户困难群众发放取暖补助。"),
                expect=[Expect(5, "52.00万元")],
                instead=FORM.format(goal="项目预算46.00万元，为420户困难群众发放取暖补助。"),
            ),
        ],
        good=[
            Good(name="the same in yuan", text=FORM.format(goal="项目预算460000元，为420户困难群众发放取暖补助。")),
            Good(name="a part of it", text=FORM.format(goal="其中安排12.00万元用于特困供养户，为420户发放取暖补助。")),
        ],
    ),
)
def budget_differs(project: Project) -> Iterator[Found]:
    """Every budget in goals and purpose that does not agree with the project's."""
    budget = budget_of(project)
    if budget is None:
        return
    printed, figure = budget
    for words in (*project.goals, project.purpose):
        for amount in stated_in(words) if words is not None else ():
            value = parse_amount(amount.raw)
            if value.figure is None or value.unit is None or figure.meets(value.figure.scaled(value.unit.factor)):
                continue
            values = {"stated": amount.raw, "budget": printed.raw}
            yield Found(at=amount, evidence=[(BUDGET, printed)], values=values)


def stated_in(words: Datum[str]) -> Iterator[Datum[str]]:
    """The amounts of a text that are called the budget."""
    text = words.span.quote
    if "预算" not in text and "安排" not in text:
        return
    for found in STATED.finditer(text):
        if not ELSEWHERE.search(text[max(0, found.start() - 6) : found.end("amount")]):
            place = words.span.part(found.start("amount"), found.end("amount"))
            yield Datum(found["amount"], found["amount"], place)
