"""Files judged by the workers of a Dask cluster: the same work, in the same order, on many machines.

Workers read the files by the paths given here, so all machines must see them under the same names, with this program
and its rules installed. A worker that dies is replaced by the scheduler and its files are given to others; a file that
kills several workers is told as lost. Dask is the extra `dask`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from functools import lru_cache
from typing import Any

from auditor.collect import path_of
from auditor.crew import STANDARD_INPUT, lost, packed, unpacked
from auditor.plans import Plans, Wishes
from auditor.single import Found, Made, fresh, known
from auditor.wording import Text

__all__ = ["LOCAL", "clustered"]

# The scheduler's address that stands for workers on this machine.
LOCAL = "local"
# Files handed to the scheduler before the first of them is done.
AHEAD = 512
KILLED = Text("检查这个文件的进程多次意外终止", "the processes that checked this file broke down again and again")


def clustered(
    found: Sequence[Found], plans: Plans, scheduler: str, jobs: int
) -> Generator[Made, None, None]:
    """What was made of each of the files, in their order, by the scheduler's workers, or by `jobs` of this machine."""
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        where: Any = scheduler
        if scheduler == LOCAL:
            where = stack.enter_context(
                LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
            )
        client = stack.enter_context(Client(where))  # type: ignore[no-untyped-call]
        waiting: deque[Any] = deque()
        begun = 0
        for one in found:
            while begun < len(found) and len(waiting) < AHEAD:
                waiting.append(_begun(client, found[begun], plans))
                begun += 1
            yield _taken(waiting.popleft(), path_of(one), plans)


def _begun(client: Any, one: Found, plans: Plans) -> Any:
    """What is known of a file or only this process can read; else the promise of a worker."""
    plan = plans.of(path_of(one))
    made = known(one, plan, plans.wishes)
    if made is None and one == STANDARD_INPUT:
        made = fresh(one, plan, plans.wishes)
    return made or client.submit(judged_there, one, plans.wishes, pure=False)


def _taken(promise: Any, path: str, plans: Plans) -> Made:
    from distributed import KilledWorker

    if isinstance(promise, Made):
        return promise
    try:
        return unpacked(promise.result(), {rule.id: rule.facts for rule in plans.of(path).judging.rules})
    except KilledWorker:
        return lost(path, KILLED)


def judged_there(path: str, wishes: Wishes) -> bytes:
    """What a worker makes of a file, packed."""
    return packed(fresh(path, _plans(wishes).of(path), wishes))


@lru_cache(maxsize=4)
def _plans(wishes: Wishes) -> Plans:
    return Plans(wishes)
