"""A ratio that is defined by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import ratio_kind
from auditor.values.lexicon import name_key

# 合格率与总数的比值: what follows the name makes it one of the parts of the ratio.
PART = re.compile(r"(?:与|和|同|占|除以).*(?:比值|比率|比例|之比|比重|的比|总数|总量)")


@rule(
    id="D406",
    name="ratio-defined-by-itself",
    title=Text(zh="比率用自身来定义", en="Ratio defined by itself"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "description"],
    message=Text(
        zh="“{name}”的描述“{description}”把这个比率本身当作分子，分子、分母都没有说清。",
        en="The description “{description}” takes “{name}” itself as numerator; neither part of the ratio is told.",
    ),
    advice=Text(
        zh="写明分子和分母，如“验收合格的工程数占验收工程总数的比例”。",
        en="Give numerator and denominator, such as works accepted of all works inspected.",
    ),
    rationale=Text(
        zh="比率是两个数相除；拿比率自己作分子，算不出结果。",
        en="A ratio is one number divided by another; with itself as numerator nothing can be computed.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the rate to the total",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "爆管事故发生率",
                        "description": "爆管事故发生率与管网总数的比值",
                        "target": "≤2%",
                    }
                ],
                expect=[Expect(1, "爆管事故发生率与管网总数的比值")],
                instead=[
                    {
                        "level2": "质量指标",
                        "name": "爆管事故发生率",
                        "description": "发生爆管的管段数与管段总数的比值",
                        "target": "≤2%",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="the definition begins with the name",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "爆管事故发生率",
                        "description": "爆管事故发生率=发生爆管的管段数/管段总数×100%",
                        "target": "≤2%",
                    }
                ],
            ),
            Good(
                name="compared with the year before",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "爆管事故发生率",
                        "description": "爆管事故发生率与上年相比下降",
                        "target": "≤2%",
                    }
                ],
            ),
        ],
    ),
)
def defined_by_itself(indicator: Indicator) -> Iterator[Found]:
    """The description of a ratio that begins with its name and goes on with the other part of the ratio."""
    name, text = indicator.name, indicator.description
    if name is None or text is None or ratio_kind(name.raw) is None:
        return
    key, told = name_key(name.raw), bare(text.raw)
    if told.startswith(key) and PART.match(told[len(key) :]):
        yield Found(at=text, values={"name": name.raw, "description": text.raw})
