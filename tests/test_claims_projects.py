"""Claims of the projects' tables, of their summary, and of text and table together."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.records import read_document
from auditor.records.claims.summaries import project_of
from auditor.records.model import Claim, Document
from auditor.records.types import CLAIM_KIND
from auditor.source import from_text


def read(text: str) -> Document:
    return read_document(from_text(text.replace("|", "\t"), "form.txt"))


def shown(text: str, *kinds: str) -> list[str]:
    """The claims of these kinds, as `text: formula`."""
    return [f"{claim.text}: {claim.formula}" for claim in read(text).claims if claim.kind in kinds]


def failing(text: str) -> list[Claim]:
    return [claim for claim in read(text).claims if not claim.holds]


def formulas(text: str) -> list[str]:
    return [claim.formula for claim in failing(text)]


EVALUATION = """项目支出绩效自评表
（2023年度）

项目名称|农村饮水安全维修养护
主管部门|县水利局|||实施单位|县供水站||
项目资金（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
|年度资金总额|500.00|480.50|456.20|10|94.94%|9.5
|其中：财政拨款|400.00|400.00|390.20|—|97.55%|—
|上年结转资金|100.00|80.50|66.00|—|81.99%|—
|其他资金|0|0|0|—||—
年度总体目标|预期目标|||实际完成情况
|维修供水工程30处。|||维修供水工程30处。
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因
|产出指标（50分）|数量指标|维修工程数量|≥30处|30处|15|15|
||质量指标|验收合格率|=100%|100%|15|15|
||时效指标|完成及时率|≥95%|96%|10|10|
||成本指标|单处维修成本|≤16万元|15.2万元|10|10|
|效益指标（30分）|社会效益指标|受益人口|≥2.5万人|2.6万人|30|28.5|受旱情影响
|满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|92%|10|10|
总分|||||||100|98.0
"""

GOALS = """项目绩效目标表
（2024年度）

项目名称|城乡环卫一体化
主管部门|县城管局|实施单位|县环卫中心
项目资金（万元）|实施期资金总额：|1500.00|年度资金总额：|500.00
|其中：财政拨款|1200.00|其中：财政拨款|400.00
|其他资金|300.00|其他资金|100.00
年度目标|做好城乡环卫保洁。
一级指标|二级指标|三级指标|指标值|分值
产出指标|数量指标|保洁面积|≥500万平方米|20
产出指标|质量指标|垃圾清运率|≥95%|20
产出指标|时效指标|清运及时率|≥98%|10
效益指标|社会效益指标|环境改善|明显|20
效益指标|生态效益指标|无害化处理率|100%|10
满意度指标|服务对象满意度|居民满意度|≥90%|10
"""

DEPARTMENT = """部门整体支出绩效自评表

部门名称|县民政局||||||
|年初预算数|全年预算数|全年执行数|执行率|分值|得分
部门整体支出|1200.00|1300.00|1235.00|95%|10|9.5
其中：基本支出|400.00|400.00|400.00|100%|—|—
项目支出|800.00|900.00|835.00|92.78%|—|—
年度绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
|产出指标|数量指标|发放低保人数|≥8000人|8120人|50|50
|效益指标|社会效益指标|困难群众生活改善|改善|改善|30|28
|满意度指标|服务对象满意度|群众满意度|≥90%|95%|10|10
合计||||||100|97.5
"""

BUDGET = """项目绩效目标表

单位：万元

