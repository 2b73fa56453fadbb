"""What an invented county files over the years, and where it goes wrong on purpose."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fixtures.render import Description, Target, render
from fixtures.render import Indicator as Printed
from fixtures.render import Project as PrintedProject
from generator import words

__all__ = ["Defect", "Plan", "edited", "files", "goals"]

CENT = Decimal("0.01")
STANDARD = "业务培训人均成本"
WEIGHTS = ("20", "20", "10", "10", "20", "10")
# What goal tables print beside them: nothing, the same, or weights that leave none to the execution rate.
GOAL_WEIGHTS = ((), WEIGHTS, ("22", "22", "11", "11", "23", "11"))
# A goal that fits every project, and how many projects have it.
FORMULA, MANY = "按照年度工作计划完成各项任务，保证资金使用安全规范有效。", 13
# A department with units of its own: this many of them.
PARTS = ("本级", "服务中心", "监测站")
LAYOUT = "placeholders-free"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a collection is to be. `share` is how many of a hundred projects get a defect, each of one kind."""

    seed: int = 1
    departments: int = 6
    projects: int = 4
    years: int = 2
    share: int = 20
    first_year: int = 2023


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect that was put in: the rule that should find it, the edit, the file and project in which it stands.

    `rule` is empty for what looks like a defect and is lawful.
    """

    rule: str
    kind: str
    path: str
    project: str
    source: str = ""


@dataclass(slots=True)
class Row:
    """An indicator: level 1, level 2, name, comparator, number, unit."""

    level1: str
    level2: str
    name: str
    comparator: str
    number: Decimal
    unit: str


@dataclass(slots=True)
class Project:
    """A project in one year, with what its self-evaluation says otherwise; `evaluated` is None where it has none.

    `before` is the project a year earlier.
    """

    office: str
    supervisor: str
    year: int
    name: str
    goal: str
    rows: list[Row]
    budget: Decimal
    evaluated: Project | None = None
    before: Project | None = None
    weights: tuple[str, ...] = WEIGHTS
    goal_weights: tuple[str, ...] = ()
    summary_score: str = "100"
    summary_spent: Decimal | None = None
    spoilt: bool = False
    first: bool = False
    last: bool = False

    @property
    def path(self) -> str:
        """The file of its goal table."""
        return f"{self.year}/{self.office}/goals.txt"

    @property
    def evaluation(self) -> str:
        """The file of its self-evaluation."""
        return f"{self.year}/{self.office}/evaluation.txt"

    @property
    def summary(self) -> str:
        """The file of the summary that lists it."""
        return f"{self.year}/{self.office}/summary.txt"


def files(plan: Plan) -> tuple[dict[str, bytes], list[Defect]]:
    """The files of a collection by path, and the defects that are in them; the same for the same plan."""
    source = random.Random(plan.seed)
    projects = _county(plan, source)
    defects = _spoil(projects, plan, source) + list(_formula(projects, plan)) + list(_twins(projects, plan))
    offices: dict[tuple[int, str], list[Project]] = {}
    for project in projects:
        offices.setdefault((project.year, project.office), []).append(project)
    out, more = _statements(plan, offices)
    defects += more
    for its in offices.values():
        out[its[0].path] = _document(its, [_goal_table(each) for each in its], "goal-table")
        done = [each for each in its if each.evaluated is not None]
        out[its[0].evaluation] = _document(its, [_evaluation(each) for each in done], "self-evaluation")
        out[its[0].summary] = _summary(done)
    return out, sorted(defects, key=lambda defect: (defect.path, defect.project, defect.rule))


def goals(count: int, seed: int = 1) -> Iterator[str]:
    """As many goals of invented projects."""
    source = random.Random(seed)
    return (_goal(source, _name(source), source.choice(words.TOWNS))[0] for _ in range(count))


def _county(plan: Plan, source: random.Random) -> list[Project]:
    """The projects of all offices and years, without defects."""
    out: list[Project] = []
    for number in range(plan.departments):
        office = _office(number)
        names: dict[str, None] = {}
        while len(names) < plan.projects:
            names[_name(source)] = None
        for name in names:
            town = source.choice(words.TOWNS)
            goal, number, unit = _goal(source, name, town)
            rows = _rows(source, name, town, number, unit)
            budget = Decimal(source.randrange(800, 50000)) / 100
            now = Project(office, office, plan.first_year, name, goal, rows, budget.quantize(CENT))
            now.goal_weights = GOAL_WEIGHTS[number % len(GOAL_WEIGHTS)]
            for year in range(plan.first_year, plan.first_year + plan.years):
                last = now
                if year > plan.first_year:
                    now = _next_year(last, source)
                now.first, now.last = year == plan.first_year, year == plan.first_year + plan.years - 1
                now.evaluated = copy.deepcopy(now)
                now.before = last if year > plan.first_year else None
                out.append(now)
    return out


def _office(number: int) -> str:
    round_, kind = divmod(number, len(words.OFFICES))
    return f"{words.COUNTY}{words.OFFICES[kind]}" + (f"第{round_ + 1}分局" if round_ else "")


def _name(source: random.Random) -> str:
    return source.choice(words.KINDS) + source.choice(words.THINGS) + source.choice(words.ACTS)


def _goal(source: random.Random, name: str, town: str) -> tuple[str, int, str]:
    """A goal, and the number and unit that stand in it."""
    first, second = (source.choice(words.TIMES) + measure for measure in source.sample(words.MEASURES, 2))
    number, unit = source.randrange(12, 900), source.choice(words.UNITS)
    what = f"{source.choice(words.OPENINGS).format(town=town)}{name}{number}{unit}"
    return f"{what}，{first}，{second}，{source.choice(words.PURPOSES)}。", number, unit


def _rows(source: random.Random, name: str, town: str, number: int, unit: str) -> list[Row]:
    price = Decimal(source.randrange(270, 331))
    return [
        Row("产出指标", "数量指标", f"{name}数量", "≥", Decimal(number), unit),
        Row("产出指标", "质量指标", f"{name}验收合格率", "≥", Decimal(source.randrange(90, 99)), "%"),
        Row("产出指标", "时效指标", f"{name}完成时限", "≤", Decimal(source.randrange(20, 300)), "天"),
        Row("产出指标", "成本指标", STANDARD, "≤", price, "元/人"),
        Row("效益指标", "社会效益指标", f"{town}受益居民", "≥", Decimal(source.randrange(300, 9000)), "人"),
        Row("满意度指标", "服务对象满意度指标", f"{name}服务对象满意度", "≥", Decimal(source.randrange(85, 98)), "%"),
    ]


def _next_year(last: Project, source: random.Random) -> Project:
    """The project a year later: the same indicators, quantities and budget moved a little."""
    now = copy.deepcopy(replace(last, before=None, evaluated=None))
    now.year += 1
    before = now.rows[0].number
    now.rows[0].number += source.randrange(1, 9)
    now.goal = now.goal.replace(str(before), str(now.rows[0].number))
    now.budget = (last.budget * source.randrange(95, 106) / 100).quantize(CENT)
    return now


def _spoil(projects: list[Project], plan: Plan, source: random.Random) -> list[Defect]:
    """Puts defects into a share of the projects, the kinds one after the other."""
    defects: list[Defect] = []
    # A source serves once over the years: two copies of it would be copies of each other.
    sources: set[tuple[str, str]] = set()
    kinds = list(KINDS)
    order = [project for project in projects if source.randrange(100) < plan.share]
    for at, project in enumerate(order):
        others = [
            other
            for other in source.sample(projects, min(20, len(projects)))
            if (other.year, other.path) < (project.year, project.path) and not other.spoilt
            and other.office != project.office and other.name != project.name
            and (other.office, other.name) not in sources
        ]
        if project.spoilt or not others:
            continue
        kind = kinds[at % len(kinds)]
        defect = KINDS[kind](project, others[0], source)
        if defect is None:
            continue
        project.spoilt = others[0].spoilt = True
        sources.add((others[0].office, others[0].name))
        defects.append(Defect(defect[0], kind, *defect[1:]))
        if kind == "price-far" and not project.first:
            defects.append(Defect("C302", kind, *defect[1:]))
    return defects


Put = tuple[str, str, str, str] | None


def edited(goal: str, kind: str, source: random.Random) -> str:
    """A goal with its figure, its place, both, or two of its words changed."""
    town = next(town for town in words.TOWNS if town in goal)
    digits = "".join(filter(str.isdigit, goal))
    if kind in ("figure", "all"):
        goal = goal.replace(digits, str(int(digits) + source.randrange(1, 90)))
    if kind in ("place", "all"):
        goal = goal.replace(town, next(other for other in words.TOWNS if other != town))
    if kind == "words":
        opening, last = goal.index(town) + len(town), goal.rpartition("，")[2].removesuffix("。")
        goal = f"{goal[:opening]}范围内{goal[opening:]}".replace(last, "切实" + last)
    return goal


def _copied(edit: str, rule: str) -> Callable[[Project, Project, random.Random], Put]:
    def put(project: Project, other: Project, source: random.Random) -> Put:
        project.goal = edited(other.goal, edit, source)
        assert project.evaluated is not None
        project.evaluated.goal = project.goal
        return rule, project.path, project.name, other.path

    return put


def _list_copied(project: Project, other: Project, source: random.Random) -> Put:
    project.rows = copy.deepcopy(other.rows)
    assert project.evaluated is not None
    project.evaluated.rows = copy.deepcopy(other.rows)
    return "C104", project.path, project.name, other.path


def _eased(project: Project, other: Project, source: random.Random) -> Put:
    assert project.evaluated is not None
    project.evaluated.rows[0].number = max(Decimal(1), project.rows[0].number - source.randrange(3, 11))
    return "C201", project.evaluation, project.name, project.path


def _tightened(project: Project, other: Project, source: random.Random) -> Put:
    assert project.evaluated is not None
    project.evaluated.rows[0].number += source.randrange(3, 11)
    return "C202", project.evaluation, project.name, project.path


def _dropped(project: Project, other: Project, source: random.Random) -> Put:
    assert project.evaluated is not None
    del project.evaluated.rows[4]
    return "C203", project.evaluation, project.name, project.path


def _renamed(project: Project, other: Project, source: random.Random) -> Put:
    assert project.evaluated is not None
    project.evaluated.rows[1].name = f"{project.name}抽检合格率"
    return "C204", project.evaluation, project.name, project.path


def _not_evaluated(project: Project, other: Project, source: random.Random) -> Put:
    project.evaluated = None
    return "C205", project.path, project.name, ""


def _budget_moved(project: Project, other: Project, source: random.Random) -> Put:
    assert project.evaluated is not None
    project.evaluated.budget += Decimal(source.randrange(100, 900)) / 100
    return "C206", project.evaluation, project.name, project.path


def _weights_moved(project: Project, other: Project, source: random.Random) -> Put:
    if not project.goal_weights:
        return None
    assert project.evaluated is not None
    first, second, *rest = project.weights
    project.evaluated.weights = (str(int(first) + 15), str(int(second) - 15), *rest)
    return "C207", project.evaluation, project.name, project.path


def _spending_differs(project: Project, other: Project, source: random.Random) -> Put:
    assert project.evaluated is not None
    project.summary_spent = project.evaluated.budget - Decimal(source.randrange(50, 500)) / 100
    return "C402", project.summary, project.name, project.evaluation


def _budget_alone(project: Project, other: Project, source: random.Random) -> Put:
    """Half the budget again, with all that was to be done last year."""
    last = project.before
    if last is None or last.spoilt:
        return None
    assert project.evaluated is not None
    last.spoilt = True
    for each in (project, project.evaluated):
        each.rows = copy.deepcopy(last.rows)
        each.budget = (last.budget * 3 / 2).quantize(CENT)
    return "C301", project.path, project.name, last.path


def _score_differs(project: Project, other: Project, source: random.Random) -> Put:
    project.summary_score = str(source.randrange(90, 99))
    return "C401", project.summary, project.name, project.evaluation


def _price_far(project: Project, other: Project, source: random.Random) -> Put:
    if not project.last:
        return None
    assert project.evaluated is not None
    project.rows[3].number = project.evaluated.rows[3].number = project.rows[3].number * 10
    return "C501", project.path, project.name, ""


KINDS: dict[str, Callable[[Project, Project, random.Random], Put]] = {
    "goal-figure": _copied("figure", "C101"),
    "goal-place": _copied("place", "C101"),
    "goal-all": _copied("all", "C101"),
    "goal-words": _copied("words", "C102"),
    "list-copied": _list_copied,
    "target-eased": _eased,
    "target-tightened": _tightened,
    "indicator-dropped": _dropped,
    "indicator-renamed": _renamed,
    "not-evaluated": _not_evaluated,
    "budget-moved": _budget_moved,
    "weights-moved": _weights_moved,
    "score-differs": _score_differs,
    "spending-differs": _spending_differs,
    "price-far": _price_far,
    "budget-alone": _budget_alone,
}


def _formula(projects: list[Project], plan: Plan) -> Iterator[Defect]:
    """One goal for many sound projects of the last year, told of the first of them."""
    sound = sorted((each for each in projects if each.last and not each.spoilt), key=lambda each: each.path)[:MANY]
    if not plan.share or len(sound) < MANY:
        return
    for project in sound:
        assert project.evaluated is not None
        project.goal = project.evaluated.goal = FORMULA
        project.spoilt = True
    yield Defect("C103", "goal-formula", sound[0].path, sound[0].name, sound[1].path)


def _twins(projects: list[Project], plan: Plan) -> Iterator[Defect]:
    """Units of the first offices that file the goal of their bureau's project as well, as they may."""
    sound = [each for each in projects if each.first and not each.spoilt]
    for project in sound[:: plan.projects * 3]:
        twin = copy.deepcopy(project)
        twin.office = f"{project.office}服务中心"
        twin.evaluated = copy.deepcopy(twin)
        projects.append(twin)
        yield Defect("", "lawful-twin", twin.path, twin.name, project.path)


