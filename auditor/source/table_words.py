"""The words by which a row of a budget-performance form shows what it is, as far as readers need them."""

from __future__ import annotations

__all__ = ["HEADINGS", "LABELS", "OPENERS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENERS = _words("""
    项目名称 项目编码 项目编号 项目代码 部门名称 单位名称 部门（单位）名称 部门(单位)名称 预算部门 主管部门 序号
""")
"""First cells of the forms in which projects and departments are described."""

HEADINGS = _words("""
    一级指标 二级指标 三级指标 四级指标 指标名称 指标内容 指标值 年度指标值 目标值 指标解释 指标说明 绩效指标描述
    绩效指标
    指标值确定依据 评分标准 评（扣）分标准 实际完成值 全年实际值 全年实际完成值 完成值 完成情况 分值 权重 得分 自评得分
    偏差原因 偏差原因分析及改进措施 计量单位 单位 备注 序号 项目名称 单位名称 科目编码 科目名称 功能分类科目编码
    预算数 年初预算数 全年预算数 全年执行数 决算数 执行率 合计 小计 金额 数量 单价 项目
""")
"""Column headings of indicator tables and of tables of accounts."""

LABELS = _words("""
    产出指标 效益指标 满意度指标 成本指标 数量指标 质量指标 时效指标 经济效益指标 社会效益指标 生态效益指标
    可持续影响指标
    服务对象满意度指标 社会公众满意度指标 经济成本指标 社会成本指标 生态环境成本指标 绩效指标 年度绩效指标
    绩效目标 年度绩效目标 总体目标 年度目标 年度总体目标 项目资金 项目资金（万元） 预算执行情况 资金情况
    预算规模及资金用途 资金支出计划 资金支出计划（%）
""")
"""Labels that stand beside several rows, in a merged cell."""
