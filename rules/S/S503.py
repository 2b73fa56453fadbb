"""Counts of grades that the total scores of the tables do not give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.records import Document
from auditor.records.grades import GRADES, band_of, counted, grade_of, totals
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule

TOTAL = Text(zh="总分", en="total score")

TABLE = """\
2023年度项目支出绩效自评表

项目名称\t{name}
主管部门\t县水利局\t实施单位\t县供水中心
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标\t数量指标\t{name}数量\t≥8个\t8个\t100\t{score}\t无
总分\t\t\t\t\t\t100\t{score}

"""
TWO = TABLE.format(name="供水站维修", score="95") + TABLE.format(name="水质检测", score="78")


@rule(
    id="S503",
    name="counts-of-grades-against-scores",
    title=Text(zh="各等级项目数与自评得分不符", en="Counts of grades do not follow from the scores"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    options={
        "bands": Option(
            type="texts",
            default=["90/80/60", "80/70/60"],
            meaning=Text(zh="优、良、中的分数线，符合其中一种即可", en="bounds of 优, 良 and 中; any will do"),
        )
    },
    message=Text(
        zh="文中说 {said}，按各项目自评表的总分应为 {found}。",
        en="The text says {said}; by the total scores of the tables it is {found}.",
    ),
    advice=Text(
        zh="逐个核对项目总分和等级，改正文字或者评分。",
        en="Check score and grade of every project and correct the text or the scores.",
    ),
    rationale=Text(
        zh="各等级的项目数由自评得分得出；对不上，说明文字和自评表不是同一口径。",
        en="The counts follow from the scores; where they do not fit, text and tables do not tell the same.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10", "article": "17"}],
    examples=Examples(
        bad=[
            Bad(
                name="both called excellent",
                text="本单位对2个项目开展自评，2个项目评价为“优”。\n\n" + TWO,
                expect=[Expect(1, "2个项目评价为“优")],
                instead="本单位对2个项目开展自评，1个项目评价为“优”，1个项目评价为“良”。\n\n" + TWO,
            ),
        ],
        good=[
            Good(name="grades of a province", text="本单位2个项目评价为“优”。\n\n" + TWO.replace("78", "84")),
            Good(name="only some of the projects", text="本单位1个项目评价为“良”，其余另行评价。\n\n" + TWO),
        ],
    ),
)
def counts_against_scores(document: Document, *, bands: Sequence[str]) -> Iterator[Found]:
    """Counts of all projects by grade that neither the scores as printed give nor the scores out of one hundred."""
    scored = totals(document.projects)
    if len(scored) < 2:
        return
    readings = list(zip(*(scores for _, scores in scored), strict=True))
    for told in counted(document):
        if sum(told.counts.values()) != len(scored):
            continue
        possible = [
            Counter(grade_of(score, band_of(text)) for score in scores) for text in bands for scores in readings
        ]
        if any(dict(each) == told.counts for each in possible):
            continue
        yield Found(
            at=told.places[0],
            evidence=[(TOTAL, project.total_score) for project, _ in scored if project.total_score is not None],
            values={"said": phrase(told.counts), "found": phrase(possible[0])},
        )


def phrase(counts: dict[str, int] | Counter[str]) -> str:
    """The counts in a row, the best grade first: 7优2良."""
    return "".join(f"{counts[grade]}{grade}" for grade in GRADES if counts.get(grade))