def _target(row: Row) -> Target:
    return Target(row.comparator, format(row.number, "f"), unit=row.unit, spelled=row.unit)


def _actual(row: Row) -> Target:
    """The target, met exactly."""
    return replace(_target(row), comparator="")


def _printed(
    project: Project, rows: tuple[Printed, ...], funds: Mapping[str, tuple[str, ...]], **more: tuple[str, ...]
) -> PrintedProject:
    return PrintedProject(
        name=project.name, code="", supervisor=project.supervisor, unit=project.office, attribute="专项", period="1年",
        purpose="", funds=funds, schedule={}, goals=(project.goal,), results=more.get("results", ()),
        execution=more.get("execution", ()), indicators=rows, remark="", department=False,
    )  # fmt: skip


def _goal_table(project: Project) -> PrintedProject:
    weights = project.goal_weights or ("",) * len(project.rows)
    pairs = zip(project.rows, weights, strict=True)
    rows = tuple(Printed(row.level1, row.level2, row.name, _target(row), weight=weight) for row, weight in pairs)
    money = str(project.budget)
    return _printed(project, rows, {"budget": (money,), "fiscal": (money,), "other": ("0.00",)})


def _evaluation(project: Project) -> PrintedProject:
    said = project.evaluated
    assert said is not None
    weights = [*said.weights[: len(said.rows)]]
    weights[0] = str(int(weights[0]) + 100 - 10 - sum(map(int, weights)))
    pairs = zip(said.rows, weights, strict=True)
    rows = tuple(
        Printed(row.level1, row.level2, row.name, _target(row), actual=_actual(row), weight=weight, score=weight)
        for row, weight in pairs
    )
    money = (str(said.budget),) * 3
    none = ("0.00",) * 3
    funds = {"total": money, "fiscal": money, "carried": none, "other": none}
    return _printed(said, rows, funds, results=(f"{said.goal.removesuffix('。')}的任务已完成。",),
                    execution=("10", "100.00%", "10"))  # fmt: skip


