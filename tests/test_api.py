"""The public interface of the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import auditor

TABLE = """\
1、乡镇敬老院供暖绩效目标表
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	质量指标	供暖达标率	室温达标的房间占全部房间	≥980 百分比	供暖合同
"""


def test_read_and_check(tmp_path: Path) -> None:
    path = tmp_path / "goals.txt"
    path.write_text(TABLE, encoding="utf-8")
    document = auditor.read(str(path))
    assert [row.name.raw for row in document.indicators if row.name] == ["供暖达标率"]
    rules = [rule for rule in auditor.load_rules() if rule.id == "V101"]
    (finding,) = auditor.check([document], rules).findings
    assert (finding.rule.id, finding.location.line) == ("V101", 3)
    assert finding in auditor.check([document]).findings


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, auditor; print(sorted(m for m in sys.modules if m.startswith('auditor') or m == 'click'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['auditor']"
