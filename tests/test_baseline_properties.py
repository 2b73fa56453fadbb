"""Acceptances outlive every change of a document but one to what was judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.baseline import Baseline, Verdict, entry_for, weighed
from auditor.engine import judge
from auditor.finding import Report
from auditor.library import load
from auditor.records import read_document
from auditor.source import read_bytes

RULES = load(plugins=False).choose()
# Name, what it works on, goal.
PROJECTS = (
    ("村级卫生室管护", "卫生室", "1.管好村级卫生室，就近看病不再绕路。"),
    ("河道日常保洁", "河道", "1.清理漂浮垃圾，河面整洁通畅。"),
    ("留守儿童关爱", "关爱站", "1.定期走访留守儿童，及时送去帮助。"),
    ("农机作业补贴", "农机作业", "1.补贴深松作业，提高耕地蓄水能力。"),
    ("公共图书馆开放", "图书馆", "1.延长开放时间，方便读者。"),
)
# Levels, name and target of indicators, and a target that cannot be.
ROWS = (
    ("产出指标", "数量指标", "服务{}数量", "≥24 个", ""),
    ("产出指标", "质量指标", "{}检查合格率", "≥98%", "≥140%"),
    ("产出指标", "时效指标", "{}任务按期完成率", "≥95%", "≥195%"),
    ("产出指标", "成本指标", "{}年度支出", "≤101.00 万元", ""),
    ("效益指标", "社会效益指标", "{}政策知晓率", "≥85%", "≥185%"),
    ("满意度指标", "服务对象满意度指标", "{}服务对象满意度", "≥90%", "≥120%"),
)
MAY_BE_WRONG = tuple(at for at, row in enumerate(ROWS) if row[4])
PROSE = "本年支出合计{total}万元，其中：基本支出60.00万元，项目支出40.00万元，均已按照批复的预算和财务制度列支。"
CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Project:
    """A project of a goal table by its number in PROJECTS; `wrong` are the rows with a target that cannot be."""

    number: int
    wrong: frozenset[int] = frozenset()
    goal: str = ""
    further: bool = False

    @property
    def name(self) -> str:
        return PROJECTS[self.number][0]

    def indicator(self, row: int) -> str:
        return ROWS[row][2].format(PROJECTS[self.number][1])

    def lines(self) -> list[str]:
        rows = [
            (*row[:2], self.indicator(at), f"{self.indicator(at)}按台账统计", row[4 if at in self.wrong else 3], "计划")
            for at, row in enumerate(ROWS)
        ]
        if self.further:
            trained = f"培训{PROJECTS[self.number][1]}人员"
            rows.insert(0, ("产出指标", "数量指标", trained, "全年培训", "≥31 人次", "计划"))
        return [
            f"{self.name}绩效目标表",
            f"项目名称\t{self.name}",
            "资金支出计划（%）\t3月底\t6月底\t10月底\t12月底",
            "\t25%\t50%\t75%\t100%",
            f"绩效目标\t{self.goal or PROJECTS[self.number][2]}",
            "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据",
            *("\t".join(row) for row in rows),
            "",
        ]


@st.composite
def documents(draw: st.DrawFn) -> list[Project]:
    """Up to four projects, some of their targets impossible, two perhaps with one goal; the last project is no part."""
    order = draw(st.permutations(range(len(PROJECTS) - 1)))[: draw(st.integers(1, 4))]
    out = [Project(at, frozenset(draw(st.sets(st.sampled_from(MAY_BE_WRONG))))) for at in order]
    if len(out) > 1 and draw(st.booleans()):
        out[-1] = replace(out[-1], goal=PROJECTS[out[0].number][2])
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


@settings(max_examples=40)
@given(documents(), st.data())
def test_reordering_projects_keeps_acceptances(projects: list[Project], data: st.DataObject) -> None:
    verdict = after(text(projects), text(data.draw(st.permutations(projects))))
    assert verdict.report.findings == ()
    assert len(verdict.used) == len(verdict.report.accepted)


@settings(max_examples=40)
@given(documents(), st.integers(0, 6), st.booleans())
def test_inserting_rows_above_keeps_acceptances(projects: list[Project], blanks: int, project: bool) -> None:
    new = Project(len(PROJECTS) - 1)
    inserted = [replace(first, further=True) for first in projects[:1]]
    changed = text([*([new] if project else []), *inserted, *projects[1:]])
    verdict = after(text(projects), "封面\n" + "\n" * blanks + changed)
    assert verdict.report.findings == ()


@settings(max_examples=40)
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


@settings(max_examples=40)
@given(documents().filter(lambda projects: any(project.wrong for project in projects)), st.data())
def test_changing_a_judged_figure_loses_exactly_that_one(projects: list[Project], data: st.DataObject) -> None:
    """Another impossible target is news; the acceptance of the old one is left over, all others hold."""
    at, row = data.draw(st.sampled_from([(at, row) for at, one in enumerate(projects) for row in sorted(one.wrong)]))
    project = projects[at]
    source = text(projects)
    whole = "\n".join(project.lines())
    (line,) = (line for line in project.lines() if f"\t{project.indicator(row)}\t" in line)
    changed = source.replace(whole, whole.replace(line, line.replace("≥1", "≥2")))
    verdict = after(source, changed)
    (news,) = verdict.report.findings
    assert news.rule.id == "V101"
    assert (news.address.project, news.address.indicator) == (project.name, project.indicator(row))
    assert len(verdict.report.accepted) == len(report(source).findings) - 1


@settings(max_examples=20)
@given(documents())
def test_another_notation_of_a_judged_figure_is_no_news(projects: list[Project]) -> None:
    source = text(projects)
    news = after(source, source.replace("≥1", "≥ １")).report.findings
    assert [one for one in news if one.rule.id == "V101"] == []


def test_changing_a_total_in_prose_is_news() -> None:
    projects = [Project(0)]
    verdict = after(text(projects), text(projects, total="102.00"))
    assert [one.rule.id for one in verdict.report.findings] == ["T101"]


def test_the_documents_of_these_properties_have_the_findings_that_are_meant() -> None:
    clean = [Project(0), Project(1), Project(2, further=True)]
    assert report(text(clean, "100.00")).findings == ()
    wrong = [replace(clean[0], wrong=frozenset(MAY_BE_WRONG)), replace(clean[1], goal=PROJECTS[0][2])]
    found = [one.rule.id for one in report(text(wrong)).findings]
    assert found == ["T101", *["V101"] * len(MAY_BE_WRONG), "D101"]
