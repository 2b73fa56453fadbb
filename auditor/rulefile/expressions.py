"""The expressions of a rule: checked against the vocabulary of its scope, and as the source of Python functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.expression.check import Checked, check
from auditor.expression.emit import asking_source, function_source
from auditor.expression.parsing import ExpressionError
from auditor.records.types import FLAG, NUMBER, TEXT, TEXTS, Type
from auditor.records.vocabulary import SCOPES
from auditor.rulefile.models import Fault, RuleModel
from auditor.rulefile.yamlfile import Path
from auditor.template import pieces

__all__ = ["OPTION_TYPES", "compile_expressions", "template_pieces"]

OPTION_TYPES: dict[str, Type] = {"number": NUMBER, "text": TEXT, "texts": TEXTS, "flag": FLAG}
# Numbers that may stand beside a printed figure; any other is a threshold and wants a name, under `options`.
PLAIN_LITERALS = ("0", "1", "100")


@dataclass(slots=True)
class Compiled:
    """The expressions of one rule on their way to plain data."""

    types: Mapping[str, Type]
    options: Mapping[str, Type]
    source: str = ""
    faults: list[Fault] = field(default_factory=list)

    def expression(
        self, text: str, path: Path, known: frozenset[str], expect: str | None, offset: int = 0
    ) -> Checked | None:
        """Checks an expression; None where it is not of the language.

        `offset` is where it begins in the value at `path`.
        """
        try:
            return check(text, self.types, expect=expect, options=self.options, known=known)
        except ExpressionError as error:
            self.faults.append((path, offset + error.column, error.zh, error.en))
            return None

    def value(
        self, index: int, key: str, text: str, path: Path, offset: int, known: frozenset[str]
    ) -> tuple[str, dict[str, tuple[str, str]]]:
        """A value for the message: its key and the words for its codes. Only a lone name may be missing.

        The source gets the function that computes it, by its index.
        """
        checked = self.expression(text, path, known, None, offset)
        if checked is None:
            return key, {}
        self.source += function_source(f"value{index}", checked, frozenset(self.options))
        if checked.needs and not isinstance(checked.tree, ast.Name):
            lacking = ", ".join(checked.needs)
            self.faults.append(
                (
                    path,
                    offset + 1,
                    f"{{{text}}} 里的 {lacking} 可能缺失：写入 needs",
                    f"{lacking} in {{{text}}} may be missing: add it to needs",
                )
            )
        codes = (checked.type.of or checked.type).choices if isinstance(checked.tree, ast.Name) else ()
        return key, {code: (zh, en) for code, zh, en in codes}


def only(when: ast.expr, types: Mapping[str, Type]) -> tuple[str, tuple[str, ...]] | None:
    """The name of a closed set of values that a condition begins with, and which of them it wants; None for others."""
    first = when.values[0] if isinstance(when, ast.BoolOp) and isinstance(when.op, ast.And) else when
    match first:
        case ast.Compare(ast.Name(name), [ast.Eq()], [ast.Constant(str(code))]):
            codes: tuple[str, ...] = (code,)
        case ast.Compare(ast.Name(name), [ast.In()], [ast.Tuple(several)]):
            codes = tuple(str(code.value) for code in several if isinstance(code, ast.Constant))
        case _:
            return None
    return (name, codes) if name in types and types[name].choices else None


def literal_faults(checked: Checked | None, key: str) -> Iterator[Fault]:
    """A tolerance cannot hide in an expression: figures are intervals, and a threshold has a name."""
    for digits, column in checked.literals if checked else ():
        if digits not in PLAIN_LITERALS:
            yield (
                (key,),
                column,
                f"印出的数旁边不能直接写 {digits}：门槛值写进 options，印出的数是否一致用 agrees",
                f"{digits} beside a printed figure: a threshold is an option with a name, and figures agree or not",
            )


def template_pieces(path: Path, text: str, faults: list[Fault]) -> Iterator[tuple[str, str | None, int]]:
    """The pieces of a message, none where its braces do not match."""
    try:
        yield from list(pieces(text))
    except ValueError as error:
        faults.append((path, 1, f"花括号不成对：{error}", f"braces do not match: {error}"))


def compile_expressions(model: RuleModel) -> tuple[dict[str, Any], list[Fault]]:
    """The formula of a rule as plain data, with the source of its functions, and what is wrong with it."""
    names = SCOPES[model.scope].names
    options = {name: OPTION_TYPES[option.type] for name, option in model.options.items()}
    work = Compiled({name: entry.type for name, entry in names.items()}, options)
    given = frozenset(model.needs)
    when = work.expression(model.when, ("when",), given, "flag") if model.when else None
    given |= when.proves if when else frozenset()
    require = work.expression(model.require or "", ("require",), given, "flag")
    if require is None:
        return {}, work.faults
    work.source += asking_source(when, require, frozenset(options))
    for checked, key in ((when, "when"), (require, "require")):
        work.faults += literal_faults(checked, key)
    found_false = given | require.refutes
    values: dict[str, tuple[str, Path, int]] = {key: (text, ("values", key), 0) for key, text in model.values.items()}
    templates: dict[Path, str] = {("message", "zh"): model.message.zh, ("message", "en"): model.message.en}
    if model.suggestion:
        templates[("suggestion",)] = model.suggestion
    cut = {path: list(template_pieces(path, text, work.faults)) for path, text in templates.items()}
    for path, parts in cut.items():
        for _, placeholder, offset in parts:
            if placeholder is not None:
                values.setdefault(placeholder, (placeholder, path, offset))
    computed = [
        work.value(index, key, text, path, offset, found_false)
        for index, (key, (text, path, offset)) in enumerate(values.items())
    ]
    order = list(values)
    formula = {
        "at": tuple(model.at),
        "evidence": tuple(model.evidence),
        "values": tuple(computed),
        **{
            path[-1]: tuple((literal, order.index(name) if name is not None else None) for literal, name, _ in parts)
            for path, parts in cut.items()
        },
    }
    return {
        "formula": formula,
        "source": work.source,
        "needs": tuple(dict.fromkeys([*model.needs, *(when.needs if when else ())])),
        "only": only(when.tree, work.types) if when else None,
    }, work.faults
