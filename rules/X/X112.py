"""A definition that divides a share by something: 提供服务的比例占…的比例."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Indicator
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

SHARE_OF = re.compile(r"的?(比例|比率|占比|百分比)占[^，,。]{2,}(?:比例|比率|比重|百分比)")


@rule(
    id="X112",
    name="share-of-a-share",
    title=Text(zh="比率的定义分子写成了比例", en="Share defined by a share"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "description"],
    message=Text(
        zh="“{name}”的描述里，分子写成了“{share}”，应当是数量。",
        en="In the description of “{name}” the numerator is a share (“{share}”); it must be a number.",
    ),
    advice=Text(zh="把“比例占”改为“人数占”“数量占”等。", en="Write the number of whom or what."),
    rationale=Text(
        zh="比率等于部分的数量除以全部的数量；分子写成比例，定义不通。",
        en="A share is the number of a part divided by that of the whole; a share above the line makes no sense.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="share of the share",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "入户检测率",
                        "description": "入户检测的比例占全部用水户的比例",
                        "target": "≥95%",
                    }
                ],
                expect=[Expect(1, "入户检测的比例占全部用水户的比例")],
                instead=[
                    {
                        "level2": "质量指标",
                        "name": "入户检测率",
                        "description": "入户检测的户数占全部用水户的比例",
                        "target": "≥95%",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="number of the whole",
                frame="goal-table",
                rows=[
                    {
                        "level2": "质量指标",
                        "name": "入户检测率",
                        "description": "入户检测的户数占全部用水户的比例",
                        "target": "≥95%",
                    }
                ],
            ),
        ],
    ),
)
def share_of_a_share(indicator: Indicator) -> Iterator[Found]:
    """The description where what is divided is called a share."""
    name, text = indicator.name, indicator.description
    found = SHARE_OF.search(text.raw) if text is not None else None
    if name is not None and text is not None and found is not None:
        yield Found(at=text, values={"name": name.raw, "share": found[1]})
