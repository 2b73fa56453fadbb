"""Checks of many documents: `python -m benchmarks.documents`.

  share   documents per second of the whole check by one process, and of the mere reading of the same files by our own
          readers, by format
  jobs    `auditor check` with 1 and 2 workers, by format: documents per second by the clock and by processor time, and
          the largest memory of the command's own process and of a worker
  curve   the same with --collection and 2 workers, from 100 to 10,000 documents
  runs    1,000 documents: the run on a Dask cluster of this machine, a run that was killed and continued, and a run
          with a file that brings its process down, each held against the plain run

The documents are the generator's, as text, or set as docx and PDF: goal tables and self-evaluations of 5 projects with
30 indicators, and summaries of 5 lines, as many of each. No cache, all rules.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor import load_rules
from auditor.engine import judge
from auditor.records import read_document
from auditor.source import from_text, read_path
from benchmarks.measuring import Measured, tell, told, watched
from benchmarks.resetting import reset
from fixtures.render.docx import docx
from fixtures.render.pdf import UPRIGHT, pdf
from generator import Plan, files

__all__ = ["share"]

FORMS = ("txt", "docx", "pdf")
WARM_UP = 5
# A rule that does not harm but to one document.
POISON = '''
import os
from auditor.rule import Bad, Examples, Expect, Good, Text, rule

WORDS = Text(zh="测试用的规则。", en="A rule for tests.")

@rule(id="Z901", name="brings-it-down", title=WORDS, severity="note", confidence="possible", since="0.1.0",
      message=WORDS, advice=WORDS, rationale=WORDS, basis="convention",
      examples=Examples(bad=[Bad(name="bad", text="一", expect=[Expect(1, "一")], instead="二")],
                        good=[Good(name="good", text="二")]))
def trouble(document):
    """Ends the process at the document of this name."""
    if "poison" in document.source.path:
        os._exit(7)
    return ()
'''


def write(folder: Path, count: int, form: str) -> None:
    """As many documents below the folder's `files`."""
    made, _ = files(Plan(departments=count // 6 + 1, projects=5, years=2))
    for path, content in itertools.islice(sorted(made.items()), count):
        where = (folder / "files" / path).with_suffix(f".{form}")
        where.parent.mkdir(parents=True, exist_ok=True)
        if form != "txt":
            blocks = reset(read_document(from_text(content.decode())))
            content = docx(blocks) if form == "docx" else pdf(blocks, UPRIGHT)
        where.write_bytes(content)


def share(count: int, form: str) -> dict[str, Any]:
    """Documents per second merely read and checked, and the one as a share of the other."""
    rules = load_rules()
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), count + WARM_UP, form)
        paths = sorted(map(str, Path(name).rglob(f"*.{form}")))
        seconds = {"read": 0.0, "checked": 0.0}
        for at, path in enumerate(paths):
            started = time.process_time()
            read_path(path)
            read = time.process_time()
            judge([read_document(read_path(path))], rules)
            if at >= WARM_UP:
                seconds["read"] += read - started
                seconds["checked"] += time.process_time() - read
    rates = {what: round(count / taken, 1) for what, taken in seconds.items()}
    return {**rates, "share": round(seconds["read"] / seconds["checked"], 3)}


def check(folder: Path, *more: str, within: float = 3600) -> Measured:
    """`auditor check` of the folder's files with a report in JSON."""
    return watched(["check", "files", "-f", "json", "-o", "report.json", *more], folder, within)


def figures(folder: Path, done: Measured) -> dict[str, Any]:
    """What is told of a check."""
    if done.status not in (0, 1):
        return {"status": done.status, "output": done.output[-300:]}
    count = len(json.loads((folder / "report.json").read_text(encoding="utf-8"))["documents"])
    return {
        "seconds": round(done.seconds, 2),
        "per second": round(count / done.seconds, 1),
        "per processor second": round(count / done.processor, 1),
        "megabytes": done.main,
        "megabytes of a worker": done.workers,
    }


