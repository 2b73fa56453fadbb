"""What sentences say of indicators: other numbers for them, grades, dates and minimums; and slips of units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.records import Document, read_document
from auditor.records.calendar import all_dates, deadlines, of_the_past
from auditor.records.contradiction import other_figure
from auditor.records.grades import band_of, counted, grade_of, graded
from auditor.records.money import same_digits, significant
from auditor.records.prose import told_in
from auditor.source import from_text
from auditor.values.phrases import interchangeable, says

TABLE = """\
2024年部门预算项目绩效目标表

项目名称\t{name}
绩效目标\t{goal}
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t{name}\t{description}\t{target}\t工作计划
"""


def read(name: str, goal: str, target: str, description: str = "") -> Document:
    return read_document(from_text(TABLE.format(name=name, goal=goal, target=target, description=description)))


OTHERS = [
    # indicator, goal, target, the other figure and whether it is certain
    ("补助校车数量", "1.补助校车26辆。", "28辆", ("26辆", True)),
    ("补助校车数量", "1.补助校车26辆。", "26辆", None),
    ("补助校车数量", "1.补助校车20辆，新增补助校车6辆。", "26辆", None),
    ("补助校车数量", "1.每乡补助校车2辆。", "26辆", None),
    ("新购校车数量", "1.补助校车26辆。", "4辆", None),
    ("参赛运动员人数", "1.组织1200名运动员参加县级比赛。", "1500人", ("1200名", False)),
    ("参赛运动员人数", "1.1200名运动员参加县级比赛。", "1200人", None),
    ("受益人口", "1.供水受益人口3.2万人。", "32000人", None),
    ("更换水表数量", "1.更换水表数量比上年增加260个。", "900个", None),
    ("供水保证率", "1.供水保证率达到95%以上。", "≥85%", ("95%", True)),
    ("供水保证率", "1.水费收缴率达到95%以上。", "≥85%", None),
    ("惠民演出场次", "1.完成惠民演出，演出事故为0起。", "140场", None),
]


@pytest.mark.parametrize(("name", "goal", "target", "expected"), OTHERS)
def test_other_figure(name: str, goal: str, target: str, expected: tuple[str, bool] | None) -> None:
    (project,) = read(name, goal, target).projects
    (row,) = project.indicators
    assert row.target is not None
    found = other_figure(row, row.target.value, told_in(project.goals))
    assert (None if found is None else (found.place.raw, found.certain)) == expected


def paragraph(text: str) -> Document:
    return read_document(from_text(text))


GRADED = [
    ("水质检测项目自评得分92.5分，等级为优。", [("92.5", "优")]),
    ("自评89.2分，自评良好等级。", [("89.2", "良")]),
    ("综合评价等级为“良”（85分）。", [("85", "良")]),
    ("甲项目自评96分，评为优；乙项目自评72分，评定为中。", [("96", "优"), ("72", "中")]),
    ("该指标分值10分，评价要点为优先保障供水。", []),
    ("全年接待120分钟，结果良好运转。", []),
]


@pytest.mark.parametrize(("text", "expected"), GRADED)
def test_graded(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(one.score), one.grade) for one in graded(paragraph(text))] == expected


def test_counts_of_grades() -> None:
    (told,) = counted(paragraph("本单位对9个项目开展自评，7个项目评价为“优”，2个项目评价为“良”。"))
    assert told.counts == {"优": 7, "良": 2}
    (told,) = counted(paragraph("三个项目评为优，一个项目评为良。"))
    assert told.counts == {"优": 3, "良": 1}


def test_grades_by_their_bounds() -> None:
    band = band_of("90/80/60")
    assert [grade_of(Decimal(score), band) for score in ("90", "89.9", "80", "60", "59.9")] == list("优良良中差")
    with pytest.raises(ValueError, match="expected three bounds"):
        band_of("90/80")


def test_deadlines_leave_the_past_alone() -> None:
    goal = "1.截至2022年底投诉较2021年下降，2023年底前完成改造。"
    document = read("改造水站数量", goal, "12处")
    (project,) = document.projects
    assert [year for _, year in deadlines(project)] == [2023]


PAST = ["2022年底", "二〇二二年底", "２０２２年12月底", "2021年12月至次年6月底", "共1024处2022年"]


@pytest.mark.parametrize("printed", PAST)
def test_deadlines_of_the_past_stand_in_texts_of_the_past(printed: str) -> None:
    document = read("改造水站数量", f"1.{printed}前完成改造。2.2024年底前完成验收。", "12处")
    (project,) = document.projects
    before = [(dated.place.raw, year) for dated, year in deadlines(project) if year < 2024]
    past = of_the_past(document)
    assert before and [(dated.place.raw, year) for dated, year in deadlines(project, past) if year < 2024] == before
    assert len(past) == 1


def test_impossible_dates_are_found_where_they_are_written() -> None:
    dates = list(all_dates(paragraph("本单位于6月31日前完成自评，7月31日前公开。")))
    assert [(one.place.raw, one.date.possible) for one in dates] == [("6月31日前", False), ("7月31日前", True)]  # type: ignore[union-attr]


def test_digits_and_places() -> None:
    assert significant(Decimal("36.60")) == significant(Decimal(3660)) == "366"
    assert same_digits(Decimal(366), Decimal(366000)) == -3
    assert same_digits(Decimal(240000), Decimal(24)) == 4
    assert same_digits(Decimal(367), Decimal(366)) is None


def test_phrases() -> None:
    assert says("投保人数占应保人数的比例", "share")
    assert not says("提高工作效率", "share")
    assert says("监控录像保存时间达到30天", "floor")
    assert interchangeable("个", "处")
    assert interchangeable("张", "张")
    assert not interchangeable("个", "张")
