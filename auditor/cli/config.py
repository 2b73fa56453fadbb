"""`auditor config`: what is in force for a document, and where it was said; the profiles there are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click

from auditor.cli.output import emit
from auditor.cli.settings import baseline_options, judging_options, opened_plans, refusals, severity_option, wished
from auditor.cli.speech import Command, argument, asked, language, language_option, option
from auditor.cli.tables import aligned
from auditor.config.settings import Said
from auditor.plans import Plan, Plans, Wishes
from auditor.profiles import Profile, profiles
from auditor.report.json_ import dumped
from auditor.upwards import shown
from auditor.wording import Text

__all__ = ["config"]

SCHEMA = 1
GRADES = {
    "V": Text("读过原文", "read"),
    "S": Text("有文件或系统印证", "corroborated"),
    "M": Text("凭一般了解", "general knowledge"),
}
NO_FILE = Text("没有配置文件（auditor.toml，或 pyproject.toml 的 [tool.auditor]）",
               "no configuration file (auditor.toml, or [tool.auditor] in pyproject.toml)")  # fmt: skip
FILE = Text("配置文件 {}", "configuration {}")
RULES = Text("采用 {} 条规则", "rules in force: {}")
ALL_RULES = Text("全部", "all")
NONE = Text("无", "none")
DEFAULT = Text("规则自带", "of the rule")
LANGUAGE = Text("--lang 或环境变量 AUDITOR_LANG", "--lang or AUDITOR_LANG")

Row = tuple[str, Any, Text]


@click.command("config", cls=Command,
               about=Text("列出对文件生效的配置，各项取值出自哪里。\n不写文件时为当前目录中的文件。",
                          "Shows what is in force for a document, and where every value was said.\n"
                          "Without a path, for documents in the working directory."),
               closing=Text("写法见 docs/configuration.zh.md。", "docs/configuration.md describes the file."))
@argument("path", metavar="PATH", required=False, default=".", zh="文件或目录", en="a document or a directory")
@option("--all", "every", is_flag=True, zh="连同各规则选项的默认值", en="with the options of all rules")
@option("--profiles", "known", is_flag=True, zh="列出各种口径及其依据", en="list the profiles and what they rest on")
@option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text",
        zh="输出格式", en="format")
@judging_options
@baseline_options
@severity_option
@language_option
@click.pass_context
@wished
def config(ctx: click.Context, path: str, every: bool, known: bool, form: str, wishes: Wishes) -> None:
    """Prints the configuration, or the profiles."""
    document = _document_in(path)
    named = asked(ctx).lang
    with refusals():
        plans = opened_plans(ctx, wishes, [document])
        lang = language(ctx)
        if known:
            emit(_profiles(plans, document, form, lang), None)
            return
        plan = plans.of(document)
        baseline = plans.baseline_of(document)
    rows = list(_rows(plan, every, named))
    rows.append(("baseline", shown(baseline.path) if baseline else None, plan.settings["baseline",].origin))
    template = plan.settings["notice-template",]
    rows.append(("notice-template", shown(template.value) if template.value else None, template.origin))
    emit(_as_json(plan, rows, lang) if form == "json" else _as_text(plan, rows, lang), None)


def _document_in(path: str) -> str:
    """A path in the directory that is asked about; the file itself where it is one."""
    return os.path.join(path, "*") if os.path.isdir(path) else path


def _rows(plan: Plan, every: bool, named: str | None) -> Iterator[Row]:
    """Key, value and origin of everything in force; `named` is the language that was asked for outside the file."""
    settings = dict(plan.settings)
    if named is not None:
        settings["lang",] = Said(named, LANGUAGE)
    for name in ("profile", "select", "fail-on", "lang"):
        yield name, settings[name,].value, settings[name,].origin
    for key, said in settings.items():
        if key[0] in ("ignore", "severity"):
            yield ".".join(key), said.value, said.origin
    for rule in plan.judging.rules:
        for name, value in rule.options.items():
            said = settings.get(("options", rule.id, name), Said(value, DEFAULT))
            if every or said.origin is not DEFAULT:
                yield f"options.{rule.id}.{name}", value, said.origin


def _as_text(plan: Plan, rows: list[Row], lang: str) -> str:
    head = FILE.in_(lang).format(shown(plan.file.path)) if plan.file else NO_FILE.in_(lang)
    table = aligned([(key, _words(value, key, lang), origin.in_(lang)) for key, value, origin in rows])
    return f"{head}\n\n{table}\n{RULES.in_(lang).format(len(plan.judging.rules))}\n"


def _words(value: Any, key: str, lang: str) -> str:
    if value is None:
        return NONE.in_(lang)
    if isinstance(value, tuple):
        return ", ".join(value) or (ALL_RULES if key == "select" else NONE).in_(lang)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_json(plan: Plan, rows: list[Row], lang: str) -> str:
    return dumped(
        {
            "schema": SCHEMA,
            "file": shown(plan.file.path) if plan.file else None,
            "settings": [
                {"key": key, "value": _plain(value), "origin": origin.in_(lang)} for key, value, origin in rows
            ],
            "rules": [rule.id for rule in plan.judging.rules],
        }
    )


def _plain(value: Any) -> Any:
    """The value as JSON: numbers that matter are strings of decimals."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, bool) else str(value)


def _profiles(plans: Plans, document: str, form: str, lang: str) -> str:
    library, _ = plans.library_for(plans.file_of(document))
    known = profiles(library)
    if form == "json":
        return dumped({"schema": SCHEMA, "profiles": [_profile_as_json(profile, lang) for profile in known]})
    return "\n".join(_profile_as_text(profile, lang) for profile in known)


def _profile_as_text(profile: Profile, lang: str) -> str:
    lines = [f"{profile.id}  {profile.title.in_(lang)}", f"  {profile.about.in_(lang)}"]
    for source in profile.sources:
        norm = f" {source.norm.in_(lang)}" if source.norm else ""
        lines.append(f"  - [{source.grade} {GRADES[source.grade].in_(lang)}]{norm} {source.says.in_(lang)}")
    for rule, options in profile.options.items():
        lines += [f"  {rule}.{name} = {_words(value, name, lang)}" for name, value in options.items()]
    lines += [f"  severity.{rule} = {severity}" for rule, severity in profile.severity.items()]
    return "".join(f"{line}\n" for line in lines)


def _profile_as_json(profile: Profile, lang: str) -> dict[str, object]:
    return {
        "id": profile.id,
        "title": profile.title.in_(lang),
        "about": profile.about.in_(lang),
        "sources": [
            {
                "grade": source.grade,
                "says": source.says.in_(lang),
                "norm": source.norm.in_(lang) if source.norm else None,
            }
            for source in profile.sources
        ],
        "options": {
            rule: {name: _plain(value) for name, value in options.items()} for rule, options in profile.options.items()
        },
        "severity": dict(profile.severity),
    }
