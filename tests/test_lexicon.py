"""What names of indicators of many departments say: kind of ratio, polarity, category, dimensions, levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values import (
    LEVEL1_WORDS,
    LEVEL2_WORDS,
    category_of_level,
    category_of_name,
    expected_dimensions,
    level1_of,
    polarity,
    ratio_kind,
    unit_of,
)
from auditor.values.lexicon import name_key, vague_grade, vague_words
from auditor.values.tables import sections
from auditor.values.units import DIMENSIONS

NAMES = [
    # name, kind of ratio, polarity, category, dimensions without compounds ("" none, "count" any but money or ratio)
    ("培训合格率", "bounded", "higher", "quality", "ratio"),
    ("适龄儿童疫苗接种率", "bounded", "higher", None, "ratio"),
    ("高血压患者规范管理率", "bounded", "higher", None, "ratio"),
    ("家庭医生签约率", "bounded", "higher", None, "ratio"),
    ("九年义务教育巩固率", "bounded", "higher", None, "ratio"),
    ("学前教育毛入园率", "ratio", None, None, "ratio"),
    ("残疾儿童入学率", "bounded", "higher", None, "ratio"),
    ("农村自来水普及率", "bounded", "higher", None, "ratio"),
    ("水质达标率", "bounded", "higher", "quality", "ratio"),
    ("路灯亮灯率", "bounded", "higher", None, "ratio"),
    ("生活垃圾无害化处理率", "bounded", "higher", None, "ratio"),
    ("畜禽粪污综合利用率", "bounded", "higher", None, "ratio"),
    ("补贴资金发放率", "bounded", "higher", None, "ratio"),
    ("预算执行率", "bounded", "higher", None, "ratio"),
    ("资金到位及时率", "bounded", "higher", "timeliness", "ratio"),
    ("资金及时拨付率", "bounded", "higher", "timeliness", "ratio"),
    ("项目按期完成率", "bounded", "higher", "timeliness", "ratio"),
    ("学生家长满意度", "bounded", "higher", "satisfaction", "ratio"),
    ("群众满意度≥90%", "bounded", "higher", "satisfaction", "ratio"),
    ("综合满意度（%）", "bounded", "higher", "satisfaction", "ratio"),
    ("满意度指标", "bounded", "higher", "satisfaction", "ratio"),
    ("优质工程占比", "bounded", None, None, "ratio"),
    ("年度任务完成率", "completion", "higher", None, "ratio"),
    ("旅游收入增长率", "growth", "higher", None, "ratio"),
    ("贷款余额增幅", "growth", "higher", None, "ratio"),
    ("行政运行成本增长率", "growth", None, None, "ratio"),
    ("信访量增长率", "growth", None, None, "ratio"),
    ("单位能耗下降率", "reduction", "higher", None, "ratio"),
    ("水电消耗降低率", "reduction", "higher", None, "ratio"),
    ("成本节约率", "reduction", "higher", None, "ratio"),
    ("设备故障下降率", "reduction", "higher", None, "ratio"),
    ("孕产妇死亡率", "permille", "lower", None, "ratio"),
    ("刑事发案率", "permille", "lower", None, "ratio"),
    ("人口自然增长率", "permille", None, None, "ratio"),
    ("生产安全事故发生率", "incidence", "lower", None, "ratio"),
    ("服务投诉率", "incidence", "lower", None, "ratio"),
    ("网络故障率", "incidence", "lower", "quality", "ratio"),
    ("产品不合格率", "incidence", "lower", "quality", "ratio"),
    ("降低安全事故发生率", "incidence", None, None, "ratio"),
    ("优良中等路率", "bounded", "higher", None, "ratio"),
    ("疫苗报废率", "incidence", "lower", None, "ratio"),
    ("保险赔付率", "ratio", None, None, "ratio"),
    ("供水管网漏损率", "incidence", "lower", None, "ratio"),
    ("成本控制率", "ratio", None, None, "ratio"),
    ("血压控制率", "ratio", None, None, "ratio"),
    ("床位使用率", "ratio", None, None, "ratio"),
    ("粮食单产贡献率", "ratio", None, None, "ratio"),
    ("公众安全感指数（%）", "ratio", None, None, "ratio"),
    ("公众安全感指数", None, None, None, ""),
    ("办事效率", None, None, None, ""),
    ("贷款利率", None, None, None, ""),
    ("网络传输速率", None, None, None, ""),
    ("监测频率", None, None, None, ""),
    ("变压器功率", None, None, None, "power"),
    ("师生比", None, None, None, ""),
    ("光缆租赁单价", None, "lower", "cost", "money"),
    ("道路养护成本", None, "lower", "cost", "money"),
    ("人均培训费用", None, "lower", "cost", "money"),
    ("办公楼物业费", None, None, "cost", "money"),
    ("生均公用经费", None, None, "cost", "money"),
    ("城市低保标准", None, None, None, "money"),
    ("残疾人生活补贴标准", None, None, None, "money"),
    ("困难学生资助金额", None, None, None, "money"),
    ("降低企业物流成本", None, None, None, ""),
    ("有效控制运维费用", None, None, None, ""),
    ("费用支出及时性", None, None, "timeliness", ""),
    ("及时核拨工作经费", None, None, None, ""),
    ("资金使用合规性", None, None, "quality", ""),
    ("免费开放天数", None, "higher", None, "time"),
    ("农民人均可支配收入", None, "higher", None, "money"),
    ("受助学生人数", None, None, "quantity", "people"),
    ("参保户数", None, None, "quantity", "households"),
    ("义诊服务人次", None, None, "quantity", "person-times"),
    ("巡河次数", None, None, "quantity", "acts"),
    ("文艺演出场次", None, None, "quantity", "acts"),
    ("高标准农田建设面积", None, None, "quantity", "area"),
    ("通村公路硬化里程", None, None, "quantity", "length"),
    ("农机具购置数量", None, None, "quantity", "count"),
    ("老年人体检数", None, None, "quantity", "count"),
    ("新建机井个数", None, None, "quantity", "count"),
    ("参与人数（人）", None, None, "quantity", "people"),
    ("项目投资（万元）", None, None, None, "money"),
    ("岗亭用电量", None, None, None, "energy"),
    ("照明电力使用数量", None, None, "quantity", "energy"),
    ("视频存储容量", None, None, None, "data"),
    ("专线带宽", None, None, None, "bandwidth"),
    ("系统正常运行天数", None, "higher", None, "time"),
    ("录像保存时间", None, "higher", None, ""),
    ("故障响应时间", None, "lower", "timeliness", ""),
    ("隐患排查周期", None, None, None, "time"),
    ("工程完工时间", None, None, "timeliness", ""),
    ("信件办理时限", None, "lower", "timeliness", ""),
    ("火灾事故起数", None, "lower", "quantity", "count"),
    ("越级上访人次", None, "lower", "quantity", "person-times"),
    ("受理群众投诉数量", None, None, "quantity", "count"),
    ("道路工程质量", None, None, "quality", ""),
    ("提升教学服务质量", None, None, None, ""),
    ("空气质量", None, None, None, ""),
    ("道路改造", None, None, None, ""),
    ("", None, None, None, ""),
]


@pytest.mark.parametrize(("name", "ratio", "better", "category", "dimensions"), NAMES)
def test_names(name, ratio, better, category, dimensions):
    assert ratio_kind(name) == ratio
    assert polarity(name) == better
    assert category_of_name(name) == category
    simple = {dimension for dimension in expected_dimensions(name) if "/" not in dimension}
    if dimensions == "count":
        assert {"things", "people", "acts", "households"} <= simple
        assert not simple & {"money", "ratio", "time", "power", "energy"}
    else:
        assert simple == ({dimensions} if dimensions else set())


@pytest.mark.parametrize(
    ("name", "unit", "fits"),
    [
        ("租赁单价", "元/条/天", True),
        ("租赁单价", "万元", True),
        ("租赁单价", "%", False),
        ("租赁单价", "条/天/元", False),
        ("资助标准达标率", "%", True),
        ("资助标准达标率", "元", False),
        ("巡查次数", "次/年", True),
        ("巡查次数", "元", False),
        ("用电数量", "万千瓦时", True),
        ("用电数量", "千瓦", False),
        ("设备购置数量", "台（套）", True),
        ("设备购置数量", "%", False),
        ("设备购置数量", "万元", False),
        ("缴费家庭数量（人/户）", "人", True),
        ("缴费家庭数量（人/户）", "户", True),
        ("缴费家庭数量（人/户）", "元", False),
    ],
)
def test_whether_a_unit_fits_a_name(name, unit, fits):
    assert (unit_of(unit).dimension in expected_dimensions(name)) == fits


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("指标 1：培训 人数", "培训人数"),
        ("指标2：指标 2：会议召开及时性", "会议召开及时性"),
        ("综合满意度（%）", "综合满意度"),
        ("群众满意度达到90%以上", "群众满意度"),
        ("满意度指标。", "满意度"),
        ("（%）", "(%)"),
    ],
)
def test_name_keys(printed, key):
    assert name_key(printed) == key


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("数量指标", "quantity"), ("数 量", "quantity"), ("数量值", "quantity"), ("质量", "quality"),
        ("时效指标", "timeliness"), ("成本", "cost"), ("经济成本指标", "cost"), ("社会成本", "cost"),
        ("生态环境成本指标", "cost"), ("经济效益 指标", "economic"), ("社会效益", "social"),
        ("生态效益指标", "ecological"), ("可持续影响指标", "sustainable"), ("满意度", "satisfaction"),
        ("服务对象满意度指标", "satisfaction"), ("社会公众或服务对象满意度", "satisfaction"),
        ("产出指标", "output"), ("部门产出", "output"), ("效益指标", "benefit"), ("部门管理", "management"),
        ("人力资源建设", "management"), ("部门履职目标", "management"), ("指标", None), ("培训人数", None),
    ],
)  # fmt: skip
def test_levels(word, category):
    assert category_of_level(word) == category


def test_where_a_category_belongs():
    assert level1_of("cost", v2021=True) == "成本指标"
    assert level1_of("cost", v2021=False) == level1_of("quantity", v2021=True) == "产出指标"
    assert level1_of("sustainable", v2021=False) == "效益指标"
    assert level1_of("management", v2021=True) is None
    for word in ("产出指标", "效益指标", "成本指标", "满意度指标"):
        assert word in LEVEL1_WORDS


@pytest.mark.parametrize("word", ["部门产出", "部门效果", "履职效果", "能力建设", "管理效率", "运行成本", "产出"])
def test_level1_words(word):
    assert {word, f"{word}指标"} <= LEVEL1_WORDS


@pytest.mark.parametrize("word", ["资金投入", "采购管理", "部门履职目标", "社会影响", "长效管理", "档案管理", "数量"])
def test_level2_words(word):
    assert {word, f"{word}指标"} <= LEVEL2_WORDS


@pytest.mark.parametrize(
    ("text", "grade"),
    [("及时", "timely"), ("及时率", "measure"), ("逐年 增长", "trend"), ("显著", "degree"), ("高质量完成", "slogan"),
     ("合规。", "gradable"), ("95%", None), ("完成3次培训", None)],
)  # fmt: skip
def test_vague_words(text, grade):
    assert vague_grade(text) == grade
    assert grade is None or grade in sections("vague.txt")


@pytest.mark.parametrize(
    "file",
    ["ratios.txt", "polarity.txt", "categories.txt", "dimensions.txt", "vague.txt", "prose.txt", "comparators.txt",
     "placeholders.txt", "dates.txt", "guards.txt"],
)  # fmt: skip
def test_no_word_stands_in_two_sections_or_twice(file):
    by_place = sections(file)
    if file in ("prose.txt", "guards.txt"):
        assert all(len(set(words)) == len(words) for words in by_place.values())
        return
    words = [word for section in by_place.values() for word in section]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_the_sections_are_the_documented_ones():
    assert set(sections("ratios.txt")) == {
        "bounded", "growth", "completion", "reduction", "permille", "incidence", "multiple", "ratio", "none"
    }  # fmt: skip
    assert set(sections("categories.txt")) == {"quantity", "quality", "timeliness", "cost", "satisfaction", "none"}
    assert {word for section in sections("dimensions.txt") for word in section.split()} <= {*DIMENSIONS, "none"}
    assert set(sections("vague.txt")) == set(vague_words().values())


@given(st.text(max_size=15), st.sampled_from([name for name, *_ in NAMES]))
def test_no_name_raises_and_blanks_change_nothing(noise, name):
    for text in (noise, noise + name, name + noise):
        assert ratio_kind(text) in {None, *sections("ratios.txt")}
        assert polarity(text) in {None, "higher", "lower"}
        assert category_of_name(text) in {None, *sections("categories.txt")}
        assert isinstance(expected_dimensions(text), frozenset)
    spaced = " ".join(name)
    assert (ratio_kind(spaced), polarity(spaced)) == (ratio_kind(name), polarity(name))
    assert category_of_name(spaced) == category_of_name(name)
    assert expected_dimensions(spaced) == expected_dimensions(name)
