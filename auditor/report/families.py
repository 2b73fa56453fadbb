"""Titles of the families of defects; a rule's code is its family and two digits."""

from __future__ import annotations

from auditor.wording import Text

__all__ = ["FAMILIES", "family_title"]

FAMILIES = {
    "V1": Text("数值不可能", "impossible magnitude"),
    "V2": Text("界限过松或过紧", "vacuous or over-tight bound"),
    "V3": Text("缺少单位", "unit missing"),
    "V4": Text("数值或单位写法有误", "malformed value or unit"),
    "V5": Text("符号写法不统一", "notation"),
    "V6": Text("缺少数值", "value or figure missing"),
    "V7": Text("指标值不可衡量", "not a value"),
    "V8": Text("模板占位文字未改", "placeholder left"),
    "U1": Text("单位与指标不符", "unit does not fit the indicator"),
    "U2": Text("元与万元混淆", "yuan and ten thousand yuan mixed up"),
    "U3": Text("同一指标前后不一", "one indicator, two values or units"),
    "T1": Text("分项与合计不符", "parts do not sum to the total"),
    "T2": Text("比率与计算不符", "ratio is not the quotient"),
    "T3": Text("增减与计算不符", "change is not the difference"),
    "T4": Text("数量乘单价与金额不符", "quantity times price is not the amount"),
    "T5": Text("同一数字前后不同", "one figure stated differently"),
    "T6": Text("成本指标与预算不符", "cost indicator against budget"),
    "T7": Text("支出计划有误", "spending schedule"),
    "D1": Text("绩效目标雷同", "goal repeated across projects"),
    "D2": Text("指标重复", "indicator repeated in a project"),
    "D3": Text("文字抄自他处", "text copied from elsewhere"),
    "D4": Text("同义反复", "tautology"),
    "D5": Text("标签重复", "doubled label"),
    "S1": Text("符号与指标方向相反", "comparator against polarity"),
    "S2": Text("指标归类有误", "filed under the wrong category"),
    "S3": Text("文字与数值矛盾", "text contradicts the value"),
    "S4": Text("年度、日期或期限有误", "year, date, period"),
    "S5": Text("等级与得分不符", "grade does not follow"),
    "S6": Text("完成值与指标值不符", "actual not comparable with target"),
    "S7": Text("得分有误或未说明", "score out of range or unexplained"),
    "F1": Text("缺少必填内容", "required field or section missing"),
    "F2": Text("栏目填写有误", "wrong label or filling"),
    "F3": Text("表格结构错乱", "broken structure"),
    "F4": Text("编号有误", "numbering"),
    "X1": Text("错别字或名称有误", "character or name slip"),
    "C1": Text("部门之间雷同", "copied between departments"),
    "C2": Text("自评与年初目标不一致", "self-evaluation against the goals of the budget"),
    "C3": Text("与上年比较", "this year against last"),
    "C4": Text("汇总与分表不一致", "summary against the documents"),
    "C5": Text("各部门标准悬殊", "standards far apart between departments"),
}


def family_title(family: str, lang: str) -> str:
    """The title of a family; of a private one, its own code."""
    title = FAMILIES.get(family)
    return title.in_(lang) if title else family
