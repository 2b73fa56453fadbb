"""Totals of departments against those of their units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.collection.matching import OWN_PART, agree, last_digit
from auditor.collection.model import Amount, Collection
from auditor.comparing import bare
from auditor.values import WAN, plain
from auditor.wording import Text

__all__ = ["WHAT", "Parts", "exceeding", "not_adding_up"]

# What a total is of, by the second part of its kind.
WHAT = {
    "income": Text(zh="收入总计", en="total income"),
    "expenditure": Text(zh="支出总计", en="total expenditure"),
    "budget": Text(zh="整体支出年初预算", en="initial budget as a whole"),
    "adjusted": Text(zh="整体支出全年预算", en="adjusted budget as a whole"),
    "spent": Text(zh="整体支出执行数", en="expenditure as a whole"),
}


class Parts(NamedTuple):
    """A total of a department, that of each unit known, and the names of the units of which none is known."""

    department: str
    kind: str
    whole: Amount
    units: list[tuple[str, Amount]]
    lacking: list[str]

    @property
    def sum(self) -> Decimal:
        """What the units known have together, in 元."""
        return sum((Decimal(amount.number) for _, amount in self.units), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """What the total and the sum may be apart by the rounding of the printed figures, in 元."""
        return sum(map(last_digit, [self.whole, *(amount for _, amount in self.units)]), Decimal(0)) / 2

    @property
    def values(self) -> dict[str, object]:
        """The figures for a message."""
        return {
            "department": self.department,
            "what": WHAT[self.kind],
            "total": _wan(Decimal(self.whole.number)),
            "sum": _wan(self.sum),
            "count": str(len(self.units)),
            "difference": _wan(abs(self.sum - Decimal(self.whole.number))),
            "parts": Text(
                zh="、".join(f"{name} {_wan(Decimal(amount.number)).zh}" for name, amount in self.units),
                en=", ".join(f"{name} {_wan(Decimal(amount.number)).en}" for name, amount in self.units),
            ),
        }


def _wan(amount: Decimal) -> Text:
    shown = f"{plain(amount / WAN)}万元"
    return Text(zh=shown, en=shown)


def not_adding_up(collection: Collection) -> Iterator[Parts]:
    """Departments whose units are all listed and have all filed, with a total that is not the sum of theirs."""
    return _each_once(
        parts for parts in _departments(collection) if not parts.lacking and len(parts.units) > 1 and _off(parts)
    )


def exceeding(collection: Collection) -> Iterator[Parts]:
    """Departments of whose units some are not known, and the others have more together than the department."""
    return _each_once(
        parts
        for parts in _departments(collection)
        if parts.lacking and _off(parts) and parts.sum > Decimal(parts.whole.number)
    )


def _each_once(found: Iterable[Parts]) -> Iterator[Parts]:
    """Income and expenditure of the same amount, or the budget before and after the year, are one thing to tell."""
    met: set[tuple[str, str, Decimal]] = set()
    for parts in found:
        key = parts.department, parts.whole.number, parts.sum
        if key not in met:
            met.add(key)
            yield parts


def _off(parts: Parts) -> bool:
    return abs(parts.sum - Decimal(parts.whole.number)) > parts.slack


def _departments(collection: Collection) -> Iterator[Parts]:
    """The totals of departments with units, in the order of the documents."""
    totals: dict[tuple[str, int, tuple[str, str]], list[Amount]] = {}
    names: dict[str, str] = {}
    listed: dict[tuple[str, int], list[str]] = {}
    named: dict[tuple[str, int], dict[str, None]] = {}
    covering: set[tuple[str, int]] = set()
    for filing in collection.filings:
        if filing.year is None:
            continue
        if len(filing.units) > 1:
            listed.setdefault((_key(filing.department), filing.year), [*filing.units])
        for total in filing.totals:
            owner = _key(total.owner)
            names.setdefault(owner, total.owner)
            totals.setdefault((owner, filing.year, total.kind), []).append(total.amount)
            if total.covering:
                covering.add((owner, filing.year))
            if total.supervisor and _key(total.supervisor) != owner:
                named.setdefault((_key(total.supervisor), filing.year), {}).setdefault(total.owner)
    for (owner, year, kind), amounts in totals.items():
        whole = _only(amounts)
        units = listed.get((owner, year), [])
        if not units and (owner, year) in covering:
            units = [*named.get((owner, year), ())]
        if whole is None or not units:
            continue
        known: list[tuple[str, Amount]] = []
        # Units that nobody listed are known by those that filed: there may be others.
        lacking = [] if (owner, year) in listed else [""]
        for unit in units:
            # A department among its own units stands for its own part.
            key = _key(unit) if _key(unit) != owner else f"{owner}本级"
            amount = _only(totals.get((key, year, kind), []))
            if amount is None:
                lacking.append(unit)
            else:
                known.append((unit, amount))
        yield Parts(names[owner], kind[1], whole, known, lacking)


def _only(amounts: list[Amount]) -> Amount | None:
    """The amount that all of them are; None where they differ, or there is none."""
    return amounts[0] if amounts and all(agree(amounts[0], other) for other in amounts) else None


def _key(name: str) -> str:
    """An office by its bare name; 机关 and 本级 are two names for a department without its units."""
    return OWN_PART.sub("本级", bare(name))
