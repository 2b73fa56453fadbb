"""What the name of an indicator says: its kind of ratio, polarity, category and the dimensions its value may have.

Names are read by their endings, the longest known ending first, from data files that a finance official can extend.
Each answers None (or nothing) where the name leaves it open.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from auditor.values.folding import squeeze
from auditor.values.tables import sections
from auditor.values.units import DIMENSIONS, trouble, unit_of

__all__ = [
    "category_of_name",
    "expected_dimensions",
    "name_key",
    "polarity",
    "ratio_kind",
    "vague_grade",
    "vague_words",
]

LABEL = re.compile(r"^(?:(?:三级)?指标[0-9一二三四五六七八九十]{1,2}[:：、.]*)+")
BOUND = r"(?:达到|达|不低于|不超过|大于|小于|[≥≤><=])?[0-9.]+[%‰]?(?:以上|以下|以内)?"
TAIL = re.compile(rf"(?:{BOUND}|指标|[。，；：、.,;:])$")
# 有效解决 is a slogan; what goes on longer behind the adverb says something of its own.
LONGEST_VERB = 4
BRACKET = re.compile(r"\(([^()]*)\)$")


@lru_cache(maxsize=4096)
def _bare(name: str) -> tuple[str, str]:
    """A name without label, punctuation and bracket at its end, and what the last bracket holds."""
    bare = LABEL.sub("", squeeze(name)[1])
    held = ""
    while True:
        bracket = BRACKET.search(bare)
        if bracket is not None and bracket.start() > 0:
            held, bare = held or bracket[1], bare[: bracket.start()]
            continue
        cut = TAIL.sub("", bare)
        if cut == bare or not cut:
            return bare, held
        bare = cut


def name_key(name: str) -> str:
    """A name as the lexicons read it: without blanks, label (指标1：), bracket, bound and punctuation at its end."""
    return _bare(name)[0]


@cache
def _endings(file: str) -> tuple[dict[str, str], int]:
    """Ending to section of a data file, and the length of the longest ending."""
    table = {word: section for section, words in sections(file).items() for word in words}
    return table, max(map(len, table))


def _longest(file: str, name: str) -> tuple[str, str]:
    """The section of the longest ending of a name, and that ending; empty where no ending is known."""
    table, longest = _endings(file)
    for cut in range(max(0, len(name) - longest), len(name)):
        section = table.get(name[cut:])
        if section is not None:
            return section, name[cut:]
    return "", ""


@lru_cache(maxsize=4096)
def ratio_kind(name: str) -> str | None:
    """The kind of ratio a name stands for, None where it is none.

    bounded, incidence and reduction never exceed 100%; growth, completion, permille, multiple and ratio (of unknown
    kind) may. 安全感指数（%） is a `ratio` by its bracket alone.
    """
    bare, held = _bare(name)
    kind, _ = _longest("ratios.txt", bare)
    if kind == "none":
        return None
    return kind or ("ratio" if held and unit_of(held).dimension == "ratio" else None)


@lru_cache(maxsize=4096)
def polarity(name: str) -> str | None:
    """`higher` where more is better, `lower` where less is, None where the name leaves it open."""
    bare = name_key(name)
    section, ending = _longest("polarity.txt", bare)
    stem = bare[: len(bare) - len(ending)]
    if section == "lower cost":
        return None if _holds(stem, "saving") else "lower"
    if section == "lower event":
        return None if _holds(stem, "effort") else "lower"
    if section:
        return "higher" if section == "higher" else None
    kind = ratio_kind(name)
    if kind == "growth":
        return None if _holds(bare, "burden") else "higher"
    if kind == "incidence":
        return None if _holds(bare, "effort") else "lower"
    return "higher" if kind in ("bounded", "completion", "reduction") else None


@lru_cache(maxsize=4096)
def category_of_name(name: str) -> str | None:
    """What a level-3 name measures for sure: quantity, quality, timeliness, cost, satisfaction; else None.

    Among outputs and costs that is the level-2 category it belongs under; a benefit may be measured by a quantity
    or a quality too (受益学生人数, 水质达标率).
    """
    bare = name_key(name)
    section, ending = _longest("categories.txt", bare)
    if not section:
        return "timeliness" if bare.endswith("率") and _holds(bare, "in time") else None
    stem = bare[: len(bare) - len(ending)]
    if section == "cost" and (_holds(stem, "saving") or _holds(stem, "act")):
        return None
    if section == "quality" and _holds(stem, "gain"):
        return None
    return section if section != "none" else None


@cache
def _guards() -> dict[str, tuple[str, ...]]:
    return sections("guards.txt")


def _holds(name: str, guard: str) -> bool:
    """Whether a name holds one of the words that turn the meaning of its ending around."""
    return any(word in name for word in _guards()[guard])


@cache
def _closure(dimensions: str) -> frozenset[str]:
    """Dimensions and the same per one or two others: money, money/people, money/people/time …"""
    heads = dimensions.split()
    pairs = [f"{a}/{b}" for a, b in product(DIMENSIONS, repeat=2)]
    return frozenset(heads) | {f"{head}/{per}" for head in heads for per in (*DIMENSIONS, *pairs)}


@lru_cache(maxsize=4096)
def expected_dimensions(name: str) -> frozenset[str]:
    """The dimensions that a name allows its value, compounds included (money, money/people, …); empty where unsure.

    A unit in the name's bracket decides before its ending does: 综合满意度（%）, 参与人数（人）.
    """
    bare, held = _bare(name)
    unit = unit_of(held)
    if held and unit.dimension:
        return _closure(unit.dimension.replace("/", " ") if "unit-list" in trouble(unit) else unit.dimension)
    allowed, ending = _longest("dimensions.txt", bare)
    stem = bare[: len(bare) - len(ending)]
    if allowed == "none" or (allowed == "money" and (_holds(stem, "act") or _holds(stem, "saving"))):
        return frozenset()
    if allowed:
        return _closure(allowed)
    return _closure("ratio") if ratio_kind(name) not in (None, "multiple") else frozenset()


@cache
def vague_words() -> dict[str, str]:
    """Words that are no measurable value, with their grade (a section of vague.txt)."""
    return {word: grade for grade, words in sections("vague.txt").items() for word in words}


@lru_cache(maxsize=4096)
def vague_grade(text: str) -> str | None:
    """The grade of a value that consists of vague words, or None.

    measure (the name of a measure: 及时率), timely (及时), trend (提升), degree (显著), slogan (有效保障) or gradable
    (良好, 合规: a scale or a yes can be thought of).
    """
    word = squeeze(text)[1].strip("。.")
    known = vague_words().get(word)
    return known if known is not None else "slogan" if _is_emphatic(word) else None


def _is_emphatic(word: str) -> bool:
    """Whether a word says no more than that something is done well: 有效解决, 充分发挥; 全面达标 can be checked."""
    stem = next((word[len(adverb) :] for adverb in _guards()["adverb"] if word.startswith(adverb)), "")
    return 2 <= len(stem) <= LONGEST_VERB and vague_words().get(stem) != "gradable"
