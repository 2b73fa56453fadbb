"""The language of `require`: what it refuses and where, what it means, and that it means what simpleeval says."""

from __future__ import annotations

import ast
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simpleeval import DEFAULT_OPERATORS, EvalWithCompoundTypes

from auditor.expression.check import Checked, check
from auditor.expression.emit import compiled
from auditor.expression.functions import FUNCTIONS, UndefinedError, divide
from auditor.expression.parsing import ExpressionError
from auditor.records.types import FIGURE, FIGURES, FLAG, NUMBER, TEXT, TEXTS, choice
from auditor.values import Figure, Interval

NAMES = {
    "total": FIGURE,
    "parts": FIGURES,
    "part": FIGURE,
    "year": NUMBER,
    "name": TEXT,
    "words": TEXTS,
    "holds": FLAG,
    "kind": choice(bounded=("有界", "bounded"), growth=("增长", "growth")),
}


def figure(printed: str) -> Figure:
    return Figure.read(printed)


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("total = 100", 7, "assigns nothing"),
        ("'合格率' == '合' and year > 0777", 25, "leading zeros"),
        ("agrees(total, sum(part))", 15, "does not take (figure)"),
        ("True or mising(total)", 9, "did you mean missing"),
        ("True or nmae == '1'", 9, "did you mean name"),
        ("1; 2", 2, "not an expression"),
        ('open("x")', 1, "no function open"),
        ("len.x", 1, "attributes"),
        ("len > 3", 1, "len is a function"),
        ("first(parts[0]) > 1", 7, "subscripts"),
        ("year > 2 ** 9", 8, "only + - * /"),
        ("year > 9 // 2", 8, "only + - * /"),
        ('name == f"{total}"', 9, "f-strings"),
        ("total ≥ 1", 7, "write >= for ≥"),
        ("name == “合格率”", 9, 'write " for “'),
        ("（total > 1）", 1, "write ( for （"),
        ("total", 1, "the result must be a flag, not a figure"),
        ("sum(parts)", 1, "the result must be a flag"),
        ("total == part", 1, "they agree: agrees"),
        ("total != 100", 1, "they agree: agrees"),
        ("name > 3", 1, "expected a quantity, found a text"),
        ("name == year", 1, "cannot be compared"),
        ("holds + 1 > 2", 1, "expected a quantity"),
        ("name in name", 9, "use contains"),
        ("total in parts", 10, "wants a list of texts"),
        ("name in (year, 1)", 10, "only constants"),
        ("kind == 'bouded'", 9, "did you mean bounded"),
        ("kind in ('growth', 'x')", 20, "is not one of"),
        ("total is None", 1, "present"),
        ("year == None", 9, "present"),
        ("year > 1e3", 8, "plain decimal"),
        ("year > 0x10", 8, "plain decimal"),
        ("year > 1_000", 8, "plain decimal"),
        ("lambda: True", 1, "lambda"),
        ("True if holds else False", 1, "if … else"),
        ("(n := year) > 1", 2, ":="),
        ("[holds]", 1, "List is not part"),
        ("{holds}", 1, "Set is not part"),
        ("any(p > q for p in parts for q in parts)", 4, "one `for`"),
        ("any(total > 1 for total in parts)", 19, "hides a name"),
        ("any(_n > 1 for _n in parts)", 16, "cannot begin with _"),
        ("any(p > 1 for p in name)", 20, "expected a list"),
        ("any(p for p in parts)", 1, "does not take"),
        ("contains(name)", 1, "does not take"),
        ("contains(name, word='x')", 21, "no names"),
        ("present('x')", 9, "takes names only"),
        ("present()", 1, "does not take"),
        ("holds(name)", 1, "no function holds"),
        ("name.upper() == 'X'", 1, "attributes"),
        ("not name", 5, "expected a flag"),
        ("holds and name", 11, "expected a flag"),
        ("-name > 1", 2, "expected a quantity"),
        ("", 1, "empty"),
        (" holds", 1, "blanks before"),
        ("合格 > 1", 1, "no name 合格"),
        ("name == '合格率' and totl > 1", 19, "did you mean total"),
        ("await holds", 1, "not"),
        ("__import__('os')", 1, "no function __import__"),
        ("b'x' == name", 1, "not part of the language"),
        ("... == name", 1, "not part of the language"),
    ],
)
def test_refused_with_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        check(text, NAMES)
    assert (refused.value.column, says in refused.value.en) == (column, True), (refused.value.en, refused.value.column)
    assert refused.value.zh


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("total > 1 or holds", ("total", "holds")),
        ("present(total) and total > 1", ()),
        ("missing(total) or total > 1", ()),
        ("not missing(total) and total > 1", ()),
        ("not (missing(total) or total > part)", ("part",)),
        ("present(total, part) and total > part", ()),
        ("missing(total, part) or total > part", ()),
        ("present(total) or total > 1", ("total",)),
        ("missing(total) and total > 1", ("total",)),
        ("total > 1 and present(total)", ("total",)),
        ("(holds or present(total)) and total > 1", ("holds", "total")),
        ("all(p > part for p in parts)", ("parts", "part")),
    ],
)
def test_names_that_must_be_there(text: str, needs: tuple[str, ...]) -> None:
    assert set(check(text, NAMES).needs) == set(needs)


