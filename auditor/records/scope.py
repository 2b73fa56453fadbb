"""Which units a department's document covers, and the totals that it states in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.layout import Table
from auditor.layout.headings import key_of
from auditor.records.model import Datum, Document, Paragraph
from auditor.values import Figure, Value, parse_amount, parse_numeral

__all__ = ["ORGANISATION", "Total", "totals_of", "units_of"]

OFFICE = (
    r"(?:委员会|局|委|厅|办公室|办|中心|院|学校|中学|小学|大学|政府|处|站|所|会|馆|队|部|社|幼儿园|电视台|林场|农场|党校)"
    r"(?:[（(]?(?:本级|机关)[)）]?)?"
)
ORGANISATION = re.compile(rf"^(?:[\u4e00-\u9fff（）()]|[0-9]{{1,5}}(?![0-9年月])){{3,40}}?{OFFICE}$")
"""The name of an office, alone."""

# 纳入本部门2024年部门预算编制范围的预算单位共3个，包括：
COVERED = re.compile(
    r"(?:纳入|列入|编入)[^。；]{0,40}?(?:预算|决算)[^。；]{0,24}?范围[^。；：:]{0,12}?单位"
    r"(?:(?P<lead>[^。：:]*)[:：]|(?P<words>[^。]*?)(?:包括|分别为|分别是|具体为|如下|有|为))"
)
COUNT = re.compile(r"([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*[个家]")
ITEM = re.compile(
    r"^(?:[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[.、．)）]+\s*)?(?P<name>[^。；;，,]+)[。；;，,]?$"
)
UNIT_HEADINGS = ("单位名称", "预算单位", "预算单位名称", "二级预算单位", "所属单位", "单位")
ABOUT_UNITS = re.compile(r"机构设置|单位构成|预算单位|编制范围|汇编范围")
FEWEST = 2

WHAT = {"收入": ("income",), "支出": ("expenditure",), "收支": ("income", "expenditure")}
TOTAL = re.compile(
    r"(?:(?P<first>收入、支出|收、支|收支|收入支出|收入|支出)(?:预算)?总(?:计|额|预算|体|规模|和)*(?:数)?"
    r"|总(?P<second>收入|支出)|预算(?P<third>收入|支出|收支)(?:总额|合计)?|(?P<fourth>收入|支出|收支)预算(?:总额|合计)?)"
    r"(?:均|共计|合计|共|各|安排)*(?:为|是|:|：)?\s*(?P<amount>[0-9][0-9,，]*(?:\.[0-9]+)?\s*(?:万元|亿元|元))"
)
# Parts of a total, changes of it, and other years.
OTHERWISE = re.compile(
    "其中|拨款|基金|公共|资本|专户|事业|经营|项目|基本|人员|公用|三公|较|比|增|减|上年|去年|上一年|预计|结转|结余|完成"
)
YEAR = re.compile(r"20[0-9]{2}")
# What stands before a total in its clause.
LEAD = re.compile(r"[^，,。；;：:（(]*$")
LONGEST_LEAD = 24


class Total(NamedTuple):
    """A total stated in prose: `kind` is income or expenditure, the figure in 元, and its place."""

    kind: str
    figure: Figure
    amount: Datum[Value]
    paragraph: Paragraph


def units_of(document: Document) -> tuple[str, ...]:
    """The units whose budgets or accounts a department's document says it covers.

    Empty where it does not list them, or where the list is not plainly whole: a number that is not that of the names,
    or something among them that is no name of an office.
    """
    for at, paragraph in enumerate(document.paragraphs):
        found = COVERED.search(paragraph.text) if "范围" in paragraph.text else None
        if found is None:
            continue
        rest = paragraph.text[found.end() :].strip()
        names = _inline(rest) if rest else _items(document.paragraphs[at + 1 :]) or _listed(document, paragraph)
        count = COUNT.search(found["lead"] or found["words"] or "")
        if len(names) >= FEWEST and (count is None or parse_numeral(count[1]) == len(names)):
            return tuple(names)
    tables = (_column(table) for table in document.tables if ABOUT_UNITS.search(_above(document, table)))
    return next((tuple(names) for names in tables if len(names) >= FEWEST), ())


def _inline(text: str) -> list[str]:
    """Names in a sentence (A、B和C); none where something among them is no name."""
    pieces = re.split("[、；;]", text.partition("。")[0])
    names: list[str] = []
    for piece in pieces:
        halves = re.split("以及|和|及|与", piece, maxsplit=1)
        names += halves if all(map(ORGANISATION.match, halves)) else [piece]
    names = [_name(name) for name in names]
    return names if all(names) else []


def _items(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Names in paragraphs of their own, from the first on."""
    names = []
    for paragraph in paragraphs:
        name = _name(paragraph.text)
        if not name:
            break
        names.append(name)
    return names


def _name(text: str) -> str:
    item = ITEM.match(text.strip())
    return item["name"].strip() if item and ORGANISATION.match(item["name"].strip()) else ""


def _listed(document: Document, paragraph: Paragraph) -> list[str]:
    """Names in the table right below a paragraph."""
    below = [table for table in document.tables if table.span.start >= paragraph.span.end]
    between = [other for other in document.paragraphs if other.span.start >= paragraph.span.end]
    if not below or (between and between[0].span.start < below[0].span.start):
        return []
    return _column(below[0])


def _column(table: Table) -> list[str]:
    """The names in the column of units of a table; none where it has no such column, or other things in it."""
    for at, row in enumerate(table.rows):
        column = next((cell.column for cell in row.filled if key_of(cell.text) in UNIT_HEADINGS), None)
        if column is None:
            continue
        cells = [cell for below in table.rows[at + 1 :] for cell in below.filled if cell.column == column]
        names = [_name(cell.text) for cell in cells]
        return names if all(names) else []
    return []


def _above(document: Document, table: Table) -> str:
    """The paragraph above a table with the headings it stands under."""
    before = [paragraph for paragraph in document.paragraphs if paragraph.span.end <= table.span.start]
    return " ".join((*before[-1].section, before[-1].text)) if before else ""


def totals_of(document: Document) -> Iterator[Total]:
    """The totals of income and of expenditure that a document states in prose for its year, each figure once."""
    met: set[tuple[str, Decimal]] = set()
    for paragraph in document.paragraphs:
        for found in TOTAL.finditer(paragraph.text):
            lead = LEAD.search(paragraph.text, max(0, found.start() - LONGEST_LEAD), found.start())
            assert lead is not None
            value = parse_amount(found["amount"])
            if OTHERWISE.search(lead[0]) or value.figure is None or value.unit is None:
                continue
            if any(int(year) != document.year for year in YEAR.findall(lead[0])):
                continue
            figure = value.figure.scaled(Decimal(value.unit.factor))
            span = paragraph.span.part(found.start("amount"), found.end("amount"))
            word = found["first"] or found["second"] or found["third"] or found["fourth"]
            for kind in WHAT.get(word, WHAT["收支"]):
                if (kind, figure.number) not in met:
                    met.add((kind, figure.number))
                    yield Total(kind, figure, Datum(span.quote, value, span), paragraph)
