"""A grade that does not follow from the score printed beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.records import Document
from auditor.records.grades import Band, Graded, band_of, grade_of, graded
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule


@rule(
    id="S501",
    name="grade-against-score",
    title=Text(zh="等级与得分不符", en="Grade does not follow from the score"),
    severity="error",
    confidence="certain",
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
        zh="{score} 分评为“{grade}”，按分数线（{band}）应为“{right}”。",
        en="{score} points are graded “{grade}”; by the bounds {band} they are “{right}”.",
    ),
    advice=Text(
        zh="核对总分和等级；本地分数线不同的，写明依据。",
        en="Check total and grade; where local bounds differ, name them.",
    ),
    rationale=Text(
        zh="评价等级由总分决定；等级与分数对不上，评价结果就不能用。",
        en="The grade follows from the total; where the two do not fit, the result cannot be used.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10", "article": "17"}],
    examples=Examples(
        bad=[
            Bad(
                name="seventy-eight called excellent",
                text="农村供水水质检测项目自评得分78分，等级为优；检测中心运行项目自评得分92分，等级为优。",
                expect=[Expect(1, "78分，等级为优")],
                instead="农村供水水质检测项目自评得分78分，等级为中；检测中心运行项目自评得分92分，等级为优。",
            ),
            Bad(
                name="two bounds in one report",
                text="水质检测项目自评89.2分，自评等级为良。\n\n检测中心运行项目自评81分，自评等级为优。\n\n"
                "管网维修项目自评96分，自评等级为优。",
                expect=[Expect(3, "81分，自评等级为优")],
                instead="水质检测项目自评89.2分，自评等级为良。\n\n检测中心运行项目自评81分，自评等级为良。\n\n"
                "管网维修项目自评96分，自评等级为优。",
            ),
            Bad(
                name="the grade below the table",
                frame="self-evaluation",
                text="\t产出指标\t数量指标\t检测水样\t≥800份\t820份\t90\t88\t无\n总分\t\t\t\t\t100\t98\n自评等级\t良",
                expect=[Expect(3, "良")],
                instead="\t产出指标\t数量指标\t检测水样\t≥800份\t820份\t90\t88\t无\n总分\t\t\t\t\t100\t98\n自评等级\t优",
            ),
        ],
        good=[
            Good(name="grades of a province", text="水质检测项目自评得分83分，等级为优。"),
            Good(name="between the bounds", text="水质检测项目自评得分89.6分，等级为优。"),
            Good(name="parts of a score", text="水质检测项目自评得分95分，其中：产出68分、效益27分，等级为优。"),
            Good(name="weights are no scores", text="该指标分值10分，评价要点为优先保障供水。"),
        ],
    ),
)
def grade_against_score(document: Document, *, bands: Sequence[str]) -> Iterator[Found]:
    """Scores whose grade does not follow from the bounds that fit most of the document's grades."""
    told = graded(document)
    known = {text: band_of(text) for text in bands}
    best = max(known, key=lambda text: sum(fits(one, known[text]) for one in told))
    for one in told:
        if fits(one, known[best]):
            continue
        values = {"score": one.score, "grade": one.grade, "band": best, "right": grade_of(one.score, known[best])}
        yield Found(at=one.place, values=values)


def fits(one: Graded, band: Band) -> bool:
    """Whether a grade is that of its score, or of the score rounded to the next whole point."""
    return one.grade in (grade_of(one.score, band), grade_of(one.score.to_integral_value(), band))
