"""A month where a number is expected: ≤12月份."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document, Indicator
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values import Value, expected_dimensions

LAST_MONTH = 12


@rule(
    id="V406",
    name="month-as-number",
    title=Text(zh="把月份当作数来比较", en="A month compared like a number"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”写作“{value}”，月份不能用大小符号比较，也看不出是几月底前还是几个月。",
        en="“{name}” has “{value}”: a month is no number, and it may mean a deadline or a length of time.",
    ),
    advice=Text(
        zh="期限写成具体日期，例如 2024年12月底前；时长写成几个月。",
        en="Write a deadline as a date, such as 2024年12月底前, and a length of time as so many 个月.",
    ),
    rationale=Text(
        zh="“12月份”既不是日期也不是时长，年终无法判断是否按时完成。",
        en="December is neither a date nor a length of time; whether it was met cannot be told.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="by November",
                frame="goal-table",
                rows=[
                    {
                        "level2": "时效指标",
                        "name": "苗木栽植及时率",
                        "description": "栽植完成的时间",
                        "target": "≤11月份",
                    }
                ],
                expect=[(1, "≤11月份")],
                instead=[
                    {
                        "level2": "时效指标",
                        "name": "苗木栽植及时率",
                        "description": "栽植完成的时间",
                        "target": "2024年11月底前",
                    }
                ],
            ),
            Bad(
                name="a term of three months",
                frame="goal-table",
                rows=[{"level2": "时效指标", "name": "苗木养护周期", "description": "栽植后的养护", "target": "≥3月"}],
                expect=[(1, "≥3月")],
                instead=[
                    {"level2": "时效指标", "name": "苗木养护周期", "description": "栽植后的养护", "target": "≥3个月"}
                ],
            ),
        ],
        good=[
            Good(
                name="a date and a length of time",
                frame="goal-table",
                rows=[
                    {"level2": "时效指标", "name": "苗木栽植时间", "description": "栽植完成", "target": "11月底前"},
                    {"level2": "时效指标", "name": "苗木养护周期", "description": "栽植后的养护", "target": "12个月"},
                ],
            ),
        ],
    ),
)
def month_as_number(indicator: Indicator, document: Document) -> Iterator[Found]:
    """The target, or else the actual, that is a month with a comparator or 月份 alone."""
    for datum in (indicator.target, indicator.actual):
        if datum is not None and indicator.name is not None and "month-as-value" in datum.value.problems:
            yield Found(
                at=datum,
                values={"name": indicator.name.raw, "value": datum.raw},
                suggestion=in_full(datum.value, indicator.name.raw, document.year),
            )
            return


def in_full(value: Value, name: str, year: int | None) -> str | None:
    """The value as a length of time where the name asks for one, else as a deadline in the document's year."""
    if value.figure is None or value.figure > LAST_MONTH:
        return None
    if "time" in expected_dimensions(name):
        return f"{value.comparator or ''}{value.figure.printed}个月"
    return f"{year}年{value.figure.printed}月底前" if year is not None and value.comparator in ("≤", "<") else None
