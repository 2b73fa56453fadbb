"""The options that say what is in force, for the commands that judge documents."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

import click

from auditor.baseline import BaselineError
from auditor.cli.rulebook import directory_options, faulty_rules
from auditor.cli.speech import Usage, asked, option
from auditor.collect import path_of
from auditor.config import ConfigError
from auditor.config.settings import Command, words
from auditor.finding import SEVERITIES
from auditor.plans import Plans, Wishes
from auditor.progress import Advance, bar, silent
from auditor.rule import LibraryError
from auditor.source import Unreadable

__all__ = [
    "baseline_option",
    "baseline_options",
    "day",
    "judging_options",
    "opened_plans",
    "present",
    "progress_for",
    "refusals",
    "severity_option",
    "today_option",
    "wished",
]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
# Those of Wishes by the name of the option, and those of its command.
WISHES = {
    "rules": "directories",
    "trust_python_rules": "trust_python",
    "config": "config",
    "no_config": "no_config",
    "since_baseline": "since_baseline",
    "today": "today",
    "collection": "collection",
}
COMMANDED = ("profile", "fail_on", "baseline")


def judging_options(command: Decorated) -> Decorated:
    """Adds the options that choose rules and say where to find them, their values and the configuration."""
    options = (
        option("--select", metavar="RULE", multiple=True,
               zh="只用这些规则：编号 V101、类别 V1 或 V、名称；可用逗号分隔",
               en="use only these rules: an id (V101), a family (V1 or V), a name; several with commas"),
        option("--ignore", metavar="RULE", multiple=True, zh="不用这些规则", en="leave these rules out"),
        option("--profile", metavar="NAME", zh="采用哪种口径（如 mof-2020）；见 auditor config --profiles",
               en="the practice to judge by, such as mof-2020; see auditor config --profiles"),
        directory_options,
        option("--config", metavar="FILE", callback=present, zh="用这个配置文件，不向上查找",
               en="use this configuration file; look for no other"),
        option("--no-config", is_flag=True, zh="不用配置文件", en="use no configuration file"),
    )  # fmt: skip
    for add in reversed(options):
        command = add(command)
    return command


def severity_option(command: Decorated) -> Decorated:
    """Adds `--fail-on`."""
    add = option("--fail-on", type=click.Choice([*SEVERITIES, "never"]),
                 zh="有这一级别及以上的问题时，退出状态为 1（默认 error）",
                 en="exit with 1 for findings of this severity and above (error by default)")  # fmt: skip
    return add(command)


def baseline_option(**settings: Any) -> Callable[[Decorated], Decorated]:
    """A decorator that adds `--baseline`."""
    return option("--baseline", metavar="FILE",
                  zh="已接受问题的文件；默认为文件旁或上级目录的 auditor-baseline.jsonl",
                  en="file of accepted findings; by default auditor-baseline.jsonl beside the documents or above",
                  **settings)  # fmt: skip


def today_option(command: Decorated) -> Decorated:
    """Adds `--today`."""
    add = option("--today", metavar="DATE", callback=day, zh="按这一天（如 2024-12-31）判断接受是否过期",
                 en="the day, such as 2024-12-31, by which acceptances expire")  # fmt: skip
    return add(command)


def baseline_options(command: Decorated) -> Decorated:
    """Adds the options that say which findings were accepted, and until when."""
    since = option("--since-baseline", is_flag=True, zh="只看基线之后新出现的问题：没有基线文件即为错误",
                   en="only what is new since the baseline: without such a file it is an error")  # fmt: skip
    return baseline_option(callback=present)(since(today_option(command)))


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The value of an option that is a day, as YYYY-MM-DD; raises Usage for anything else."""
    from datetime import date

    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise Usage(f"选项 {param.opts[-1]} 应为日期，如 2024-12-31，不是 {value}",
                    f"{param.opts[-1]} takes a day, such as 2024-12-31, not {value}", ctx) from None  # fmt: skip


def present(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The value of an option that names a file; raises Usage where there is none."""
    if value and not os.path.isfile(value):
        raise Usage(f"选项 {param.opts[-1]}：没有文件 {value}", f"{param.opts[-1]}: there is no file {value}", ctx)
    return value


def wished(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with one parameter, `wishes`, in the place of those that the options above add."""

    @functools.wraps(command)
    def packed(*arguments: Any, **given: Any) -> Any:
        commanded = Command(
            select=tuple(words(given.pop("select", ()))),
            ignore=tuple(words(given.pop("ignore", ()))),
            **{name: given.pop(name) for name in COMMANDED if name in given},
        )
        rest = {field: given.pop(name) for name, field in WISHES.items() if name in given}
        wishes = Wishes(commanded, cache=not given.pop("no_cache", False), **rest)
        return command(*arguments, wishes=wishes, **given)

    return packed


@contextmanager
def refusals() -> Iterator[None]:
    """Turns what is wrong with a configuration, a rule or a file of accepted findings into Usage."""
    try:
        yield
    except (ConfigError, BaselineError) as error:
        raise Usage(error.zh, error.en) from error
    except LibraryError as error:
        raise faulty_rules(error) from error


def opened_plans(ctx: click.Context, wishes: Wishes, found: Sequence[str | Unreadable]) -> Plans:
    """The plans of a run; from here on messages are in the language of the configuration, if none was asked for."""
    plans = Plans(wishes)
    file = plans.file_of(path_of(found[0])) if found else None
    if file is not None:
        asked(ctx).lang = asked(ctx).lang or file.values.get("lang")
    return plans


def progress_for(
    found: Sequence[object], lang: str, counted: str = "findings"
) -> Callable[[int], AbstractContextManager[Advance]]:
    """A bar for several documents where a person watches the standard error, else nothing."""
    watched = len(found) > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return functools.partial(bar, lang=lang, counted=counted) if watched else silent
