"""Forms as different places print them: headings of other words, other columns, rows that no heading explains."""

from __future__ import annotations

import pytest

from auditor.engine import judge
from auditor.library import load
from auditor.records import Document, read_document
from auditor.records.survey import budget_line
from auditor.source import from_text

# Name, lines of a table (cells parted by bars here), and level 1, level 2, name, target, weight of its indicators.
FORMS = [
    (
        "properties of a target in three columns, what an indicator is about at the end",
        """
项目名称|水库维修养护
项目年度绩效目标|完成24座小型水库维修养护，安全运行率不低于98%。
一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性|指标内容
产出指标|数量指标|维修养护水库|≥|24|座|定量指标|反映完成维修养护的水库数
效益指标|社会效益指标|水库安全运行率|≥|98|%|定量指标|反映安全运行的水库占比
""",
        [
            ("产出指标", "数量指标", "维修养护水库", "≥ 24 座", None),
            ("效益指标", "社会效益指标", "水库安全运行率", "≥ 98 %", None),
        ],
    ),
    (
        "indicators called 指标内容",
        """
项目名称|厕所改造|主管部门|县农业农村局
年度绩效指标|一级指标|二级指标|指标内容|指标值
|产出指标|数量指标|改造户厕|1200户
||质量指标|验收合格率|100%
""",
        [("产出指标", "数量指标", "改造户厕", "1200户", None), ("产出指标", "质量指标", "验收合格率", "100%", None)],
    ),
    (
        "no levels, weights beside the names",
        """
项目名称|流动图书车|主管部门|县文化馆
绩效指标|指标名称|指标权重|计量单位|指标性质|指标值|是否核心指标
|流动服务场次|60|场次|≥|96|是
|读者满意度|40|%|≥|90|是
""",
        [(None, None, "流动服务场次", "≥ 96 场次", "60"), (None, None, "读者满意度", "≥ 90 %", "40")],
    ),
    (
        "a standard and what is expected of the year",
        """
项目名称|档案数字化|项目类别|本级支出
一级指标|二级指标|三级指标|绩效标准|当年预期实现值
产出指标|数量指标|数字化页数|反映完成扫描的页数|20万页
""",
        [("产出指标", "数量指标", "数字化页数", "20万页", None)],
    ),
]


def read(table: str) -> Document:
    return read_document(from_text(table.strip().replace("|", "\t"), "form.txt"))


@pytest.mark.parametrize(("about", "table", "expected"), FORMS, ids=[about for about, _, _ in FORMS])
def test_forms(about: str, table: str, expected: list[tuple[str | None, ...]]) -> None:
    document = read(table)
    (project,) = document.projects
    found = [
        tuple(datum.raw if datum else None for datum in (row.level1, row.level2, row.name, row.target, row.weight))
        for row in project.indicators
    ]
    assert found == expected
    assert document.unread == ()


LISTINGS = {
    "one row of headings": """
序号|项目名称|预算数（万元）|其中：财政资金|年度绩效目标|一级指标|二级指标|三级指标|指标值
1|公路养护|320.00|300.00|养护公路850公里。|产出指标|数量指标|养护里程|850公里
|||||产出指标|质量指标|好路率|≥80%
2|桥梁检测|60.00|60.00|检测桥梁42座。|产出指标|数量指标|检测桥梁数|42座
|合计|380.00|360.00
""",
    "two rows of headings": """
序号|项目名称|预算数（万元）|其中：财政资金|年度绩效目标|绩效指标|||
|||||一级指标|二级指标|三级指标|指标值
1|公路养护|320.00|300.00|养护公路850公里。|产出指标|数量指标|养护里程|850公里
|||||产出指标|质量指标|好路率|≥80%
2|桥梁检测|60.00|60.00|检测桥梁42座。|产出指标|数量指标|检测桥梁数|42座
""",
    "office and unit of the funds in a row above the headings": """
部门：县交通运输局||||||||单位：万元
序号|项目名称|预算数|其中：财政资金|年度绩效目标|一级指标|二级指标|三级指标|指标值
1|公路养护|320.00|300.00|养护公路850公里。|产出指标|数量指标|养护里程|850公里
|||||产出指标|质量指标|好路率|≥80%
2|桥梁检测|60.00|60.00|检测桥梁42座。|产出指标|数量指标|检测桥梁数|42座
""",
    "names on every row": """
单位名称|项目名称|预算数（万元）|其中：财政资金|年度绩效目标|一级指标|二级指标|三级指标|指标值
公路局|公路养护|320.00|300.00|养护公路850公里。|产出指标|数量指标|养护里程|850公里
公路局|公路养护|320.00|300.00|养护公路850公里。|产出指标|质量指标|好路率|≥80%
公路局|桥梁检测|60.00|60.00|检测桥梁42座。|产出指标|数量指标|检测桥梁数|42座
""",
    "value in three columns, cells of a row lost at its left": """
单位名称|项目名称|预算数（万元）|其中：财政资金|年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|计量单位
公路局|公路养护|320.00|300.00|养护公路850公里。|产出指标|数量指标|养护里程||850|公里
产出指标|质量指标|好路率|≥|80|%|||||
公路局|桥梁检测|60.00|60.00|检测桥梁42座。|产出指标|数量指标|检测桥梁数||42|座
""",
}