项目编码|13052824P00012310004X||项目名称|高龄老人津贴
预算规模及资金用途|预算数|366.00|其中：财政资金|300.00|其他资金|66.00
||发放80周岁以上老人高龄津贴||||
"""


@pytest.mark.parametrize("text", [EVALUATION, GOALS, DEPARTMENT, BUDGET], ids=["own", "goals", "department", "budget"])
def test_right_forms_give_only_holding_claims(text: str) -> None:
    assert read(text).claims
    assert formulas(text) == []


# Funds


def test_a_total_is_the_sum_of_its_sources_in_every_column() -> None:
    assert shown(EVALUATION, "sum")[:3] == [
        "年度资金总额 500.00: 400.00 + 100.00 + 0 = 500.00",
        "年度资金总额 480.50: 400.00 + 80.50 + 0 = 480.50",
        "年度资金总额 456.20: 390.20 + 66.00 + 0 = 456.20",
    ]
    [claim] = failing(EVALUATION.replace("|500.00|480.50|", "|510.00|480.50|"))
    assert (claim.kind, claim.suggestion) == ("sum", "500.00")


def test_two_totals_beside_each_other_have_parts_of_their_own() -> None:
    assert shown(GOALS, "sum") == [
        "实施期资金总额： 1500.00: 1200.00 + 300.00 = 1500.00",
        "年度资金总额： 500.00: 400.00 + 100.00 = 500.00",
    ]


def test_basic_and_project_expenditure_make_up_the_department() -> None:
    assert "部门整体支出 1300.00: 400.00 + 900.00 = 1300.00" in shown(DEPARTMENT, "sum")
    assert formulas(DEPARTMENT.replace("项目支出|800.00|", "项目支出|780.00|")) == ["400.00 + 780.00 = 1180.00"]


def test_levels_of_government_make_up_the_total_or_the_fiscal_funds() -> None:
    funds = EVALUATION.replace("其中：财政拨款|400.00|400.00|390.20|—|97.55%|—", "{}").replace("|上年结转资金", "|其他")
    instead = "其中：中央补助|300.00|300.00|300.00|—||—\n|省级补助|100.00|100.00|90.20|—||—"
    assert formulas(funds.format(instead).replace("其他|", "市县资金|")) == []
    own = instead.replace("其中：", "其中：财政拨款|400.00|400.00|390.20|—||—\n|")
    assert formulas(EVALUATION.replace("其中：财政拨款|400.00|400.00|390.20|—|97.55%|—", own)) == []
    wrong = own.replace("中央补助|300.00|", "中央补助|310.00|")
    found = failing(EVALUATION.replace("其中：财政拨款|400.00|400.00|390.20|—|97.55%|—", wrong))
    assert [(claim.stated.datum.raw, claim.formula) for claim in found] == [("400.00", "310.00 + 100.00 = 410.00")]


def test_a_blank_part_is_no_zero() -> None:
    blank = EVALUATION.replace("|上年结转资金|100.00|80.50|66.00|—|81.99%|—", "|上年结转资金||||—||—")
    found = failing(blank)
    assert {claim.kind for claim in found} == {"rest"}
    assert [claim.suggestion for claim in found] == [None] * 3
    too_much = blank.replace("其中：财政拨款|400.00|", "其中：财政拨款|600.00|")
    assert [claim.formula for claim in failing(too_much) if claim.kind == "sum"] == ["600.00 + 0 = 600.00"]


def test_a_form_that_prints_one_part_does_not_deny_others() -> None:
    text = BUDGET.replace("|其他资金|66.00", "||")
    assert failing(text) == []
    assert formulas(text.replace("300.00", "400.00")) == ["400.00 = 400.00"]


def test_amounts_in_words_of_their_own_unit() -> None:
    text = BUDGET.replace("366.00", "366万").replace("|300.00", "|3000000元").replace("|66.00", "|66万元")
    assert formulas(text) == []
    assert formulas(text.replace("3000000元", "300元")) == ["0.03 + 66 = 66.03万"]


def test_two_lines_of_one_kind_may_be_whole_and_part() -> None:
    line = "其中：财政拨款|400.00|400.00|390.20|—|97.55%|—"
    inside = f"{line}\n|一般公共预算|300.00|300.00|290.20|—||—"
    assert formulas(EVALUATION.replace(line, inside)) == []
    beside = inside.replace("财政拨款|400.00|400.00|390.20|—|97.55%", "财政拨款|100.00|100.00|100.00|—|100%")
    assert formulas(EVALUATION.replace(line, beside)) == []


def test_what_is_no_money_is_not_added() -> None:
    assert failing(BUDGET.replace("300.00", "300人")) == []


def test_a_rate_is_of_the_adjusted_budget() -> None:
    assert shown(EVALUATION, "ratio")[0] == "年度资金总额执行率 94.94%: 456.20 ÷ 480.50 = 94.94%"
    of_first = EVALUATION.replace("94.94%", "91.24%")
    assert "456.20 ÷ 480.50 = 94.94%" in formulas(of_first)
    bare = EVALUATION.replace("94.94%", "94.94").replace("97.55%", "0.9755").replace("81.99%", "82")
    assert formulas(bare) == []


def test_points_of_execution_are_rate_times_weight_and_never_above_it() -> None:
    assert shown(EVALUATION, "score") == ["预算执行率得分 9.5: 456.20 ÷ 480.50 × 10 = 9.49"]
    over = EVALUATION.replace("|480.50|456.20|10|94.94%|9.5", "|480.50|490.50|10|102.08%|10")
    assert shown(over, "score") == ["预算执行率得分 10: min(490.50 ÷ 480.50 × 10, 10) = 10"]
    [claim] = [claim for claim in failing(EVALUATION.replace("94.94%|9.5", "94.94%|9.1")) if claim.kind == "score"]
    assert claim.suggestion == "9.49"


def test_points_may_be_of_the_fiscal_funds() -> None:
    assert [claim.kind for claim in failing(EVALUATION.replace("94.94%|9.5", "94.94%|9.8"))] == ["sum"]


def test_points_without_decimals_are_rounded_to_whole_ones() -> None:
    whole = EVALUATION.replace("|9.5\n", "|9\n").replace("28.5", "29").replace("98.0", "98")
    assert formulas(whole) == []


# Weights and scores


def test_totals_of_weights_and_scores_with_execution() -> None:
    assert shown(EVALUATION, "sum")[-2:] == [
        "分值合计 100: 15 + 15 + 10 + 10 + 30 + 10 + 10 = 100",
        "总分 98.0: 15 + 15 + 10 + 10 + 28.5 + 10 + 9.5 = 98.0",
    ]


def test_totals_of_weights_and_scores_without_execution() -> None:
    assert formulas(EVALUATION.replace("|100|98.0", "|90|88.5")) == []


def test_a_total_that_fits_neither_way() -> None:
    found = failing(EVALUATION.replace("|100|98.0", "|95|97.0"))
    assert [claim.text for claim in found] == ["分值合计 95", "总分 97.0"]
    assert found[1].formula == "15 + 15 + 10 + 10 + 28.5 + 10 + 9.5 = 98.0"


def test_a_blank_score_leaves_the_total_open() -> None:
    blank = EVALUATION.replace("|92%|10|10|", "|92%|10||")
    assert [claim.kind for claim in failing(blank)] == ["rest"]
    assert [claim.kind for claim in failing(blank.replace("98.0", "70.0"))] == ["sum"]


def test_points_of_execution_that_are_not_printed() -> None:
    unprinted = EVALUATION.replace("|10|94.94%|9.5", "|10|94.94%|")
    assert formulas(unprinted) == []
    assert [claim.text for claim in failing(unprinted.replace("|98.0", "|99.0"))] == ["总分 99.0"]
    outside = EVALUATION.replace("|10|94.94%|9.5", "||94.94%|")
    assert formulas(outside) == []


def test_weights_that_leave_no_room_for_execution() -> None:
    text = GOALS + "合计||||100\n"
    assert [claim.formula for claim in failing(text)] == ["20 + 20 + 10 + 20 + 10 + 10 = 90"]


def test_weights_without_a_total_are_a_hundred_or_ninety() -> None:
    assert shown(GOALS, "weights") == ["分值: 20 + 20 + 10 + 20 + 10 + 10 = 90"]
    assert formulas(GOALS.replace("明显|20", "明显|30")) == []
    [claim] = failing(GOALS.replace("明显|20", "明显|25"))
    assert (claim.kind, claim.suggestion) == ("weights", None)


def test_weights_printed_beside_a_level() -> None:
    assert "产出指标 50: 15 + 15 + 10 + 10 = 50" in shown(EVALUATION, "sum")
    assert formulas(EVALUATION.replace("产出指标（50分）", "产出指标（60分）")) == ["15 + 15 + 10 + 10 = 50"]


# The summary

SUMMARY = """
项目支出绩效自评结果汇总表

