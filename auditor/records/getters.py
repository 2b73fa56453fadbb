"""How names get their values: text, figures and aspects of fields, amounts of funds. None is what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from auditor.records.model import Datum, FundLine, Indicator
from auditor.records.subject import Getter, Name, Subject
from auditor.records.types import COMPARATOR, FIGURE, PROBLEM, TEXT, VAGUE, VALUE_KIND, Type, list_of
from auditor.values import WAN, Figure, Unit, Value, is_blank, unit_of
from auditor.values.lexicon import vague_grade
from auditor.wording import Text

__all__ = [
    "amount_of",
    "aspects",
    "attribute",
    "figure",
    "figure_of",
    "figures_of",
    "fund",
    "fund_line",
    "of_document",
    "of_project",
    "of_record",
    "plain",
    "rows_of",
    "text_of",
    "texts_of",
    "words",
]



def of_record(subject: Subject) -> Any:
    """The record itself."""
    return subject.record


def of_project(subject: Subject) -> Any:
    """The project around the record."""
    return subject.project


def of_document(subject: Subject) -> Any:
    """The document around the record."""
    return subject.document


def text_of(datum: Datum[Any] | None) -> str | None:
    """What is printed, None where that is nothing, or a mark for nothing (无, —)."""
    return None if datum is None or is_blank(datum.raw) else datum.raw


def figure_of(datum: Datum[Value] | None) -> Figure | None:
    """The figure of a value, None where it has none."""
    return datum.value.figure if datum is not None else None


def in_wan(figure: Figure | None, unit: Unit | None) -> Figure | None:
    """An amount of money in 万元, None for what is no money."""
    if figure is None or unit is None or unit.dimension != "money":
        return None
    return figure.scaled(unit.factor / WAN)


def figures_of(data: Sequence[Datum[Value] | None]) -> tuple[Figure, ...] | None:
    """The figures of a list, None where one of them is missing: a list with a hole has no sum."""
    found = [figure_of(datum) for datum in data]
    return None if None in found else tuple(figure for figure in found if figure is not None)


def texts_of(data: Sequence[Datum[Any] | None]) -> tuple[str, ...]:
    """The texts that are there."""
    return tuple(text for datum in data if (text := text_of(datum)) is not None)


def plain(name: str, type_: Type, zh: str, en: str, value: Getter, place: Getter | None = None) -> Name:
    """A name with its own getters."""
    return Name(name, type_, value, Text(zh=zh, en=en), place)


def taken(field: str, of: Getter = of_record) -> Getter:
    """What takes a field of a record; of the record itself, which is asked most, without a call of ours."""
    return attrgetter(f"record.{field}") if of is of_record else lambda s: getattr(of(s), field)


def words(field: str, zh: str, en: str, of: Getter = of_record, name: str = "") -> Name:
    """A field that holds text."""
    take = taken(field, of)
    return plain(name or field, TEXT, zh, en, lambda s: text_of(take(s)), take)


def figure(field: str, zh: str, en: str, of: Getter = of_record, name: str = "") -> Name:
    """A field that holds a figure."""
    take = taken(field, of)
    return plain(name or field, FIGURE, zh, en, lambda s: figure_of(take(s)), take)


def attribute(field: str, type_: Type, zh: str, en: str, of: Getter = of_record, name: str = "") -> Name:
    """A plain attribute of the record."""
    return plain(name or field, type_, zh, en, taken(field, of))


def aspects(field: str, prefix: str, zh: str, en: str) -> tuple[Name, ...]:
    """Everything there is to know of a value such as `≥98 百分比`; each aspect stands at the value's place."""

    place = taken(field)

    def aspect(name: str, type_: Type, zh_part: str, en_part: str, take: Callable[[Value], Any]) -> Name:
        def value(subject: Subject) -> Any:
            found = place(subject)
            if found is not None:
                return take(found.value)
            # Without a value none of its aspects needs to be looked for.
            subject.update(missing)
            return None

        missing[name] = None
        return plain(name, type_, f"{zh}{zh_part}", f"{en}{en_part}", value, place)

    missing: dict[str, None] = {}
    return (
        words(field, zh, f"{en}, as printed"),
        aspect(f"{field}_kind", VALUE_KIND, "的种类", ": its kind", lambda v: v.kind),
        aspect(f"{field}_text", TEXT, "中的文字（定性值）", ": its words, where it is qualitative", lambda v: v.text),
        aspect(
            f"{prefix}vague",
            VAGUE,
            "中空泛文字的种类",
            ": the sort of vague words",
            lambda v: vague_grade(v.text or ""),
        ),
        aspect(f"{prefix}comparator", COMPARATOR, "的计算符号", ": its comparator", lambda v: v.comparator),
        aspect(f"{prefix}neat", TEXT, "的规范写法", ": its usual notation", lambda v: v.printed()),
        aspect(f"{prefix}number", FIGURE, "的数", ": its figure", lambda v: v.figure),
        aspect(f"{prefix}upper", FIGURE, "区间的上限", ": the upper end of a range", lambda v: v.upper),
        aspect(f"{prefix}unit", TEXT, "的计量单位", ": its unit", lambda v: v.unit.symbol if v.unit else None),
        aspect(
            f"{prefix}dimension",
            TEXT,
            "的量纲",
            ": the dimension of its unit",
            lambda v: v.unit.dimension if v.unit else None,
        ),
        aspect(
            f"{prefix}amount", FIGURE, "折合万元", " in 万元, where it is money", lambda v: in_wan(v.figure, v.unit)
        ),
        aspect(
            f"{prefix}unit_problems",
            list_of(PROBLEM),
            "写法上的问题",
            ": what is wrong with its notation",
            lambda v: v.problems,
        ),
    )


def fund_line(lines: Sequence[FundLine], keys: Sequence[str], columns: Sequence[str]) -> FundLine | None:
    """The first line of funds with an amount that has one of the keys under one of the headings, headings first.

    What a project has for its whole period counts only where nothing is told of the year.
    """
    known: dict[tuple[str, str], FundLine] = {}
    for line in lines:
        if line.amount is None:
            continue
        before = known.get((line.key, line.column))
        if before is None or ("实施期" in before.item.raw and "实施期" not in line.item.raw):
            known[line.key, line.column] = line
    return next((known[key, column] for column in columns for key in keys if (key, column) in known), None)


def fund(name: str, keys: tuple[str, ...], columns: tuple[str, ...], zh: str, en: str, of: Getter) -> Name:
    """An amount of a project's funds, in 万元: the first line with one of the keys under one of the headings."""

    def value(subject: Subject) -> Figure | None:
        return amount_of(fund_line(of(subject).funds, keys, columns))

    def place(subject: Subject) -> Datum[Value] | None:
        found = fund_line(of(subject).funds, keys, columns)
        return found.amount if found else None

    return plain(name, FIGURE, zh, en, value, place)


def amount_of(line: FundLine | None) -> Figure | None:
    """The amount of a line in 万元, None where it is no figure or its unit is not known."""
    if line is None or line.amount is None:
        return None
    unit = line.amount.value.unit or unit_of(line.unit or "")
    # 20万 in a field of funds is 20万元.
    return in_wan(line.amount.value.figure, unit_of(f"{unit.symbol}元") if unit.bare else unit)


def rows_of(take: Callable[[Indicator], Any]) -> Callable[[Subject], list[Any]]:
    """What is taken of every indicator of the project, rows of mere template text left out."""
    return lambda subject: [take(row) for row in subject.project.indicators if not row.placeholder]  # type: ignore[union-attr]
