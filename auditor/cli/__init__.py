"""The command line: parses arguments, calls, prints, exits; it judges nothing."""

from __future__ import annotations

import click

from auditor import __version__
from auditor.cli.group import Root
from auditor.cli.speech import Option, language_option
from auditor.wording import Text

__all__ = ["auditor"]

# command -> where it is defined; imported when it is called
COMMANDS = {
    "check": "auditor.cli.check:check",
    "extract": "auditor.cli.extract:extract",
    "annotate": "auditor.cli.annotate:annotate",
    "explain": "auditor.cli.rules:explain",
    "rules": "auditor.cli.rules:rules",
    "baseline": "auditor.cli.baseline:baseline",
    "notice-template": "auditor.cli.notice:notice_template",
    "config": "auditor.cli.config:config",
    "docs": "auditor.cli.docs:docs",
    "export": "auditor.cli.export:export",
    "merge": "auditor.cli.merge:merge",
}


@click.group(
    "auditor",
    cls=Root,
    table=COMMANDS,
    about=Text(
        "检查预算绩效文本（绩效目标表、自评表、预决算说明）中的数字与文字是否前后一致。\n"
        "不写命令时即为 check：auditor 文件 等同于 auditor check 文件。",
        "Finds what is inconsistent in budget-performance documents (goal tables, self-evaluations, explanations).\n"
        "Without a command it checks: auditor FILE is auditor check FILE.",
    ),
    closing=Text("各命令的用法见 auditor 命令 --help。", "auditor COMMAND --help tells more about a command."),
)
@language_option
@click.version_option(__version__, message="%(prog)s %(version)s", cls=Option,
                      about=Text("显示版本", "show the version"))
def auditor() -> None:
    """The tool; the work is done by its commands."""
