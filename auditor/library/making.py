"""From the table of plain data to rules that judge."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import CodeType, ModuleType
from typing import Any

from auditor.expression.functions import NAMESPACE
from auditor.finding import RuleFacts
from auditor.formula import Formula, Shown, judge_of
from auditor.records.subject import Subject
from auditor.rule import Bad, Examples, Expect, Found, Good, Judge, Judging, Rule
from auditor.wording import Text

__all__ = ["make_rule"]

Plain = Mapping[str, Any]
# How a parameter of a Python rule is taken from a subject; any other is the record itself.
TAKERS = {"document": attrgetter("document"), "project": attrgetter("project")}
OPTION_READERS: dict[str, Callable[[Any], Any]] = {
    "number": Decimal,
    "text": str,
    "texts": tuple,
    "flag": lambda word: word == "true",
}


def make_rule(plain: Plain) -> Rule:
    """The rule of one entry of the table. What it judges by is made when it is first asked."""
    return Rule(
        facts=RuleFacts(
            id=plain["id"],
            name=plain["name"],
            title=Text(*plain["title"]),
            severity=plain["severity"],
            confidence=plain["confidence"],
            rationale=Text(*plain["rationale"]),
            advice=Text(*plain["advice"]),
            norm=tuple(Text(*norm) for norm in plain["norm"]),
        ),
        status=plain["status"],
        since=plain["since"],
        replaced_by=plain["replaced_by"],
        scope=plain["scope"],
        kinds=plain["kinds"],
        first_year=plain["first_year"],
        last_year=plain["last_year"],
        needs=plain["needs"],
        only=plain["only"],
        made=cache(lambda: _python(plain) if "function" in plain else _expressions(plain)),
        message=Text(*plain["message"]),
        basis=plain["basis"],
        norms=plain["norm_ids"],
        options={name: OPTION_READERS[kind](value) for name, (kind, value) in plain["options"].items()},
        meanings={name: Text(*meaning) for name, meaning in plain["meanings"].items()},
        origin=plain["origin"],
        builtin=plain["builtin"],
        details=lambda: _examples(marshal.loads(plain["examples"])),
    )


def _expressions(plain: Plain) -> Judging:
    """The question and the judge of a rule written as expressions."""
    if "formula" not in plain:
        return Judging(_silent)
    space = dict(NAMESPACE)
    exec(marshal.loads(plain["code"]), space)
    formula = plain["formula"]
    values = tuple(
        Shown(key, space[f"value{at}"], {code: Text(*words) for code, words in wording.items()})
        for at, (key, wording) in enumerate(formula["values"])
    )
    judge = judge_of(
        Formula(
            formula["at"],
            formula["evidence"],
            values,
            formula["zh"],
            formula["en"],
            formula.get("suggestion", ()),
        ),
        plain["scope"],
    )
    return Judging(judge, space["ask"])


def _silent(subject: Subject, options: Mapping[str, Any]) -> Iterable[Found]:
    """The judge of a withdrawn rule."""
    return ()


def _python(plain: Plain) -> Judging:
    """The judge of a rule written in Python: its module is run now, under a name of its own."""
    function = getattr(_module(plain["id"], plain["path"], marshal.loads(plain["code"])), plain["function"])
    takers = [TAKERS.get(name, attrgetter("record")) for name in plain["records"]]
    alone = plain["records"] == (plain["scope"],) and not plain["options"]
    return Judging(_calling(function, takers), of_record=function if alone else None)


def _calling(function: Callable[..., Iterable[Found]], takers: Sequence[Callable[[Subject], Any]]) -> Judge:
    """The judge that calls a function with what is taken of a subject; with two records, as most do, at once."""
    if len(takers) == 2:
        first, second = takers
        return lambda subject, options: function(first(subject), second(subject), **options)
    return lambda subject, options: function(*[take(subject) for take in takers], **options)


def _module(rule: str, path: str, code: CodeType) -> ModuleType:
    name = f"auditor_rules.{rule}"
    module = ModuleType(name)
    module.__file__ = path
    # Dataclasses look their module up by name.
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module


def _examples(plain: Plain) -> Examples:
    return Examples(
        bad=tuple(map(_bad, plain["bad"])),
        good=tuple(Good(**example) for example in plain["good"]),
        todo=tuple(map(_bad, plain["todo"])),
    )


def _bad(example: Plain) -> Bad:
    return Bad(**{**example, "expect": tuple(Expect(*found) for found in example["expect"])})
