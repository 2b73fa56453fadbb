"""The form of a configuration file. Imported only when a file was not checked before: it brings pydantic."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr

from auditor.tomlfile.form import Filled, Strict

__all__ = ["Configuration"]

# Keys that people expect, and what to do instead.
REFUSED = {
    "trust-python-rules": (
        "配置文件不能允许运行 Python 规则；只能在命令行上写 --rules DIR --trust-python-rules",
        "a configuration file cannot allow Python rules to run; only --rules DIR --trust-python-rules can",
    ),
}


def listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[list[Filled], BeforeValidator(listed)]
Severity = Literal["error", "warning", "note"]
Value = StrictBool | StrictInt | StrictStr | list[StrictInt | StrictStr]


class Judging(Strict):
    """What may be said for all documents, and again for some of them."""

    select: Words = Field(default_factory=list)
    ignore: Words = Field(default_factory=list)
    severity: dict[str, Severity] = Field(default_factory=dict)
    profile: Filled = ""
    options: dict[str, dict[str, Value]] = Field(default_factory=dict)


class Rules(Strict):
    """Where further rules are."""

    directories: Words = Field(default_factory=list)


class Configuration(Judging):
    """A configuration file."""

    refused = REFUSED

    rules: Rules = Rules()
    paths: dict[str, Judging] = Field(default_factory=dict)
    fail_on: Literal["error", "warning", "note", "never"] = Field("error", alias="fail-on")
    baseline: Filled = ""
    notice_template: Filled = Field("", alias="notice-template")
    lang: Literal["zh", "en"] = "zh"