序号|项目名称|主管部门|全年预算数（A）|全年执行数（B）|执行率（B/A）|自评得分
1|农村饮水安全维修养护|县水利局|480.50|456.20|94.94%|98.0
2|小型水库管护|县水利局|120.00|120.00|100.00%|95.0
合计|||600.50|576.20|95.95%|96.5
"""
SECOND = re.sub(
    r"农村饮水安全维修养护(?s:.*?)绩效指标\|",
    """小型水库管护
主管部门|县水利局|||实施单位|县水库中心||
项目资金（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
|年度资金总额|120.00|120.00|120.00|10|100%|10
绩效指标|""",
    EVALUATION.replace("28.5", "25").replace("98.0", "95.0"),
)
WHOLE = EVALUATION + SECOND + SUMMARY


def test_a_right_summary_gives_only_holding_claims() -> None:
    assert formulas(WHOLE) == []
    assert "合计预算数 600.50: 480.50 + 120.00 = 600.50" in shown(WHOLE, "sum")
    assert shown(WHOLE, "mean") == ["合计得分 96.5: (98.0 + 95.0) ÷ 2 = 96.5"]
    assert shown(WHOLE, "same") == [
        "农村饮水安全维修养护全年预算数 480.50: 480.50 = 480.50",
        "农村饮水安全维修养护全年执行数 456.20: 456.20 = 456.20",
        "农村饮水安全维修养护得分 98.0: 98.0 = 98.0",
        "小型水库管护全年预算数 120.00: 120.00 = 120.00",
        "小型水库管护全年执行数 120.00: 120.00 = 120.00",
        "小型水库管护得分 95.0: 95.0 = 95.0",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("|600.50|576.20|", "|610.50|576.20|", ["sum 480.50 + 120.00 = 600.50", "ratio 576.20 ÷ 610.50 = 94.38%"]),
        ("|120.00|100.00%|95.0\n合", "|120.00|90.00%|95.0\n合", ["ratio 120.00 ÷ 120.00 = 100.00%"]),
        ("100.00%|95.0\n", "100.00%|94.0\n", ["mean (98.0 + 94.0) ÷ 2 = 96.0", "same 94.0 ≠ 95.0"]),
        ("95.95%|96.5", "95.95%|99.5", ["mean (98.0 + 95.0) ÷ 2 = 96.5"]),
        ("95.95%|96.5", "95.95%|191.0", ["sum 98.0 + 95.0 = 193.0"]),
        ("95.95%|96.5", "95.95%|193.0", []),
        ("95.95%|96.5", "95.95%|97.4", []),
    ],
    ids=["total", "rate", "score", "mean", "sum", "sum of scores", "mean by budget"],
)
def test_a_wrong_summary(right: str, wrong: str, expected: list[str]) -> None:
    assert right in SUMMARY
    found = failing(WHOLE.replace(right, wrong))
    assert sorted(f"{claim.kind} {claim.formula}" for claim in found) == sorted(expected)


def test_the_scores_of_a_summary_may_be_those_of_execution() -> None:
    points = SUMMARY.replace("94.94%|98.0", "94.94%|9.5").replace("100.00%|95.0", "100.00%|10").replace("96.5", "19.5")
    assert formulas(EVALUATION + SECOND + points) == []


def test_a_summary_in_yuan_against_tables_in_wan() -> None:
    yuan = SUMMARY
    for amount in ("480.50", "456.20", "120.00", "600.50", "576.20"):
        yuan = yuan.replace(amount, str(int(Decimal(amount) * 10000)))
    assert formulas(EVALUATION + SECOND + yuan) == []


def test_a_row_finds_its_project() -> None:
    projects = read(WHOLE).projects
    assert [project.number for project in projects] == [1, 2]
    assert project_of("小型水库管护", projects) is projects[1]
    assert project_of("项目2：小型水库管护", projects) is projects[1]
    assert project_of("2.水库管护", projects) is projects[1]
    assert project_of("1.水库管护", projects) is None
    assert project_of("水库管护", projects) is None


# Text and table

TEXT = """一、政府采购情况

