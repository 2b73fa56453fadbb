"""Which projects and indicators of a collection are the same ones: by code where there is one, else by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from auditor.collection.model import Amount, Collection, Entry, Filing, Line, Row
from auditor.comparing import bare, likeness
from auditor.wording import Text

__all__ = [
    "Match",
    "agree",
    "evaluated",
    "last_digit",
    "masked",
    "paired_rows",
    "related",
    "renamed",
    "same_programme",
    "successive",
    "summarised",
]

YEARS = re.compile(r"(?:20)?[0-9]{2}年度?|(?<![0-9])20[0-9]{2}(?![0-9])")
FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# A place by its ending, the two or three characters before it its name; 乡道 and 村民 are none, nor is 公里乡.
PLACES = re.compile(
    r"(?:(?![公里个条座处])[\u4e00-\u9fff]){2,3}?(?:自治县|街道|社区|[县区市镇乡村](?![道民级内委镇村]))"
)
BY_CODE = Text(zh="项目编码相同", en="same project code")
BY_NAME = Text(zh="项目名称相同", en="same project name")
BY_LIKENESS = Text(zh="项目名称相近，请先核对是否同一项目", en="similar names: check first that it is one project")
ALIKE = 80

Standing = tuple[Filing, Entry]


class Match(NamedTuple):
    """A project in an earlier and a later document; `how` says by what they were matched."""

    earlier: Standing
    later: Standing
    how: Text


@lru_cache(maxsize=65536)
def masked(text: str) -> str:
    """The bare text with every year and figure as 0 and every place as 某: what copies with such changes share."""
    return PLACES.sub("某", FIGURE.sub("0", YEARS.sub("0年", bare(text))))


def related(one: Standing, other: Standing) -> bool:
    """Whether two projects belong to one bureau: same office, or the one's supervisor is the other's office or its own.

    A bureau and its own unit file one shared project twice, lawfully.
    """
    first, second = _offices(one), _offices(other)
    return bool(first & second)


def _offices(standing: Standing) -> set[str]:
    filing, entry = standing
    return {bare(name) for name in (filing.department, entry.supervisor, entry.unit) if name}


def same_programme(one: Entry, other: Entry) -> bool:
    """Whether two projects carry one name, place and year aside: a programme that several offices share."""
    return bool(one.name) and bool(other.name) and masked(one.name) == masked(other.name)


def evaluated(collection: Collection) -> tuple[list[Match], list[Standing]]:
    """Goal tables with the self-evaluations of the same department and year, and goal tables without one.

    Without one are only those of departments that did evaluate projects of that year.
    """
    goals = _by(collection.entries("goal-table"))
    done = _by(collection.entries("self-evaluation"))
    matches: list[Match] = []
    left: list[Standing] = []
    for key, group in goals.items():
        if key in done:
            pairs, rest = _matched(group, done[key])
            matches += pairs
            left += rest
    return matches, left


def successive(collection: Collection) -> list[Match]:
    """Goal tables of one department in one year and the next."""
    this = _by(collection.entries("goal-table"))
    return [
        match
        for (department, year), group in this.items()
        for match in _matched(group, this.get((department, year + 1), []))[0]
    ]


def summarised(collection: Collection) -> Iterator[tuple[Line, Entry]]:
    """Lines of summaries with the self-evaluation of that name, department and year in another document."""
    done: dict[tuple[str, int, str], Standing] = {}
    for filing, entry in collection.entries("self-evaluation"):
        if filing.year is not None and entry.name:
            done.setdefault((bare(filing.department), filing.year, bare(entry.name)), (filing, entry))
    for filing in collection.filings:
        for line in filing.lines:
            found = done.get((bare(filing.department), filing.year or 0, bare(line.name)))
            if found is not None and found[0].path != filing.path:
                yield line, found[1]


def agree(one: Amount, other: Amount) -> bool:
    """Whether two printed amounts can be the same: each stands for all that rounds to its last printed digit."""
    return 2 * abs(Decimal(one.number) - Decimal(other.number)) <= last_digit(one) + last_digit(other)


def last_digit(amount: Amount) -> Decimal:
    """What one in the last printed digit of an amount is worth."""
    printed = FIGURE.search(amount.printed.replace(",", "").replace("，", ""))
    number = Decimal(printed[0]) if printed else Decimal(0)
    factor = Decimal(amount.number) / number if number else Decimal(1)
    return abs(factor) * Decimal(1).scaleb(int(number.as_tuple().exponent))


def _by(entries: Iterable[Standing]) -> dict[tuple[str, int], list[Standing]]:
    out: dict[tuple[str, int], list[Standing]] = {}
    for filing, entry in entries:
        if filing.year is not None and filing.department:
            out.setdefault((bare(filing.department), filing.year), []).append((filing, entry))
    return out


def _matched(earlier: list[Standing], later: list[Standing]) -> tuple[list[Match], list[Standing]]:
    """Pairs by code, then by name, then by the likest name; and what is left of the earlier."""
    left, free = list(earlier), list(later)
    out: list[Match] = []
    for how, key in ((BY_CODE, _code), (BY_NAME, _name)):
        known: dict[str, Standing] = {}
        for one in free:
            if key(one):
                known.setdefault(key(one), one)
        for one in tuple(left):
            other = known.pop(key(one), None) if key(one) else None
            if other is not None:
                out.append(Match(one, other, how))
                left.remove(one)
                free.remove(other)
    for one in tuple(left):
        nearest = max(free, key=lambda other: likeness(_name(one), _name(other)), default=None)
        if nearest is not None and likeness(_name(one), _name(nearest)) >= ALIKE:
            out.append(Match(one, nearest, BY_LIKENESS))
            left.remove(one)
            free.remove(nearest)
    return out, left


def _code(standing: Standing) -> str:
    return bare(standing[1].code)


def _name(standing: Standing) -> str:
    return YEARS.sub("", bare(standing[1].name))


def paired_rows(earlier: Entry, later: Entry) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Indicators of two tables with the same name, those only in the earlier and those only in the later."""
    rest: dict[str, Row] = {}
    for row in later.rows:
        rest.setdefault(row.key, row)
    pairs, gone = [], []
    for row in earlier.rows:
        if row.key in rest:
            pairs.append((row, rest.pop(row.key)))
        else:
            gone.append(row)
    return pairs, gone, [row for row in later.rows if rest.get(row.key) is row]


def renamed(gone: list[Row], added: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of an indicator that went and one that came, with the same target under the same heading, named alike."""
    free = list(added)
    for row in gone:
        other = next((new for new in free if _one(row, new)), None)
        if other is not None:
            free.remove(other)
            yield row, other


def _one(row: Row, new: Row) -> bool:
    same = bare(row.printed) == bare(new.printed) and row.level == new.level
    return bool(row.printed) and same and 2 * len(set(row.key) & set(new.key)) >= len(set(row.key) | set(new.key))
