"""The title of a document in place of a goal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Project
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

# 关于…的通知, or 关于… and nothing after it; with a comma something is said about the document.
TITLE = re.compile(r"^(?:《)?关于[^，,。；;]+(?:》)?(?:[（(〔][^）)〕]*[）)〕][^，,。；;]{0,6})?[。；;]?$")


@rule(
    id="F207",
    name="document-title-as-goal",
    title=Text(zh="把文件标题写成绩效目标", en="Document title in place of a goal"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    scope="project",
    message=Text(
        zh="“{goal}”是文件标题，不是绩效目标。",
        en="“{goal}” is the title of a document, not a goal.",
    ),
    advice=Text(
        zh="写明按这份文件要办什么事、办到什么程度。",
        en="Say what is to be done under that document, and how much of it.",
    ),
    rationale=Text(
        zh="文件是立项依据；目标要写做什么、做到什么程度，才能考核。",
        en="The document is the ground of the project; a goal says what is done and how much of it.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a notice",
                frame="goals",
                rows=[{"goal": "1.关于进一步加强农村公路安全防护设施建设的通知。 2.安装护栏12公里。"}],
                expect=[Expect(1, "关于进一步加强农村公路安全防护设施建设的通知。")],
                instead=[{"goal": "1.临水临崖路段全部安装护栏。 2.安装护栏12公里。"}],
            ),
        ],
        good=[
            Good(
                name="what the document asks for",
                frame="goals",
                rows=[{"goal": "1.按照关于加强农村公路安全防护的要求，临水临崖路段全部安装护栏。"}],
            ),
            Good(
                name="a goal that begins with 关于 and goes on",
                frame="goals",
                rows=[{"goal": "1.关于农村公路安全防护，年内安装护栏12公里。"}],
            ),
        ],
    ),
)
def title_as_goal(project: Project) -> Iterator[Found]:
    """Every goal that is nothing but the title of a document."""
    for goal in project.goals:
        if TITLE.match(goal.raw.strip()):
            yield Found(at=goal, values={"goal": goal.raw})
