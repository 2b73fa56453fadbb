"""A required field of the form that was left blank."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Document, Label, Project
from auditor.records.survey import called, tables
from auditor.records.terms import label_of
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import is_blank

REQUIRED = ("name", "code", "supervisor", "unit")


@rule(
    id="F106",
    name="required-field-blank",
    title=Text(zh="表头必填项没有填写", en="Required field left blank"),
    severity="warning",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="{project}的“{label}”没有填写。",
        en="“{label}” of {project} was left blank.",
    ),
    advice=Text(
        zh="补填；由主管部门自己实施的，实施单位也要写明本部门名称。",
        en="Fill it in; a department that carries out the project itself names itself.",
    ),
    rationale=Text(
        zh="项目名称、编码、主管部门和实施单位用来确定由谁负责、对应哪一笔预算，缺项的表不完整。",
        en="They say who answers for the project and which budget item it is; without them the form is incomplete.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="no implementing unit",
                frame="form",
                rows=[{"project": "残疾儿童辅具适配", "unit": ""}],
                expect=[Expect(2, "实施单位")],
                instead=[{"project": "残疾儿童辅具适配"}],
            ),
        ],
        good=[
            Good(name="both are named", frame="form", rows=[{"project": "残疾儿童辅具适配"}]),
            Good(name="a field that is not required", frame="form", rows=[{"period": ""}]),
        ],
    ),
)
def field_blank(document: Document) -> Iterator[Found]:
    """For every project, each required label that has nothing beside it, wherever it is printed."""
    for project in tables(document):
        for key in REQUIRED:
            label = blank_label(project, key)
            if label is not None:
                yield Found(at=label.printed, values={"project": called(project), "label": label.printed.raw})


def blank_label(project: Project, key: str) -> Label | None:
    """The label of a field where none of its labels has a value; a column heading is no label."""
    labels = [label for label in project.labels if label.key == key and label_of(label.printed.raw) == key]
    if any(label.value is not None and not is_blank(label.value.raw) for label in labels):
        return None
    return labels[0] if labels else None
