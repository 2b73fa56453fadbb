"""The table of 三公经费: 因公出国（境）费, 公务用车购置及运行费 and 公务接待费, in lines or in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from auditor.records.claims.grid import Panel
from auditor.records.claims.sums import across, borne_out, down
from auditor.records.model import Claim

__all__ = ["claims_of_travel", "travel_lines"]

T = TypeVar("T")
# In the order in which words are asked; the first that fits wins.
ROLES = (
    ("abroad", re.compile(r"因公出国")),
    ("car", re.compile(r"(?:公务)?用?车购置(?:及|和|、|与)(?:保有|运行|运维|维护)")),
    ("buy", re.compile(r"车(?:辆)?购置|^[0-9（(]*购置费")),
    ("run", re.compile(r"车(?:辆)?运行|车(?:辆)?运维|^[0-9（(]*运行(?:维护)?费")),
    ("reception", re.compile(r"公务接待|^接待费")),
    ("conference", re.compile(r"会议费")),
    ("training", re.compile(r"培训费")),
    ("total", re.compile(r"^三公经费|^(?:合计|总计)$|三公经费.{0,6}(?:合计|总计)$")),
)
SUBTOTAL = re.compile(r"^(?:小计|合计)$")


def travel_lines(panel: Panel) -> bool:
    """Whether the lines of a panel are those of the table."""
    return _may_be([line.key for line in panel.lines]) and _complete([_role((line.key,)) for line in panel.lines])


def claims_of_travel(panel: Panel) -> Iterator[Claim]:
    """The total of the three, and that of cars from buying and running them (财预〔2016〕143号)."""
    if travel_lines(panel):
        lines = [(role, line) for line in panel.lines if (role := _role((line.key,)))]
        for named in _groups(lines):
            for whole, line_readings in _sums(named):
                yield from borne_out(down(panel, whole, line_readings), certain=True)
        return
    if not _may_be([head for column in panel.columns for head in column.heads]):
        return
    columns = [(role, column) for column in panel.columns if (role := _role(column.heads))]
    for named_columns in _groups(columns):
        for column, column_readings in _sums(named_columns):
            yield from borne_out(across(panel.lines, column, column_readings), certain=True)


def _role(words: Sequence[str]) -> str:
    """What a heading or label stands for, the lowest words first; a 小计 is that of the heading above it."""
    for text in reversed(words):
        if SUBTOTAL.match(text) and len(words) > 1 and _role(words[:-1]) not in ("", "total"):
            return _role(words[:-1])
        role = next((role for role, pattern in ROLES if pattern.search(text)), "")
        if role:
            return role
    return ""


def _may_be(words: Sequence[str]) -> bool:
    """Whether any of the words is of journeys abroad, without which no table is the one."""
    return any("因公出国" in text for text in words)


def _complete(roles: Sequence[str]) -> bool:
    return {"abroad", "reception"} <= set(roles) and bool({"car", "run"} & set(roles))


def _groups(items: Sequence[tuple[str, T]]) -> list[Mapping[str, T]]:
    """The items by role, a new group from where a role comes again (预算数, then 决算数)."""
    groups: list[dict[str, T]] = [{}]
    for role, item in items:
        if role in groups[-1]:
            groups.append({})
        groups[-1][role] = item
    return [group for group in groups if _complete(list(group))]


def _sums(named: Mapping[str, T]) -> Iterator[tuple[T, list[list[T]]]]:
    """Wholes with the ways they are made up; 会议费 and 培训费 belong to the total in some tables."""

    def pick(*roles: str) -> list[T]:
        return [named[role] for role in roles if role in named]

    if "total" in named:
        cars = ("car",) if "car" in named else ("buy", "run")
        three = pick("abroad", *cars, "reception")
        further = pick("conference", "training")
        yield named["total"], [three, three + further] if further else [three]
    if "car" in named and {"buy", "run"} <= set(named):
        yield named["car"], [pick("buy", "run")]
