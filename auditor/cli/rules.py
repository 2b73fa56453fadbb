"""`auditor explain` and `auditor rules list`: what the tool knows."""

from __future__ import annotations

import click

from auditor.cli.group import Group
from auditor.cli.output import emit
from auditor.cli.rulebook import directory_options, opened_library, rules_named
from auditor.cli.speech import Command, argument, language, language_option, option
from auditor.report.catalogue import FORMATS
from auditor.report.page import page
from auditor.wording import Text

__all__ = ["explain", "list_rules", "rules"]

# command of the group -> where it is defined
COMMANDS = {
    "list": "auditor.cli.rules:list_rules",
    "test": "auditor.cli.own_rules:test_rules",
    "new": "auditor.cli.own_rules:new_rule",
}


@click.command("explain", cls=Command,
               about=Text("说明规则：查什么、为什么、依据、示例、如何修改。",
                          "Explains rules: what each finds, why, its basis, examples, how to mend it."))
@argument("names", metavar="RULE", nargs=-1, required=True,
          zh="规则的编号、名称或类别", en="id, name or family of rules")
@directory_options
@language_option
@click.pass_context
def explain(ctx: click.Context, names: tuple[str, ...], rules: tuple[str, ...], trust_python_rules: bool) -> None:
    """Prints the pages of the rules."""
    library = opened_library(rules, trust_python_rules)
    emit("\n".join(page(rule, library.frames, language(ctx)) for rule in rules_named(library, names)), None)


@click.group("rules", cls=Group, table=COMMANDS,
             about=Text("列出规则；试验和新建自己的规则。", "Lists rules; tries and begins rules of one's own."))
@language_option
def rules() -> None:
    """The commands about rules."""


@click.command("list", cls=Command,
               about=Text("列出全部规则：编号、级别、类别、标题、来源、示例数。",
                          "Lists the rules: id, severity, family, title, origin, number of examples."))
@option("-f", "--format", "form", type=click.Choice(list(FORMATS)), default="text",
        zh="输出格式", en="format of the list")
@directory_options
@language_option
@click.pass_context
def list_rules(ctx: click.Context, form: str, rules: tuple[str, ...], trust_python_rules: bool) -> None:
    """Prints a line, or a JSON object, for every rule."""
    library = opened_library(rules, trust_python_rules)
    emit(FORMATS[form](library.rules, language(ctx)), None)
