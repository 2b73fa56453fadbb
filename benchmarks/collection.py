"""Measures checks of many documents and the search for near-duplicate goals: `python -m benchmarks.collection`.

Every figure is measured in a process of its own, with the collection that the generator makes; peak memory is that of
the process with its largest worker beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from generator import Plan, edited, files, goals

EDITS = ("figure", "place", "all", "words")
SHARE = 20  # one goal in so many has a copy
PERMUTATIONS, THRESHOLD = 128, 0.6

Pairs = set[tuple[int, int]]


def planted(count: int) -> tuple[list[str], dict[tuple[int, int], str]]:
    """As many goals, a twentieth of them edited copies, and the pairs by the kind of edit."""
    source = random.Random(11)
    texts = list(goals(count - count // SHARE))
    pairs: dict[tuple[int, int], str] = {}
    for at in range(count // SHARE):
        kind = EDITS[at % len(EDITS)]
        pairs[at, len(texts)] = kind
        texts.append(edited(texts[at], kind, source))
    return texts, pairs


def own(texts: Sequence[str]) -> Pairs:
    """The pairs that the rules compare: masked and equal, else near; a group as pairs with its first."""
    from auditor.collection.alike import equal_groups, near_pairs
    from auditor.collection.matching import masked

    keys = [masked.__wrapped__(text) for text in texts]
    first: dict[str, int] = {}
    for at, key in enumerate(keys):
        first.setdefault(key, at)
    found = {(group[0], at) for group in equal_groups(keys) for at in group[1:]}
    unique, at = list(first), list(first.values())
    return found | {(at[one], at[other]) for one, other, _ in near_pairs(unique)}


def datasketch(texts: Sequence[str]) -> Pairs:
    """The pairs that datasketch's MinHash LSH gives, verified as ours are."""
    from datasketch import MinHash, MinHashLSH
    from rapidfuzz.fuzz import ratio

    from auditor.collection.alike import NEAR, PIECE

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pieces = [{text[at : at + PIECE].encode() for at in range(len(text) - PIECE + 1)} for text in texts]
    found: Pairs = set()
    for at, signature in enumerate(MinHash.bulk(pieces, num_perm=PERMUTATIONS)):
        found |= {(other, at) for other in index.query(signature) if ratio(texts[other], texts[at]) >= NEAR}
        index.insert(at, signature)
    return found


METHODS: dict[str, Callable[[Sequence[str]], Pairs]] = {"auditor": own, "datasketch": datasketch}


def duplicates(method: str, count: int) -> dict[str, Any]:
    """Seconds, memory, recall by kind of edit, and the pairs found that were not planted."""
    texts, pairs = planted(count)
    started = time.perf_counter()
    found = METHODS[method](texts)
    seconds = time.perf_counter() - started
    kinds, hit = Counter(pairs.values()), Counter(kind for pair, kind in pairs.items() if pair in found)
    return {
        "goals": count,
        "seconds": round(seconds, 2),
        "megabytes": peak(),
        "recall": round(sum(hit.values()) / len(pairs), 4),
        "worst": min((round(hit[kind] / kinds[kind], 4), kind) for kind in kinds),
        "unplanted": len(found - set(pairs)),
    }


def documents(count: int, jobs: int, collection: bool) -> dict[str, Any]:
    """Documents a second by the clock and by processor time, and the memory of the largest process."""
    made, _ = files(Plan(departments=max(1, count // 6), projects=5, years=2))
    with tempfile.TemporaryDirectory() as folder:
        for path, content in list(made.items())[:count]:
            where = Path(folder, "files", path)
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_bytes(content)
        command = [sys.executable, "-m", "auditor", "check", f"{folder}/files", "-j", str(jobs), "--no-cache"]
        command += ["-f", "json", "-o", f"{folder}/report.json", *(["--collection"] if collection else [])]
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)
        seconds = time.perf_counter() - started
        read = len(json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))["documents"])
    assert done.returncode in (0, 1), done.stderr
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "documents": read,
        "jobs": jobs,
        "collection": collection,
        "seconds": round(seconds, 2),
        "per_second": round(read / seconds, 1),
        "per_processor_second": round(read / (used.ru_utime + used.ru_stime), 1),
        "megabytes": used.ru_maxrss // 1024,
    }


def peak() -> int:
    """The largest memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measured(call: str) -> dict[str, Any]:
    """The result of a call of this module, made in a process of its own."""
    code = f"import json; from benchmarks.collection import *; print(json.dumps({call}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    result: dict[str, Any] = json.loads(said)
    return result


def plan(sizes: Sequence[int], counts: Sequence[int], peer: int) -> Iterator[str]:
    """The calls to measure."""
    for size in sizes:
        yield from (f"documents({size}, {jobs}, False)" for jobs in (1, 2))
        yield f"documents({size}, 2, True)"
    yield from (f"duplicates('auditor', {count})" for count in counts)
    if peer:
        yield f"duplicates('datasketch', {peer})"


def main() -> None:
    """Prints one line of JSON for each measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.collection", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="*", default=[100, 200, 400])
    parser.add_argument("--goals", type=int, nargs="*", default=[10000, 100000, 1000000])
    parser.add_argument("--peer", type=int, default=100000, help="goals for datasketch; 0 leaves it out")
    given = parser.parse_args()
    for call in plan(given.documents, given.goals, given.peer):
        print(call, json.dumps(measured(call)), flush=True)


if __name__ == "__main__":
    main()
