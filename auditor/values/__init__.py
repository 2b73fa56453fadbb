"""The grammar of indicator values: figures as intervals, comparators, units, dates, and the lexicons of names."""

from auditor.values.blanks import is_blank, is_placeholder
from auditor.values.dates import DateSpan, PartialDate, days_between, find_dates, parse_date, parse_date_span
from auditor.values.figure import Figure, Interval, agrees, as_interval, plain, to_decimals, total
from auditor.values.levels import LEVEL1_WORDS, LEVEL2_WORDS, category_of_level, level1_of
from auditor.values.lexicon import category_of_name, expected_dimensions, polarity, ratio_kind
from auditor.values.numerals import parse_chinese_number, parse_numeral
from auditor.values.parsing import parse_amount, parse_value
from auditor.values.scan import Scanned, scan_figures
from auditor.values.units import WAN, Unit, unit_of
from auditor.values.value import PROBLEMS, Value

__all__ = [
    "LEVEL1_WORDS",
    "LEVEL2_WORDS",
    "PROBLEMS",
    "WAN",
    "DateSpan",
    "Figure",
    "Interval",
    "PartialDate",
    "Scanned",
    "Unit",
    "Value",
    "agrees",
    "as_interval",
    "category_of_level",
    "category_of_name",
    "days_between",
    "expected_dimensions",
    "find_dates",
    "is_blank",
    "is_placeholder",
    "level1_of",
    "parse_amount",
    "parse_chinese_number",
    "parse_date",
    "parse_date_span",
    "parse_numeral",
    "parse_value",
    "plain",
    "polarity",
    "ratio_kind",
    "scan_figures",
    "to_decimals",
    "total",
    "unit_of",
]
