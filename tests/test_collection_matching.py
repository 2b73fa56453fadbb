"""What is the same project, office or total in two documents, and what only looks like it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from auditor.collection import Collection, Filing, filing_of, judge_collection
from auditor.collection.samples import budget_statement, evaluation, goal_table, whole_table
from auditor.library import load
from auditor.records import read_document
from auditor.records.scope import totals_of, units_of
from auditor.source import from_text
from generator.words import TOWNS

RULES = [rule for rule in load(plugins=False).choose() if rule.scope == "collection"]
OFFICE = "临河县水务局"
ROWS = [("数量指标", "检测水样数量", "≥1400份"), ("质量指标", "水质抽检合格率", "≥92%")]
FIVE = [*ROWS, *(("数量指标", f"{thing}数量", "≥12个") for thing in ("村庄", "公厕", "沟渠"))]
DONE = [("数量指标", "检测水样数量", "≥1400份", "1420份", "45"), ("质量指标", "水质抽检合格率", "≥92%", "93%", "45")]


def kept(text: str, path: str = "") -> Filing:
    head, _, rest = text.partition("\n")
    return filing_of(read_document(from_text(rest, path or head.removeprefix("=== "))))


def goals(path: str, name: str, office: str = OFFICE, **more: object) -> Filing:
    return kept(goal_table(path, office, name, rows=ROWS, **more))  # type: ignore[arg-type]


def done(path: str, name: str, office: str = OFFICE, **more: object) -> Filing:
    return kept(evaluation(path, office, name, DONE, **more))  # type: ignore[arg-type]


def found(*filings: Filing) -> list[str]:
    return [finding.rule.id for finding in judge_collection(Collection(filings), RULES).findings]


def messages(*filings: Filing) -> list[str]:
    report = judge_collection(Collection(filings), RULES)
    return [text for finding in report.findings for text in (finding.message.zh, finding.message.en)]


@pytest.mark.parametrize(
    "other", ["农村供水工程二期", "农村供水工程（2标段）", "农村供水工程第二批", "农村供水工程B区", "农村供水工程Ⅱ期"]
)
def test_phases_and_sections_are_projects_of_their_own(other: str) -> None:
    first = goals("a.txt", "农村供水工程一期", budget="80.00")
    assert found(first, done("b.txt", other, budget="50.00")) == ["C205"]


@pytest.mark.parametrize(
    ("name", "again"),
    [("水质检测经费", "水质检测专项经费"), ("水质检测项目", "水质检测项目经费"), ("水质检测站", "水质监测站")],
)
def test_similar_names_are_matched_where_indicators_bear_it_out(name: str, again: str) -> None:
    said = messages(goals("a.txt", name), done("b.txt", again, budget="50.00"))
    assert said == []
    eased = kept(evaluation("b.txt", OFFICE, again, [("数量指标", "检测水样数量", "≥900份", "950份", "45"), DONE[1]]))
    (zh, en) = messages(goals("a.txt", name), eased)
    assert "项目名称相近，请先核对是否同一项目" in zh
    assert "similar names: check first that it is one project" in en


def test_similar_names_with_other_indicators_are_two_projects() -> None:
    other = kept(evaluation("b.txt", OFFICE, "水质检测专项经费", [("数量指标", "购置车辆", "≥2辆", "2辆", "90")]))
    assert found(goals("a.txt", "水质检测经费"), other) == ["C205"]


def test_a_project_printed_twice_is_evaluated_once() -> None:
    twice = [goals("a.txt", "水质检测"), goals("b.txt", "水质检测"), done("c.txt", "水质检测")]
    assert found(*twice) == []


def test_one_name_in_several_units_is_matched_by_unit() -> None:
    units = ["临河县第一小学", "临河县第二小学", "临河县第三小学"]

    def table(text: str, unit: str) -> str:
        return text.replace(f"实施单位\t{OFFICE}", f"实施单位\t{unit}")

    plans = [
        kept(table(goal_table(f"a{at}.txt", OFFICE, "营养改善计划", rows=ROWS, budget=f"{at}0.00"), unit))
        for at, unit in enumerate(units, start=1)
    ]
    accounts = [
        kept(table(evaluation(f"b{at}.txt", OFFICE, "营养改善计划", DONE, budget=f"{at}0.00"), unit))
        for at, unit in enumerate(units, start=1)
    ]
    assert found(*plans, *reversed(accounts)) == []
    # Without the units nothing tells which is which.
    bare = [kept(evaluation(f"b{at}.txt", OFFICE, "营养改善计划", DONE, budget="5.00")) for at in (1, 2)]
    nameless = [filing._replace(entries=tuple(entry._replace(unit="") for entry in filing.entries)) for filing in bare]
    assert "C206" not in found(*plans, *nameless)
    # The third unit did not evaluate.
    assert found(*plans, *accounts[:2]) == ["C205"]


def test_offices_of_two_counties_are_two_offices() -> None:
    here = kept(goal_table("", "水务局", "水质检测", rows=ROWS, budget="80.00"), "市/临河县/水务局/a.txt")
    there = kept(evaluation("", "水务局", "水质检测", DONE), "市/清源县/水务局/b.txt")
    assert [filing.department for filing in (here, there)] == ["临河县水务局", "清源县水务局"]
    assert found(here, there) == []
    assert found(here, there._replace(department="临河县水务局")) == ["C206"]


@pytest.mark.parametrize("department", ["临河县水务局", "中共临河县委办公室", "城关镇财政所", "开发区管委会"])
def test_a_name_that_says_its_place_is_kept(department: str) -> None:
    filing = kept(goal_table("", department, "水质检测"), "清源县/2024/a.txt")
    assert filing.department == department


@pytest.mark.parametrize("department", ["市场监督管理局", "住房城乡建设局", "教育局"])
def test_a_name_without_a_place_has_that_of_its_folder(department: str) -> None:
    filing = kept(goal_table("", department, "水质检测"), "清源县/2024/a.txt")
    assert filing.department == f"清源县{department}"


def test_a_programme_of_townships_is_no_copy() -> None:
    text = "按照县里统一部署完成人居环境整治任务，整治村庄12个，农户满意。"
    names = ["{}人居环境整治", "{}农村人居环境整治", "{}人居环境整治项目", "2024年{}人居环境整治"]
    towns = [
        kept(goal_table(f"{at}.txt", f"{town}人民政府", names[at % 4].format(town), text, FIVE))
        for at, town in enumerate(TOWNS)
    ]
    assert found(*towns) == []
    other = kept(goal_table("a.txt", "临河县统计局", "人口抽样调查", text, FIVE))
    assert sorted(found(*towns, other)) == ["C101", "C104"]


def test_an_execution_rate_among_the_indicators_is_not_dropped() -> None:
    plan = kept(goal_table("a.txt", OFFICE, "水质检测", rows=[*ROWS, ("质量指标", "预算执行率", "≥95%")]))
    assert found(plan, done("b.txt", "水质检测")) == []


def reweighed(before: Sequence[str], after: Sequence[str]) -> list[str]:
    plan = goal_table("a.txt", OFFICE, "水质检测", rows=[(*row, w) for row, w in zip(ROWS, before, strict=True)])
    rows = [(*row[:4], weight) for row, weight in zip(DONE, after, strict=True)]
    return found(kept(plan), kept(evaluation("b.txt", OFFICE, "水质检测", rows)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("50", "50"), ("45", "45")),
        (("60", "40"), ("50", "40")),
        (("0.6", "0.4"), ("54", "36")),
        (("60%", "40%"), ("54", "36")),
        (("54", "36"), ("60", "40")),
        (("60", ""), ("45", "45")),
        (("60.0", "30.00"), ("60", "30")),
    ],
)
def test_weights_that_were_carried_over(before: Sequence[str], after: Sequence[str]) -> None:
    assert reweighed(before, after) == []


@pytest.mark.parametrize(
    ("before", "after"), [(("60", "30"), ("50", "40")), (("60", "40"), ("65", "25")), (("60", "30"), ("59", "31"))]
)
def test_weights_that_were_not(before: Sequence[str], after: Sequence[str]) -> None:
    assert reweighed(before, after) == ["C207"]


LISTS = {
    "纳入本部门2024年部门预算编制范围的单位包括：临河县水务局本级、临河县供水站和临河县住房和城乡建设站。": 3,
    "纳入本部门2024年部门预算编制范围的二级预算单位共2个，分别是临河县水务局（本级）、临河县供水站。": 2,
    "纳入本部门2024年部门预算编制范围的单位有2个：\n1.临河县水务局本级\n2.临河县供水站\n二、其他": 2,
    "纳入本部门2024年部门预算编制范围的单位如下：\n序号\t单位名称\n1\t临河县水务局本级\n2\t临河县供水站": 2,
    # Not plainly whole.
    "纳入本部门2024年部门预算编制范围的单位共3个，包括：临河县水务局本级、临河县供水站。": 0,
    "纳入本部门2024年部门预算编制范围的单位包括局本级和2个下属单位。": 0,
    "纳入本部门2024年部门预算编制范围的单位包括：临河县水务局本级、临河县供水站以及其他派出人员。": 0,
    "本部门下属单位有临河县供水站、临河县水文站。": 0,
}


@pytest.mark.parametrize(("text", "count"), LISTS.items())
def test_units_that_a_department_names(text: str, count: int) -> None:
    document = read_document(from_text(f"{OFFICE}\n2024年部门预算公开情况说明\n一、机构设置\n{text}\n", "a.txt"))
    assert len(units_of(document)) == count


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("2024年收入总计100.50万元，支出总计100.50万元。", [("income", "100.50"), ("expenditure", "100.50")]),
        ("2024年收、支总计均为100.50万元。", [("income", "100.50"), ("expenditure", "100.50")]),
        ("本部门2024年预算收入90万元，其中财政拨款收入总计80万元。", [("income", "90")]),
        ("2023年支出预算70万元，2024年支出预算90万元，较上年支出总计增加20万元。", [("expenditure", "90")]),
        ("项目支出总计20万元，基本支出总计30万元，政府性基金预算支出5万元。", []),
    ],
)
def test_totals_in_prose(text: str, totals: list[tuple[str, str]]) -> None:
    document = read_document(from_text(f"{OFFICE}\n2024年部门预算公开情况说明\n{text}\n", "a.txt"))
    assert [(total.kind, total.figure.printed) for total in totals_of(document)] == totals


UNITS = ("临河县水务局本级", "临河县供水站")


def statements(total: str, *parts: str) -> list[Filing]:
    own = [kept(budget_statement(f"{name}.txt", name, part)) for name, part in zip(UNITS, parts, strict=False)]
    return [kept(budget_statement("a.txt", OFFICE, total, UNITS)), *own]


def test_totals_of_departments_and_their_units() -> None:
    assert found(*statements("100.00", "60.00", "40.00")) == []
    assert found(*statements("100.00", "60.00", "41.00")) == ["C403"]
    assert found(*statements("100.00", "60.00")) == []
    assert found(*statements("100.00", "160.00")) == ["C404"]


def test_income_and_expenditure_of_one_amount_are_told_once() -> None:
    both = [
        filing._replace(totals=tuple(
            total._replace(kind=("budget", kind)) for total in filing.totals for kind in ("income", "expenditure")
        ))
        for filing in statements("100.00", "60.00", "41.00")
    ]  # fmt: skip
    assert found(*both) == ["C403"]


def test_totals_that_cannot_be_told_apart_are_left_alone() -> None:
    whole, own, unit = statements("100.00", "60.00", "41.00")
    # The own part of the department files under the department's name.
    assert found(whole, own._replace(department=OFFICE, totals=tuple(
        total._replace(owner=OFFICE) for total in own.totals)), unit) == []  # fmt: skip
    # Two documents of one unit state two totals.
    assert found(whole, own, unit, kept(budget_statement("b.txt", UNITS[1], "40.00"))) == []
    # Another year.
    assert found(whole, own, unit._replace(year=2023)) == []


def test_a_department_among_its_own_units_stands_for_its_own_part() -> None:
    whole, own, unit = statements("100.00", "60.00", "40.00")
    listed = whole._replace(units=(OFFICE, UNITS[1]))
    assert found(listed, own, unit) == []
    assert found(listed, unit) == []


def test_tables_of_offices_as_a_whole_are_added_up() -> None:
    whole = kept(whole_table("a.txt", OFFICE, "100.00"))
    units = [kept(whole_table(f"{at}.txt", name, "60.00", OFFICE)) for at, name in enumerate(UNITS)]
    assert found(whole, *units) == ["C404"]
    assert found(whole._replace(units=UNITS), *units) == ["C403"]


def test_the_table_of_a_department_alone_says_nothing_of_its_units() -> None:
    own = kept(whole_table("a.txt", OFFICE, "100.00", OFFICE))
    units = [kept(whole_table(f"{at}.txt", name, "60.00", OFFICE)) for at, name in enumerate(UNITS)]
    assert found(own, *units) == []


@pytest.mark.parametrize(
    ("before", "after", "rules"),
    [
        ("≥1400份", "1400份", []),
        ("≥1400份", "≥1400", []),
        ("≥92%", "92", []),
        ("1400份", "≥1400份", []),
        ("≥1400份", "1000份", ["C202"]),
        ("≥1400份", "≤1400份", ["C202"]),
        ("≥1400份", "≥1400人", ["C202"]),
        ("≥1400份", "≥1000份", ["C201"]),
    ],
)
def test_a_target_without_sign_or_unit_is_no_other(before: str, after: str, rules: list[str]) -> None:
    plan = kept(goal_table("a.txt", OFFICE, "水质检测", rows=[("数量指标", "检测水样数量", before)]))
    rows = [("数量指标", "检测水样数量", after, "1500份", "90")]
    assert found(plan, kept(evaluation("b.txt", OFFICE, "水质检测", rows))) == rules


def test_a_project_of_the_summary_was_evaluated() -> None:
    summary = (
        f"=== c.txt\n{OFFICE}\n2024年度项目支出绩效自评结果汇总表\n"
        "序号\t项目名称\t全年预算数\t全年执行数\t执行率\t自评得分\n"
        "1\t管网维修\t50.00\t50.00\t100%\t98\n2\t水质检测\t50.00\t50.00\t100%\t98\n"
    )
    plans = [goals("a.txt", "水质检测"), goals("b.txt", "管网维修"), done("d.txt", "水质检测")]
    assert found(*plans) == ["C205"]
    assert found(*plans, kept(summary)) == []


def test_the_budget_of_an_office_as_a_whole_is_carried_over() -> None:
    def done(office: str, budget: str) -> Filing:
        return kept(
            f"=== b.txt\n2024年度部门整体支出绩效自评表\n部门名称\t{office}\n"
            "部门整体支出（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
            f"年度资金总额\t{budget}\t120.00\t120.00\t10\t100%\t10\n"
            "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
            "产出指标\t数量指标\t供水户数\t≥900户\t900户\t90\t90\n"
        )

    plan = kept(whole_table("a.txt", OFFICE, "100.00"))
    assert found(plan, done(OFFICE, "100.00")) == []
    assert found(plan, done(OFFICE, "110.00")) == ["C206"]
    assert "部门相同" in messages(plan, done(OFFICE, "110.00"))[0]
    assert found(plan, done(f"{OFFICE}本级", "60.00")) == []


@pytest.mark.parametrize(("spent", "rules"), [("480.00", []), ("4800000", []), ("470.00", ["C402"])])
def test_a_line_of_a_unit_is_held_against_its_own_table(spent: str, rules: list[str]) -> None:
    unit = (
        "=== a.txt\n2024年度单位整体支出绩效自评表\n单位名称\t临河县供水站\t主管部门\t临河县水务局\n"
        "整体支出（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "年度资金总额\t450.00\t500.00\t480.00\t10\t96%\t9.6\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t供水户数\t≥900户\t900户\t90\t90\n"
    )
    summary = (
        f"=== b.txt\n{OFFICE}\n2024年度整体支出绩效自评结果汇总表\n"
        "序号\t单位名称\t全年预算数\t全年执行数\t执行率\t自评得分\n"
        f"1\t临河县供水站\t500.00\t{spent}\t96%\t99.6\n2\t临河县水文站\t80.00\t80.00\t100%\t97\n"
    )
    assert found(kept(unit), kept(summary)) == rules


def listed(heading: str, *rows: str) -> Filing:
    head = f"=== list.txt\n{OFFICE}\n2024年部门预算公开情况说明\n附表\n单位：万元\n{heading}\n"
    return kept(head + "".join(f"{row}\n" for row in rows))


def projects() -> list[Filing]:
    budgets = {"水质检测": "50.00", "管网维修": "80.00", "河道清淤": "45.00", "水库巡查": "30.00"}
    return [goals(f"{name}.txt", name, budget=budget) for name, budget in budgets.items()]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        (["水质检测\t50.00\t50.00", "管网维修\t80.00\t60.00", "河道清淤\t45.00\t45.00"], []),
        (["水质检测\t50.00\t50.00", "管网维修\t80.00\t60.00", "河道清淤\t44.00\t44.00"], ["C405"]),
        (["水质检测\t500000\t0", "管网维修\t800000\t0", "河道清淤\t460000\t0"], ["C405"]),
        # What is bought for the projects, not their budgets.
        (["水质检测\t12.00\t1", "管网维修\t30.00\t2", "河道清淤\t45.00\t1"], []),
        # As many rows differ as agree.
        (["水质检测\t50.00\t1", "管网维修\t80.00\t2", "河道清淤\t9.00\t1", "水库巡查\t8.00\t1"], []),
        # A project in several rows, by function.
        (["水质检测\t50.00\t1", "管网维修\t80.00\t2", "河道清淤\t40.00\t1", "河道清淤\t5.00\t1"], []),
        (["水质检测\t50.00\t1", "管网维修\t80.00\t2", "合计\t9.00\t1", "别的项目\t9.00\t1"], []),
    ],
)
def test_lists_of_projects(rows: list[str], rules: list[str]) -> None:
    assert found(*projects(), listed("项目名称\t合计\t其中：财政拨款", *rows)) == rules


def test_lists_of_units() -> None:
    names = ["临河县水务局本级", "临河县供水站", "临河县水文站"]
    own = [kept(budget_statement(f"{name}.txt", name, "60.00")) for name in names]
    good = [f"{name}\t60.00\t20.00\t40.00" for name in names]
    heading = "单位名称\t合计\t基本支出\t项目支出"
    assert found(*own, listed(heading, *good)) == []
    assert found(*own, listed(heading, *good[:2], f"{names[2]}\t66.00\t20.00\t46.00")) == ["C405"]
    travel = [f"{name}\t1.00\t2.00" for name in names]
    assert found(*own, listed("单位名称\t因公出国费\t公务接待费", *travel)) == []
