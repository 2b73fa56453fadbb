"""Claims that tables make: right tables give only holding claims, a changed figure is found and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest
from claim_tables import RIGHT, SILENT
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.records import read_document
from auditor.records.claims.tables import claims_of_tables, grids_of
from auditor.records.model import Claim, Document
from auditor.source import from_text, read_bytes

FIGURE = re.compile(r"(?<=\t)-?[0-9][0-9,]*(?:\.[0-9]+)?(?=\t|\n)")
CODE = re.compile(r"[0-9]{1,3}|[0-9]{5}|[0-9]{7}")
# Codes of the economic classes and of the functional ones look like amounts; these samples hold no such amounts.
CODED = frozenset(("classes_joined", "classes_split", "classes_of_units", "economic", "travel_across", "procurement"))


@cache
def read(text: str) -> Document:
    return read_document(from_text(text, "table.txt"))


def claims(text: str) -> tuple[Claim, ...]:
    return read(text.replace("|", "\t")).claims


def failing(text: str) -> list[Claim]:
    return [claim for claim in claims(text) if not claim.holds]


def formulas(text: str, kind: str = "sum") -> list[str]:
    return [claim.formula for claim in claims(text) if claim.kind == kind]


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_table_gives_only_holding_claims(name: str) -> None:
    found = claims(RIGHT[name].document)
    assert found
    assert [claim.formula for claim in found if not claim.holds] == []


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_called_wrong_where_nothing_follows(name: str) -> None:
    assert failing(SILENT[name]) == []


def figures_of(name: str) -> list[re.Match[str]]:
    """The figures of a sample that others determine, codes and column numbers left out."""
    sample = RIGHT[name]
    found = [figure for figure in FIGURE.finditer(sample.document) if figure[0] not in sample.free]
    return [figure for figure in found if not (name in CODED and CODE.fullmatch(figure[0]))]


@pytest.mark.parametrize("name", RIGHT)
def test_a_changed_figure_is_found_and_nothing_else(name: str) -> None:
    text = RIGHT[name].document
    for figure in figures_of(name):
        wrong = Decimal(figure[0].replace(",", "")) + Decimal("731.00")
        found = failing(f"{text[: figure.start()]}{wrong}{text[figure.end() :]}")
        assert found, figure[0]
        assert all(stands_at(claim, figure.start()) for claim in found), figure[0]


def stands_at(claim: Claim, start: int) -> bool:
    return any(operand.datum.span.start == start for operand in (claim.stated, *claim.operands))


@pytest.mark.parametrize("name", RIGHT)
def test_every_operand_has_its_place(name: str) -> None:
    for claim in claims(RIGHT[name].document):
        for operand in (claim.stated, *claim.operands):
            assert operand.datum.span.quote == operand.datum.raw
            assert operand.figure.printed == operand.datum.raw.replace(",", "").removesuffix("%")


def test_the_right_figure_is_suggested_in_the_decimals_of_the_cell() -> None:
    [claim] = failing(RIGHT["trimmed_zeros"].text.replace("100", "101"))
    assert (claim.formula, claim.suggestion) == ("50 + 49.99 = 99.99", "99.99")
    [claim] = failing(RIGHT["assets"].text.replace("1088.72", "1088.27"))
    assert (claim.formula, claim.suggestion) == ("600 + 45.14 + 443.58 = 1088.72", "1088.72")


# What is made of what


def test_codes_joined_and_split_give_the_same_sums() -> None:
    split = RIGHT["classes_split"].text
    joined = re.sub(r"(?m)^(2[0-9]{2})\|([0-9]{2})\|([0-9]{2})?", lambda m: f"{m[1]}||{m[1]}{m[2]}{m[3] or ''}", split)
    full = re.sub(
        r"(?m)^(2[0-9]{2})\|([0-9]{2})\|([0-9]{2})?",
        lambda m: f"{m[1]}|{m[1]}{m[2]}|{m[1] + m[2] + m[3] if m[3] else ''}",
        split,
    )
    assert joined != split != full
    assert formulas(joined) == formulas(full) == formulas(split)
    assert "110.05 + 40.25 = 150.30" in formulas(split)


def test_a_code_that_lost_its_zero_is_still_a_part() -> None:
    text = RIGHT["classes_split"].text.replace("|03|01|", "|3|1|").replace("|03|", "|3|").replace("|02|", "|2|")
    assert formulas(text) == formulas(RIGHT["classes_split"].text)


def test_personnel_and_office_are_made_of_their_classes() -> None:
    assert {"520.44 + 15.06 = 535.50", "96.31 + 3.20 = 99.51"} <= set(formulas(RIGHT["economic"].text))


def test_panels_of_codes_that_differ_are_read_one_by_one() -> None:
    text = """
