"""Which rules to use: the options that say so, and the library they choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from auditor.cli.speech import Usage, option
from auditor.library import Library, UnknownRule, load
from auditor.rule import LibraryError, Problem, Rule
from auditor.wording import Text

__all__ = ["chosen_rules", "directory_options", "opened_library", "rule_options", "rules_named"]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

CODE = re.compile(r"[A-Za-z][0-9]{0,3}")


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


def rule_options(command: Decorated) -> Decorated:
    """Adds the options that choose rules: `--select`, `--ignore`, and the directories."""
    ignore = option("--ignore", metavar="RULE", multiple=True, zh="不用这些规则", en="leave these rules out")
    select = option(
        "--select",
        metavar="RULE",
        multiple=True,
        zh="只用这些规则：编号 V101、类别 V1 或 V、名称；可用逗号分隔",
        en="use only these rules: an id (V101), a family (V1 or V), a name; several with commas",
    )
    return select(ignore(directory_options(command)))


def opened_library(directories: Iterable[str], trust_python: bool, plugins: bool = True) -> Library:
    """The built-in rules, those of the directories and of installed packages; raises Usage for every faulty place."""
    try:
        return load(tuple(directories), trust_python=trust_python, plugins=plugins)
    except LibraryError as error:
        told = [_told(problem) for problem in error.problems]
        raise Usage("\n".join(text.zh for text in told), "\n".join(text.en for text in told)) from error


def _told(problem: Problem) -> Text:
    """File, line, column, what is wrong, and the line itself."""
    where = f"{problem.path}:{problem.line}:{problem.column}"
    excerpt = f"\n    {problem.excerpt}" if problem.excerpt else ""
    return Text(f"规则文件 {where}：{problem.zh}{excerpt}", f"rule file {where}: {problem.en}{excerpt}")


def chosen_rules(
    directories: Iterable[str], trust_python: bool, select: Iterable[str], ignore: Iterable[str]
) -> tuple[Rule, ...]:
    """The rules to judge by; raises Usage for a name that stands for nothing, and where no rule is left."""
    library = opened_library(directories, trust_python)
    try:
        chosen = library.choose(tuple(_words(select)), tuple(_words(ignore)))
    except UnknownRule as error:
        raise Usage(error.zh, error.en) from error
    if not chosen:
        raise Usage("按 --select 与 --ignore，没有剩下任何规则", "--select and --ignore leave no rule")
    return chosen


def rules_named(library: Library, words: Iterable[str]) -> list[Rule]:
    """The rules that the words stand for, each once; raises Usage for a word that stands for nothing."""
    try:
        found = [rule for word in _words(words) for rule in library.resolve(word)]
    except UnknownRule as error:
        raise Usage(error.zh, error.en) from error
    return list({rule.id: rule for rule in found}.values())


def _words(given: Iterable[str]) -> Iterator[str]:
    """The names in the values of an option, split at commas; codes may be written in small letters."""
    for word in re.split("[,，]", ",".join(given)):
        word = word.strip()
        if word:
            yield word.upper() if CODE.fullmatch(word) else word
