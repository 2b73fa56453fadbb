"""Files judged in worker processes: reports come in the order of the files, however many workers there are.

A file that brings its worker down, or keeps it longer than the time limit, costs itself alone: the worker is replaced
and the coverage of the file says why. Only files that no earlier run knows reach a worker, and a worker keeps what it
found at once, so that a run that was killed continues where it stopped.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from auditor.collect import judged, path_of
from auditor.finding import Coverage, Report, RuleFacts
from auditor.plans import Plan, Plans, Wishes
from auditor.results import keep_report, kept_report
from auditor.source import Unreadable
from auditor.wording import Text

__all__ = ["TIME_LIMIT", "Labour", "labour_for", "reports"]

# Seconds that one file may take.
TIME_LIMIT = 300
# Starting a worker costs as much as some files do: fewer are judged in this process.
WORTH_WORKERS = 8
# Reports that may wait, for each worker, for the file before them.
AHEAD = 64
# Bytes of address space that a worker may take, where the system can limit it.
MEMORY_LIMIT = 4 * 1024**3
STANDARD_INPUT = "-"

Found = str | Unreadable
Task = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Labour:
    """How the files are judged: by `jobs` workers, or in this process (0), and the seconds a worker has for a file."""

    jobs: int = 0
    time_limit: float = TIME_LIMIT


def labour_for(files: int, jobs: int | None, time_limit: float | None) -> Labour:
    """The workers asked for, else one for each processor where there are files enough."""
    limit = TIME_LIMIT if time_limit is None else time_limit
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        jobs = 0 if files <= WORTH_WORKERS and time_limit is None else jobs
    return Labour(min(jobs, files), limit)


def reports(found: Sequence[Found], plans: Plans, labour: Labour) -> Generator[Report, None, None]:
    """The report on each of the files, in their order."""
    if not labour.jobs:
        for one in found:
            plan = plans.of(path_of(one))
            yield known(one, plan, plans.wishes.cache) or fresh(one, plan, plans.wishes.cache)
        return
    crew = Crew(plans.wishes, labour)
    try:
        yield from crew.work(found, plans)
    finally:
        crew.dismiss()


def known(one: Found, plan: Plan, cache: bool) -> Report | None:
    """The report on a file that an earlier run kept; that on what is no file at once; else None."""
    if isinstance(one, Unreadable):
        return judged(one, ())
    return kept_report(one, plan.judging.rules, plan.decided_by) if cache else None


def fresh(one: Found, plan: Plan, cache: bool) -> Report:
    """The report on a file, made now and kept."""
    report = judged(one, plan.judging.rules, plan.judging.severities)
    if cache and not isinstance(one, Unreadable):
        keep_report(one, report, plan.decided_by)
    return report


@dataclass(slots=True)
class Worker:
    """A process, the line to it, and the task it has with the time by which it must be done."""

    process: BaseProcess
    line: Connection
    task: Task | None = None
    due: float = 0.0


@dataclass(slots=True)
class Crew:
    """The workers of a run; they are started when there is something to do."""

    wishes: Wishes
    labour: Labour
    workers: list[Worker] = field(default_factory=list)
    waiting: deque[Task] = field(default_factory=deque)
    done: dict[int, Report] = field(default_factory=dict)

    def work(self, found: Sequence[Found], plans: Plans) -> Iterator[Report]:
        """The reports in order. No more than AHEAD files for each worker are begun before the first is yielded."""
        begun = 0
        for at in range(len(found)):
            while begun < min(len(found), at + AHEAD * self.labour.jobs):
                self.begin(begun, found[begun], plans)
                begun += 1
            while at not in self.done:
                self.proceed(found, plans)
            yield self.done.pop(at)

    def begin(self, at: int, one: Found, plans: Plans) -> None:
        """Answers what is known, or what only this process can read; the rest waits for a worker."""
        plan = plans.of(path_of(one))
        report = known(one, plan, self.wishes.cache)
        if report is None and one == STANDARD_INPUT:
            report = fresh(one, plan, self.wishes.cache)
        if report is not None:
            self.done[at] = report
        else:
            self.waiting.append((at, path_of(one)))

    def proceed(self, found: Sequence[Found], plans: Plans) -> None:
        """Gives idle workers something to do and takes what has been done, or has not been in time."""
        while self.waiting and len(self.workers) < self.labour.jobs:
            self.workers.append(hired(self.wishes))
        for worker in self.workers:
            if worker.task is None and self.waiting:
                self.give(worker)
        busy = [worker for worker in self.workers if worker.task is not None]
        left = max(0.0, min(worker.due for worker in busy) - time.monotonic())
        ready = wait([worker.line for worker in busy], left)
        for worker in busy:
            assert worker.task is not None
            at, path = worker.task
            if worker.line in ready:
                self.done[at] = self.taken(worker, path, plans)
            elif time.monotonic() >= worker.due:
                self.done[at] = lost(path, too_long(self.labour.time_limit))
                self.release(worker)
            else:
                continue
            worker.task = None

    def give(self, worker: Worker) -> None:
        """Hands the next task to a worker; one that is gone by now will be found so."""
        worker.task = self.waiting.popleft()
        worker.due = time.monotonic() + self.labour.time_limit
        with suppress(OSError):
            worker.line.send(worker.task[1])

    def taken(self, worker: Worker, path: str, plans: Plans) -> Report:
        """The report that a worker made; of a worker that is gone, why there is none."""
        try:
            data = worker.line.recv_bytes()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode or 0
            self.release(worker)
            return lost(path, broken_down(code))
        return unpacked(data, {rule.id: rule.facts for rule in plans.of(path).judging.rules})

    def release(self, worker: Worker) -> None:
        """Ends a worker at once; another is hired when there is more to do."""
        self.workers.remove(worker)
        ended(worker)

    def dismiss(self) -> None:
        """Ends all workers."""
        for worker in self.workers:
            ended(worker)


def hired(wishes: Wishes) -> Worker:
    """A new worker: a process of its own, which shares nothing with this one, so that threads here do not matter."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there, wishes), daemon=True)
    process.start()
    there.close()
    return Worker(process, here)


