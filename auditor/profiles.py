"""Profiles: the practice of a ministry, a province or a year, as other options and severities of rules.

They are data files in the `profiles` folder of a directory of rules. The default profile changes nothing: the rules'
own values accept every known practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.library import Library, UnknownRule, configured
from auditor.wording import Text

__all__ = ["DEFAULT", "Profile", "Source", "UnknownProfile", "profile_named", "profiles"]

DEFAULT = "default"

Options = Mapping[str, Mapping[str, str | tuple[str, ...]]]


class UnknownProfile(Exception):  # noqa: N818 - named like UnknownRule
    """A profile that does not exist, or that names a rule or an option that does not exist."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Source:
    """What a part of a profile rests on. `grade` is V (read), S (corroborated) or M (from general knowledge)."""

    grade: str
    says: Text
    norm: Text | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A practice. `options` are values by rule id and option, `severity` is by rule id; what the profile extends is
    among them.
    """

    id: str
    title: Text
    about: Text
    sources: tuple[Source, ...]
    options: Options
    severity: Mapping[str, str]


def profiles(library: Library) -> tuple[Profile, ...]:
    """All profiles of a library, the default first, the others by name; raises UnknownProfile for a faulty one."""
    names = sorted(library.profiles, key=lambda name: (name != DEFAULT, name))
    return tuple(profile_named(library, name) for name in names)


def profile_named(library: Library, name: str) -> Profile:
    """The profile of this name, all its rules, options and values checked against the library.

    Raises UnknownProfile where there is none, and where it names what does not exist.
    """
    profile = _extended(library, name, ())
    for rule in dict.fromkeys((*profile.options, *profile.severity)):
        try:
            found = library.resolve(rule)
            if [each.id for each in found] != [rule]:
                raise UnknownRule(rule, f"{rule} 不是规则编号", f"{rule} is no rule id")
            configured(found[0], profile.options.get(rule, {}))
        except UnknownRule as error:
            raise UnknownProfile(f"口径 {name}：{error.zh}", f"profile {name}: {error.en}") from error
    return profile


def _extended(library: Library, name: str, heirs: tuple[str, ...]) -> Profile:
    """The profile with what it takes from the one it extends; `heirs` are the profiles that lead to it."""
    if name not in library.profiles:
        from auditor.expression.parsing import nearest

        zh, en = nearest(name, library.profiles)
        known = list(library.profiles)
        raise UnknownProfile(
            f"没有口径 {name}{zh}（{'、'.join(known)}）", f"no profile {name}{en} ({', '.join(known)})"
        )
    if name in heirs:
        chain = " → ".join((*heirs, name))
        raise UnknownProfile(f"口径互相继承：{chain}", f"profiles extend each other: {chain}")
    plain = library.profiles[name]
    own: Options = plain["options"]
    base = _extended(library, plain["extends"], (*heirs, name)) if plain["extends"] else None
    inherited: Options = base.options if base else {}
    return Profile(
        id=name,
        title=Text(*plain["title"]),
        about=Text(*plain["about"]),
        sources=tuple(
            Source(grade, Text(*says), Text(*norm) if norm else None) for grade, says, norm in plain["sources"]
        ),
        options={
            rule: {**inherited.get(rule, {}), **own.get(rule, {})} for rule in dict.fromkeys((*inherited, *own))
        },
        severity={**(base.severity if base else {}), **plain["severity"]},
    )