@pytest.mark.parametrize("table", LISTINGS.values(), ids=LISTINGS)
def test_tables_that_list_projects(table: str) -> None:
    document = read(table)
    assert [
        (
            project.name.raw if project.name else None,
            [(line.key, line.amount.raw, line.unit) for line in project.funds if line.amount],
            [goal.raw for goal in project.goals],
            [(row.level2.raw, row.name.raw, row.target.raw.replace(" ", ""))
             for row in project.indicators if row.level2 and row.name and row.target],
        )
        for project in document.projects
    ] == [
        ("公路养护", [("budget", "320.00", "万元"), ("fiscal", "300.00", "万元")], ["养护公路850公里。"],
         [("数量指标", "养护里程", "850公里"), ("质量指标", "好路率", "≥80%")]),
        ("桥梁检测", [("budget", "60.00", "万元"), ("fiscal", "60.00", "万元")], ["检测桥梁42座。"],
         [("数量指标", "检测桥梁数", "42座")]),
    ]  # fmt: skip
    assert document.unread == ()


def test_every_amount_under_its_heading_where_the_labels_have_a_heading_too() -> None:
    (project,) = read(
        """
项目名称|设备更新|主管部门|县医院
预算执行情况（10分）|年度预算数（万元）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分
|总额|30.00|36.00|27.00|75.00%|10|7.5
|其中：财政资金|30.00|36.00|27.00|75.00%|/|/
一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分
产出指标|数量指标|更新设备|＝|6|台|6台|90|90
"""
    ).projects
    assert [(line.key, line.column, line.amount.raw) for line in project.funds if line.amount] == [
        ("total", "initial", "30.00"), ("total", "adjusted", "36.00"), ("total", "spent", "27.00"),
        ("fiscal", "initial", "30.00"), ("fiscal", "adjusted", "36.00"), ("fiscal", "spent", "27.00"),
    ]  # fmt: skip


def test_budget_and_expenditure_side_by_side() -> None:
    (project,) = read(
        """
部门名称|江平县林业局||
预算执行情况（万元）|预算数：|1860.00|执行数：|1804.20
|其中：财政拨款|1800.00|其中：财政拨款|1744.20
|其他资金|60.00|其他资金|60.00
|一级指标|二级指标|三级指标|预期指标值|实际完成指标值
|产出指标|数量指标|营造林面积|≥3.2万亩|3.3万亩
"""
    ).projects
    assert [(line.key, line.column, line.amount.raw) for line in project.funds if line.amount] == [
        ("total", "adjusted", "1860.00"), ("total", "spent", "1804.20"),
        ("fiscal", "adjusted", "1800.00"), ("fiscal", "spent", "1744.20"),
        ("other", "adjusted", "60.00"), ("other", "spent", "60.00"),
    ]  # fmt: skip


def test_the_year_goes_before_the_whole_period() -> None:
    (project,) = read(
        """
项目名称|气象站建设
项目资金（万元）|实施期资金总额：|900.00|年度资金总额：|300.00
一级指标|二级指标|三级指标|实施期指标值|年度指标值
产出指标|数量指标|新建气象站|60个|20个
"""
    ).projects
    assert [row.target.raw for row in project.indicators if row.target] == ["20个"]
    budget = budget_line(project)
    assert budget is not None and budget.amount is not None and budget.amount.raw == "300.00"


