"""Which projects and indicators of a collection are the same ones: by code where there is one, else by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

from auditor.collection.model import Amount, Collection, Entry, Filing, Line, Row
from auditor.comparing import bare
from auditor.values import WAN, plain
from auditor.wording import Text

__all__ = [
    "FIGURE",
    "OWN_PART",
    "Match",
    "agree",
    "differs",
    "evaluated",
    "evaluated_wholes",
    "goal_table_of",
    "last_digit",
    "masked",
    "office_key",
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
# What tells one project of a row from the next: figures and letters, and the number of a phase, batch or section.
NUMERAL = re.compile(
    r"[0-9a-z.\u2160-\u217f\u2460-\u2473]+|[一二三四五六七八九十]+(?=[期批标段号阶轮次])|(?<=第)[一二三四五六七八九十]+"
)
# The end of the name of a department without its units.
OWN_PART = re.compile(r"(?<=.{3})(?:本级|机关)$")
BY_CODE = Text(zh="项目编码相同", en="same project code")
BY_NAME = Text(zh="项目名称相同", en="same project name")
BY_OFFICE = Text(zh="部门相同", en="same department")
BY_LIKENESS = Text(zh="项目名称相近，请先核对是否同一项目", en="similar names: check first that it is one project")
# Per cent of their letters that similar names share.
ALIKE = 75

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

    A bureau and its own unit file one shared project twice, lawfully. 水务局 may be short for 临河县水务局.
    """
    return any(
        first.endswith(second) or second.endswith(first) for first in _offices(one) for second in _offices(other)
    )


def _offices(standing: Standing) -> set[str]:
    filing, entry = standing
    return {office_key(name) for name in (filing.department, entry.supervisor, entry.unit) if bare(name)}


def office_key(name: str) -> str:
    """An office by its bare name; its own part (本级) is the office."""
    return OWN_PART.sub("", bare(name))


def same_programme(one: Entry, other: Entry) -> bool:
    """Whether two projects carry one name or similar ones, places and years aside.

    Townships that take part in one programme file it each under a name of their own.
    """
    return bool(one.name) and bool(other.name) and _shared(masked(one.name), masked(other.name)) >= ALIKE


def evaluated(collection: Collection) -> tuple[list[Match], list[Standing]]:
    """Goal tables with the self-evaluations of the same department and year, and goal tables without one.

    Without one are only those of departments that did evaluate projects of that year, and whose summary of
    self-evaluations does not have them either.
    """
    goals = _by(collection.entries("goal-table"))
    done = _by(collection.entries("self-evaluation"))
    matches: list[Match] = []
    left: list[Standing] = []
    listed = {
        (office_key(filing.department), filing.year, _unyeared(line.name))
        for filing in collection.filings
        for line in filing.lines
    }
    for key, group in goals.items():
        if key in done:
            pairs, rest = _matched(group, done[key])
            matches += pairs
            left += [one for one in rest if (*key, _name(one)) not in listed]
    return matches, left


def evaluated_wholes(collection: Collection) -> list[Match]:
    """Goal tables of offices as a whole with their self-evaluations of the year, where there is one of each."""
    plans, done = (_alone(_wholes(collection, form), _owner) for form in ("goal-table", "self-evaluation"))
    return [Match(plan, done[owner], BY_OFFICE) for owner, plan in plans.items() if owner in done]


def _wholes(collection: Collection, form: str) -> Iterator[Standing]:
    """The tables of offices as a whole, each once."""
    tables = (
        (filing, entry)
        for filing in sorted(collection.filings, key=lambda each: each.filed, reverse=True)
        for entry in filing.entries
        if not entry.number and entry.form == form
    )
    met: dict[Any, list[Standing]] = {}
    for one in tables:
        before = met.setdefault(_owner(one), [])
        if not any(_same_project(one, other) for other in before):
            before.append(one)
            yield one


def _owner(standing: Standing) -> tuple[str, int] | None:
    """The office that a table is of, and its year. 水务局本级 is 水务局 without its units, another office."""
    filing, entry = standing
    name = bare(entry.name or filing.department)
    return (name, filing.year) if name and filing.year is not None else None


def successive(collection: Collection) -> list[Match]:
    """Goal tables of one department in one year and the next."""
    this = _by(collection.entries("goal-table"))
    return [
        match
        for (department, year), group in this.items()
        for match in _matched(group, this.get((department, year + 1), []))[0]
    ]


def goal_table_of(collection: Collection) -> Callable[[Filing, str], Entry | None]:
    """What finds the goal table of a project by its name, for the department and year of a document."""
    tables = {key: _alone(group, _name) for key, group in _by(collection.entries("goal-table")).items()}

    def find(filing: Filing, name: str) -> Entry | None:
        found = tables.get((office_key(filing.department), filing.year or 0), {}).get(_unyeared(name))
        return None if found is None else found[1]

    return find


def summarised(collection: Collection) -> Iterator[tuple[Line, Entry]]:
    """Lines of summaries with the self-evaluation of that name, department and year in another document.

    A line of a summary of offices has the self-evaluation of that office as a whole. Where there are several of a name
    nothing tells which one is meant: the line is left out.
    """
    done = _by(collection.entries("self-evaluation"))
    projects = {key: _alone(group, _name) for key, group in done.items()}
    wholes = _alone(_wholes(collection, "self-evaluation"), _owner)
    for filing in collection.filings:
        for line in filing.lines:
            project = projects.get((office_key(filing.department), filing.year or 0), {}).get(_unyeared(line.name))
            own = project or wholes.get((bare(line.name), filing.year))
            if own is not None and own[0].path != filing.path:
                yield line, own[1]


