"""A profile file: the practice of a ministry, province or year, as values for the options of rules."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from auditor.expression.parsing import nearest
from auditor.rulefile.models import Cited, Fault, Filled, Names, Register, Strict, Words
from auditor.rulefile.plain import default, norm_text, pair

__all__ = ["ProfileModel", "Source", "plain_profile", "profile_faults"]

Plain = dict[str, Any]


class Source(Strict):
    """What is known of a practice, and how surely: V read, S corroborated, M from general knowledge."""

    says: Words
    grade: Literal["V", "S", "M"]
    norm: Cited | None = None


class ProfileModel(Strict):
    """A profile: values by rule and option, severities by rule; `extends` names the profile it begins with."""

    id: Filled
    title: Words
    about: Words
    extends: Filled | None = None
    sources: Annotated[list[Source], Field(min_length=1)]
    options: dict[str, dict[str, Filled | Names]] = Field(default_factory=dict)
    severity: dict[str, Literal["error", "warning", "note"]] = Field(default_factory=dict)


def profile_faults(model: ProfileModel, stem: str, norms: Register) -> list[Fault]:
    """What is wrong with a profile of the right form: its name, and the norms it cites."""
    found: list[Fault] = []
    if model.id != stem:
        found.append(
            (("id",), 1, f"文件名应为 {model.id}，现为 {stem}", f"the file must be named {model.id}, not {stem}")
        )
    for at, source in enumerate(model.sources):
        cited = source.norm
        if cited is not None and cited.id not in norms:
            zh, en = nearest(cited.id, norms)
            place = ("sources", at, "norm", "id")
            found.append((place, 1, f"norms.yaml 里没有 {cited.id}{zh}", f"norms.yaml has no {cited.id}{en}"))
    return found


def plain_profile(model: ProfileModel, norms: Register) -> Plain:
    """A checked profile as plain data; texts are pairs of Chinese and English."""
    return {
        "id": model.id,
        "title": pair(model.title),
        "about": pair(model.about),
        "extends": model.extends,
        "sources": tuple(
            (source.grade, pair(source.says), norm_text(norms, source.norm.id, None) if source.norm else None)
            for source in model.sources
        ),
        "options": {
            rule: {name: default(value) for name, value in options.items()} for rule, options in model.options.items()
        },
        "severity": dict(model.severity),
    }
