"""The language of `require`: checked once against the vocabulary of a scope, compiled to a Python function."""

from auditor.expression.functions import FUNCTIONS, UndefinedError

__all__ = ["FUNCTIONS", "UndefinedError"]
