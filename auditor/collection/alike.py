"""Texts of a collection that are the same or nearly so, among very many.

First the masked texts are grouped by equality, which is free and explains itself. The texts that are left are given
MinHash signatures of their three-character pieces (Broder 1997); texts that share a band of a signature are compared
letter by letter. Groups and bands of too many texts are formulas of the trade: they are told as one group.

numpy and rapidfuzz come with the extra `collection`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signatures = NDArray[np.uint32]

__all__ = ["NEEDED", "equal_groups", "lacking", "near_pairs"]

NEEDED = ("numpy", "rapidfuzz")
BANDS, ROWS = 20, 4
PIECE = 3
SEED = 20240101
# Texts hashed at a time: bounds the memory to some hundred megabytes.
CHUNK = 20000
# Texts in a band that are compared pair by pair; of more, each is compared with its neighbours alone.
CROWD = 40
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
    from rapidfuzz.fuzz import ratio

    out = []
    for one, other in _candidates([text if len(text) >= PIECE else "" for text in texts]):
        likeness = ratio(texts[one], texts[other], score_cutoff=near)
        if likeness:
            out.append((one, other, int(likeness)))
    return out


def _candidates(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that share a band of their signatures, each once, in order."""
    import numpy as np

    filled = np.array([at for at, text in enumerate(texts) if text], dtype=np.int64)
    if len(filled) < 2:
        return []
    signatures = np.concatenate(
        [_signatures([texts[at] for at in filled[start : start + CHUNK]]) for start in range(0, len(filled), CHUNK)]
    )
    found: list[Any] = []
    for band in range(BANDS):
        part = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * ROWS))).ravel()
        found += _neighbours(keys)
    if not found:
        return []
    size = len(filled)
    codes = np.unique(np.concatenate(found))
    return [(int(filled[code // size]), int(filled[code % size])) for code in codes]


def _neighbours(keys: Any) -> list[Any]:
    """Pairs of positions with equal keys, as arrays of first × number of keys + second, first < second."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    same = ordered[1:] == ordered[:-1]
    out = []
    apart, running = 1, same
    while apart < CROWD and running.any():
        first, second = order[:-apart][running], order[apart:][running]
        low, high = np.minimum(first, second), np.maximum(first, second)
        out.append(low * len(keys) + high)
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
