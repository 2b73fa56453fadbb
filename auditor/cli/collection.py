"""The options of commands that take many documents together: which they are, and who filed them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from auditor.cli.speech import Usage, option
from auditor.collection.alike import lacking
from auditor.collection.manifest import SUFFIXES, Entered, read_manifest
from auditor.source import Unreadable

__all__ = ["cluster_option", "collection_option", "demand_collection", "labour_options", "listed"]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def collection_option(command: Decorated) -> Decorated:
    """Adds `--collection`."""
    add = option("--collection", is_flag=True,
                 zh="另将各文件相互比对：部门之间、年初与年终、本年与上年；PATH 可为"
                    "清单（.csv 或 .toml），写明各文件的部门、年度、报送日期",
                 en="hold the documents against one another as well: departments, budget and accounts, years; "
                    "a PATH may be a list (.csv, .toml) of who filed what, for which year, when")  # fmt: skip
    return add(command)


def labour_options(command: Decorated) -> Decorated:
    """Adds `--jobs`, `--time-limit` and `--dask`."""
    import click

    jobs = option("-j", "--jobs", type=click.IntRange(min=1), metavar="N",
                  zh="用几个进程检查；默认在文件多于 24 个时与处理器数相同",
                  en="how many processes; for more than 24 files as many as the machine has processors")  # fmt: skip
    limit = option("--time-limit", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
                   zh="一个文件最多检查几秒（默认 300），由单独的进程执行",
                   en="seconds that one file may take, in a process of its own (300 by default)")  # fmt: skip
    return jobs(limit(cluster_option(command)))


def cluster_option(command: Decorated) -> Decorated:
    """Adds `--dask`."""
    add = option("--dask", "scheduler", metavar="ADDRESS", callback=_cluster,
                 zh="由 Dask 集群检查，如 tcp://10.0.0.1:8786；local 为本机",
                 en="let a Dask cluster do it, such as tcp://10.0.0.1:8786; local for this machine")  # fmt: skip
    return add(command)


def _cluster(ctx: Any, param: Any, value: str | None) -> str | None:
    """The address of a cluster; raises Usage where Dask is not installed."""
    if value and importlib.util.find_spec("distributed") is None:
        install = "pip install 'auditor[dask]'"
        raise Usage(f"--dask 需要 Dask：{install}", f"--dask needs Dask: {install}", ctx)
    return value


def demand_collection() -> None:
    """Raises Usage where the packages that a collection takes are not installed."""
    wanting = lacking()
    if wanting:
        names = "、".join(wanting)
        raise Usage(f"--collection 需要 {names}：pip install 'auditor[collection]'",
                    f"--collection needs {', '.join(wanting)}: pip install 'auditor[collection]'")  # fmt: skip


def listed(paths: Iterable[str], collection: bool) -> tuple[list[str], dict[str, Entered]]:
    """The paths, those of lists in the place of the lists, and what the lists say of them.

    Raises Usage for a faulty list, and for a collection where the packages that it takes are not installed.
    """
    if collection:
        demand_collection()
    out: list[str] = []
    manifest: dict[str, Entered] = {}
    for path in paths:
        if not path.lower().endswith(SUFFIXES):
            out.append(path)
            continue
        try:
            said = read_manifest(path)
        except Unreadable as error:
            raise Usage(error.zh, error.en) from error
        manifest |= said
        out += said
    return out, manifest
