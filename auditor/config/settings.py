"""What is in force for a document: the defaults, the profile, the configuration file and the command line, laid over
one another, every value with where it was said.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.config import ConfigError, ConfigFile
from auditor.config.patterns import fits
from auditor.library import Library, UnknownRule, configured
from auditor.profiles import DEFAULT, UnknownProfile, profile_named
from auditor.rule import Rule
from auditor.wording import Text

__all__ = ["Command", "Said", "Settings", "at_place", "patterns_for", "settings_for", "words"]

Key = tuple[str, ...]
Origin = Callable[..., Text]


@dataclass(frozen=True, slots=True)
class Said:
    """A value and where it was said."""

    value: Any
    origin: Text


Settings = Mapping[Key, Said]
"""By key: ("select",), ("ignore", word), ("severity", word), ("options", rule, option), ("profile",), ("fail-on",),
("baseline",), ("notice-template",), ("lang",)."""


@dataclass(frozen=True, slots=True)
class Command:
    """What the command line says of the judging; None and empty are silence."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    fail_on: str | None = None
    baseline: str | None = None


CODE = re.compile(r"[A-Za-z][0-9]{0,3}")
DEFAULTS: Settings = {
    (key,): Said(value, Text("默认", "default"))
    for key, value in (("select", ()), ("profile", DEFAULT), ("fail-on", "error"), ("baseline", None),
                       ("notice-template", None), ("lang", "zh"))
}  # fmt: skip


def settings_for(document: str, file: ConfigFile | None, command: Command, library: Library) -> Settings:
    """What is in force for a document: a later layer wins over an earlier one, key by key.

    Raises ConfigError for a name that stands for nothing, with the place where it stands.
    """
    said = dict(DEFAULTS)
    for values, origin in _layers(document, file):
        said |= _layer(values, origin, library)
    said |= _commanded(said, command, library)
    profile = said["profile",]
    return _profile_layer(profile, library) | said


def words(given: Iterable[str]) -> Iterator[str]:
    """The names in the values of an option, split at commas; codes may be written in small letters."""
    for word in re.split("[,，]", ",".join(given)):
        word = word.strip()
        if word:
            yield word.upper() if CODE.fullmatch(word) else word


def patterns_for(document: str, file: ConfigFile | None) -> list[str]:
    """The patterns of the file's `paths` that the document's path, from the file's directory, fits."""
    if file is None:
        return []
    try:
        path = os.path.relpath(document, file.folder).replace(os.sep, "/")
    except ValueError:
        return []
    return [pattern for pattern in file.values.get("paths", {}) if fits(pattern, path)]


def at_place(place: Text, zh: str, en: str) -> ConfigError:
    """The error of something said at a place."""
    return ConfigError(f"{place.zh}：{zh}", f"{place.en}: {en}")


def _layers(document: str, file: ConfigFile | None) -> Iterator[tuple[Mapping[str, Any], Origin]]:
    """What the file says for all documents, then what it says for this one."""
    if file is None:
        return
    yield file.placed, file.origin
    for pattern in patterns_for(document, file):
        yield file.values["paths"][pattern], lambda *key, pattern=pattern: file.origin("paths", pattern, *key)


def _layer(values: Mapping[str, Any], origin: Origin, library: Library) -> dict[Key, Said]:
    """One place's values by key, every rule and option in it looked up."""
    out: dict[Key, Said] = {}
    for key in ("profile", "fail-on", "baseline", "notice-template", "lang"):
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
        "select": command.select,
        "ignore": command.ignore,
        "profile": command.profile,
        "fail-on": command.fail_on,
        "baseline": command.baseline,
    }
    return _layer({key: value for key, value in values.items() if value}, _option_origin, library)


def _option_origin(key: str) -> Text:
    return Text(f"命令行 --{key}", f"command line, --{key}")


def _profile_layer(profile: Said, library: Library) -> dict[Key, Said]:
    """The options and severities that the profile in force sets."""
    try:
        chosen = profile_named(library, profile.value)
    except UnknownProfile as error:
        raise at_place(profile.origin, error.zh, error.en) from error
    origin = Text(f"口径 {chosen.id}", f"profile {chosen.id}")
    out: dict[Key, Said] = {}
    for rule, options in chosen.options.items():
        out |= {("options", rule, option): Said(value, origin) for option, value in options.items()}
    return out | {("severity", rule): Said(value, origin) for rule, value in chosen.severity.items()}


def _resolved(word: str, library: Library, place: Text) -> str:
    """The id where the word names one rule, else the word, a family, as it is."""
    try:
        found = library.resolve(word)
    except UnknownRule as error:
        raise at_place(place, error.zh, error.en) from error
    return found[0].id if word in (found[0].id, found[0].facts.name) else word


def _one_rule(word: str, library: Library, place: Text) -> Rule:
    found = library.resolve(_resolved(word, library, place))
    if len(found) != 1:
        raise at_place(place, f"{word} 是一类规则；选项写在一条规则下", f"{word} is a family; options belong to a rule")
    return found[0]


def _try(rule: Rule, option: str, value: object, place: Text) -> None:
    try:
        configured(rule, {option: value})
    except UnknownRule as error:
        raise at_place(place, error.zh, error.en) from error
