"""A total of funds without its parts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Project
from auditor.records.money import SOURCES, TOTALS
from auditor.rule import Bad, Examples, Found, Good, Text, rule

TOTAL = Text(zh="总额", en="total")
TABLE = """\
附件1
2024年部门项目支出预算绩效目标表
项目名称\t\t排水防涝设施养护
主管部门\t\t某县住建局\t实施单位\t某县市政所
项目资金\t\t年度资金总额\t36.00万元
\t\t其中:财政拨款\t{fiscal}
\t\t其他资金\t{other}
绩效目标\t\t疏通雨水管网，消除易涝点。
绩效指标\t一级指标\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t疏通雨水管网\t≥18公里
"""


@rule(
    id="V607",
    name="funds-without-parts",
    title=Text(zh="只填资金总额没有填来源", en="Funds without their sources"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="资金总额填了“{total}”，{parts}都是空白，看不出资金来源。",
        en="The total of funds is “{total}”, but {parts} are all blank: the sources cannot be seen.",
    ),
    advice=Text(zh="逐项填写金额，没有的填 0。", en="Enter every source; write 0 where there is none."),
    rationale=Text(
        zh="总额由财政拨款和其他资金组成，分项空白就无法核对合计，也无法与预算批复比对。",
        en="The total consists of its sources; with those blank it can be held neither against a sum nor the budget.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2015-88"}],
    examples=Examples(
        bad=[
            Bad(
                name="both sources blank",
                text=TABLE.format(fiscal="", other=""),
                expect=[(6, "其中:财政拨款")],
                instead=TABLE.format(fiscal="36.00万元", other="0万元"),
            ),
        ],
        good=[
            Good(name="one source is enough", text=TABLE.format(fiscal="36.00万元", other="")),
        ],
    ),
)
def funds_without_parts(project: Project) -> Iterator[Found]:
    """One finding for a project whose funds have a total, at least two sources by name and no amount in any."""
    total = next((line for line in project.funds if line.key in TOTALS and line.amount is not None), None)
    parts = [line for line in project.funds if line.key in SOURCES]
    blank = all(line.amount is None for line in parts)
    if total is None or total.amount is None or not blank or len({line.key for line in parts}) < 2:
        return
    names = tuple(dict.fromkeys(line.item.raw.removeprefix("其中").lstrip("：:") for line in parts))
    yield Found(at=parts[0].item, evidence=[(TOTAL, total.amount)], values={"total": total.amount.raw, "parts": names})