def test_what_is_known_when_a_requirement_fails() -> None:
    assert check("missing(total) or total > part", NAMES).refutes == {"total", "part"}
    assert check("present(total) and holds", NAMES).proves == {"total", "holds"}


def test_numbers_beside_a_figure_are_reported() -> None:
    text = "total > 90 and year > 2020 and abs(total - sum(parts)) < 0.5 and len(name) > 15 and max(part, 3) > 1"
    assert [digits for digits, _ in check(text, NAMES).literals] == ["90", "0.5", "3", "1"]


def value(text: str, names: dict[str, object], kind: str | None = None) -> object:
    return compiled(check(text, NAMES, expect=kind))(names, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("present(total)", True),
        ("present(total, part)", False),
        ("present(part)", False),
        ("missing(total)", False),
        ("missing(total, part)", True),
        ("not missing(name, total) and (missing(part) or part > total)", True),
    ],
)
def test_what_is_there_and_what_is_missing(text: str, expected: bool) -> None:
    assert value(text, {"total": figure("1"), "part": None, "name": "合格率"}) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2 == 0.3", True),
        ("1 / 4 == 0.25", True),
        ("agrees(total, sum(parts))", True),
        ("total > sum(parts)", False),
        ("max(parts) <= 100", True),
        ("rising(parts)", True),
        ("count(parts) == 3 and last(words) == '乙'", True),
        ("any(contains(w, '甲') for w in words if w != '乙')", True),
        ("contains(name, '不', '率') and not missing(name, kind)", True),
        ("contains('合格率', '不') or missing(total)", False),
        ("starts(name, '合', '格') and ends(name, '率') and not contains(name, '不')", True),
        ("same(name, '合 格率。') and not same(name, '1.5') and distinct(words) == 2", True),
        ("placeholder('目标内容1') and not placeholder(name)", True),
        ("2020 <= year < 2030", True),
        ("kind in ('growth', 'bounded')", True),
    ],
)
def test_meaning(text: str, expected: bool) -> None:
    names = {
        "total": figure("100.00"),
        "parts": [figure("33.33")] * 3,
        "part": figure("1"),
        "year": 2024,
        "name": "合格率",
        "words": ["甲", "乙"],
        "kind": "bounded",
    }
    assert value(text, names) is expected


def test_extremes_keep_the_printed_figure() -> None:
    names = {"parts": [figure("3.0"), figure("12"), figure("7")]}
    assert str(value("max(parts)", names)) == "12"
    overlapping = {"parts": [figure("3"), figure("3.0")]}
    assert value("max(parts)", overlapping) == Interval(Decimal(3), Decimal("3.05"))


@pytest.mark.parametrize(
    "text", ["total / part > 1", "1 / year > 1", "total / year > 1", "max(parts) > 1", "last(words) == ''"]
)
def test_without_result(text: str) -> None:
    with pytest.raises(UndefinedError):
        value(text, {"total": figure("5"), "part": figure("0.0"), "year": 0, "parts": [], "words": []})


# The reference: simpleeval on the same tree, with exact constants and division.


