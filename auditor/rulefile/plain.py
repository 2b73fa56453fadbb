"""A checked rule file as plain data: what the library keeps, and from which rules are made without YAML or pydantic."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from auditor.rulefile.models import GoodModel, Register, RuleModel, Words

__all__ = ["plain_examples", "plain_rule"]

Plain = dict[str, Any]


def plain_rule(model: RuleModel, norms: Register) -> Plain:
    """The declaration of a rule without its expressions and examples; texts are pairs of Chinese and English."""
    return {
        "id": model.id,
        "name": model.name,
        "title": pair(model.title),
        "severity": model.severity,
        "confidence": model.confidence,
        "status": model.status,
        "since": model.since,
        "replaced_by": None if model.replaced_by in (None, "none") else model.replaced_by,
        "overrides": model.overrides,
        "scope": model.scope,
        "kinds": tuple(model.applies.documents),
        "first_year": model.applies.first_year,
        "last_year": model.applies.last_year,
        "message": pair(model.message),
        "advice": pair(model.advice),
        "rationale": pair(model.rationale),
        "basis": model.basis,
        "norm_ids": tuple(cited.id for cited in model.norm),
        "norm": tuple(norm_text(norms, cited.id, cited.article) for cited in model.norm),
        "options": {name: (option.type, default(option.default)) for name, option in model.options.items()},
        "meanings": {name: pair(option.meaning) for name, option in model.options.items()},
        "needs": tuple(model.needs),
        "only": None,
    }


def plain_examples(model: RuleModel) -> Plain:
    """The examples of a rule."""
    if model.examples is None:
        return {"bad": (), "good": (), "todo": ()}
    return {
        "bad": tuple(map(example, model.examples.bad)),
        "good": tuple(map(example, model.examples.good)),
        "todo": tuple(map(example, model.examples.todo)),
    }


def example(model: GoodModel) -> Plain:
    out: Plain = model.model_dump()
    if "expect" in out:
        out["expect"] = tuple((found["line"], found["quote"]) for found in out["expect"])
    return out


def pair(words: Words) -> tuple[str, str]:
    return words.zh, words.en


def default(value: str | list[str]) -> str | tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else value


def norm_text(norms: Register, norm: str, article: str | None) -> tuple[str, str]:
    """How a norm is printed: title, number, and the article where its wording was read."""
    entry = norms[norm]
    title_zh = f"《{entry.title.zh}》" if entry.title else ""
    title_en = entry.title.en if entry.title else ""
    number_zh = f"（{entry.number}）" if entry.number and title_zh else entry.number or ""
    number_en = f" ({entry.number})" if entry.number and title_en else entry.number or ""
    article_zh = f"第{article}条" if article else ""
    article_en = f", article {article}" if article else ""
    return title_zh + number_zh + article_zh, title_en + number_en + article_en


def call_of(function: Callable[..., object]) -> Plain:
    """The name of a Python rule's function, the records it takes and the options."""
    parameters = inspect.signature(function).parameters.values()
    return {
        "function": function.__name__,
        "records": tuple(p.name for p in parameters if p.kind is not p.KEYWORD_ONLY),
        "keywords": tuple(p.name for p in parameters if p.kind is p.KEYWORD_ONLY),
    }
