"""A sentence whose figure was left out: 下降%, 保有量为辆, 共计个团组."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.texts import sentences
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

VERBS = (
    "增长率?|下降率?|增加|减少|上升|降低|提高|占比?|达到?|完成|为|"
    "预算的|支出的|收入的|总额的|合计的|不低于|不少于|不超过"
)
COUNTS = "购置|保有|保有量|共计|合计|共有|为"
MONEY = "收入|支出|预算数?|决算数?|经费|资金|总计|合计|共计|增加|减少|安排|拨款|金额|均|各|为"
# What closes the gap closes a clause: headings of tables have a bracket or a blank there, and 单位为万元 is no gap.
GAP = re.compile(
    rf"(?:{VERBS})(?:了|为)?\s*[%％‰](?=[，。；,;、])"
    rf"|(?:{COUNTS})(?:个团组|批次|人次|辆|台（套）|台|套|户次)(?=[，。；,;])"
    r"|个团组[，,、]\s*人(?=[，。；,;])|接待\s*批次[，,]?\s*人次?(?=[，。；,;])"
    rf"|(?<!单位)(?<!单位均)(?:{MONEY})(?:万元|亿元)(?=[，。；,;、])"
)
# A unit that stands behind no digit, or is seldom of use.
CLUES = (re.compile(r"[%％‰万亿](?<=[\u4e00-\u9fff\s].)"), "个团组", "批次", "人次", "辆", "台", "套", "户次")
SAME = Text(zh="同样漏填", en="also left out")


@rule(
    id="V606",
    name="figure-missing-in-text",
    title=Text(zh="文中漏填数字", en="A figure left out of a sentence"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{words}”缺少数字，本段漏填 {count} 处。",
        en="“{words}” lacks its figure; {count} left out in this paragraph.",
    ),
    advice=Text(zh="补填数字；没有发生的填 0。", en="Enter the figure; where there is none write 0."),
    rationale=Text(
        zh="模板里的数字没有填上，公开后读者无法得知情况，也说明没有经过校核。",
        en="A figure of the template was not filled in; the reader learns nothing, and nobody checked the text.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2016-143"}],
    examples=Examples(
        bad=[
            Bad(
                name="a rate and two counts",
                text="某县审计局2023年度部门决算说明\n培训费支出2.10万元，较上年减少0.40万元，下降%。\n"
                "本年购置辆，年末公务用车保有量为辆；接待来宾6批次40人。",
                expect=[Expect(2, "下降%"), Expect(3, "购置辆")],
                instead="某县审计局2023年度部门决算说明\n培训费支出2.10万元，较上年减少0.40万元，下降16.00%。\n"
                "本年购置0辆，年末公务用车保有量为2辆；接待来宾6批次40人。",
            ),
            Bad(
                name="an amount",
                text="某县审计局2023年度部门决算说明\n本年度会议费支出万元，培训费支出2.10万元。",
                expect=[Expect(2, "支出万元")],
                instead="某县审计局2023年度部门决算说明\n本年度会议费支出0万元，培训费支出2.10万元。",
            ),
        ],
        good=[
            Good(
                name="units in headings, words that look like units",
                text="某县审计局2023年度部门决算说明\n金额单位为万元，培训费支出2.10万元，下降16 %。\n"
                "（公务用车购置、车辆保有量以辆计）单价100万元以上设备0台（套），更新购置车辆。",
            ),
        ],
    ),
)
def figure_missing(document: Document) -> Iterator[Found]:
    """One finding for every text with units behind words that want a figure first; further gaps are evidence."""
    for place, text in sentences(document).having(*CLUES):
        gaps = [(found.start(), found.end(), found[0]) for found in GAP.finditer(text)]
        if gaps:
            start, end, words = gaps[0]
            yield Found(
                at=place.part(start, end),
                evidence=[(SAME, place.part(begin, finish)) for begin, finish, _ in gaps[1:]],
                values={"words": words, "count": str(len(gaps))},
            )
