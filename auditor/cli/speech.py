"""click in two languages: commands and options with bilingual help, usage errors that are translated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from auditor.answers import Question
from auditor.cli.help import help_page, metavar
from auditor.wording import LANGUAGES, Text, closest

__all__ = [
    "DEFAULT_LANGUAGE",
    "Argument",
    "Asked",
    "Command",
    "Option",
    "Usage",
    "argument",
    "asked",
    "language",
    "language_option",
    "nearest",
    "option",
    "usage_message",
    "with_context",
]

DEFAULT_LANGUAGE = "zh"

Parse = Callable[[click.Context, list[str]], list[str]]
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Usage(click.UsageError):
    """A command that cannot be carried out as it was given, in both languages; the exit status is 2."""

    def __init__(self, zh: str, en: str, ctx: click.Context | None = None) -> None:
        super().__init__(en, ctx)
        self.text = Text(zh, en)


class Option(click.Option):
    """An option with bilingual help."""

    def __init__(self, *names: Any, about: Text, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.about = about


class Argument(click.Argument):
    """An argument with bilingual help."""

    def __init__(self, *names: Any, about: Text, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.about = about


class Command(click.Command):
    """A command with bilingual help; `about` opens its help page, `closing` ends it."""

    def __init__(self, name: str | None, *, about: Text, closing: Text | None = None, **settings: Any) -> None:
        context = {"help_option_names": ["-h", "--help"], "allow_extra_args": True}
        super().__init__(name, context_settings=context, **settings)
        self.about = about
        self.closing = closing

    def get_help(self, ctx: click.Context) -> str:
        """The help page in the language of the context."""
        return help_page(ctx, language(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The remaining arguments; Usage for arguments that no command takes."""
        with_context(super().parse_args, ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            surplus = " ".join(ctx.args)
            raise Usage(f"多余的参数：{surplus}", f"surplus arguments: {surplus}", ctx)
        return ctx.args


def with_context(parse: Parse, ctx: click.Context, args: list[str]) -> list[str]:
    """What `parse` returns; its usage errors learn the context, which click's parser does not tell them."""
    try:
        return parse(ctx, args)
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def option(*names: str, zh: str, en: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """A decorator that adds an option with bilingual help to a command."""
    return click.option(*names, cls=Option, about=Text(zh, en), **settings)


def argument(name: str, zh: str, en: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """A decorator that adds an argument with bilingual help to a command."""
    return click.argument(name, cls=Argument, about=Text(zh, en), **settings)


def language_option(command: Decorated) -> Decorated:
    """Adds `--lang`; the root command has already looked for it, so that errors are in that language as well."""
    add = option("--lang", type=click.Choice(LANGUAGES), expose_value=False,
                 zh="界面语言；也可用环境变量 AUDITOR_LANG，默认 zh",
                 en="language of messages; also AUDITOR_LANG in the environment, zh by default")  # fmt: skip
    return add(command)


@dataclass(slots=True)
class Asked:
    """What the process was asked for, as the root context holds it: the language, if any was named, and the question
    that a plain check asks.
    """

    lang: str | None
    question: Question | None = None

    @property
    def language(self) -> str:
        """The language of messages."""
        return self.lang or DEFAULT_LANGUAGE


def asked(ctx: click.Context) -> Asked:
    """What the root command, or the configuration, has put into the context."""
    found = ctx.find_root().obj
    return found if isinstance(found, Asked) else Asked(None)


def language(ctx: click.Context) -> str:
    """The language of messages."""
    return asked(ctx).language


def nearest(word: str, known: Iterable[str]) -> Text:
    """A question for the nearest known word, or nothing."""
    close = closest(word, known)
    return Text(f"是不是 {close}？", f"did you mean {close}?") if close else Text("", "")


def usage_message(error: click.UsageError, lang: str) -> str:
    """The message of a usage error, with a pointer to the help page where the syntax was wrong."""
    message = _sentence(error).in_(lang)
    if isinstance(error, Usage) or error.ctx is None:
        return f"auditor: {message}"
    hint = Text("用法见 {} --help", "see {} --help").in_(lang).format(error.ctx.command_path)
    return f"auditor: {message}\n{hint}"


def _sentence(error: click.UsageError) -> Text:
    """What is wrong, by the kind of click's exception."""
    if isinstance(error, Usage):
        return error.text
    translate = TRANSLATIONS.get(type(error), lambda _: "")
    return Text(translate(error) or f"用法有误：{error.format_message()}", error.format_message())


def _no_such_option(error: Any) -> str:
    close = "，".join(error.possibilities or ())
    return f"没有选项 {error.option_name}" + (f"；是不是 {close}？" if close else "")


def _bad_option(error: Any) -> str:
    flags = [param for param in error.ctx.command.params if isinstance(param, click.Option) and param.is_flag]
    takes_none = any(error.option_name in param.opts for param in flags)
    return f"选项 {error.option_name} " + ("后面不能带值" if takes_none else "后面缺少值")


def _bad_parameter(error: Any) -> str:
    hint = error.param.opts[-1]
    if not isinstance(error.param.type, click.Choice):
        return ""
    return f"选项 {hint} 的值不对，可选：{'、'.join(error.param.type.choices)}"


def _missing_parameter(error: Any) -> str:
    return f"缺少参数 {metavar(error.param)}"


def _missing_command(error: Any) -> str:
    return "缺少命令" if isinstance(error.ctx.command, click.Group) else ""


TRANSLATIONS: dict[type[click.UsageError], Callable[[Any], str]] = {
    click.NoSuchOption: _no_such_option,
    click.BadOptionUsage: _bad_option,
    click.BadParameter: _bad_parameter,
    click.MissingParameter: _missing_parameter,
    click.UsageError: _missing_command,
}
