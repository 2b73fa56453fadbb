"""The pages under docs/ that are made from the rule files say what the rule files say; the walk-through works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import run

from auditor.docs import pages
from auditor.engine import judge
from auditor.library import load
from auditor.proof import prove
from auditor.records import read_document
from auditor.source import from_text

DOCS = Path(__file__).parent.parent / "docs"
WALK_THROUGH = re.compile(r"<!-- walk-through: (?P<path>\S+) -->\n```yaml\n(?P<rule>.*?)```", re.DOTALL)
SUBMISSION = """\
1、农技推广绩效目标表
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	田间培训人次	到田间培训的农户	≥80 人	工作计划
"""


def test_pages_are_current() -> None:
    made = dict(pages(load(plugins=False)))
    stale = [path for path, text in made.items() if not (DOCS / path).is_file() or (DOCS / path).read_text() != text]
    assert stale == [], "run `auditor docs`"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_pictures_are_there_and_small(name: str) -> None:
    if not (DOCS / "pictures").is_dir():
        pytest.skip("pictures are in the repository alone")
    named = re.findall(r"!\[[^]]+\]\(([^)]+)\)", (DOCS.parent / name).read_text(encoding="utf-8"))
    assert len(named) == 3
    assert [path for path in named if (DOCS.parent / path).stat().st_size > 150 * 1024] == []


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.zh.md", "zh")])
def test_the_excerpt_is_what_the_first_command_prints(name: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    excerpt = re.search(r"```text\n(■ (\S+) .*?)```", (DOCS.parent / name).read_text(encoding="utf-8"), re.DOTALL)
    assert excerpt is not None
    monkeypatch.chdir(DOCS.parent)
    printed = run("check", excerpt[2], "--no-config", "--lang", lang).stdout.splitlines()
    assert [line for line in excerpt[1].splitlines() if line not in printed] == []


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    made = {path for path, _ in pages(load(plugins=False))}
    present = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("rules/*/*.md")}
    assert present <= made, "run `auditor docs`"


@pytest.mark.parametrize("page", ["writing-rules.md", "writing-rules.zh.md"])
def test_the_walk_through_makes_a_rule_that_works(page: str, tmp_path: Path) -> None:
    found = WALK_THROUGH.search((DOCS / page).read_text(encoding="utf-8"))
    assert found is not None
    assert len(found["rule"].splitlines()) <= 10
    path = tmp_path / found["path"]
    path.parent.mkdir(parents=True)
    path.write_text(found["rule"], encoding="utf-8")
    library = load((str(tmp_path),), plugins=False)
    (rule,) = library.resolve("K101")
    assert prove(rule, library.frames) == []
    document = read_document(from_text(SUBMISSION))
    (finding,) = judge([document], [rule]).findings
    assert finding.quote == "≥80 人"
