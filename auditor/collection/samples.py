"""Small documents for the examples of rules over many documents; each begins with the line that names its file."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["budget_statement", "evaluation", "goal_table", "whole_table"]

LEVELS = {
    "数量指标": "产出指标",
    "质量指标": "产出指标",
    "时效指标": "产出指标",
    "成本指标": "产出指标",
    "社会效益指标": "效益指标",
    "服务对象满意度指标": "满意度指标",
}
GOAL_HEADING = ("一级指标", "二级指标", "三级指标", "指标值")
EVALUATION_HEADING = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施"


def goal_table(
    path: str,
    office: str,
    name: str,
    goal: str = "按计划完成全年工作任务。",
    rows: Sequence[tuple[str, ...]] = (),
    *,
    year: int = 2024,
    budget: str = "50.00",
    code: str = "",
    supervisor: str = "",
) -> str:
    """A goal table: line 4 holds the project's name, 6 the budget, 7 the goal, 9 and on the indicators.

    Each of the rows is level 2, name and target; all of them may have a weight besides.
    """
    coded = f"\t项目编码\t{code}" if code else ""
    lines = [
        f"=== {path}",
        office,
        f"{year}年部门项目支出绩效目标表",
        f"项目名称\t{name}{coded}",
        f"主管部门\t{supervisor or office}\t实施单位\t{office}",
        f"年度资金总额\t{budget}万元",
        f"绩效目标\t{goal}",
        "\t".join([*GOAL_HEADING, "分值"][: max((1 + len(row) for row in rows), default=4)]),
        *("\t".join([LEVELS[row[0]], *row]) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def evaluation(
    path: str,
    office: str,
    name: str,
    rows: Sequence[tuple[str, str, str, str, str]] = (),
    *,
    year: int = 2024,
    budget: str = "50.00",
) -> str:
    """A self-evaluation: line 4 holds the project's name, 7 the funds, 9 and on the indicators.

    Each of the rows is level 2, name, target, actual and weight; the points are the weight.
    """
    lines = [
        f"=== {path}",
        office,
        f"{year}年度项目支出绩效自评表",
        f"项目名称\t{name}",
        f"主管部门\t{office}\t实施单位\t{office}",
        "项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分",
        f"年度资金总额\t{budget}\t{budget}\t{budget}\t10\t100%\t10",
        EVALUATION_HEADING,
        *(f"{LEVELS[level]}\t{level}\t{row[0]}\t{row[1]}\t{row[2]}\t{row[3]}\t{row[3]}\t" for level, *row in rows),
    ]
    return "\n".join(lines) + "\n"


def budget_statement(path: str, office: str, total: str, units: Sequence[str] = (), *, year: int = 2024) -> str:
    """A statement on a budget: line 5 holds the total, the lines after 6 the units that it covers."""
    lines = [
        f"=== {path}",
        office,
        f"{year}年部门预算公开情况说明",
        "一、预算安排情况",
        f"{year}年收入总计{total}万元，按功能分类编列。",
        "二、机构设置",
        *([f"纳入{office}{year}年部门预算编制范围的预算单位共{len(units)}个，包括：", *units] if units else []),
    ]
    return "\n".join(lines) + "\n"


def whole_table(path: str, office: str, budget: str, supervisor: str = "", *, year: int = 2024) -> str:
    """The goal table of an office as a whole, of a unit where it has a supervisor: line 5 holds the budget."""
    lines = [
        f"=== {path}",
        f"{year}年{'单位' if supervisor else '部门'}整体支出绩效目标表",
        f"单位名称\t{office}\t主管部门\t{supervisor or office}",
        "年度总体目标\t完成全年任务。",
        f"年度资金总额\t{budget}万元",
        "\t".join(GOAL_HEADING),
        "产出指标\t数量指标\t检测水样数量\t≥1400份",
    ]
    return "\n".join(lines) + "\n"
