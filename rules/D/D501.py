"""A label of the template printed twice before a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

LABEL = re.compile(r"指标\s*[0-9一二三四五六七八九十]{1,2}")


@rule(
    id="D501",
    name="label-doubled",
    title=Text(zh="指标序号标签写了两遍", en="Label printed twice"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    scope="row",
    message=Text(
        zh="指标名称前的标签写成了“{label}”，重复了一遍。",
        en="The label before the name reads “{label}”, once too often.",
    ),
    advice=Text(zh="只留一个标签，或者全部删去。", en="Keep one label, or none."),
    rationale=Text(
        zh="“指标1：”是模板里的提示，名称前留一个就够了；重复的标签说明这一行是复制后没有整理的。",
        en="“指标1：” is the template's prompt; printed twice it shows that the row was pasted and not tidied.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="label and label again",
                frame="self-evaluation",
                rows=[{"name": "指标2：指标2：服务老人人次", "target": "≥9000人次", "actual": "9100人次"}],
                expect=[Expect(1, "指标2：指标2：")],
                instead=[{"name": "指标2：服务老人人次", "target": "≥9000人次", "actual": "9100人次"}],
            ),
        ],
        good=[
            Good(
                name="one label",
                frame="self-evaluation",
                rows=[{"name": "指标2：服务老人人次", "target": "≥9000人次", "actual": "9100人次"}],
            ),
        ],
    ),
)
def label_doubled(row: Indicator) -> Iterator[Found]:
    """The label before a name where it holds two numbers."""
    if row.label is not None and len(LABEL.findall(row.label.raw)) > 1:
        yield Found(at=row.label, values={"label": row.label.raw})