def test_rows_without_known_headings_are_told_and_do_not_become_goals() -> None:
    document = read(
        """
项目名称|校舍维修|主管部门|县教育局
总体绩效目标|维修14所农村学校校舍。
绩效指标|一级指标|甲栏|乙栏
绩效指标|产出指标|维修学校|14所
绩效指标|满意度指标|师生满意|大部分满意
"""
    )
    assert [goal.raw for goal in document.projects[0].goals] == ["维修14所农村学校校舍。"]
    assert [unread.span.place.row for unread in document.unread] == [3, 4, 5]
    report = judge([document], load(plugins=False).choose())
    assert len(report.documents[0].unread) == 3


LOST = """
项目支出绩效自评表 项目名称 镇区保洁 主管部门 清溪镇人民政府 绩效指标
 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
 产出指标(60分) 数量指标 清扫街道条数 ≥18条 18 20 20
 质量指标 清扫合格率 ≥95% 96% 20 20 日常保洁规范性 符合管理办法 达成预期指标 20 20
 满意度指标(40分) 满意度指标 居民满意度 ≥90% 92% 40 40
"""
LOST_ROWS = [
    ("数量指标", "清扫街道条数", "≥18条", "18", "20"),
    ("质量指标", "清扫合格率", "≥95%", "96%", "20"),
    ("质量指标", "日常保洁规范性", "符合管理办法", "达成预期指标", "20"),
    ("满意度指标", "居民满意度", "≥90%", "92%", "40"),
]


@pytest.mark.parametrize("between", [" ", "\n"], ids=["on one line", "a cell a line"])
def test_tables_of_which_only_the_words_are_left(between: str) -> None:
    document = read_document(from_text(between.join(LOST.split()), "form.txt"))
    found = [
        (row.level2.raw, row.name.raw, row.target.raw, row.actual.raw, row.score.raw)
        for project in document.projects
        for row in project.indicators
        if row.level2 and row.name and row.target and row.actual and row.score
    ]
    assert found == LOST_ROWS


def test_a_cell_a_line_with_bars_keeps_what_is_empty() -> None:
    cells = """
项目支出绩效自评表（2023年度）|项目名称|设备更新|主管部门|县医院|预算执行情况（10分）|年度预算数（万元）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因|
总额|30.00|36.00|36.00|100.00%|10|10||其中：财政资金|30.00|36.00|36.00|100.00%|/|/||
绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析|
产出指标|数量指标|更新设备|＝|6|台||60|||质量指标|验收合格率|＝|100|%|100%|30|30||合计|100|||
"""
    lines = "".join(f"{cell.strip()} |\n".lstrip(" ") for cell in cells.replace("\n", "").split("|")[:-1])
    (project,) = read_document(from_text(lines, "form.txt")).projects
    assert project.title is not None and project.title.raw == "项目支出绩效自评表（2023年度）"
    assert [(line.column, line.amount.raw) for line in project.funds if line.amount and line.key == "total"] == [
        ("initial", "30.00"), ("adjusted", "36.00"), ("spent", "36.00"),
    ]  # fmt: skip
    assert [
        (row.level2 and row.level2.raw, row.name and row.name.raw, row.target and row.target.raw,
         row.actual and row.actual.raw, row.weight and row.weight.raw, row.score and row.score.raw)
        for row in project.indicators
    ] == [
        ("数量指标", "更新设备", "＝ 6 台", None, "60", None),
        ("质量指标", "验收合格率", "＝ 100 %", "100%", "30", "30"),
    ]  # fmt: skip
    assert project.total_score is not None and project.total_score.raw == "100"


ROWS = [
    ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值及单位", "绩效标准"],
    ["产出指标", "数量指标", "疏浚沟渠长度", "36公里", "计划标准"],
    ["疏浚沟渠条数", "12条", "计划标准"],
    ["质量指标", "疏浚验收合格率", "100%", "计划标准"],
    ["效益指标", "生态效益指标"],
    ["社会效益指标", "受益农田面积", "8600亩", "计划标准"],
    ["满意度指标", "服务对象满意度指标", "村民满意度", "≥92%", "计划标准"],
]


