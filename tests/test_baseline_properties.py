"""Acceptances outlive every change of a document but one to what was judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.baseline import Baseline, Verdict, entry_for, weighed
from auditor.engine import judge
from auditor.finding import Report
from auditor.library import load
from auditor.records import read_document
from auditor.source import read_bytes

RULES = load(plugins=False).choose()
NAMES = ("村级卫生室修缮", "河道护岸清淤", "留守儿童关爱", "冬季清洁取暖补助", "农机作业补贴")
GOALS = (
    "1.修好漏雨的卫生室，就近看病不再绕路。",
    "1.清理淤积河段，汛期行洪通畅。",
    "1.定期走访留守儿童，及时送去帮助。",
    "1.补助农户改用清洁能源，减少散煤燃烧。",
    "1.补贴深松作业，提高耕地蓄水能力。",
)
# Indicator rows that are right, and, by the same name, a target that is wrong.
RIGHT = {
    "验收合格率": ("产出指标", "质量指标", "≥98%", "≥140%"),
    "服务对象满意度": ("满意度指标", "服务对象满意度指标", "≥90%", "≥120%"),
    "政策知晓率": ("效益指标", "社会效益指标", "≥85%", "≥185%"),
    "任务按期完成率": ("产出指标", "时效指标", "≥95%", "≥100%"),
    "补助资金到位率": ("产出指标", "时效指标", "≥96%", "≥960%"),
}
PROSE = "本年支出合计{total}万元，其中：基本支出60.00万元，项目支出40.00万元，均已按照批复的预算和财务制度列支。"
CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Project:
    """A project of a goal table; `wrong` are the indicators with a target that cannot be."""

    name: str
    goal: str
    rows: tuple[str, ...]
    wrong: frozenset[str]

    def lines(self) -> list[str]:
        rows = ["\t".join((*RIGHT[row][:2], row, f"{row}的说明", RIGHT[row][2 + (row in self.wrong)], "工作计划"))
                for row in self.rows]  # fmt: skip
        return [
            f"{self.name}绩效目标表",
            f"项目名称\t{self.name}",
            "资金支出计划（%）\t3月底\t6月底\t10月底\t12月底",
            "\t25%\t50%\t75%\t100%",
            f"绩效目标\t{self.goal}",
            "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据",
            *rows,
            "",
        ]


@st.composite
def documents(draw: st.DrawFn) -> list[Project]:
    """Up to four projects with indicators, some of them with impossible targets, two perhaps with one goal."""
    order = draw(st.permutations(range(len(NAMES))))[: draw(st.integers(1, 4))]
    out = []
    for at in order:
        rows = tuple(draw(st.lists(st.sampled_from(sorted(RIGHT)), min_size=1, max_size=5, unique=True)))
        out.append(Project(NAMES[at], GOALS[at], rows, frozenset(draw(st.sets(st.sampled_from(rows))))))
    if len(out) > 1 and draw(st.booleans()):
        out[-1] = replace(out[-1], goal=out[0].goal)
    return out


def text(projects: list[Project], total: str = "101.00") -> str:
    lines = [line for project in projects for line in project.lines()]
    return "\n".join(["2024年部门预算绩效文本", "", PROSE.format(total=total), "", *lines])


def report(source: str) -> Report:
    return judge([read_document(read_bytes(source.encode(), "goals.txt"))], RULES)


def accepting(found: Report) -> Baseline:
    empty = Baseline("auditor-baseline.jsonl")
    return replace(empty, entries=tuple(entry_for(one, empty, "已核实", "审核人") for one in found.findings))


def after(source: str, changed: str) -> Verdict:
    """What is left of the findings of a changed document when all of the first were accepted."""
    return weighed(report(changed), accepting(report(source)))


@settings(max_examples=60)
@given(documents(), st.data())
def test_reordering_projects_keeps_acceptances(projects: list[Project], data: st.DataObject) -> None:
    verdict = after(text(projects), text(data.draw(st.permutations(projects))))
    assert verdict.report.findings == ()
    assert len(verdict.used) == len(verdict.report.accepted)


@settings(max_examples=60)
@given(documents(), st.integers(0, 6), st.booleans())
def test_inserting_rows_above_keeps_acceptances(projects: list[Project], blanks: int, project: bool) -> None:
    new = Project("公共图书馆开放", "1.延长开放时间，方便读者。", ("验收合格率", "政策知晓率"), frozenset())
    inserted = [replace(first, rows=(*(row for row in ("验收合格率",) if row not in first.rows), *first.rows))
                for first in projects[:1]]  # fmt: skip
    changed = text([*([new] if project else []), *inserted, *projects[1:]])
    verdict = after(text(projects), "封面\n" + "\n" * blanks + changed)
    assert verdict.report.findings == ()


@settings(max_examples=60)
@given(documents(), st.integers(18, 40), st.data())
def test_reflowing_text_keeps_acceptances(projects: list[Project], width: int, data: st.DataObject) -> None:
    """The paragraph is wrapped at another width, and words in cells are broken by blanks."""
    source = text(projects)
    paragraph = PROSE.format(total="101.00")
    wrapped = "\n".join(re.findall(f".{{1,{width}}}", paragraph))
    gaps = [match.start() for match in CHINESE.finditer(source) if "\t" in line_around(source, match.start())]
    chosen = data.draw(st.sets(st.sampled_from(gaps), max_size=6)) if gaps else set()
    broken = "".join((" " if at in chosen else "") + char for at, char in enumerate(source))
    verdict = after(source, broken.replace(paragraph, wrapped))
    assert verdict.report.findings == ()


def line_around(source: str, at: int) -> str:
    return source[source.rfind("\n", 0, at) + 1 : source.find("\n", at)]


@settings(max_examples=60)
@given(documents().filter(lambda projects: any(project.wrong for project in projects)), st.data())
def test_changing_a_judged_figure_loses_exactly_that_one(projects: list[Project], data: st.DataObject) -> None:
    """Another impossible target is news; the acceptance of the old one is left over, all others hold."""
    at, row = data.draw(st.sampled_from([(at, row) for at, one in enumerate(projects) for row in sorted(one.wrong)]))
    source = text(projects)
    lines = projects[at].lines()
    old = next(line for line in lines if f"\t{row}\t" in line)
    wrong = RIGHT[row][3]
    new = old.replace(wrong, "≥100 %" if wrong == "≥100%" else wrong.replace("≥", "≥2"))
    changed = source.replace("\n".join(lines), "\n".join(lines).replace(old, new))
    if wrong == "≥100%":
        # Only the notation changed, not the figure.
        assert after(source, changed).report.findings == ()
        return
    before = report(source)
    verdict = after(source, changed)
    news = {(one.address.project, one.address.indicator) for one in verdict.report.findings}
    assert news == {(projects[at].name, row)}
    touched = [one for one in before.findings if (one.address.project, one.address.indicator) == next(iter(news))]
    assert len(verdict.report.accepted) == len(before.findings) - len(touched)


def test_changing_a_total_in_prose_is_news() -> None:
    projects = [Project(NAMES[0], GOALS[0], ("验收合格率",), frozenset())]
    verdict = after(text(projects), text(projects, total="102.00"))
    assert [one.rule.id for one in verdict.report.findings] == ["T101"]


def test_the_documents_of_these_properties_have_findings() -> None:
    projects = [Project(NAMES[at], GOALS[at], tuple(RIGHT), frozenset(RIGHT)) for at in range(2)]
    found = report(text(projects))
    assert len(found.findings) >= 11
    with pytest.raises(StopIteration):
        next(iter(report(text([replace(one, wrong=frozenset()) for one in projects], "100.00")).findings))
