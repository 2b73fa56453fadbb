"""Files judged one after the other or by worker processes: the results come in the order of the files either way.

Only files that no earlier run knows reach a worker, and a worker keeps what it made at once, so that a run that was
killed continues where it stopped.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.collect import in_order, path_of
from auditor.plans import Plans
from auditor.single import Found, Made, fresh, known

if TYPE_CHECKING:
    from auditor.collection.manifest import Entered
    from auditor.finding import Report
    from auditor.rule import Rule

__all__ = ["TIME_LIMIT", "WORTH_WORKERS", "Hands", "Labour", "hands", "helped", "labour_for", "processors"]

# Seconds that one file may take.
TIME_LIMIT = 300.0
# Starting a worker costs as much as some files do: fewer are judged in this process.
WORTH_WORKERS = 24
# With this many files a second process, forked from this one, is worth its start.
WORTH_HELP = 3


@dataclass(frozen=True, slots=True)
class Labour:
    """How the files are judged: by `jobs` workers, or in this process (0), and the seconds a worker has for a file.

    `scheduler` is the address of a Dask cluster whose workers are to do it, or `local`.
    """

    jobs: int = 0
    time_limit: float = TIME_LIMIT
    scheduler: str | None = None


def labour_for(files: int, jobs: int | None, time_limit: float | None, scheduler: str | None = None) -> Labour:
    """The workers asked for, else one for each processor where there are files enough, a time limit or a scheduler."""
    if jobs is None:
        jobs = processors()
        jobs = 0 if files <= WORTH_WORKERS and time_limit is None and scheduler is None else jobs
    return Labour(min(jobs, files), TIME_LIMIT if time_limit is None else time_limit, scheduler)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _running() -> int:
    """How many processes run or want to at this moment, this one included, as Linux tells it."""
    try:
        with open("/proc/loadavg", encoding="ascii") as file:
            return int(file.read().split()[3].partition("/")[0])
    except (OSError, ValueError, IndexError):
        return 1


@dataclass(frozen=True, slots=True)
class Hands:
    """Those who do the work: `work` gives what was made of each of the files, in their order.

    `across` judges the collection, where they have kept what is compared of its documents: rules by id, each with a
    file that it is for, and what a list says of the documents. Else that is in what `work` gives.
    """

    work: Callable[[Sequence[Found]], Iterator[Made]]
    across: Callable[[Mapping[str, tuple[Rule, str]], Mapping[str, Entered]], Report] | None = None


@contextmanager
def hands(plans: Plans, labour: Labour) -> Iterator[Hands]:
    """Those who do the work, as long as it takes."""
    if not labour.jobs:
        yield Hands(lambda found: one_by_one(found, plans))
    elif labour.scheduler is not None:
        from auditor.cluster import cluster

        with cluster(plans, labour.scheduler, labour.jobs) as workers:
            yield Hands(workers.work, workers.across)
    else:
        from auditor.crew import Crew

        crew = Crew(plans.wishes, labour.jobs, labour.time_limit)
        try:
            yield Hands(lambda found: crew.work(found, plans))
        finally:
            crew.dismiss()


def one_by_one(found: Iterable[Found], plans: Plans) -> Iterator[Made]:
    """What was made of each of the files, by this process."""
    for one in found:
        plan = plans.of(path_of(one))
        yield known(one, plan, plans.wishes) or fresh(one, plan, plans.wishes)


@contextmanager
def helped(found: Sequence[Found], plans: Plans) -> Iterator[None]:
    """Has a second process judge the files from the last to the first, so that the two meet in the middle.

    It keeps what it makes, as every run does, and there this process finds it; nothing else passes between them. So
    whatever becomes of it, the report is the same. Only on Linux: elsewhere processes are not safely forked.
    """
    if len(found) < WORTH_HELP or sys.platform != "linux" or _running() >= processors():
        # Where all processors have work, a second process only takes turns.
        yield
        return
    import signal

    for one in found:
        # What is wrong with a configuration shows here, once.
        plans.of(path_of(one))
    helper = os.fork()
    if helper == 0:
        with suppress(BaseException):
            _help(found, plans)
        os._exit(0)
    try:
        yield
    finally:
        os.kill(helper, signal.SIGTERM)
        os.waitpid(helper, 0)


def _help(found: Sequence[Found], plans: Plans) -> None:
    """What the second process does. It prints nothing, and when told to end it cleans up first."""
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    for _ in one_by_one(in_order(found)[::-1], plans):
        pass
