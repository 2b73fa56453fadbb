"""Runs commands of the command line as a user would, in a directory with small documents."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from auditor.cli import auditor

__all__ = ["GOALS", "goals", "run", "write"]

GOALS = """2024年部门预算项目绩效目标表

单位：万元

项目名称|乡镇敬老院修缮
资金支出计划（%）|3月底||6月底|10月底|12月底
|25%||50%|75%|100%
绩效目标|1.修缮房屋和管网，让老人住得安全。
一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据
产出指标|数量指标|修缮房间数|完成修缮的房间|≥40 间|工作计划
产出指标|质量指标|验收合格率|验收合格的房间占比|{quality}|工作计划
满意度指标|服务对象满意度指标|入住老人满意度|问卷中满意的老人占比|{satisfaction}|问卷
"""


def goals(quality: str = "≥95%", satisfaction: str = "≥90%") -> str:
    """A goal table. V101 finds a quality above 100%, V106 a satisfaction below 60%."""
    return GOALS.format(quality=quality, satisfaction=satisfaction).replace("|", "\t")


def write(path: str, text: str) -> Path:
    """Writes a file below the working directory, with the directories around it."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def run(*arguments: str) -> Result:
    """The outcome of a command, in English if it names no language."""
    language = [] if "--lang" in arguments else ["--lang", "en"]
    return CliRunner().invoke(auditor, [*language, *arguments], catch_exceptions=False)