class ExactConstants(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant(Decimal(str(node.value))) if isinstance(node.value, float) else node


def reference(checked: Checked, names: dict[str, object]) -> object:
    tree = ast.Expr(ExactConstants().visit(ast.parse(checked.text, mode="eval").body))
    evaluator = EvalWithCompoundTypes(
        operators={**DEFAULT_OPERATORS, ast.Div: divide},
        functions={name: function.call for name, function in FUNCTIONS.items()},
        names=names,
    )
    return evaluator.eval(checked.text, previously_parsed=tree)


def outcome(function: object, *arguments: object) -> str:
    try:
        return repr(function(*arguments))  # type: ignore[operator]
    except UndefinedError as error:
        return f"undefined {error}"


LEAVES = {
    "quantity": st.sampled_from(
        ["total", "part", "year", "0", "1", "100", "0.5", "12.25", "first(parts)", "len(name)"]
    ),
    "text": st.sampled_from(["name", "'合格率'", "'率'", "last(words)"]),
    "flag": st.sampled_from(
        ["holds", "True", "present(total)", "missing(name, part)", "kind == 'growth'", "kind in ('growth',)"]
    ),
}


def quantities() -> st.SearchStrategy[str]:
    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
            st.builds("abs({})".format, inner),
            st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner),
            st.builds("-{}".format, inner),
            st.builds("sum([p * {} for p in parts if p > {}])".format, LEAVES["quantity"], LEAVES["quantity"]),
            st.builds("max(p - {} for p in parts)".format, LEAVES["quantity"]),
        )

    return st.recursive(LEAVES["quantity"], grow, max_leaves=4)


def flags() -> st.SearchStrategy[str]:
    order = st.sampled_from(["<", "<=", ">", ">="])
    base = st.one_of(
        LEAVES["flag"],
        st.builds("{} {} {}".format, quantities(), order, quantities()),
        st.builds("{} < {} <= {}".format, quantities(), quantities(), quantities()),
        st.builds("agrees({}, {})".format, quantities(), quantities()),
        st.builds("{} {} {}".format, LEAVES["text"], st.sampled_from(["==", "!="]), st.sampled_from(["name", "'率'"])),
        st.builds("{} in ('率', '合格率')".format, st.sampled_from(["name", "last(words)"])),
        st.builds("{} not in words".format, LEAVES["text"]),
        st.builds("{}({}, {})".format, st.sampled_from(["contains", "starts", "ends", "same"]), *[LEAVES["text"]] * 2),
        st.builds("{}(p {} {} for p in parts)".format, st.sampled_from(["any", "all"]), order, LEAVES["quantity"]),
        st.builds("rising([p / {} for p in parts])".format, LEAVES["quantity"]),
    )

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
            st.builds("not ({})".format, inner),
        )

    return st.recursive(base, grow, max_leaves=4)


FIGURES_PRINTED = st.sampled_from(["0", "0.0", "0.04", "1", "33.33", "99.97", "100", "100.00", "-3.5", "1055.32"])
WORDS = st.sampled_from(["合格率", "率", "覆盖率。", "", "满意 度"])
VALUES = st.fixed_dictionaries(
    {
        "total": FIGURES_PRINTED.map(figure),
        "part": FIGURES_PRINTED.map(figure),
        "parts": st.lists(FIGURES_PRINTED.map(figure), max_size=4),
        "year": st.integers(-1, 2030),
        "name": WORDS,
        "words": st.lists(WORDS, max_size=3),
        "holds": st.booleans(),
        "kind": st.sampled_from(["bounded", "growth"]),
    }
)


@settings(max_examples=200)
@given(flags(), VALUES)
def test_compiled_agrees_with_simpleeval(text: str, names: dict[str, object]) -> None:
    checked = check(text, NAMES)
    assert outcome(compiled(checked), names, {}) == outcome(reference, checked, names)


@settings(max_examples=200)
@given(st.text("abcdefnotal().,=<>+-*/'\"0123456789 合率≥；", max_size=30))
def test_any_text_is_an_expression_or_refused_with_a_column(text: str) -> None:
    try:
        check(text, NAMES)
    except ExpressionError as error:
        assert 1 <= error.column <= len(text) + 1
