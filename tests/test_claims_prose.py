"""Claims of sentences: what must be extracted and holds, what is wrong, and what is no claim."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.records import read_document
from auditor.records.claims.rounding import cut_off, finest, show
from auditor.records.model import Claim
from auditor.records.types import CLAIM_KIND
from auditor.source import from_text
from auditor.values import Figure, Interval


def claims(sentence: str) -> list[Claim]:
    return list(read_document(from_text(f"一、情况说明\n\n{sentence}\n", "text.txt")).claims)


# Sentence, and kind and computation of its claims, all of which hold.
HOLDING = [
    (
        "2024年收入预算3120.45万元，其中：一般公共预算拨款2980.45万元，事业收入120万元，其他收入20万元。",
        ["sum 2980.45 + 120 + 20 = 3120.45万元"],
    ),
    (
        "2024年支出预算3120.45万元，其中：基本支出2010.30万元，占64.42%；项目支出1110.15万元，占35.58%。",
        [
            "sum 2010.30 + 1110.15 = 3120.45万元",
            "ratio 2010.30 ÷ 3120.45 = 64.42%",
            "ratio 1110.15 ÷ 3120.45 = 35.58%",
        ],
    ),
    (
        "基本支出1200万元，其中：工资福利支出1000万元（其中：绩效工资200万元，较上年增加20万元）；商品和服务支出150万元；"
        "对个人和家庭的补助50万元。",
        ["sum 1000 + 150 + 50 = 1200万元"],
    ),
    (
        "支出5000万元，其中：基本支出1200万元；项目支出3800万元，包括：道路养护2000万元、公交补贴1800万元。",
        ["sum 1200 + 3800 = 5000万元", "sum 2000 + 1800 = 3800万元"],
    ),
    (
        "基本支出800.00万元，其中：人员经费700.00万元，主要包括：基本工资300.00万元、津贴补贴200.00万元、其他200.00万元；"
        "公用经费100.00万元，主要用于办公费60.00万元、差旅费40.00万元。",
        ["sum 700.00 + 100.00 = 800.00万元"],
    ),
    (
        "其他支出90万元，其中：印刷费50万元，主要用于印制手册，邮寄费40万元。",
        ["sum 50 + 40 = 90万元"],
    ),
    (
        "2024年一般公共预算支出1200万元。按支出功能分类：社会保障和就业支出1100万元，占91.67%；卫生健康支出100万元，占8.33%。",
        ["sum 1100 + 100 = 1200万元", "ratio 1100 ÷ 1200 = 91.67%", "ratio 100 ÷ 1200 = 8.33%"],
    ),
    (
        "“三公”经费支出决算6.00万元，完成预算的75.00%，比预算减少2.00万元。其中：公务用车运行维护费4.00万元，占66.67%；"
        "公务接待费2.00万元，占33.33%。",
        ["sum 4.00 + 2.00 = 6.00万元", "ratio 4.00 ÷ 6.00 = 66.67%", "ratio 2.00 ÷ 6.00 = 33.33%"],
    ),
    (
        "年初预算1000万元，调整预算数1200万元，支出决算1180万元，完成年初预算的118%，完成调整预算的98.33%。",
        ["ratio 1180 ÷ 1000 = 118%", "ratio 1180 ÷ 1200 = 98.33%"],
    ),
    (
        "2024年支出预算5680.32万元，较2023年增长5.98%。其中：人员类3600.00万元，占比63.38%；运转类2080.32万元，占比36.62%。",
        ["sum 3600.00 + 2080.32 = 5680.32万元", "ratio 3600.00 ÷ 5680.32 = 63.38%", "ratio 2080.32 ÷ 5680.32 = 36.62%"],
    ),
    (
        "公务用车购置及运行费14万元，其中：公务用车购置费0万元；公务用车运行费14万元，保有量6辆，平均每辆2.33万元。",
        ["sum 0 + 14 = 14万元"],
    ),
    (
        "政府采购支出85万元，其中：货物45万元，工程0万元，服务40万元；授予中小企业合同金额68万元，占政府采购支出的80%。",
        ["sum 45 + 0 + 40 = 85万元", "ratio 68 ÷ 85 = 80%"],
    ),
    (
        "项目预算资金350万元，实际到位340万元，到位率97.14%；截至年底，实际支出336万元，预算执行率96%，结余4万元。",
        ["ratio 336 ÷ 350 = 96%"],
    ),
    (
        "实际支出336万元。其中：工程费310万元，占支出的92.26%；监理费12万元，占3.57%。",
        ["ratio 310 ÷ 336 = 92.26%", "ratio 12 ÷ 336 = 3.57%"],
    ),
    ("自评得分95.5分，其中：决策20分、过程18.5分、产出30分、效益27分。", ["sum 20 + 18.5 + 30 + 27 = 95.5分"]),
    ("调整预算数1200万元，支出决算1180万元，完成年初预算的118%。", []),
    (
        "固定资产原值350万元，其中：房屋200万元，车辆80万元，设备70万元；累计折旧150万元，净值200万元。",
        ["sum 200 + 80 + 70 = 350万元"],
    ),
    (
        "年末实有在职60人，其中行政40人、事业20人；离退休15人，其中：离休1人、退休14人。",
        ["sum 40 + 20 = 60人", "sum 1 + 14 = 15人"],
    ),
    ("项目总投资2.5亿元，其中：中央投资8000万元，地方配套17000万元。", ["sum 0.8 + 1.7 = 2.5亿元"]),
    (
        "城乡低保支出3600万元，其中城市低保600万元，同比下降4.2%，农村低保3000万元，同比增长3.5%。",
        ["sum 600 + 3000 = 3600万元"],
    ),
    ("比上年减少91.55万元，其中：基本支出增加8.45万元；项目支出减少100.00万元。", ["sum (-8.45) + 100.00 = 91.55万元"]),
    (
        "2023年度收、支总计均为5230.18万元。与上年相比，收、支总计各减少312.40万元，下降5.64%。",
        ["growth 312.4 ÷ (5230.18 + 312.40) = 5.64%"],
    ),
    (
        "收入合计1058.66万元，较年初预算数927.60万元增加131.06万元，增长14.13%。",
        ["change 1058.66 - 927.60 = 131.06万元", "growth 131.06 ÷ 927.60 = 14.13%"],
    ),
    (
        "会议费支出3.20万元，较上年减少1.80万元，下降36%；培训费支出5.00万元，较上年增加1.00万元，增长25%。",
        ["growth 1.8 ÷ (3.20 + 1.80) = 36%", "growth 1 ÷ (5.00 - 1.00) = 25%"],
    ),
    (
        "年初预算数为350.00万元，支出决算为362.25万元，完成年初预算的103.5%，决算数大于年初预算数的主要原因是调资。",
        ["order 362.25 > 350.00", "ratio 362.25 ÷ 350.00 = 103.5%"],
    ),
    (
        "“三公”经费预算31万元，比上年增加1万元，增长3.33%，其中：因公出国（境）费0万元，与上年持平；公务用车购置及运行费28万元"
        "（公务用车购置费18万元，公务用车运行维护费10万元），较上年无增减；公务接待费3万元，比上年增加1万元，增长50%。",
        ["sum 0 + 28 + 3 = 31万元", "sum 18 + 10 = 28万元", "growth 1 ÷ (31 - 1) = 3.33%", "growth 1 ÷ (3 - 1) = 50%"],
    ),
    (
        "收入总计900.00万元，其中：本年收入850.00万元，年初结转和结余50.00万元。支出总计900.00万元，其中：本年支出840.00万元，"
        "年末结转和结余60.00万元。与上年度相比，收入总计增加100.00万元，增长12.50%；支出总计增加100.00万元，增长12.50%。",
        ["sum 850.00 + 50.00 = 900.00万元", "sum 840.00 + 60.00 = 900.00万元",
         "growth 100 ÷ (900.00 - 100.00) = 12.50%", "growth 100 ÷ (900.00 - 100.00) = 12.50%"],
    ),
    (
        "“三公”经费支出中，出国费支出决算0万元，占0%；公务用车购置及运行费支出决算8.00万元，占80%；接待费支出决算2.00万元，占20%。",
        ["ratio 0 ÷ (0 + 8.00 + 2.00) = 0%", "ratio 8.00 ÷ (0 + 8.00 + 2.00) = 80%",
         "ratio 2.00 ÷ (0 + 8.00 + 2.00) = 20%"],
    ),
    (
        "政府采购支出总额500万元。授予中小企业合同金额400万元，占政府采购支出总额的80%。",
        ["ratio 400 ÷ 500 = 80%"],
    ),
    (
        "“三公”经费预算数为36万元，其中，公务接待费8万元，出国费0万元，公务用车费28万元（其中，公务用车购置费0万元，公务用车运行费"
        "28万元）。2024年“三公”经费预算较2023年减少4万元，下降10%。",
        ["sum 8 + 0 + 28 = 36万元", "sum 0 + 28 = 28万元", "growth 4 ÷ (36 + 4) = 10%"],
    ),
    ("接待费支出2.40万元。接待费支出决算比上年增加0.40万元，增长20%。", ["growth 0.4 ÷ (2.40 - 0.40) = 20%"]),
    ("共计支出3万元，具体内容包括：接待检查1.2万元，接待考察1万元，其他接待0.8万元。", ["sum 1.2 + 1 + 0.8 = 3万元"]),
    ("下属预算单位4个，其中行政单位1个，参照公务员法管理的事业单位1个，其他事业单位2个。", ["sum 1 + 1 + 2 = 4个"]),
    ("公务用车6辆，其中：轿车2辆、越野车3辆、其他车辆1辆。", ["sum 2 + 3 + 1 = 6辆"]),
    ("15个项目中，自评等级为“优”的9个，“良”的4个，“中”的2个。", ["sum 9 + 4 + 2 = 15个"]),
    # Parts in the paragraphs that follow.
    (
        "基本支出1500.00万元，其中：\n人员经费1300.00万元，主要包括：基本工资、津贴补贴。\n公用经费200.00万元，主要包括：办公费。",
        ["sum 1300.00 + 200.00 = 1500.00万元"],
    ),
    (
        "“三公”经费支出预算为30.00万元，支出决算为25.00万元，其中：\n出国费支出预算为2.00万元，支出决算为0万元，与上年持平。\n"
        "公务用车购置及运行费支出预算为20.00万元，支出决算为19.00万元。\n公务接待费支出预算为8.00万元，支出决算为6.00万元。",
        ["sum 0 + 19.00 + 6.00 = 25.00万元"],
    ),
    (
        "1.公务接待费支出3.00万元，用于公务活动。\n国内公务接待支出2.50万元，接待42批次。\n外事接待支出0.50万元。",
        ["sum 2.50 + 0.50 = 3.00万元"],
    ),
    ("公务用车支出6.20万元，比预算减少0.80万元，比上年增加1.20万元，增长24%。", ["growth 1.2 ÷ (6.20 - 1.20) = 24%"]),
    ("年初预算25万，财政压减20%，实际预算20万。", ["ratio (25 - 20) ÷ 25 = 20%"]),
    ("全年预算数900万元，执行数860万元，执行率为95.56%。", ["ratio 860 ÷ 900 = 95.56%"]),
    ("全年预算1500万元，已支出1350万元，支出进度90%。", ["ratio 1350 ÷ 1500 = 90%"]),
    (
        "授予中小企业合同金额336.00万元，占政府采购支出总额420.00万元的80%。",
        ["ratio 336.00 ÷ 420.00 = 80%"],
    ),
    ("发放宣传手册5000册，每册6元，共计3万元。", ["product 5000 × 6元 = 3万元"]),
    ("改造户厕1.2万户，每户补助1500元，需资金1800万元。", ["product 12000 × 1500元 = 1800万元"]),
    ("采购办公桌椅50套，单价1200元，总价6万元。", ["product 50 × 1200元 = 6万元"]),
    ("购置电脑20台，每台5000元；打印机10台，每台2000元，共需12万元。", ["product 20 × 5000元 + 10 × 2000元 = 12万元"]),
    (
        "采购计算机30台，单价0.5万元，共15万元；打印机10台，单价0.2万元，共2万元。",
        ["product 30 × 0.5万元 = 15万元", "product 10 × 0.2万元 = 2万元"],
    ),
    ("下设建管股、水政股、防汛办3个股室。", ["count 3"]),
    ("建设期为2023年3月1日至2023年12月31日，共306天。", ["period 2023年3月1日至2023年12月31日 = 306天"]),
    (
        "共有车辆8辆，其中，副部（省）级及以上领导用车0辆、应急保障用车2辆、执法执勤用车5辆、其他用车1辆。",
        ["sum 0 + 2 + 5 + 1 = 8辆"],
    ),
    ("全局共有干部职工120人，其中：行政编制30人，事业编制80人，工勤10人。", ["sum 30 + 80 + 10 = 120人"]),
]

# Sentence, kind, figure called wrong, and what to write instead.
FAILING = [
    (
        "2024年收入预算3120.45万元，其中：一般公共预算拨款2980.45万元，事业收入120万元，其他收入30万元。",
        "sum",
        "3120.45万元",
        "3130.45万元",
    ),
    ("预算100万元，其中：基本支出60万元，项目支出41万元。", "sum", "100万元", "101万元"),
    ("预算100万元，其中：基本支出60.5万元，项目支出39万元。", "sum", "100万元", "99.5万元"),
    ("总投资1200万元，其中中央资金600万元，省级资金300万元，县级配套320万元。", "sum", "1200万元", "1220万元"),
    ("支出合计3120.45万元，其中：项目支出1110.15万元，占36.58%。", "ratio", "36.58%", "35.58%"),
    ("授予中小企业合同金额336.00万元，占采购支出总额420.00万元的70%。", "ratio", "70%", "80%"),
    ("收、支总计均为5230.18万元。与上年相比，收、支总计各减少312.40万元，下降6.64%。", "growth", "6.64%", "5.64%"),
    ("接待费支出0.66万元，比上年增加0.18万元，增长46.62%。", "growth", "46.62%", "37.50%"),
    ("“三公”经费31万元，比上年减少1万元，其中：出国费0万元，用车支出28万元，接待费4万元。", "sum", "31万元", "32万元"),
    ("“三公”经费中，出国费0万元，占0%；用车费8万元，占70%；接待费2万元，占20%。", "ratio", "70%", "80%"),
    ("收入总计900万元，其中：本年收入850万元，年初结转和结余40万元。", "sum", "900万元", "890万元"),
    ("基本支出1500万元，其中：\n人员经费1200万元，包括工资。\n公用经费200万元。", "sum", "1500万元", "1400万元"),
    ("12个项目中，评价结果为优的9个，良的4个。", "sum", "12个", "13个"),
    ("用车支出28万元（公务用车购置费18万元，公务用车运行费9万元）。", "sum", "28万元", "27万元"),
    ("高龄津贴支出1260万元，较上年的1200万元增加50万元。", "change", "50万元", "60万元"),
    ("全年预算数900万元，执行数860万元，执行率为98.56%。", "ratio", "98.56%", "95.56%"),
    (
        "年初预算数为350.00万元，支出决算为362.25万元，决算数小于年初预算数的主要原因是调资。",
        "order",
        "362.25万元",
        "决算数大于预算数",
    ),
    ("收入合计860.50元，其中：财政拨款850.50万元，其他收入10.00万元。", "unit", "860.50元", "860.50万元"),
    ("项目支出215.30元，较上年项目支出200.10万元增加15.20万元。", "unit", "215.30元", "215.30万元"),
    ("集训期为2023年6月1日至2023年6月20日，共30天。", "period", "30天", "20天"),
    ("发放宣传手册5000册，每册6元，共计4万元。", "product", "4万元", "3万元"),
    ("购置电脑20台，每台5000元；打印机10台，每台2000元，共需13万元。", "product", "13万元", "12万元"),
    ("下设建管股、水政股、防汛办4个股室。", "count", "4个股室", "3个股室"),
    ("共有车辆8辆，其中，应急保障用车2辆、执法执勤用车7辆、其他用车0辆。", "sum", "8辆", "9辆"),
    ("在职人员86人，其中：行政编制32人，事业编制55人。", "sum", "86人", "87人"),
    ("自评得分95.5分，其中：决策22分、过程18.5分、产出30分、效益27分。", "sum", "95.5分", "97.5分"),
    ("预算350万元，到位340万元；实际支出336万元，执行率95%。", "ratio", "95%", "96%"),
]

# True of some department, and no claim, or none that fails.
INNOCENT = [
    # Of which accounts the shares are is not said.
    "财政拨款支出情况：基本支出730万元，占69%，项目支出325万元，占30.5%。",
    # The parts that follow are not those of the last amount.
    "占三公经费的比例：接待费5万元，占100%。其中：\n1.因公出国费支出决算为0万元。\n2.公务用车运行费8万元，公务接待费5万元。",
    "全年投入资金500万元，其中用于渠道维修300万元，较上年增加50万元。",
    "收入总计8650.20万元，其中本年收入8500.20万元，年初结转和结余150.00万元；支出总计8650.20万元，其中本年支出8400.00万元，"
    "年末结转和结余250.20万元。",
    "收入合计4268.20万元，其中：财政拨款收入4236.20万元，占99.25%；其他收入32.00万元，占0.75%。年初结转和结余18.30万元。",
    "政府采购合计126.50万元。授予中小企业合同金额110.06万元，占政府采购支出总额的87.00%，其中：授予小微企业合同金额75.90万元，"
    "占政府采购支出总额的60.00%。",
    "生均公用经费标准由1000元提高到1200元，增长20%。",
    "城镇居民人均可支配收入38000元，比上年增长5.6%；农村居民人均可支配收入18000元，增长7.2%。",
    "概算总投资3200万元，合同价2980万元，节约220万元，节约率6.88%。",
    "年初预算为0万元，支出决算为0万元，完成年初预算的0%，决算数等于预算数。",
    "项目已支付资金680万元，占合同金额的85%，剩余120万元待验收后支付。",
    "聘用保洁员30名，每人每月2000元，全年共需72万元。",
    "租赁办公用房2000平方米，每平方米每月25元，全年租金60万元。",
    "2022年至2024年每年安排100万元，三年共300万元。",
    "奖补资金共计150万元，其中一等奖3名，每名10万元；二等奖6名，每名8万元；三等奖18名，每名4万元。",
    "共有教师86人，其中女教师50人，党员40人，高级职称30人。",
    "全县共有学校45所，其中小学30所。",
    "组织3个调研组，分赴5个乡镇、12个村，走访群众300余户。",
    "年末固定资产原值5600万元，净值3200万元，其中：房屋2000万元，设备900万元，车辆300万元。",
    "项目收入减少，本年收入1208.45万元，比上年减少91.55万元，下降7.04%，主要是项目收入减少100.00万元。",
    "医保基金收入9.8亿元，支出9.1亿元，当年结余0.7亿元，累计结余4.2亿元。",
    "完成造林5000亩，占任务4800亩的104.17%。",
    "下设水政水资源股、建管股、防汛办和河长办共4个股室。",
    "2022年度接待32批次、256人次，人均接待费86元，共计2.2万元。",
    "约有5000人受益，每人补助约120元，共需约62万元。",
]


@pytest.mark.parametrize(("sentence", "expected"), HOLDING)
def test_claims_that_hold(sentence: str, expected: list[str]) -> None:
    found = claims(sentence)
    assert all(claim.holds and claim.suggestion is None for claim in found), found
    assert sorted(f"{claim.kind} {claim.formula}" for claim in found) == sorted(expected)


@pytest.mark.parametrize(("sentence", "kind", "printed", "instead"), FAILING)
def test_claims_that_fail(sentence: str, kind: str, printed: str, instead: str) -> None:
    [claim] = [claim for claim in claims(sentence) if not claim.holds]
    assert (claim.kind, claim.stated.datum.raw, claim.suggestion) == (kind, printed, instead)
    assert not claim.truncated


@pytest.mark.parametrize("sentence", INNOCENT)
def test_what_is_no_claim_is_not_called_wrong(sentence: str) -> None:
    assert [claim.formula for claim in claims(sentence) if not claim.holds] == []


def test_what_a_share_is_of_may_stand_in_a_paragraph_before() -> None:
    text = "支出合计4851.00万元。\n\n一般公共预算财政拨款支出4700.50万元，占本年支出合计的{}%。"
    [claim] = claims(text.format("96.90"))
    assert (claim.formula, claim.holds) == ("4700.50 ÷ 4851.00 = 96.90%", True)
    assert [claim.suggestion for claim in claims(text.format("99.60"))] == ["96.90%"]


def test_kinds_are_those_of_the_table() -> None:
    known = {word for word, *_ in CLAIM_KIND.choices or ()}
    assert {claim.kind for sentence, *_ in FAILING for claim in claims(sentence)} <= known


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in HOLDING])
def test_every_figure_of_a_claim_is_in_the_text(sentence: str) -> None:
    for claim in claims(sentence):
        assert claim.span.quote == claim.text
        for operand in (claim.stated, *claim.operands):
            assert operand.datum.span.quote == operand.datum.raw


# Rounding

AMOUNTS = st.integers(10**4, 10**9).map(lambda number: Decimal(number) / 10000)
CENT = Decimal("0.01")


def cents(number: Decimal, how: str = ROUND_HALF_UP) -> Decimal:
    return number.quantize(CENT, how)


@given(AMOUNTS, AMOUNTS)
def test_rounded_shares_hold(one: Decimal, other: Decimal) -> None:
    whole = one + other
    share = cents(one / whole * 100)
    found = claims(f"支出{cents(whole)}万元，其中：基本支出{cents(one)}万元，占{share}%；项目支出{cents(other)}万元。")
    assert {claim.kind for claim in found} == {"sum", "ratio"}
    assert all(claim.holds for claim in found)


@given(AMOUNTS, AMOUNTS)
def test_rounded_growth_holds(before: Decimal, by: Decimal) -> None:
    rate = cents(by / before * 100)
    [claim] = claims(f"运行经费支出{cents(before + by)}万元，比上年增加{cents(by)}万元，增长{rate}%。")
    assert claim.kind == "growth"
    assert claim.holds


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_share_that_was_cut_off_is_known(part: int, more: int) -> None:
    share = cents(Decimal(part) / (part + more) * 100, ROUND_DOWN)
    [claim] = claims(f"采购支出共计{part + more}元，其中：货物{part}元，占{share}%。")
    assert claim.holds or claim.truncated


@given(AMOUNTS, AMOUNTS, st.integers(2, 10**6))
def test_a_sum_of_cents_cannot_have_been_cut_off(one: Decimal, other: Decimal, off: int) -> None:
    whole = cents(one) + cents(other) + off * CENT
    [claim] = claims(f"支出合计{whole}万元，其中：基本支出{cents(one)}万元；项目支出{cents(other)}万元。")
    assert not claim.truncated
    assert claim.holds == (off * CENT <= Decimal("0.015"))


def test_the_next_figure_up_was_not_cut_off() -> None:
    figure = Figure.read("98.77", rounded=True)
    assert cut_off(figure, Interval(Decimal("98.7785"), Decimal("98.7786")))
    assert not cut_off(figure, Interval(Decimal("98.78"), Decimal("98.79")))
    assert cut_off(Figure.read("-1.2"), Interval(Decimal("-1.29"), Decimal("-1.28")))
    assert not cut_off(Figure.read("-1.2"), Interval(Decimal("-1.31"), Decimal("-1.30")))


def test_results_are_shown_like_the_figure_beside_them() -> None:
    assert show(Decimal("98.7785"), 2) == "98.78"
    # A half goes up, to whichever digit: 8426 of 8000.
    assert show(Decimal("105.325"), 2) == "105.33"
    assert show(Decimal("105.335"), 2) == "105.34"
    assert show(Decimal(95), 0, 2) == "95"
    assert show(Decimal("94.621"), 0, 2) == "94.62"
    assert show(Decimal(10), 2) == "10.00"
    assert finest([Figure.read("1.25"), Figure.read("3")], Decimal(1)) == 2
    yuan, wan = Figure.read("85"), Figure.read("1.5").scaled(Decimal(10000))
    assert finest([yuan, wan], Decimal(10000)) == 4


def test_what_a_sentence_says_of_itself_its_section_does_not_say_again() -> None:
    sentences = (
        "公务用车购置及运行费14万元，其中：公务用车购置费0万元；公务用车运行费13万元。",
        "“三公”经费20万元，其中：因公出国（境）费0万元，公务用车购置及运行费14万元，公务接待费5万元。",
    )
    assert [claim.formula for claim in claims("\n\n".join(sentences))] == ["0 + 13 = 13万元", "0 + 14 + 5 = 19万元"]
