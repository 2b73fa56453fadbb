"""How long a user of a hook waits, beside tools that such a user knows: `python -m benchmarks.quick`.

All commands run in turn, round after round, in one session, each tool on a file of its own kind and of one size; what
counts are the ratios of the medians. A changed file differs in its content from every one before. Needs the extra
`benchmark`; a tool that is not installed is left out and named.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS, WARM_UP = 21, 3
SIZE = 7000
TEN = 10

TABLE = """2024年部门预算项目绩效目标表

项目名称|县道{number}号线路面修补
预算规模及资金用途|预算数|{number}.50|其中：财政资金|{number}.50|其他资金|0.00
资金支出计划（%）|3月底||6月底|10月底|12月底
|25%||50%|75%|100%
绩效目标|1.修补县道{number}号线破损路面，保障车辆平稳通行。
一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据
产出指标|数量指标|修补{number}号线路面面积|全年计划修补的面积|≥{number}00 平方米|养护计划
产出指标|质量指标|路面修补验收合格率|验收合格面积的占比|≥98%|养护规范
产出指标|时效指标|修补完成时间|全部修补完成的时间|2024年10月底前|养护计划
产出指标|成本指标|{number}号线修补费用|全年支出的修补费用|≤{number}.50 万元|预算批复
效益指标|社会效益指标|平均通行速度提高率|比上年提高的比例|≥5%|交通调查
满意度指标|服务对象满意度指标|沿线居民满意度|问卷中满意居民的占比|≥90%|问卷调查

""".replace("|", "\t")
KINDS = {
    "yaml": "- name: item{number}\n  value: {number}\n  enabled: true\n",
    "sql": "SELECT column_{number} FROM table_{number} WHERE column_{number} = {number};\n",
    "py": "value_{number} = {number}\n",
}
# name of a tool -> its arguments; the file to check is the last
TOOLS = {
    "yamllint": ("-d", "{rules: {document-start: disable}}", "file.yaml"),
    "ruff": ("check", "--no-cache", "--isolated", "file.py"),
    "sqlfluff": ("lint", "--dialect", "ansi", "--disable-progress-bar", "file.sql"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A command that is timed; `prepare` is called before each run, untimed."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], object] = lambda: None


def main() -> None:
    """Prints the medians and ratios, and whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often every command is timed")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        times = timed(list(cases()), environment(folder), rounds)
    report({name: median(each) for name, each in times.items()})


def cases() -> Iterator[Case]:
    """The commands; those of missing tools are left out."""
    changes = iter(range(10**9))

    def change(*names: str) -> None:
        for name in names:
            Path(name).write_text(grown(TABLE, SIZE, first=next(changes) % 1000 * 100 + 100), encoding="utf-8")

    change("unchanged.txt")
    several = [f"changed-{number}.txt" for number in range(TEN)]
    yield Case("python -c pass", [sys.executable, "-c", "pass"])
    yield Case("auditor --version", [tool("auditor"), "--version"])
    yield Case("one unchanged file", [tool("auditor"), "check", "unchanged.txt", "-q"])
    yield Case("one changed file", [tool("auditor"), "check", "changed.txt", "-q"], lambda: change("changed.txt"))
    yield Case("ten changed files", [tool("auditor"), "check", *several, "-q"], lambda: change(*several))
    for kind, line in KINDS.items():
        Path(f"file.{kind}").write_text(grown(line, SIZE), encoding="utf-8")
    for name, arguments in TOOLS.items():
        if tool(name):
            yield Case(name, [tool(name), *arguments])
        else:
            print(f"{name} is not installed and left out", file=sys.stderr)


def grown(piece: str, size: int, first: int = 1) -> str:
    """The piece, numbered, as often as makes the size in bytes."""
    text, number = "", first
    while len(text.encode()) < size:
        text += piece.format(number=number)
        number += 1
    return text


def tool(name: str) -> str:
    """The program of this name beside the interpreter, else on the path; empty where there is none."""
    return shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name) or ""


def environment(folder: str) -> dict[str, str]:
    """The surroundings of every command: caches of its own, compiled modules allowed, nothing of the user's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "AUDITOR"))}
    return kept | {"AUDITOR_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/compiled", "HOME": folder}


def timed(every: Sequence[Case], around: dict[str, str], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each run by case, the runs of all cases in turn."""
    times: dict[str, list[float]] = {case.name: [] for case in every}
    for number in range(WARM_UP + rounds):
        for case in every:
            case.prepare()
            begun = time.perf_counter()
            done = subprocess.run(case.command, env=around, capture_output=True, check=False)
            if done.returncode not in (0, 1):
                raise SystemExit(f"{case.name}: {done.stderr.decode()}")
            if number >= WARM_UP:
                times[case.name].append((time.perf_counter() - begun) * 1000)
    return times


def report(medians: dict[str, float]) -> None:
    """Prints a line for each case and for each goal."""
    bare = medians["python -c pass"]
    for name, milliseconds in medians.items():
        print(f"{name:20} {milliseconds:8.1f} ms {milliseconds / bare:8.2f} × python -c pass")
    goals = (
        ("auditor --version", "python -c pass", 1.2),
        ("one unchanged file", "yamllint", 0.5),
        ("one changed file", "yamllint", 1.5),
        ("ten changed files", "one changed file", 3.0),
    )
    print()
    for name, other, most in goals:
        if other in medians:
            ratio = medians[name] / medians[other]
            verdict = "met" if ratio <= most else "NOT met"
            print(f"{name:20} {ratio:6.2f} × {other:18} goal ≤ {most} {verdict}")


if __name__ == "__main__":
    main()
