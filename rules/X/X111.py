"""A name with two predicates, or with two words for what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

RISE = "提高|提升|增强|加强|改善|优化|增加"
BOTH_ENDS = re.compile(rf"^(?:{RISE}).{{3,}}(?:明显|显著|得到|有效|逐步|不断|持续)(?:{RISE}|好转)$")
TWO_MEASURES = re.compile(r"(?:费|(?<![人户次参系函指])数|数量|单价)(?:数量|单价)$")


@rule(
    id="X111",
    name="name-garbled",
    title=Text(zh="指标名称用词重复或矛盾", en="Garbled name of an indicator"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="指标名称“{name}”前后用词重复或者搭配不当。",
        en="The words of the name “{name}” repeat or contradict each other.",
    ),
    advice=Text(
        zh="去掉多余的词：动词留一个，数量、单价、费用只写一种。",
        en="Drop what is too much: one verb, and one of number, price and expense.",
    ),
    rationale=Text(
        zh="改写名称时留下的字使考核的内容不清楚，例如到底是数量还是单价。",
        en="Words left over from editing make it unclear what is assessed, such as a number or a price.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="raised twice",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "提高村民节水意识明显增强",
                        "target": "≥90%",
                    }
                ],
                expect=[Expect(1, "提高村民节水意识明显增强")],
                instead=[
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "村民节水知识知晓率", "target": "≥90%"}
                ],
            ),
            Bad(
                name="number and price",
                frame="goal-table",
                rows=[{"level2": "成本指标", "name": "宣传毛毯制作数单价", "target": "≤60元"}],
                expect=[Expect(1, "宣传毛毯制作数单价")],
                instead=[{"level2": "成本指标", "name": "宣传毛毯制作单价", "target": "≤60元"}],
            ),
        ],
        good=[
            Good(
                name="one verb",
                frame="goal-table",
                rows=[
                    {"level1": "效益指标", "level2": "社会效益指标", "name": "村民节水意识明显增强", "target": "≥90%"}
                ],
            ),
            Good(
                name="words that end in 数",
                frame="goal-table",
                rows=[{"level2": "数量指标", "name": "监测参数数量", "target": "≥9项"}],
            ),
        ],
    ),
)
def garbled(indicator: Indicator) -> Iterator[Found]:
    """The name where a verb of rising stands at both its ends, or two words for what is counted at one."""
    for words in (indicator.name, indicator.description):
        if words is not None and (BOTH_ENDS.search(words.raw) or TWO_MEASURES.search(words.raw)):
            yield Found(at=words, values={"name": words.raw})
            return
