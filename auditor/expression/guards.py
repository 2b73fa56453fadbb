"""Which names must be there for an expression to have a value, and which it asks for before it uses them."""

from __future__ import annotations

import ast

__all__ = ["needed", "proves", "refutes"]


def needed(node: ast.AST, known: frozenset[str]) -> list[str]:
    """The names that must be there for the value to exist, those apart that a guard before them has asked for."""
    match node:
        case ast.Name():
            return [] if node.id in known else [node.id]
        case ast.Call(func=ast.Name(id="present" | "missing")):
            return []
        case ast.BoolOp():
            learn = proves if isinstance(node.op, ast.And) else refutes
            out: list[str] = []
            for value in node.values:
                out += needed(value, known)
                known |= learn(value)
            return out
    return [name for child in ast.iter_child_nodes(node) for name in needed(child, known)]


def proves(node: ast.AST) -> frozenset[str]:
    """The names that are certainly there when the expression is true."""
    match node:
        case ast.Call(func=ast.Name(id="present")):
            return frozenset(arg.id for arg in node.args if isinstance(arg, ast.Name))
        case ast.UnaryOp(op=ast.Not()):
            return refutes(node.operand)
        case ast.BoolOp(op=ast.And()):
            return frozenset().union(*map(proves, node.values))
    return frozenset()


def refutes(node: ast.AST) -> frozenset[str]:
    """The names that are certainly there when the expression is false."""
    match node:
        case ast.Call(func=ast.Name(id="missing")):
            return frozenset(arg.id for arg in node.args if isinstance(arg, ast.Name))
        case ast.UnaryOp(op=ast.Not()):
            return proves(node.operand)
        case ast.BoolOp(op=ast.Or()):
            return frozenset().union(*map(refutes, node.values))
    return frozenset()