科目编码|科目名称|年初数|年末数|科目编码|科目名称|决算数
301|工资福利支出|90.00|95.00|302|商品和服务支出|12.00
30101|基本工资|60.00|65.00|30201|办公费|5.00
30102|津贴补贴|30.00|30.00|30211|差旅费|7.00
"""
    assert formulas(text) == ["60.00 + 30.00 = 90.00", "65.00 + 30.00 = 95.00", "5.00 + 7.00 = 12.00"]


def test_a_long_sum_is_shown_by_its_ends() -> None:
    rows = "".join(f"第{number}小学|{number}.50\n" for number in range(1, 21))
    assert formulas(f"学校|经费（万元）\n{rows}合计|220.00\n") == [
        "1.50 + 2.50 + 3.50 + 4.50 + 5.50 + 6.50 + 7.50 + 8.50 + 9.50 + 10.50 + … + 20.50 = 220.00"
    ]


def test_units_between_codes_have_sums_of_their_own() -> None:
    assert "1000000 + 850600 = 1850600" in formulas(RIGHT["classes_of_units"].text)


def test_income_and_expenditure_balance() -> None:
    assert formulas(RIGHT["balance"].text, "same") == ["2238.07 = 2238.07"]
    wrong = RIGHT["balance"].text.replace("总计|2238.07|总计|2238.07", "总计|2238.07|总计|2238.70")
    assert [(claim.kind, claim.formula) for claim in failing(wrong)] == [
        ("same", "2238.70 ≠ 2238.07"),
        ("sum", "2202.89 + 35.18 = 2238.07"),
    ]


def test_a_price_in_yuan_gives_an_amount_in_wan() -> None:
    assert formulas(RIGHT["procurement"].text, "product")[0] == "20 × 0.5 = 10.00"
    without_unit = RIGHT["procurement"].text.replace("单价（元）", "单价")
    assert failing(without_unit) == []


def test_a_total_above_its_lines_and_one_below_are_the_same() -> None:
    text = RIGHT["personnel"].text
    body = text.split("合计|")[0]
    above = re.sub(r"(离退休人数\n)", r"\1合计|11800|10300|5100" + "\n", body)
    assert formulas(above) == formulas(text)


def test_what_is_meant_by_meetings_is_left_open() -> None:
    without = RIGHT["travel_and_meetings"].text.replace("合计|25.40", "合计|12.60")
    assert failing(without) == []
    assert failing(without.replace("合计|12.60", "合计|13.60"))


def test_a_list_of_projects_is_no_form_of_a_project() -> None:
    document = read(RIGHT["procurement_stacked"].document)
    assert (document.projects, len(document.tables)) == ((), 1)


def test_a_price_without_a_unit_may_be_in_that_of_the_amounts() -> None:
    text = RIGHT["procurement_stacked"].text
    assert formulas(text, "product") == ["2 × 16.00 = 32.00", "1 × 12.00 = 12.00"]
    assert failing(text.replace("|16.00\n", "|160000\n").replace("|12.00\n|12.00", "|120000\n|12.00")) == []


def test_a_row_with_an_empty_last_cell_stays_in_its_table() -> None:
    assert len(read(RIGHT["travel_and_meetings"].document).tables) == 1


def test_lines_that_fit_no_column_make_no_sums() -> None:
    text = RIGHT["units_without_blanks"].text.replace("合计|430.00|400.00|20.00|10.00", "合计|430.00|400.00|20.00")
    assert [claim.kind for claim in failing(text)] == []


def test_the_unit_of_a_table_stands_above_or_in_it() -> None:
    grids = [grids_of(read(RIGHT[name].document))[0] for name in ("balance", "classes_of_units", "assets", "personnel")]
    assert [grid.factor for grid in grids] == [Decimal(10000), Decimal(1), Decimal(10000), None]


def test_a_title_numbers_and_headings_printed_again_are_no_lines() -> None:
    text = RIGHT["units"].text
    heading = "单位名称|项目名称|合计|一般公共预算|政府性基金|单位资金\n"
    assert formulas(text.replace("县灌区管理所小计", heading + "县灌区管理所小计")) == formulas(text)


# The same table in a format that knows its cells


def cell(text: str, tag: str = "td", **spans: int) -> str:
    return f"<{tag}{''.join(f' {name}={size}' for name, size in spans.items())}>{text}</{tag}>"


def as_html(rows: Sequence[Sequence[str]], heading: str) -> Document:
    body = "".join(f"<tr>{''.join(cell(text) for text in row)}</tr>" for row in rows)
    page = f"<html><body><p>单位：万元</p><table>{heading}{body}</table></body></html>"
    return read_document(read_bytes(page.encode(), "table.html"))


def test_merged_headings_of_a_web_page() -> None:
    heading = (
        "<tr>" + cell("单位", rowspan=2) + cell("预算数", colspan=3) + cell("决算数", colspan=3) + "</tr>"
        "<tr>" + "".join(cell(text) for text in ("小计", "基本支出", "项目支出") * 2) + "</tr>"
    )  # fmt: skip
    rows = [["县残联", "80.00", "50.00", "30.00", "79.00", "50.00", "29.00"]]
    found = as_html(rows, heading).claims
    assert [(claim.text, claim.formula) for claim in found] == [
        ("县残联 预算数小计 80.00", "50.00 + 30.00 = 80.00"),
        ("县残联 决算数小计 79.00", "50.00 + 29.00 = 79.00"),
    ]
    rows[0][4] = "97.00"
    assert [claim.holds for claim in as_html(rows, heading).claims] == [True, False]


# Rounding


@st.composite
def functional_tables(draw: st.DrawFn) -> str:
    """A table of codes whose true amounts have more digits than are printed."""
    pick = random.Random(draw(st.integers(0, 10**6)))
    lines: list[tuple[str, tuple[Decimal, ...]]] = []

    def amounts() -> tuple[Decimal, ...]:
        return tuple(Decimal(pick.randrange(0, 10**7)) / 10000 for _ in range(2))

    def grow(code: str, depth: int) -> tuple[Decimal, ...]:
        if depth == 0:
            own = amounts()
            lines.append((code, own))
            return own
        at = len(lines)
        lines.append((code, ()))
        parts = [grow(f"{code}{number:02}", depth - 1) for number in range(1, pick.randrange(2, 5))]
        own = tuple(sum(column, Decimal(0)) for column in zip(*parts, strict=True))
        lines[at] = (code, own)
        return own

    classes = [grow(str(code), 2) for code in range(201, 201 + pick.randrange(2, 4))]
    whole = tuple(sum(column, Decimal(0)) for column in zip(*classes, strict=True))
    cent = Decimal("0.01")
    rows = [("", whole), *lines]
    printed = []
    for code, own in rows:
        cells = [str(one.quantize(cent, ROUND_HALF_UP)) for one in (sum(own, Decimal(0)), *own)]
        printed.append("\t".join([code, "科目" if code else "合计", *cells]))
    return "\n".join(["单位：万元\n", "科目编码\t科目名称\t合计\t基本支出\t项目支出", *printed]) + "\n"


@settings(max_examples=25)
@given(functional_tables())
def test_rounded_figures_are_never_called_wrong(text: str) -> None:
    document = read_document(from_text(text, "table.txt"))
    found = list(claims_of_tables(grids_of(document)))
    assert len(found) > 10
    assert all(claim.holds for claim in found)


WORDS = ("合计", "小计", "其中：甲", "一、乙", "1.丙", "201", "12.5", "—", "", "x%", "（1）")


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=8))
def test_no_table_makes_the_reader_raise(rows: list[list[str]]) -> None:
    text = "\n".join(["表", *("\t".join(row) + "\t" for row in rows)]) + "\n"
    for claim in claims_of_tables(grids_of(read_document(from_text(text, "table.txt")))):
        assert claim.stated.datum.span.quote == claim.stated.datum.raw
