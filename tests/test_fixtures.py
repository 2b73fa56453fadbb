"""The fixtures: committed as the descriptions give them, the clean ones clean, the planted defects in their places."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from auditor.report.families import FAMILIES
from fixtures.make import ROOT, files_of
from fixtures.render import Description, Indicator, Project, describe, descriptions
from fixtures.render.grid import Slot, grid

ALL = [describe(path) for path in descriptions()]
PROJECTS = [(description, project) for description in ALL for project in description.projects]
PROJECT_IDS = [f"{description.name}-{project.name}" for description, project in PROJECTS]
each_project = pytest.mark.parametrize(("description", "project"), PROJECTS, ids=PROJECT_IDS)
CLEAN = sorted(path for path in ROOT.glob("*/source.*") if not path.parent.name.startswith("faulty-"))
FAULTY = sorted(ROOT.glob("faulty-*"))
each_faulty = pytest.mark.parametrize("directory", FAULTY, ids=[path.name for path in FAULTY])

SEVERITIES = frozenset(("error", "warning", "note"))
LONGEST_NAME = 15
HUNDRED = Decimal(100)


def test_eight_fields_in_every_layout_and_both_versions_of_indicators() -> None:
    assert len(ALL) >= 8
    assert {layout for description in ALL for layout in description.layouts} == {
        "tabs", "stacked", "tabs-shifted", "placeholders-free", "flow"
    }
    levels = {row.level1 for _, project in PROJECTS for row in project.indicators}
    assert {"产出指标", "成本指标", "部门产出", "部门管理"} <= levels


# Committed files


@pytest.mark.parametrize("description", ALL, ids=[description.name for description in ALL])
def test_committed_files_are_the_rendered_ones(description: Description) -> None:
    for layout in description.layouts:
        for path, content in files_of(description, layout).items():
            assert path.read_bytes() == content, f"{path.relative_to(ROOT)}: run python -m fixtures.make"


def test_no_directory_without_a_description() -> None:
    rendered = {f"{description.name}-{layout}" for description in ALL for layout in description.layouts}
    committed = {path.parent.name for path in ROOT.glob("*/source.*")}
    assert committed == rendered | {path.name for path in FAULTY}


# What makes a document clean


def part_lines(project: Project) -> Iterator[tuple[str, ...]]:
    yield from (amounts for key, amounts in project.funds.items() if key not in ("budget", "total"))


@each_project
def test_funds_add_up(description: Description, project: Project) -> None:
    if not project.funds:
        return
    total = project.funds.get("budget") or project.funds["total"]
    for column, amount in enumerate(total):
        assert Decimal(amount) == sum(Decimal(line[column]) for line in part_lines(project))


@each_project
def test_schedule_rises_to_100(description: Description, project: Project) -> None:
    percents = [Decimal(percent.rstrip("%")) for percent in project.schedule.values()]
    assert percents == sorted(percents)
    assert percents[-1:] in ([], [HUNDRED])


@each_project
def test_every_field_is_filled(description: Description, project: Project) -> None:
    for row in project.indicators:
        assert row.name and row.target.printed
        if project.evaluated:
            assert row.actual and row.weight and row.score
        else:
            assert row.description and row.basis
    if project.department:
        return
    assert project.name and project.goals
    if project.evaluated:
        assert project.results and project.supervisor and project.unit
    elif project.funds:
        assert all((project.code, project.purpose, project.schedule, project.supervisor, project.unit, project.period))


@each_project
def test_names_are_short_and_single_and_descriptions_say_more(description: Description, project: Project) -> None:
    names = [row.name for row in project.indicators]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if len(name) > LONGEST_NAME] == []
    assert [row.name for row in project.indicators if row.description.startswith(row.name)] == []


@each_project
def test_all_kinds_of_indicators(description: Description, project: Project) -> None:
    levels = "".join(row.level1 + row.level2 for row in project.indicators)
    kinds = ("成本", "满意度", "数量", "质量", "时效") if "部门管理" not in levels else ("满意度",)
    assert [kind for kind in kinds if kind not in levels] == []


@each_project
def test_no_bound_that_nothing_can_miss(description: Description, project: Project) -> None:
    """≥100% and ≥0 are vacuous or impossible to exceed; a control rate of at most 100% is a real bound."""
    printed = {row.target.printed for row in project.indicators}
    assert not printed & {"≥100%", "≥100百分比", "≥0%", "≥0起"}
    assert [row.name for row in project.indicators if row.target.printed == "≤100%" and "控制率" not in row.name] == []


def test_goals_differ_within_a_document() -> None:
    for description in ALL:
        goals = Counter(goal for project in description.projects for goal in (*project.goals, *project.results))
        repeated = [goal for goal, count in goals.items() if count > 1]
        assert repeated == [], description.name


def test_the_same_indicator_has_the_same_target() -> None:
    for description in ALL:
        targets: dict[str, set[str]] = {}
        for project in description.projects:
            for row in project.indicators:
                targets.setdefault(row.name, set()).add(row.target.printed)
        assert [name for name, printed in targets.items() if len(printed) > 1] == [], description.name


# Self-evaluations


EVALUATED = [(d, p) for d, p in PROJECTS if p.evaluated]
each_evaluated = pytest.mark.parametrize(
    ("description", "project"), EVALUATED, ids=[f"{d.name}-{p.name}" for d, p in EVALUATED]
)


def points(exact: Decimal) -> Decimal:
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def missed(row: Indicator) -> Decimal | None:
    """The share of a missed target that was reached; None where it was reached, or is a date."""
    target, actual = row.target, row.actual
    if actual is None or target.text:
        return None
    wanted, got = Decimal(target.number), Decimal(actual.number)
    if target.comparator == "≤":
        return wanted / got if got > wanted else None
    return got / wanted if got < wanted else None


@each_evaluated
def test_weights_sum_to_100(description: Description, project: Project) -> None:
    assert Decimal(project.total_weight) == HUNDRED
    by_level = Counter[str]()
    for row in project.indicators:
        by_level[row.level1] += int(row.weight)
    assert dict(by_level) in (
        {"产出指标": 50, "效益指标": 30, "满意度指标": 10},
        {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10},
        {"部门管理": 20, "履职效果": 50, "能力建设": 10, "服务对象满意度": 10},
    )


@each_evaluated
def test_execution_recomputes(description: Description, project: Project) -> None:
    _, budget, spent = map(Decimal, project.funds["total"])
    weight, rate, score = project.execution
    assert Decimal(rate.rstrip("%")) == points(spent / budget * HUNDRED)
    assert Decimal(score) == points(spent / budget * Decimal(weight))


@each_evaluated
def test_scores_recompute_and_lost_points_are_explained(description: Description, project: Project) -> None:
    for row in project.indicators:
        share = missed(row)
        assert Decimal(row.score) == points(Decimal(row.weight) * (1 if share is None else share)), row.name
        assert bool(row.deviation) == (share is not None), row.name
        assert row.actual is not None and not row.actual.comparator and row.actual.unit == row.target.unit


def test_totals_and_grades_of_the_prose_are_those_of_the_tables() -> None:
    """Each total is followed by its grade, or by the grade that all of them have."""
    for description, project in EVALUATED:
        prose = "".join(item for item in description.body if isinstance(item, str))
        total = Decimal(project.total_score)
        assert "优" in prose if total >= 90 else f"自评{total}分，等级为良" in prose
        assert f"自评{total}分" in prose or "自评等级均为优" in prose
        assert total >= 80


# Planted defects


def planted(directory: Path) -> list[list[str]]:
    lines = (directory / "expected.list").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@each_faulty
def test_planted_defects_stand_where_the_list_says(directory: Path) -> None:
    lines = (directory / "source.txt").read_text(encoding="utf-8").split("\n")
    rows = planted(directory)
    assert len(rows) >= 10
    for place, family, severity, quotation, why in rows:
        first, _, last = place.partition("-")
        text = "".join("".join(lines[int(first) - 1 : int(last or first)]).split())
        assert "".join(quotation.split()) in text, place
        assert family in FAMILIES and severity in SEVERITIES and why
    assert rows == sorted(rows, key=lambda row: int(row[0].partition("-")[0]))
    assert (directory / "ORIGIN.md").read_text(encoding="utf-8").startswith("# ")


def test_planted_defects_cover_every_family() -> None:
    found = {family for directory in FAULTY for _, family, *_ in planted(directory)}
    # Families of collections cannot be seen in one document.
    assert found == {family for family in FAMILIES if not family.startswith("C")}


# False alarms


@cache
def alarms() -> dict[str, list[str]]:
    """What check says of the clean documents at error and warning, by directory; all in one run."""
    paths = [str(path.relative_to(ROOT.parent)) for path in CLEAN]
    command = [sys.executable, "-m", "auditor", "check", "--format", "json", *paths]
    done = subprocess.run(command, cwd=ROOT.parent, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode("utf-8")
    found: dict[str, list[str]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        if finding["severity"] != "note":
            directory = Path(finding["location"]["path"]).parent.name
            found.setdefault(directory, []).append(f"{finding['rule']} {finding['quote']}: {finding['message']}")
    return found


@pytest.mark.parametrize("directory", [path.parent.name for path in CLEAN])
def test_no_alarm_on_a_clean_document(directory: str) -> None:
    assert alarms().get(directory, []) == []


# The renderers


def test_a_table_that_its_cells_do_not_fill_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fill"):
        grid([["a", "b"], ["c"]], (2, 2))
    assert grid([[Slot("a", down=2), "b"], ["c"]], (2, 2)).texts() == [["a", "b"], ["", "c"]]
