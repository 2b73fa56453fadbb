"""The form of a configuration file. Imported only when a file was not checked before: it brings pydantic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from auditor.expression.parsing import nearest

__all__ = ["Fault", "checked"]

Path = tuple[str, ...]
# Where in the file, by keys, and what is wrong, in Chinese and English.
Fault = tuple[Path, str, str]

SENTENCES = {
    "literal_error": ("应为 {expected}", "write {expected}"),
    "string_type": ("应为引号中的文字", "write text in quotes"),
    "list_type": ('应为列表，如 ["V1", "T"]', 'write a list, such as ["V1", "T"]'),
    "dict_type": ("应为一个表", "write a table"),
    "model_type": ("应为一个表", "write a table"),
    "model_attributes_type": ("应为一个表", "write a table"),
    "string_too_short": ("不能为空", "must not be empty"),
}
UNKNOWN_VALUE = ("应为数、文字、真假或文字的列表", "write a number, text, true or false, or a list of texts")
# Keys that people expect, and what to do instead.
REFUSED = {
    "trust-python-rules": (
        "配置文件不能允许运行 Python 规则；只能在命令行上写 --rules DIR --trust-python-rules",
        "a configuration file cannot allow Python rules to run; only --rules DIR --trust-python-rules can",
    ),
}


def listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Filled = Annotated[StrictStr, Field(min_length=1)]
Words = Annotated[list[Filled], BeforeValidator(listed)]
Severity = Literal["error", "warning", "note"]
Value = StrictBool | StrictInt | StrictStr | list[StrictInt | StrictStr]


class Strict(BaseModel):
    """A table without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Judging(Strict):
    """What may be said for all documents, and again for some of them."""

    select: Words = []
    ignore: Words = []
    severity: dict[str, Severity] = {}
    profile: Filled = ""
    options: dict[str, dict[str, Value]] = {}


class Rules(Strict):
    """Where further rules are."""

    directories: Words = []


class Configuration(Judging):
    """A configuration file."""

    rules: Rules = Rules()
    paths: dict[str, Judging] = {}
    fail_on: Literal["error", "warning", "note", "never"] = Field("error", alias="fail-on")
    baseline: Filled = ""
    notice_template: Filled = Field("", alias="notice-template")
    lang: Literal["zh", "en"] = "zh"


def checked(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """What the file says, as plain values of the right types, and what is wrong with it."""
    try:
        model = Configuration.model_validate(data)
    except ValidationError as error:
        return {}, list(explained(error))
    return model.model_dump(by_alias=True, exclude_unset=True), []


def explained(error: ValidationError) -> Iterator[Fault]:
    """Pydantic's errors, those of one value of several possible types as one."""
    met: set[Path] = set()
    for found in error.errors(include_url=False):
        path = tuple(str(step) for step in found["loc"])
        if "options" in (path[:1] + path[2:3]):
            # Beyond table, rule and option stand pydantic's names of the types it tried.
            path = path[: path.index("options") + 3]
        if path not in met:
            met.add(path)
            yield path, *sentence(found, path)


def sentence(found: Any, path: Path) -> tuple[str, str]:
    dotted, kind = ".".join(path) or "auditor", found["type"]
    if kind == "extra_forbidden":
        if path[-1] in REFUSED:
            return REFUSED[path[-1]]
        zh, en = nearest(path[-1], keys_at(path))
        return f"没有 {dotted} 这一项{zh}", f"no key {dotted}{en}"
    zh, en = SENTENCES.get(kind, UNKNOWN_VALUE if "options" in path else (found["msg"], found["msg"]))
    expected = found.get("ctx", {}).get("expected", "")
    zh, en = zh.format(expected=expected.replace(" or ", " 或 ")), en.format(expected=expected)
    return f"{dotted}：{zh}", f"{dotted}: {en}"


def keys_at(path: Path) -> list[str]:
    """The keys that the table around the path may have."""
    tables: dict[str, type[Strict]] = {"rules": Rules, "paths": Judging} if len(path) > 1 else {}
    model = tables.get(path[0], Configuration)
    return [field.alias or name for name, field in model.model_fields.items()]
