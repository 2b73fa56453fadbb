"""Calls and commands measured in processes of their own, for the other benchmarks."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Measured", "load", "peak", "tell", "told", "watched"]

# Seconds between two looks at the processes of a command.
PAUSE = 0.05


class Measured(NamedTuple):
    """A command that has run: its status, output, seconds by the clock and by processors, and peaks in megabytes.

    `workers` is the peak of the largest process that it started, 0 where it started none.
    """

    status: int
    output: str
    seconds: float
    processor: float
    main: int
    workers: int


def peak() -> int:
    """The largest memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def load() -> float:
    """How many processes wanted a processor over the last minute."""
    return round(os.getloadavg()[0], 2)


def told(call: str, module: str, python: str = sys.executable) -> Any:
    """The result of a call of a module's, made in a process of its own."""
    code = f"import json; from {module} import *; print(json.dumps({call}))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().rpartition("\n")[2][:200]}
    return json.loads(done.stdout.strip().rpartition("\n")[2])


def tell(what: str, result: object) -> None:
    """Prints a line: what was measured, the load of the machine, and the result as JSON."""
    print(f"{what} [load {load()}] {json.dumps(result, ensure_ascii=False)}", flush=True)


def watched(command: Sequence[str], folder: str | Path, within: float = 3600) -> Measured:
    """Runs a command of ours in a folder and watches the memory of its processes."""
    peaks: dict[int, int] = {}
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "auditor", *command], cwd=folder, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    while process.poll() is None and time.perf_counter() - started < within:
        for pid in (process.pid, *_below(process.pid)):
            peaks[pid] = max(peaks.get(pid, 0), _memory(pid))
        time.sleep(PAUSE)
    output = process.communicate()[0]
    after = os.times()
    main = peaks.pop(process.pid, 0)
    return Measured(
        process.returncode,
        output,
        time.perf_counter() - started,
        after.children_user + after.children_system - before.children_user - before.children_system,
        main // 1024,
        max(peaks.values(), default=0) // 1024,
    )


def _below(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(OSError):
            for child in map(int, (thread / "children").read_text().split()):
                yield child
                yield from _below(child)


def _memory(pid: int) -> int:
    """The peak memory of a process in kilobytes, 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
