"""Rule files, in YAML or in Python: what each must satisfy, and their translation into plain data that can be kept.

This package, YAML and pydantic are imported only when rule files changed since they were last read.
"""

from __future__ import annotations

import ast
import dataclasses
import traceback
from collections.abc import Iterator, Mapping
from types import CodeType, ModuleType
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from auditor.expression.parsing import nearest
from auditor.records.vocabulary import SCOPES
from auditor.rule import LibraryError, Problem
from auditor.rulefile.expressions import compile_expressions
from auditor.rulefile.faults import Setting, faults, signature_faults
from auditor.rulefile.models import MODELS, Fault, Norm, RuleModel
from auditor.rulefile.plain import call_of, plain_examples, plain_rule
from auditor.rulefile.profile import ProfileModel, Source, plain_profile, profile_faults
from auditor.rulefile.yamlfile import KEY, Located, Path, YamlError, load

__all__ = ["Setting", "read_norms", "read_profile", "read_python_rule", "read_yaml_rule"]

Plain = dict[str, Any]
M = TypeVar("M", bound=BaseModel)

SENTENCES = {
    "missing": "缺少这一项",
    "string_pattern_mismatch": "写法应符合 {pattern}",
    "literal_error": "应为 {expected}",
    "too_short": "至少要有 {min_length} 项",
    "string_too_short": "不能为空",
    "int_parsing": "应为整数",
    "greater_than_equal": "应不小于 {ge}",
    "string_type": "应为文字",
    "list_type": "应为列表",
    "dict_type": "应为键和值",
    "model_type": "应为键和值",
}


class File:
    """A rule file while it is read: turns faults at paths into problems at lines."""

    def __init__(self, path: str, text: str, located: Located | None = None, line: int = 1) -> None:
        self.path = path
        self.lines = text.splitlines() or [""]
        self.located = located
        self.line = line

    def problem(self, path: Path, column: int, zh: str, en: str) -> Problem:
        """The problem at a 1-based column of the value at a path; of a Python rule, at its function."""
        line, start = self.line, 1
        if self.located is not None:
            line, start = self.located.place(path)
            if path in self.located.blocks:
                # The text begins on the line below, indented.
                before = self.located.value(path)[: column - 1]
                start = len(self.lines[line]) - len(self.lines[line].lstrip()) + 1
                line += 1 + before.count("\n")
                column -= before.rfind("\n") + 1
        return self.at(line, start + column - 1, zh, en)

    def at(self, line: int, column: int, zh: str, en: str) -> Problem:
        """The problem at a line and column."""
        excerpt = self.lines[min(line, len(self.lines)) - 1].strip()
        return Problem(self.path, line, column, excerpt[:120], zh, en)

    def refuse(self, found: list[Fault]) -> None:
        """Raises LibraryError where there are faults."""
        if found:
            raise LibraryError([self.problem(*fault) for fault in found])


def read_yaml_rule(path: str, text: str, setting: Setting) -> tuple[Plain, Plain]:
    """The rule and its examples as plain data; raises LibraryError with every problem of the file."""
    file = opened(path, text)
    assert file.located is not None
    model = validated(file, RuleModel, file.located.data)
    found = list(faults(model, setting))
    compiled: Plain = {}
    if model.status != "removed" and model.require and model.scope in SCOPES:
        compiled, wrong = compile_expressions(model)
        found += wrong
    file.refuse(found)
    return plain_rule(model, setting.norms) | compiled, plain_examples(model)


def read_python_rule(path: str, text: str, setting: Setting) -> tuple[Plain, Plain, CodeType]:
    """The rule, its examples and the code of its module; raises LibraryError with every problem of the file."""
    file = File(path, text)
    function = declared(file, text)
    file.line = function.__code__.co_firstlineno
    model = validated(file, RuleModel, dictionary(function.declaration))
    file.refuse([*faults(model, setting)])
    file.refuse([*signature_faults(model, function)])
    return plain_rule(model, setting.norms) | call_of(function), plain_examples(model), undeclared(text, path)


