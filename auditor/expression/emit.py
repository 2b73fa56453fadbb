"""Turns a checked expression into the source of a Python function.

Names are looked up in `_n`, options in `_o`, which no expression can write; constants become exact and division
never makes a float.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from auditor.expression.check import Checked
from auditor.expression.functions import NAMESPACE

__all__ = ["asking_source", "compiled", "function_source"]


def function_source(name: str, checked: Checked, options: frozenset[str] = frozenset()) -> str:
    """The source of `def name(_n, _o)`, which returns the value for the names `_n` and the options `_o`."""
    return f"def {name}(_n, _o):\n    return {source(checked, options)}\n"


def asking_source(when: Checked | None, require: Checked, options: frozenset[str] = frozenset()) -> str:
    """The source of `def ask(_n, _o)`, which tells whether what is required is met.

    It returns None where the condition `when` does not hold, and the first name that is missing for `require`.
    """
    lines = ["def ask(_n, _o):"]
    if when is not None:
        lines += [f"    if not ({source(when, options)}):", "        return None"]
    for name in require.needs:
        lines += [f"    if _n[{name!r}] is None:", f"        return {name!r}"]
    return "\n".join([*lines, f"    return True if {source(require, options)} else False", ""])


def source(checked: Checked, options: frozenset[str]) -> str:
    return ast.unparse(Emitter(checked, options).visit(deepcopy(checked.tree)))


def compiled(checked: Checked, options: frozenset[str] = frozenset()) -> Callable[[Any, Any], Any]:
    """The expression as a function of names and options."""
    space = dict(NAMESPACE)
    exec(function_source("expression", checked, options), space)
    return space["expression"]  # type: ignore[no-any-return]


class Emitter(ast.NodeTransformer):
    """Rewrites names, constants and division, in place."""

    def __init__(self, checked: Checked, options: frozenset[str]) -> None:
        self.text = checked.text.replace("\n", " ")
        self.names = frozenset(checked.names)
        self.options = options

    def visit_Name(self, node: ast.Name) -> ast.expr:
        table = "_n" if node.id in self.names else "_o" if node.id in self.options else None
        if table is None:
            return node
        return ast.Subscript(ast.Name(table, ast.Load()), ast.Constant(node.id), ast.Load())

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, float):
            return node
        return call("_Decimal", ast.Constant(ast.get_source_segment(self.text, node)))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        arguments = [self.visit(argument) for argument in node.args]
        # What is asked of every record is asked without a call.
        match node.func:
            case ast.Name(id="present"):
                return all_of(compare(argument, ast.IsNot(), ast.Constant(None)) for argument in arguments)
            case ast.Name(id="missing"):
                return any_of(compare(argument, ast.Is(), ast.Constant(None)) for argument in arguments)
            case ast.Name(id="contains") if isinstance(node.args[0], ast.Name):
                return any_of(compare(word, ast.In(), arguments[0]) for word in arguments[1:])
        return ast.Call(node.func, arguments, [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = self.visit(node.left), self.visit(node.right)
        return call("_divide", left, right) if isinstance(node.op, ast.Div) else ast.BinOp(left, node.op, right)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        # A list: what cannot be computed for one element shows, wherever it stands.
        return ast.ListComp(self.visit(node.elt), [self.visit(loop) for loop in node.generators])


def all_of(values: Iterable[ast.expr]) -> ast.expr:
    return joined(ast.And(), [*values])


def any_of(values: Iterable[ast.expr]) -> ast.expr:
    return joined(ast.Or(), [*values])


def joined(operator: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return values[0] if len(values) == 1 else ast.BoolOp(operator, values)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [operator], [right])


def call(function: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(function, ast.Load()), list(arguments), [])
