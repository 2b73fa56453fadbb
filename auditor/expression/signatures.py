"""What kind of value may stand where, and what a call gives."""

from __future__ import annotations

from auditor.records.types import FIGURE, NUMBER, TEXT, Type

__all__ = ["KIND_NAMES", "accepts", "fits", "kind_name", "result"]

KIND_NAMES = {"text": "文字", "number": "数", "figure": "印出的数", "flag": "是非", "list": "列表"}


def kind_name(kind: str) -> str:
    """The Chinese word for a kind."""
    return KIND_NAMES.get(kind, "数")


def fits(type_: Type, kind: str) -> bool:
    """Whether a value of the type may stand where the kind is asked for."""
    if kind == "quantity":
        return type_.kind in ("number", "figure")
    if kind in ("texts", "quantities", "flags"):
        element = {"texts": "text", "quantities": "quantity", "flags": "flag"}[kind]
        return type_.of is not None and fits(type_.of, element)
    return type_.kind == kind


def accepts(takes: tuple[str, ...], types: list[Type]) -> bool:
    """Whether arguments of the types fit an argument list."""
    if takes[-1] != "...":
        return len(takes) == len(types) and all(map(fits, types, takes))
    repeated = takes[:-1]
    padded = repeated + repeated[-1:] * (len(types) - len(repeated))
    return len(types) >= len(repeated) and all(map(fits, types, padded))


def result(gives: str, types: list[Type]) -> Type:
    """The type of a call's result."""
    if gives == "element":
        return types[0].of or TEXT
    if gives != "same":
        return Type(gives)
    kinds = {(type_.of or type_).kind for type_ in types}
    return FIGURE if "figure" in kinds else NUMBER
