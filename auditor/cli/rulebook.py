"""Which rules to use: the options that say so, and the library they choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from auditor.cli.speech import Usage, option
from auditor.config.settings import words
from auditor.library import Library, UnknownRule, load
from auditor.rule import LibraryError, Problem, Rule
from auditor.wording import Text

__all__ = ["directory_options", "faulty_rules", "opened_library", "rules_named"]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def directory_options(command: Decorated) -> Decorated:
    """Adds `--rules` and `--trust-python-rules`."""
    trust = option(
        "--trust-python-rules",
        is_flag=True,
        zh="允许运行 --rules 目录中的 Python 规则",
        en="run Python rules found in --rules directories",
    )
    directories = option(
        "--rules", metavar="DIR", multiple=True, zh="另加一个规则目录", en="a further directory of rules"
    )
    return directories(trust(command))


def opened_library(directories: Iterable[str], trust_python: bool, plugins: bool = True) -> Library:
    """The built-in rules, those of the directories and of installed packages; raises Usage for every faulty place."""
    try:
        return load(tuple(directories), trust_python=trust_python, plugins=plugins)
    except LibraryError as error:
        raise faulty_rules(error) from error


def faulty_rules(error: LibraryError) -> Usage:
    """What to raise for rules that cannot be loaded: every faulty place."""
    told = [_told(problem) for problem in error.problems]
    return Usage("\n".join(text.zh for text in told), "\n".join(text.en for text in told))


def _told(problem: Problem) -> Text:
    """File, line, column, what is wrong, and the line itself."""
    where = f"{problem.path}:{problem.line}:{problem.column}"
    excerpt = f"\n    {problem.excerpt}" if problem.excerpt else ""
    return Text(f"规则文件 {where}：{problem.zh}{excerpt}", f"rule file {where}: {problem.en}{excerpt}")


def rules_named(library: Library, named: Iterable[str]) -> list[Rule]:
    """The rules that the names stand for, each once; raises Usage for one that stands for nothing."""
    try:
        found = [rule for word in words(named) for rule in library.resolve(word)]
    except UnknownRule as error:
        raise Usage(error.zh, error.en) from error
    return list({rule.id: rule for rule in found}.values())
