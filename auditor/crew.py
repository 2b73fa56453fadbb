"""Worker processes, watched: a file that brings its worker down, or keeps it too long, costs itself alone."""

from __future__ import annotations

import io
import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from auditor.collect import path_of
from auditor.finding import Coverage, Report, RuleFacts
from auditor.plans import Plans, Wishes
from auditor.single import Found, Made, fresh, known
from auditor.wording import Text

__all__ = ["STANDARD_INPUT", "Crew", "lost", "packed", "unpacked"]

# What may wait, for each worker, for the file before it.
AHEAD = 64
# Bytes of address space that a worker may take, where the system can limit it.
MEMORY_LIMIT = 4 * 1024**3
STANDARD_INPUT = "-"

Task = tuple[int, str]


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
    jobs: int
    time_limit: float
    workers: list[Worker] = field(default_factory=list)
    waiting: deque[Task] = field(default_factory=deque)
    done: dict[int, Made] = field(default_factory=dict)

    def work(self, found: Sequence[Found], plans: Plans) -> Iterator[Made]:
        """What was made of the files, in order; no more than AHEAD for each worker wait for the file before them."""
        begun = 0
        for at in range(len(found)):
            while begun < min(len(found), at + AHEAD * self.jobs):
                self.begin(begun, found[begun], plans)
                begun += 1
            while at not in self.done:
                self.proceed(found, plans)
            yield self.done.pop(at)

    def begin(self, at: int, one: Found, plans: Plans) -> None:
        """Answers what is known, or what only this process can read; the rest waits for a worker."""
        plan = plans.of(path_of(one))
        made = known(one, plan, self.wishes)
        if made is None and one == STANDARD_INPUT:
            made = fresh(one, plan, self.wishes)
        if made is not None:
            self.done[at] = made
        else:
            self.waiting.append((at, path_of(one)))

    def proceed(self, found: Sequence[Found], plans: Plans) -> None:
        """Gives idle workers something to do and takes what has been done, or has not been in time."""
        while self.waiting and len(self.workers) < self.jobs:
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
                self.done[at] = lost(path, too_long(self.time_limit))
                self.release(worker)
            else:
                continue
            worker.task = None

    def give(self, worker: Worker) -> None:
        """Hands the next task to a worker; one that is gone by now will be found so."""
        worker.task = self.waiting.popleft()
        worker.due = time.monotonic() + self.time_limit
        with suppress(OSError):
            worker.line.send(worker.task[1])

    def taken(self, worker: Worker, path: str, plans: Plans) -> Made:
        """What a worker made of a file; of a worker that is gone, why there is none."""
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
    # What interrupts this process does so for its workers, from their first moment on.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.start()
    finally:
        signal.signal(signal.SIGINT, before)
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
        line.send_bytes(packed(fresh(path, plans.of(path), wishes)))


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


def packed(made: Made) -> bytes:
    """What was made of one file as bytes."""
    data = io.BytesIO()
    Packer(data, pickle.HIGHEST_PROTOCOL).dump(made._replace(report=replace(made.report, rules=())))
    return data.getvalue()


def unpacked(data: bytes, facts: Mapping[str, RuleFacts]) -> Made:
    """What `packed` made bytes of; the rules of the report are left to `merged`."""
    made: Made = Unpacker(data, facts).load()
    return made


def lost(path: str, problem: Text) -> Made:
    """The report on a file that could not be judged."""
    return Made(Report((), (Coverage(path, None, "unreadable", problem=problem),)))


def too_long(seconds: float) -> Text:
    return Text(
        f"检查超过 {seconds:g} 秒，已放弃（--time-limit 可延长）",
        f"given up after {seconds:g} seconds (--time-limit allows more)",
    )


def broken_down(code: int) -> Text:
    """What to say of a file whose worker ended with the status, or for a negative one by that signal."""
    how = Text(f"信号 {-code}", f"signal {-code}") if code < 0 else Text(f"状态 {code}", f"status {code}")
    return Text(f"检查这个文件的进程意外终止（{how.zh}）", f"the process that checked this file broke down ({how.en})")