2024年安排政府采购预算25.40万元。

政府采购预算表

单位：万元

序号|采购项目|数量|单价（元）|金额
1|台式计算机|20|5000|10.00
2|打印机|5|20000|10.00
3|复印纸|300|180|5.40
合计||||25.40

二、国有资产情况

上年末固定资产金额为1088.72万元。详见下表。

固定资产占用情况表
编制部门：县林业局|截止时间：2023年12月31日
项目|数量|价值（金额单位：元）
资产总额|——|10887200
1、房屋（平方米）|1500|6000000
2、车辆（台、辆）|3|451400
3、其他固定资产||4435800

三、收支情况

2024年收入、支出总计均为580.00万元。

收支预算总表
单位：万元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算收入|560.00|一、教育支出|500.00
二、其他收入|20.00|二、住房保障支出|80.00
收入总计|580.00|支出总计|580.00
"""


def test_text_and_table_agree() -> None:
    assert formulas(TEXT) == []
    assert [text for text in shown(TEXT, "same") if not text.startswith("支出总计")] == [
        "政府采购 25.40万元: 25.40 = 25.40",
        "固定资产 1088.72万元: 1088.72 = 1088.72",
        "收支总计 580.00万元: 580.00 = 580.00",
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("预算25.40万元", "预算24.50万元"), ("1088.72万元", "1088.72元"), ("均为580.00", "均为850.00")],
)
def test_text_and_table_differ(right: str, wrong: str) -> None:
    [claim] = failing(TEXT.replace(right, wrong))
    assert (claim.kind, claim.suggestion, "≠" in claim.formula) == ("same", None, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "授予中小企业合同金额20万元，占政府采购支出总额的80%。",
        "政府采购货物支出10.00万元，政府采购服务支出5.40万元。",
        "本年度拟购置固定资产70万元。",
    ],
)
def test_other_amounts_are_not_compared(sentence: str) -> None:
    assert failing(f"{TEXT}\n{sentence}\n") == []


def test_two_tables_of_one_subject_are_compared_with_nothing() -> None:
    start = TEXT.index("政府采购预算表")
    again = TEXT[start : TEXT.index("二、国有")].replace("25.40", "35.40").replace("5.40\n", "15.40\n")
    assert [claim for claim in failing(TEXT + again) if claim.kind == "same"] == []


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("本单位对2个项目开展了绩效自评。", True),
        ("本单位对三个项目开展了绩效自评。", False),
        ("本单位在决算中反映农村饮水安全维修养护等2个项目绩效自评结果。", True),
        ("本单位在决算中反映农村饮水安全维修养护等5个项目绩效自评结果。", False),
    ],
)
def test_projects_are_counted(sentence: str, holds: bool) -> None:
    found = read(f"{sentence}\n\n{WHOLE}").claims
    [claim] = [claim for claim in found if claim.text.endswith(("自评", "自评结果"))]
    assert (claim.kind, claim.holds) == ("same", holds)
    assert [operand.datum.raw for operand in claim.operands] == ["农村饮水安全维修养护", "小型水库管护"]


def test_not_every_project_evaluated_has_to_be_shown() -> None:
    assert read(f"本单位对12个项目开展了绩效自评。\n\n{EVALUATION}{SECOND}").claims
    assert failing(f"本单位对12个项目开展了绩效自评。\n\n{EVALUATION}{SECOND}") == []


# Kinds and rounding


def test_every_kind_is_one_of_the_table() -> None:
    known = {word for word, *_ in CLAIM_KIND.choices or ()}
    texts = (WHOLE, GOALS, DEPARTMENT, BUDGET, TEXT)
    assert {claim.kind for text in texts for claim in read(text).claims} <= known


@given(st.lists(st.integers(0, 10**8), min_size=3, max_size=3), st.integers(1, 100))
def test_rounded_funds_are_never_called_wrong(parts: list[int], spent: int) -> None:
    cent = Decimal("0.01")
    given_ = [Decimal(part) / 10000 + 1 for part in parts]
    used = [part * spent / 100 for part in given_]

    def row(amounts: list[Decimal]) -> list[str]:
        return [str(one.quantize(cent, ROUND_HALF_UP)) for one in (sum(amounts, Decimal(0)), *amounts)]

    budget, expenditure = row(given_), row(used)
    text = EVALUATION
    for at, old in enumerate(["500.00|480.50|456.20", "400.00|400.00|390.20", "100.00|80.50|66.00", "0|0|0"]):
        text = text.replace(f"|{old}|", f"|{budget[at]}|{budget[at]}|{expenditure[at]}|", 1)
    text = text.replace("94.94%|9.5", f"{spent}%|{Decimal(spent) / 10}").replace("97.55%", f"{spent}%")
    text = text.replace("81.99%", f"{spent}%").replace("|98.0", f"|{Decimal(spent) / 10 + Decimal('88.5')}")
    assert formulas(text) == []