def _document(its: list[Project], tables: list[PrintedProject], kind: str) -> bytes:
    office, year = its[0].office, its[0].year
    title = f"{year}年部门预算项目绩效目标" if kind == "goal-table" else f"{year}年度项目支出绩效自评报告"
    return render(
        Description("", title, office, "", year, kind, (LAYOUT,), "", (office, title, *tables)), LAYOUT
    )


def _summary(done: list[Project]) -> bytes:
    """The summary of self-evaluations as a table with tabs."""
    if not done:
        return b""
    lines = [done[0].office, f"{done[0].year}年度项目支出绩效自评结果汇总表",
             "序号\t项目名称\t全年预算数\t全年执行数\t执行率\t自评得分"]  # fmt: skip
    for number, project in enumerate(done, start=1):
        assert project.evaluated is not None
        money, spent = project.evaluated.budget, project.summary_spent or project.evaluated.budget
        rate = (spent / money * 100).quantize(CENT)
        lines.append(f"{number}\t{project.name}\t{money}\t{spent}\t{rate}%\t{project.summary_score}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _statements(
    plan: Plan, offices: Mapping[tuple[int, str], Sequence[Project]]
) -> tuple[dict[str, bytes], list[Defect]]:
    """What every third department and its units state of their budgets in each year, the kinds one after the other.

    Some departments have a unit that does not file; nothing is known of their totals, unless the others have more. The
    department's statement lists its projects.
    """
    source = random.Random(plan.seed)
    out: dict[str, bytes] = {}
    defects: list[Defect] = []
    for number in range(0, plan.departments, 3):
        office = _office(number)
        for year in range(plan.first_year, plan.first_year + plan.years):
            units = {f"{office}{part}": Decimal(source.randrange(10000, 90000)) / 100 for part in PARTS}
            total = sum(units.values(), Decimal(0))
            path = f"{year}/{office}/statement.txt"
            kind = [*STATED][(number // 3 + year) % len(STATED)] if source.randrange(100) < plan.share else ""
            if kind:
                total += STATED[kind][1] - (units[f"{office}{PARTS[-1]}"] if kind == "units-exceed" else 0)
                defects.append(Defect(STATED[kind][0], kind, path, ""))
            filed = [*units.items()][: -1 if kind in ("units-exceed", "unit-not-filed") else None]
            budgets = {project.name: project.budget for project in offices[year, office]}
            if len(budgets) > LISTED and source.randrange(100) < plan.share:
                name = source.choice([*budgets])
                budgets[name] += Decimal("7.30")
                defects.append(Defect("C405", "list-differs", path, name, offices[year, office][0].path))
            out[path] = _statement(office, year, total, [*units], budgets)
            out |= {f"{year}/{unit}/statement.txt": _statement(unit, year, amount) for unit, amount in filed}
    return out, defects


# Defects of statements: the rule, and what is added to the total.
STATED = {
    "total-differs": ("C403", Decimal("3.20")),
    "units-exceed": ("C404", Decimal("-1.10")),
    "unit-not-filed": ("", Decimal("3.20")),
}


# A list of fewer projects does not show which of its columns is the budget, once one of them is wrong.
LISTED = 2


def _statement(
    office: str, year: int, total: Decimal, units: Sequence[str] = (), budgets: Mapping[str, Decimal] | None = None
) -> bytes:
    """A statement on the budget of an office, with the units that it covers and its projects."""
    listed = [f"{number}.{unit}" for number, unit in enumerate(units, start=1)]
    covers = f"纳入{office}{year}年部门预算编制范围的预算单位共{len(units)}个，包括："
    basic = (total * 3 / 5).quantize(CENT)
    lines = [office, f"{year}年部门预算公开情况说明", "", "一、机构设置", *([covers, *listed] if units else []), "",
             "二、预算安排", f"{year}年收入总计{total:.2f}万元，支出总计{total:.2f}万元。其中：基本支出{basic}万元，"
             f"项目支出{total - basic:.2f}万元。"]  # fmt: skip
    if budgets:
        lines += ["", "三、项目支出表", "单位：万元", "序号\t项目名称\t合计\t其中：财政拨款\t项目周期"]
        rows = enumerate(budgets.items(), start=1)
        lines += [f"{number}\t{name}\t{budget:.2f}\t{budget:.2f}\t1" for number, (name, budget) in rows]
        lines.append(f"\t合计\t{sum(budgets.values()):.2f}\t{sum(budgets.values()):.2f}\t")
    return ("\n".join(lines) + "\n").encode("utf-8")
