"""The form of a TOML file: pydantic models without unknown keys, and their errors as sentences. Brings pydantic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from auditor.tomlfile import Fault, Path
from auditor.wording import closest

__all__ = ["Filled", "Strict", "checked"]

SENTENCES = {
    "literal_error": ("应为 {expected}", "write {expected}"),
    "missing": ("必须写", "must be there"),
    "string_type": ("应为引号中的文字", "write text in quotes"),
    "list_type": ('应为列表，如 ["…", "…"]', 'write a list, such as ["…", "…"]'),
    "dict_type": ("应为一个表", "write a table"),
    "model_type": ("应为一个表", "write a table"),
    "model_attributes_type": ("应为一个表", "write a table"),
    "string_too_short": ("不能为空", "must not be empty"),
    "too_short": ("不能为空", "must not be empty"),
    "int_type": ("应为整数，不加引号", "write a whole number, without quotes"),
    "greater_than_equal": ("应为 2000 至 2099", "write a year from 2000 on"),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        ("应为日期，如 2024-01-15", "write a date, such as 2024-01-15"),
    ),
    "bool_type": ("应为数、文字、真假或文字的列表", "write a number, text, true or false, or a list of texts"),
}

Filled = Annotated[StrictStr, Field(min_length=1)]


class Strict(BaseModel):
    """A table without unknown keys; `refused` are keys that people expect, and what to do instead."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    refused: ClassVar[Mapping[str, tuple[str, str]]] = {}


def checked(model: type[Strict], data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """What the file says, as plain values of the right types, and what is wrong with it."""
    try:
        read = model.model_validate(data)
    except ValidationError as error:
        return {}, list(_explained(error, model, data))
    return read.model_dump(by_alias=True, exclude_unset=True), []


def _explained(error: ValidationError, model: type[Strict], data: Mapping[str, Any]) -> Iterator[Fault]:
    """Pydantic's errors, those of one value of several possible types as one."""
    met: set[Path] = set()
    for found in error.errors(include_url=False):
        path = _place(found, data)
        if path not in met:
            met.add(path)
            yield path, *_sentence(found, path, model)


def _place(found: Any, data: Any) -> Path:
    """The keys that lead to a value: beyond it stand pydantic's names of the types it tried."""
    path: list[str] = []
    for step in found["loc"]:
        if (isinstance(data, Mapping) and step in data) or (isinstance(data, list) and isinstance(step, int)):
            data = data[step]
        elif found["type"] != "missing":
            break
        path.append(str(step))
    return tuple(path)


def _sentence(found: Any, path: Path, model: type[Strict]) -> tuple[str, str]:
    dotted, kind = ".".join(path) or "auditor", found["type"]
    if kind == "extra_forbidden":
        if path[-1] in model.refused:
            return model.refused[path[-1]]
        close = closest(path[-1], _keys_at(path, model))
        zh, en = (f"，是不是 {close}？", f"; did you mean {close}?") if close else ("", "")
        return f"没有 {dotted} 这一项{zh}", f"no key {dotted}{en}"
    zh, en = SENTENCES.get(kind, (found["msg"], found["msg"]))
    expected = found.get("ctx", {}).get("expected", "")
    zh, en = zh.format(expected=expected.replace(" or ", " 或 ")), en.format(expected=expected)
    return f"{dotted}：{zh}", f"{dotted}: {en}"


def _keys_at(path: Path, model: type[Strict]) -> list[str]:
    """The keys that the table around the path may have."""
    for step in path[:-1]:
        field = next((field for name, field in model.model_fields.items() if step in (name, field.alias)), None)
        model = (_table_in(field.annotation) if field else None) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _table_in(annotation: Any) -> type[Strict] | None:
    """The model of the tables that a field holds, alone, in a list or by key."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    return next((table for part in get_args(annotation) if (table := _table_in(part))), None)
