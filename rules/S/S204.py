"""A coverage of something that has nothing to do with nature, filed as an ecological benefit."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.records.money import tells
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import category_of_level, category_of_name, ratio_kind


@rule(
    id="S204",
    name="rate-filed-as-ecological-benefit",
    title=Text(zh="与生态无关的比率列为生态效益", en="Rate without ecology filed as ecological benefit"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    message=Text(
        zh="“{name}”与生态环境无关，却列在“{level2}”下。",
        en="“{name}” has nothing to do with the environment but stands under “{level2}”.",
    ),
    advice=Text(
        zh="移到相应的产出或效益指标；项目没有生态效益的，生态效益指标可以不设。",
        en="Move it to the output or benefit it belongs to; without ecological effect no such indicator is needed.",
    ),
    rationale=Text(
        zh="生态效益指标反映项目对环境的影响；为填满表格放进别的指标，既不能反映生态效益，也重复计分。",
        en="Ecological benefits tell of effects on the environment; anything else there fills the form and no more.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="coverage of a network",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "生态效益指标",
                        "name": "校园网络覆盖率",
                        "description": "接入网络的学校",
                        "target": "≥95%",
                    }
                ],
                expect=[Expect(1, "校园网络覆盖率")],
                instead=[
                    {
                        "level1": "产出指标",
                        "level2": "数量指标",
                        "name": "校园网络覆盖率",
                        "description": "接入网络的学校",
                        "target": "≥95%",
                    }
                ],
            ),
        ],
        good=[
            Good(
                name="coverage of forests",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "生态效益指标",
                        "name": "森林覆盖率",
                        "description": "全县森林面积所占比例",
                        "target": "≥62%",
                    }
                ],
            ),
            Good(
                name="pesticides saved",
                frame="goal-table",
                rows=[
                    {
                        "level1": "效益指标",
                        "level2": "生态效益指标",
                        "name": "绿色防控覆盖率",
                        "description": "不用化学农药的面积",
                        "target": "≥50%",
                    }
                ],
            ),
        ],
    ),
)
def not_ecological(indicator: Indicator) -> Iterator[Found]:
    """Rates of share or completion under ecological benefit without a word of nature in name or description."""
    name, level2 = indicator.name, indicator.level2
    if name is None or level2 is None or category_of_level(level2.raw) != "ecological":
        return
    if ratio_kind(name.raw) not in ("bounded", "completion") or category_of_name(name.raw) not in (None, "quality"):
        return
    if not tells(indicator, "ecology"):
        yield Found(at=name, evidence=[level2], values={"name": name.raw, "level2": level2.raw})