def read_norms(path: str, text: str) -> dict[str, Norm]:
    """The register of norms by id."""
    file = opened(path, text)
    assert file.located is not None
    norms: dict[str, Norm] = validated(file, TypeAdapter(dict[str, Norm]), file.located.data)
    return norms


def read_profile(path: str, text: str, stem: str, norms: Mapping[str, Any]) -> Plain:
    """The profile as plain data; raises LibraryError with every problem of the file."""
    file = opened(path, text)
    assert file.located is not None
    model = validated(file, ProfileModel, file.located.data)
    file.refuse(profile_faults(model, stem, norms))
    return plain_profile(model, norms)


def opened(path: str, text: str) -> File:
    try:
        return File(path, text, load(text))
    except YamlError as error:
        raise LibraryError([File(path, text).at(error.line, error.column, error.zh, error.en)]) from None


def declared(file: File, text: str) -> Any:
    """The module's one function declared with `@rule`."""
    try:
        code = compile(text, file.path, "exec")
        module = ModuleType("auditor_rules.checked")
        exec(code, module.__dict__)
    except SyntaxError as error:
        problem = file.at(error.lineno or 1, error.offset or 1, f"不是 Python：{error.msg}", f"not Python: {error.msg}")
        raise LibraryError([problem]) from None
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file.path]
        said = f"{type(error).__name__}: {error}"
        raise LibraryError(
            [file.at((lines or [1])[-1] or 1, 1, f"读入时出错：{said}", f"fails when loaded: {said}")]
        ) from None
    found = [entry for entry in vars(module).values() if hasattr(entry, "declaration")]
    if len(found) != 1:
        raise LibraryError(
            [
                file.at(
                    1,
                    1,
                    f"应有一个 @rule 函数，这里有 {len(found)} 个",
                    f"expected one @rule function, found {len(found)}",
                )
            ]
        )
    return found[0]


def undeclared(text: str, path: str) -> CodeType:
    """The module's code without its `@rule(…)`, which is data by now: a run need not make the examples again."""
    tree = ast.parse(text, path)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [each for each in node.decorator_list if not declares(each)]
    return compile(tree, path, "exec")


def declares(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "rule"


def dictionary(declaration: Mapping[str, Any]) -> dict[str, Any]:
    """What `@rule` was given, as a YAML file would say it: nothing where nothing was given."""
    plain = {key: mapping(value) for key, value in declaration.items()}
    return {key: value for key, value in plain.items() if value is not None}


def mapping(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, Mapping):
        return {key: mapping(entry) for key, entry in value.items()}
    return value


def validated(file: File, model: type[M] | TypeAdapter[Any], data: Any) -> Any:
    try:
        return model.validate_python(data) if isinstance(model, TypeAdapter) else model.model_validate(data)
    except ValidationError as error:
        raise LibraryError([file.problem(*fault) for fault in explained(error)]) from None


def explained(error: ValidationError) -> Iterator[Fault]:
    """Pydantic's errors in the words of rule writers."""
    models: tuple[type[BaseModel], ...] = (*MODELS, ProfileModel, Source)
    known = sorted({name for model in models for name in fields_of(model)})
    for found in error.errors(include_url=False):
        path = tuple(step for step in found["loc"])
        kind, key = found["type"], str(path[-1]) if path else ""
        if kind == "extra_forbidden":
            zh, en = nearest(key, known)
            yield (*path, KEY), 1, f"没有 {key} 这一项{zh}", f"no key {key} here{en}"
        elif kind == "missing":
            yield path, 1, f"缺少 {key}", f"{key} is missing"
        else:
            zh = SENTENCES.get(kind, "不合要求：" + found["msg"]).format(**found.get("ctx", {}))
            yield path, 1, f"{key}：{zh}", f"{key}: {found['msg']}"


def fields_of(model: type[BaseModel]) -> Iterator[str]:
    """The names that a file may write: the alias where there is one."""
    for name, field in model.model_fields.items():
        yield field.alias or name.replace("_", "-")
