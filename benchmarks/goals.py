"""The search for goals that are the same or nearly so: `python -m benchmarks.goals`.

Goals are generated, a twentieth of them copies of others with a figure, a place, both, or some words changed. Their
words are few, so that goals that nobody copied are alike by chance; with `rich` each goal has names of its own as well,
so that what is not planted is no copy. datasketch's LSH searches the same goals, and a small set is compared pair by
pair. Every figure is measured in a process of its own; the memory is that of the process with the texts.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.measuring import peak, tell, told
from generator import edited, goals

__all__ = ["every", "search"]

EDITS = ("figure", "place", "all", "words")
SHARE = 20  # one goal in so many has a copy
PERMUTATIONS, THRESHOLD = 128, 0.6
NAME = 4  # characters of a name of its own
FIRST, LAST = 0x4E00, 0x9FA5

Pairs = set[tuple[int, int]]


def planted(count: int, rich: bool) -> tuple[list[str], dict[tuple[int, int], str]]:
    """As many goals, a twentieth of them edited copies, and the pairs by the kind of edit."""
    source = random.Random(11)
    own = goals(count - count // SHARE)
    texts = [named(text, source) for text in own] if rich else list(own)
    pairs: dict[tuple[int, int], str] = {}
    for at in range(count // SHARE):
        kind = EDITS[at % len(EDITS)]
        pairs[at, len(texts)] = kind
        texts.append(edited(texts[at], kind, source))
    return texts, pairs


def named(text: str, source: random.Random) -> str:
    """A goal with a name after each of its parts but the last."""
    *parts, last = text.split("，")
    return "，".join([*(part + "".join(map(chr, source.choices(range(FIRST, LAST), k=NAME))) for part in parts), last])


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


def search(method: str, count: int, rich: bool) -> dict[str, Any]:
    """Seconds, memory, recall by kind of edit, and precision by what was planted."""
    texts, pairs = planted(count, rich)
    started, worked = time.perf_counter(), time.process_time()
    found = METHODS[method](texts)
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    kinds, hit = Counter(pairs.values()), Counter(kind for pair, kind in pairs.items() if pair in found)
    return {
        "seconds": round(seconds, 2),
        "processor": round(processor, 2),
        "megabytes": peak(),
        "recall": round(sum(hit.values()) / len(pairs), 4),
        "worst": min((round(hit[kind] / kinds[kind], 4), kind) for kind in kinds),
        "precision": round(sum(hit.values()) / max(1, len(found)), 4),
        "not planted": len(found - set(pairs)),
    }


def every(count: int) -> dict[str, Any]:
    """How many of all near pairs of masked goals are found; goals of few words, which have more of them."""
    import numpy as np
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cdist

    from auditor.collection.alike import NEAR, near_pairs
    from auditor.collection.matching import masked

    texts = list(dict.fromkeys(map(masked, planted(count, False)[0])))
    started = time.perf_counter()
    near: Pairs = set()
    for start in range(0, len(texts), 500):
        scores = cdist(texts[start : start + 500], texts, scorer=ratio, score_cutoff=NEAR, dtype=np.uint8)
        near |= {(start + one, other) for one, other in np.argwhere(scores).tolist() if start + one < other}
    seconds = time.perf_counter() - started
    found = {(one, other) for one, other, _ in near_pairs(texts)}
    return {"texts": len(texts), "pairs": len(near), "found": len(found & near), "wrong": len(found - near),
            "seconds of all pairs": round(seconds, 1)}  # fmt: skip


def main() -> None:
    """Prints one line for each measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.goals", description=__doc__)
    parser.add_argument("--goals", type=int, nargs="*", default=[10_000, 30_000, 100_000, 300_000, 1_000_000])
    parser.add_argument("--peer", type=int, default=100_000, help="goals for datasketch; 0 leaves it out")
    parser.add_argument("--every", type=int, default=10_000, help="goals compared pair by pair")
    given = parser.parse_args()
    for count in given.goals:
        for rich in (True, False):
            call = f"search('auditor', {count}, {rich})"
            tell(call, told(call, "benchmarks.goals"))
    if given.peer and importlib.util.find_spec("datasketch") is None:
        print("datasketch is not installed: left out (pip install 'auditor[benchmark]')")
    elif given.peer:
        for call in (f"search('datasketch', {given.peer}, True)", f"search('auditor', {given.peer}, True)"):
            tell(call, told(call, "benchmarks.goals"))
    if given.every:
        tell(f"every({given.every})", told(f"every({given.every})", "benchmarks.goals"))


if __name__ == "__main__":
    main()
