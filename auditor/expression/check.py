"""Reads an expression once and refuses what is not of the language, each time with the column.

Allowed: comparisons, `and`, `or`, `not`, `in`, `+ - * /`, calls of listed functions, names, constants and
comprehensions over one list. Everything has a type, every name stands in the vocabulary of the scope.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.expression.functions import FUNCTIONS
from auditor.expression.guards import needed, proves, refutes
from auditor.expression.parsing import ExpressionError, nearest, parse
from auditor.expression.signatures import KIND_NAMES, accepts, fits, kind_name, result
from auditor.records.types import FLAG, NUMBER, TEXT, Type, list_of

__all__ = ["Checked", "check"]

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
EQUALITY = (ast.Eq, ast.NotEq)
UNKNOWN_SYNTAX = {
    ast.Attribute: ("不能用“.”取属性", "attributes (`a.b`) are not part of the language"),
    ast.Subscript: ("不能用下标", "subscripts (`a[0]`) are not part of the language: use first(…) or last(…)"),
    ast.JoinedStr: ("不能用 f-string", "f-strings are not part of the language"),
    ast.Lambda: ("不能用 lambda", "lambdas are not part of the language"),
    ast.IfExp: ("不能用 if … else …", "`if … else …` is not part of the language: use and, or"),
    ast.NamedExpr: ("不能赋值", "`:=` is not part of the language"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """An expression that was checked.

    `needs` are the names that must not be missing for it to be evaluated, `proves` those that are certainly there
    when it is true, `refutes` those that are certainly there when it is false. `literals` are the numbers written
    beside a printed figure, with their columns.
    """

    text: str
    tree: ast.expr
    type: Type
    names: tuple[str, ...]
    needs: tuple[str, ...]
    proves: frozenset[str]
    refutes: frozenset[str]
    literals: tuple[tuple[str, int], ...]


def check(
    text: str,
    names: Mapping[str, Type],
    *,
    expect: str | None = "flag",
    options: Mapping[str, Type] | None = None,
    known: frozenset[str] = frozenset(),
) -> Checked:
    """The expression with its type and the names it needs; `known` are names already found to be there.

    Raises ExpressionError where it is not of the language, or its kind is not `expect`.
    """
    source = text.replace("\n", " ")
    checker = Checker(source, names, options or {})
    tree = parse(source)
    found = checker.type_of(tree, {})
    if expect is not None and found.kind != expect:
        zh, en = KIND_NAMES[expect], expect
        raise checker.error(
            tree, f"结果应为{zh}，这里是{KIND_NAMES[found.kind]}", f"the result must be a {en}, not a {found}"
        )
    used = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names]
    proved, refuted = proves(tree), refutes(tree)
    lacking = [name for name in needed(tree, known) if name in names]
    return Checked(
        text,
        tree,
        found,
        unique(used),
        unique(lacking),
        proved | frozenset(lacking),
        refuted | frozenset(lacking),
        tuple(checker.literals),
    )


def unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


class Checker:
    """Parses one expression and gives every node its type."""

    def __init__(self, source: str, names: Mapping[str, Type], options: Mapping[str, Type]) -> None:
        self.source = source
        self.names = names
        self.options = options
        self.literals: list[tuple[str, int]] = []

    def error(self, node: ast.AST, zh: str, en: str) -> ExpressionError:
        """The error at a node."""
        return ExpressionError(zh, en, self.column(node))

    def column(self, node: ast.AST) -> int:
        """1-based column in code points; ast counts bytes of UTF-8."""
        offset: int = getattr(node, "col_offset", 0)
        return len(self.source.encode()[:offset].decode(errors="ignore")) + 1

    def type_of(self, node: ast.expr, local: Mapping[str, Type]) -> Type:
        """The type of a node; `local` are the variables of the comprehensions around it."""
        match node:
            case ast.Name():
                return self.name(node, local)
            case ast.Constant():
                return self.constant(node)
            case ast.BoolOp():
                for value in node.values:
                    self.demand(value, local, "flag")
                return FLAG
            case ast.UnaryOp(op=ast.Not()):
                self.demand(node.operand, local, "flag")
                return FLAG
            case ast.UnaryOp(op=ast.USub()):
                return self.demand(node.operand, local, "quantity")
            case ast.BinOp():
                return self.arithmetic(node, local)
            case ast.Compare():
                return self.comparison(node, local)
            case ast.Call():
                return self.call(node, local)
            case ast.ListComp() | ast.GeneratorExp():
                return self.comprehension(node, local)
        zh, en = UNKNOWN_SYNTAX.get(
            type(node), ("这种写法不在表达式语言之内", f"{type(node).__name__} is not part of the language")
        )
        raise self.error(node, zh, en)

    def demand(self, node: ast.expr, local: Mapping[str, Type], kind: str) -> Type:
        found = self.type_of(node, local)
        if not fits(found, kind):
            raise self.error(
                node, f"这里应为{kind_name(kind)}，不是{KIND_NAMES[found.kind]}", f"expected a {kind}, found a {found}"
            )
        return found

    def name(self, node: ast.Name, local: Mapping[str, Type]) -> Type:
        for table in (local, self.names, self.options):
            if node.id in table:
                return table[node.id]
        if node.id in FUNCTIONS:
            raise self.error(node, f"{node.id} 是函数，要加括号使用", f"{node.id} is a function: call it")
        zh, en = nearest(node.id, [*self.names, *self.options, *local])
        raise self.error(node, f"没有 {node.id} 这个名称{zh}", f"no name {node.id} here{en}")

    def constant(self, node: ast.Constant) -> Type:
        value = node.value
        if isinstance(value, bool):
            return FLAG
        if isinstance(value, str):
            return TEXT
        if not isinstance(value, int | float):
            raise self.error(
                node,
                f"不能写 {value!r}；判断有无用 present(…)、missing(…)",
                f"{value!r} is not part of the language: ask present(…) or missing(…)",
            )
        digits = ast.get_source_segment(self.source, node) or ""
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
            raise self.error(node, f"数要写成普通小数，不是 {digits}", f"write a plain decimal number, not {digits}")
        return NUMBER

    def arithmetic(self, node: ast.BinOp, local: Mapping[str, Type]) -> Type:
        if not isinstance(node.op, OPERATORS):
            raise self.error(node, "只能用 + - * /", "only + - * / are part of the language")
        types = [self.demand(side, local, "quantity") for side in (node.left, node.right)]
        self.note_literals([node.left, node.right], types)
        return result("same", types)

    def comparison(self, node: ast.Compare, local: Mapping[str, Type]) -> Type:
        sides = [node.left, *node.comparators]
        for sign, left, right in zip(node.ops, sides, node.comparators, strict=False):
            if isinstance(sign, ast.In | ast.NotIn):
                self.membership(left, right, local)
            elif isinstance(sign, ORDER):
                types = [self.demand(side, local, "quantity") for side in (left, right)]
                self.note_literals([left, right], types)
            elif isinstance(sign, EQUALITY):
                self.equality(left, right, local)
            else:
                raise self.error(
                    left,
                    "不能用 is；判断有无用 present(…)、missing(…)",
                    "`is` is not part of the language: ask present(…) or missing(…)",
                )
        return FLAG

    def note_literals(self, nodes: list[ast.expr], types: list[Type]) -> None:
        """Remembers the numbers written beside a printed figure: they may be tolerances in disguise."""
        if not any((type_.of or type_).kind == "figure" for type_ in types):
            return
        for node in nodes:
            if isinstance(node, ast.Constant):
                self.literals.append((str(ast.get_source_segment(self.source, node)), self.column(node)))

    def equality(self, left: ast.expr, right: ast.expr, local: Mapping[str, Type]) -> None:
        a, b = self.type_of(left, local), self.type_of(right, local)
        if "figure" in (a.kind, b.kind):
            raise self.error(
                left,
                "印出的数不能用 == 比较，用 agrees(a, b)",
                "printed figures are never equal, they agree: agrees(a, b)",
            )
        if a.kind != b.kind or a.kind == "list":
            raise self.error(
                left, f"{KIND_NAMES[a.kind]}不能与{KIND_NAMES[b.kind]}比较", f"a {a} cannot be compared with a {b}"
            )
        self.possible(a, right)
        self.possible(b, left)

    def membership(self, left: ast.expr, right: ast.expr, local: Mapping[str, Type]) -> None:
        sought = self.type_of(left, local)
        if isinstance(right, ast.Tuple):
            for element in right.elts:
                if not isinstance(element, ast.Constant):
                    raise self.error(
                        element, "括号里只能写常量", "only constants may stand in the parentheses after `in`"
                    )
                self.equality(left, element, local)
            return
        group = self.type_of(right, local)
        if group.kind == "text":
            raise self.error(right, "查文字用 contains(…)", "to look for text in text, use contains(…)")
        if group.of is None or (group.of.kind, sought.kind) != ("text", "text"):
            raise self.error(
                right, "in 后面应为文字列表或括号里的常量", "`in` wants a list of texts or constants in parentheses"
            )
        self.possible(group.of, left)

    def possible(self, type_: Type, other: ast.expr) -> None:
        """Refuses a word that a closed set does not have."""
        if not type_.choices or not isinstance(other, ast.Constant) or other.value in type_.codes:
            return
        zh, en = nearest(str(other.value), type_.codes)
        raise self.error(
            other,
            f"没有 {other.value!r} 这个取值（{'、'.join(type_.codes)}）{zh}",
            f"{other.value!r} is not one of {', '.join(type_.codes)}{en}",
        )

    def call(self, node: ast.Call, local: Mapping[str, Type]) -> Type:
        callee = node.func
        if not isinstance(callee, ast.Name):
            self.type_of(callee, local)
            raise self.error(callee, "这里不能调用", "this cannot be called")
        if callee.id not in FUNCTIONS:
            zh, en = nearest(callee.id, FUNCTIONS)
            raise self.error(callee, f"没有 {callee.id} 这个函数{zh}", f"no function {callee.id}{en}")
        if node.keywords:
            raise self.error(node.keywords[0].value, "参数不能带名字", "arguments have no names")
        function = FUNCTIONS[callee.id]
        types = [self.argument(callee.id, argument, local) for argument in node.args]
        if not any(accepts(takes, types) for takes in function.takes):
            wanted = " / ".join(", ".join(takes) for takes in function.takes)
            found = ", ".join(str(type_) for type_ in types)
            raise self.error(
                callee, f"{callee.id}({wanted}) 不能用于 ({found})", f"{callee.id}({wanted}) does not take ({found})"
            )
        self.note_literals(node.args, types)
        return result(function.gives, types)

    def argument(self, callee: str, node: ast.expr, local: Mapping[str, Type]) -> Type:
        if callee not in ("present", "missing"):
            return self.type_of(node, local)
        if not isinstance(node, ast.Name) or node.id not in self.names:
            self.type_of(node, local)
            raise self.error(node, f"{callee}(…) 里只能写名称", f"{callee}(…) takes names only")
        return Type("name")

    def comprehension(self, node: ast.ListComp | ast.GeneratorExp, local: Mapping[str, Type]) -> Type:
        if len(node.generators) != 1:
            raise self.error(node, "只能写一个 for", "only one `for` is allowed")
        loop = node.generators[0]
        if not isinstance(loop.target, ast.Name) or loop.is_async:
            raise self.error(loop.target, "for 后面只能写一个变量", "a single variable must follow `for`")
        variable = loop.target.id
        if any(variable in table for table in (local, self.names, self.options, FUNCTIONS)):
            raise self.error(loop.target, f"变量 {variable} 与已有名称重复", f"the variable {variable} hides a name")
        if variable.startswith("_"):
            raise self.error(loop.target, "变量不能以 _ 开头", "a variable cannot begin with _")
        group = self.demand(loop.iter, local, "list")
        inner = {**local, variable: group.of or TEXT}
        for condition in loop.ifs:
            self.demand(condition, inner, "flag")
        return list_of(self.type_of(node.elt, inner))
