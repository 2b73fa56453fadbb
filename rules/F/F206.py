"""An expense item in place of a goal, or pasted to its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.comparing import pieces
from auditor.records import Datum, Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Placed, Text, rule
from auditor.values import is_placeholder

EXPENSE = re.compile(r"(?:经费|[^收免减消]费|费用|补助|补贴|津贴|工资|奖金|支出|保险|资金)$")
# What is done with the money makes it a goal.
END = re.compile(r"[费用助贴资金出险][，。；：！？,;:!?\s]*$")
DONE = re.compile(
    "支付|发放|缴纳|偿还|归还|清偿|结清|列支|补齐|弥补|补充|缓解|化解|消化|救助|资助|奖励|压缩|严控|盘活|保运转|保工资|保基本"
    "|拨付|用于|保障|落实|兑现|兑付|购买|购置|投保|参保|补助对象|减免|免除|免收|节约|节省|降低|减少|提高|完成|"
    "解决|开展|加强|做好|确保|实现|争取|筹集|管理|规范|控制|压减|给予|提供|安排|增加|享受|领取|足额|按时|及时|核定|建立"
)
LONGEST = 24


@rule(
    id="F206",
    name="expense-as-goal",
    title=Text(zh="把支出项目写成绩效目标", en="Expense item in place of a goal"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{expense}”是支出项目，不是绩效目标。",
        en="“{expense}” is an item of expenditure, not a goal.",
    ),
    advice=Text(
        zh="移到资金用途；目标写这笔钱要办成的事。",
        en="Move it to the purpose of the funds; a goal says what the money is to achieve.",
    ),
    rationale=Text(
        zh="绩效目标说明花钱要达到的效果；列出费用名称，没有说明要做到什么。",
        en="A goal says what spending is to achieve; the name of an expense does not.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2021-101"}],
    examples=Examples(
        bad=[
            Bad(
                name="at the end of a goal",
                frame="goals",
                rows=[{"goal": "1.养护县乡公路，保障安全通行。养护工人劳务费及下乡交通补助。"}],
                expect=[Expect(1, "养护工人劳务费及下乡交通补助")],
                instead=[{"goal": "1.养护县乡公路，保障安全通行。"}],
            ),
            Bad(
                name="the whole goal",
                frame="goals",
                rows=[{"goal": "1.公路养护宣传经费"}],
                expect=[Expect(1, "公路养护宣传经费")],
                instead=[{"goal": "1.沿线群众护路意识增强，侵占路产事件少于5起。"}],
            ),
        ],
        good=[
            Good(
                name="paid out in time",
                frame="goals",
                rows=[{"goal": "1.养护县乡公路，按月支付养护工人劳务费。"}],
            ),
            Good(name="given up", frame="goals", rows=[{"goal": "1.养护县乡公路，对农用车免收通行费。"}]),
        ],
    ),
)
def expense_as_goal(project: Project) -> Iterator[Found]:
    """The first goal of a project that is, or ends in, the bare name of an expense."""
    for goal in project.goals:
        place = expense_in(goal)
        if place is not None:
            yield Found(at=place[1], values={"expense": place[0]})
            return


def expense_in(goal: Datum[str]) -> tuple[str, Placed] | None:
    """The last piece of a goal and its place where it names an expense and nothing that is done."""
    text = goal.span.quote
    # Most goals end otherwise.
    found = pieces(text) if END.search(text) else []
    if not found or is_placeholder(text):
        return None
    start, end = found[-1]
    piece = text[start:end]
    if len(piece) > LONGEST or not EXPENSE.search(piece) or DONE.search(piece):
        return None
    return piece, goal.span.part(start, end)
