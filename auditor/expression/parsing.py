"""Text to a syntax tree, and the errors that say where and what to write instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from auditor.wording import closest

__all__ = ["ExpressionError", "nearest", "parse"]

ASCII_TWINS = {"≥": ">=", "≤": "<=", "≠": "!=", "＝": "=="} | dict(
    zip("×÷＞＜－＋（），“”‘’", "*/><-+(),\"\"''", strict=True)
)
LONE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")


class ExpressionError(Exception):
    """An expression that is not of the language; `column` counts code points from 1."""

    def __init__(self, zh: str, en: str, column: int = 1) -> None:
        super().__init__(f"column {column}: {en}")
        self.zh = zh
        self.en = en
        self.column = column


def nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """The half sentences (zh, en) that name the nearest known word, or empty ones."""
    close = closest(word, known)
    return (f"，是不是 {close}？", f"; did you mean {close}?") if close else ("", "")


def parse(source: str) -> ast.expr:
    """The tree of an expression of one line; raises ExpressionError where it is none."""
    if not source.strip():
        raise ExpressionError("表达式是空的", "the expression is empty")
    if source[0].isspace():
        raise ExpressionError("表达式前面有空格", "blanks before the expression")
    try:
        return ast.parse(source, mode="eval").body
    except SyntaxError as error:
        raise _explained(error, source) from None


def _explained(error: SyntaxError, source: str) -> ExpressionError:
    """The syntax error in the words of the language."""
    column = error.offset or 1
    if error.msg.startswith("leading zeros"):
        # Here alone Python counts bytes.
        column = len(source.encode()[: column - 1].decode(errors="ignore")) + 1
    sign = source[column - 1 : column]
    if sign in ASCII_TWINS:
        twin = ASCII_TWINS[sign]
        return ExpressionError(f"{sign} 应写作 {twin}", f"write {twin} for {sign}", column)
    equals = LONE_EQUALS.search(source)
    if equals:
        return ExpressionError(
            "不能赋值；比较用 ==", "an expression assigns nothing; compare with ==", equals.start() + 1
        )
    return ExpressionError(f"写法不对：{error.msg}", f"not an expression: {error.msg}", column)
