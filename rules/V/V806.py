"""A name that a template left open: XX县, ××项目."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.texts import every_text
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values.folding import fold

# People's names are masked on purpose (张××), so only places, offices and undertakings count.
# What a mask is made of, also in full width.
SIGNS = ("x", "X", "ｘ", "Ｘ", "××", "○○")
OPEN_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?:[xX]{2,4}|×{2,4}|○{2,4})\s*"
    r"(?:自治)?(?:县|市|区|乡|镇|村|省|州|旗|街道|社区|局|委|办|单位|部门|学校|医院|公司|企业|中心|项目|工程|工作|活动|经费|资金|设备|系统|培训|会议)"
)


@rule(
    id="V806",
    name="name-left-open",
    title=Text(zh="模板里的“XX”没有换成名称", en="A name that a template left open"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    message=Text(zh="“{words}”没有换成具体名称。", en="“{words}” was not replaced by a name."),
    advice=Text(zh="写上具体名称；因涉密隐去的，说明情况。", en="Put the name; where it is withheld, say so."),
    rationale=Text(
        zh="留着“XX”说明照抄了模板，内容不一定适用于本单位。",
        en="Where XX is left the text was copied from a template and may not fit.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="which county",
                frame="goals",
                rows=[{"goal": "1.养护XX县农村公路，保障通行。"}],
                expect=[(1, "XX县")],
                instead=[{"goal": "1.养护全县农村公路，保障通行。"}],
            ),
        ],
        good=[
            Good(
                name="a model and a person",
                frame="goals",
                rows=[{"goal": "1.养护农村公路，购置XXL号工作服，慰问养护工张××。"}],
            ),
        ],
    ),
)
def name_left_open(document: Document) -> Iterator[Found]:
    """Every mask before a word for a place, an office or an undertaking."""
    for place, text in every_text(document).having(*SIGNS):
        for found in OPEN_NAME.finditer(fold(text)):
            span = place.part(found.start(), found.end())
            yield Found(at=span, values={"words": span.quote})
