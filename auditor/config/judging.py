"""From what is in force to the rules that judge: chosen, their options set, their severities changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor.config import ConfigError
from auditor.config.settings import Said, Settings, at_place
from auditor.library import Library, UnknownRule, configured
from auditor.rule import Rule

__all__ = ["Judging", "judging"]


@dataclass(frozen=True, slots=True)
class Judging:
    """The rules to judge a document by, their options set, and other severities by id."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, str]


def judging(settings: Settings, library: Library) -> Judging:
    """The rules that are in force; raises ConfigError where none is left, and for a severity that cannot be."""
    ignored = [key[1] for key in settings if key[0] == "ignore"]
    selected = settings["select",]
    try:
        chosen = library.choose(selected.value, ignored)
    except UnknownRule as error:
        raise at_place(selected.origin, error.zh, error.en) from error
    if not chosen:
        raise ConfigError("按 select 与 ignore，没有剩下任何规则", "select and ignore leave no rule")
    options = _options(settings)
    rules = (configured(rule, options[rule.id]) if rule.id in options else rule for rule in chosen)
    return Judging(tuple(rules), _severities(settings, library))


def _options(settings: Settings) -> dict[str, dict[str, Any]]:
    """The values of options by rule and option."""
    out: dict[str, dict[str, Any]] = {}
    for key, said in settings.items():
        if key[0] == "options":
            out.setdefault(key[1], {})[key[2]] = said.value
    return out


def _severities(settings: Settings, library: Library) -> dict[str, str]:
    """The severity of rules by id; of two names the more exact wins: an id over a family, that over a letter."""
    named = [(library.resolve(key[1]), said) for key, said in settings.items() if key[0] == "severity"]
    out: dict[str, str] = {}
    for rules, said in sorted(named, key=lambda each: -len(each[0])):
        out |= {rule.id: said.value for rule in rules if _allowed(rule, said, alone=len(rules) == 1)}
    return out


def _allowed(rule: Rule, said: Said, *, alone: bool) -> bool:
    """Whether a rule may have the severity: only what a document proves by itself is an error.

    Of a family that is made an error, the rules that are less than certain stay as they are; raises ConfigError where
    such a rule was named itself.
    """
    if said.value != "error" or rule.facts.confidence == "certain":
        return True
    if not alone:
        return False
    raise at_place(
        said.origin,
        f"{rule.id} 的判断不是 certain（{rule.facts.confidence}），最高为 warning",
        f"{rule.id} is {rule.facts.confidence}, not certain: it can be a warning at most",
    )
