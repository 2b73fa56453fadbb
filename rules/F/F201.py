"""The department's field filled with the project's name."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.comparing import bare
from auditor.records import Document
from auditor.records.survey import tables
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

FIELDS = ("supervisor", "unit")
NAME = Text(zh="项目名称", en="the project's name")


@rule(
    id="F201",
    name="department-is-project-name",
    title=Text(zh="主管部门填成了项目名称", en="Department's field holds the project's name"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{label}”填的是项目名称“{value}”，不是单位名称。",
        en="“{label}” holds the project's name “{value}”, which is no department.",
    ),
    advice=Text(zh="改填单位全称。", en="Enter the full name of the department or unit."),
    rationale=Text(
        zh="主管部门和实施单位对项目负责；填成项目名称，这张表就没有责任单位。",
        en="These fields say who answers for the project; with the project's name in them nobody does.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="the name twice",
                frame="form",
                rows=[{"project": "困难家庭取暖补贴", "supervisor": "困难家庭取暖补贴"}],
                expect=[Expect(2, "困难家庭取暖补贴")],
                instead=[{"project": "困难家庭取暖补贴", "supervisor": "云岭县民政局"}],
            ),
            Bad(
                name="with its number",
                frame="form",
                rows=[{"project": "项目2困难家庭取暖补贴", "unit": "项目2困难家庭取暖补贴"}],
                expect=[Expect(2, "项目2困难家庭取暖补贴")],
                instead=[{"project": "项目2困难家庭取暖补贴", "unit": "云岭县社会救助中心"}],
            ),
        ],
        good=[
            Good(
                name="departments",
                frame="form",
                rows=[{"project": "困难家庭取暖补贴", "supervisor": "云岭县民政局", "unit": "云岭县民政局"}],
            ),
            Good(
                name="a unit whose name is part of the project's",
                frame="form",
                rows=[{"project": "云岭县敬老院取暖补贴", "unit": "云岭县敬老院"}],
            ),
        ],
    ),
)
def holds_name(document: Document) -> Iterator[Found]:
    """Every field of a department whose words are the name of the project, with its number or without."""
    for project in tables(document):
        names = [label.value for label in project.labels if label.key == "name"]
        words = {bare(name.raw): name for name in (*names, project.name) if name is not None}
        for label in project.labels:
            name = words.get(bare(label.value.raw)) if label.value is not None else None
            if name is not None and label.value is not None and label.key in FIELDS:
                values = {"label": label.printed.raw, "value": label.value.raw}
                yield Found(at=label.value, evidence=[(NAME, name)], values=values)
