"""Mutation: break a clean document in a known way, and exactly that defect is found; untouched, it is silent.

Hypothesis chooses the document, its layout, the place and the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from auditor.engine import judge
from auditor.finding import Finding
from auditor.library import load
from auditor.records import read_document
from auditor.source import read_bytes
from auditor.values import category_of_level, polarity, ratio_kind
from fixtures.render import LAYOUTS, Description, Indicator, Project, Target, describe, descriptions, render

LOUD = ("error", "warning")
CLEAN = {path.stem: path for path in descriptions() if "faulty" not in path.stem}
TEXT_LAYOUTS = ("tabs", "stacked", "flow", "barred", "celled", "lined")
BY_ROWS = ("tabs", "stacked")
Draw = Callable[..., object]
Change = Callable[[st.DataObject, Description], Description]


@dataclass(frozen=True)
class Mutation:
    """A way to break a document: the change, the families that may report it, the layouts it can be seen in."""

    change: Change
    families: frozenset[str]
    layouts: Sequence[str] = TEXT_LAYOUTS
    severities: Sequence[str] = LOUD


@cache
def rules() -> tuple[object, ...]:
    return load(plugins=False).choose()


@cache
def described(name: str) -> Description:
    return describe(CLEAN[name])


def findings(description: Description, layout: str) -> list[Finding]:
    source = read_bytes(render(description, layout), f"source.{LAYOUTS[layout].suffix}")
    return list(judge([read_document(source)], rules()).findings)  # type: ignore[arg-type]


@cache
def untouched(name: str, layout: str) -> frozenset[tuple[str, str]]:
    return frozenset((finding.rule.id, finding.quote) for finding in findings(described(name), layout))


# Changes


def with_row(description: Description, old: Indicator, *new: Indicator) -> Description:
    """The description with one indicator replaced."""
    body = tuple(_with_row(item, old, new) if isinstance(item, Project) else item for item in description.body)
    return replace(description, body=body)


def _with_row(project: Project, old: Indicator, new: Sequence[Indicator]) -> Project:
    rows = tuple(made for row in project.indicators for made in (new if row is old else (row,)))
    return replace(project, indicators=rows)


def with_project(description: Description, old: Project, new: Project) -> Description:
    return replace(description, body=tuple(new if item is old else item for item in description.body))


def row_of(data: st.DataObject, description: Description, fits: Callable[[Indicator], bool]) -> Indicator:
    rows = [row for project in description.projects for row in project.indicators if fits(row)]
    assume(rows)
    return data.draw(st.sampled_from(rows), label="indicator")


def project_of(data: st.DataObject, description: Description, fits: Callable[[Project], bool]) -> Project:
    projects = [project for project in description.projects if not project.department and fits(project)]
    assume(projects)
    return data.draw(st.sampled_from(projects), label="project")


def bounded(row: Indicator) -> bool:
    return ratio_kind(row.name) == "bounded" and row.target.unit == "%" and not row.actual


def planned(row: Indicator) -> bool:
    return row.actual is None and bool(row.target.number) and not row.target.written and not row.target.upper


def costing(row: Indicator) -> bool:
    return planned(row) and category_of_level(row.level2) == "cost" and polarity(row.name) == "lower"


def above_hundred(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: bounded(row) and planned(row))
    number = data.draw(st.integers(105, 999).filter(lambda n: not 200 <= n < 300), label="percent")
    return with_row(description, row, replace(row, target=replace(row.target, comparator="≥", number=str(number))))


def at_least_all(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: bounded(row) and planned(row))
    return with_row(description, row, replace(row, target=replace(row.target, comparator="≥", number="100")))


def without_percent(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: bounded(row) and planned(row) and Decimal(row.target.number) > 1)
    return with_row(description, row, replace(row, target=replace(row.target, unit="", spelled="")))


def bare_wan(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: planned(row) and row.target.unit == "万元")
    return with_row(description, row, replace(row, target=replace(row.target, unit="万", spelled="万")))


def odd_sign(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: planned(row) and row.target.comparator in ("≥", "≤"))
    sign = {"≥": "≧", "≤": "≦"}[row.target.comparator]
    return with_row(description, row, replace(row, target=replace(row.target, comparator=sign)))


def blank_target(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, planned)
    return with_row(description, row, replace(row, target=Target()))


def words_for_quantity(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: planned(row) and category_of_level(row.level2) == "quantity")
    words = data.draw(st.sampled_from(["显著", "按计划完成", "有效保障"]), label="words")
    return with_row(description, row, replace(row, target=Target(text=words)))


def template_goal(data: st.DataObject, description: Description) -> Description:
    project = project_of(data, description, lambda project: bool(project.goals) and not project.results)
    return with_project(description, project, replace(project, goals=("目标内容1",)))


def cost_in_percent(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: costing(row) and row.target.unit in ("元", "万元"))
    return with_row(description, row, replace(row, target=replace(row.target, unit="%", spelled="百分比")))


def cost_at_least(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: costing(row) and row.target.comparator == "≤")
    return with_row(description, row, replace(row, target=replace(row.target, comparator="≥")))


def part_of_funds(data: st.DataObject, description: Description) -> Description:
    project = project_of(data, description, lambda project: {"budget", "fiscal", "other"} <= project.funds.keys())
    extra = data.draw(st.integers(1, 40), label="extra")
    more = format(Decimal(project.funds["fiscal"][0]) + extra, "f")
    return with_project(description, project, replace(project, funds={**project.funds, "fiscal": (more,)}))


def falling_schedule(data: st.DataObject, description: Description) -> Description:
    project = project_of(data, description, lambda project: len(project.schedule) == 4)
    dates, shares = list(project.schedule), list(project.schedule.values())
    assume(shares[1] != shares[2])
    swapped = dict(zip(dates, (shares[0], shares[2], shares[1], shares[3]), strict=True))
    return with_project(description, project, replace(project, schedule=swapped))


def goal_of_another(data: st.DataObject, description: Description) -> Description:
    project = project_of(data, description, lambda project: bool(project.goals) and not project.results)
    others = [
        other
        for other in description.projects
        if other is not project and not other.department and other.goals and len(other.goals[0]) > 20
    ]
    assume(others)
    goal = data.draw(st.sampled_from(others), label="other").goals[0]
    return with_project(description, project, replace(project, goals=(goal,)))


def row_again(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: planned(row) and not row.weight)
    return with_row(description, row, row, replace(row))


def named_by_itself(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: planned(row) and bool(row.description) and len(row.name) > 4)
    return with_row(description, row, replace(row, description=row.name))


def score_above_weight(data: st.DataObject, description: Description) -> Description:
    row = row_of(data, description, lambda row: bool(row.score) and row.score == row.weight)
    more = str(int(Decimal(row.weight)) + data.draw(st.integers(1, 9), label="more"))
    return with_row(description, row, replace(row, score=more))


def last_year(data: st.DataObject, description: Description) -> Description:
    year = f"{description.year}年"
    row = row_of(data, description, lambda row: not row.actual and row.target.text.startswith(year))
    assume("前" in row.target.text)
    earlier = row.target.text.replace(year, f"{description.year - 1}年")
    return with_row(description, row, replace(row, target=Target(text=earlier)))


def total_in_prose(data: st.DataObject, description: Description) -> Description:
    """One part of a breakdown in prose grows, so that the parts exceed the total."""
    at = [i for i, item in enumerate(description.body) if isinstance(item, str) and "万元，其中：" in item]
    assume(at)
    index = data.draw(st.sampled_from(at), label="paragraph")
    text = str(description.body[index])
    head, _, parts = text.partition("万元，其中：")
    first, unit, rest = parts.partition("万元")
    name, number = first.rstrip("0123456789."), first[len(first.rstrip("0123456789.")) :]
    assume(unit and number and "。" not in first)
    more = format(Decimal(number) * 2 + 1, "f")
    body = list(description.body)
    body[index] = f"{head}万元，其中：{name}{more}{unit}{rest}"
    return replace(description, body=tuple(body))


MUTATIONS = {
    "V1 above one hundred": Mutation(above_hundred, frozenset({"V1", "S3", "U3"})),
    "V2 at least all": Mutation(at_least_all, frozenset({"V2", "S3", "U3"})),
    "V3 percent sign lost": Mutation(without_percent, frozenset({"V3", "U3", "V5"})),
    "V4 bare 万": Mutation(bare_wan, frozenset({"V4", "U3"})),
    "V5 other sign": Mutation(odd_sign, frozenset({"V5"}), severities=("note",)),
    "V6 no target": Mutation(blank_target, frozenset({"V6", "F1", "F3"}), BY_ROWS),
    "V7 words for a quantity": Mutation(words_for_quantity, frozenset({"V7", "U3"})),
    "V8 goal of the template": Mutation(template_goal, frozenset({"V8"})),
    "U1 cost in percent": Mutation(cost_in_percent, frozenset({"U1", "U3", "V1", "S3", "T6"})),
    "S1 cost at least": Mutation(cost_at_least, frozenset({"S1", "S3", "U3"})),
    "S4 last year's deadline": Mutation(last_year, frozenset({"S4", "U3", "S3"})),
    "S7 score above weight": Mutation(score_above_weight, frozenset({"S7", "T1", "T5", "S5", "F1"})),
    "T1 part of the funds": Mutation(part_of_funds, frozenset({"T1", "T5", "T6"})),
    "T1 total in prose": Mutation(total_in_prose, frozenset({"T1", "T2", "T5", "U2"})),
    "T7 schedule falls": Mutation(falling_schedule, frozenset({"T7"})),
    "D1 goal of another project": Mutation(goal_of_another, frozenset({"D1", "S3", "D3"})),
    "D2 row again": Mutation(row_again, frozenset({"D2", "T1", "T6"})),
    "D4 described by its name": Mutation(named_by_itself, frozenset({"D4"}), severities=("note",)),
}


@pytest.mark.parametrize("name", MUTATIONS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_exactly_that_defect_is_found(name: str, data: st.DataObject) -> None:
    mutation = MUTATIONS[name]
    which = data.draw(st.sampled_from(sorted(CLEAN)), label="document")
    layout = data.draw(st.sampled_from(list(mutation.layouts)), label="layout")
    before = untouched(which, layout)
    broken = mutation.change(data, described(which))
    assume(render(broken, layout) != render(described(which), layout))
    new = [one for one in findings(broken, layout) if (one.rule.id, one.quote) not in before]
    assert {one.rule.id[:2] for one in new if one.severity in mutation.severities} & mutation.families, "not found"
    strangers = [(one.rule.id, one.message.zh) for one in new if one.severity in LOUD]
    assert [one for one in strangers if one[0][:2] not in mutation.families] == []


@pytest.mark.parametrize("which", sorted(CLEAN))
def test_untouched_documents_are_silent(which: str) -> None:
    for layout in TEXT_LAYOUTS:
        loud = [one for one in findings(described(which), layout) if one.severity in LOUD]
        assert [(one.rule.id, one.message.zh) for one in loud] == []
