"""The names of every kind of record, each declared once: type, value, meaning in Chinese and English, place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from auditor.records.getters import (
    amount_of,
    aspects,
    attribute,
    figure,
    figure_of,
    figures_of,
    fund,
    of_document,
    of_project,
    plain,
    rows_of,
    text_of,
    texts_of,
    words,
)
from auditor.records.model import Instalment
from auditor.records.subject import Getter, Name, Subject
from auditor.records.survey import stands_in_flow
from auditor.records.types import (
    CATEGORY,
    CLAIM_KIND,
    DOCUMENT_KIND,
    FIGURE,
    FIGURES,
    FLAG,
    KIND,
    NUMBER,
    POLARITY,
    RATIO,
    TEXT,
    TEXTS,
)
from auditor.values import Figure, category_of_level, category_of_name, expected_dimensions, polarity, ratio_kind
from auditor.values.naming import counted_in_name, is_capped, is_measure_name, is_unitless, is_yearlike, unit_in_name
from auditor.values.phrases import says
from auditor.values.scoring import met, turned
from auditor.wording import Text

__all__ = [
    "CLAIM",
    "DOCUMENT",
    "FUND",
    "GOAL",
    "INDICATOR",
    "INSTALMENT",
    "IN_DOCUMENT",
    "IN_PROJECT",
    "PARAGRAPH",
    "PROJECT",
    "SUMMARY",
]


def project_names(of: Getter) -> tuple[Name, ...]:
    """The names of a project, for the project itself or for a record in it."""
    weights, scores = rows_of(lambda row: row.weight), rows_of(lambda row: row.score)
    names = rows_of(lambda row: row.name)
    targets, actuals = rows_of(lambda row: row.target), rows_of(lambda row: row.actual)
    return (
        attribute("number", NUMBER, "项目在文件中的序号（0 为部门整体）", "its number (0: the department)", of),
        attribute("department", FLAG, "是否部门整体", "whether it is the department as a whole", of),
        attribute("kind", KIND, "表的种类", "kind of table", of),
        words("name", "项目名称", "name", of),
        words("code", "项目编码", "code", of),
        words("supervisor", "主管部门", "supervising department", of),
        words("unit", "实施单位", "implementing unit", of, "implementer"),
        words("period", "项目期", "period", of),
        words("purpose", "资金用途", "purpose of the funds", of),
        words("title", "表题", "title of the table", of),
        plain("goals", TEXTS, "绩效目标", "goals", lambda s: texts_of(of(s).goals), lambda s: of(s).goals),
        plain(
            "results", TEXTS, "目标实际完成情况", "results", lambda s: texts_of(of(s).results), lambda s: of(s).results
        ),
        fund("budget", ("budget", "total"), ("", "adjusted", "initial"), "预算数（万元）", "budget in 万元", of),
        fund("initial", ("budget", "total"), ("initial",), "年初预算数（万元）", "initial budget in 万元", of),
        fund("adjusted", ("budget", "total"), ("adjusted",), "全年预算数（万元）", "adjusted budget in 万元", of),
        fund("spent", ("budget", "total"), ("spent",), "全年执行数（万元）", "expenditure in 万元", of),
        fund("fiscal", ("fiscal",), ("", "adjusted", "initial"), "财政资金（万元）", "fiscal funds in 万元", of),
        fund("other", ("other",), ("", "adjusted", "initial"), "其他资金（万元）", "other funds in 万元", of),
        attribute("fund_unit", TEXT, "资金的单位", "unit of the funds", of),
        plain(
            "schedule",
            FIGURES,
            "资金支出计划各期的累计百分数",
            "cumulative percentages of the spending schedule",
            lambda s: figures_of([step.percent for step in of(s).schedule]),
            lambda s: [step.percent for step in of(s).schedule],
        ),
        plain("indicator_count", NUMBER, "指标条数", "number of indicators", lambda s: len(names(s))),
        plain("indicators", TEXTS, "三级指标名称", "names of its indicators", lambda s: texts_of(names(s)), names),
        plain(
            "level1s", TEXTS, "一级指标", "its level-1 categories", lambda s: texts_of(rows_of(lambda r: r.level1)(s))
        ),
        plain(
            "level2s", TEXTS, "二级指标", "its level-2 categories", lambda s: texts_of(rows_of(lambda r: r.level2)(s))
        ),
        plain("weights", FIGURES, "各指标分值", "weights of its indicators", lambda s: figures_of(weights(s)), weights),
        plain("scores", FIGURES, "各指标得分", "scores of its indicators", lambda s: figures_of(scores(s)), scores),
        plain("targets", TEXTS, "各指标值", "targets of its indicators", lambda s: texts_of(targets(s)), targets),
        plain("actuals", TEXTS, "各实际完成值", "actuals of its indicators", lambda s: texts_of(actuals(s)), actuals),
        figure("total_weight", "分值合计", "total weight", of),
        figure("total_score", "总分", "total score", of),
        figure("execution_rate", "预算执行率", "execution rate", of),
        figure("execution_weight", "预算执行率的分值", "weight of the execution rate", of),
        figure("execution_score", "预算执行率的得分", "score of the execution rate", of),
    )


def document_names(of: Getter) -> tuple[Name, ...]:
    """The names of a document, for the document itself or for a record in it."""
    return (
        attribute("kind", DOCUMENT_KIND, "文件种类", "kind of document", of),
        words("title", "标题", "title", of),
        words("department", "部门", "department", of),
        attribute("year", NUMBER, "年度", "year", of),
        plain(
            "project_count",
            NUMBER,
            "项目数",
            "number of projects",
            lambda s: sum(not p.department for p in of(s).projects),
        ),
        plain("indicator_count", NUMBER, "指标条数", "number of indicators", lambda s: len(of(s).indicators)),
        plain(
            "projects",
            TEXTS,
            "各项目名称",
            "names of its projects",
            lambda s: texts_of([p.name for p in of(s).projects if not p.department]),
            lambda s: [p.name for p in of(s).projects if not p.department],
        ),
    )


def expected_of(subject: Subject) -> frozenset[str]:
    """The dimensions that the name of an indicator suggests, compounds such as money/people included."""
    return expected_dimensions(subject["name"] or "")


@cache
def _simple(dimensions: frozenset[str]) -> tuple[str, ...] | None:
    """Those of the dimensions that are no compounds; None where there are none."""
    return tuple(sorted(each for each in dimensions if "/" not in each)) or None


def tells(about: str, zh: str, en: str) -> Name:
    """Whether the name or the description of an indicator holds a phrase of a section of phrases.txt."""
    return plain(
        f"tells_{about}", FLAG, zh, en, lambda s: says(f"{s['name'] or ''}\n{s['description'] or ''}", about)
    )


def met_of(subject: Subject) -> bool | None:
    """Whether the actual value meets the target, None where that is not certain."""
    target, actual = subject.record.target, subject.record.actual
    # The name of a rate says nothing of the direction of a number of people.
    misnamed = subject["ratio_kind"] is not None and subject["dimension"] != "ratio"
    return met(target.value, actual.value, None if misnamed else subject["polarity"]) if target and actual else None


INDICATOR = (
    attribute("number", NUMBER, "指标在项目中的序号", "its number in the project", name="row_number"),
    words("level1", "一级指标", "level-1 category"),
    words("level2", "二级指标", "level-2 category"),
    words("name", "三级指标名称", "name of the indicator"),
    words("description", "绩效指标描述", "description"),
    words("basis", "指标值确定依据", "basis of the target"),
    words("deviation", "偏差原因分析及改进措施", "deviation reason"),
    words("label", "行首标签（指标1：）", "label before the name (指标1：)"),
    *aspects("target", "", "指标值", "target"),
    *aspects("actual", "actual_", "实际完成值", "actual"),
    figure("weight", "分值", "weight"),
    figure("score", "得分", "score"),
    attribute(
        "placeholder", FLAG, "整行只有模板文字", "whether the row holds nothing but template text", name="vacant"
    ),
    attribute("shift", NUMBER, "整行错位的列数", "by how many columns the row is shifted"),
    attribute("own_level1", FLAG, "一级指标印在本行", "whether level 1 is printed in this row"),
    attribute("own_level2", FLAG, "二级指标印在本行", "whether level 2 is printed in this row"),
    plain("columns", TEXTS, "表中的栏目", "columns of its table", lambda s: tuple(sorted(s.record.columns))),
    plain(
        "category",
        CATEGORY,
        "二级指标所属类别",
        "category that level 2 states",
        lambda s: category_of_level(s["level2"] or ""),
    ),
    plain(
        "name_category",
        CATEGORY,
        "按名称应属类别",
        "category that the name suggests",
        lambda s: category_of_name(s["name"] or ""),
    ),
    plain("ratio_kind", RATIO, "比率的种类", "kind of ratio, by its name", lambda s: ratio_kind(s["name"] or "")),
    plain(
        "capped",
        FLAG,
        "以百分数计时是否不会超过 100%",
        "whether it cannot exceed 100%, where it is a percentage",
        lambda s: is_capped(s["name"] or ""),
    ),
    plain(
        "name_unit",
        TEXT,
        "名称末尾括号里的计量单位",
        "unit in brackets at the end of its name",
        lambda s: unit_in_name(s["name"] or ""),
    ),
    plain(
        "counted",
        TEXT,
        "名称结尾说明的计量单位（人数：人）",
        "unit that the ending of its name tells",
        lambda s: counted_in_name(s["name"] or ""),
    ),
    plain(
        "unitless",
        FLAG,
        "按名称是否本来没有单位",
        "whether its value has no unit by nature",
        lambda s: is_unitless(s["name"] or ""),
    ),
    plain(
        "yearlike",
        FLAG,
        "指标值是否像一个年份",
        "whether the target looks like a year",
        lambda s: s.record.target is not None and is_yearlike(s.record.target.value),
        lambda s: s.record.target,
    ),
    plain(
        "misnamed",
        FLAG,
        "指标值是否填成了指标名称",
        "whether the name of a measure stands in place of the target",
        lambda s: bool(s["target_text"]) and is_measure_name(s["target_text"], s["name"] or ""),
        lambda s: s.record.target,
    ),
    plain(
        "guessed",
        FLAG,
        "表格的单元格是否由文字推断",
        "whether the cells of its table were guessed from running text",
        lambda s: stands_in_flow(s.document, s.record),
    ),
    plain("polarity", POLARITY, "正向或反向", "polarity, by its name", lambda s: polarity(s["name"] or "")),
    plain(
        "expected",
        TEXTS,
        "按名称应有的量纲",
        "dimensions that its name suggests",
        lambda s: _simple(expected_of(s)),
    ),
    plain(
        "dimension_expected",
        FLAG,
        "指标值的量纲是否与名称相符",
        "whether the target's dimension is one that the name suggests",
        lambda s: s["dimension"] in expected_of(s) if s["dimension"] and expected_of(s) else None,
        lambda s: s.record.target,
    ),
    tells("share", "名称或描述说的是比例", "whether name or description speak of a share"),
    tells("change", "名称或描述说的是增减", "whether name or description speak of a change"),
    tells("each", "名称或描述说的是单价、标准", "whether name or description speak of a price or a rate for one"),
    tells("money", "名称或描述与钱有关", "whether name or description speak of money"),
    plain(
        "turned",
        TEXT,
        "计算符号反过来的指标值",
        "the target with its comparator turned round",
        lambda s: turned(s.record.target.value) if s.record.target else None,
    ),
    plain("met", FLAG, "实际完成值是否达到指标值", "whether the actual value meets the target", met_of),
)
FUND = (
    words("item", "资金名称", "item"),
    attribute("key", TEXT, "资金种类", "kind of funds"),
    attribute("column", TEXT, "所在栏目", "heading of its column"),
    plain(
        "amount",
        FIGURE,
        "金额（按印出单位）",
        "amount, in its own unit",
        lambda s: figure_of(s.record.amount),
        lambda s: s.record.amount,
    ),
    plain("wan", FIGURE, "金额（万元）", "amount in 万元", lambda s: amount_of(s.record), lambda s: s.record.amount),
    words("amount", "金额原文", "amount, as printed", name="printed"),
    attribute("unit", TEXT, "单位", "unit"),
)


def percent_of(step: Instalment | None) -> Figure | None:
    """The percentage of a step; an amount of money is none."""
    if step is None or step.percent is None:
        return None
    unit = step.percent.value.unit
    return figure_of(step.percent) if unit is None or unit.symbol == "%" else None


def step_before(subject: Subject) -> Instalment | None:
    return subject.project.schedule[subject.index - 1] if subject.project and subject.index else None


INSTALMENT = (
    words("by", "截止时间", "end of the period"),
    plain(
        "percent",
        FIGURE,
        "累计支出百分数",
        "cumulative percentage",
        lambda s: percent_of(s.record),
        lambda s: s.record.percent,
    ),
    plain(
        "previous",
        FIGURE,
        "上一期的累计支出百分数",
        "cumulative percentage of the period before",
        lambda s: percent_of(step_before(s)),
        lambda s: step.percent if (step := step_before(s)) else None,
    ),
    plain(
        "previous_by",
        TEXT,
        "上一期的截止时间",
        "end of the period before",
        lambda s: text_of(step.by) if (step := step_before(s)) else None,
    ),
    plain("last", FLAG, "是否最后一期", "whether it is the last", lambda s: s.index == len(s.project.schedule) - 1),  # type: ignore[union-attr]
)
CLAIM = (
    attribute("kind", CLAIM_KIND, "判断的种类", "kind of claim"),
    attribute("text", TEXT, "原文", "its words"),
    plain(
        "stated",
        FIGURE,
        "印出的结果",
        "the result as stated",
        lambda s: s.record.stated.figure,
        lambda s: s.record.stated.datum,
    ),
    plain(
        "printed", TEXT, "印出的结果，连同单位", "result as printed, with its unit", lambda s: s.record.stated.datum.raw
    ),
    attribute("computed", FIGURE, "算出的结果", "the result as computed"),
    attribute("holds", FLAG, "是否成立", "whether it holds"),
    attribute("truncated", FLAG, "按截尾是否成立", "whether it holds when digits are cut off"),
    attribute("formula", TEXT, "算式", "the computation"),
    attribute("suggestion", TEXT, "应写作", "what to write"),
    plain(
        "operands",
        FIGURES,
        "参与计算的数",
        "the figures it is computed from",
        lambda s: tuple(operand.figure for operand in s.record.operands),
        lambda s: [operand.datum for operand in s.record.operands],
    ),
)
SUMMARY = (
    words("name", "项目名称", "name of the project"),
    attribute("total", FLAG, "是否合计行", "whether it is the line of totals"),
    figure("budget", "预算数", "budget"),
    figure("expenditure", "执行数", "expenditure"),
    figure("rate", "执行率", "execution rate"),
    figure("score", "得分", "score"),
)
GOAL = (
    plain("text", TEXT, "绩效目标", "the goal", lambda s: text_of(s.record), lambda s: s.record),
    plain("number", NUMBER, "绩效目标的序号", "its number in the project", lambda s: s.index + 1),
)
PARAGRAPH = (
    attribute("text", TEXT, "段落文字", "its text"),
    attribute("heading", FLAG, "是否标题", "whether it is a heading"),
    attribute("section", TEXTS, "所在各级标题", "the headings it stands under"),
)


def around(prefix: str, zh: str, en: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names of the record around, as `project_name` or `document_year`."""
    return tuple(
        replace(
            name,
            name=prefix + name.name,
            value=partial(value_around, name.name),
            meaning=Text(zh=zh + name.meaning.zh, en=en + name.meaning.en),
        )
        for name in names
    )


def value_around(name: str, subject: Subject) -> Any:
    """The value that a name has for the record around."""
    return subject.around[name]  # type: ignore[index]


PROJECT = project_names(of_project)
DOCUMENT = document_names(of_document)
IN_DOCUMENT = around("document_", "文件的", "of the document: ", DOCUMENT)
# What stands around a project is asked by way of the project.
IN_PROJECT = around("project_", "项目的", "of the project: ", PROJECT) + around("", "", "", IN_DOCUMENT)