def differs(listed: Amount | None, own: Iterable[Amount | None]) -> bool:
    """Whether an amount of a summary is none of the own ones, be it printed in 元 or in 万元."""
    known = [amount for amount in own if amount is not None]
    if listed is None or not known:
        return False
    scaled = (listed._replace(number=plain(Decimal(listed.number) * factor)) for factor in (1, WAN))
    return not any(agree(one, other) for one in scaled for other in known)


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
    """Projects by office and year, each once: of a table filed again, or printed twice, the last filed or the first."""
    out: dict[tuple[str, int], list[Standing]] = {}
    for filing, entry in sorted(entries, key=lambda each: each[0].filed, reverse=True):
        if filing.year is not None and filing.department:
            out.setdefault((office_key(filing.department), filing.year), []).append((filing, entry))
    return {key: list(_once(group)) for key, group in out.items()}


def _once(group: Iterable[Standing]) -> Iterator[Standing]:
    met: dict[str, list[Standing]] = {}
    for one in group:
        namesakes = met.setdefault(_name(one), [])
        if not _name(one) or not any(_same_project(one, other) for other in namesakes):
            namesakes.append(one)
            yield one


def _same_project(one: Standing, other: Standing) -> bool:
    """Whether nothing tells two projects of one name apart: neither codes nor units in charge nor budgets.

    The budget of a project that was filed again on a later day may be another.
    """
    keys = ((_code(one), _code(other)), (_unit(one), _unit(other)))
    if any(first and second and first != second for first, second in keys):
        return False
    days = {one[0].filed, other[0].filed}
    if len(days) == 2 and "" not in days:
        return True
    return one[1].budget is None or other[1].budget is None or _same_budget(one, other)


def _same_budget(one: Standing, other: Standing) -> bool:
    first, second = one[1].budget, other[1].budget
    return first is not None and second is not None and agree(first, second)


def _matched(earlier: list[Standing], later: list[Standing]) -> tuple[list[Match], list[Standing]]:
    """Pairs by code, then by name, then by similar name; and those of the earlier that the later do not have.

    A code or name that several projects share tells nothing: they are matched by the units in charge, or not at all.
    """
    left, free = list(earlier), list(later)
    out: list[Match] = []
    for how, key in WAYS:
        ours, theirs = _alone(left, key), _alone(free, key)
        for name in ours.keys() & theirs.keys():
            out.append(Match(ours[name], theirs[name], how))
            left.remove(ours[name])
            free.remove(theirs[name])
    namesakes = {_name(one) for one in free}
    left = [one for one in left if _name(one) not in namesakes]
    for one in tuple(left):
        nearest = max(free, key=lambda other: _likeness(one, other), default=None)
        if nearest is not None and _nearly_one(one, nearest):
            out.append(Match(one, nearest, BY_LIKENESS))
            left.remove(one)
            free.remove(nearest)
    order = {id(one[1]): at for at, one in enumerate(earlier)}
    return sorted(out, key=lambda match: order[id(match.earlier[1])]), left


def _alone(group: Iterable[Standing], key: Callable[[Standing], Any]) -> dict[Any, Standing]:
    """The projects by key, without those whose key is empty or another's too."""
    out: dict[Any, list[Standing]] = {}
    for one in group:
        if key(one):
            out.setdefault(key(one), []).append(one)
    return {name: each[0] for name, each in out.items() if len(each) == 1}


def _nearly_one(one: Standing, other: Standing) -> bool:
    """Whether two projects with similar names are probably one: what they share must bear it out.

    The same numbers (一期 and 二期 are two projects), half of the indicators, and either the same budget or a name that
    is the other's with words added.
    """
    first, second = _name(one), _name(other)
    if _likeness(one, other) < ALIKE or sorted(NUMERAL.findall(first)) != sorted(NUMERAL.findall(second)):
        return False
    same_budget = _same_budget(one, other)
    keys, others = {row.key for row in one[1].rows}, {row.key for row in other[1].rows}
    if 2 * len(keys & others) < max(len(keys), len(others)) or not (keys or same_budget):
        return False
    return same_budget or _within(min(first, second, key=len), max(first, second, key=len))


def _likeness(one: Standing, other: Standing) -> float:
    return _shared(_name(one), _name(other))


def _shared(one: str, other: str) -> float:
    """How many of the letters of two names they share, in per cent."""
    return 100 * SequenceMatcher(None, one, other, autojunk=False).ratio()


def _within(short: str, long: str) -> bool:
    """Whether the longer has all characters of the shorter, in its order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _code(standing: Standing) -> str:
    return bare(standing[1].code)


def _name(standing: Standing) -> str:
    return _unyeared(standing[1].name)


def _unyeared(name: str) -> str:
    """The name of a project by which it is found again: its year goes."""
    return YEARS.sub("", bare(name))


def _unit(standing: Standing) -> str:
    return office_key(standing[1].unit)


def _of_unit(key: Callable[[Standing], str]) -> Callable[[Standing], tuple[str, str] | None]:
    return lambda standing: (key(standing), _unit(standing)) if key(standing) and _unit(standing) else None


WAYS: tuple[tuple[Text, Callable[[Standing], Any]], ...] = (
    (BY_CODE, _of_unit(_code)),
    (BY_CODE, _code),
    (BY_NAME, _of_unit(_name)),
    (BY_NAME, _name),
)


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
