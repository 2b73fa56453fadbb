"""A grade that the text gives to a project and that the total score in its table does not give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.records import Document
from auditor.records.grades import band_of, called, grade_of, graded, totals
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule

TOTAL = Text(zh="自评表总分", en="total score of the table")

DOCUMENT = """\
2023年度项目支出绩效自评表

项目名称\t农村供水站维修
主管部门\t县水利局\t实施单位\t县供水中心
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标\t数量指标\t维修供水站数量\t≥8个\t8个\t100\t{score}\t无
总分\t\t\t\t\t\t100\t{score}

综合上述情况，供水站维修项目绩效自评结果为优。
"""


@rule(
    id="S504",
    name="grade-in-text-against-total",
    title=Text(zh="文字中的等级与自评表总分不符", en="Grade in the text does not follow from the total"),
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
        zh="文中把“{project}”评为“{grade}”，自评表总分是 {score} 分，应为“{right}”。",
        en="The text grades “{project}” as “{grade}”; its table has {score} points, which is “{right}”.",
    ),
    advice=Text(
        zh="以自评表总分为准改正等级，或者核对总分。",
        en="Correct the grade to that of the total, or check the total.",
    ),
    rationale=Text(
        zh="同一项目的等级由自评表总分决定；文字另写一个等级，评价结论前后矛盾。",
        en="The total of the table determines the grade; another one in the text contradicts it.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10", "article": "17"}],
    examples=Examples(
        bad=[
            Bad(
                name="seventy-six called excellent",
                text=DOCUMENT.format(score="76"),
                expect=[Expect(9, "供水站维修项目绩效自评结果为优")],
                instead=DOCUMENT.format(score="96"),
            ),
        ],
        good=[Good(name="grades of a province", text=DOCUMENT.format(score="86"))],
    ),
)
def against_total(document: Document, *, bands: Sequence[str]) -> Iterator[Found]:
    """Grades of projects that their total gives by none of the bounds that fit most grades of the document."""
    told = graded(document)
    fitting = {text: sum(one.grade == grade_of(one.score, band_of(text)) for one in told) for text in bands}
    best = [text for text in bands if fitting[text] == max(fitting.values())]
    scores = {project.name.raw: (project, readings) for project, readings in totals(document.projects) if project.name}
    for project, grade, words in called(document):
        found = scores.get(project.name.raw) if project.name else None
        if found is None or found[0].total_score is None:
            continue
        total = found[0].total_score
        if any(grade == grade_of(score, band_of(text)) for text in best for score in found[1]):
            continue
        yield Found(
            at=words,
            evidence=[(TOTAL, total)],
            values={
                "project": project.name.raw if project.name else "",
                "grade": grade,
                "score": found[1][0],
                "right": grade_of(found[1][0], band_of(best[0])),
            },
        )
