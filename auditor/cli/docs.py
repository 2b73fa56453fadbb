"""`auditor docs`: writes the pages that are made from the rule files, or tells which are out of date."""

from __future__ import annotations

import os

import click

from auditor.cli.output import emit
from auditor.cli.rulebook import directory_options, opened_library
from auditor.cli.speech import Command, argument, language, language_option, option
from auditor.docs import pages
from auditor.wording import Text

__all__ = ["docs"]


@click.command(
    "docs",
    cls=Command,
    about=Text(
        "从规则文件生成说明页：每条规则一页、规则一览、词汇表，中英文各一份。",
        "Writes the pages made from the rule files: one a rule, an index, the vocabulary, in both languages.",
    ),
    closing=Text(
        "退出状态：0 已写好或没有过期；1 用 --check 时有过期的页。",
        "Exit status: 0 written, or nothing is out of date; 1 with --check, a page is out of date.",
    ),
)
@argument(
    "directory", metavar="DIR", default="docs", required=False, zh="目录，默认 docs", en="directory, docs by default"
)
@option("--check", is_flag=True, zh="不写，只列出过期的页", en="write nothing, list the pages that are out of date")
@directory_options
@language_option
@click.pass_context
def docs(ctx: click.Context, directory: str, check: bool, rules: tuple[str, ...], trust_python_rules: bool) -> None:
    """Writes every page that differs from what the rule files say now, and removes pages of rules that are gone."""
    made = dict(pages(opened_library(rules, trust_python_rules)))
    stale = [path for path, text in made.items() if _read(os.path.join(directory, path)) != text]
    gone = [path for path in _present(directory) if path not in made]
    for path in stale if not check else ():
        target = os.path.join(directory, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        emit(made[path], target)
    for path in gone if not check else ():
        os.unlink(os.path.join(directory, path))
    for path in (*stale, *gone):
        click.echo(path)
    changed = len(stale) + len(gone)
    done = Text(f"共 {len(made)} 页，{changed} 页有变化", f"{len(made)} pages, {changed} changed")
    click.echo(done.in_(language(ctx)), err=True)
    ctx.exit(1 if check and (stale or gone) else 0)


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _present(directory: str) -> list[str]:
    """The pages of rules that stand in the directory now."""
    folders = [f"rules/{lang}" for lang in ("zh", "en")]
    return [
        f"{folder}/{name}"
        for folder in folders
        if os.path.isdir(os.path.join(directory, folder))
        for name in sorted(os.listdir(os.path.join(directory, folder)))
        if name.endswith(".md")
    ]
