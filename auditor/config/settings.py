"""What is in force for a document: the defaults, the profile, the configuration file and the command line, laid over
one another, every value with where it was said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.config import ConfigError, ConfigFile
from auditor.library import Library, UnknownRule, configured
from auditor.profiles import DEFAULT, UnknownProfile, profile_named
from auditor.rule import Rule
from auditor.wording import Text

__all__ = ["Command", "Judging", "Said", "Settings", "judging", "patterns_for", "settings"]

Key = tuple[str, ...]
Origin = Callable[..., Text]


@dataclass(frozen=True, slots=True)
class Said:
    """A value and where it was said."""

    value: Any
    origin: Text


Settings = Mapping[Key, Said]
"""By key: ("select",), ("ignore", word), ("severity", word), ("options", rule, option), ("profile",), ("fail-on",),
("baseline",), ("lang",)."""


@dataclass(frozen=True, slots=True)
class Command:
    """What the command line says of the judging; None and empty are silence."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    fail_on: str | None = None
    baseline: str | None = None


@dataclass(frozen=True, slots=True)
class Judging:
    """The rules to judge a document by, their options set, and other severities by id."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, str]


DEFAULTS: Settings = {
    (key,): Said(value, Text("默认", "default"))
    for key, value in {"select": (), "profile": DEFAULT, "fail-on": "error", "baseline": None, "lang": "zh"}.items()
}


def settings(document: str, file: ConfigFile | None, command: Command, library: Library) -> Settings:
    """What is in force for a document: a later layer wins over an earlier one, key by key.

    Raises ConfigError for a name that stands for nothing, with the place where it stands.
    """
    said = dict(DEFAULTS)
    for values, origin in _layers(document, file):
        said |= _layer(values, origin, library)
    said |= _commanded(said, command, library)
    profile = said["profile",]
    return _profile_layer(profile, library) | said


def patterns_for(document: str, file: ConfigFile) -> list[str]:
    """The patterns of the file's `paths` that the document's path, from the file's directory, fits."""
    import os

    try:
        path = os.path.relpath(os.path.abspath(document), file.folder).replace(os.sep, "/")
    except ValueError:
        return []
    return [pattern for pattern in file.values.get("paths", {}) if _expression(pattern).fullmatch(path)]


def judging(said: Settings, library: Library) -> Judging:
    """The rules that are in force, their options set; raises ConfigError where a severity or a value cannot be."""
    ignored = [key[1] for key in said if key[0] == "ignore"]
    selected = said["select",]
    try:
        chosen = library.choose(selected.value, ignored)
    except UnknownRule as error:
        raise _at(selected.origin, error.zh, error.en) from error
    options = _options(said)
    return Judging(
        tuple(configured(rule, options[rule.id]) if rule.id in options else rule for rule in chosen),
        _severities(said, library),
    )


def _layers(document: str, file: ConfigFile | None) -> Iterator[tuple[Mapping[str, Any], Origin]]:
    """What the file says for all documents, then what it says for this one."""
    if file is None:
        return
    yield file.values, file.origin
    for pattern in patterns_for(document, file):
        yield file.values["paths"][pattern], lambda *key, pattern=pattern: file.origin("paths", pattern, *key)


def _layer(values: Mapping[str, Any], origin: Origin, library: Library) -> dict[Key, Said]:
    """One place's values by key, every rule and option in it looked up."""
    out: dict[Key, Said] = {}
    for key in ("profile", "fail-on", "baseline", "lang"):
        if key in values:
            out[key,] = Said(values[key], origin(key))
    if "select" in values:
        words = tuple(_resolved(word, library, origin("select")) for word in values["select"])
        out["select",] = Said(words, origin("select"))
    for word in values.get("ignore", ()):
        out["ignore", _resolved(word, library, origin("ignore"))] = Said(True, origin("ignore"))
    for word, severity in values.get("severity", {}).items():
        place = origin("severity", word)
        out["severity", _resolved(word, library, place)] = Said(severity, place)
    for word, options in values.get("options", {}).items():
        rule = _one_rule(word, library, origin("options", word))
        for option, value in options.items():
            place = origin("options", word, option)
            _try(rule, option, value, place)
            out["options", rule.id, option] = Said(value, place)
    return out