def by_jobs(counts: dict[str, int]) -> None:
    """Prints the rates with 1 and 2 workers by format."""
    for form, count in counts.items():
        with tempfile.TemporaryDirectory() as name:
            write(Path(name), count, form)
            rates = []
            for jobs in (1, 2):
                told_of = figures(Path(name), check(Path(name), "--no-cache", "-j", str(jobs)))
                rates.append(told_of.get("per second", 0.0))
                tell(f"{count} {form}, {jobs} workers", told_of)
            print(f"  2 workers are {rates[1] / max(rates[0], 0.1):.2f} times one")


def curve(counts: list[int]) -> None:
    """Prints seconds and memory by the number of documents."""
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            write(Path(name), count, "txt")
            tell(f"{count} txt, 2 workers, collection",
                 figures(Path(name), check(Path(name), "--no-cache", "-j", "2", "--collection")))  # fmt: skip


def runs(count: int) -> None:
    """Prints whether unusual runs give what the plain one gives."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["AUDITOR_CACHE"] = str(folder / "cache")
        write(folder, count, "txt")
        report = folder / "report.json"
        plain = check(folder, "--no-cache", "-j", "2", "--collection")
        wanted = report.read_bytes()
        tell(f"{count} txt, plain", figures(folder, plain))
        done = check(folder, "--no-cache", "-j", "2", "--collection", "--dask", "local")
        tell("  on a Dask cluster of 2", {**figures(folder, done), "same bytes": report.read_bytes() == wanted})
        before = killed(folder, plain.seconds / 2)
        done = check(folder, "-j", "2", "--collection")
        tell("  killed half-way and continued",
             {"known": before, **figures(folder, done), "same bytes": report.read_bytes() == wanted})  # fmt: skip
        poisoned(folder, json.loads(wanted))
        del os.environ["AUDITOR_CACHE"]


def killed(folder: Path, seconds: float) -> int:
    """How many results a run leaves that is killed after so many seconds."""
    command = [sys.executable, "-m", "auditor", "check", "files", "-j", "2", "--collection", "-o", "none.txt"]
    root = str(Path(__file__).parent.parent)
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": root}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return sum(1 for _ in (folder / "cache" / "results").iterdir())


def poisoned(folder: Path, wanted: dict[str, Any]) -> None:
    """Prints what a file costs that brings its process down."""
    victim = sorted((folder / "files").rglob("goals.txt"))[100 % len(wanted["documents"]) // 3]
    poison = victim.with_name("poison.txt")
    victim.rename(poison)
    (folder / "own").mkdir()
    (folder / "own" / "Z901.py").write_text(POISON, encoding="utf-8")
    done = check(folder, "--no-cache", "-j", "2", "--rules", "own", "--trust-python-rules")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    bad = [document["path"] for document in report["documents"] if document["status"] == "unreadable"]
    lost = victim.relative_to(folder).as_posix()

    def others(findings: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
        return ((found["rule"], found["fingerprint"]) for found in findings
                if found["location"]["path"] not in (lost, *bad) and not found["rule"].startswith("C"))  # fmt: skip

    tell("  with a file that brings its process down", {
        "documents": len(report["documents"]), "unreadable": len(bad), "status": done.status,
        "findings in the others the same": [*others(report["findings"])] == [*others(wanted["findings"])],
        "seconds": round(done.seconds, 1),
    })  # fmt: skip


def main() -> None:
    """Prints one line for each measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents", description="Checks of many documents.")
    parser.add_argument("--each", type=int, nargs=3, default=[600, 200, 100], help="documents as txt, docx, pdf")
    parser.add_argument("--curve", type=int, nargs="*", default=[100, 1250, 2500, 5000, 10_000])
    parser.add_argument("--runs", type=int, default=1000, help="documents of the unusual runs; 0 leaves them out")
    given = parser.parse_args()
    counts = dict(zip(FORMS, given.each, strict=True))
    for form, count in counts.items():
        call = f"share({count // 2}, {form!r})"
        tell(call, told(call, "benchmarks.documents"))
    by_jobs(counts)
    curve(given.curve)
    if given.runs:
        runs(given.runs)


if __name__ == "__main__":
    main()
