"""A grade that does not follow from its score by the ministry's bounds, though it may by those of a province."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.records import Document
from auditor.records.grades import band_of, grade_of, graded
from auditor.rule import Bad, Examples, Expect, Found, Good, Option, Text, rule


@rule(
    id="S502",
    name="grade-by-unusual-bounds",
    title=Text(zh="等级与通行的分数线不符", en="Grade by other than the usual bounds"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="document",
    options={
        "usual": Option(
            type="text",
            default="90/80/60",
            meaning=Text(zh="通行的优、良、中分数线", en="usual lower bounds of 优, 良 and 中"),
        ),
        "accepted": Option(
            type="texts",
            default=["80/70/60"],
            meaning=Text(zh="个别地方使用的分数线", en="bounds used in some places"),
        ),
    },
    message=Text(
        zh="{score} 分评为“{grade}”，按通行的分数线（{band}）应为“{right}”。",
        en="{score} points are graded “{grade}”; by the usual bounds {band} they are “{right}”.",
    ),
    advice=Text(
        zh="核对总分和等级；本地执行其他分数线的，在报告中写明依据。",
        en="Check total and grade; where other bounds apply, say so in the report.",
    ),
    rationale=Text(
        zh="财政部办法以 90 分以上为优、80 分以上为良、60 分以上为中；分数线不同又不说明，评价结果不能比较。",
        en="The ministry's bounds are 90, 80 and 60. Results by others cannot be compared unless the report says so.",
    ),
    basis="norm",
    norm=[{"id": "cai-yu-2020-10", "article": "17"}],
    examples=Examples(
        bad=[
            Bad(
                name="eighty-one called excellent",
                text="农村供水项目综合评价得分81分，评价等级为优。",
                expect=[Expect(1, "81分，评价等级为优")],
                instead="农村供水项目综合评价得分81分，评价等级为良。",
            ),
        ],
        good=[
            Good(name="ninety-one called excellent", text="农村供水项目综合评价得分91分，评价等级为优。"),
            Good(name="on the bound", text="农村供水项目综合评价得分80分，评价等级为良。"),
        ],
    ),
)
def unusual(document: Document, *, usual: str, accepted: Sequence[str]) -> Iterator[Found]:
    """Grades that fit bounds accepted somewhere and not the usual ones, where no other grade of the document does."""
    told = graded(document)
    band = band_of(usual)
    if any(one.grade == grade_of(one.score.to_integral_value(), band) for one in told):
        return
    for one in told:
        if any(one.grade == grade_of(one.score, band_of(text)) for text in accepted):
            values = {"score": one.score, "grade": one.grade, "band": usual, "right": grade_of(one.score, band)}
            yield Found(at=one.place, values=values)
