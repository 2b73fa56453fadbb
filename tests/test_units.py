"""The table of units against the pint registry it is written in, and the reading of units."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values import unit_of
from auditor.values.pint_registry import DEFINITIONS, pint_name, registry
from auditor.values.tables import rows
from auditor.values.units import DIMENSIONS, fraction, table, trouble

TABLE = rows("units.tsv")


def defined_names() -> set[str]:
    """Every unit name in the pint file, prefixes left out."""
    names = set()
    with open(DEFINITIONS, encoding="utf-8") as file:
        for line in file:
            first, *others = line.split("#")[0].strip().split(" = ")
            if others and not first.endswith("-"):
                names |= {first, *others[1:]} - {"_"}
    return names


@pytest.mark.parametrize("symbol", table())
def test_the_registry_knows_every_unit_of_the_table(symbol):
    row = table()[symbol]
    base = pint_name(DIMENSIONS[row.dimension])
    quantity = registry().Quantity(Decimal(1), pint_name(symbol))
    assert quantity.dimensionality == registry().Quantity(Decimal(1), base).dimensionality
    factor = quantity.to(base).magnitude
    assert abs(factor - row.factor) <= row.factor * Decimal("1e-20")


def test_the_table_knows_every_unit_of_the_registry():
    assert defined_names() - {pint_name(symbol) for symbol in table()} == set()


def test_the_multipliers_of_the_table_are_the_prefixes_of_the_registry():
    for word, _, factor, sort in TABLE:
        if sort == "multiplier":
            assert registry().Quantity(Decimal(1), f"{word}户").to("户").magnitude == fraction(factor)


def test_dimensions_are_told_apart():
    bases = [registry().Quantity(Decimal(1), pint_name(base)) for base in DIMENSIONS.values()]
    for one, other in combinations(bases, 2):
        assert one.dimensionality != other.dimensionality


def test_every_line_of_the_table_is_complete_and_stands_once():
    assert len({row[0] for row in TABLE}) == len(TABLE)
    assert {row[3] for row in TABLE} == {"measure", "whole", "count", "noun", "multiplier", "spelling"}
    assert {row[1] for row in TABLE if row[1]} == set(DIMENSIONS)


def test_reading_units_does_not_import_pint():
    code = (
        "import sys; from auditor.values import parse_value, unit_of; parse_value('≥98万元'); "
        "print(sorted({'pint', 'pathlib', 'json', 'pydantic', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
                          capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "symbol", "dimension", "factor"),
    [
        ("百分 比", "%", "ratio", "0.01"),
        ("％", "%", "ratio", "0.01"),
        ("percent", "%", "ratio", "0.01"),
        ("‰", "‰", "ratio", "0.001"),
        ("个百分点", "个百分点", "ratio", "0.01"),
        ("倍", "倍", "ratio", "1"),
        ("万元", "万元", "money", "10000"),
        ("亿 元", "亿元", "money", "100000000"),
        ("万户", "万户", "households", "10000"),
        ("万人次", "万人次", "person-times", "10000"),
        ("万亩次", "万亩次", "area", None),
        ("万", "万", "", "10000"),
        ("平米", "平米", "area", "1"),
        ("㎡", "㎡", "area", "1"),
        ("万亩", "万亩", "area", None),
        ("公里", "公里", "length", "1000"),
        ("万立方米", "万立方米", "volume", "10000000"),
        ("吨", "吨", "mass", "1000"),
        ("万千瓦时", "万千瓦时", "energy", "10000"),
        ("度", "度", "energy", "1"),
        ("千瓦", "千瓦", "power", "1"),
        ("个月", "个月", "time", "30"),
        ("工作日", "工作日", "time", "1.4"),
        ("GB", "GB", "data", "1024"),
        ("Mbps", "Mbps", "bandwidth", "1"),
        ("台(套)", "台（套）", "things", "1"),
        ("支（箱）", "支（箱）", "things", "1"),
        ("件案件", "件案件", "things", "1"),
        ("元/平方米", "元/平方米", "money/area", "1"),
        ("元／人·年", "元/人·年", "money/people/time", None),
        ("元每人每年", "元/人/年", "money/people/time", None),
        ("元/100公里", "元/100公里", "money/length", "0.00001"),
        ("次/年", "次/年", "acts/time", None),
        ("毫克/升", "毫克/升", "mass/volume", "0.000001"),
        ("条/天/元", "条/天/元", "things/time/money", "1"),
    ],
)
def test_units_as_printed(text, symbol, dimension, factor):
    unit = unit_of(text)
    assert (unit.symbol, unit.dimension) == (symbol, dimension)
    if factor is not None:
        assert unit.factor == Decimal(factor)


WORDS = ("项目管理", "人员管理", "元素", "合同", "百", "显著", "", "件件有着落", "万无一失", "元/0公里")


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_units(text):
    assert unit_of(text).dimension == ""


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("百分比", ["spelled-unit"]),
        ("万", ["bare-wan"]),
        ("件案件", ["doubled-noun"]),
        ("条/天/元", ["unit-order"]),
        ("吨/万元", []),
        ("支（箱）", ["unit-list"]),
        ("人/户", ["unit-list"]),
        ("个、套", ["unit-list"]),
        ("%", []),
        ("万元", []),
        ("元/条/天", []),
        ("台（套）", []),
        ("台/套", []),
        ("个/村", []),
        ("本/人", []),
        ("次/年", []),
        ("人次", []),
    ],
)
def test_what_is_wrong_with_a_unit(text, problems):
    assert trouble(unit_of(text)) == problems


@given(st.sampled_from(sorted(table())), st.sampled_from(["", "十", "百", "万", "亿"]))
def test_a_multiplier_multiplies(symbol, multiplier):
    unit, times = unit_of(multiplier + symbol), {"": 1, "十": 10, "百": 100, "万": 10_000, "亿": 100_000_000}
    if table()[symbol].sort in ("measure", "count", "noun") and multiplier + symbol not in table():
        assert (unit.dimension, unit.factor) == (table()[symbol].dimension, table()[symbol].factor * times[multiplier])


@given(st.text(max_size=12))
def test_no_text_makes_a_unit_raise(text):
    unit = unit_of(text)
    assert unit.factor > 0
    assert trouble(unit) is not None