def _commanded(said: dict[Key, Said], command: Command, library: Library) -> dict[Key, Said]:
    """The values of the command line; what it selects is not ignored by anything said elsewhere."""
    if command.select:
        for key in [key for key in said if key[0] == "ignore"]:
            del said[key]
    values = {
        "select": list(command.select),
        "ignore": list(command.ignore),
        "profile": command.profile,
        "fail-on": command.fail_on,
        "baseline": command.baseline,
    }
    origin = lambda key: Text(f"命令行 --{key}", f"command line, --{key}")  # noqa: E731
    return _layer({key: value for key, value in values.items() if value}, origin, library)


def _profile_layer(profile: Said, library: Library) -> dict[Key, Said]:
    """The options that the profile in force sets."""
    try:
        chosen = profile_named(library, profile.value)
    except UnknownProfile as error:
        raise _at(profile.origin, error.zh, error.en) from error
    origin = Text(f"口径 {chosen.id}", f"profile {chosen.id}")
    return {
        ("options", rule, option): Said(value, origin)
        for rule, options in chosen.options.items()
        for option, value in options.items()
    }


def _options(said: Settings) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for key, entry in said.items():
        if key[0] == "options":
            out.setdefault(key[1], {})[key[2]] = entry.value
    return out


def _severities(said: Settings, library: Library) -> dict[str, str]:
    """The severity of rules by id; the more exact of two names wins, an id or name over a family, that over a letter.

    Only what is provable from the document alone may be an error, so a rule that is less than certain may not.
    """
    named = [(library.resolve(key[1]), entry) for key, entry in said.items() if key[0] == "severity"]
    out: dict[str, str] = {}
    for rules, entry in sorted(named, key=lambda each: -len(each[0])):
        for rule in rules:
            if entry.value == "error" and rule.facts.confidence != "certain":
                if len(rules) > 1:
                    continue
                raise _at(
                    entry.origin,
                    f"{rule.id} 不是确定的判断（{rule.facts.confidence}），最高为 warning",
                    f"{rule.id} is {rule.facts.confidence}, not certain: it can be a warning at most",
                )
            out[rule.id] = entry.value
    return out


def _resolved(word: str, library: Library, place: Text) -> str:
    """The id where the word names one rule, else the word, a family, as it is."""
    try:
        found = library.resolve(word)
    except UnknownRule as error:
        raise _at(place, error.zh, error.en) from error
    return found[0].id if word in (found[0].id, found[0].facts.name) else word


def _one_rule(word: str, library: Library, place: Text) -> Rule:
    found = library.resolve(_resolved(word, library, place))
    if len(found) != 1:
        raise _at(place, f"{word} 是一类规则；选项要写在一条规则下", f"{word} is a family; options belong to one rule")
    return found[0]


def _try(rule: Rule, option: str, value: object, place: Text) -> None:
    try:
        configured(rule, {option: value})
    except UnknownRule as error:
        raise _at(place, error.zh, error.en) from error


def _at(place: Text, zh: str, en: str) -> ConfigError:
    return ConfigError(f"{place.zh}：{zh}", f"{place.en}: {en}")


def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern of paths: `*` and `?` stay within a name, `**` goes over directories, a directory stands for all
    below it.
    """
    parts = ["(?:.*/)?" if piece == "**/" else ".*" if piece == "**" else "[^/]*" if piece == "*"
             else "[^/]" if piece == "?" else re.escape(piece)
             for piece in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", pattern.removesuffix("/"))]  # fmt: skip
    return re.compile("".join(parts) + "(?:/.*)?")


def words_in(given: Iterable[str]) -> tuple[str, ...]:
    """placeholder"""
    return tuple(given)
