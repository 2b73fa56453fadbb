"""Texts of a collection that are the same or nearly so, among very many.

First the masked texts are grouped by equality, which is free and explains itself. The texts that are left are given
MinHash signatures of their three-character pieces (Broder 1997); of texts that share a band of a signature, those whose
sets of characters differ too much are dropped, which loses none that is near, and the others are compared letter by
letter. Bands of too many texts are formulas of the trade: each text in them is compared with its neighbours alone.

numpy and rapidfuzz come with the extra `collection`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "NEAR",
    "NEEDED",
    "PIECE",
    "Signed",
    "candidates",
    "equal_groups",
    "lacking",
    "likenesses",
    "near_pairs",
    "signed",
]

NEEDED = ("numpy", "rapidfuzz")
BANDS, ROWS = 20, 4
PIECE = 3
# Numbers of 64 bits that hold a text's set of characters.
WORDS = 4
SEED = 20240101
# Texts hashed at a time: bounds the memory to some tens of megabytes.
CHUNK = 20000
# Texts in a band that are compared pair by pair; of more, each is compared with its neighbours alone.
CROWD = 40
# Pairs of texts that are compared at a time.
COMPARED = 20000
# Per cent of letters in common, in order, from which two texts are nearly the same.
NEAR = 85


class Signed(NamedTuple):
    """What is compared of texts: a key for each band (BANDS × n), their sets of characters (n × WORDS) and lengths."""

    keys: NDArray[np.uint32]
    sets: NDArray[np.uint64]
    lengths: NDArray[np.uint32]


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

    filled = [at for at, text in enumerate(texts) if len(text) >= PIECE]
    if len(filled) < 2:
        return []
    those = signed([texts[at] for at in filled])
    found = [candidates(band, those.sets, those.lengths, near) for band in those.keys]
    codes = np.unique(np.concatenate([first * len(filled) + second for first, second in found]))
    out: list[tuple[int, int, int]] = []
    for start in range(0, len(codes), COMPARED):
        first, second = np.divmod(codes[start : start + COMPARED], len(filled))
        pairs = [(filled[one], filled[other]) for one, other in zip(first.tolist(), second.tolist(), strict=True)]
        compared = likenesses([texts[one] for one, _ in pairs], [texts[other] for _, other in pairs], near)
        out += [(*pair, likeness) for pair, likeness in zip(pairs, compared, strict=True) if likeness]
    return out


def likenesses(first: Sequence[str], second: Sequence[str], near: int = NEAR) -> list[int]:
    """The likeness of the texts of two lists one by one in whole per cent; 0 for those below `near`."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    return [int(likeness) for likeness in cpdist(first, second, scorer=ratio, score_cutoff=near)]


def candidates(
    keys: NDArray[np.unsignedinteger], sets: NDArray[np.uint64], lengths: NDArray[np.uint32], near: int = NEAR
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of pairs with equal keys whose sets of characters allow a likeness of `near`, the lesser ones first."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ordered, sets, lengths = keys[order], sets[order], lengths[order]
    same = ordered[1:] == ordered[:-1]
    found: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    apart, starts = 1, np.flatnonzero(same)
    while apart < CROWD and len(starts):
        for start in range(0, len(starts), COMPARED):
            one = starts[start : start + COMPARED]
            other = one + apart
            # A letter put in or taken out changes one bit of the set at most, so that no near pair is dropped.
            bits = np.bitwise_count(np.take(sets, one, axis=0) ^ np.take(sets, other, axis=0))
            changed = sum((bits[:, word] for word in range(WORDS)), start=np.uint32(0))
            kept = changed * 100 <= (100 - near) * (lengths[one] + lengths[other])
            found.append((order[one[kept]], order[other[kept]]))
        # Equal keys stand together: position i equals i + apart + 1 when i equals i + apart and that one its neighbour.
        starts = starts[starts + apart < len(same)]
        starts = starts[same[starts + apart]]
        apart += 1
    empty = np.empty(0, dtype=np.int64)
    first, second = (np.concatenate([empty, *column]) for column in zip(*found, strict=True)) if found else (empty,) * 2
    return np.minimum(first, second), np.maximum(first, second)


def signed(texts: Sequence[str]) -> Signed:
    """What is compared of the texts, each of three characters or more."""
    import numpy as np

    chunks = [_signed(texts[at : at + CHUNK]) for at in range(0, len(texts), CHUNK)]
    keys, sets, lengths = zip(*chunks, strict=True)
    return Signed(np.concatenate(keys, axis=1), np.concatenate(sets), np.concatenate(lengths))


def _signed(texts: Sequence[str]) -> Signed:
    import numpy as np

    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    mixed = letters * np.uint32(0x9E3779B1)
    pieces = mixed.copy()
    for step in range(1, PIECE):
        pieces[:-step] = (pieces[:-step] ^ (mixed[step:] >> np.uint32(step))) * np.uint32(0x85EBCA6B)
    # A piece must not reach into the next text.
    inside = np.arange(len(letters)) - np.repeat(starts, lengths) <= np.repeat(lengths, lengths) - PIECE
    keys = _keys(pieces[inside], lengths - (PIECE - 1))
    return Signed(keys, _sets(mixed, starts), lengths.astype(np.uint32))


def _keys(pieces: NDArray[np.uint32], counts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """A key for each band and text: of the minima of ROWS hash functions over the text's pieces."""
    import numpy as np

    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    random = np.random.default_rng(SEED)
    factors = random.integers(1, 2**31, BANDS * ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    terms = random.integers(0, 2**32, BANDS * ROWS, dtype=np.uint32)
    out = np.zeros((BANDS, len(counts)), dtype=np.uint32)
    for at, (factor, term) in enumerate(zip(factors, terms, strict=True)):
        hashed = pieces * factor + term
        hashed ^= hashed >> np.uint32(15)
        band = out[at // ROWS]
        band ^= np.minimum.reduceat(hashed, firsts)
        band *= np.uint32(0x9E3779B1)
        band ^= band >> np.uint32(16)
    return out


def _sets(mixed: NDArray[np.uint32], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """For each text, of each character's bit whether it occurs an odd number of times."""
    import numpy as np

    bits = mixed >> np.uint32(24)
    ones = np.uint64(1) << (bits & np.uint32(63)).astype(np.uint64)
    out = np.empty((len(starts), WORDS), dtype=np.uint64)
    for word in range(WORDS):
        out[:, word] = np.bitwise_xor.reduceat(np.where(bits >> np.uint32(6) == word, ones, np.uint64(0)), starts)
    return out