def ended(worker: Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.line.close()


def serve(line: Connection, wishes: Wishes) -> None:
    """What a worker does: reads paths from the line and answers each with a packed report, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory()
    plans = Plans(wishes)
    while True:
        try:
            path = line.recv()
        except EOFError:
            return
        line.send_bytes(packed(fresh(path, plans.of(path), wishes.cache)))


def limit_memory() -> None:
    """Makes a document that wants more memory than any should fail by itself."""
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, resource.getrlimit(resource.RLIMIT_AS)[1]))


class Packer(pickle.Pickler):
    """Leaves out of a report what both sides have: the facts of the rules."""

    def persistent_id(self, obj: object) -> str | None:
        """The id of a rule in the place of its facts."""
        return obj.id if isinstance(obj, RuleFacts) else None


class Unpacker(pickle.Unpickler):
    """Puts the facts of the rules in again."""

    def __init__(self, data: bytes, facts: Mapping[str, RuleFacts]) -> None:
        super().__init__(io.BytesIO(data))
        self.facts = facts

    def persistent_load(self, pid: str) -> RuleFacts:
        """The facts of the rule of this id."""
        return self.facts[pid]


def packed(report: Report) -> bytes:
    """A report on one file as bytes."""
    data = io.BytesIO()
    Packer(data, pickle.HIGHEST_PROTOCOL).dump(replace(report, rules=()))
    return data.getvalue()


def unpacked(data: bytes, facts: Mapping[str, RuleFacts]) -> Report:
    """The report that `packed` made bytes of; the rules it was made by are left to `merged`."""
    report: Report = Unpacker(data, facts).load()
    return report


def lost(path: str, problem: Text) -> Report:
    """The report on a file that could not be judged."""
    return Report((), (Coverage(path, None, "unreadable", problem=problem),))


def too_long(seconds: float) -> Text:
    return Text(
        f"检查超过 {seconds:g} 秒，已放弃（--time-limit 可延长）",
        f"given up after {seconds:g} seconds (--time-limit allows more)",
    )


def broken_down(code: int) -> Text:
    """What to say of a file whose worker ended with the status, or for a negative one by that signal."""
    how = Text(f"信号 {-code}", f"signal {-code}") if code < 0 else Text(f"状态 {code}", f"status {code}")
    return Text(f"检查这个文件的进程意外终止（{how.zh}）", f"the process that checked this file broke down ({how.en})")
