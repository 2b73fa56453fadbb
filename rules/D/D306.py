"""One description for two different indicators of a project."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare, twins
from auditor.records import Indicator, Project
from auditor.records.survey import description_of, rows
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

OTHER = Text(zh="描述相同的指标", en="the indicator described so too")
SHORTEST = 6


@rule(
    id="D306",
    name="description-shared",
    title=Text(zh="两条指标用了同一描述", en="Two indicators share one description"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{name}”的描述与“{other}”完全相同，至少有一条是照抄的。",
        en="“{name}” is described exactly as “{other}”; one of the two was copied.",
    ),
    advice=Text(zh="按各自的考核内容分别写描述。", en="Describe either by what it measures."),
    rationale=Text(
        zh="两条指标考核的事情不同，描述不会一字不差；照抄的描述会让统计口径弄错。",
        en="Two indicators measure two things; with one description the wrong thing gets counted.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="printed and handed out",
                frame="goal-table",
                rows=[
                    {"name": "印制节水手册", "description": "印制节水宣传手册", "target": "≥3000册"},
                    {"name": "发放节水手册", "description": "印制节水宣传手册", "target": "≥2800册"},
                ],
                expect=[Expect(2, "印制节水宣传手册")],
                instead=[
                    {"name": "印制节水手册", "description": "印制节水宣传手册", "target": "≥3000册"},
                    {"name": "发放节水手册", "description": "送到农户的手册", "target": "≥2800册"},
                ],
            ),
        ],
        good=[
            Good(
                name="a short formula in both",
                frame="goal-table",
                rows=[
                    {"name": "印制节水手册", "description": "工作计划", "target": "≥3000册"},
                    {"name": "发放节水手册", "description": "工作计划", "target": "≥2800册"},
                ],
            ),
            Good(
                name="one indicator under two headings",
                frame="goal-table",
                rows=[
                    {"name": "发放节水手册", "description": "送到农户的手册", "target": "≥2800册"},
                    {
                        "level1": "效益指标",
                        "level2": "社会效益指标",
                        "name": "发放节水手册",
                        "description": "送到农户的手册",
                        "target": "≥2800册",
                    },
                ],
            ),
        ],
    ),
)
def description_shared(project: Project) -> Iterator[Found]:
    """Of two rows with one description and two names, the one whose name the description fits less."""
    for first, again in twins(rows(project), telling_description):
        if not shared(first, again):
            continue
        wrong, right = (again, first) if fits(first) >= fits(again) else (first, again)
        if wrong.name is not None and right.name is not None and wrong.description is not None:
            values = {"name": wrong.name.raw, "other": right.name.raw}
            yield Found(at=wrong.description, evidence=[(OTHER, right.name)], values=values)


def telling_description(row: Indicator) -> str | None:
    """The bare words of a description that says enough to be told from a formula."""
    described = description_of(row)
    return described if len(described) >= SHORTEST else None


def shared(first: Indicator, again: Indicator) -> bool:
    """Whether two rows of one description have different names; the name of one of them as such is another rule's."""
    if first.name is None or again.name is None:
        return False
    names = {bare(first.name.raw), bare(again.name.raw)}
    return len(names) == 2 and description_of(first) not in names


def fits(row: Indicator) -> int:
    """How many characters of a row's name are in its description."""
    return len(set(bare(row.name.raw)) & set(description_of(row))) if row.name is not None else 0