def counted(rows: list[list[str]], width: int) -> str:
    """Rows as Word tables are copied: a bar begins each, one ends each cell and line, the rest stand at the end."""
    return "\n".join(
        "\n".join(["|", *(f"{cell} |" for cell in row), "|" * (width - len(row))]).rstrip("\n") for row in rows
    )


@pytest.mark.parametrize("width", [7, 8, 11])
def test_rows_over_several_lines_are_told_apart_by_counting_bars(width: int) -> None:
    form = [["项目名称", "沟渠疏浚", "预算部门", "县水利局"], ["本年度绩效目标", "疏浚沟渠12条，灌溉农田。"]]
    text = "沟渠疏浚项目支出绩效目标申报表\n" + counted([*form, *ROWS, ["财政部门审核意见"]], width)
    document = read_document(from_text(text, "counted.txt"))
    (project,) = document.projects
    assert project.name is not None
    assert (project.name.raw, [goal.raw for goal in project.goals]) == ("沟渠疏浚", ["疏浚沟渠12条，灌溉农田。"])
    assert [
        tuple(datum.raw if datum else None for datum in (row.level1, row.level2, row.name, row.target))
        for row in project.indicators
    ] == [
        ("产出指标", "数量指标", "疏浚沟渠长度", "36公里"),
        ("产出指标", "数量指标", "疏浚沟渠条数", "12条"),
        ("产出指标", "质量指标", "疏浚验收合格率", "100%"),
        ("效益指标", "生态效益指标", None, None),
        ("效益指标", "社会效益指标", "受益农田面积", "8600亩"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥92%"),
    ]
    assert [found.rule.id for found in judge([document], load().choose()).findings] == ["V612"]


ONE_LINE = (
    "附件2 项目支出绩效自评表 (2023年度) 项目名称 沟渠疏浚 主管部门 301-县水利局 实施单位 301002-县灌溉站 "
    "项目资金 (万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 80 80 {spent} 10 90% 9 "
    "其中:本年财政拨款 80 80 72 上年结转资金 其他资金 年度总体目标 预期目标 实际完成情况 疏浚沟渠12条。 "
    "全年疏浚沟渠12条。 绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 "
    "产出指标 数量指标 疏浚沟渠条数 12条 12条 50 50 效益指标 社会效益指标 受益农田面积 8600亩 8600亩 30 30 "
    "满意度指标 服务对象满意度指标 村民满意度 ≥92% 93% 10 10 总分 100 99"
)


def test_a_form_and_its_table_on_one_line() -> None:
    document = read_document(from_text(ONE_LINE.format(spent=72), "line.txt"))
    (project,) = document.projects
    assert project.name is not None and project.total_score is not None
    assert (project.name.raw, project.total_score.raw) == ("沟渠疏浚", "99")
    assert [goal.raw for goal in project.goals] == ["疏浚沟渠12条。"]
    assert [result.raw for result in project.results] == ["全年疏浚沟渠12条。"]
    assert [row.name.raw for row in project.indicators if row.name] == ["疏浚沟渠条数", "受益农田面积", "村民满意度"]
    amounts = {(line.key, line.column): line.amount.raw for line in project.funds if line.amount}
    assert amounts["total", "spent"] == "72"
    assert amounts["fiscal", "adjusted"] == "80"
    assert [found.rule.id for found in judge([document], load().resolve("T1")).findings] == []


def test_a_sum_on_one_line_that_does_not_add_up() -> None:
    document = read_document(from_text(ONE_LINE.format(spent=70), "line.txt"))
    found = judge([document], load().resolve("T101")).findings
    assert [(each.rule.id, each.quote) for each in found] == [("T101", "70")]


def test_headings_and_labels_on_two_lines_of_their_cell() -> None:
    words = (
        "项目支出绩效自评表 项目名称 沟渠疏浚 主管部门 县水利局 "
        "项目资金 年初 预算数 全年 预算数 全年 执行数 分值 执行率 得分 "
        "年度资金总额 80 80 72 10 90% 9 年度总体目标 预期目标 实际完成情况 疏浚沟渠12条 全年疏浚沟渠12条 "
        "一级指标 二级指标 三级指标 年度 指标值 实际 完成值 分值 得分 偏差原因分析及改进措施 "
        "产出指标 数量指标 疏浚沟渠条数 12条 12条 50 50 效益 指标 社会效益 指标 受益农田面积 8600亩 8600亩 30 30 "
        "满意度 指标 服务对象满意度指标 村民满意度 ≥92% 93% 10 10"
    )
    document = read_document(from_text("\n\n".join(words.split()), "listed.txt"))
    (project,) = document.projects
    assert [(line.column, line.amount.raw) for line in project.funds if line.amount] == [
        ("initial", "80"), ("adjusted", "80"), ("spent", "72"),
    ]  # fmt: skip
    assert [
        tuple(datum.raw for datum in (row.level1, row.level2, row.name, row.target, row.actual, row.weight) if datum)
        for row in project.indicators
    ] == [
        ("产出指标", "数量指标", "疏浚沟渠条数", "12条", "12条", "50"),
        ("效益指标", "社会效益指标", "受益农田面积", "8600亩", "8600亩", "30"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥92%", "93%", "10"),
    ]
    assert [found.rule.id for found in judge([document], load().resolve("T2")).findings] == []


def test_a_direction_beside_the_sign_is_no_part_of_the_name() -> None:
    text = """\
沟渠疏浚项目绩效目标表
一级指标 二级指标 三级指标 指标性质 指标方向 目标值 计量单位 分值 备注
产出指标 数量指标 疏浚沟渠条数 正向 = 12 条 40
产出指标 成本指标 每公里成本 反向 ≤ 2.2 万元/公里 20
"""
    (project,) = read_document(from_text(text, "flow.txt")).projects
    assert [(row.name.raw, row.target.raw) for row in project.indicators if row.name and row.target] == [
        ("疏浚沟渠条数", "= 12 条"),
        ("每公里成本", "≤ 2.2 万元/公里"),
    ]


def test_what_recurs_under_a_heading_is_no_name_where_cells_were_lost() -> None:
    text = """\
县灌溉站2023年度整体绩效目标表 | |||||||
年度总体绩效目标 | 管好灌区。 | ||||||
绩效指标 | |||||||
一级指标 | 二级指标 | 三级指标 | 指标值类型 | 指标值 | 计量单位 | 评(扣)分标准 | 备注 |
产出指标 | 数量指标 | 疏浚沟渠条数 | 定量 | 12 | 条 | 每少一条扣一分 | |
质量指标 | 疏浚验收合格率 | 定量 | 100 | % | 每少一条扣一分 | ||
成本指标 | 每公里养护成本 | 定量 | 100 | 元 | 每少一条扣一分 | ||
效益指标 | 经济效益指标 | 每少一条扣一分 | |||||
社会效益指标 | 群众用水 | 定性 | 有保障 | | 每少一条扣一分 | ||
"""
    document = read_document(from_text(text, "barred.txt"))
    (project,) = document.projects
    assert [goal.raw for goal in project.goals] == ["管好灌区。"]
    assert [(row.level2 and row.level2.raw, row.name and row.name.raw) for row in project.indicators] == [
        ("数量指标", "疏浚沟渠条数"),
        ("质量指标", "疏浚验收合格率"),
        ("成本指标", "每公里养护成本"),
        ("经济效益指标", None),
        ("社会效益指标", "群众用水"),
    ]
    ids = [found.rule.id for found in judge([document], load().choose()).findings]
    assert "V601" not in ids and "F301" not in ids


BELOW = [
    "注：各单位按实际情况选填，三颗星为必填指标。",
    "填表说明：1.指标值应当量化。",
    "填表人：某某|联系电话：0000",
    "项目负责人：|某某|财务负责人：|某某",
    "单位负责人（签字）：|某某",
    "主管部门审核意见|同意。",
]


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("between", ["\t", "\n\n"], ids=["tabs", "a cell a line"])
def test_notes_and_signatures_below_a_table_are_no_indicators(below: str, between: str) -> None:
    rows = [
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|疏浚沟渠条数|12条",
        "效益指标|社会效益指标|受益农田面积|8600亩",
        "满意度指标|服务对象满意度指标|村民满意度|≥92%",
        below,
    ]
    lines = [between.join(row.split("|")) + ("\t\t\t" if between == "\t" else "") for row in rows]
    text = "沟渠疏浚绩效目标表\n" + ("\n" if between == "\t" else between).join(lines)
    document = read_document(from_text(text, "form.txt"))
    (project,) = document.projects
    assert [row.name.raw for row in project.indicators if row.name] == ["疏浚沟渠条数", "受益农田面积", "村民满意度"]
    assert not {found.rule.id for found in judge([document], load().choose()).findings} - {"F101"}


@pytest.mark.parametrize("heading", ["分解目标", "二、绩效指标", "（三）年度绩效指标：", "项目绩效指标体系"])
def test_a_heading_between_a_form_and_its_indicators(heading: str) -> None:
    text = f"""\
项目绩效目标申报表
项目名称：\t社区文化活动\t当年预算（元）：\t800000
年度绩效目标：\t全年举办活动120场。
{heading}
一级目标\t二级目标\t三级目标\t目标值
产出目标\t数量\t活动场次\t≥120场
效果目标\t满意度\t居民满意度\t≥90%
"""
    (project,) = read_document(from_text(text, "form.txt")).projects
    assert project.name is not None and project.name.raw == "社区文化活动"
    assert [goal.raw for goal in project.goals] == ["全年举办活动120场。"]
    assert [row.name.raw for row in project.indicators if row.name] == ["活动场次", "居民满意度"]
    line = budget_line(project)
    assert line is not None and line.amount is not None and line.amount.raw == "800000"


def test_another_heading_begins_another_project() -> None:
    text = """\
项目绩效目标申报表
项目名称：\t社区文化活动\t主管部门：\t某街道
社区卫生服务
一级目标\t二级目标\t三级目标\t目标值
产出目标\t数量\t活动场次\t≥120场
效果目标\t满意度\t居民满意度\t≥90%
"""
    first, second = read_document(from_text(text, "form.txt")).projects
    assert first.name is not None and not first.indicators
    assert second.name is None and len(second.indicators) == 2


WHOLE = """
部门（单位）名称|某县水利局
年度总体目标|目标1：保障农村供水安全。
|目标2：疏浚沟渠12条。
年度主要任务|任务名称|主要内容
|农村供水|维修供水工程35处。
预算情况|部门预算总额（万元）|1234.56
|1、资金来源：（1）政府预算资金|1234.56
|（2）财政专户管理资金|0
|（3）单位资金|0
|2、资金结构：（1）基本支出|1000
|（2）项目支出|{projects}
一级指标|二级指标|三级指标|指标值|指标值说明
投入管理指标|预算和财务管理|预算执行率|≥95%|执行数与预算数之比
产出指标|履职目标实现|疏浚沟渠|12条|
效益指标|满意度|群众满意度|≥90%|
"""


@pytest.mark.parametrize(("projects", "rules"), [("234.56", []), ("234.65", ["T101"])])
def test_tasks_are_no_goals_and_the_budget_of_a_department_adds_up_twice(projects: str, rules: list[str]) -> None:
    text = "部门（单位）整体绩效目标表\n" + WHOLE.format(projects=projects).strip().replace("|", "\t")
    document = read_document(from_text(text, "form.txt"))
    (project,) = document.projects
    assert [goal.raw for goal in project.goals] == ["保障农村供水安全。", "疏浚沟渠12条。"]
    assert [row.name.raw for row in project.indicators if row.name] == ["预算执行率", "疏浚沟渠", "群众满意度"]
    assert [found.rule.id for found in judge([document], load().resolve("T1")).findings] == rules


OFFICE = """\
第{part}部分 {office}2024年部门预算
一、总体绩效目标
{year}年{goal}
二、部门整体绩效目标表
部门整体绩效目标表
部门名称\t{office}
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t{name}\t≥10处
"""


def test_goals_in_prose_belong_to_the_department_whose_table_comes_next() -> None:
    first = OFFICE.format(part="一", office="县水务局", year=2024, goal="管好全县水库。", name="管护水库")
    second = OFFICE.format(part="二", office="县教育局", year=2022, goal="修好农村校舍。", name="维修校舍")
    document = read_document(from_text(first + "\n" + second, "two.txt"))
    assert [(project.department, [goal.raw for goal in project.goals]) for project in document.projects] == [
        (True, ["2024年管好全县水库。"]),
        (True, ["2022年修好农村校舍。"]),
    ]
    report = judge([document], load(plugins=False).choose())
    assert [dict(found.values)["other"] for found in report.findings if found.rule.id == "S402"] == ["2022年"]
