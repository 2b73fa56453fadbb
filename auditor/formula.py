"""Rules written as expressions: from the compiled functions of a rule to what it yields for a subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.records.subject import Name, Subject
from auditor.records.vocabulary import SCOPES
from auditor.rule import Found, Judge, Placed
from auditor.source import Span
from auditor.template import shown
from auditor.wording import Text

__all__ = ["Formula", "Shown", "judge_of"]

Function = Callable[[Subject, Mapping[str, Any]], Any]
Piece = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value that a message shows: its key, how it is computed, the words for the codes of a closed set."""

    key: str
    function: Function
    wording: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Formula:
    """What a rule tells where it is not met. Messages are literal pieces, each with the index of the value after it."""

    at: tuple[str, ...]
    evidence: tuple[str, ...]
    values: tuple[Shown, ...]
    zh: tuple[Piece, ...]
    en: tuple[Piece, ...]
    suggestion: tuple[Piece, ...]


def judge_of(formula: Formula, scope: str) -> Judge:
    """The function that gives what is found of a subject that does not meet what the rule requires."""
    names = SCOPES[scope].names
    at = tuple(names[name] for name in formula.at)
    evidence = tuple(names[name] for name in formula.evidence)

    def judge(subject: Subject, options: Mapping[str, Any]) -> tuple[Found]:
        computed = [value.function(subject, options) for value in formula.values]
        found = Found(
            at=next((place for name in at for place in places(name, subject)), subject.span),
            evidence=[(name.meaning, place) for name in evidence for place in places(name, subject)],
            values={value.key: found for value, found in zip(formula.values, computed, strict=True)},
            suggestion=sentence(formula.suggestion, formula.values, computed, "zh") or None,
            message=Text(
                zh=sentence(formula.zh, formula.values, computed, "zh"),
                en=sentence(formula.en, formula.values, computed, "en"),
            ),
        )
        return (found,)

    return judge


def places(name: Name, subject: Subject) -> Sequence[Placed]:
    """The places behind a name: none where it is missing, several where it is a list."""
    if name.place is None:
        return ()
    found = name.place(subject)
    if found is None:
        return ()
    if isinstance(found, Span) or hasattr(found, "span"):
        return (found,)
    return tuple(place for place in found if place is not None)


def sentence(pieces: Sequence[Piece], values: Sequence[Shown], computed: Sequence[object], lang: str) -> str:
    return "".join(
        literal if index is None else literal + shown(computed[index], lang, values[index].wording)
        for literal, index in pieces
    )
