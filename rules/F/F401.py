"""Labels of indicators that skip or repeat a number under one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.records import Indicator, Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import parse_numeral

NUMBER = re.compile(r"指标\s*([0-9]{1,2}|[一二三四五六七八九十]{1,2})")


@rule(
    id="F401",
    name="indicator-numbers-broken",
    title=Text(zh="指标序号不连续", en="Numbers of indicators are not in order"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{heading}”下第 {place} 条的序号是“{label}”，序号不连续。",
        en="Row {place} under “{heading}” is labelled “{label}”: the numbers are not in order.",
    ),
    advice=Text(
        zh="重新编号；中间有漏掉的指标，补上。", en="Number them again; where an indicator was dropped, put it back."
    ),
    rationale=Text(
        zh="序号跳跃或重复，可能漏了一条指标，也可能是删改后没有整理。",
        en="A number left out or used twice means that an indicator is missing, or that a deletion was not tidied up.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="from one to three",
                frame="self-evaluation",
                rows=[
                    {"name": "指标1：补助服务站数量", "target": "≥8个", "actual": "8个"},
                    {
                        "level1": "",
                        "level2": "",
                        "name": "指标3：服务老人人次",
                        "target": "≥9000人次",
                        "actual": "9100人次",
                    },
                ],
                expect=[Expect(2, "指标3：")],
                instead=[
                    {"name": "指标1：补助服务站数量", "target": "≥8个", "actual": "8个"},
                    {
                        "level1": "",
                        "level2": "",
                        "name": "指标2：服务老人人次",
                        "target": "≥9000人次",
                        "actual": "9100人次",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="numbers begin anew under each heading",
                frame="self-evaluation",
                rows=[
                    {"name": "指标1：补助服务站数量", "target": "≥8个", "actual": "8个"},
                    {
                        "level1": "",
                        "level2": "",
                        "name": "指标2：服务老人人次",
                        "target": "≥9000人次",
                        "actual": "9100人次",
                    },
                    {
                        "level1": "",
                        "level2": "质量指标",
                        "name": "指标1：食品抽检合格率",
                        "target": "≥98%",
                        "actual": "99%",
                    },
                ],
            ),
            Good(
                name="numbers run through the table",
                frame="self-evaluation",
                rows=[
                    {"name": "指标1：补助服务站数量", "target": "≥8个", "actual": "8个"},
                    {
                        "level1": "",
                        "level2": "质量指标",
                        "name": "指标2：食品抽检合格率",
                        "target": "≥98%",
                        "actual": "99%",
                    },
                ],
            ),
        ],
    ),
)
def numbers_broken(project: Project) -> Iterator[Found]:
    """Under every heading the first label whose number is neither its place there nor one more than the label before.

    An empty 指标2 at the head of a block belongs to a heading printed a row late: another rule's.
    """
    if all(row.label is None for row in project.indicators):
        return
    before, listed = 0, list(blocks(project.indicators))
    anew = sum(number_in(block[0]) == 1 for block in listed) > 1
    for block in listed:
        faulty = False
        for place, row in enumerate(block, start=1):
            number = number_in(row)
            if number is None:
                continue
            follows = number == before + 1 and (place > 1 or not anew or not row.own_level1)
            fits = number == place or follows or (place == 1 and row.name is None)
            if not fits and not faulty and row.label is not None:
                faulty = True
                heading = row.level2 or row.level1 or row.label
                values = {"heading": heading.raw, "place": place, "label": row.label.raw}
                yield Found(at=row.label, values=values)
            before = number


def blocks(indicators: Sequence[Indicator]) -> Iterator[list[Indicator]]:
    """The rows under each heading."""
    block: list[Indicator] = []
    for row in indicators:
        if block and (row.own_level1 or row.own_level2):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def number_in(row: Indicator) -> int | None:
    """The number that a row's label ends with."""
    found = NUMBER.findall(row.label.raw) if row.label is not None else []
    if not found:
        return None
    number = parse_numeral(found[-1])
    return int(number) if number is not None else None
