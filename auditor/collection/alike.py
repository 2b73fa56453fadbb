"""Texts of a collection that are the same or nearly so, among very many.

First the masked texts are grouped by equality, which is free and explains itself. The texts that are left are given
MinHash signatures of their three-character pieces (Broder 1997); texts that share a band of a signature are compared
letter by letter. Groups and bands of too many texts are formulas of the trade: they are told as one group.

numpy and rapidfuzz come with the extra `collection`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signatures = NDArray[np.uint32]

__all__ = ["NEEDED", "equal_groups", "lacking", "near_pairs"]

NEEDED = ("numpy", "rapidfuzz")
BANDS, ROWS = 20, 4
# Of the minima of two texts, how many must be the same for them to be compared letter by letter.
LEAST = 32
PIECE = 3
SEED = 20240101
# Texts hashed at a time: bounds the memory to some hundred megabytes.
CHUNK = 20000
# Texts in a band that are compared pair by pair; of more, each is compared with its neighbours alone.
CROWD = 40
# Pairs of texts that are compared at a time.
COMPARED = 200000
# Per cent of letters in common, in order, from which two texts are nearly the same.
NEAR = 85


def lacking() -> list[str]:
    """The packages of the extra that are not installed."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


def equal_groups(keys: Sequence[str]) -> Iterator[list[int]]:
    """The groups of two or more positions with one key, in the order of their first; empty keys are left out."""
    groups: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            groups.setdefault(key, []).append(at)
    return (group for group in groups.values() if len(group) > 1)


def near_pairs(texts: Sequence[str], near: int = NEAR) -> list[tuple[int, int, int]]:
    """Pairs of positions of texts that are nearly the same, with their likeness in per cent, in order.

    The texts should be different from one another: group equal ones first. Texts shorter than three characters are
    like none. Likeness is twice the letters in common over those of both (rapidfuzz's ratio).
    """
    import numpy as np
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    filled = [at for at, text in enumerate(texts) if len(text) >= PIECE]
    out: list[tuple[int, int, int]] = []
    codes = _candidates([texts[at] for at in filled])
    for start in range(0, len(codes), COMPARED):
        first, second = np.divmod(codes[start : start + COMPARED], len(filled))
        pairs = [(filled[one], filled[other]) for one, other in zip(first.tolist(), second.tolist(), strict=True)]
        found = cpdist(
            [texts[one] for one, _ in pairs], [texts[other] for _, other in pairs], scorer=ratio, score_cutoff=near
        )
        out += [(*pairs[at], int(found[at])) for at in np.flatnonzero(found)]
    return out


def _candidates(texts: Sequence[str]) -> NDArray[np.int64]:
    """Pairs of texts that share a band of their signatures, in order, each as first × number of texts + second."""
    import numpy as np

    if len(texts) < 2:
        return np.empty(0, dtype=np.int64)
    signatures = np.concatenate([_signatures(texts[at : at + CHUNK]) for at in range(0, len(texts), CHUNK)])
    found: list[NDArray[np.int64]] = []
    for band in range(BANDS):
        keys = np.zeros(len(texts), dtype=np.uint64)
        for row in range(band * ROWS, (band + 1) * ROWS):
            keys = (keys ^ signatures[:, row]) * np.uint64(0x9E3779B97F4A7C15)
        found += _neighbours(keys, signatures)
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _neighbours(keys: NDArray[np.uint64], signatures: Signatures) -> list[NDArray[np.int64]]:
    """Pairs of positions with equal keys and signatures much alike, as arrays of first × number of keys + second."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    same = ordered[1:] == ordered[:-1]
    out: list[NDArray[np.int64]] = []
    apart, running = 1, same
    while apart < CROWD and running.any():
        first, second = order[:-apart][running], order[apart:][running]
        for start in range(0, len(first), COMPARED):
            one, other = first[start : start + COMPARED], second[start : start + COMPARED]
            alike = np.count_nonzero(signatures[one] == signatures[other], axis=1) >= LEAST
            one, other = one[alike], other[alike]
            out.append(np.minimum(one, other) * len(keys) + np.maximum(one, other))
        # Equal keys stand together: position i equals i + apart + 1 when i equals i + apart and that one its neighbour.
        running = running[:-1] & same[apart:]
        apart += 1
    return out


def _signatures(texts: Sequence[str]) -> Signatures:
    """One row of BANDS × ROWS minima for each text: of its pieces under as many hash functions."""
    import numpy as np

    letters = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    mixed = letters * np.uint32(0x9E3779B1)
    pieces = mixed.copy()
    for step in range(1, PIECE):
        pieces[:-step] = (pieces[:-step] ^ (mixed[step:] >> np.uint32(step))) * np.uint32(0x85EBCA6B)
    # A piece must not reach into the next text.
    inside = np.arange(len(letters)) - np.repeat(starts, lengths) <= np.repeat(lengths, lengths) - PIECE
    pieces = pieces[inside]
    counts = lengths - (PIECE - 1)
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    random = np.random.default_rng(SEED)
    factors = random.integers(1, 2**31, BANDS * ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    terms = random.integers(0, 2**32, BANDS * ROWS, dtype=np.uint32)
    out = np.empty((len(texts), BANDS * ROWS), dtype=np.uint32)
    for at, (factor, term) in enumerate(zip(factors, terms, strict=True)):
        hashed = pieces * factor + term
        hashed ^= hashed >> np.uint32(15)
        out[:, at] = np.minimum.reduceat(hashed, firsts)
    return out
