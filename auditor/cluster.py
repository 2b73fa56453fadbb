"""Files judged by the workers of a Dask cluster: the same work, in the same order, on many machines.

Workers read the files by the paths given here, so all machines must see them under the same names, with this program
and its rules installed. What is kept of the documents of a collection stays with the workers, which join it by key;
the findings come here. Dask is the extra `dask`.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from auditor.collect import path_of
from auditor.crew import STANDARD_INPUT, lost, packed, unpacked
from auditor.finding import Report
from auditor.plans import Plan, Plans, Wishes
from auditor.rule import Judging, Rule
from auditor.single import Found, Made, fresh, known
from auditor.source import Unreadable
from auditor.wording import Text

if TYPE_CHECKING:
    from auditor.collection.manifest import Entered
    from auditor.collection.model import Across, Filing
    from auditor.collection.spread import First, Firsts, Rows

__all__ = ["LOCAL", "Cluster", "cluster"]

# The scheduler's address that stands for workers on this machine.
LOCAL = "local"
# Files handed to the scheduler before the first of them is done.
AHEAD = 512
# Documents that are taken apart at a time: at least so many, and no more groups than these.
FEWEST, GROUPS = 16, 256
# Parts of a collection for each thread of the cluster.
PARTS = 2
KILLED = Text("检查这个文件的进程多次意外终止", "the processes that checked this file broke down again and again")


class Judged(NamedTuple):
    """What a worker made of a file: the packed report, and what is kept of the document where it is one of many."""

    made: bytes
    filing: bytes = b""


@contextmanager
def cluster(plans: Plans, scheduler: str, jobs: int) -> Iterator[Cluster]:
    """The cluster of a scheduler, or one of `jobs` workers on this machine while it is needed."""
    import dask
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        where: Any = scheduler
        if scheduler == LOCAL:
            # A file whose worker died is tried once more here, alone: that is enough.
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 0}))
            where = stack.enter_context(
                LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
            )
        yield Cluster(stack.enter_context(Client(where)), plans)  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class Cluster:
    """The workers of a scheduler; `kept` holds what they promised, or what was made here, of each file in order."""

    client: Any
    plans: Plans
    waiting: deque[Any] = field(default_factory=deque)
    paths: list[str] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)

    def work(self, found: Sequence[Found]) -> Iterator[Made]:
        """What was made of each of the files, in their order, without what is kept of collections."""
        begun = 0
        for one in found:
            while begun < len(found) and len(self.waiting) < AHEAD:
                self.waiting.append(self.begin(found[begun]))
                begun += 1
            promise = self.waiting.popleft()
            yield self.taken(promise, path_of(one))

    def begin(self, one: Found) -> Any:
        """What only this process can read; else the promise of a worker."""
        path, wishes = path_of(one), self.plans.wishes
        if not isinstance(one, Unreadable) and one != STANDARD_INPUT:
            return self.client.submit(judged_there, path, wishes, pure=False)
        plan = self.plans.of(path)
        return _judged(known(one, plan, wishes) or fresh(one, plan, wishes))

    def taken(self, promise: Any, path: str) -> Made:
        """What was made of a file. One whose worker died may have been its neighbour's victim: it is tried alone."""
        from distributed import KilledWorker, wait

        judged = promise
        if not isinstance(promise, Judged):
            try:
                judged = promise.result()
            except KilledWorker:
                wait([other for other in self.waiting if not isinstance(other, Judged)])  # type: ignore[no-untyped-call]
                promise = self.client.submit(judged_there, path, self.plans.wishes, pure=False)
                try:
                    judged = promise.result()
                except KilledWorker:
                    return lost(path, KILLED)
        if self.plans.wishes.collection and judged.filing:
            self.paths.append(path)
            self.kept.append(promise)
        return unpacked(judged.made, {rule.id: rule.facts for rule in self.plans.of(path).judging.rules})

    def hold(self, filings: Iterable[Filing]) -> None:
        """Gives the workers what was kept of documents elsewhere, in the place of files."""
        rest = iter(filings)
        while some := list(islice(rest, AHEAD)):
            self.paths += [filing.path for filing in some]
            self.kept += self.client.scatter([Judged(b"", pickle.dumps(filing)) for filing in some])

    def across(self, rules: Mapping[str, tuple[Rule, str]], manifest: Mapping[str, Entered]) -> Report:
        """What rules of scope `collection` find across the documents: rules by id, each with a file it is for."""
        from auditor.collection import Collection, judge_collection
        from auditor.collection.judging import SCOPE
        from auditor.collection.spread import NEAR_GOALS, SINGLE, way_of

        ways: dict[str, dict[str, str]] = {}
        for id_, (rule, path) in rules.items():
            if rule.scope == SCOPE:
                ways.setdefault(way_of(rule), {})[id_] = path
        parts = PARTS * max(1, sum(self.client.nthreads().values()))
        apart = self.apart(sorted(ways), parts, manifest)
        of_way: dict[str, list[list[Any]]] = {
            way: [self.pieces(apart, way, part) for part in range(1 if way in SINGLE else parts)] for way in ways
        }
        findings: dict[str, list[tuple[Any, list[Any]]]] = {
            way: [(self.submit(found_there, those, its, self.plans.wishes), those) for those in of_way[way]]
            for way, its in ways.items()
            if way != NEAR_GOALS
        }

        def made(rule: Rule, path: str) -> Judging:
            def judge(subject: Any, options: Any) -> Iterable[Any]:
                way = way_of(rule)
                if way == NEAR_GOALS:
                    return self.near(rule, of_way[way])
                return self.gathered(rule.id, path, findings[way])

            return Judging(judge)

        judged = [replace(rule, made=partial(made, rule, path)) if rule.scope == SCOPE else rule
                  for rule, path in rules.values()]  # fmt: skip
        return judge_collection(Collection(()), judged)

    def submit(self, function: Callable[..., Any], *given: Any) -> Any:
        """The promise of a worker to call the function, whose arguments may be promises."""
        return self.client.submit(function, *given, pure=False)

    def apart(self, ways: Sequence[str], parts: int, manifest: Mapping[str, Entered]) -> list[Any]:
        """What is kept of the documents, taken apart in all the ways; the kept itself is let go as that is done."""
        size = max(FEWEST, -(-len(self.kept) // GROUPS))
        out = []
        for at in range(0, len(self.kept), size):
            said = {path: manifest[path] for path in self.paths[at : at + size] if path in manifest}
            out.append(self.submit(taken_apart, self.kept[at : at + size], at, said, ways, parts))
        self.kept.clear()
        return out

    def pieces(self, apart: Iterable[Any], way: str, part: int) -> list[Any]:
        """The pieces of a part."""
        return [self.submit(piece, each, way, part) for each in apart]

    def gathered(self, id_: str, path: str, promised: Iterable[tuple[Any, list[Any]]]) -> Iterator[Across]:
        """What a rule found in all parts; raises what it raised in one."""
        for promise, those in promised:
            found = promise.result()
            if id_ not in found:
                self.submit(found_there, those, {id_: path}, self.plans.wishes, True).result()
            yield from found[id_]

    def near(self, rule: Rule, parts: Sequence[list[Any]]) -> Iterable[Across]:
        """What a rule finds of goals that are nearly the same: candidates joined by band, then compared here."""
        import numpy as np

        from auditor.collection.judging import Whole
        from auditor.collection.spread import compared, whose

        firsts = [self.submit(firsts_there, those) for those in parts]
        bands = [
            [self.submit(rows_there, each, home, part, len(parts)) for home, each in enumerate(firsts)]
            for part in range(len(parts))
        ]
        found = self.client.gather([self.submit(near_there, rows) for rows in bands])
        pairs = np.unique(np.concatenate(found), axis=0)
        wanted = {home: self.submit(goals_there, firsts[home], those) for home, those in whose(pairs).items()}
        collection = compared(pairs, self.client.gather(wanted))
        return cast("Iterable[Across]", rule.judge(cast(Any, Whole(collection)), rule.options))


def _judged(made: Made) -> Judged:
    return Judged(packed(made._replace(filing=None)), pickle.dumps(made.filing) if made.filing else b"")


def judged_there(path: str, wishes: Wishes) -> Judged:
    """What a worker makes of a file, or knows of it."""
    plan = _plan(path, wishes)
    return _judged(known(path, plan, wishes) or fresh(path, plan, wishes))


def _plan(path: str, wishes: Wishes) -> Plan:
    """What is in force for a file, with the digest of what decides it that another worker has."""
    from distributed import get_worker

    before = sys.path[:]
    # A worker looks for packages among its own files as well, in directories that are new with each cluster.
    own = os.path.dirname(get_worker().local_directory)
    sys.path[:] = [entry for entry in before if not entry.startswith(own)]
    try:
        return _plans(wishes).of(path)
    finally:
        sys.path[:] = before


@lru_cache(maxsize=4)
def _plans(wishes: Wishes) -> Plans:
    return Plans(wishes)


def taken_apart(
    group: Sequence[Judged], first: int, manifest: Mapping[str, Entered], ways: Sequence[str], parts: int
) -> dict[tuple[str, int], bytes]:
    """The pieces of documents by way and part; `first` is the number of the first document in the collection."""
    from auditor.collection.manifest import entered
    from auditor.collection.spread import NEAR_GOALS, first_goals, pieces

    out: dict[tuple[str, int], list[Filing | First]] = {}
    for number, judged in enumerate(group, start=first):
        filing = entered(pickle.loads(judged.filing), manifest)
        for way in ways:
            those: Iterable[tuple[int, Filing | First]] = (
                first_goals(filing, number, parts) if way == NEAR_GOALS else pieces(filing, way, parts)
            )
            for part, one in those:
                out.setdefault((way, part), []).append(one)
    return {key: pickle.dumps(those) for key, those in out.items()}


def piece(apart: Mapping[tuple[str, int], bytes], way: str, part: int) -> bytes:
    """What a part has of a group of documents."""
    return apart.get((way, part), b"")


def _together(those: Iterable[bytes]) -> Iterator[Any]:
    for each in those:
        if each:
            yield from pickle.loads(each)


def found_there(
    those: Sequence[bytes], rules: Mapping[str, str], wishes: Wishes, raising: bool = False
) -> dict[str, list[Across]]:
    """What rules find in a part, by their ids; one that raises is left out, unless it should raise."""
    from auditor.collection import Collection
    from auditor.collection.judging import Whole

    subject: Any = Whole(Collection(tuple(_together(those))))
    out: dict[str, list[Across]] = {}
    for id_, path in rules.items():
        rule = next(rule for rule in _plan(path, wishes).judging.rules if rule.id == id_)
        try:
            out[id_] = cast("list[Across]", list(rule.judge(subject, rule.options)))
        except Exception:
            if raising:
                raise
    return out


def firsts_there(those: Sequence[bytes]) -> Firsts:
    """The first goals of a part."""
    from auditor.collection.spread import firsts_of

    return firsts_of(_together(those))


def rows_there(firsts: Firsts, home: int, part: int, parts: int) -> Rows | None:
    """The bands of one part's goals that are compared in another."""
    from auditor.collection.spread import rows_for

    return rows_for(firsts, home, part, parts)


def near_there(rows: Sequence[Rows | None]) -> Any:
    """Pairs of goals that may be near, of those whose bands came to one part."""
    from auditor.collection.spread import near_candidates

    return near_candidates(rows)


def goals_there(firsts: Firsts, those: Sequence[int]) -> list[First]:
    """Goals of a part by their numbers."""
    return [firsts.goals[at] for at in those]
