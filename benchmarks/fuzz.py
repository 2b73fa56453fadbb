"""Hostile and broken input: `python -m benchmarks.fuzz --count 10000`.

One half of the inputs are the fixtures in every format with bytes altered, cut, repeated and moved, inside the packed
parts too, and zip files of them altered likewise; the other half documents of random structure and words. Each is read,
recorded, judged by every rule, reported in every format and, where its own allows, copied with its findings. None may
end in a traceback, take longer than the limit, or touch a file, a process or the network outside the folder it is
given. What does is kept in the folder named by `--keep`.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from auditor import load_rules
from auditor.annotate import FORMS, Original, annotated
from auditor.collect import find
from auditor.engine import judge
from auditor.extract import as_csv, as_json
from auditor.records import read_document
from auditor.report import FORMATS, render
from auditor.rule import Rule
from auditor.source import Source, Unreadable, read_bytes
from auditor.source.reading import file_bytes, reader_of
from benchmarks.hostile import inputs

SECONDS = 30
# What an input may not bring about, by the name of the audit event; files are asked for their path.
FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "os.system", "os.remove", "os.rename", "os.rmdir", "os.chmod")
# PDFs that look as if they unfold without end are read in a process of their own, which runs this program alone.
OWN_PROCESS = "auditor.source.pdf_guard"
OUTCOMES = ["refused", "unreadable", "empty", "checked"]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Escape(Exception):  # noqa: N818 -- what was tried
    """An input made the program write, connect or remove something outside its folder."""


class Watch:
    """Looks at what the interpreter does while an input is processed; `allowed` is the one folder for output."""

    def __init__(self, allowed: Path) -> None:
        self.allowed = os.path.realpath(allowed)
        self.on = False
        sys.addaudithook(self.hook)

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Raises Escape for what is forbidden."""
        if not self.on:
            return
        if event in FORBIDDEN or (event == "subprocess.Popen" and OWN_PROCESS not in str(arguments[1])):
            raise Escape(f"{event} {arguments}")
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
            path = arguments[0]
            if isinstance(path, str) and not os.path.realpath(path).startswith((self.allowed, os.devnull)):
                raise Escape(f"open for writing: {path}")


def process(data: bytes, path: str, rules: Sequence[Rule]) -> str:
    """Takes an input through everything; what became of it in a word. Raises whatever goes wrong."""
    return _archive(data, path, rules) if path.endswith(".zip") else _document(data, path, rules)


def _archive(data: bytes, path: str, rules: Sequence[Rule]) -> str:
    """Every document that is found in an archive, as if it had come alone."""
    # A file of its own: the last archive is still mapped into memory.
    with tempfile.NamedTemporaryFile(suffix=path, delete=False) as archive:
        archive.write(data)
    outcomes = set()
    for found in find([archive.name]):
        try:
            if isinstance(found, Unreadable):
                raise found
            outcomes.add(_document(file_bytes(found, found), found, rules))
        except Unreadable:
            outcomes.add("refused")
    return max(outcomes, key=OUTCOMES.index)


def _document(data: bytes, path: str, rules: Sequence[Rule]) -> str:
    try:
        source = read_bytes(data, path)
    except Unreadable:
        return "refused"
    document = read_document(source)
    report = judge([document], rules)
    if report.failures:
        raise RuntimeError("; ".join(f"{one.rule}: {one.error}" for one in report.failures[:3]))
    as_json([document], "zh")
    as_csv([document], "zh")
    for form in FORMATS:
        render(report, form, "zh")
    _annotate(data, path, source, report.findings)
    return report.documents[0].status


def _annotate(data: bytes, path: str, source: Source, findings: tuple[object, ...]) -> None:
    form = reader_of(data, path)
    if form in FORMS and source.kind == form:
        try:
            annotated(Original(form, data, source, converted=False), findings, "zh")  # type: ignore[arg-type]
        except Unreadable:
            return


def out_of_time(signum: int, frame: FrameType | None) -> None:
    """Ends an input that takes too long."""
    raise TimeoutError(f"more than {SECONDS} s")


def run(count: int, start: int, keep: Path | None) -> int:
    """Processes the inputs and prints what became of them; the number of failures."""
    rules = load_rules()
    outcomes: Counter[str] = Counter()
    slowest = (0.0, "")
    failures = 0
    signal.signal(signal.SIGALRM, out_of_time)
    with tempfile.TemporaryDirectory() as folder:
        watch = Watch(Path(folder))
        tempfile.tempdir = folder
        for number, (name, data) in enumerate(inputs(count, start)):
            began = time.monotonic()
            faulthandler.dump_traceback_later(4 * SECONDS, exit=True)
            signal.alarm(SECONDS)
            watch.on = True
            try:
                outcomes[process(data, name, rules)] += 1
            except Exception as error:
                watch.on = False
                failures += 1
                print(f"{number} {name}: {type(error).__name__}: {error}")
                traceback.print_exc(limit=-4)
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{number}-{name}").write_bytes(data)
            finally:
                watch.on = False
                signal.alarm(0)
                faulthandler.cancel_dump_traceback_later()
            slowest = max(slowest, (time.monotonic() - began, f"{number} {name}"))
    told = ", ".join(f"{outcome} {times}" for outcome, times in sorted(outcomes.items()))
    print(f"{count} inputs: {told}; failures {failures}; slowest {slowest[0]:.1f} s ({slowest[1]})")
    return failures


def main() -> int:
    """Runs as often as asked; 1 where anything failed."""
    parser = argparse.ArgumentParser(description="Takes broken and random documents through the whole program.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the inputs that failed")
    wishes = parser.parse_args()
    return 1 if run(wishes.count, wishes.seed, wishes.keep) else 0


if __name__ == "__main__":
    sys.exit(main())
