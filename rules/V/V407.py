"""A day of the month read as a number of days: ≤10日, where 每月10日前 is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import expected_dimensions

CALENDAR = re.compile(r"每[个]?(?:月|季)|[0-9]{1,2}\s*月|[0-9]{1,2}\s*号|月[初中底末]")
LENGTH = re.compile(r"[日天]内|工作日|[日天]之内|以内|起|后|时长|时限|周期|天数|间隔|用时|耗时")
TERMS = ("时限", "期限", "周期", "天数", "时长", "工期", "间隔", "时间")


@rule(
    id="V407",
    name="day-of-month-as-number",
    title=Text(zh="把几号写成了几日", en="A day of the month written as a number of days"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”写作“{value}”，照字面是不超过几天，联系上下文应是几号之前。",
        en="“{name}” has “{value}”, which reads as a number of days; by its context a day of the month is meant.",
    ),
    advice=Text(
        zh="日期写成“每月10日前”或具体年月日；确是时长的写“10天”。",
        en="Write a date as 每月10日前 or in full; where a length of time is meant write 10天.",
    ),
    rationale=Text(
        zh="“≤10日”可以读作十天以内，也可以读作十号以前，考核时说法不一。",
        en="≤10日 can be read as ten days or as the tenth of the month.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="paid by the fifth of each month",
                frame="goal-table",
                rows=[
                    {
                        "level2": "时效指标",
                        "name": "护林工资发放及时性",
                        "description": "每月5号前发放",
                        "target": "≤5日",
                    }
                ],
                expect=[(1, "≤5日")],
                instead=[
                    {
                        "level2": "时效指标",
                        "name": "护林工资发放及时性",
                        "description": "每月5号前发放",
                        "target": "每月5日前",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="a number of days",
                frame="goal-table",
                rows=[
                    {"level2": "时效指标", "name": "火情处置时限", "description": "接报后到场的时间", "target": "≤2日"},
                    {
                        "level2": "时效指标",
                        "name": "护林补助发放及时性",
                        "description": "验收后10日内发放",
                        "target": "≤10日",
                    },
                ],
            ),
        ],
    ),
)
def day_as_number(indicator: Indicator) -> Iterator[Found]:
    """A target in 日 or 号 up to 31 where nothing says that it is a length of time."""
    name, target = indicator.name, indicator.target
    if name is None or target is None or "day-as-value" not in target.value.problems or target.value.figure is None:
        return
    about = name.raw + (indicator.description.raw if indicator.description else "")
    monthly = CALENDAR.search(about) is not None
    if not monthly and (LENGTH.search(about) or name.raw.endswith(TERMS) or "time" in expected_dimensions(name.raw)):
        return
    if not monthly and target.value.comparator is None and target.raw.endswith("日"):
        return
    every = re.search(r"每[个]?(?:月|季度?)", about)
    yield Found(
        at=target,
        evidence=[indicator.description] if indicator.description and monthly else [],
        values={"name": name.raw, "value": target.raw},
        suggestion=f"{every[0]}{target.value.figure.printed}日前" if every else None,
    )
